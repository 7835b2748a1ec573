"""Single edits of a date, in the spelling of the article: its digits and its month names."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator

from claimkit.checks.case import Case
from claimkit.language import language
from claimkit.model import Hypothesis, Period, TimeExpression, WrittenDate
from claimkit.spans import Span
from claimkit.text import fold
from claimkit.times import almanac

_SCRIPTS = ("٠١٢٣٤٥٦٧٨٩", "۰۱۲۳۴۵۶۷۸۹")
_FAR = 20  # 2012 for 2021 is a slip, 2052 for 2025 is none
_SHORT = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


def shown(day: dt.date) -> str:
    """A day as messages write it: 27 Sep 2025."""
    return f"{day.day} {_SHORT[day.month - 1]} {day.year}"


def spelled(number: int, like: str) -> str:
    """A number in the digits that `like` is written in.

    >>> spelled(2026, "٢٠٢٥")
    '٢٠٢٦'
    """
    text = str(number)
    for script in _SCRIPTS:
        if any(digit in like for digit in script):
            return text.translate(dict(zip(map(ord, "0123456789"), script, strict=True)))
    return text.zfill(2) if like.startswith("0") else text


def month_name(case: Case, number: int, like: str) -> str:
    """A month by its name in the dialect of the name that stands there."""
    if like.strip().isdigit():
        return spelled(number, like)
    tables = language(case.reading.article.lang).table("times")["months"].values()
    bare = fold(like)
    for names in tables:
        if any(fold(name) == bare for name in names):
            return str(names[number - 1])
    return str(next(iter(tables))[number - 1])


def swap(case: Case, whole: Span, part: Span, replace: str, why: str) -> Hypothesis:
    """The whole expression with one part of it replaced."""
    text = case.text
    return Hypothesis(
        whole, text[whole.start : part.start] + replace + text[part.end : whole.end], why
    )


def date_edits(
    case: Case,
    date: WrittenDate,
    fits: Callable[[Period], bool],
    whole: Span | None = None,
    *,
    kinds: str = "year month day",
) -> Iterator[Hypothesis]:
    """Every edit of one number of a date after which it fits."""
    whole = whole or date.span
    if date.year is None or date.calendar != "gregorian":
        return
    for year, month, day, part, why in _changes(date, kinds):
        period = _period(year, month, day)
        if period is None or not fits(period) or part is None:
            continue
        old = part.of(case.text)
        if part == date.month_span:
            yield swap(case, whole, part, month_name(case, month or 1, old), why)
        else:
            yield swap(
                case, whole, part, spelled(year if part == date.year_span else day or 1, old), why
            )


_Change = tuple[int, int | None, int | None, Span | None, str]


def _changes(date: WrittenDate, kinds: str) -> Iterator[_Change]:
    year, month, day = date.year or 1, date.month, date.day
    if "year" in kinds:
        for other in _others(year, (year - 1, year + 1)):
            yield other, month, day, date.year_span, f"another year: {other}"
    if "day" in kinds and day:
        for other in _others(day, (day - 1, day + 1)):
            if other != day and 0 < other < 32:
                yield year, month, other, date.day_span, f"another day: {other}"
    if "month" in kinds and month:
        for other in (month - 1, month + 1):
            if 0 < other < 13:
                yield year, other, day, date.month_span, f"another month: {_SHORT[other - 1]}"


def _others(number: int, near: tuple[int, ...]) -> tuple[int, ...]:
    """The neighbours of a number, and it with its last two digits swapped."""
    digits = str(number)
    swapped = int(digits[:-2] + digits[-1] + digits[-2]) if len(digits) > 1 else number
    far = abs(swapped - number) > _FAR or swapped in (number, *near)
    return near if far else (*near, swapped)


def _period(year: int, month: int | None, day: int | None) -> Period | None:
    if month is None:
        return almanac.years(year)
    return almanac.day(year, month, day) if day else almanac.months(year, month)


def whole_date(case: Case, date: WrittenDate, day: dt.date, why: str) -> Hypothesis | None:
    """A date replaced by another day, its month by name as the article names months."""
    if date.day_span is None or date.month_span is None:
        return None
    text = case.text
    parts = [
        (date.day_span, spelled(day.day, date.day_span.of(text))),
        (date.month_span, month_name(case, day.month, date.month_span.of(text))),
    ]
    if date.year_span:
        parts.append((date.year_span, spelled(day.year, date.year_span.of(text))))
    out, at = "", date.span.start
    for span, new in sorted(parts):
        out += text[at : span.start] + new
        at = span.end
    return Hypothesis(date.span, out + text[at : date.span.end], why)


def count_edit(case: Case, time: TimeExpression, count: int, why: str) -> Hypothesis | None:
    """A length of time with another number, in digits."""
    if time.count_span is None or count < 1:
        return None
    return Hypothesis(time.count_span, spelled(count, time.count_span.of(case.text)), why)


def known(*edits: Hypothesis | None) -> tuple[Hypothesis, ...]:
    """The edits that could be made."""
    return tuple(edit for edit in edits if edit is not None)
