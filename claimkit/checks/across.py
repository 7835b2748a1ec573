"""Checks that need many articles: one voice behind all, citing in a circle, words that drifted."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property

from rapidfuzz import fuzz

from claimkit.checks.catalogue import Examination, Trouble
from claimkit.comparison import QuoteComparison, compare_quotes
from claimkit.groups import same_claims
from claimkit.language import language
from claimkit.model import CheckRun, Claim, Finding, Reading, Severity, Spans
from claimkit.relays import RelayGraph, trace
from claimkit.spans import Span
from claimkit.text import fold
from claimkit.voices import Voice, Voices

_SPEECH = 3  # words from which on a quotation can drift
_ALIKE = 62  # of 100: how alike two wordings are that may be one statement
_SAME_MATTER = 80  # … and two statements without their numbers that may be about one thing
_COMMON = 60  # claims that may share a word before it tells nothing
_MANY = 3  # articles that tell a claim before it is worth saying that they have one origin
_SHARED = 2  # telling words that two statements must share to be compared
_GRAVE = ("polarity", "number", "truncation", "wording")


@dataclass(frozen=True, slots=True)
class Statement:
    """One claim as it stands in its article: its text, its words, who makes it."""

    reading: Reading
    claim: Claim
    text: str
    spans: Spans
    voice: Voice | None

    @property
    def words(self) -> list[str]:
        """Its folded words without numbers."""
        return [w for w in fold(self.text).split() if not any(c.isdigit() for c in w)]

    def told_once(self, told: set[object]) -> bool:
        """Whether this is the first trouble with it: it need not be held against every other."""
        place = (self.reading.article.id, self.spans)
        if place in told:
            return False
        told.add(place)
        return True


class Story:
    """Articles under examination together."""

    def __init__(self, readings: Iterable[Reading]) -> None:
        self.readings = [r for r in readings if language(r.article.lang).has("cues")]
        self.voices = Voices()

    @cached_property
    def graph(self) -> RelayGraph:
        """Who relays whom."""
        return trace(self.readings)

    @cached_property
    def statements(self) -> list[Statement]:
        """What is said, by whom, without the relays."""
        return [s for reading in self.readings for s in self._of(reading)]

    def reading(self, article: str, claim: str | None = None) -> Reading:
        """The reading of the article with this id, and with this claim: ids may stand twice."""
        same = (r for r in self.readings if r.article.id == article)
        return next(r for r in same if claim is None or any(c.id == claim for c in r.claims))

    def _of(self, reading: Reading) -> Iterator[Statement]:
        relays = {claim.parent for claim in reading.claims}
        for claim in reading.claims:
            if claim.id not in relays:
                source = reading.speaker_of(claim)
                voice = self.voices.of_source(reading, source) if source else None
                text = reading.text_of(claim.content)
                yield Statement(reading, claim, text, claim.content, voice)

    def quoted(self) -> list[Statement]:
        """The words of the statements that stand in marks."""
        return [quoted for one in self.statements for quoted in _in_marks(one)]


def _in_marks(one: Statement) -> Iterator[Statement]:
    for quote in one.reading.quotes:
        held = any(span.holds(quote.inner) for span in one.spans)
        if held and len(quote.inner.of(one.reading.article.text).split()) >= _SPEECH:
            text = quote.inner.of(one.reading.article.text)
            yield Statement(one.reading, one.claim, text, (quote.inner,), one.voice)


Found = Iterator[tuple[Reading, Trouble]]
ACROSS: dict[str, tuple[Severity, Callable[[Story], Found]]] = {}


def across(name: str, severity: Severity) -> Callable[[Callable[[Story], Found]], object]:
    """Write a function into the catalogue of checks that need many articles."""

    def enter(function: Callable[[Story], Found]) -> Callable[[Story], Found]:
        ACROSS[name] = (severity, function)
        return function

    return enter


def cross_examine(readings: Iterable[Reading]) -> Examination:
    """What cannot be seen in one article alone; give it the articles of one story at a time.

    A finding belongs to the article in which its spans stand. Never raises on an article.

    >>> from claimkit import Article, read
    >>> a = read(Article("وفق موقع الغد، استقال المدرب.", "a", publisher="موقع النهر"))
    >>> b = read(Article("قال موقع النهر إن المدرب استقال.", "b", publisher="موقع الغد"))
    >>> [finding.check for finding in cross_examine([a, b])]
    ['source-single', 'source-circular']
    """
    story = Story(readings)
    findings: list[Finding] = []
    runs: list[CheckRun] = []
    for name, (severity, function) in ACROSS.items():
        if len(story.readings) < 2:
            reason = "it needs at least two articles whose claims can be read"
            runs.append(CheckRun("", name, "not run", reason))
            continue
        runs.append(CheckRun("", name, "ran"))
        for reading, trouble in function(story):
            claims = tuple(
                c.id for c in reading.claims if any(s in c.content for s in trouble.spans)
            )
            told = trouble.message
            findings.append(
                Finding(reading.article.id, name, severity, told, trouble.spans, claims)
            )
    return Examination(tuple(findings), tuple(runs))


@across("source-single", "warning")
def single(story: Story) -> Found:
    """All articles, or all that tell one claim, rest on one origin, however many there are.

    Authority: who relays whom in these articles, and which of their claims are one; a claim must
    stand in three. Can be wrong where an article does not say whom it has it from, and where two
    stories are examined as one.
    """
    graph = story.graph
    pages = {edge.article for edge in graph.edges}
    if len(pages) > 1 and graph.single_source:
        edge = graph.edges[0]
        origin = graph.roots[0] if graph.roots else "outlets that only cite one another"
        told = f"all {len(pages)} articles rest on {origin}"
        yield story.reading(edge.article), Trouble(told, edge.spans)
        return
    for group in same_claims(story.readings):
        if group.articles < _MANY:
            continue
        origins = graph.origins((each.article, each.claim) for each in group.tellings)
        if len(origins) < 2:
            origin = origins[0] if origins else "outlets that only cite others"
            told = f"all {group.articles} articles that tell this rest on {origin}"
            reading = story.reading(group.first.article, group.first.claim)
            yield reading, Trouble(told, reading.claim(group.first.claim).content)


@across("source-circular", "warning")
def circular(story: Story) -> Found:
    """Outlets cite one another in a circle, so nobody is left with whom it began.

    Authority: who cites whom. Can be wrong where they cite one another on different matters.
    """
    for ring in story.graph.rings:
        steps = [e for e in story.graph.edges if e.start in ring and e.end in ring]
        reading = story.reading(steps[0].article)
        way = " → ".join((*ring, ring[0]))
        yield reading, Trouble(f"cited in a circle: {way}", steps[0].spans)


@across("quote-drift", "warning")
def drift(story: Story) -> Found:
    """The same speaker's words stand differently in two articles' quotation marks.

    Authority: the wordings side by side. Can be wrong where somebody said two similar sentences.
    """
    told: set[object] = set()
    for first, later, compared in _drifted(story):
        if later.told_once(told):
            yield later.reading, Trouble(_beside(first, compared), _places(later, compared))


def drifted(
    readings: Iterable[Reading],
) -> tuple[tuple[Statement, Statement, QuoteComparison], ...]:
    """The same speaker's words as two articles quote them, and how they differ.

    >>> from claimkit import Article, read
    >>> texts = ("قال سامي العلي: «لن نغلق الجسر أبدا».", "قال سامي العلي: «نغلق الجسر أبدا».")
    >>> [(first, later, told)] = drifted(read(Article(t, str(n))) for n, t in enumerate(texts))
    >>> first.reading.article.id, later.reading.article.id, told.kind
    ('0', '1', 'polarity')
    """
    return tuple(_drifted(Story(readings)))


def _drifted(story: Story) -> Iterator[tuple[Statement, Statement, QuoteComparison]]:
    for first, later in _pairs(story.quoted()):
        if first.voice is not later.voice or first.voice is None:
            continue
        if fuzz.token_set_ratio(fold(first.text), fold(later.text)) < _ALIKE:
            continue
        compared = compare_quotes(first.text, later.text)
        if compared.kind in _GRAVE:
            yield first, later, compared


@across("claim-conflict", "warning")
def conflict(story: Story) -> Found:
    """The same thing is told with another number or date.

    Authority: two statements that are alike but for their numbers. Can be wrong where they speak
    of two days or two places in the same words.
    """
    told: set[object] = set()
    for first, later in _pairs(story.statements):
        if fuzz.token_sort_ratio(" ".join(first.words), " ".join(later.words)) < _SAME_MATTER:
            continue
        if first.voice is later.voice and first.claim.kind == later.claim.kind == "direct":
            continue  # that is drift
        compared = compare_quotes(first.text, later.text)
        differs = any(difference.kind == "number" for difference in compared.differences)
        if differs and later.told_once(told):
            yield later.reading, Trouble(_beside(first, compared), later.spans)


def _beside(first: Statement, compared: QuoteComparison) -> str:
    who = f"{first.voice.name} in " if first.voice else ""
    return f"beside {who}{first.reading.article.id}: {compared.sentence()}"


def _places(later: Statement, compared: QuoteComparison) -> Spans:
    """Where print differs, in the article; the whole quotation where it only lacks something."""
    start = later.spans[0].start
    places = [d.printed for d in compared.differences if d.kind == compared.kind]
    shown = [Span(start + p.start, start + p.end) for p in places if p.end > p.start]
    return tuple(shown) or later.spans


def _pairs(statements: list[Statement]) -> Iterator[tuple[Statement, Statement]]:
    """Statements of two articles that share words which tell something, the earlier one first."""
    holders: dict[str, list[int]] = {}
    for number, one in enumerate(statements):
        for word in set(one.words):
            holders.setdefault(word, []).append(number)
    for number, one in enumerate(statements):
        lists = (holders[w] for w in set(one.words) if len(holders[w]) <= _COMMON)
        shared = Counter(other for held in lists for other in held if other > number)
        for other in sorted(n for n, times in shared.items() if times >= _SHARED):
            if statements[other].reading is not one.reading:
                yield _in_order(one, statements[other])


def _in_order(one: Statement, other: Statement) -> tuple[Statement, Statement]:
    days = (one.reading.published, other.reading.published)
    return (other, one) if days[0] and days[1] and days[1] < days[0] else (one, other)
