"""What a check is given: the reading, and questions about what stands around a time expression."""

from __future__ import annotations

import datetime as dt
import re
from bisect import bisect_left
from collections.abc import Iterator
from functools import cached_property

from claimkit.language import language
from claimkit.model import Claim, Reading, Spans, TimeExpression, WrittenDate
from claimkit.spans import Span
from claimkit.text import fold
from claimkit.times.vocabulary import Vocabulary, vocabulary

_BREAK = re.compile(r"[.!?؟…](?=[\s\"»”)]|$)|\n")
_WORD = re.compile(r"[^\W\d_]+")
_BESIDE = 12  # expressions of one sentence on each side that a check looks at
_NEAR = 48  # code points between two expressions that one clause sets side by side


class Case:
    """One reading under examination."""

    def __init__(self, reading: Reading) -> None:
        self.reading = reading
        self.text = reading.article.text
        self.times = reading.times

    @cached_property
    def words(self) -> Vocabulary:
        """The time words of the article's language."""
        return vocabulary(language(self.reading.article.lang))

    @cached_property
    def breaks(self) -> list[int]:
        """Where sentences end, in order."""
        return [found.end() for found in _BREAK.finditer(self.text)]

    @property
    def published(self) -> dt.date:
        """The day of publication; a check that asks declares `needs_date`."""
        assert self.reading.published is not None
        return self.reading.published

    def claims_at(self, spans: Spans) -> tuple[str, ...]:
        """The ids of the claims whose content holds one of the spans."""
        return tuple(c.id for c in self.reading.claims if any(_holds(c, span) for span in spans))

    def sentence(self, span: Span) -> Span:
        """The sentence around a span."""
        from bisect import bisect_right

        nth = bisect_right(self.breaks, span.start)
        start = self.breaks[nth - 1] if nth else 0
        last = bisect_right(self.breaks, span.end)
        return Span(start, self.breaks[last] if last < len(self.breaks) else len(self.text))

    def words_in(self, start: int, end: int) -> list[str]:
        """The folded words of a stretch of the text."""
        return _WORD.findall(fold(self.text[start:end])) if start < end else []

    def has(self, span: Span, kind: str) -> bool:
        """Whether a stretch holds a word of one of the language's sets."""
        return not self.words.sets[kind].isdisjoint(self.words_in(*span))

    def together(self, a: TimeExpression, b: TimeExpression) -> bool:
        """Whether nothing but words like "that is" stands between two expressions."""
        if a.span.start > b.span.start:
            a, b = b, a
        if b.span.start - a.span.end > _NEAR or self.sentence(a.span) != self.sentence(b.span):
            return False
        return all(self._links(word) for word in self.words_in(a.span.end, b.span.start))

    def _links(self, word: str) -> bool:
        same = self.words.sets["links.same"]
        bare = word[1:] if word[:1] in ("و", "ف", "ب") and len(word) > 2 else word
        return word in same or bare in same

    def neighbours(self, time: TimeExpression) -> Iterator[TimeExpression]:
        """The expressions of the same sentence, in order, without this one."""
        inside = self.sentence(time.span)
        here = bisect_left(self.times, time.span.start, key=lambda t: t.span.start)
        near = self.times[max(here - _BESIDE, 0) : here + _BESIDE]
        return (t for t in near if t is not time and inside.holds(t.span))

    def pairs(self) -> Iterator[tuple[TimeExpression, TimeExpression]]:
        """Every two expressions that stand next to each other in one sentence."""
        for a, b in zip(self.times, self.times[1:], strict=False):
            if self.sentence(a.span) == self.sentence(b.span):
                yield a, b

    def said(self, time: TimeExpression) -> tuple[dt.date | None, WrittenDate | None]:
        """The day that a statement around an expression was made, and where that stands.

        The innermost claim with a day of its own; else a full date that stands before it in the
        sentence; else the day of publication.
        """
        holding = [c for c in self.reading.claims if c.said_on and _holds(c, time.span)]
        if holding:
            inner = min(holding, key=lambda c: sum(p.end - p.start for p in c.content))
            day = inner.said_on.single_day if inner.said_on else None
            if day:
                return day, self._written(day, time)
        for other in reversed([t for t in self.neighbours(time) if t.span.end <= time.span.start]):
            day = other.period.single_day if other.period and other.dates else None
            if day and other.mod is None and other.dates[0].year:
                return day, other.dates[0]
        return self.reading.published, None

    def _written(self, day: dt.date, time: TimeExpression) -> WrittenDate | None:
        """The nearest date before an expression that writes this day out."""
        places = [
            date
            for other in self.times
            if other.span.end <= time.span.start
            for date in other.dates
            if date.period and date.period.single_day == day
        ]
        return places[-1] if places else None


def _holds(claim: Claim, span: Span) -> bool:
    return any(part.holds(span) for part in claim.content)
