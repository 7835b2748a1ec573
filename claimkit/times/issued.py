"""When an article was published, where its own words say so."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Iterator
from functools import cache

from claimkit.language import Language
from claimkit.model import TimeExpression
from claimkit.spans import Span
from claimkit.text import Shadow, fold
from claimkit.times import almanac

_LINES = 3  # from the head of an article, and from its end, in which such a line stands
_NAME = re.compile(r"«[^«»\n]{2,40}»|\"[^\"\n]{2,40}\"|“[^“”\n]{2,40}”")
_WORD = re.compile(r"[^\W\d_]+")

Issue = tuple[dt.date, Span]


def infer_published(
    times: Iterable[TimeExpression], shadow: Shadow, language: Language
) -> Issue | None:
    """The publication date and where the text says it, None where it does not or disagrees.

    Either a word like today or yesterday stands in apposition with a full date (اليوم الجمعة
    (7 تشرين الثاني 2025)), or a line of the head or the end says nothing but a full date and that
    it is the one of publication. A weekday beside a date must be that of the date.
    """
    known = tuple(times)
    said = [*_deictic(known), *_lines(known, shadow, language)]
    return said[0] if len({day for day, _ in said}) == 1 else None


def _deictic(times: Iterable[TimeExpression]) -> Iterator[Issue]:
    for time in times:
        away, day = time.deictic_days, _full(time)
        if away is not None and day and (issue := almanac.shifted(day, -away, "day")):
            yield issue, time.span


def _lines(times: Iterable[TimeExpression], shadow: Shadow, language: Language) -> Iterator[Issue]:
    dated = [time for time in times if _full(time)]
    if not dated:
        return
    words = {key: set(map(fold, told)) for key, told in language.table("times")["issue"].items()}
    lines = [line for line in re.finditer(r"[^\n]+", shadow.text) if not line[0].isspace()]
    if len(lines) == 1:
        return
    for nth, line in enumerate(lines):
        from_end = len(lines) - 1 - nth
        here = Span(*line.span())
        dates = [time for time in dated if here.holds(time.span)]
        if min(nth, from_end) >= _LINES or len(dates) != 1:
            continue
        beside = _beside(shadow.text, here, [t.span for t in times if here.holds(t.span)])
        # A date alone in the head is the page's own; at the end it may be anything's.
        told = beside & words["says"] or nth < _LINES
        day = _full(dates[0])
        where = _where(language) if nth < _LINES else frozenset()
        if day and told and beside <= words["says"] | words["beside"] | where:
            yield day, dates[0].span


@cache
def _where(language: Language) -> frozenset[str]:
    """The places and the kinds of outlet that a dateline names beside its day."""
    nouns = language.table("words")["nouns"] if language.has("words") else {}
    return frozenset(fold(word) for kind in ("place", "outlet") for word in nouns.get(kind, ()))


def _beside(text: str, line: Span, dates: Iterable[Span]) -> set[str]:
    """The words of a line, folded, that belong to no date and to no name in quotation marks."""
    rest, at = "", line.start
    for date in dates:
        rest += text[at : date.start] + " "
        at = date.end
    rest = _NAME.sub(" ", rest + text[at : line.end])
    return set(_WORD.findall(fold(rest).casefold()))


def _full(time: TimeExpression) -> dt.date | None:
    """The day of a full date, if its weekday is right."""
    if not time.dates or not time.dates[0].year:
        return None
    day = time.period.single_day if time.period else None
    wrong = day and time.weekday is not None and time.weekday != day.weekday()
    return None if wrong else day
