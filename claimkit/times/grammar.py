"""The constructions in which a language speaks of time: from words to what they say."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from claimkit.times.clocks import clock
from claimkit.times.days import days, licensed_month
from claimkit.times.lengths import age, anniversary, lengths
from claimkit.times.periods import century, decade, part, quarter, season, unit_in, year
from claimkit.times.said import Said
from claimkit.times.tokens import Run, runs, unit_of
from claimkit.times.vocabulary import Vocabulary
from claimkit.times.written import last_word, written, year_behind

Parsed = tuple[Said, int]


def said(text: str, words: Vocabulary) -> Iterator[Said]:
    """What every expression of a folded text says, in text order."""
    for run in runs(text, words):
        at = end = 0
        while at < run.size:
            found = expression(run, at)
            if found and found[0].start >= end:  # أيلول المقبلة أيلول: one adjective for one month
                yield found[0]
                end = found[0].end
            at = found[1] if found else at + 1


def expression(run: Run, at: int) -> Parsed | None:
    """The expression that begins at this token, and the token behind it."""
    token = run[at]
    rules = _UNITS[token.value.name] if token.kind == "unit" else _BEGINNINGS.get(token.kind, ())
    for rule in rules:
        if found := rule(run, at):
            return found
    return None


def timed(run: Run, at: int) -> Parsed | None:
    """A clock time, alone or bound to a day: الساعة 11 من صباح الأحد, Thursday at 3 p.m."""
    if found := clock(run, at):
        after = found[1] + (run[found[1]].kind in ("from", "of", "in"))
        day = days(run, after) if not run[after].gap else None
        if day and not day[0].clock:
            return day[0]._replace(start=found[0].start, clock=_told(found[0], day[0])), day[1]
        return found
    day = days(run, at) if run[at].kind != "oclock" else None
    if day is None:
        return None
    behind = clock(run, day[1] + (run[day[1]].kind == "in")) if run[day[1]].gap in _BESIDE else None
    if behind is None:
        return day
    return day[0]._replace(end=behind[0].end, clock=_told(behind[0], day[0])), behind[1]


_BESIDE = ("", ",", "،")
_PAST_NOON = {"TMI": range(1, 4), "TAF": range(1, 12), "TEV": range(1, 12), "TNI": range(6, 12)}


def _told(time: Said, day: Said) -> str:
    """A clock time in its part of the day: the sixth hour of an evening is 18:00."""
    clock = time.clock or ""
    hour = int(clock[:2])
    return f"{hour + 12}{clock[2:]}" if hour in _PAST_NOON.get(day.pod or "", ()) else clock


def pair(run: Run, at: int) -> Parsed | None:
    """Two neighbouring days: يومي 14 و15 أيلول, يومي الاثنين والثلاثاء."""
    if unit_of(run[at]) != ("day", 4):
        return None
    first = _end(run, at + 1)
    if first is None or run[first[1]].gap or not run[first[1]].prefix.startswith("و"):
        return None
    second = _end(run, first[1])
    ends = _shared(first[0], second[0]) if second else None
    if ends is None or second is None:
        return None
    return _interval_said(run, run[at].start, ends, second)


def calendar(run: Run, at: int) -> Parsed | None:
    """Whatever names a stretch of the calendar."""
    for rule in (days, quarter, part, season, decade, century, unit_in, licensed_month, year):
        if found := rule(run, at):
            return found
    return None


def neighbours(run: Run, at: int) -> Parsed | None:
    """Two days that follow each other: 14 و15 أيلول, 14 and 15 September."""
    day, glue = run[at], run.words.policy["and"]
    second_at = at + 1 + (run.text[run[at + 1].start : run[at + 1].end] == glue)
    other = run[second_at]
    joined = other.prefix == glue or second_at == at + 2
    if not (joined and other.kind == "digits" and other.value == day.value + 1) or other.gap:
        return None
    second = days(run, second_at)
    first = Said("day", day.start, day.end, amount=day.value)
    ends = _shared(first, second[0]) if second else None
    if ends is None or second is None:
        return None
    return _interval_said(run, day.start, ends, second)


_MODS = {"since": "since", "until": "until", "by": "by", "before": "before", "after": "after"}


def governed(run: Run, at: int) -> Parsed | None:
    """since, until, by, before: منذ يوم الأحد, بحلول أيلول 2026."""
    mod = _MODS.get(run[at].kind)
    if mod is None:
        return None
    after = at + 1
    while run[after].kind in ("in", "of", "from") and run[after].gap == "":
        after += 1
    found = calendar(run, after) if run[after].gap == "" else None
    if found is None or found[0].mod:
        return None
    inside, stop = found
    start = run[at].start if mod == "by" and run[at].end - run[at].start < 8 else inside.start
    return inside._replace(start=start, mod=None if mod == "after" else mod), stop


def interval(run: Run, at: int) -> Parsed | None:
    """Both ends of an interval: من 10 إلى 20 كانون الأول, between 2015 and 2019, 10-20 May."""
    opened = run[at].kind == "from"
    if not (opened or run.dashed):
        return None
    begin = at + opened
    dual = run[begin].kind == "unit" and run[begin].value.name == "year"
    first_at = begin + 1 if dual and opened else begin
    first = _end(run, first_at)
    if first is None or (opened and run[first_at].gap not in ("", "(")):
        return None
    joint = run[first[1]]
    if not _joins(run, first, opened):
        return None
    behind = first[1] + (joint.kind in ("to", "until", "from", "onto"))
    second = _weekday(run, behind) if joint.kind == "onto" else _end(run, behind)
    if second is None:
        return None
    if run.words.policy["bare_months"]:
        first, second = _month_before(run, first, second)
    ends = _shared(first[0], second[0])
    if ends is None or not (opened or _dashed(ends, run, at)):
        return None
    return _interval_said(run, run[at].start if opened else first[0].start, ends, second)


def _interval_said(run: Run, start: int, ends: tuple[Said, Said], second: Parsed) -> Parsed:
    stop, direction = second[1], second[0].direction
    if run[stop].kind == "direction" and run[stop].gap == "":
        direction, stop = run[stop].value, stop + 1
    both = tuple(end._replace(direction=direction) for end in ends)
    dates = tuple(date for end in both for date in end.dates)
    ends = (both[0], both[1])
    return Said(
        "range", start, run[stop - 1].end, dates=dates, ends=ends, direction=direction
    ), stop


def _end(run: Run, at: int) -> Parsed | None:
    """One end: a date, or a bare number that takes month and year from the other end."""
    if run[at].kind == "of" or (run[at].kind == "unit" and run[at].value.number == 1):
        ahead = (
            _end(run, at + 1) if run[at + 1].gap == "" and run[at + 1].kind == "digits" else None
        )
        if ahead:
            return ahead
    token = run[at]
    bare = token.kind == "digits" and 0 < token.value < 32 and token.end - token.start <= 2
    full = written(run, at)
    if full is None and bare:
        return Said("day", token.start, token.end, amount=token.value), at + 1
    if token.kind == "digits" and 1000 <= token.value <= 2199 and (full is None):
        return year(run, at, licensed=True)
    return days(run, at) or licensed_month(run, at, licensed=True)


def _weekday(run: Run, at: int) -> Parsed:
    """A weekday that is no name, even behind علي: ليلة الخميس على الجمعة."""
    token = run[at]
    where = (token.start, token.end)
    return Said("day", *where, weekday=token.value, weekday_at=where), at + 1


def _joins(run: Run, first: Parsed, opened: bool) -> bool:
    joint = run[first[1]]
    if first[0].pod == "TNI" and joint.kind in ("weekday", "onto") and joint.gap == "":
        eve, day = first[0].weekday, run[first[1] + (joint.kind == "onto")]
        return eve is not None and day[:2] == ("weekday", (eve + 1) % 7)  # ليل الجمعة السبت
    if opened:
        if joint.kind in ("to", "until") and joint.gap in ("", ","):
            return True
        return joint.prefix.startswith("و") and joint.gap == ""
    if joint.gap == "/":  # موسم 2023/2024
        return first[0].shape == "year" and joint.tight
    return joint.gap in ("-", "–", "—")


def _dashed(ends: tuple[Said, Said], run: Run, at: int) -> bool:
    """A dash without from and to joins two days of a month, two weekdays, or two licensed years."""
    if ends[0].shape == "year":
        first, second = ends[0].dates[0].year or 0, ends[1].dates[0].year or 0
        known = run[at - 1].kind in ("in", "unit", "since", "within", "from", "of")
        season = second == first + 1 and first > 1900  # الموسم 2024-2025
        if last_word(run, run[at].start) in run.words.sets["years.numbered"]:
            return False
        return second > first and (known or season)
    return True


def _month_before(run: Run, first: Parsed, second: Parsed) -> tuple[Parsed, Parsed]:
    """Nov. 3-5, 2025: the second day has the month of the first, which has the year of both."""
    (a, _), (b, stop) = first, second
    if b.amount is None or b.dates or not a.dates or a.dates[0].day is None or a.dates[0].year:
        return first, second
    year, stop = year_behind(run, stop)
    number, place = year and year.value, (b.start, run[stop - 1].end)
    date = a.dates[0]._replace(year=number)
    other = date._replace(
        at=place, day=b.amount, day_at=(b.start, b.end), month_at=None,
        year_at=year and (year.start, year.end),
    )  # fmt: skip
    a = a._replace(dates=(date,))
    return (a, first[1]), (Said("day", b.start, place[1], (other,)), stop)


def _shared(a: Said, b: Said) -> tuple[Said, Said] | None:
    """The two ends, the first completed from the second where it left something out."""
    if a.amount is not None and not a.dates:
        if not b.dates or b.dates[0].day is None:
            return None
        date = b.dates[0]._replace(day=a.amount, day_at=(a.start, a.end), at=(a.start, a.end))
        a = a._replace(dates=(date._replace(month_at=None, year_at=None),), amount=None)
    if b.amount is not None and not b.dates:
        return None
    if a.shape != b.shape and {a.shape, b.shape} != {"day", "month"}:
        return None
    return a, b


# Which rules are tried, in this order, where a word of a kind begins; other kinds begin nothing.
_Rules = dict[str, tuple[Callable[[Run, int], Parsed | None], ...]]
_BEGINNINGS: _Rules = {
    "digits": (anniversary, age, interval, neighbours, timed, lengths, decade, century, year),
    "number": (age, interval, timed, lengths),
    "ordinal": (anniversary, interval, timed, quarter, century),
    "anniversary": (anniversary,), "age": (age,), "few": (lengths,),
    "month": (interval, timed, licensed_month),
    "weekday": (interval, timed), "deictic": (interval, timed), "pod": (interval, timed),
    "oclock": (timed,), "from": (interval,), "part": (part,),
    "before": (lengths, governed), "after": (lengths, governed), "since": (lengths, governed),
    "within": (lengths,), "in": (lengths,), "until": (governed,), "by": (governed,),
    "direction": (timed, lengths, season, unit_in), "this": (unit_in,),
    "quarter": (quarter,), "half": (quarter,), "season": (season,), "decade": (decade,),
}  # fmt: skip
_UNITS: _Rules = {
    "minute": (interval, lengths), "hour": (interval, lengths),
    "day": (pair, interval, timed, lengths), "week": (interval, lengths, unit_in),
    "month": (interval, lengths, unit_in, licensed_month),
    "year": (age, interval, lengths, unit_in, year),
    "decade": (interval, lengths, decade, unit_in),
    "century": (interval, lengths, century, unit_in),
}  # fmt: skip
