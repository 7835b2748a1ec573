"""What the words of one time expression say, before anyone asks which day it was."""

from __future__ import annotations

from typing import Literal, NamedTuple

At = tuple[int, int]  # half-open, folded offsets
Shape = Literal[
    "day", "month", "unit", "year", "quarter", "half", "season", "decade", "century",
    "duration", "offset", "horizon", "range", "clock", "age", "anniversary",
]  # fmt: skip


class Written(NamedTuple):
    """One calendar date as it stands; `year` may be missing, `day` too.

    Tuples, like the tokens: they are made and remade while a rule tries its luck, and a frozen
    dataclass takes four times as long to make.
    """

    at: At
    month: int | None
    day: int | None = None
    year: int | None = None
    months: tuple[int, ...] = ()
    calendar: str = "gregorian"
    day_at: At | None = None
    month_at: At | None = None
    year_at: At | None = None
    year_away: int | None = None  # من العام الماضي: counted from this year
    swappable: bool = False  # 7/11/2025: both orders give a day


class Said(NamedTuple):
    """One expression; which fields are filled depends on its `shape`."""

    shape: Shape
    start: int
    end: int
    dates: tuple[Written, ...] = ()
    weekday: int | None = None
    weekday_at: At | None = None
    deictic: int | None = None
    deictic_at: At | None = None
    pod: str | None = None
    direction: int | None = None  # -1 الماضي, 0 الجاري, 1 المقبل
    week: int | None = None  # which week a weekday is one of, counted like a direction
    unit: str = ""
    amount: int | None = None
    count_at: At | None = None
    nth: str = ""  # which quarter, half, season, decade
    part: str | None = None
    mod: str | None = None
    clock: str | None = None
    base: Said | None = None  # the year of a quarter, the month of a half
    ends: tuple[Said, ...] = ()
    future: bool | None = None  # the tense of the clause, where the direction hangs on it
    bracketed: bool = False  # a full date in brackets closes it
