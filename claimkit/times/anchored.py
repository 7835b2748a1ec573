"""Which day a date, a weekday or a word like yesterday means, seen from an anchor."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from claimkit.model import Period
from claimkit.times import almanac
from claimkit.times.said import Said, Written

_SOON = 60  # days: a date without year and tense lies ahead only if it lies near
Found = dict[str, Any]  # the fields of a TimeExpression that the resolving fills in


@dataclass(frozen=True, slots=True)
class Anchor:
    """The day expressions are counted from (None where nobody knows), and a year to borrow."""

    day: dt.date | None
    year: int | None = None


def answer(value: str | None, grain: str, period: Period | None = None, **more: Any) -> Found:
    """The fields that every shape has, and more."""
    return {"value": value, "grain": grain, "period": period, **more}


def day(said: Said, anchor: Anchor) -> Found:
    """A day by all its names: a written date says most, then a word like today, a weekday."""
    if said.dates:
        found = _dated(said, anchor)
    elif said.deictic is not None:
        found = single(anchor.day and almanac.shifted(anchor.day, said.deictic, "day"))
    else:
        found = _weekday(said, anchor)
    if said.deictic is not None and anchor.day:
        today = almanac.shifted(anchor.day, said.deictic, "day")
        found["deictic"] = today and Period.day(today)
    if said.mod in ("by", "before") and not said.pod:
        return limited(said, found)
    if said.pod and not said.bracketed and found["value"] and "X" not in found["value"]:
        found |= {"value": found["value"] + said.pod, "grain": "instant"}
    if said.clock and found["value"]:
        found |= {"value": f"{found['value'][:10]}T{said.clock}", "grain": "instant"}
    return found


def single(when: dt.date | None) -> Found:
    """One known day."""
    return answer(when.isoformat(), "day", Period.day(when)) if when else answer(None, "day")


def _dated(said: Said, anchor: Anchor) -> Found:
    dates = [d for d in said.dates if d.calendar == "gregorian"] or list(said.dates)
    date = dates[0]
    if date.month is None:
        return _day_of_this(said, date, anchor)
    year = date.year or year_of(date, said, anchor)
    if year is None and date.day and not almanac.day(2024, date.month, date.day):
        return answer(f"XXXX-{date.month:02d}-{date.day:02d}", "day", impossible=True)
    if year is None:
        return answer(f"XXXX-{date.month:02d}-{date.day:02d}", "day", months=date.months)
    period = period_of(date, year)
    swapped = _swapped(date, year) if period else None
    return answer(
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
        return answer(None, "day")
    month = almanac.shifted(anchor.day.replace(day=1), said.direction or 0, "month")
    period = almanac.day(month.year, month.month, date.day) if month else None
    return answer(str(period) if period else None, "day", period, impossible=period is None)


def year_of(date: Written, said: Said, anchor: Anchor) -> int | None:
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
    forward = {True: 1, False: -1, None: None}[said.future]
    if said.direction:
        forward = 1 if said.direction > 0 else -1
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
        return answer(None, "day")
    away = (said.weekday - anchor.day.weekday()) % 7
    if said.week is not None:
        return _of_week(said.weekday, said.week, anchor.day)
    direction = said.direction or 0
    if direction > 0:  # the next one, or the one after the next
        away = (away or 7) + 7 * (direction - 1)
    elif direction < 0:
        away += 7 * direction
    elif not said.future:
        away = away - 7 if away else 0
    return single(almanac.shifted(anchor.day, away, "day"))


def _of_week(weekday: int, away: int, today: dt.date) -> Found:
    """Thursday of last week; whether a weekend begins or ends a week is not the same everywhere."""
    week = almanac.week(today, away)
    if weekday > 3 or week is None or week.start is None:
        return answer(None, "day")
    return single(almanac.shifted(week.start, weekday, "day"))


def limited(said: Said, found: Found) -> Found:
    """A deadline is open towards the past; نهاية أيلول means its last day then."""
    period: Period | None = found["period"]
    if said.mod not in ("by", "until", "before") or period is None or found["value"] is None:
        return found
    if said.mod == "until" and said.part is None:
        return found
    end = period.last.isoformat() if said.part == "end" and period.last else found["value"]
    return found | {"value": f"../{end}", "grain": "interval"}
