"""Days in all their names, and months: أمس الخميس (6 تشرين الثاني), أيلول الماضي."""

from __future__ import annotations

import re

from claimkit.times.said import Said, Written
from claimkit.times.tokens import Run, Token, unit_of
from claimkit.times.written import day_number, last_word, next_word, place, written

_APPOSED = ("", ",", "،", "(", "،(", ",(", "-", "–")
_CLOSING = re.compile(r"\s{0,2}\)")
Parsed = tuple[Said, int]


def days(run: Run, at: int) -> Parsed | None:
    """A day in all its names at once: weekday, deictic, part of day, one date in each calendar."""
    day = _Day(run, at)
    while day.take():
        pass
    return day.said()


class _Day:
    """One day under construction: every slot is filled once, in any order."""

    def __init__(self, run: Run, at: int) -> None:
        self.run, self.first, self.at = run, at, at
        self.dates: list[Written] = []
        self.weekday: Token | None = None
        self.deictic: Token | None = None
        self.pod: str | None = None
        self.direction: int | None = None
        self.week: int | None = None
        self.equal = False

    def take(self) -> bool:
        """Take the next word if it can name the same day; False where the day ends."""
        token = self.run[self.at]
        if self.at > self.first and not self._apposed(token):
            return False
        if token.kind == "equal":
            return self._equal()
        if token.kind == "deictic" and self.deictic is None and self._today(token):
            self.deictic = token
        elif token.kind == "weekday" and self.weekday is None:
            self.weekday = token
        elif token.kind == "direction" and self._directs(token):
            self.direction = token.value
        elif token.kind == "pod" and self._pod(token):
            self.pod = self.pod or token.value
        elif not (self._day_noun(token) or self._of_week(token) or self._connects(token)):
            return self._date()
        self.at += 1
        return True

    def _named(self) -> bool:
        return bool(self.weekday or self.dates) and self.direction is None

    def _directs(self, token: Token) -> bool:
        """A word for before or after: behind what it points, or before a weekday (next Monday)."""
        if self.at == self.first:
            return self.run[self.at + 1].kind == "weekday" and not self.run[self.at + 1].gap
        return self._named() and token.gap in ("", ")")

    def _apposed(self, token: Token) -> bool:
        if token.gap == ")" and token.kind == "direction":
            return True
        if token.kind in ("pod", "in") and token.gap not in ("", "("):
            return False
        if token.prefix.startswith(("و", "ف")) and token.kind != "digits":
            return False
        if token.gap in ("-", "–") and (token.kind == "weekday" or not self.weekday):
            return False
        return token.gap in _APPOSED or (token.gap == "." and token.kind == "digits")

    def _equal(self) -> bool:
        ahead = written(self.run, self.at + 1)
        if not (self.weekday or self.dates) or ahead is None or ahead[0].day is None:
            return False
        self.equal, self.at = True, self.at + 1
        return True

    def _today(self, token: Token) -> bool:
        """Whether a word for today is one here: not in اليوم التالي."""
        run, sets = self.run, self.run.words.sets
        if token.prefix.endswith("ال") or (token.value == 0 and token.prefix == "و"):
            return False  # الأمس واليوم are nouns
        if token.value != 0 or self.at > self.first:
            return True
        if run.text[token.start : token.end] in run.words.sets["names.short_weekday"]:
            return run[self.first - 1].kind == "in"  # on Sat; not The Sun
        if next_word(run, token.end) in sets["names.after_today"] or _titled(run, token):
            return False
        return last_word(run, token.start) not in sets["names.before_today"] and not token.prefix

    def _pod(self, token: Token) -> bool:
        """A part of the day before the day it belongs to, or behind it."""
        if self.at > self.first:
            return True
        return self.run[self.at + 1].gap == "" and self.run[self.at + 1].kind != ""

    def _day_noun(self, token: Token) -> bool:
        if unit_of(token) != ("day", 1) or token.prefix.endswith("ال"):
            return False
        ahead = self.run[self.at + 1]
        if ahead.kind in ("weekday", "deictic") and ahead.gap in ("", "("):
            return True
        date = written(self.run, self.at + 1)
        if date is None:
            return ahead.kind == "digits" and self.run[self.at + 2].kind == "direction"
        return date[0].day is not None

    def _connects(self, token: Token) -> bool:
        """من between a part of the day and its day (صباح من يوم), في before a date."""
        if token.kind not in ("of", "from", "in") or not (self.weekday or self.pod or self.dates):
            return False
        ahead = self.run[self.at + 1]
        if token.kind == "in" and token.gap == "" and (self.weekday or self.deictic):
            return False
        return self.pod is not None and (ahead.kind == "weekday" or unit_of(ahead).name == "day")

    def _of_week(self, token: Token) -> bool:
        """الخميس من الأسبوع الماضي, Thursday of next week."""
        first, second = self.run[self.at + 1], self.run[self.at + 2]
        if token.kind not in ("of", "from") or self.weekday is None or first.gap or second.gap:
            return False
        unit, rel = (second, first) if first.kind == "direction" else (first, second)
        if unit_of(unit) != ("week", 1) or rel.kind != "direction":
            return False
        self.week, self.at = rel.value, self.at + 2
        return True

    def _date(self) -> bool:
        run = self.run
        found = written(run, self.at)
        if found is None or found[0].day is None:
            found = self._day_of_unit() if not self.dates else None
        if found is None:
            return False
        date, stop = found
        if self.dates and (len(self.dates) > 1 or not self._other_calendar(date)):
            return False
        self.dates.append(date)
        self.at = stop
        return True

    def _other_calendar(self, date: Written) -> bool:
        return date.calendar != self.dates[0].calendar or self.equal

    def _day_of_unit(self) -> tuple[Written, int] | None:
        """الثالث من الشهر الجاري: a day of a month that is counted from today."""
        run, day = self.run, day_number(self.run, self.at)
        if day is None:
            return None
        after = day[1] + (run[day[1]].kind in ("from", "of"))
        if unit_of(run[after]) == ("month", 1) and not run[after].gap:
            after += 1
        elif after == day[1] and run[after].value != 0:  # 15 الجاري
            return None
        rel = run[after]
        if rel.kind != "direction" or rel.gap or (after == day[1] and not rel.prefix):
            return None
        self.direction = rel.value
        start, at = run[self.at].start, (run[self.at].start, run[self.at].end)
        return Written((start, rel.end), None, day[0], day_at=at), after + 1

    def said(self) -> Parsed | None:
        """The day, or None where nothing here names one."""
        if not (self.weekday or self.deictic or self.dates) or not self._licensed():
            return None
        run = self.run
        start, end = run[self.first].start, run[self.at - 1].end
        inner = run.text.count("(", start, end) > run.text.count(")", start, end)
        if inner and (closing := _CLOSING.match(run.text, end)):
            end = closing.end()
        return Said(
            "day", start, end, tuple(self.dates),
            self.weekday.value if self.weekday else None,
            place(self.weekday) if self.weekday else None,
            self.deictic.value if self.deictic else None,
            place(self.deictic) if self.deictic else None,
            self.pod, self.direction, self.week, bracketed=inner and bool(self.dates),
        ), self.at  # fmt: skip

    def _licensed(self) -> bool:
        """A weekday that stands quite alone may be a name (خالد الجمعة) or a rite."""
        run, token = self.run, self.weekday
        alone = token is None and self.deictic is None and self.direction is None
        if self.dates and alone and not self.dates[0].year and not self.pod:
            start = run[self.first].start  # شارع 14 تموز
            return last_word(run, start) not in run.words.sets["names.before_date"]
        if token is None or self.deictic or self.dates or self.direction is not None:
            return True
        if run.text[token.start : token.end] in run.words.sets["names.short_weekday"]:
            return run[self.first - 1].kind == "in"  # on Sat; not The Sun
        if next_word(run, token.end) in run.words.sets["names.after_weekday"]:
            return False
        return last_word(run, token.start) not in run.words.sets["names.before_weekday"]


_TITLE = re.compile(r"[\"«“]\s?(?:[^\W\d_]+\s){1,2}$")


def _titled(run: Run, token: Token) -> bool:
    """Whether the word closes a name in quotation marks: "البلاد اليوم" is a paper."""
    closed = run.text[token.end : token.end + 1] in ('"', "»", "”")
    return closed and bool(_TITLE.search(run.text[max(0, token.start - 40) : token.start]))


_PREPOSITIONS = ("in", "since", "until", "before", "after", "by", "within", "of", "part", "to")


def licensed_month(run: Run, at: int, licensed: bool = False) -> Parsed | None:
    """A month without a day: with a year, or after a word that makes it one."""
    found = written(run, at)
    if found is None or found[0].day is not None:
        return None
    date, stop = found
    token = run[at + (run[at].kind == "unit")]
    direction = run[stop] if run[stop].kind == "direction" and run[stop].gap in ("", ")") else None
    leading = run[at - 1] if run[at - 1].kind == "direction" and run[at].gap == "" else None
    before = run[at - 1].kind in _PREPOSITIONS and run[at].gap == "" and not _and(run, at - 1)
    dual = len(date.months) > 1 and date.months[0] == date.months[1]
    known = date.year is not None or date.year_away is not None
    sure = licensed or bool(known or direction or run[at].kind == "unit" or leading or dual)
    if not sure and (token.prefix and token.prefix not in ("ل", "ب")):
        return None
    if not sure and not ((before and not token.value.weak) or _plain(run, token, before)):
        return None
    rel = direction or leading
    stop += direction is not None
    start = leading.start if leading and not direction else date.at[0]
    end = run[stop - 1].end
    if "(" in run.text[start:end] and run.text[end : end + 1] == ")":
        end += 1
    said = Said("month", start, end, (date,), direction=rel.value if rel else None)
    return said, stop


def _and(run: Run, at: int) -> bool:
    word = run.text[run[at].start : run[at].end]
    return bool(word == run.words.policy["and"])


def _plain(run: Run, token: Token, before: bool) -> bool:
    """Where months have capitals, one that is no other word needs nothing more."""
    if not run.words.policy["bare_months"] or token.value.calendar == "hijri":
        return False
    return before or not bool(token.value.weak)
