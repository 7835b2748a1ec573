"""Calendar arithmetic: the days of a month, a quarter, a season; sums with units; Hijri dates."""

from __future__ import annotations

import datetime as dt

from dateutil.relativedelta import relativedelta

from claimkit.model import Duration, Period

_SEASONS = {"SP": 3, "SU": 6, "FA": 9, "WI": 12}
HIJRI_YEARS = range(1343, 1501)  # what the Umm al-Qura tables of hijridate reach


def day(year: int, month: int, number: int) -> Period | None:
    """The period of one day, None where there is no such day."""
    try:
        return Period.day(dt.date(year, month, number))
    except (ValueError, OverflowError):
        return None


def months(year: int, month: int, length: int = 1) -> Period | None:
    """The period of some whole months.

    >>> str(months(2024, 2))
    '2024-02-01/2024-02-29'
    """
    years, before = divmod(month - 1 + length, 12)
    try:
        return Period(dt.date(year, month, 1), dt.date(year + years, before + 1, 1))
    except (ValueError, OverflowError):
        return None


def season(year: int, name: str) -> Period | None:
    """Three months of the northern year; a winter begins in the year it is called by."""
    return months(year, _SEASONS[name], 3)


def years(first: int, count: int = 1) -> Period | None:
    """The period of whole years."""
    return months(first, 1, 12 * count)


def week(of: dt.date, away: int = 0) -> Period | None:
    """The ISO week, Monday to Sunday, so many weeks away."""
    monday = shifted(of - dt.timedelta(of.weekday()), away, "week")
    return Period(monday, monday + dt.timedelta(7)) if monday else None


def shifted(start: dt.date, count: int, unit: str) -> dt.date | None:
    """The date so many units later, None beyond the calendar.

    >>> shifted(dt.date(2025, 9, 27), 12, "month")
    datetime.date(2026, 9, 27)
    """
    try:
        match unit:
            case "minute" | "hour":
                return start + dt.timedelta(hours=count if unit == "hour" else 0)
            case "day":
                return start + dt.timedelta(days=count)
            case "week":
                return start + dt.timedelta(weeks=count)
            case "month":
                return start + relativedelta(months=count)
            case "decade":
                return start + relativedelta(years=10 * count)
            case "century":
                return start + relativedelta(years=100 * count)
            case _:
                return start + relativedelta(years=count)
    except (ValueError, OverflowError):
        return None


def after(start: dt.date, length: Duration) -> dt.date | None:
    """The date a length of time after another; None where its number is unknown."""
    return None if length.count is None else shifted(start, length.count, length.unit)


def hijri(year: int, month: int | None, number: int | None) -> Period | None:
    """A Hijri day, month or year in the Umm al-Qura calendar; None outside 1343 to 1500."""
    if year not in HIJRI_YEARS:
        return None
    from hijridate import Hijri  # 4 ms that most articles do not need

    try:
        first = Hijri(year, month or 1, number or 1)
        start = first.to_gregorian()
        if number:
            length = 1
        elif month:
            length = first.month_length()
        else:
            length = first.year_length()
        begin = dt.date(start.year, start.month, start.day)
        return Period(begin, begin + dt.timedelta(length))
    except (ValueError, OverflowError):
        return None


def hijri_year(of: dt.date) -> int | None:
    """The Hijri year of a day, None outside the tables."""
    from hijridate import Gregorian

    try:
        return int(Gregorian(of.year, of.month, of.day).to_hijri().year)
    except (ValueError, OverflowError):
        return None
