"""From what the words say to which days are meant, counted from an anchor."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

from claimkit.model import Duration, Period
from claimkit.times import almanac
from claimkit.times.anchored import Anchor, Found, answer, day, limited, period_of, single, year_of
from claimkit.times.said import Said, Written


def resolved(said: Said, anchor: Anchor) -> Found:
    """The value, period and grain of what was said."""
    try:
        return _SHAPES[said.shape](said, anchor)
    except (OverflowError, ValueError):  # past the year 9999 or before the year 1
        return answer(None, "interval")


def _month(said: Said, anchor: Anchor) -> Found:
    date = said.dates[0]
    year = date.year or year_of(date, said, anchor)
    if year is None:
        found = answer(f"XXXX-{date.month:02d}", "month", months=date.months)
    else:
        period = period_of(date, year)
        text = f"{year:04d}-{date.month:02d}" if date.calendar == "gregorian" else None
        value = text or (str(period) if period else None)
        found = answer(value, "month", period, months=date.months)
    return limited(said, found)


def _year(said: Said, anchor: Anchor) -> Found:
    date = said.dates[0]
    year = date.year or 0
    if date.calendar == "hijri":
        period = almanac.hijri(year, None, None)
        if period is None or period.start is None or period.last is None:
            return answer(None, "year")
        return answer(f"{period.start:%Y-%m}/{period.last:%Y-%m}", "interval", period)
    return limited(said, answer(f"{year:04d}", "year", almanac.years(year)))


def _unit(said: Said, anchor: Anchor) -> Found:
    return limited(said, _whole_unit(said.unit, _away(said, anchor), anchor.day))


def _away(said: Said, anchor: Anchor) -> int:
    """How many units from today's; the new year is the one that begins nearest to today."""
    if said.nth == "new":
        return int(anchor.day is not None and anchor.day.month > 6)
    return said.direction or 0


def _whole_unit(unit: str, away: int, today: dt.date | None) -> Found:
    if today is None:
        return answer(None, unit if unit in ("week", "month", "year", "decade") else "interval")
    if unit == "week":
        period = almanac.week(today, away)
        iso = period.start.isocalendar() if period and period.start else None
        return answer(f"{iso.year}-W{iso.week:02d}" if iso else None, "week", period)
    if unit == "month":
        first = almanac.shifted(today.replace(day=1), away, "month")
        if first is None:
            return answer(None, "month")
        return answer(f"{first:%Y-%m}", "month", almanac.months(first.year, first.month))
    if unit == "decade":
        return _decades(today.year // 10 * 10 + 10 * away)
    if unit == "century":
        return _hundred((today.year - 1) // 100 + 1 + away)
    year = today.year + away
    return answer(f"{year:04d}", "year", almanac.years(year))


def _base_year(said: Said, anchor: Anchor) -> int | None:
    base = said.base
    if base is None:
        return None
    if base.dates:
        return base.dates[0].year
    return anchor.day.year + _away(base, anchor) if anchor.day else None


def _quarter(said: Said, anchor: Anchor) -> Found:
    year, nth = _base_year(said, anchor), int(said.nth)
    if year is None:
        return answer(None, "quarter")
    return answer(f"{year}-Q{nth}", "quarter", almanac.months(year, 3 * nth - 2, 3))


def _half(said: Said, anchor: Anchor) -> Found:
    base, nth = said.base, int(said.nth)
    if base and (base.shape == "month" or base.unit == "month"):
        return _half_month(resolved(base, anchor)["period"], nth)
    year = _base_year(said, anchor)
    if year is None:
        return answer(None, "half")
    return answer(f"{year}-H{nth}", "half", almanac.months(year, 6 * nth - 5, 6))


def _half_month(month: Period | None, nth: int) -> Found:
    if month is None or month.start is None:
        return answer(None, "half")
    middle = month.start.replace(day=16)
    period = Period(month.start, middle) if nth == 1 else Period(middle, month.end)
    return answer(str(period), "interval", period)


def _season(said: Said, anchor: Anchor) -> Found:
    year = _base_year(said, anchor)
    if year is None and said.base is None and anchor.day:
        year = _season_near(said, anchor.day)
    if year is None:
        return answer(None, "season")
    return answer(f"{year}-{said.nth}", "season", almanac.season(year, said.nth))


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
    return _decades(said.amount or 1900)


def _decades(first: int) -> Found:
    return answer(f"{first}/{first + 9}", "decade", almanac.years(first, 10))


def _century(said: Said, anchor: Anchor) -> Found:
    if said.amount is None:
        return _whole_unit("century", said.direction or 0, anchor.day)
    return _hundred(said.amount)


def _hundred(number: int) -> Found:
    first = 100 * (number - 1) + 1
    return answer(f"{first:04d}/{first + 99:04d}", "century", almanac.years(first, 100))


# --- lengths ------------------------------------------------------------------------------------


def _length(said: Said) -> Duration:
    unit, count = said.unit, said.amount
    if unit in ("decade", "century"):
        unit, count = "year", count and count * (10 if unit == "decade" else 100)
    return Duration(count, unit)  # type: ignore[arg-type]


def _duration(said: Said, anchor: Anchor) -> Found:
    length = _length(said)
    return answer(length.iso, "duration", duration=length)


def _offset(said: Said, anchor: Anchor) -> Found:
    length, today = _length(said), anchor.day
    if today is None or length.count is None or said.unit in ("hour", "minute"):
        return answer(length.iso, "duration", duration=length)
    when = almanac.shifted(today, length.count * (said.direction or 1), length.unit)
    if when is None:
        return answer(None, "duration", duration=length)
    found = single(when) if length.unit == "day" else _whole_unit(length.unit, 0, when)
    found |= {"duration": length, "anchor": today}
    if said.mod == "since" and found["period"]:
        found |= {"value": f"{found['value']}/..", "grain": "interval"}
        found["period"] = Period(found["period"].start, None)
    return found


def _horizon(said: Said, anchor: Anchor) -> Found:
    length, today = _length(said), anchor.day
    if today is None:
        return answer(length.iso, "duration", duration=length)
    if said.nth == "open" and said.future is not True:  # سقط عشرون خلال يومين: which two?
        return answer(length.iso, "duration", duration=length)
    forward = (said.direction or 1) > 0
    if length.count is None:
        period = Period(today, None) if forward else Period(None, today)
        value = f"{today}/.." if forward else length.iso
        return answer(value, "interval", period, duration=length, anchor=today)
    other = almanac.shifted(today, length.count if forward else -length.count, length.unit)
    if other is None or other == today:
        return answer(length.iso, "duration", duration=length)
    start, end = (today, other) if forward else (other, today)
    value = f"{start}/{end}"
    if said.unit == "decade" and said.amount == 1:
        value = f"{start.year}/{end.year}"
    period = Period(start, end + dt.timedelta(1))
    return answer(value, "interval", period, duration=length, anchor=today)


def _clock(said: Said, anchor: Anchor) -> Found:
    value = f"{anchor.day}T{said.clock}" if anchor.day else f"T{said.clock}"
    period = Period.day(anchor.day) if anchor.day else None
    return answer(value, "instant", period, clock=said.clock)


# --- intervals ----------------------------------------------------------------------------------


def _range(said: Said, anchor: Anchor) -> Found:
    second = resolved(said.ends[1], anchor)
    first = _first_end(said, second, anchor)
    a, b = first["period"], second["period"]
    if first["value"] is None or second["value"] is None:
        return answer(None, "interval")
    value = f"{first['value'][:10]}/{second['value'][:10]}"
    impossible = bool(first.get("impossible") or second.get("impossible"))
    if a is None or b is None or a.start is None or b.end is None:
        return answer(value, "interval", impossible=impossible)
    period = Period(a.start, b.end) if a.start < b.end else None
    return answer(value, "interval", period, ends=(a, b))


def _first_end(said: Said, second: Found, anchor: Anchor) -> Found:
    """The first end, in the year and the week of the second where it has none of its own."""
    end, until = said.ends[0], second["period"]
    dates = end.dates
    if dates and dates[0].year is None and dates[0].month and until and until.start:
        return _before(end, dates[0], said, until, anchor)
    if end.weekday is not None and not dates and until and until.start:
        away = (until.start.weekday() - end.weekday) % 7
        return single(almanac.shifted(until.start, -away, "day"))
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
    return end._replace(dates=(end.dates[0]._replace(year=year), *end.dates[1:]))


_SHAPES: dict[str, Callable[[Said, Anchor], Found]] = {
    "day": day, "month": _month, "unit": _unit, "year": _year, "quarter": _quarter,
    "half": _half, "season": _season, "decade": _decade, "century": _century,
    "duration": _duration, "offset": _offset, "horizon": _horizon, "range": _range,
    "clock": _clock, "age": _duration, "anniversary": _duration,
}  # fmt: skip
