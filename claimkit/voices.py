"""The same voice in many articles: outlets and speakers known again by the words of their names."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from claimkit.language import language
from claimkit.lexicon import Lexicon, lexicon
from claimkit.mentions import WORD, bare, mention
from claimkit.model import Claim, Reading, Source, Spans
from claimkit.roles import Role
from claimkit.spans import Span
from claimkit.text import Shadow, fold

_PARTICLES = Role.PREPOSITION | Role.ATTACHING | Role.MARK
_COMMON = Role.ORGANISATION | Role.POSITION | Role.PARTICIPANT | Role.ANONYMOUS | Role.DOCUMENT


@dataclass(slots=True, eq=False)
class Voice:
    """Somebody through whom a claim passes: a speaker, or an outlet."""

    name: str
    words: frozenset[str]  # folded, without article and particles; of an outlet without its noun
    head: str
    outlet: bool = False
    person: bool = False
    unnamed: bool = False
    hearer: Voice | None = None  # the outlet that an unnamed voice spoke to: it answers for it
    roles: set[frozenset[str]] = field(default_factory=set)  # what a person is called besides


class Voices:
    """The voices met so far. Two are one only where their names leave no doubt."""

    def __init__(self) -> None:
        self.all: list[Voice] = []
        self._words = lexicon(language("ar"))
        self._bodies = {
            fold(officer): fold(body)
            for officer, body in language("ar").table("words")["bodies"].items()
        }

    def of_outlet(self, name: str) -> Voice:
        """The outlet of this name (صحيفة «الغد», الغد)."""
        words = self._significant(name, Role.OUTLET | Role.ORGANISATION | Role.PLATFORM)
        for voice in self.all:
            if voice.outlet and (words <= voice.words or voice.words <= words):
                return voice
        return self._new(Voice(name.strip(), words, _head(name), outlet=True))

    def of_source(self, reading: Reading, source: Source) -> Voice:
        """The voice of a source; an outlet or a document may be known under its bare name."""
        if source.kind == "outlet" or self._is_outlet(source):
            return self.of_outlet(outlet_meant(reading, source.name))
        person = source.kind == "person"
        words = self._significant(source.name, Role.POSITION if person else 0)
        head = _head(source.name)
        if source.kind == "anonymous":
            return Voice(source.name, words, head, unnamed=True)
        voice = next((v for v in self.all if self._same(v, words, head, person)), None)
        if voice is None:
            voice = self._new(Voice(source.name, words, head, person=person))
        told = (*(span.of(reading.article.text) for span in source.mentions), source.role or "")
        voice.roles |= {self._office(text) for text in told}
        return voice

    def heard_by(self, voice: Voice, hearer: Voice) -> Voice:
        """An unnamed voice belongs to the outlet that heard it; nobody else can tell who it is."""
        if not voice.unnamed:
            return voice
        known = (v for v in self.all if v.hearer is hearer and v.words == voice.words)
        found = next(known, None)
        made = Voice(voice.name, voice.words, voice.head, unnamed=True, hearer=hearer)
        return found or self._new(made)

    def speaks_for(self, voice: Voice, body: Voice) -> bool:
        """Whether the office that a voice is given says that it speaks for a body."""
        if voice is body or body.outlet or body.person or len(body.words) < 2:
            return False
        return any(body.words <= office for office in voice.roles if office != body.words)

    def _new(self, voice: Voice) -> Voice:
        self.all.append(voice)
        return voice

    def _is_outlet(self, source: Source) -> bool:
        """Whether a bare name (كما أوردت «صوت الأرز») is that of an outlet told of."""
        if source.role or source.kind not in ("organisation", "person", "office"):
            return False
        words = self._significant(source.name, Role.OUTLET | Role.ORGANISATION)
        return any(v.outlet and v.words == words for v in self.all)

    def _same(self, voice: Voice, words: frozenset[str], head: str, person: bool) -> bool:
        if voice.outlet or voice.unnamed or voice.person != person:
            return False
        if voice.words == words:
            return True
        less, more = sorted((voice.words, words), key=len)
        telling = any(not self._words[word].roles & _COMMON for word in less)
        return less <= more and telling and (person or voice.head == head)

    def _significant(self, name: str, generic: int) -> frozenset[str]:
        """The words of a name that tell it from others; all of them where none is left."""
        tokens = [word for word in WORD.findall(fold(name)) if word[0].isalnum()]
        kept = [w for w in tokens if not self._words[w].roles & _PARTICLES or len(tokens) == 1]
        told = [w for w in kept if not self._words[w].roles & generic]
        return frozenset(map(bare, told or kept or tokens))

    def _office(self, text: str) -> frozenset[str]:
        """The words of a mention, an officer's word beside that of his body (وزير, وزارة)."""
        words = set(map(bare, WORD.findall(fold(text))))
        return frozenset(words | {self._bodies[w] for w in words if w in self._bodies})


def outlet_meant(reading: Reading, name: str) -> str:
    """The full name behind a bare noun (الوكالة): an outlet told of, else the paper's own."""
    words = lexicon(language(reading.article.lang))
    noun = _head(name)
    if len(WORD.findall(name)) > 1 or not words[fold(name)].roles & Role.OUTLET:
        return name
    told = [source.name for source in reading.sources if source.kind == "outlet"]
    full = [other for other in told if _head(other) == noun and len(WORD.findall(other)) > 1]
    own = reading.publisher or ""
    return full[0] if len(full) == 1 else own if not full and _head(own) == noun else name


def outlets_in(reading: Reading, medium: Spans) -> Iterator[tuple[str, Spans]]:
    """The outlets that a channel names (مقالة في صحيفة «الغد»), with their places."""
    if not medium:
        return
    words, shadow = _read(reading)
    for span in medium:
        start, end = shadow.inside(span.start), shadow.inside(span.end)
        tokens = list(WORD.finditer(shadow.folded, start, end))
        roles = [words[token[0]].roles for token in tokens]
        at = next((n for n, role in enumerate(roles) if role & Role.OUTLET), None)
        if at is None or any(role & Role.PLATFORM for role in roles):
            continue
        glued = roles[at] & Role.GLUED_L and not roles[at] & Role.DEFINITE
        place = shadow.span(tokens[at].start() + bool(glued), end)
        name = place.of(reading.article.text)
        if at + 1 < len(tokens):
            yield name, (place,)
        elif (full := outlet_meant(reading, name)) != name:
            yield full, (place,)


def hearers(
    reading: Reading, claim: Claim, source: Source, voices: Voices
) -> Iterator[tuple[Voice, Spans]]:
    """Who issued the document that a claim was spoken through, if it is not the speaker's own."""
    words, shadow = _read(reading)
    for span in claim.medium:
        issuer = mention(shadow, words, span).issuer
        if issuer is None or _overlaps(issuer, source.mentions):
            continue
        name = issuer.of(reading.article.text)
        if fold(name).startswith("لل"):
            name = "ا" + name[1:]
        elif words[fold(name).partition(" ")[0]].roles & Role.GLUED_L:
            name = name[1:]
        yield voices.of_source(reading, Source("", name, "organisation")), (issuer,)


def _read(reading: Reading) -> tuple[Lexicon, Shadow]:
    return lexicon(language(reading.article.lang)), Shadow(reading.article.text)


def _overlaps(span: Span, others: Spans) -> bool:
    return any(span.start < other.end and other.start < span.end for other in others)


def _head(name: str) -> str:
    words = [word for word in WORD.findall(fold(name)) if word[0].isalnum()]
    return bare(words[0]) if words else ""
