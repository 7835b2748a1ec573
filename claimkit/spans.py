"""Where something stands: half-open ranges of code points in an article's own text."""

from collections.abc import Iterable
from typing import NamedTuple


class Span(NamedTuple):
    """A range of code points, end exclusive (a W3C TextPositionSelector).

    Offsets count Python code points, never bytes and never UTF-16 units.

    >>> Span(1, 3).of("🔴ab")
    'ab'
    """

    start: int
    end: int

    def of(self, text: str) -> str:
        """The text that stands here."""
        return text[self.start : self.end]

    def holds(self, other: "Span") -> bool:
        """Whether the other span lies inside this one, edges included."""
        return self.start <= other.start and other.end <= self.end

    def meets(self, other: "Span") -> bool:
        """Whether the two share a code point."""
        return self.start < other.end and other.start < self.end


def quote(text: str, spans: Iterable[Span]) -> str:
    """The text of several spans, the gaps between them marked by an ellipsis.

    >>> quote("one two three", (Span(0, 3), Span(8, 13)))
    'one … three'
    """
    return " … ".join(span.of(text) for span in spans)
