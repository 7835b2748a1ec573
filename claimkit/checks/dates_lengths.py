"""Checks of lengths of time against dates: durations, offsets, ages, anniversaries."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator
from functools import partial

from claimkit.checks.case import Case
from claimkit.checks.catalogue import Trouble, check
from claimkit.checks.edits import count_edit, date_edits, known, shown
from claimkit.model import Duration, Hypothesis, Period, TimeExpression
from claimkit.times import almanac

_DAYS = {"day": 1.0, "week": 7.0, "month": 30.44, "year": 365.25}
_SLACK = {"day": 1, "week": 3, "month": 16, "year": 184}
_TURN = 45  # days around the turn of a year in which both years are named


@check("date-duration")
def duration(case: Case) -> Iterator[Trouble]:
    """An interval is not as long as the text says: من 1999 إلى 2007، أي 12 عاماً.

    Authority: calendar arithmetic; both counting the last day and not counting it is right, and
    one unit either way where the unit is more than a day. Can be wrong where pauses are left out.
    """
    for a, b in case.pairs():
        for span, length in ((a, b), (b, a)):
            if not _measures(case, span, length):
                continue
            assert length.duration is not None
            exact = _exact(span, length.duration)
            if exact is None or length.duration.count is None:
                continue
            if _right(exact, length.duration.count, length.duration.unit):
                continue
            yield Trouble(
                f"{span.ends[0].start} to {span.ends[1].last} are {round(exact)} "
                f"{length.duration.unit}s, but the text says {length.duration.count}",
                (span.span, length.span), tuple(_length_edits(case, span, length, round(exact))),
            )  # fmt: skip


def _measures(case: Case, span: TimeExpression, length: TimeExpression) -> bool:
    if len(span.ends) != 2 or span.period is None or length.grain != "duration":
        return False
    sized = length.duration and length.duration.count and length.duration.unit in _DAYS
    return bool(sized) and length.role == "date" and case.together(span, length)


def _exact(span: TimeExpression, length: Duration) -> float | None:
    first, second = span.ends
    if first.start is None or second.start is None:
        return None
    return (second.start - first.start).days / _DAYS[length.unit]


def _right(exact: float, count: int, unit: str) -> bool:
    if unit == "day":
        return count in (round(exact), round(exact) + 1)
    return abs(exact - count) <= 1.1


def _length_edits(
    case: Case, span: TimeExpression, length: TimeExpression, exact: int
) -> Iterator[Hypothesis]:
    yield from known(count_edit(case, length, exact, "the length between the two dates"))
    unit, count = (length.duration.unit, length.duration.count) if length.duration else ("day", 0)
    start, end = span.ends[0].start, span.ends[1].start
    if len(span.dates) == 2 and start and end:
        fits = _at_distance(end, count or 0, unit, -1)
        yield from date_edits(case, span.dates[0], fits)
        yield from date_edits(case, span.dates[1], _at_distance(start, count or 0, unit, 1))


def _at_distance(fixed: dt.date, count: int, unit: str, sign: int) -> Callable[[Period], bool]:
    def fits(period: Period) -> bool:
        if period.start is None:
            return False
        return _right(sign * (period.start - fixed).days / _DAYS[unit], count, unit)

    return fits


@check("date-offset")
def offset(case: Case) -> Iterator[Trouble]:
    """ "Three days ago" and the date beside it are two different days.

    Authority: arithmetic from the day of the statement, else of publication; the tolerance is one
    day, half a week, half a month, half a year. Can be wrong where it is counted from an event.
    """
    for a, b in case.pairs():
        time, date = (a, b) if a.duration else (b, a)
        if not _counted(time) or date.duration or not case.together(a, b):
            continue
        base = time.anchor
        if base is None or date.period is None or not date.dates or date.ends:
            continue
        if time.duration is None or date.grain not in ("day", "instant", "month"):
            continue
        meant = almanac.shifted(
            base, (time.duration.count or 0) * (time.direction or 1), time.duration.unit
        )
        if meant is None or _near(meant, date.period, time.duration.unit):
            continue
        sign = "+" if time.direction == 1 else "-"
        first = date.period.start
        yield Trouble(
            f"{shown(base)} {sign} {time.duration.count} {time.duration.unit}s = {shown(meant)}, "
            f"but the date is {shown(first) if first else date.value}",
            (time.span, date.span), tuple(_offset_edits(case, time, date, base, meant)),
        )  # fmt: skip


def _counted(time: TimeExpression) -> bool:
    length = time.duration
    if length is None or length.count is None or length.unit not in _DAYS:
        return False
    return (
        time.direction is not None and time.mod not in ("within", "since") and time.role == "date"
    )


def _near(meant: dt.date, period: Period, unit: str) -> bool:
    slack = dt.timedelta(_SLACK[unit])
    if period.start is None or period.end is None:
        return True
    return period.start - slack <= meant < period.end + slack


def _offset_edits(
    case: Case, time: TimeExpression, date: TimeExpression, base: dt.date, meant: dt.date
) -> Iterator[Hypothesis]:
    unit = time.duration.unit if time.duration else "day"
    day = date.period.start if date.period else None
    if day:
        count = round(abs((day - base).days) / _DAYS[unit])
        yield from known(count_edit(case, time, count, "the distance between the two days"))
    yield from date_edits(case, date.dates[0], lambda p: _near(meant, p, unit))


@check("date-since", needs_date=True)
def since(case: Case) -> Iterator[Trouble]:
    """ "Since 2014, nine years ago": the year and the number of years do not agree.

    Authority: the year of publication minus the year named; one less is right before the day
    comes round. Can be wrong where it is counted to another year than this one.
    """
    for a, b in case.pairs():
        if a.grain != "year" or a.duration or not _years(b) or not case.together(a, b):
            continue
        if not (a.period and a.period.start) or b.duration is None or b.duration.count is None:
            continue
        if a.mod != "since" and b.direction != -1:
            continue
        gone = case.published.year - a.period.start.year
        if b.duration.count in (gone, gone - 1) or gone < 0:
            continue
        year = case.published.year - b.duration.count
        yield Trouble(
            f"{case.published.year} - {a.period.start.year} = {gone}, but the text says "
            f"{b.duration.count} years",
            (a.span, b.span),
            known(count_edit(case, b, gone, "the years that have passed"))
            + tuple(e for d in a.dates for e in date_edits(case, d, partial(_starts, year=year))),
        )  # fmt: skip


def _years(time: TimeExpression) -> bool:
    length = time.duration
    return bool(length and length.unit == "year" and length.count) and time.role == "date"


def _starts(period: Period, year: int) -> bool:
    return period.start is not None and period.start.year == year


@check("date-anniversary", needs_date=True)
def anniversary(case: Case) -> Iterator[Trouble]:
    """The number of an anniversary does not lead from the event to this year.

    Authority: the year of publication minus the year of the event. Silent where the sentence
    names another year as well. Can be wrong where the article tells of an earlier anniversary.
    """
    for time in case.times:
        length = time.duration
        if time.role != "anniversary" or length is None or length.count is None:
            continue
        years = [t for t in case.neighbours(time) if _named_year(t)]
        if len(years) != 1 or not 0 <= years[0].span.start - time.span.end <= 80:
            continue
        origin = years[0].period.start if years[0].period else None
        if origin is None or length.count in _passed(case.published, origin.year):
            continue
        gone, year = case.published.year - origin.year, case.published.year - length.count
        if gone <= 0:
            continue
        yield Trouble(
            f"{case.published.year} - {origin.year} = {gone}, but the text says {length.count}",
            (time.span, years[0].span),
            known(count_edit(case, time, gone, "the years that have passed"))
            + tuple(_to_year(case, years[0], year)),
        )  # fmt: skip


def _named_year(time: TimeExpression) -> bool:
    return bool(time.dates and time.dates[0].year and time.period) and not time.ends


def _passed(published: dt.date, year: int) -> set[int]:
    near = (published + dt.timedelta(away) for away in (-_TURN, _TURN))
    return {day.year - year for day in near}


def _to_year(case: Case, time: TimeExpression, year: int) -> Iterator[Hypothesis]:
    from claimkit.checks.edits import spelled, swap

    span = time.dates[0].year_span
    if span:
        new = spelled(year, span.of(case.text))
        yield swap(case, time.span, span, new, f"the year that number leads back to: {year}")


@check("date-age", needs_date=True)
def age(case: Case) -> Iterator[Trouble]:
    """An age and a year of birth in one sentence do not fit together.

    Authority: the year of publication, or of a death that the sentence dates, minus the year of
    birth, or one less before the birthday. Can be wrong where two persons share the sentence.
    """
    for time in case.times:
        length = time.duration
        if time.role != "age" or length is None or length.count is None:
            continue
        births = [t for t in case.neighbours(time) if _named_year(t) and _is_birth(case, t)]
        if len(births) != 1 or _others_age(case, time):
            continue
        born = births[0].period.start if births[0].period else None
        when = _then(case, births[0])
        if born is None or when is None or length.count in (when - born.year, when - born.year - 1):
            continue
        yield Trouble(
            f"{when} - {born.year} = {when - born.year - 1} or {when - born.year}, but the text "
            f"says {length.count}",
            (time.span, births[0].span),
            known(count_edit(case, time, when - born.year, "the age in that year"))
            + tuple(_to_year(case, births[0], when - length.count)),
        )  # fmt: skip


def _is_birth(case: Case, time: TimeExpression) -> bool:
    before = case.words_in(max(0, time.span.start - 28), time.span.start)[-3:]
    return not case.words.sets["words.born"].isdisjoint(before)


def _others_age(case: Case, time: TimeExpression) -> bool:
    return any(other.role == "age" for other in case.neighbours(time))


def _then(case: Case, birth: TimeExpression) -> int | None:
    """The year that the age is told for: another year of the sentence, else this one."""
    others = [t for t in case.neighbours(birth) if _named_year(t)]
    if len(others) > 1:
        return None
    other = others[0].period.start if others and others[0].period else None
    return other.year if other else case.published.year
