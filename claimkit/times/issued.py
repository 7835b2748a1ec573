"""When an article was published, where its own words say so."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Iterator

from claimkit.language import Language
from claimkit.model import TimeExpression
from claimkit.spans import Span
from claimkit.text import Shadow, fold
from claimkit.times import almanac

_LINES = 3  # from the head of an article, and from its end, in which such a line stands
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
    words = {key: set(map(fold, told)) for key, told in language.table("times")["issue"].items()}
    lines = [line for line in re.finditer(r"[^\n]+", shadow.text) if line[0].strip()]
    for nth, line in enumerate(lines):
        from_end = len(lines) - 1 - nth
        if min(nth, from_end) >= _LINES or len(lines) == 1:
            continue
        inside = [t for t in times if Span(*line.span()).holds(t.span)]
        dates = [(day, time.span) for time in inside if (day := _full(time))]
        if len(dates) != 1:
            continue
        rest = "".join(c if not any(t.span.start <= at < t.span.end for t in inside) else " "
                       for at, c in enumerate(line[0], line.start()))  # fmt: skip
        beside = set(_WORD.findall(fold(rest).casefold()))
        # A date alone in the head is the page's own; at the end it may be anything's.
        told = beside & words["says"] or nth < _LINES
        if told and beside <= words["says"] | words["beside"]:
            yield dates[0]


def _full(time: TimeExpression) -> dt.date | None:
    """The day of a full date, if its weekday is right."""
    if not time.dates or not time.dates[0].year:
        return None
    day = time.period.single_day if time.period else None
    wrong = day and time.weekday is not None and time.weekday != day.weekday()
    return None if wrong else day
