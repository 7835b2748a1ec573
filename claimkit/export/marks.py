"""An article cut into segments: what claims, dates and findings stand at each place."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from typing import Literal, NamedTuple, TypeVar

from claimkit.model import Claim, Finding, Reading, Spans
from claimkit.spans import Span

Role = Literal["content", "source", "cue", "medium", "time", "finding"]
PARTS: tuple[Role, ...] = ("content", "source", "cue", "medium")
T = TypeVar("T")
LANES = 4  # claims nested deeper than this share the lowest line


class Mark(NamedTuple):
    """What a segment is a part of: `lane` is the line under the text that this claim is drawn on.

    `of` is the id of the claim, or the number of the time expression or finding, counted from 0.
    """

    lane: int
    role: Role
    of: str


class Segment(NamedTuple):
    """A stretch of text with the same marks throughout, outermost first.

    `opens` are the claims whose content begins here, `flags` the findings that begin here.
    A line break ends a segment.
    """

    span: Span
    marks: tuple[Mark, ...]
    opens: tuple[str, ...] = ()
    flags: tuple[int, ...] = ()


def segments(reading: Reading, findings: Sequence[Finding] = ()) -> Iterator[Segment]:
    """The whole text of the article in order, nothing left out and nothing twice.

    >>> from claimkit.model import Article
    >>> said = Claim("c1", content=(Span(4, 7),), source=(), cue=(Span(0, 3),))
    >>> reading = Reading(Article("قال نعم"), (said,), (), ())
    >>> [(s.span.of(reading.article.text), [m.role for m in s.marks]) for s in segments(reading)]
    [('قال', ['cue']), (' ', []), ('نعم', ['content'])]
    """
    text = reading.article.text
    placed = [(span, mark) for span, mark in _marks(reading, findings) if span.start < span.end]
    opens = _first_places((claim.id, _begin(claim)) for claim in reading.claims)
    flags = _first_places((n, f.spans) for n, f in enumerate(findings))
    starts = sorted(placed, key=lambda place: place[0].start)
    ends = sorted(placed, key=lambda place: place[0].end)
    breaks = (at + 1 for at, char in enumerate(text) if char == "\n")
    cuts = {0, len(text), *breaks, *opens, *flags, *(cut for span, _ in placed for cut in span)}
    cuts = {cut for cut in cuts if 0 <= cut <= len(text)}
    active: dict[tuple[Span, Mark], None] = {}
    begun = ended = 0
    edges = sorted(cuts)
    for start, end in pairwise(edges):
        while ended < len(ends) and ends[ended][0].end <= start:
            active.pop(ends[ended], None)
            ended += 1
        while begun < len(starts) and starts[begun][0].start <= start:
            active[starts[begun]] = None
            begun += 1
        here = tuple(sorted({mark for _, mark in active}))
        yield Segment(Span(start, end), here, opens.get(start, ()), flags.get(start, ()))


def _marks(reading: Reading, findings: Sequence[Finding]) -> Iterator[tuple[Span, Mark]]:
    lanes = _lanes(reading.claims)
    for claim in reading.claims:
        for part in PARTS:
            for span in getattr(claim, part):
                yield span, Mark(lanes[claim.id], part, claim.id)
    for number, time in enumerate(reading.times):
        yield time.span, Mark(LANES, "time", str(number))
    for number, finding in enumerate(findings):
        for span in finding.spans:
            yield span, Mark(LANES, "finding", str(number))


def _lanes(claims: Iterable[Claim]) -> dict[str, int]:
    """The lowest free line for each claim, so that claims over the same words never share one."""
    lanes: dict[str, int] = {}
    busy: list[int] = []  # where the last claim on each lane ends
    for start, end, identifier in sorted(
        ((*_hull(claim), claim.id) for claim in claims), key=lambda h: (h[0], -h[1], h[2])
    ):
        lane = next((n for n, until in enumerate(busy) if until <= start), len(busy))
        busy[lane : lane + 1] = [end]
        lanes[identifier] = min(lane, LANES - 1)
    return lanes


def _hull(claim: Claim) -> Span:
    spans = [span for part in PARTS for span in getattr(claim, part)] or [Span(0, 0)]
    return Span(min(s.start for s in spans), max(s.end for s in spans))


def _begin(claim: Claim) -> Spans:
    return claim.content or claim.cue or claim.source or claim.medium


def _first_places(named: Iterable[tuple[T, Spans]]) -> dict[int, tuple[T, ...]]:
    places: dict[int, tuple[T, ...]] = {}
    for name, spans in named:
        if spans:
            start = min(span.start for span in spans)
            places[start] = (*places.get(start, ()), name)
    return places
