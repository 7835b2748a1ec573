"""Calendar dates as they are written: 7 تشرين الثاني 2025, 7/11/2025, Nov. 6, أيلول/سبتمبر."""

from __future__ import annotations

import re
from collections.abc import Callable

from claimkit.times.said import At, Written
from claimkit.times.tokens import Run, Token, unit_of

_DATE_GAPS = ("", ",", "،", ")")


def written(run: Run, at: int) -> tuple[Written, int] | None:
    """The calendar date that begins here, with at least a month in it, and the token behind it."""
    for rule in _FORMS.get(run[at].kind, ()):
        if found := rule(run, at):
            return found
    return None


def _numeric(run: Run, at: int) -> tuple[Written, int] | None:
    a, b, c = run[at], run[at + 1], run[at + 2]
    if not (a.kind == b.kind == c.kind == "digits" and b.gap == c.gap and b.gap in ("/", "-", ".")):
        return None
    behind = run[at + 3]
    if not (b.tight and c.tight) or (behind.kind == "digits" and behind.gap == b.gap):
        return None
    if len(_raw(run, a)) == 4:
        year, month, day = a, b, c
    elif len(_raw(run, c)) == 4 or (b.gap == "/" and len(_raw(run, c)) == 2):
        day, month, year = a, b, c
    else:
        return None
    if month.value > 12 >= day.value > 0:
        day, month = month, day  # only the American order gives a date
    if not (0 < month.value <= 12 and 0 < day.value <= 39):
        return None
    number = year.value if year.value > 99 else 2000 + year.value
    calendar, stop = _era(run, at + 3, number)
    swappable = day.value <= 12 and day.value != month.value and year is c
    return Written(
        (a.start, run[stop - 1].end), month.value, day.value, number, (month.value,), calendar,
        place(day), place(month), place(year), None, swappable,
    ), stop  # fmt: skip


def _of_this_month(run: Run, at: int) -> tuple[Written, int] | None:
    """يوم 3/12 الحالي: day and month, with a word that shows it is no fraction."""
    day, month, word = run[at], run[at + 1], run[at + 2]
    if day.kind != "digits" or month.kind != "digits" or (month.gap, month.tight) != ("/", True):
        return None
    if word.kind != "direction" or word.gap or not (0 < day.value < 32 and 0 < month.value < 13):
        return None
    at_both = (day.start, month.end)
    months = (month.value,)
    return Written(
        at_both, month.value, day.value, None, months, "gregorian", place(day), place(month)
    ), at + 2  # fmt: skip


def _raw(run: Run, token: Token) -> str:
    return run.text[token.start : token.end]


def place(token: Token) -> At:
    """Where a token stands."""
    return token.start, token.end


def day_number(run: Run, at: int) -> tuple[int, int] | None:
    """A number that can be the day of a month (up to 39: 35 مايو is wrong, not no date)."""
    token = run[at]
    if token.kind == "digits":
        if not 0 < token.value < 40 or token.end - token.start > 2:
            return None
        after = at + 1
        return token.value, after + (run[after].kind == "nth" and run[after].tight)
    if token.kind == "ordinal" and 0 < token.value < 40:
        return token.value, at + 1
    if token.kind == "number" and token.value < 40 and token.prefix.endswith("ال"):
        return token.value, at + 1
    return None


def _day_first(run: Run, at: int) -> tuple[Written, int] | None:
    day = day_number(run, at)
    if day is None:
        return None
    number, after = day
    worded = run[at].kind != "digits"
    of = run[after].kind in ("of", "from") and run[after].gap == ""
    if worded and not of and not run.words.policy["capitals"]:
        return None  # الأول نوفمبر is no date, الأول من نوفمبر is
    after += of
    after += run[after].kind == "of" and run[after].gap == ""
    if run[after].gap not in ("", "-") or run[after].prefix not in ("", "ل"):
        return None
    month = _month(run, after)
    if month is None or (month[0].month is None):
        return None
    date, stop = month
    day_at = (run[at].start, run[at].end)
    return date._replace(at=(run[at].start, date.at[1]), day=number, day_at=day_at), stop


def _month_first(run: Run, at: int) -> tuple[Written, int] | None:
    if not run.words.policy["bare_months"] or run[at].kind != "month":
        return None
    name, after = run[at], at + 1
    if run[after].kind != "digits" or run[after].gap not in ("", "."):
        return None
    day = day_number(run, after)
    if day is None:
        return None
    number, stop = day
    year, stop = year_behind(run, stop)
    months = (name.value.number,)
    away, stop = (None, stop) if year else _year_away(run, stop)
    date = Written(
        (name.start, run[stop - 1].end), months[0], number, year and year.value, months,
        name.value.calendar, place(run[after]), place(name), year and place(year), away,
    )  # fmt: skip
    return date, stop


def _month(run: Run, at: int) -> tuple[Written, int] | None:
    """A month, in one or two names, with its year if that follows."""
    begin = at
    if unit_of(run[at]) == ("month", 1) and run[at + 1].kind == "month" and run[at + 1].gap == "":
        at += 1
    name = run[at]
    if name.kind != "month":
        return None
    months: tuple[int, ...] = (name.value.number,)
    stop = at + 1
    other = run[stop]
    if other.kind == "month" and other.value.calendar == name.value.calendar:
        same = other.value.number == name.value.number
        if other.gap in ("/", "(") or (same and other.gap in ("", "-", "–")):
            months, stop = (*months, other.value.number), stop + 1
    month_at = (name.start, run[stop - 1].end)
    if unit_of(run[stop]) == ("year", 1) and run[stop + 1].kind == "digits":
        stop += run[stop + 1].end - run[stop + 1].start == 4 and run[stop].gap in _DATE_GAPS
    elif run[stop].kind in ("of", "from") and unit_of(run[stop + 1]) == ("year", 1):
        stop += 2 * (run[stop + 2].kind == "digits")
    year, stop = year_behind(run, stop)
    calendar, stop = _era(run, stop, year.value if year else None, name.value.calendar)
    away, stop = (None, stop) if year else _year_away(run, stop)
    date = Written(
        (run[begin].start, run[stop - 1].end), months[0], None, year and year.value, months,
        calendar, None, month_at, year and place(year), away,
    )  # fmt: skip
    return date, stop


def _year_away(run: Run, at: int) -> tuple[int | None, int]:
    """The year counted from this one: من العام الماضي, next year."""
    after = at + (run[at].kind in ("of", "from"))
    a, b = run[after], run[after + 1]
    if a.gap or b.gap:
        return None, at
    if unit_of(a) == ("year", 1) and b.kind == "direction" and a.prefix.endswith(("ال", "لل")):
        return b.value, after + 2
    if a.kind == "direction" and unit_of(b) == ("year", 1):
        return a.value, after + 2
    return None, at


def year_behind(run: Run, at: int) -> tuple[Token | None, int]:
    """The year at this token, if it is one that belongs to what stands before."""
    token = run[at]
    if token.kind == "digits" and token.gap in ("", ",", "،", ")", "/", ".", "-", "),", "of"):
        if token.end - token.start == 4 and 1000 <= token.value <= 2199 and not _counts(run, at):
            return token, at + 1
    return None, at


def _counts(run: Run, at: int) -> bool:
    """Whether the number at this token counts the word behind it (2023 متراً)."""
    return next_word(run, run[at].end) in run.words.sets["years.counted"]


_NEXT_WORD = re.compile(r"\s{1,2}([^\W\d_]+|٪)")
_LAST_WORD = re.compile(r"([^\W\d_]+)[\s\"«“(،,]{1,3}$")


def next_word(run: Run, end: int) -> str:
    """The word that follows after a space, empty where there is none."""
    found = _NEXT_WORD.match(run.text, end)
    return found[1] if found else ""


def last_word(run: Run, start: int) -> str:
    """The word that stands before."""
    found = _LAST_WORD.search(run.text[max(0, start - 24) : start])
    return found[1] if found else ""


def _era(run: Run, at: int, year: int | None, calendar: str = "gregorian") -> tuple[str, int]:
    if run[at].kind == "era" and year and run[at].gap in ("", "."):
        return run[at].value, at + 1
    return calendar, at


_FORMS: dict[str, tuple[Callable[[Run, int], tuple[Written, int] | None], ...]] = {
    "digits": (_numeric, _of_this_month, _day_first), "ordinal": (_day_first,),
    "number": (_day_first,), "month": (_month_first, _month), "unit": (_month,),
}  # fmt: skip
