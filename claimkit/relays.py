"""Through whom a claim came to the page: who told whom, over many articles, and where it began."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import TYPE_CHECKING, Literal

from claimkit.comparison import facts, forms
from claimkit.model import Claim, Reading, Spans
from claimkit.voices import Voice, Voices, hearers, outlets_in

if TYPE_CHECKING:
    import pandas as pd

Kind = Literal["says", "relays", "republishes"]


@dataclass(frozen=True, slots=True)
class Edge:
    """One step on a claim's way: `start` told it to `end`, or `end` took it from there.

    `says`: a speaker to whoever printed it; `relays`: an outlet to one that cites it;
    `republishes`: an outlet to one whose byline names it, and then there is no `claim`. `spans`
    are the places of `article` that say so, code points, half-open; `medium` is the channel as
    printed.
    """

    start: str
    end: str
    kind: Kind
    article: str
    claim: str | None = None
    medium: str = ""
    spans: Spans = ()


@dataclass(frozen=True, slots=True)
class RelayGraph:
    """Who relays whom. `roots` are the independent origins; `rings`, outlets that cite in a circle.

    A root is the person or body whose words are passed on, or the outlet itself for what its own
    unnamed sources told it and for what others cite it for; a ring alone has none. `speaks_for`
    names the root for whoever speaks in its name (a ministry's spokesman) or told it unnamed.
    """

    edges: tuple[Edge, ...]
    roots: tuple[str, ...]
    rings: tuple[tuple[str, ...], ...] = ()
    speaks_for: Mapping[str, str] = field(default_factory=dict, hash=False)

    @property
    def single_source(self) -> bool:
        """Whether fewer than two independent origins carry all that was read."""
        return len(self.roots) < 2

    @property
    def circular(self) -> bool:
        """Whether outlets cite one another in a circle."""
        return bool(self.rings)

    def way(self, article: str, claim: str) -> tuple[Edge, ...]:
        """The steps of one claim from its speaker to the page, in their order."""
        return tuple(
            edge
            for edge in self.edges
            if edge.article == article and (edge.claim == claim or edge.claim is None)
        )

    def origins(self, claims: Iterable[tuple[str, str]]) -> tuple[str, ...]:
        """The roots with whom some claims began, each an (article id, claim id).

        Fewer than two say that all these claims have one voice behind them, or nobody's.
        """
        first = (way[0].start for claim in claims if (way := self.way(*claim)))
        named = (self.speaks_for.get(name, name) for name in first)
        return tuple(name for name in dict.fromkeys(named) if name in self.roots)

    def to_frame(self) -> pd.DataFrame:
        """One row a step: `from`, `to`, `kind`, `medium`, `article`, `claim`, `spans`."""
        import pandas as pd

        rows = [(e.start, e.end, e.kind, e.medium, e.article, e.claim, e.spans) for e in self.edges]
        columns = ["from", "to", "kind", "medium", "article", "claim", "spans"]
        return pd.DataFrame(rows, columns=columns)

    def dot(self) -> str:
        """The graph in the language of Graphviz, each step once; names are quoted and inert."""
        steps = dict.fromkeys((e.start, e.end, e.kind) for e in self.edges)
        lines = [f"  {_quoted(name)} [shape=box];" for name in self.roots]
        lines += [
            f"  {_quoted(a)} -> {_quoted(b)} [label={_quoted(kind)}];" for a, b, kind in steps
        ]
        return "\n".join(["digraph claims {", "  rankdir=RL;", *lines, "}"])


def trace(readings: Iterable[Reading]) -> RelayGraph:
    """Who relays whom in articles on one story; give it the articles of one story at a time.

    >>> from claimkit import Article, read
    >>> first = read(Article("قالت وزارة الري إن السد آمن.", "a", publisher="وكالة النهر"))
    >>> second = read(Article("السد آمن، بحسب وكالة النهر.", "b", publisher="صحيفة الغد"))
    >>> graph = trace([first, second])
    >>> graph.roots, graph.single_source
    (('وزارة الري',), True)
    """
    voices = Voices()
    edges: list[Edge] = []
    told: list[Voice] = []
    everything = tuple(readings)
    for reading in everything:  # whoever prints is known before anybody cites it
        if reading.publisher:
            voices.of_paper(reading.publisher)
    for reading in everything:  # … and a full name before any short form of it
        for source in reading.sources:
            if voices.is_telling(source.name):
                voices.of_source(reading, source)
    matter = _Matter()
    for reading in everything:
        page = voices.of_paper(reading.publisher or reading.article.id).name
        matter.read(page, reading)
        edges += (matter.note(edge, reading, page) for edge in _edges(reading, voices, told))
    roots = tuple(_roots(voices, told, edges, matter))
    names = tuple(voice.name for voice in roots)
    return RelayGraph(
        tuple(edges), names, tuple(_rings(edges, matter)), _speakers(voices, told, roots)
    )


def _speakers(voices: Voices, told: Sequence[Voice], roots: Sequence[Voice]) -> dict[str, str]:
    """The root behind each voice that is none itself but speaks for one."""
    found: dict[str, str] = {}
    for voice in told:
        spoken_for = (root for root in roots if voices.speaks_for(voice, root))
        behind = voice.teller or voice.hearer or next(spoken_for, None)
        if behind and voice not in roots:
            found[voice.name] = behind.name
    return found


_SHARED = 1  # telling words that two texts on one matter share


class _Matter:
    """What the claims are about: two steps are of one way only where they share it."""

    def __init__(self) -> None:
        self._told: dict[int, Reading] = {}  # by the step; articles may lack an id, or share one
        self._pages: dict[int, str] = {}
        self._printed: dict[str, frozenset[str]] = {}
        self._words: dict[int, frozenset[str]] = {}

    def read(self, page: str, reading: Reading) -> None:
        """Remember what an outlet prints."""
        words = forms(reading.article.text, reading.article.lang)
        self._printed[page] = self._printed.get(page, frozenset()) | frozenset(words)

    def prints(self, page: str, step: Edge) -> bool:
        """Whether what a step brings stands on an outlet's own page as well."""
        if step.claim is None:
            return True
        return len(self._of(step) & self._printed.get(page, frozenset())) >= _SHARED

    def has_page(self, name: str) -> bool:
        """Whether an article of an outlet was read."""
        return name in self._printed

    def note(self, step: Edge, reading: Reading, page: str) -> Edge:
        """Remember where a step was read."""
        self._told[id(step)] = reading
        self._pages[id(step)] = page
        return step

    def page(self, step: Edge) -> str:
        """The outlet on whose page a step was read."""
        return self._pages[id(step)]

    def goes_on(self, step: Edge, following: Edge) -> bool:
        """Whether what one step brings may be what the next one takes on."""
        if step.claim is None or following.claim is None:  # a byline speaks of the whole article
            return True
        one, other = self._of(step), self._of(following)
        return not one or not other or bool(one & other)

    def _of(self, step: Edge) -> frozenset[str]:
        """The words of a claim that tell something, numbers among them."""
        if id(step) not in self._words:
            reading = self._told[id(step)]
            claim = reading.claim(step.claim or "")
            alone = claim.parent is None and sum(c.parent is None for c in reading.claims) == 1
            # an article that has but one thing from others has all of it from them
            text = reading.article.text if alone else reading.text_of(claim.content)
            told = facts(text, reading.article.lang)
            self._words[id(step)] = frozenset((*told.telling, *told.values))
        return self._words[id(step)]


def _edges(reading: Reading, voices: Voices, told: list[Voice]) -> Iterator[Edge]:
    """The steps of all claims of an article; the first voices of their ways are added to `told`."""
    page = voices.of_paper(reading.publisher or reading.article.id)
    before = [voices.of_paper(name) for name in reversed(reading.byline.relayed)]
    article, printer = reading.article.id, before[0] if before else page
    ways = {claim.id: _way(reading, claim, voices) for claim in reading.claims}
    heard: dict[str | None, Voice] = {}  # through whom a source was heard, anywhere in the article
    for claim in reading.claims:
        for voice, _ in ways[claim.id]:
            if voice.outlet:
                heard.setdefault(claim.speaker, voice)
    for claim in reading.claims:
        way = ways[claim.id]
        if not way:
            continue
        hearer = next((voice for voice, _ in way if voice.outlet), None)
        first = voices.heard_by(way[0][0], hearer or heard.get(claim.speaker, printer))
        inside = claim.parent is not None and len(way) > 1
        first.teller = way[1][0] if inside and _tells_for(first, way[1][0]) else None
        told.append(first)
        for (start, spans), (end, _) in _pairs([(first, way[0][1]), *way[1:], (printer, ())]):
            kind: Kind = "relays" if start.outlet else "says"
            medium = reading.text_of(claim.medium) if start is first else ""
            yield Edge(start.name, end.name, kind, article, claim.id, medium, spans)
    for start, end in pairwise((*before, page)):
        if start is end:  # an agency's own dateline
            continue
        spans = reading.byline.spans
        yield Edge(start.name, end.name, "republishes", article, spans=spans)


def _tells_for(inner: Voice, teller: Voice) -> bool:
    """قالت النيابة إن المعاينة أظهرت …: what nobody else can have told is the teller's."""
    return (inner.vague or inner.unnamed) and not (teller.outlet or teller.unnamed)


def _pairs(steps: list[tuple[Voice, Spans]]) -> Iterator[tuple[tuple[Voice, Spans], ...]]:
    """Neighbours on the way; whoever stands there twice in a row stands there once."""
    last = steps[0]
    for step in steps[1:]:
        if step[0] is not last[0]:
            yield last, step
            last = step


def _way(reading: Reading, claim: Claim, voices: Voices) -> list[tuple[Voice, Spans]]:
    """The voices from a claim's speaker up to whoever the paper has it from, with their places."""
    way: list[tuple[Voice, Spans]] = []
    at: Claim | None = claim
    while at is not None:
        source = reading.speaker_of(at)
        if source is not None:
            voice = voices.of_source(reading, source)
            way.append((voice, at.source or source.mentions[:1]))
            if voice.unnamed and source.kind == "anonymous":  # مصادر تحدثت إلى وكالة
                told = outlets_in(reading, at.source, voices)
                way += [(voices.of_outlet(name), spans) for name, spans in told]
        way += [
            (voices.of_outlet(name), spans)
            for name, spans in outlets_in(reading, at.medium, voices)
        ]
        if source is not None:
            issuers = list(hearers(reading, at, source, voices))
            way[-1][0].issuers.extend(issuer for issuer, _ in issuers)
            way += issuers
        at = reading.claim(at.parent) if at.parent else None
    return way


def _roots(
    voices: Voices, told: Sequence[Voice], edges: Sequence[Edge], matter: _Matter
) -> list[Voice]:
    """Those with whom a claim began, one for each independent voice."""
    into: dict[str, list[Edge]] = {}
    out: dict[str, list[Edge]] = {}
    for edge in edges:
        if edge.start != edge.end:
            into.setdefault(edge.end, []).append(edge)
            out.setdefault(edge.start, []).append(edge)
    names = {v.name for v in told if not (v.hearer or v.outlet or v.vague)}
    pages = {matter.page(edge) for edge in edges if edge.start in names}
    named = {edge.end for edge in edges if edge.start in names and matter.page(edge) == edge.end}
    found: list[Voice] = []
    for voice in [*told, *(v for v in voices.all if v.name in out)]:
        origin = voice.teller or voice.hearer or voice
        if any(voices.is_some(v, bool(names)) for v in (voice, origin)):
            continue
        if voice.hearer and origin.name in (pages if voice.office else named):
            continue  # whoever heard him names others on his own page, and may mean one of them
        if voice.crowd and names:
            continue
        if not voice.hearer and _has_it(origin.name, into, out, matter):
            continue
        if origin not in found and not any(voices.speaks_for(origin, other) for other in found):
            found = [other for other in found if not voices.speaks_for(other, origin)]
            found.append(origin)
    return found


def _has_it(
    name: str, into: dict[str, list[Edge]], out: dict[str, list[Edge]], matter: _Matter
) -> bool:
    """Whether somebody has from others all that he is cited for, or is cited for nothing.

    An outlet whose own page cites others has it from them; of one that only others cite, what a
    named voice tells as well is that voice's.
    """
    heard = into.get(name, ())
    cited = out.get(name, ())
    if heard and all(any(matter.goes_on(step, told) for step in heard) for told in cited):
        return True
    if any(matter.page(step) == name for step in heard):
        return any(matter.prints(name, told) for told in cited)
    if not cited or matter.has_page(name) or any(step.kind == "says" for step in cited):
        return False
    says = [step for steps in out.values() for step in steps if step.kind == "says"]
    return all(any(matter.goes_on(step, told) for step in says) for told in cited)


def _rings(edges: Sequence[Edge], matter: _Matter) -> Iterator[tuple[str, ...]]:
    """Outlets that cite one another on one matter until it comes back to the first."""
    steps = [edge for edge in edges if edge.kind != "says" and edge.start != edge.end]
    leaving: dict[str, list[int]] = {}
    for number, step in enumerate(steps):
        leaving.setdefault(step.start, []).append(number)
    ahead = {
        number: [n for n in leaving.get(step.end, ()) if matter.goes_on(step, steps[n])]
        for number, step in enumerate(steps)
    }
    reached = {number: _reached(number, ahead) for number in ahead}
    done: set[int] = set()
    for number in ahead:
        if number in reached[number] and number not in done:
            ring = [n for n in ahead if n in reached[number] and number in reached[n]]
            done.update(ring)
            yield tuple(dict.fromkeys(steps[n].start for n in _in_order(number, ring, ahead)))


def _in_order(first: int, ring: Sequence[int], ahead: dict[int, list[int]]) -> Iterator[int]:
    """The steps of a ring one behind another; those off the way come last."""
    left, at = dict.fromkeys(ring), first
    while at in left:
        del left[at]
        yield at
        at = next((n for n in ahead[at] if n in left), -1)
    yield from left


def _reached(first: int, ahead: dict[int, list[int]]) -> set[int]:
    found: set[int] = set()
    open_ends = [first]
    while open_ends:
        for following in ahead[open_ends.pop()]:
            if following not in found:
                found.add(following)
                open_ends.append(following)
    return found


def _quoted(name: str) -> str:
    return json.dumps(name, ensure_ascii=False)
