"""The Explorer as Python sees it: one query, one choice, reviews that are written at once."""

import datetime as dt
import hashlib
import warnings
from collections.abc import Iterator
from typing import Any

import ipywidgets as w
import pytest
import traitlets

from claimkit.checks import ACROSS, CHECKS
from claimkit.export.markup import labels
from claimkit.ledger import Ledger, Query
from claimkit.model import Article
from claimkit.reading import read
from claimkit.widgets import Explorer
from tests import hostile

TEXT = (
    "قال الوزير سامي العلي، في بيان يوم 2 آذار 2026، إن الجسر مغلق. ونقلت وكالة النهر عن المحافظ "
    "نادر الصباغ قوله: «لن نخلي أي حي في المدينة»."
)


@pytest.fixture(autouse=True)
def quiet() -> Iterator[None]:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)
        yield


@pytest.fixture
def ledger(tmp_path: Any) -> Ledger:
    made = Ledger(str(tmp_path / "claims.db"), actor="noura")
    made.add(read(Article(TEXT, "a", published=dt.date(2026, 3, 3))))
    made.add(read(Article("قال مصدر مطلع إن الطريق مفتوح.", "b")))
    return made


def contents(explorer: Explorer) -> list[str]:
    return list(explorer.frame()["content"])


def contents_of(explorer: Explorer) -> list[str]:
    return [entry.content for entry in explorer.table.rows]


def test_readings_are_enough(ledger: Ledger) -> None:
    explorer = Explorer(ledger.reading(name) for name in ledger.articles())
    assert len(explorer.frame()) == ledger.count()
    assert explorer.selected is None
    assert explorer.claim is None


def test_a_ledger_without_claims_is_shown_too() -> None:
    explorer = Explorer([])
    for pane in ("article", "timeline", "relays", "checks"):
        explorer.pane = pane
    assert explorer.frame().empty
    data, _ = explorer._repr_mimebundle_()
    assert "No claim answers" in data["text/html"]


def test_a_filter_is_part_of_the_query_and_the_query_sets_the_filters(ledger: Ledger) -> None:
    explorer = Explorer(ledger)
    controls = explorer.filters.controls
    controls["speaker"].value = "Sami al-Ali"
    assert explorer.query == Query(speaker="Sami al-Ali")
    assert contents(explorer) == contents_of(explorer) == ["الجسر مغلق"]
    explorer.query = Query(kind="direct", said_from="2026-03-01")
    assert controls["speaker"].value == ""
    assert controls["kind"].value == "direct"
    assert controls["said_from"].value == dt.date(2026, 3, 1)
    explorer.query = Query()
    assert len(contents(explorer)) == ledger.count()


def test_what_no_control_shows_stays_in_the_query(ledger: Ledger) -> None:
    explorer = Explorer(ledger)
    explorer.query = Query(article="a")
    explorer.filters.controls["kind"].value = "direct"
    assert explorer.query == Query(article="a", kind="direct")
    explorer.filters.children[-1].click()  # clear
    assert explorer.query == Query()


def test_a_query_can_be_copied_into_the_next_cell(ledger: Ledger) -> None:
    explorer = Explorer(ledger)
    explorer.filters.controls["finding"].value = "source-anonymous"
    explorer.filters.controls["said_to"].value = dt.date(2030, 1, 1)
    assert repr(explorer.query) == "Query(said_to='2030-01-01', finding='source-anonymous')"
    assert eval(repr(explorer.query)) == explorer.query


def test_the_queue_is_what_waits_for_a_person(ledger: Ledger) -> None:
    explorer = Explorer(ledger, today=dt.date(2027, 1, 1))
    queue = explorer.filters.controls["queue"]
    ledger.add(read(Article("قال نادر الصباغ إن الجسر سيفتح قبل نهاية آب 2026.", "c",
                            published=dt.date(2026, 3, 3))))  # fmt: skip
    ledger.review(ledger.claims()[0].id, "true")  # of another claim
    queue.value = "due"
    assert explorer.query == Query(overdue="2027-01-01")
    assert contents_of(explorer) == ["الجسر سيفتح قبل نهاية آب 2026"]
    explorer.selected = explorer.table.rows[0].id
    explorer.review("false")
    assert contents_of(explorer) == []  # somebody has looked since
    queue.value = "unreviewed"
    assert explorer.query == Query(verdict="")
    assert len(contents_of(explorer)) == ledger.count() - 2
    first, second = (entry.id for entry in explorer.table.rows[:2])
    ledger.rests(first, second)
    explorer.selected = second
    explorer.review("false")
    queue.value = "contested"
    assert first in [entry.id for entry in explorer.table.rows]
    assert second not in [entry.id for entry in explorer.table.rows]


def test_a_choice_shows_its_article_and_who_relays_it(ledger: Ledger) -> None:
    explorer = Explorer(ledger)
    (inner,) = [entry for entry in ledger.claims() if entry.parent]
    explorer.selected = inner.id
    assert explorer.claim == inner
    assert explorer.view
    assert explorer.view.selected == inner.local
    assert "وكالة النهر" in explorer._told.value
    explorer.selected = ledger.claims(article="b")[0].id
    assert explorer.view.reading.article.id == "b"
    explorer.selected = None
    assert explorer._told.value == ""
    assert explorer.view.selected is None


def test_a_choice_is_one_choice_wherever_it_is_made(ledger: Ledger) -> None:
    explorer = Explorer(ledger)
    first, second, *_ = ledger.claims(article="a")
    explorer.table.table.selected_rows = [0]
    assert explorer.selected == first.id
    assert explorer.view
    explorer.view.selected = second.local
    assert explorer.selected == explorer.form.selected == second.id
    assert explorer.table.table.selected_rows == [1]
    for pane in ("timeline", "relays"):
        explorer.pane = pane
        marks = explorer.picture._claims
        number = next(n for n, held in enumerate(marks) if first.id in held)
        explorer.selected = None
        explorer.picture._marked(None, {"mark": number}, None)
        assert explorer.selected in marks[number]
        assert number in explorer.picture.chosen
    explorer.pane = "checks"
    assert explorer.board
    explorer.board._choose([second.id])
    assert explorer.selected == second.id


def test_a_claim_on_another_page_turns_to_it(ledger: Ledger, monkeypatch: Any) -> None:
    monkeypatch.setattr("claimkit.widgets.listing.PAGE", 2)
    explorer = Explorer(ledger)
    last = ledger.claims()[-1]
    explorer.selected = last.id
    assert last in explorer.table.rows
    seen = list[str]()
    for _ in range(ledger.count() + 2):
        explorer.keyboard.press("k")
    for _ in range(ledger.count()):
        assert explorer.selected
        seen.append(explorer.selected)
        explorer.keyboard.press("j")
    assert seen == [entry.id for entry in ledger.claims()]
    explorer.query = Query(article="a")  # does not find it; it stays chosen
    assert explorer.selected == last.id


def test_pages_are_turned_and_stop_at_both_ends(ledger: Ledger, monkeypatch: Any) -> None:
    monkeypatch.setattr("claimkit.widgets.listing.PAGE", 2)
    table = Explorer(ledger).table
    seen = [entry.id for entry in table.rows]
    table.pager.turn(1)
    seen += [entry.id for entry in table.rows]
    table.pager.turn(1)
    assert table.pager.page == 1
    assert seen == [entry.id for entry in ledger.claims()]
    table.pager.turn(-5)
    assert table.pager.page == 0


def test_a_claim_that_is_not_there_cannot_be_chosen(ledger: Ledger) -> None:
    with pytest.raises(traitlets.TraitError, match="no claim 'clm_x'"):
        Explorer(ledger).selected = "clm_x"


def test_a_verdict_is_in_the_ledger_at_once_and_can_be_taken_back(ledger: Ledger) -> None:
    explorer = Explorer(ledger, reviewer="noura")
    explorer.review("true")  # nothing is chosen
    claim = ledger.claims()[0].id
    explorer.selected = claim
    explorer.form.note.value, explorer.form.quote.value = "رأيته", "الجسر"
    explorer.review("false")
    (review,) = ledger.reviews(claim)
    assert (review.verdict, review.note, review.reviewer) == ("false", "رأيته", "noura")
    assert review.evidence[0].quote == "الجسر"
    assert explorer.form.note.value == ""
    assert "رأيته" in explorer.form._reviews.value
    assert "False" in explorer.table._row(explorer.table.rows[0])[5]
    explorer.keyboard.press("u")
    assert ledger.claim(claim).verdict is None
    explorer.keyboard.press("1")
    assert ledger.claim(claim).verdict == next(iter(ledger.verdicts))


def test_a_file_shows_where_the_words_stand_and_is_kept_as_its_hash(ledger: Ledger) -> None:
    explorer = Explorer(ledger)
    claim = ledger.claims()[0].id
    explorer.selected = claim
    raw = "محضر الجلسة: قال الوزير إن الجسر ما زال مغلقا أمام المارة.".encode()
    file = {"name": "محضر.txt", "type": "text/plain", "size": len(raw)}
    content = {"content": memoryview(raw), "last_modified": dt.datetime(2026, 3, 3)}
    explorer.form.file.value = ({**file, **content},)
    explorer.form.quote.value = "الجسر ما زال مفتوحا"
    assert "found at" in explorer.form._place.value
    assert "ck-differs" in explorer.form._place.value
    explorer.form.quote.value = "حديقة الحيوان في الشتاء الماضي"
    assert "not found" in explorer.form._place.value
    explorer.form.quote.value = "الجسر ما زال مغلقا"
    explorer.review("true")
    (evidence,) = ledger.reviews(claim)[0].evidence
    assert evidence.span
    assert evidence.span.of(raw.decode()) == "الجسر ما زال مغلقا"
    assert evidence.sha256 == hashlib.sha256(raw).hexdigest()
    assert explorer.form.file.value == ()


def test_after_a_restart_everything_is_back(ledger: Ledger) -> None:
    explorer = Explorer(ledger)
    explorer.selected = ledger.claims()[0].id
    explorer.review("half-true")
    again = Explorer(Ledger(ledger._store.url))
    assert again.frame()["verdict"].tolist()[0] == "half-true"


def test_a_second_reviewer_sees_the_first_verdict_before_his_own(ledger: Ledger) -> None:
    claim = ledger.claims()[0].id
    mine = Explorer(ledger, reviewer="sami")
    mine.selected = claim
    ledger.review(claim, "true", reviewer="noura")
    mine.form.note.value = "لا"
    mine.review("false")
    assert "noura has said" in mine.form._news.value
    assert "noura" in mine.form._reviews.value
    assert mine.form.note.value == "لا"  # nothing that was written is lost
    assert len(ledger.reviews(claim)) == 1
    mine.review("false")
    assert [review.reviewer for review in ledger.reviews(claim)] == ["noura", "sami"]


def test_a_finding_is_dismissed_with_a_reason_and_comes_back_if_the_text_changes(
    ledger: Ledger,
) -> None:
    explorer = Explorer(ledger, reviewer="noura")
    explorer.pane = "checks"
    board = explorer.board
    assert board
    one = next(each for each in board.found if each.finding.check == "source-anonymous")
    board.decide(one, "dismissed")
    assert "needs a reason" in board._news.value
    board.decide(one, "dismissed", "نعرفه")
    assert one.key not in {each.key for each in board.found}
    board.decision.value = "dismissed"
    assert "نعرفه" in board._cards.children[0].children[0].value
    board.decision.value = "open"
    ledger.add(read(Article("قال مصدر أمني مطلع إن الطريق مفتوح.", "b")))
    board.refresh()
    assert "source-anonymous" in {each.finding.check for each in board.found}


def test_what_drifted_between_two_articles_stands_side_by_side(ledger: Ledger) -> None:
    explorer = Explorer(ledger, reviewer="noura")
    ledger.add(read(Article("قال المحافظ نادر الصباغ: «سوف نخلي أي حي في المدينة».", "c")))
    explorer.pane = "checks"
    assert explorer.board
    explorer.board.across.value = True
    found = {each.finding.check: each for each in explorer.board.found}
    assert "quote-drift" in found
    explorer.board._choose(found["quote-drift"].finding.claims)
    assert explorer._told.value.count("ck-beside") >= 1
    explorer.board.decide(found["quote-drift"], "accepted")
    decided = {each.finding.check: each.decision for each in ledger.across()}
    assert decided["quote-drift"] == "accepted"


@pytest.mark.parametrize("ui", ["en", "ar"])
def test_where_no_widget_runs_there_is_a_table(ledger: Ledger, ui: str) -> None:
    data, _ = Explorer(ledger, ui=ui)._repr_mimebundle_()
    assert "الجسر مغلق" in data["text/html"]
    assert "<script" not in data["text/html"]
    assert data["text/plain"].startswith("Explorer(Ledger(")


def test_every_check_has_a_name_for_people_in_both_languages() -> None:
    for ui in ("en", "ar"):
        assert set(labels(ui)["checked"]) == {*CHECKS, *ACROSS}


@pytest.mark.parametrize("payload", hostile.PAYLOADS)
def test_nothing_hostile_becomes_markup(payload: str) -> None:
    explorer = Explorer(Ledger("sqlite://"), reviewer=payload)
    explorer.ledger.add(read(Article(f"قال {payload} سامي العلي إن {payload} مغلق.", "a")))
    explorer.query = Query(state=None)
    explorer.pane = "checks"
    assert explorer.board
    explorer.board.across.value = True
    for one in explorer.board.found:
        explorer.board.decide(one, "dismissed", payload)
    explorer.board.decision.value = ""
    for entry in explorer.ledger.claims():
        explorer.selected = entry.id
        explorer.form.note.value = payload
        explorer.review("false")
    data, _ = explorer._repr_mimebundle_()
    html = [each.value for each in _all(explorer) if isinstance(each, w.HTML)]
    for tag in ("<script", "<img", "<svg", "<iframe", "<form", "<object", "<meta", "<link"):
        assert all(tag not in shown.lower() for shown in (*html, data["text/html"]))


def _all(widget: w.Widget) -> Iterator[w.Widget]:
    yield widget
    for child in getattr(widget, "children", ()):
        yield from _all(child)


def test_what_is_dismissed_on_the_board_leaves_the_article(ledger: Ledger) -> None:
    explorer = Explorer(ledger, "noura")
    one = next(each for each in ledger.findings() if each.finding.claims)
    explorer.selected = one.finding.claims[0]
    assert explorer.view is not None
    assert one.finding.message in repr(explorer.view.get_state())
    explorer.pane = "checks"
    assert explorer.board is not None
    explorer.board.decide(one, "dismissed", "known to us")
    explorer.pane = "article"
    assert one.finding.message not in repr(explorer.view.get_state())


def test_a_claim_is_let_go_in_the_article_too(ledger: Ledger) -> None:
    explorer = Explorer(ledger)
    explorer.selected = explorer.table.rows[0].id
    assert explorer.view is not None
    explorer.view.selected = None
    assert explorer.selected is None


def test_a_choice_draws_no_picture_anew(ledger: Ledger, monkeypatch: Any) -> None:
    explorer = Explorer(ledger)
    explorer.pane = "timeline"
    monkeypatch.setattr("claimkit.widgets.explorer.timeline", None)
    article = explorer.table.rows[0].article
    for entry in ledger.claims(article=article):
        explorer.selected = entry.id
        assert explorer.picture.svg
