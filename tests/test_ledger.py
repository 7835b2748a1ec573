"""What a ledger promises, on SQLite and on a real PostgreSQL alike."""

import datetime as dt
import json
from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from claimkit.ledger import ConflictError, Ledger, Query
from claimkit.model import Article, Evidence, Reading
from claimkit.reading import read
from claimkit.spans import Span

DAM = (
    "قال وزير الري سامي العلي، في بيان يوم 2 آذار 2026، إن السد الكبير آمن. وأضاف أن أعمال الصيانة "
    "ستنتهي في موعد لا يتجاوز نهاية نيسان 2026. ونقلت وكالة النهر عن المحافظ نادر الصباغ قوله إن "
    "1200 عائلة عادت إلى بيوتها."
)


def told(text: str = DAM, name: str = "dam", **fields: Any) -> Reading:
    published = fields.pop("published", dt.date(2026, 3, 3))
    return read(Article(text, name, published=published, **fields))


@pytest.fixture
def ledger(ledger_url: str) -> Ledger:
    return Ledger(ledger_url, actor="noura")


def by_words(ledger: Ledger, words: str) -> str:
    found = ledger.claims(text=words)
    (entry,) = [one for one in found if all(other.parent != one.id for other in found)]
    return entry.id


def test_what_was_kept_is_found_again(ledger: Ledger) -> None:
    (added,) = ledger.add(told())
    assert (added.article, added.revision, added.new) == ("dam", 1, ledger.count())
    entry = ledger.claim(by_words(ledger, "السد الكبير"))
    assert (entry.speaker, entry.state, entry.verdict) == ("سامي العلي", "live", None)
    assert entry.said_from == entry.said_to == dt.date(2026, 3, 2)
    assert ledger.reading("dam").article.text == DAM
    assert ledger.articles() == ("dam",)


def test_the_same_text_again_changes_nothing(ledger: Ledger) -> None:
    ledger.add(told())
    head = ledger.head
    (again,) = ledger.add(told())
    assert again.revision == 0
    assert ledger.head == head


def test_an_address_makes_it_the_same_article(ledger: Ledger) -> None:
    ledger.add(told(url="https://example.invalid/1"))
    (added,) = ledger.add(told(DAM + " انتهى.", "other", url="https://example.invalid/1"))
    assert (added.article, added.revision) == ("dam", 2)


def test_a_claim_keeps_its_id_through_revisions(ledger: Ledger) -> None:
    ledger.add(told())
    before = {entry.content: entry.id for entry in ledger.claims()}
    ledger.add(told("بغداد. " + DAM))
    ledger.add(told(DAM.replace("السد الكبير آمن", "السد الكبير آمن تماما")))
    after = {entry.content: entry.id for entry in ledger.claims()}
    assert len(before) == len(after)
    assert set(before.values()) == set(after.values())
    changes = ledger.changes("dam")
    assert [entry.content for entry in changes.edited] == ["السد الكبير آمن تماما"]
    assert changes.revision == 3


def test_a_number_that_changes_makes_another_claim_and_the_old_one_waits(ledger: Ledger) -> None:
    ledger.add(told())
    old = by_words(ledger, "عائلة")
    ledger.review(old, "true")
    ledger.add(told(DAM.replace("1200", "2100")))
    changes = ledger.changes("dam")
    assert [entry.id for entry in changes.gone if entry.id == old] == [old]
    assert ledger.claim(old).state == "orphaned"
    new = by_words(ledger, "عائلة")
    assert new != old
    ledger.settle(old, to=new)
    assert ledger.claim(old).state == "gone"
    assert ledger.claim(new).verdict == "true"
    with pytest.raises(ValueError, match="waits for no decision"):
        ledger.settle(old)


def test_a_claim_that_comes_back_gets_an_id_of_its_own(ledger: Ledger) -> None:
    ledger.add(told())
    old = by_words(ledger, "عائلة")
    ledger.add(told("قال الوزير سامي العلي إن الجسر مغلق."))
    ledger.add(told())
    assert by_words(ledger, "عائلة") != old


def test_a_verdict_stays_in_the_history(ledger: Ledger) -> None:
    ledger.add(told())
    claim = by_words(ledger, "السد الكبير")
    evidence = Evidence("الشق", "https://example.invalid/e", "0" * 64, None, Span(2, 6))
    first = ledger.review(claim, "false", note="الشق كبير", evidence=[evidence])
    ledger.review(claim, "true")
    assert ledger.claim(claim).verdict == "true"
    assert [review.verdict for review in ledger.reviews(claim)] == ["false", "true"]
    assert ledger.reviews(claim)[0] == first


def test_the_second_reviewer_sees_the_first_and_nothing_is_overwritten(ledger: Ledger) -> None:
    ledger.add(told())
    claim = by_words(ledger, "السد الكبير")
    first = ledger.review(claim, "true", reviewer="noura")
    with pytest.raises(ConflictError, match="noura has said 'true'") as conflict:
        ledger.review(claim, "false", reviewer="sami")
    assert conflict.value.reviews == (first,)
    assert ledger.claim(claim).verdict == "true"
    ledger.review(claim, "false", reviewer="sami", seen=first.id)
    assert [review.reviewer for review in ledger.reviews(claim)] == ["noura", "sami"]


def test_a_review_can_be_taken_back_by_who_made_it(ledger: Ledger) -> None:
    ledger.add(told())
    claim = by_words(ledger, "السد الكبير")
    first = ledger.review(claim, "true", reviewer="noura")
    with pytest.raises(KeyError, match="sami has made no review"):
        ledger.withdraw(first.id, reviewer="sami")
    ledger.withdraw(first.id, reviewer="noura")
    assert ledger.claim(claim).verdict is None
    assert ledger.reviews(claim)[0].withdrawn


def test_what_rests_on_a_fallen_claim_is_contested(ledger: Ledger) -> None:
    ledger.add(told())
    (inner,) = [entry for entry in ledger.claims() if entry.parent]
    other = by_words(ledger, "السد الكبير")
    ledger.rests(other, on=inner.id)
    fallen = ledger.review(str(inner.parent), "false")
    assert ledger.claim(inner.id).contested
    assert ledger.claim(other).contested
    shaken = [found.finding for found in ledger.findings() if found.contested]
    assert [(f.check, f.claims) for f in shaken] == [("source-secondhand", (inner.parent,))]
    assert {entry.id for entry in ledger.claims(contested=True)} == {inner.id, other}
    ledger.withdraw(fallen.id)
    assert not ledger.claims(contested=True)


def test_what_ends_on_a_day_is_due_until_somebody_looks(ledger_url: str) -> None:
    clock = ["2026-03-03T10:00:00.000Z"]
    ledger = Ledger(ledger_url, clock=lambda: clock[0])
    ledger.add(told())
    (due,) = ledger.due()
    assert (due.day, due.text) == (dt.date(2026, 4, 30), "نهاية نيسان 2026")
    assert DAM[due.span.start : due.span.end] == due.text
    assert not ledger.due(before=dt.date(2026, 4, 30))
    assert not ledger.due(today=dt.date(2026, 4, 30))
    ledger.review(due.claim, "unproven")
    assert ledger.due(today=dt.date(2026, 5, 2))
    clock[0] = "2026-05-01T10:00:00.000Z"
    ledger.review(due.claim, "true")
    assert not ledger.due(today=dt.date(2026, 5, 2))


@pytest.mark.parametrize(
    ("query", "found"),
    [
        (Query(text="سد"), 1),
        (Query(text="للسد الكبير"), 0),
        (Query(text="الكَبِيرُ السـد"), 1),
        (Query(text="صيان*"), 1),
        (Query(text="١٢٠٠ عائله"), 2),
        (Query(speaker="Sami al-Ali"), 2),
        (Query(speaker="نادر"), 1),
        (Query(speaker="Nader al-Sabbagh"), 1),
        (Query(said_from="2026-03-02", said_to="2026-03-02"), 2),
        (Query(published_from=dt.date(2026, 3, 4)), 0),
        (Query(verdict=""), 4),
        (Query(article="dam", kind="indirect"), 4),
        (Query(finding="source-secondhand"), 1),
        (Query(text='"); DROP TABLE claim; --'), 0),
        (Query(text="' | \" & ("), 4),
        (Query(state="orphaned"), 0),
    ],
)
def test_both_databases_find_the_same(ledger: Ledger, query: Query, found: int) -> None:
    ledger.add(told())
    assert ledger.count(query) == len(ledger.claims(query)) == found


def test_pages_follow_one_another(ledger: Ledger) -> None:
    ledger.add(told(f"قال الوزير سامي العلي إن الجسر {n} مغلق.", f"a{n}") for n in range(7))
    everything = ledger.claims(text="جسر")
    pages = [ledger.claims(Query(text="جسر"), 3, offset) for offset in (0, 3, 6)]
    assert tuple(entry for page in pages for entry in page) == everything
    assert len(everything) == 7


def test_a_decision_about_a_finding_is_remembered_while_the_words_stay(ledger: Ledger) -> None:
    text = "قال مصدر مطلع إن الجسر مغلق."
    ledger.add(told(text, "a"))
    (found,) = ledger.findings("a")
    with pytest.raises(ValueError, match="needs a reason"):
        ledger.decide(found.key, "dismissed")
    ledger.decide(found.key, "dismissed", "معروف لنا")
    ledger.add(told(text + " انتهى.", "a"))
    assert [each.decision for each in ledger.findings("a")] == ["dismissed"]
    ledger.add(told(text.replace("مطلع", "عسكري"), "a"))
    assert [each.decision for each in ledger.findings("a", "open")] == ["open"]


def test_unknown_things_are_told_by_name(ledger: Ledger) -> None:
    ledger.add(told())
    claim = ledger.claims()[0].id
    for wrong, error, reason in (
        (lambda: ledger.claim("clm_x"), KeyError, "no claim 'clm_x'"),
        (lambda: ledger.review("clm_x", "true"), KeyError, "no claim"),
        (lambda: ledger.review(claim, "maybe"), ValueError, "no verdict 'maybe'; there are true"),
        (lambda: ledger.changes("nothing"), KeyError, "no article 'nothing'"),
        (lambda: ledger.reading("nothing"), KeyError, "no article"),
        (lambda: ledger.decide("x", "accepted"), KeyError, "no finding 'x'"),
        (lambda: ledger.decide("x", "perhaps"), ValueError, "no decision"),
        (lambda: ledger.claims(said_from="yesterday"), ValueError, "yesterday"),
    ):
        with pytest.raises(error, match=reason):
            wrong()
    assert len(list(ledger.events())) == 1


# The log is the truth, the tables are worked out from it.


def tables(ledger: Ledger) -> Any:
    everything = Query(state=None)
    return (
        ledger.claims(everything),
        [ledger.reviews(entry.id) for entry in ledger.claims(everything)],
        ledger.due(),
        ledger.findings(),
        [ledger.changes(article) for article in ledger.articles()],
        ledger.claims(text="جسر"),
        ledger.claims(speaker="Sami al-Ali"),
    )


TEXTS = st.sampled_from(
    [
        DAM,
        DAM.replace("1200", "2100"),
        "قال الوزير سامي العلي إن الجسر مغلق. وأضاف أن الجسر سيفتح يوم 9 نيسان 2026.",
        "أكد مصدر مطلع أن الجسر مغلق.",
        "لا شيء هنا.",
    ]
)
STEPS = st.lists(
    st.one_of(
        st.tuples(st.just("add"), TEXTS, st.sampled_from("ab")),
        st.tuples(st.just("review"), st.integers(0, 9), st.sampled_from(["true", "false"])),
        st.tuples(st.just("withdraw"), st.integers(0, 9), st.just("")),
        st.tuples(st.just("rests"), st.integers(0, 9), st.integers(0, 9)),
        st.tuples(st.just("settle"), st.integers(0, 9), st.just("")),
        st.tuples(st.just("decide"), st.integers(0, 9), st.sampled_from(["accepted", "open"])),
    ),
    max_size=10,
)


def nth(values: Any, number: int) -> Any:
    return values[number % len(values)] if values else None


def do(ledger: Ledger, step: tuple[str, Any, Any]) -> None:
    what, one, other = step
    everything = ledger.claims(Query(state=None))
    match what:
        case "add":
            ledger.add(told(one, other))
        case "review" if everything:
            ledger.review(nth(everything, one).id, other)
        case "withdraw":
            reviews = [r for e in everything for r in ledger.reviews(e.id)]
            if reviews:
                ledger.withdraw(nth(reviews, one).id)
        case "rests" if everything:
            ledger.rests(nth(everything, one).id, nth(everything, other).id)
        case "settle":
            if orphan := nth([e for e in everything if e.state == "orphaned"], one):
                ledger.settle(orphan.id)
        case "decide":
            if found := nth(ledger.findings(), one):
                ledger.decide(found.key, other)


@given(steps=STEPS)
@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_the_tables_are_those_that_the_log_makes(steps: list[Any]) -> None:
    ledger = Ledger("sqlite://", actor="noura")
    for step in steps:
        do(ledger, step)
    before = tables(ledger)
    ledger.rebuild()
    assert tables(ledger) == before
    assert not ledger.verify().problems


def a_full_ledger(url: str) -> Ledger:
    ledger = Ledger(url, actor="noura")
    ledger.add([told(), told("أكد مصدر مطلع أن الجسر مغلق.", "b", url="https://example.invalid/b")])
    ledger.add(told(DAM.replace("1200", "2100")))
    claims = ledger.claims()
    ledger.review(claims[0].id, "false", note="«لا»", evidence=[Evidence("نص", span=Span(0, 2))])
    ledger.rests(claims[1].id, claims[0].id)
    ledger.decide(ledger.findings("b")[0].key, "dismissed", "معروف")
    return ledger


def test_rebuilding_changes_nothing(ledger_url: str) -> None:
    ledger = a_full_ledger(ledger_url)
    before = tables(ledger)
    ledger.rebuild()
    assert tables(ledger) == before


def test_exported_and_taken_in_again_it_is_the_same_to_the_byte(
    ledger_url: str, tmp_path: Any
) -> None:
    ledger = a_full_ledger(ledger_url)
    lines = list(ledger.export())
    again = Ledger(str(tmp_path / "again.db"))
    assert again.take(lines) == len(list(ledger.events()))
    assert list(again.export()) == lines
    assert again.head == ledger.head
    assert tables(again) == tables(ledger)


def test_an_exported_line_is_a_record(ledger: Ledger) -> None:
    from claimkit.records import parse, reading_from_record

    ledger.add(told())
    claim = ledger.claims()[0]
    ledger.review(claim.id, "true", note="نعم")
    (line,) = ledger.export()
    record = parse(line)
    assert reading_from_record(record).article.text == DAM
    assert record["ledger"]["head"] == ledger.head
    (review,) = record["reviews"]
    assert (review["claim"], review["verdict"], review["note"]) == (claim.local, "true", "نعم")


def test_people_can_be_left_out_of_an_export(ledger_url: str, tmp_path: Any) -> None:
    ledger = a_full_ledger(ledger_url)
    lines = list(ledger.export(redacted=True))
    assert "noura" not in "".join(lines)
    again = Ledger(str(tmp_path / "again.db"))
    again.take(lines)
    assert again.count() == ledger.count()


def changed(lines: list[str]) -> Iterator[tuple[list[str], str]]:
    yield lines[:1], "is missing"
    yield [lines[0].replace("noura", "nobody"), *lines[1:]], "it was changed"
    yield ["{}\n"], r":1: no line of an exported ledger"
    yield [lines[0], "not json\n"], r":2: no line of an exported ledger"


def test_an_export_that_was_changed_is_refused_and_nothing_is_written(tmp_path: Any) -> None:
    lines = list(a_full_ledger(str(tmp_path / "claims.db")).export())
    for number, (wrong, reason) in enumerate(changed(lines)):
        from claimkit.ledger import LedgerError

        again = Ledger(str(tmp_path / f"{number}.db"))
        with pytest.raises(LedgerError, match=reason):
            again.take(wrong)
        assert again.count(state=None) == 0
        assert not list(again.events())


def test_two_ledgers_are_not_mixed(ledger: Ledger) -> None:
    from claimkit.ledger import LedgerError

    ledger.add(told())
    with pytest.raises(LedgerError, match="not empty"):
        ledger.take([])


def test_a_frame_has_days_that_pandas_knows(ledger: Ledger) -> None:
    ledger.add(told())
    frame = ledger.to_frame(speaker="سامي العلي")
    assert list(frame["said_from"].dt.year) == [2026, 2026]
    assert ledger.to_frame(text="لاشيء").empty


def test_an_event_says_what_happened_in_the_one_way_to_write_it(ledger: Ledger) -> None:
    ledger.add(told())
    (event,) = ledger.events()
    assert (event.seq, event.op, event.actor) == (1, "keep", "noura")
    assert json.dumps(event.payload, sort_keys=True) == json.dumps(event.payload)
