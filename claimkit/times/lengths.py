"""Lengths of time and what is counted with them: خمس سنوات, قبل ثلاثة أيام, الأشهر المقبلة."""

from __future__ import annotations

import re

from claimkit.times.said import At, Said
from claimkit.times.tokens import Run, Token, unit_of
from claimkit.times.written import next_word

Parsed = tuple[Said, int]
_CLOSED = re.compile(r"\s?[)\]،,.]")


class _Length:
    """A number with its unit; `counted` is False for a bare singular (بعد أسبوع)."""

    __slots__ = ("at", "count", "counted", "definite", "end", "number", "start", "stop", "unit")

    def __init__(self, run: Run, at: int, stop: int, unit: str, count: int | None) -> None:
        self.unit, self.count, self.stop = unit, count, stop
        self.start, self.end = run[at].start, run[stop - 1].end
        self.at: At | None = None
        self.counted = True
        self.definite = False


def _length(run: Run, at: int) -> _Length | None:
    """The length of time that begins at this token."""
    token = run[at]
    if token.kind in ("digits", "number"):
        return _numbered(run, at)
    if token.kind == "few" and unit_of(run[at + 1]).number == 3 and not run[at + 1].gap:
        return _Length(run, at, at + 2, run[at + 1].value.name, None)
    if token.kind != "unit":
        return None
    return _unit_first(run, at)


def _numbered(run: Run, at: int) -> _Length | None:
    token, unit = run[at], run[at + 1]
    hyphened = unit.gap == "-" and run.words.policy["capitals"]
    if unit.kind != "unit" or (unit.gap and not hyphened) or not 0 < token.value < 10_000:
        return None
    if unit.prefix and run.words.policy["definite"]:
        return None
    made = _Length(run, at, at + 2, unit.value.name, token.value)
    made.at = (token.start, token.end)
    made.definite = token.prefix.endswith("ال")
    return _halved(run, made)


def _unit_first(run: Run, at: int) -> _Length | None:
    """A dual (شهرين), a plural with or without its number behind (الأشهر العشرة), a bare unit."""
    token, unit, behind = run[at], unit_of(run[at]), run[at + 1]
    definite = token.prefix.endswith(("ال", "لل"))
    count: int | None = {1: 1, 2: 2}.get(unit.number)
    if token.value.name == "week" and run.words.policy["capitals"] and unit.number == 2:
        count = 2
    stop, at_number = at + 1, None
    if unit.number == 3 and definite and behind.kind in ("number", "digits") and not behind.gap:
        count, at_number, stop = behind.value, (behind.start, behind.end), at + 2
    elif unit.number == 3 and behind.kind == "few" and not behind.gap:
        stop = at + 2
    made = _Length(run, at, stop, unit.name, count)
    one = unit.number == 1 and behind.kind == "number" and behind.value == 1 and not behind.gap
    if one and not definite:
        made = _Length(run, at, at + 2, unit.name, 1)
    made.at = at_number or ((token.start, token.end) if unit.number == 2 else None)
    made.definite = definite
    made.counted = one or unit.number == 2 or at_number is not None
    return _halved(run, made)


def _halved(run: Run, made: _Length) -> _Length:
    """عامين ونصف: thirty months."""
    behind = run[made.stop]
    if behind.kind == "and_half" and made.unit == "year" and made.count and not behind.gap:
        made.count, made.unit, made.counted = 12 * made.count + 6, "month", True
        made.stop, made.end = made.stop + 1, behind.end
    return made


def lengths(run: Run, at: int) -> Parsed | None:
    """Any expression built on a length of time."""
    return _operated(run, at) or _directed(run, at, at) or _behind(run, at) or _bare(run, at)


_OPERATORS = ("before", "after", "since", "within")


def _operated(run: Run, at: int) -> Parsed | None:
    """before, after, since, within + length."""
    operator = run[at].kind
    if operator == "in" and run.words.policy["in_means_after"]:
        operator = "after" if run.text[run[at].start : run[at].end].lower() == "in" else ""
    if operator not in _OPERATORS:
        return None
    after = at + 1
    while run[after].kind in ("lapse", "of") and run[after].gap == "":
        after += 1
    if run[after].gap:
        return None
    if operator in ("within", "since", "after") and (found := _directed(run, after, at)):
        return found
    length = _length(run, after)
    if length is None or length.definite or _names_a_day(run, length):
        return None
    if unit_of(run[at - 1]).number == 1 and not length.counted:
        return None  # يوما بعد يوم
    if operator == "within" and not length.counted and length.count is not None:
        return _within_one(run, at, length)
    return _offset(run, at, length, operator)


def _names_a_day(run: Run, length: _Length) -> bool:
    """منذ يوم الأحد, قبل عام 2008, قبل نهاية: the unit is the noun of a date."""
    behind = run[length.stop]
    if length.counted or length.count is None or behind.gap:
        return False
    return behind.kind in ("weekday", "deictic", "digits", "month", "ordinal", "direction")


def _within_one(run: Run, at: int, length: _Length) -> Parsed:
    """خلال أسبوع: a week, without saying which."""
    said = Said(
        "duration", run[at].start, length.end, unit=length.unit, amount=1, mod="within"
    )  # fmt: skip
    return said, length.stop


def _offset(run: Run, at: int, length: _Length, operator: str) -> Parsed | None:
    behind = run[length.stop]
    counted_from = behind.kind in ("from", "of") and not behind.gap
    if counted_from and run[length.stop + 1].kind == "now":
        length.stop, length.end, counted_from = length.stop + 2, run[length.stop + 1].end, False
    elif counted_from or next_word(run, length.end) in run.words.sets["links.event"]:
        return None if length.count is None else _said(run, at, length, "duration", None)
    sign = {"before": -1, "since": -1, "after": 1, "within": 1}[operator]
    shape = "horizon" if operator == "within" else "offset"
    said, stop = _said(run, at, length, shape, operator if operator != "after" else None, sign)
    return (said._replace(nth="open") if shape == "horizon" else said), stop


def _said(
    run: Run, at: int, length: _Length, shape: str, mod: str | None, sign: int | None = None
) -> Parsed:
    return Said(
        shape,  # type: ignore[arg-type]
        min(run[at].start, length.start), length.end, direction=sign, unit=length.unit,
        amount=length.count, count_at=length.at, mod=mod,
    ), length.stop  # fmt: skip


def _directed(run: Run, at: int, start: int) -> Parsed | None:
    """الأشهر الستة المقبلة, the next two weeks, خلال الـ12 شهراً المقبلة."""
    leading = run[at].kind == "direction"
    length = _length(run, at + leading) if not (leading and run[at + 1].gap) else None
    if length is None:
        return None
    behind = run[length.stop]
    if leading:
        direction = run[at].value
    elif _pointed(behind) and (length.definite or length.count == 2):
        direction = -1 if behind.kind == "ordinal" else behind.value
        length.stop, length.end = length.stop + 1, behind.end
    else:
        return None
    if (leading or behind.kind == "ordinal") and _of_period(run, length.stop):
        return None
    if direction == 0 or (
        not length.counted and length.count == 1 and not _long(run, start, length)
    ):
        return None
    mod = "within" if run[start].kind == "within" else None
    return _said(run, start, length, "horizon", mod, direction)


def _of_period(run: Run, at: int) -> bool:
    """الأشهر الثلاثة الأخيرة من العام, the last days of September: its end, not that before now."""
    whole = run[at + 1]
    return run[at].kind in ("of", "from") and whole.kind in ("unit", "month", "digits", "of")


def _pointed(token: Token) -> bool:
    """A word for before or after; الأخيرة, the last ones, is one too."""
    return not token.gap and (token.kind == "direction" or token[:2] == ("ordinal", -1))


def _long(run: Run, start: int, length: _Length) -> bool:
    """خلال العقد الماضي is a stretch; الشهر الماضي is a month of the calendar."""
    return length.unit == "decade" or (run[start].kind == "within" and length.unit == "century")


def _behind(run: Run, at: int) -> Parsed | None:
    """three days ago, two years later."""
    length = _length(run, at)
    if length is None or run[length.stop].gap or run[length.stop].kind not in ("ago", "later"):
        return None
    sign = -1 if run[length.stop].kind == "ago" else 1
    length.stop, length.end = length.stop + 1, run[length.stop].end
    mod = "before" if sign < 0 else None
    return _said(run, at, length, "offset", mod, sign)


def _bare(run: Run, at: int) -> Parsed | None:
    """A length of its own: it needs a number or a dual."""
    length = _length(run, at)
    if length is None or not length.counted or length.count is None:
        return None
    if run[at].kind == "number" and run[at].value == 1:
        return None
    behind = run[length.stop]
    if unit_of(run[at]).number == 2 and behind.kind == "digits" and not behind.gap:
        return None  # عامي 2016 و2011
    if length.unit in ("decade", "century") or run[length.stop].kind == "old":
        return None
    return _said(run, at, length, "duration", None)


def age(run: Run, at: int) -> Parsed | None:
    """An age: البالغ 45 عاماً, (45 عاماً), 45 years old."""
    marked = run[at].kind == "age"
    length = _length(run, at + marked)
    if length is None and marked:
        if run.words.policy["capitals"] and run[at + 1].kind == "digits":
            return _age_said(run, at, at + 1, at + 2)
        return None
    if length is None or length.unit != "year" or not length.counted:
        return None
    if length.count is None or length.count > 130:
        return None
    old = run[length.stop].kind == "old"
    bracketed = run[at].gap == "(" or run.text[run[at].start - 1 : run[at].start] == "("
    if not (marked or old or (bracketed and _CLOSED.match(run.text, length.end))):
        return None
    shape_end = run[length.stop].end if old else length.end
    said = Said(
        "age",
        run[at + marked].start,
        shape_end,
        unit="year",
        amount=length.count,
        count_at=length.at,
    )
    return said, length.stop + old


def _age_said(run: Run, at: int, number: int, stop: int) -> Parsed | None:
    token = run[number]
    if not 0 < token.value < 130:
        return None
    start, end, years = token.start, token.end, token.value
    return Said("age", start, end, unit="year", amount=years, count_at=(start, end)), stop


def anniversary(run: Run, at: int) -> Parsed | None:
    """الذكرى السنوية العشرون, the 20th anniversary: how many years it says have passed."""
    stop = at + 1
    if run[at].kind == "anniversary":
        stop += run[stop].kind == "annual"
        number = run[stop]
        if number.gap or number.kind not in ("ordinal", "number", "digits"):
            return None
        stop += 1
    elif run[at].kind in ("ordinal", "digits"):
        number = run[at]
        stop += run[stop].kind == "nth"
        if run[stop].kind != "anniversary" or run[stop].gap:
            return None
        stop += 1
    else:
        return None
    if not 0 < number.value < 2000:
        return None
    return Said(
        "anniversary", run[at].start, run[stop - 1].end, unit="year", amount=number.value,
        count_at=(number.start, number.end),
    ), stop  # fmt: skip
