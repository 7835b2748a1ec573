"""Checks of a date against itself: its weekday, its calendar, its month names, its own ends."""

from __future__ import annotations

import calendar
import datetime as dt
from collections.abc import Iterator
from functools import partial

from claimkit.checks.case import Case
from claimkit.checks.catalogue import Trouble, check
from claimkit.checks.edits import date_edits, known, month_name, shown, swap, whole_date
from claimkit.language import language
from claimkit.model import Hypothesis, Period, TimeExpression, WrittenDate
from claimkit.text import fold
from claimkit.times import almanac

_NAMES = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


def _single(period: Period | None) -> dt.date | None:
    return period.single_day if period else None


@check("date-weekday")
def weekday(case: Case) -> Iterator[Trouble]:
    """The weekday beside a date is not the weekday of that date.

    Authority: the Gregorian calendar. A date without a year counts only where the weekday fits in
    none of the years around it. Beside "yesterday" alone the day of publication decides; a note
    where that is one day off, as in a wire text that was printed on the morrow. Can be wrong
    where a night belongs to two days.
    """
    for time in case.times:
        day = _single(time.period)
        if time.weekday is None or time.weekday_span is None or day is None:
            continue
        if time.weekday == day.weekday() or not (time.dates or time.deictic):
            continue
        if time.dates and time.dates[0].year is None and _fits_near(day, time.weekday):
            continue
        names = _NAMES[day.weekday()], _NAMES[time.weekday]
        printed_later = not time.dates and (time.weekday - day.weekday()) % 7 in (1, 6)
        yield Trouble(
            f"{shown(day)} is a {names[0]}, but the text says {names[1]}",
            (time.span,), tuple(_weekday_edits(case, time, day)),
            "note" if printed_later else None,
        )  # fmt: skip


def _fits_near(day: dt.date, weekday: int) -> bool:
    near = (almanac.shifted(day, away, "year") for away in (-1, 1))
    return any(other is not None and other.weekday() == weekday for other in near)


def _weekday_edits(case: Case, time: TimeExpression, day: dt.date) -> Iterator[Hypothesis]:
    span, weekday = time.weekday_span, time.weekday
    if span is None:
        return
    table = language(case.reading.article.lang).table("times")["weekdays"]
    name = table[str(day.weekday())][0]
    yield swap(case, time.span, span, name, f"the weekday of {shown(day)}")
    if not time.dates:
        return
    date = time.dates[0]
    for away in range(-6, 7):
        other = almanac.shifted(day, away, "day")
        if (
            other
            and other.weekday() == weekday
            and (edit := whole_date(case, date, other, "the nearest such weekday"))
        ):
            yield edit
    yield from date_edits(
        case, date, lambda p: bool(p.single_day and p.single_day.weekday() == weekday),
        kinds="year month",
    )  # fmt: skip


@check("date-impossible")
def impossible(case: Case) -> Iterator[Trouble]:
    """There is no such day: 31 أيلول, 29 شباط in a common year.

    Authority: the Gregorian calendar (a leap year can be divided by 4, a century by 400). Can be
    wrong where a title quotes a famous impossible date.
    """
    for time in case.times:
        if not time.impossible:
            continue
        for date in time.dates:
            if date.calendar == "gregorian" and date.day and date.month and _no_such(date):
                yield Trouble(_why_not(date), (time.span,), tuple(_real_days(case, date)))


def _no_such(date: WrittenDate) -> bool:
    return (
        date.period is None
        and almanac.day(date.year or 2024, date.month or 1, date.day or 1) is None
    )


def _why_not(date: WrittenDate) -> str:
    month = calendar.month_name[date.month or 1]
    year = date.year or 2024
    length = calendar.monthrange(year, date.month or 1)[1]
    when = f" {date.year}" if date.year and date.month == 2 else ""
    return f"{month}{when} has {length} days, but the text says {date.day}"


def _real_days(case: Case, date: WrittenDate) -> Iterator[Hypothesis]:
    if date.year is None:
        stand_in = _last_of(date, 2024)
        if edit := whole_date(case, date, stand_in, "the last day of the month"):
            yield edit
        return
    last = _last_of(date, date.year)
    if edit := whole_date(case, date, last, "the last day of the month"):
        yield edit
    following = last + dt.timedelta(1)
    if edit := whole_date(case, date, following, "the day after it"):
        yield edit
    yield from date_edits(case, date, lambda p: p.single_day is not None, kinds="year month")


def _last_of(date: WrittenDate, year: int) -> dt.date:
    month = date.month or 1
    return dt.date(year, month, calendar.monthrange(year, month)[1])


@check("date-interval")
def interval(case: Case) -> Iterator[Trouble]:
    """An interval ends before it begins: من 20 إلى 10 كانون الأول.

    Authority: order of days. Ends without a year may run over the turn of the year and are then
    left alone. Can be wrong where somebody counts backwards on purpose.
    """
    for time in case.times:
        if len(time.ends) != 2 or len(time.dates) != 2:
            continue
        first, second = time.ends
        if not (first.start and second.end and first.start >= second.end):
            continue
        if time.dates[0].year_span is None and time.dates[0].month_span is not None:
            continue
        yield Trouble(
            f"the end ({_brief(second)}) lies before the start ({_brief(first)})",
            (time.dates[0].span, time.dates[1].span), tuple(_turned(case, time)),
        )  # fmt: skip


def _brief(period: Period) -> str:
    day = period.single_day
    if day:
        return shown(day)
    whole = period.start and almanac.years(period.start.year)
    return str(period.start.year) if whole == period and period.start else str(period)


def _turned(case: Case, time: TimeExpression) -> Iterator[Hypothesis]:
    a, b = time.dates
    first = a.day_span or a.year_span
    second = b.day_span or b.year_span
    text = case.text
    if first and second:
        swapped = (
            text[time.span.start : first.start] + second.of(text)
            + text[first.end : second.start] + first.of(text) + text[second.end : time.span.end]
        )  # fmt: skip
        yield Hypothesis(time.span, swapped, "the two ends exchanged")
    start = time.ends[0].start
    own = {"day": True, "month": bool(a.month_span), "year": bool(a.year_span)}
    kinds = " ".join(kind for kind, has in own.items() if has)  # what both ends share mends nothing
    yield from date_edits(case, b, lambda p: bool(p.end and start and p.end > start), kinds=kinds)


@check("date-calendar")
def two_calendars(case: Case) -> Iterator[Trouble]:
    """A Hijri and a Gregorian date of the same day lie more than one day apart.

    Authority: the Umm al-Qura calendar (hijridate, 1343 to 1500 AH); one day either way is left
    for the sighting of the moon. Can be wrong for countries that began the month two days apart.
    """
    for time in case.times:
        hijri = [d for d in time.dates if d.calendar == "hijri" and _single(d.period)]
        civil = [d for d in time.dates if d.calendar == "gregorian" and _single(d.period)]
        if not hijri or not civil:
            continue
        there, here = _single(hijri[0].period), _single(civil[0].period)
        fits = partial(_close, day=there)
        if there is None or here is None or abs((there - here).days) <= 1:
            continue
        yield Trouble(
            f"{hijri[0].span.of(case.text)} is {shown(there)} in the Umm al-Qura calendar, "
            f"{abs((there - here).days)} days from {shown(here)}",
            (hijri[0].span, civil[0].span),
            known(whole_date(case, civil[0], there, "the same day in the Hijri calendar"))
            + tuple(date_edits(case, civil[0], fits, kinds="year month day")),
        )  # fmt: skip


def _close(period: Period, day: dt.date | None) -> bool:
    return day is not None and period.start is not None and abs((period.start - day).days) <= 1


@check("date-month-names")
def month_names(case: Case) -> Iterator[Trouble]:
    """The two names of one month are two months: كانون الأول/نوفمبر.

    Authority: the month names of the Arab countries (CLDR). Can be wrong where a stroke means
    "or" (May/June).
    """
    for time in case.times:
        if len(set(time.months)) < 2 or not time.dates or time.dates[0].month_span is None:
            continue
        if not _two_dialects(case, time):
            continue
        a, b = time.months
        yield Trouble(
            f"the first name is {calendar.month_name[a]}, the second {calendar.month_name[b]}",
            (time.dates[0].month_span,), tuple(_renamed(case, time)),
        )  # fmt: skip


def _name_parts(case: Case, time: TimeExpression) -> tuple[str, str, str] | None:
    """The first name, what stands between, the second name."""
    span = time.dates[0].month_span
    if span is None:
        return None
    text = span.of(case.text)
    for sign in ("/", "("):
        if sign in text:
            first, _, second = text.partition(sign)
            between = text[len(first.rstrip()) : len(text) - len(second.strip())]
            return first.strip(), between, second.strip()
    return None


def _two_dialects(case: Case, time: TimeExpression) -> bool:
    """Two names from one list (مايو/يونيو) mean "or"; of two lists, the same month."""
    parts = _name_parts(case, time)
    tables = language(case.reading.article.lang).table("times")["months"].values()
    names = [{fold(name) for name in names} for names in tables]
    return parts is not None and not any(
        fold(parts[0]) in known_names and fold(parts[2]) in known_names for known_names in names
    )


def _renamed(case: Case, time: TimeExpression) -> Iterator[Hypothesis]:
    parts, span = _name_parts(case, time), time.dates[0].month_span
    if parts is None or span is None:
        return
    first, between, second = parts
    a, b = time.months
    yield Hypothesis(
        span, first + between + month_name(case, a, second), "the month of the first name"
    )
    yield Hypothesis(
        span, month_name(case, b, first) + between + second, "the month of the second name"
    )


@check("date-order", "note")
def order(case: Case) -> Iterator[Trouble]:
    """Day and month of a numeric date can be exchanged; the first reading is day before month.

    Authority: the habit of Arab and British papers. Says only that another reading exists.
    """
    for time in case.times:
        if len(time.readings) == 2 and time.readings[0] != time.readings[1]:
            a, b = (_single(reading) for reading in time.readings)
            if a and b:
                yield Trouble(f"read as {shown(a)}; it could be {shown(b)}", (time.span,))


@check("date-vague", "note")
def vague(case: Case) -> Iterator[Trouble]:
    """A horizon has no end that could be checked: في الأشهر المقبلة.

    Authority: none is needed. It is no fault of the article, only nothing to hold anybody to.
    """
    for time in case.times:
        length = time.duration
        if length and length.count is None and time.direction == 1 and time.role == "date":
            yield Trouble("this horizon has no end that can be checked", (time.span,))


@check("date-quarter")
def quarter(case: Case) -> Iterator[Trouble]:
    """A date lies outside the quarter, half or season that it is said to lie in.

    Authority: quarters of the calendar year. Can be wrong where a fiscal year is meant.
    """
    for part, time in case.pairs():
        if part.grain not in ("quarter", "half", "season") or time.grain not in ("day", "month"):
            continue
        if part.period is None or time.period is None or not case.together(part, time):
            continue
        if _overlap(part.period, time.period):
            continue
        inside = partial(_overlap, part.period)
        edits = (edit for date in time.dates[:1] for edit in date_edits(case, date, inside))
        text = f"{_brief(time.period)} lies outside {part.value}"
        yield Trouble(text, (part.span, time.span), tuple(edits))


def _overlap(a: Period, b: Period) -> bool:
    return not (a.start and b.end and b.end <= a.start) and not (
        b.start and a.end and a.end <= b.start
    )
