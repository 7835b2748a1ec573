"""A record is the reading as JSON: it goes out, comes back, and is the same."""

import datetime as dt
import json
import pickle
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claimkit.model import Article, Claim, Period, Reading, Source, TimeExpression
from claimkit.records import (
    article_from_record,
    date_of,
    dump,
    parse,
    period_of,
    reading_from_record,
    to_record,
)
from claimkit.spans import Span

TEXT = "قال وزير الري سامي الحداد يوم الأحد (5 تشرين الأول 2025) إن السد آمن."

words = st.text(st.characters(codec="utf-8"), max_size=12)
offsets = st.integers(0, len(TEXT))
spans = st.lists(st.tuples(offsets, offsets).map(lambda pair: Span(*sorted(pair))), max_size=3).map(
    tuple
)
days = st.dates()
periods = st.one_of(
    st.none(),
    days.map(Period.day),
    st.tuples(st.none() | days, st.none() | days).map(
        lambda ends: Period(*(sorted(ends) if all(ends) else ends))  # type: ignore[type-var, arg-type]
    ),
).filter(lambda p: p is None or p.start is None or p.end is None or p.start < p.end)
claims = st.builds(
    Claim,
    id=words,
    content=spans,
    source=spans,
    cue=spans,
    medium=spans,
    kind=st.sampled_from(["direct", "indirect", "mixed"]),
    parent=st.none() | words,
    speaker=st.sampled_from(["s1", "s2", None]),
    said_on=periods,
)
sources = st.builds(
    Source,
    id=st.just("s1"),
    name=words,
    kind=st.sampled_from(["person", "office"]),
    role=st.none() | words,
    mentions=spans,
)
POINTS = ["2025-10-05", "2025-10", "2025", "202X", "2024-Q1", "2024-H2", "2025-W45"]
LENGTHS = ["../2025-09-30", "2025-09-27/..", "2025-09-27/2026-09-27", "P12M", "PXM", "PT2H"]
values = st.sampled_from([*POINTS, *LENGTHS, "XXXX-10-12", None])
times = st.builds(
    TimeExpression,
    span=st.just(Span(26, 52)),
    grain=st.sampled_from(["day", "interval", "duration"]),
    value=values,
    relative=st.booleans(),
)
extras = st.dictionaries(
    words.map("x_{}".format), st.recursive(st.none() | st.booleans() | words, st.lists), max_size=3
)
articles = st.builds(
    Article,
    text=st.just(TEXT),
    id=words,
    published=st.none() | days,
    publisher=st.none() | words.filter(bool),
    title=st.none() | words.filter(bool),
    extra=extras,
)


@st.composite
def readings(draw: st.DrawFn) -> Reading:
    article = draw(articles)
    inferred = article.published is None and draw(st.booleans())
    return Reading(
        article,
        tuple(draw(st.lists(claims, max_size=3))),
        tuple(draw(st.lists(sources, max_size=1))),
        tuple(draw(st.lists(times, max_size=3))),
        published=dt.date(2025, 10, 5) if inferred else article.published,
        published_span=Span(26, 52) if inferred else None,
    )


@given(readings())
def test_a_record_comes_back_as_it_went_out(reading: Reading) -> None:
    record = to_record(reading)
    again = reading_from_record(parse(dump(record)))
    unnamed = {claim.speaker for claim in reading.claims} - {s.id for s in reading.sources}
    assert to_record(again) == record or unnamed
    assert again.claims == reading.claims
    assert again.published_inferred == reading.published_inferred


def test_every_field_of_the_contract_is_there() -> None:
    record = to_record(Reading(Article(TEXT, "a"), (), (), ()))
    assert list(record) == [
        *("id", "lang", "text", "published", "published_inferred", "publisher", "title", "url"),
        *("claims", "sources", "dates"),
    ]


def test_the_speaker_is_a_name_and_the_speaker_id_an_id() -> None:
    claim = Claim("c1", (Span(55, 63),), (Span(4, 25),), (Span(0, 3),), speaker="s1")
    minister = Source("s1", "سامي الحداد", "person", "وزير الري", mentions=(Span(4, 25),))
    (fields,) = to_record(Reading(Article(TEXT), (claim,), (minister,), ()))["claims"]
    assert (fields["speaker"], fields["speaker_id"]) == ("سامي الحداد", "s1")


def test_fields_that_claimkit_does_not_know_are_kept() -> None:
    line = {"id": 7, "text": TEXT, "desk": {"name": "محليات"}, "claims": [{"id": "old"}]}
    article = article_from_record(line)
    record = to_record(Reading(article, (), (), ()))
    assert record["desk"] == {"name": "محليات"}
    assert record["id"] == "7"
    assert record["claims"] == []


def test_an_inferred_date_stays_inferred() -> None:
    article = article_from_record(
        {"text": TEXT, "published": "2025-10-05", "published_inferred": True}
    )
    reading = Reading(article, (), (), (), published=article.published)
    assert to_record(reading)["published_inferred"] is True


@pytest.mark.parametrize(
    ("value", "first", "last"),
    [
        ("2025-11-07", "2025-11-07", "2025-11-07"),
        ("2024-02", "2024-02-01", "2024-02-29"),
        ("2008", "2008-01-01", "2008-12-31"),
        ("199X", "1990-01-01", "1999-12-31"),
        ("2024-Q4", "2024-10-01", "2024-12-31"),
        ("2024-H1", "2024-01-01", "2024-06-30"),
        ("2025-W45", "2025-11-03", "2025-11-09"),
        ("2025-09/2025-10", "2025-09-01", "2025-10-31"),
        ("../2025-09-30", "None", "2025-09-30"),
    ],
)
def test_the_days_a_value_covers(value: str, first: str, last: str) -> None:
    period = period_of(value)
    assert period is not None
    assert (str(period.start), str(period.last)) == (first, last)


@pytest.mark.parametrize(
    "value", ["P12M", "XXXX-10-12", "2025-02-30", "2024-Q7", "2024-13", "later", "", "٢٠٢٥", None]
)
def test_a_value_that_names_no_days(value: str | None) -> None:
    assert period_of(value) is None


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("{", "broken JSON"),
        ('{"text": NaN}', "NaN is no number"),
        ('{"text": "a", "n": 1e999}', "1e999 is no number"),
        ('{"text": "a", "text": "b"}', "stands twice"),
        ('{"text": "\\ud800"}', "surrogate"),
        ('{"\\udc00": 1}', "surrogate"),
        ('{"text": ' + "[" * 100_000 + "]" * 100_000 + "}", "nested deeper"),
        ('{"text": ' + "[" * 60 + "]" * 60 + "}", "nested deeper"),
        ('["text"]', "object"),
        ("12", "object"),
    ],
    ids=lambda line: line[:20],
)
def test_json_that_others_let_through_is_refused(line: str, reason: str) -> None:
    with pytest.raises(ValueError, match=reason):
        parse(line)


@pytest.mark.parametrize(
    ("record", "reason"),
    [
        ({}, "no field 'text'"),
        ({"text": 5}, "no field 'text'"),
        ({"text": TEXT, "lang": "xx"}, "no language 'xx'"),
        ({"text": TEXT, "lang": 5}, "'lang' is no text"),
        ({"text": TEXT, "published": "2025-02-30"}, "published: '2025-02-30' is no date"),
        ({"text": TEXT, "published": "7/11/2025"}, "is no date"),
        ({"text": TEXT, "published": "٢٠٢٥-١١-٠٧"}, "is no date"),
        ({"text": TEXT, "published": 20251107}, "is no date"),
        ({"text": TEXT, "url": ["a"]}, "'url' is no text"),
    ],
)
def test_a_record_that_is_no_article(record: dict[str, Any], reason: str) -> None:
    with pytest.raises((ValueError, LookupError), match=reason):
        article_from_record(record)


@pytest.mark.parametrize(
    "damage",
    [
        {"claims": [{}]},
        {"claims": ["c1"]},
        {"claims": 5},
        {"sources": [{"id": "s1"}]},
        {"dates": [{"span": 5, "value": None, "grain": "day"}]},
        {"published_span": [1]},
    ],
)
def test_a_malformed_reading_is_one_typed_error(damage: dict[str, Any]) -> None:
    with pytest.raises(ValueError, match="malformed"):
        reading_from_record({"text": TEXT} | damage)


@given(words)
def test_one_record_is_one_line_for_every_reader(text: str) -> None:
    line = dump({"text": text + "\u2028\x85\u2029\r\n\x0b"})
    assert len(line.splitlines()) == 1
    assert json.loads(line)["text"].startswith(text)


def test_a_reading_can_go_to_another_process_and_into_a_set() -> None:
    reading = Reading(article_from_record({"text": TEXT, "desk": ["محليات"]}), (), (), ())
    assert pickle.loads(pickle.dumps(reading)) == reading
    assert len({reading, Reading(Article(TEXT), (), (), ())}) == 2


def test_a_time_of_day_behind_the_date_is_ignored() -> None:
    assert date_of("2025-11-07 10:30") == date_of("2025-11-07T10:30:00+03:00")
