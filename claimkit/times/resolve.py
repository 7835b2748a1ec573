"""From what the words say to which days are meant, counted from an anchor."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from claimkit.model import Duration, Period
from claimkit.times import almanac
from claimkit.times.said import Said, Written

_SOON = 60  # days: a date without year and tense lies ahead only if it lies near
Found = dict[str, Any]  # the fields of a TimeExpression that the resolving fills in


@dataclass(frozen=True, slots=True)
class Anchor:
    """The day expressions are counted from (None where nobody knows), and a year to borrow."""

    day: dt.date | None
    year: int | None = None


def resolved(said: Said, anchor: Anchor) -> Found:
    """The value, period and grain of what was said."""
    return _SHAPES[said.shape](said, anchor)


def _found(value: str | None, grain: str, period: Period | None = None, **more: Any) -> Found:
    return {"value": value, "grain": grain, "period": period, **more}


# --- days ---------------------------------------------------------------------------------------


def _day(said: Said, anchor: Anchor) -> Found:
    if said.dates:
        found = _dated(said, anchor)
    elif said.deictic is not None:
        found = _single(anchor.day and almanac.shifted(anchor.day, said.deictic, "day"))
    else:
        found = _weekday(said, anchor)
    if said.deictic is not None and anchor.day:
        today = almanac.shifted(anchor.day, said.deictic, "day")
        found["deictic"] = today and Period.day(today)
    if said.mod in ("by", "before") and not said.pod:
        return _moded(said, found)
    if said.pod and not said.bracketed and found["value"] and "X" not in found["value"]:
        found |= {"value": found["value"] + said.pod, "grain": "instant"}
    if said.clock and found["value"]:
        found |= {"value": f"{found['value'][:10]}T{said.clock}", "grain": "instant"}
    return found


def _single(when: dt.date | None) -> Found:
    return _found(when.isoformat() if when else None, "day", when and Period.day(when))


def _dated(said: Said, anchor: Anchor) -> Found:
    dates = [d for d in said.dates if d.calendar == "gregorian"] or list(said.dates)
    date = dates[0]
    if date.month is None:
        return _day_of_this(said, date, anchor)
    year = date.year or _year_of(date, said, anchor)
    if year is None and date.day and not almanac.day(2024, date.month, date.day):
        return _found(f"XXXX-{date.month:02d}-{date.day:02d}", "day", impossible=True)
    if year is None:
        return _found(f"XXXX-{date.month:02d}-{date.day:02d}", "day", months=date.months)
    period = period_of(date, year)
    swapped = _swapped(date, year) if period else None
    return _found(
        _day_text(date, year, period), "day", period, months=date.months,
        impossible=period is None and not _beyond(date, year),
        readings=(period, swapped) if period and swapped else (),
    )  # fmt: skip


def _beyond(date: Written, year: int) -> bool:
    """A Hijri date outside the tables cannot be converted; that does not make it impossible."""
    return date.calendar == "hijri" and year not in almanac.HIJRI_YEARS


def _day_text(date: Written, year: int, period: Period | None) -> str | None:
    if date.calendar == "hijri":
        return str(period) if period else None
    return f"{year:04d}-{date.month:02d}-{date.day:02d}"


def period_of(date: Written, year: int) -> Period | None:
    """The day or month that a written date is, in the year it belongs to."""
    if date.calendar == "hijri":
        return almanac.hijri(year, date.month, date.day)
    if date.month is None:
        return almanac.years(year)
    if date.day is None:
        return almanac.months(year, date.month)
    return almanac.day(year, date.month, date.day)


def _swapped(date: Written, year: int) -> Period | None:
    if not date.swappable or date.day is None or date.month is None:
        return None
    return almanac.day(year, date.day, date.month)


def _day_of_this(said: Said, date: Written, anchor: Anchor) -> Found:
    if anchor.day is None or date.day is None:
        return _found(None, "day")
    month = almanac.shifted(anchor.day.replace(day=1), said.direction or 0, "month")
    period = month and almanac.day(month.year, month.month, date.day)
    return _found(period and str(period), "day", period, impossible=period is None)


def _year_of(date: Written, said: Said, anchor: Anchor) -> int | None:
    """The year that a date without one is meant in: the nearest, or as the words say."""
    if anchor.day is None:
        return anchor.year
    if date.year_away is not None:
        return anchor.day.year + date.year_away
    if date.calendar == "hijri":
        return _hijri_year_of(date, anchor.day, said.direction or 0)
    here = anchor.day.year
    when = {y: period_of(date, y) for y in (here - 1, here, here + 1)}
    places = {y: p.start for y, p in when.items() if p and p.start and p.last}
    if not places:
        return here
    month = anchor.day.replace(day=1) if date.day is None else anchor.day
    forward = said.direction if said.direction else {True: 1, False: -1, None: None}[said.future]
    if said.direction == 0:
        return here
    if forward == 1:
        ahead = [y for y, start in places.items() if start >= month]
        return _first(ahead, here, said.direction is not None, places, anchor.day)
    if forward == -1:
        limit = anchor.day
        back = [y for y, start in places.items() if start <= limit]
        if said.direction == -1 and date.day is None:
            back = [y for y in back if places[y] < month]
        return max(back, default=here)
    soon = anchor.day + dt.timedelta(0 if date.day is None else _SOON)
    return max((y for y, start in places.items() if start <= soon), default=here)


def _first(
    ahead: Sequence[int], here: int, sure: bool, places: dict[int, dt.date], today: dt.date
) -> int:
    """The first one ahead; but what only the tense puts ahead may be just past (a stale plan)."""
    first = min(ahead, default=here)
    if not sure and here in places and 0 < (today - places[here]).days < 60:
        return here
    return first


def _hijri_year_of(date: Written, today: dt.date, direction: int) -> int | None:
    here = almanac.hijri_year(today)
    if here is None:
        return None
    near = {y: almanac.hijri(y, date.month, date.day) for y in (here - 1, here, here + 1)}
    starts = {
        y: p.start
        for y, p in near.items()
        if p and p.start and direction * (p.start - today).days >= 0
    }
    return min(starts, key=lambda y: abs((starts[y] - today).days), default=None)


def _weekday(said: Said, anchor: Anchor) -> Found:
    if anchor.day is None or said.weekday is None:
        return _found(None, "day")
    away = (said.weekday - anchor.day.weekday()) % 7
    if said.direction == 1:
        away = away or 7
    elif said.direction == -1:
        away = away - 7
    elif not said.future:
        away = away - 7 if away else 0
    return _single(almanac.shifted(anchor.day, away, "day"))


# --- months, years and their parts --------------------------------------------------------------


def _month(said: Said, anchor: Anchor) -> Found:
    date = said.dates[0]
    year = date.year or _year_of(date, said, anchor)
    if year is None:
        found = _found(f"XXXX-{date.month:02d}", "month", months=date.months)
    else:
        period = period_of(date, year)
        text = f"{year:04d}-{date.month:02d}" if date.calendar == "gregorian" else None
        found = _found(text or (period and str(period)), "month", period, months=date.months)
    return _moded(said, found)


def _moded(said: Said, found: Found) -> Found:
    """A deadline is open towards the past; نهاية أيلول means its last day then."""
    period: Period | None = found["period"]
    if said.mod not in ("by", "until", "before") or period is None or found["value"] is None:
        return found
    if said.mod == "until" and said.part is None:
        return found
    end = period.last.isoformat() if said.part == "end" and period.last else found["value"]
    return found | {"value": f"../{end}", "grain": "interval"}


def _year(said: Said, anchor: Anchor) -> Found:
    date = said.dates[0]
    year = date.year or 0
    if date.calendar == "hijri":
        period = almanac.hijri(year, None, None)
        if period is None or period.start is None or period.last is None:
            return _found(None, "year")
        return _found(f"{period.start:%Y-%m}/{period.last:%Y-%m}", "interval", period)
    return _moded(said, _found(f"{year:04d}", "year", almanac.years(year)))


def _unit(said: Said, anchor: Anchor) -> Found:
    return _moded(said, _whole_unit(said.unit, said.direction or 0, anchor.day))


def _whole_unit(unit: str, away: int, today: dt.date | None) -> Found:
    if today is None:
        return _found(None, unit if unit in ("week", "month", "year", "decade") else "interval")
    if unit == "week":
        period = almanac.week(today, away)
        iso = period and period.start and period.start.isocalendar()
        return _found(iso and f"{iso.year}-W{iso.week:02d}", "week", period)
    if unit == "month":
        first = almanac.shifted(today.replace(day=1), away, "month")
        period = first and almanac.months(first.year, first.month)
        return _found(first and f"{first:%Y-%m}", "month", period)
    if unit == "decade":
        return _decades(today.year // 10 * 10 + 10 * away)
    if unit == "century":
        return _hundred((today.year - 1) // 100 + 1 + away)
    year = today.year + away
    return _found(f"{year:04d}", "year", almanac.years(year))


def _base_year(said: Said, anchor: Anchor) -> int | None:
    base = said.base
    if base is None:
        return None
    if base.dates:
        return base.dates[0].year
    return anchor.day.year + (base.direction or 0) if anchor.day else None


def _quarter(said: Said, anchor: Anchor) -> Found:
    year, nth = _base_year(said, anchor), int(said.nth)
    if year is None:
        return _found(None, "quarter")
    return _found(f"{year}-Q{nth}", "quarter", almanac.months(year, 3 * nth - 2, 3))


def _half(said: Said, anchor: Anchor) -> Found:
    base, nth = said.base, int(said.nth)
    if base and (base.shape == "month" or base.unit == "month"):
        return _half_month(resolved(base, anchor)["period"], nth)
    year = _base_year(said, anchor)
    if year is None:
        return _found(None, "half")
    return _found(f"{year}-H{nth}", "half", almanac.months(year, 6 * nth - 5, 6))


def _half_month(month: Period | None, nth: int) -> Found:
    if month is None or month.start is None:
        return _found(None, "half")
    middle = month.start.replace(day=16)
    period = Period(month.start, middle) if nth == 1 else Period(middle, month.end)
    return _found(str(period), "interval", period)


def _season(said: Said, anchor: Anchor) -> Found:
    year = _base_year(said, anchor)
    if year is None and said.base is None and anchor.day:
        year = _season_near(said, anchor.day)
    if year is None:
        return _found(None, "season")
    return _found(f"{year}-{said.nth}", "season", almanac.season(year, said.nth))


def _season_near(said: Said, today: dt.date) -> int:
    if said.direction == 0:
        return today.year
    for year in (today.year + 1, today.year, today.year - 1)[:: -1 if said.direction == 1 else 1]:
        period = almanac.season(year, said.nth)
        if period and period.start and period.end:
            if said.direction == 1 and period.start > today:
                return year
            if said.direction == -1 and period.end <= today:
                return year
    return today.year


def _decade(said: Said, anchor: Anchor) -> Found:
    return _decades(said.count or 1900)


def _decades(first: int) -> Found:
    return _found(f"{first}/{first + 9}", "decade", almanac.years(first, 10))


def _century(said: Said, anchor: Anchor) -> Found:
    return _hundred(said.count or 21)


def _hundred(number: int) -> Found:
    first = 100 * (number - 1) + 1
    return _found(f"{first:04d}/{first + 99:04d}", "century", almanac.years(first, 100))


# --- lengths ------------------------------------------------------------------------------------


def _length(said: Said) -> Duration:
    unit, count = said.unit, said.count
    if unit in ("decade", "century"):
        unit, count = "year", count and count * (10 if unit == "decade" else 100)
    return Duration(count, unit)  # type: ignore[arg-type]


def _duration(said: Said, anchor: Anchor) -> Found:
    length = _length(said)
    return _found(length.iso, "duration", duration=length)


def _offset(said: Said, anchor: Anchor) -> Found:
    length, today = _length(said), anchor.day
    if today is None or length.count is None or said.unit in ("hour", "minute"):
        return _found(length.iso, "duration", duration=length)
    when = almanac.shifted(today, length.count * (said.direction or 1), length.unit)
    if when is None:
        return _found(None, "duration", duration=length)
    if length.unit == "day":
        found = _single(when)
    else:
        found = _whole_unit(length.unit, 0, when)
    found |= {"duration": length, "anchor": today}
    if said.mod == "since" and found["period"]:
        found |= {"value": f"{found['value']}/..", "grain": "interval"}
        found["period"] = Period(found["period"].start, None)
    return found


def _horizon(said: Said, anchor: Anchor) -> Found:
    length, today = _length(said), anchor.day
    if today is None:
        return _found(length.iso, "duration", duration=length)
    if said.nth == "open" and said.future is not True:  # سقط عشرون خلال يومين: which two?
        return _found(length.iso, "duration", duration=length)
    forward = (said.direction or 1) > 0
    if length.count is None:
        period = Period(today, None) if forward else Period(None, today)
        value = f"{today}/.." if forward else length.iso
        return _found(value, "interval", period, duration=length, anchor=today)
    other = almanac.shifted(today, length.count if forward else -length.count, length.unit)
    if other is None or other == today:
        return _found(length.iso, "duration", duration=length)
    start, end = (today, other) if forward else (other, today)
    value = f"{start}/{end}"
    if said.unit == "decade" and said.count == 1:
        value = f"{start.year}/{end.year}"
    period = Period(start, end + dt.timedelta(1))
    return _found(value, "interval", period, duration=length, anchor=today)


def _clock(said: Said, anchor: Anchor) -> Found:
    value = f"{anchor.day}T{said.clock}" if anchor.day else f"T{said.clock}"
    return _found(value, "instant", anchor.day and Period.day(anchor.day), clock=said.clock)


# --- intervals ----------------------------------------------------------------------------------


def _range(said: Said, anchor: Anchor) -> Found:
    second = resolved(said.ends[1], anchor)
    first = _first_end(said, second, anchor)
    a, b = first["period"], second["period"]
    if first["value"] is None or second["value"] is None:
        return _found(None, "interval")
    value = f"{first['value'][:10]}/{second['value'][:10]}"
    impossible = bool(first.get("impossible") or second.get("impossible"))
    if a is None or b is None or a.start is None or b.end is None:
        return _found(value, "interval", impossible=impossible)
    period = Period(a.start, b.end) if a.start < b.end else None
    return _found(value, "interval", period, ends=(a, b))


def _first_end(said: Said, second: Found, anchor: Anchor) -> Found:
    """The first end, in the year and the week of the second where it has none of its own."""
    end, until = said.ends[0], second["period"]
    dates = end.dates
    if dates and dates[0].year is None and dates[0].month and until and until.start:
        return _before(end, dates[0], said, until, anchor)
    if end.weekday is not None and not dates and until and until.start:
        away = (until.start.weekday() - end.weekday) % 7
        return _single(almanac.shifted(until.start, -away, "day"))
    return resolved(end, anchor)


def _before(end: Said, date: Written, said: Said, until: Period, anchor: Anchor) -> Found:
    other = said.ends[1].dates
    year = until.start.year if until.start else None
    if year is None or not other:
        return resolved(end, anchor)
    if date.month and other[0].month and date.month > other[0].month:
        if other[0].year is None or date.month - other[0].month > 6:
            year -= 1  # من 28 كانون الأول إلى 3 كانون الثاني
    fixed = Anchor(anchor.day, year)
    return resolved(_with_year(end, year), fixed)


def _with_year(end: Said, year: int) -> Said:
    from dataclasses import replace

    return replace(end, dates=(replace(end.dates[0], year=year), *end.dates[1:]))


_SHAPES: dict[str, Callable[[Said, Anchor], Found]] = {
    "day": _day, "month": _month, "unit": _unit, "year": _year, "quarter": _quarter,
    "half": _half, "season": _season, "decade": _decade, "century": _century,
    "duration": _duration, "offset": _offset, "horizon": _horizon, "range": _range,
    "clock": _clock, "age": _duration, "anniversary": _duration,
}  # fmt: skip
