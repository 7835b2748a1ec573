"""Stretches of the calendar: years, quarters, seasons, decades, الشهر الماضي, نهاية أيلول 2025."""

from __future__ import annotations

from claimkit.times.days import licensed_month
from claimkit.times.said import Said, Shape, Written
from claimkit.times.tokens import Run, unit_of
from claimkit.times.written import last_word, next_word

Parsed = tuple[Said, int]
_YEARS = range(1000, 2200)


def year(run: Run, at: int, licensed: bool = False) -> Parsed | None:
    """A year: with its noun (عام 2008), or a bare number where something licenses it."""
    begin = at
    noun = unit_of(run[at]).name == "year" and unit_of(run[at]).number in (1, 4)
    if noun and run[at + 1].kind == "digits" and run[at + 1].gap in ("", "("):
        at += 1
        licensed = True
    token = run[at]
    if token.kind != "digits" or token.end - token.start != 4 or token.value not in _YEARS:
        return None
    era, stop = "gregorian", at + 1
    if run[stop].kind == "era" and run[stop].gap == "":
        era, stop, licensed = run[stop].value, stop + 1, True
    if not (licensed or _licensed(run, at)) or _is_count(run, at):
        return None
    start, end = run[begin].start, run[stop - 1].end
    date = Written((start, end), None, None, token.value, (), era, year_at=(token.start, token.end))
    return Said("year", start, end, (date,)), stop


def _is_count(run: Run, at: int) -> bool:
    token, sets = run[at], run.words.sets
    ahead = run[at + 1]
    if next_word(run, token.end) in sets["years.counted"]:
        return True
    if unit_of(ahead).name and not ahead.gap:
        return not ahead.prefix.startswith("و")
    if ahead.kind == "digits" and ahead.tight:  # 1948.5, 2015-17, a score or a number in groups
        paired = ahead.gap == "/" and ahead.end - ahead.start == 4
        return not paired and ahead.gap not in ("-", "–", "—", "،")
    return run.text[token.end : token.end + 1] in ("%", "٪") and token.end < len(run.text)


def _licensed(run: Run, at: int) -> bool:
    token, sets = run[at], run.words.sets
    if not 1800 <= token.value < 2100 or run.text[token.start - 1 : token.start] in tuple(
        "-+#$€£."
    ):
        return False
    before = last_word(run, token.start)
    if token.prefix == "و" and unit_of(run[at - 2]) == ("year", 4):
        return True  # عامي 2003 و2011
    if before in sets["years.numbered"] or token.prefix not in ("", "ل"):
        return False
    if before in sets["years.licence"] and not _counts_nouns(run, at):
        return True
    if run[at - 1].kind in ("of", "from", "in", "to") and run[at].gap == "":
        return before in sets["years.weak_licence"] and not _counts_nouns(run, at)
    return _of_event(run, at) or (
        before in sets["years.weak_licence"] and not _counts_nouns(run, at)
    )


def _counts_nouns(run: Run, at: int) -> bool:
    """A noun right behind that is no function word is perhaps what the number counts."""
    word = next_word(run, run[at].end)
    if run.words.policy["capitals"]:
        counted = not word[:1].isupper() and word.endswith(("s", "people"))
        return last_word(run, run[at].start) == "the" and counted
    return len(word) > 3 and word.endswith("ا")  # the accusative of counted things: مترا


def _of_event(run: Run, at: int) -> bool:
    """كأس العالم 2034: the number closes the name of something that recurs."""
    start = run[at].start
    words = run.text[max(0, start - 48) : start].split()
    if run.words.policy["capitals"]:
        words = words[-2:] + run.text[run[at].end : run[at].end + 24].split()[:2]
    return bool(set(words[-5:]) & run.words.sets["years.events"]) and run[at].gap in ("", "#")


def unit_in(run: Run, at: int) -> Parsed | None:
    """A unit counted from today: الشهر الماضي, هذا الأسبوع, next year."""
    first = run[at]
    if first.kind in ("this", "direction"):
        unit = run[at + 1]
        if unit_of(unit).number != 1 or unit.gap or unit.value.name in ("day", "hour", "minute"):
            return None
        if first.kind == "this" and not unit.prefix.endswith("ال"):
            return None
        value = first.value if first.kind == "direction" else 0
        return _unit_said(run, at, at + 2, unit.value.name, value)
    own = unit_of(first)
    if own.number != 1 or own.name in ("day", "hour", "minute") or run[at + 1].gap:
        return None
    if not first.prefix.endswith(("ال", "لل")):
        return None
    before = last_word(run, first.start)
    if before in run.words.sets["names.before_year"]:
        return None
    if run[at + 1].kind == "direction":
        return _unit_said(run, at, at + 2, own.name, run[at + 1].value)
    # behind a definite noun العام is "general": المجلس العام الجديد
    general = before.startswith(run.words.policy["definite"])
    if run[at + 1].kind == "new" and own.name == "year" and not general:
        end = run[at + 1].end
        return Said("unit", first.start, end, unit="year", nth="new"), at + 2
    return None


def _unit_said(run: Run, at: int, stop: int, unit: str, direction: int) -> Parsed:
    return Said("unit", run[at].start, run[stop - 1].end, direction=direction, unit=unit), stop


def part(run: Run, at: int) -> Parsed | None:
    """The beginning, middle or end of a month, week or year."""
    token = run[at]
    if token.kind != "part":
        return None
    after = at + 1
    while run[after].kind in ("of", "from") and run[after].gap in ("", "-"):
        after += 1
    if run[after].gap not in ("", "-"):
        return None
    inner = _whole(run, after)
    if inner is None:
        return None
    whole, stop = inner
    return whole._replace(start=token.start, part=token.value), stop


def _whole(run: Run, at: int) -> Parsed | None:
    for rule in (season, decade, century, unit_in):
        if found := rule(run, at):
            return found
    if found := licensed_month(run, at, licensed=True):
        return found
    if found := year(run, at, licensed=True):
        return found
    unit = unit_of(run[at])  # نهاية العام: this one
    definite = run[at].prefix.endswith(("ال", "لل")) or run[at - 1].kind == "of"
    if unit.number == 1 and definite and unit.name in ("week", "month", "year"):
        return _unit_said(run, at, at + 1, unit.name, 0)
    return None


def quarter(run: Run, at: int) -> Parsed | None:
    """A quarter or a half: الربع الأول من 2024, the first half of next year."""
    a, b = run[at], run[at + 1]
    noun, nth = (a, b) if a.kind in ("quarter", "half") else (b, a)
    if noun.kind not in ("quarter", "half") or nth.kind != "ordinal" or b.gap:
        return None
    many = 4 if noun.kind == "quarter" else 2
    number = many if nth.value == -1 else nth.value
    after = at + 2
    while run[after].kind in ("of", "from", "in") and not run[after].gap:
        after += 1
    base = _base(run, after)
    if base is None or number > many or (base[0].shape == "month" and many == 4):
        return None
    shape: Shape = "quarter" if many == 4 else "half"
    return Said(
        shape, a.start, base[0].end, base[0].dates, nth=str(number), base=base[0]
    ), base[1]  # fmt: skip


def _base(run: Run, at: int) -> Parsed | None:
    """The year (or, for a half, the month) that a quarter or season is part of."""
    if run[at].gap:
        return None
    found = unit_in(run, at) or year(run, at, licensed=True) or licensed_month(run, at, True)
    if found is None and unit_of(run[at]) == ("year", 1):
        definite = run[at].prefix.endswith("ال") or run[at - 1].kind == "of"
        found = _unit_said(run, at, at + 1, "year", 0) if definite else None
    if found and (found[0].unit in ("", "year", "month")):
        return found
    return None


def season(run: Run, at: int) -> Parsed | None:
    """A season with its year, or counted from today: ربيع 2026, last summer."""
    if run[at].kind == "direction" and run[at + 1].kind == "season" and not run[at + 1].gap:
        nth, value = run[at + 1].value, run[at].value
        return Said("season", run[at].start, run[at + 1].end, direction=value, nth=nth), at + 2
    if run[at].kind != "season":
        return None
    ahead = run[at + 1]
    if ahead.kind == "direction" and not ahead.gap and run[at].prefix.endswith("ال"):
        said = Said("season", run[at].start, ahead.end, direction=ahead.value, nth=run[at].value)
        return said, at + 2
    after = at + 1
    while run[after].kind in ("of", "from") and not run[after].gap:
        after += 1
    base = _base(run, after)
    if base is None or base[0].shape == "month" or base[0].unit == "month":
        return None
    return Said(
        "season", run[at].start, base[0].end, base[0].dates, nth=run[at].value, base=base[0]
    ), base[1]  # fmt: skip


def decade(run: Run, at: int) -> Parsed | None:
    """A decade: الستينات, ستينيات القرن الماضي, the 1960s."""
    begin = at
    if unit_of(run[at]) == ("decade", 1) and run[at + 1].kind == "decade":
        at += 1
    token = run[at]
    if token.kind == "digits" and token.value in range(1500, 2100, 10):
        ahead = run[at + 1]
        if ahead.kind == "nth" and ahead.tight and run.text[ahead.start : ahead.end] == "s":
            return Said("decade", token.start, ahead.end, amount=token.value), at + 2
    if token.kind != "decade":
        return None
    decades, stop, end = 1900 + token.value, at + 1, token.end
    if whose := century(run, stop):
        decades = ((whose[0].amount or 21 + (whose[0].direction or 0)) - 1) * 100 + token.value
        stop, end = whose[1], whose[0].end
    return Said("decade", run[begin].start, end, amount=decades), stop


def century(run: Run, at: int) -> Parsed | None:
    """A century by its number or beside ours: القرن التاسع عشر, the 19th century."""
    a, b = run[at], run[at + 1]
    if unit_of(a) == ("century", 1) and not b.gap:
        if b.kind == "direction":
            return Said("century", a.start, b.end, direction=b.value), at + 2
        if b.kind in ("ordinal", "number", "digits") and 0 < b.value < 30:
            return Said("century", a.start, b.end, amount=b.value), at + 2
    stop = at + 1 + (b.kind == "nth" and b.tight)
    numbered = a.kind == "ordinal" or (a.kind == "digits" and stop == at + 2)
    if numbered and 0 < a.value < 30 and unit_of(run[stop]) == ("century", 1):
        return Said("century", a.start, run[stop].end, amount=a.value), stop + 1
    return None
