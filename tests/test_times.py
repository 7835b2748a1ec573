"""Time expressions: sentences as data, the anchor, the inferred date, and nothing ever raised."""

import datetime as dt
import sys
import tomllib
from dataclasses import replace
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from claimkit.language import language
from claimkit.model import Article, Claim, Period, TimeExpression
from claimkit.reading import read
from claimkit.spans import Span
from claimkit.text import Shadow
from claimkit.times import anchor, find_times

CASES = Path(__file__).parent / "cases" / "times"
PUBLISHED = dt.date(2025, 11, 7)


def found(text: str, lang: str = "ar", published: dt.date | None = PUBLISHED) -> Any:
    return find_times(Shadow(text), language(lang), published)


def cases() -> list[Any]:
    rows = []
    for file in sorted(CASES.glob("*.toml")):
        for number, case in enumerate(tomllib.loads(file.read_text(encoding="utf-8"))["case"], 1):
            marks = [pytest.mark.xfail(reason="a known gap")] if "expect" in case else []
            rows.append(pytest.param(file.stem, case, id=f"{file.stem} {number}", marks=marks))
    return rows


@pytest.mark.parametrize(("lang", "case"), cases())
def test_a_sentence_says_what_a_reader_finds_in_it(lang: str, case: dict[str, Any]) -> None:
    text = case["text"]
    assert [[t.span.of(text), str(t.value)] for t in found(text, lang)] == case["times"]


SPELLINGS = (
    "في 27 أيلول 2024", "في 27 سبتمبر 2024", "في 27 شتنبر 2024", "في ٢٧ أيلول ٢٠٢٤",
    "في 27 ايلول 2024", "في 27 أيــلول 2024", "في 27 أَيْلُول 2024", "في 27/9/2024",
    "في ۲۷ أيلول/سبتمبر ۲۰۲۴", "في السابع والعشرين من أيلول 2024", "في 27 من سبتمبر (أيلول) 2024",
)  # fmt: skip


@pytest.mark.parametrize("text", SPELLINGS)
def test_one_day_in_every_spelling(text: str) -> None:
    assert [t.value for t in found(text)] == ["2024-09-27"]


def test_an_impossible_day_keeps_its_numbers_and_no_period() -> None:
    (only,) = found("في 31 حزيران 2024")
    assert (only.value, only.period, only.impossible) == ("2024-06-31", None, True)


def test_both_orders_of_a_numeric_date_are_kept() -> None:
    (only,) = found("بتاريخ 5/9/2025")
    assert [str(reading) for reading in only.readings] == ["2025-09-05", "2025-05-09"]


def test_without_a_year_or_an_anchor_the_year_is_unknown() -> None:
    assert [t.value for t in found("في 12 أيار", published=None)] == ["XXXX-05-12"]


def test_a_hijri_year_outside_the_tables_is_not_converted() -> None:
    (only,) = found("في 3 رجب 1200 هـ")
    assert (only.value, only.calendar, only.impossible) == (None, "hijri", False)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("بيان صباح اليوم الجمعة (7 تشرين الثاني 2025)", dt.date(2025, 11, 7)),
        ("وصل أمس الخميس (٦ نونبر ٢٠٢٥)", dt.date(2025, 11, 7)),
        ("وصل أمس الجمعة (6 تشرين الثاني 2025)", None),  # the weekday speaks against it
        ("اليوم (7 تشرين الثاني 2025) وأمس (3 تشرين الثاني 2025)", None),  # two issues
        ("صدر في 7 تشرين الثاني 2025", None),
    ],
)
def test_the_day_of_publication_is_read_from_an_apposition(text: str, day: dt.date | None) -> None:
    assert read(Article(text)).published == day


@pytest.mark.parametrize(
    ("text", "where"),
    [
        ("تاريخ النشر: 12 آذار 2026\nافتتح الجسر.", "12 آذار 2026"),
        ("افتتاح الجسر\nالخميس ١٢ آذار ٢٠٢٦ - 10:30 صباحا\nنص.", "الخميس ١٢ آذار ٢٠٢٦"),
        ("افتتح الجسر.\nنُشر في 12 آذار 2026", "12 آذار 2026"),
        ("Bridge opens\nPublished on 12 March 2026\nThe bridge is open.", "12 March 2026"),
        ("افتتح الجسر في 12 آذار 2026\nنص.", None),  # a line that says more
        ("افتتاح الجسر\nالجمعة 12 آذار 2026\nنص.", None),  # it was a Thursday
        ("أ.\nب.\nج.\nد.\n12 آذار 2026", None),  # at the end it may be the date of anything
        ("12 آذار 2026\n13 آذار 2026\nنص.", None),  # which of them?
        ("12 آذار 2026", None),  # no article beside it
        ("تاريخ النشر: آذار 2026\nافتتح الجسر.", None),  # no day
        ("عنوان الخبر\nصور - «النهار الجديد» - الخميس 12 آذار 2026\nافتتح.", "الخميس 12 آذار 2026"),
        ("عنوان الخبر\nبيروت، 12 آذار 2026\nافتتح الجسر.", "12 آذار 2026"),
        ("معركة الكرامة - 21 آذار 1968\nافتتح المتحف.", None),  # a title
    ],
)
def test_the_day_of_publication_is_read_from_its_own_line(text: str, where: str | None) -> None:
    reading = read(Article(text, lang="en" if text.isascii() else "ar"))
    span = reading.published_span
    assert (span and span.of(text)) == where
    assert reading.published == (dt.date(2026, 3, 12) if where else None)


def statement(text: str, day: dt.date) -> Claim:
    return Claim("c1", (Span(0, len(text)),), (), (), said_on=Period.day(day))


def test_a_horizon_is_counted_from_the_statement() -> None:
    text = "الانسحاب خلال الأشهر العشرة المقبلة، كما قيل أمس"
    horizon, yesterday = anchor(found(text), [statement(text, dt.date(2025, 9, 27))])
    assert horizon.value == "2025-09-27/2026-07-27"
    assert horizon.anchor == dt.date(2025, 9, 27)
    assert yesterday.value == "2025-11-06"  # the paper speaks to its own readers


def test_no_anchor_no_change() -> None:
    times: tuple[TimeExpression, ...] = found("خلال الأشهر العشرة المقبلة")
    undated = replace(statement(" " * 40, PUBLISHED), said_on=None)
    assert anchor(times, [undated]) == times


WORDS = st.sampled_from(
    ["من", "إلى", "7", "31", "2025", "أيلول", "اليوم", "الجمعة", "(", ")", "/", "-", "،", "نهاية",
     "عام", "شهرين", "خلال", "المقبلة", "الساعة", "هـ", "رمضان", "الموافق", "ونصف", "منذ", "و",
     "ال", "يومي", "القرن", "الربع", "الأول", "Nov", ".", "6", "th", "last", "9999", "0",
     "بعد", "\n"]
)  # fmt: skip


@settings(max_examples=300, deadline=None)
@given(st.lists(WORDS, max_size=14), st.sampled_from(["ar", "en"]), st.booleans())
@example(["أيلول", "المقبلة", "أيلول"], "ar", False)
def test_nothing_is_raised_and_spans_do_not_overlap(
    words: list[str], lang: str, glued: bool
) -> None:
    text = ("" if glued else " ").join(words)
    for published in (None, PUBLISHED, dt.date.min, dt.date.max):
        spans = [t.span for t in found(text, lang, published)]
        assert all(a.end <= b.start for a, b in pairwise(spans))
        assert all(0 <= s.start < s.end <= len(text) for s in spans)


@pytest.mark.parametrize("unit", ["7/11/2025", "من ", "9", "الجمعة (", "من 7 إلى 8 ", "عام "])
def test_work_grows_with_the_text_and_not_faster(unit: str) -> None:
    """Counted in calls, which are the same on every machine; `make bench` has the seconds."""

    def calls(count: int) -> int:
        shadow, made = Shadow(unit * count), [0]

        def counted(*_: object) -> None:
            made[0] += 1

        before = sys.getprofile()
        sys.setprofile(counted)
        try:
            find_times(shadow, language("ar"), PUBLISHED)
        finally:
            sys.setprofile(before)
        return made[0]

    calls(10)
    assert calls(2000) < 4.5 * calls(500)
