"""The same voice in many articles: outlets and speakers known again by the words of their names."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from functools import lru_cache

from claimkit.language import language
from claimkit.lexicon import Lexicon, lexicon
from claimkit.mentions import WORD, bare, mention
from claimkit.model import Claim, Reading, Source, Spans
from claimkit.roles import Role
from claimkit.spans import Span
from claimkit.text import Shadow, fold

_IN_MARKS = re.compile(r"[«\"“]([^«»\"“”]{2,40})[»\"”]")
_WHICH = Role.NISBA | Role.SAME | Role.SUPERLATIVE
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
    crowd: bool = False  # المضربون: people whom nobody has named
    vague: bool = False  # الشركة، المسؤول المحلي، مكتبه: one of many, by its words alone
    office: bool = False  # النقيب: unnamed, and it tells what he is
    hearer: Voice | None = None  # the outlet that an unnamed voice spoke to: it answers for it
    teller: Voice | None = None  # of words that only somebody else's words bring (وأظهرت المعاينة)
    roles: set[frozenset[str]] = field(default_factory=set)  # what a person is called besides
    issuers: list[Voice] = field(default_factory=list)  # whose documents it has spoken through


class Voices:
    """The voices met so far. Two are one only where their names leave no doubt."""

    def __init__(self) -> None:
        self.all: list[Voice] = []
        arabic = language("ar")
        self._words = lexicon(arabic)
        self._bodies = {
            fold(officer): tuple(map(fold, bodies))
            for officer, bodies in arabic.table("words")["bodies"].items()
        }
        self._ordinals = frozenset(map(fold, arabic.table("words")["particle"]["superlatives"]))
        self._agencies = {
            _outlet_words(name): names[0]
            for names in arabic.table("words")["outlets"]["agencies"]
            for name in names
        }

    def of_outlet(self, name: str) -> Voice:
        """The outlet of this name (صحيفة «الغد», الغد; أ ف ب, وكالة فرانس برس)."""
        return self.of_paper(name) if self._names_outlet(name) else self._some_outlet(name)

    def of_paper(self, name: str) -> Voice:
        """The outlet that prints under a name."""
        words = _outlet_words(name)
        if full := self._agencies.get(words):
            words = _outlet_words(full)
        for voice in (v for v in self.all if not v.vague):
            if voice.outlet and (words <= voice.words or voice.words <= words):
                return voice
        return self._new(Voice(name.strip(), words, _head(name), outlet=True))

    def outlet_named(self, name: str) -> Voice | None:
        """The outlet met before under this bare name («الرصيف»), if there is one."""
        words = _outlet_words(name)
        return next((v for v in self.all if v.outlet and v.words == words), None)

    def of_source(self, reading: Reading, source: Source) -> Voice:
        """The voice of a source; an outlet or a document may be known under its bare name.

        A reporter's is that of his paper, and a short form (الشركة) that of the one body it fits.
        """
        if source.kind == "outlet" or self._is_outlet(source):
            full = outlet_meant(reading, source.name)
            return self.of_outlet(full)
        if paper := self._paper(reading, source):
            return paper
        person = source.kind == "person"
        words = _significant(source.name, Role.POSITION if person else 0)
        head = _head(source.name)
        crowd = self._is_crowd(source.name)
        his = self._words[fold(source.name).split(" ")[0]].roles & Role.POSSESSED  # مكتبه
        some = source.kind == "office" and not (his or self.is_telling(source.name))
        if source.kind == "document" and self._is_press(source.name):
            return self._some_outlet(source.name)
        if some and (holder := self._holder(source.name)):
            return holder
        nobody = self._is_counted(source.name) or source.kind in ("anonymous", "document")
        if nobody or crowd or some:
            return Voice(source.name, words, head, unnamed=True, crowd=crowd, office=some)
        voice = next((v for v in self.all if self._same(v, words, head, person)), None)
        if voice is None and not person:
            voice = self._meant(words, head)
        if voice is None:
            one = person and not self._words[head].roles & Role.AUTHORITY
            vague = not (one or self.is_telling(source.name))
            voice = self._new(Voice(source.name, words, head, person=person, vague=vague))
        told = (*(span.of(reading.article.text) for span in source.mentions), source.role or "")
        voice.roles |= {self._office(text) for text in told}
        return voice

    def _is_counted(self, name: str) -> bool:
        """ثلاثة أشخاص، الثالث، مسؤولون كبار: people of whom only the number is told."""
        first, *more = fold(name).split(" ")
        role = self._words[first].roles
        many = first.endswith(("ون", "ين")) and role & Role.POSITION
        plural = many and not role & (Role.DEFINITE | Role.GIVEN)
        return bool(role & Role.QUANTITY or plural or (not more and bare(first) in self._ordinals))

    def _is_press(self, name: str) -> bool:
        """تقارير صحفية، أنباء إعلامية: other papers, and not known which."""
        return any(self._words[word].roles & Role.PRESS for word in fold(name).split(" ")[1:])

    def _holder(self, name: str) -> Voice | None:
        """The one person who was called المحافظ, and nobody's deputy."""
        head, *more = fold(name).split(" ")
        if more or not self._words[head].roles & Role.POSITION:
            return None
        people = (v for v in self.all if v.person)
        held = [v for v in people if any(self._is_only(bare(head), office) for office in v.roles)]
        return held[0] if len(held) == 1 else None

    def _is_only(self, head: str, office: frozenset[str]) -> bool:
        ranks = Role.RANK | Role.GIVEN
        heads = (w for w in office if self._words[w].roles & Role.POSITION)
        heads = (w for w in heads if not self._words[w].roles & ranks)
        heads = (w for w in heads if not any(w in bodies for bodies in self._bodies.values()))
        return head in office and set(heads) <= {head}

    def is_telling(self, name: str) -> bool:
        """Whether a name says more than what many go by (الشركة، المسؤول المحلي، مكتبه)."""
        tokens = [word for word in WORD.findall(fold(name)) if word[0].isalnum()]
        if not tokens or self._words[tokens[0]].roles & Role.POSSESSED:
            return False
        head, *more = (self._words[word].roles for word in tokens)
        if head & Role.AUTHORITY:  # السلطات الصحية; but الحكومة العراقية
            return any(map(self._is_from_place, tokens[1:]))
        if head & (Role.POSITION | Role.ANONYMOUS):
            return not all(role & _WHICH for role in more)
        if not head & _COMMON:
            return True
        # الشركة المشغلة، إدارة الشركة; but الشركة الوطنية، وزارة الداخلية، نقابة الميناء
        adjective = Role.DEFINITE if head & Role.DEFINITE else 0
        common = _COMMON | Role.EVENT
        plain = (
            r == adjective or r & Role.OVERSEES or (r & common and not r & Role.NISBA)
            for r in more
        )  # fmt: skip
        return len(more) > 1 or not all(plain)

    def _is_from_place(self, word: str) -> bool:
        """العراقية، المصرية، في دمشق: a place, or the adjective of one."""
        if self._words[word].roles & Role.PLACE:
            return True
        stem = bare(word).removesuffix("ه").removesuffix("ي")
        ways = (stem, "ال" + stem, stem + "ا", stem + "ه", stem + "يا")
        nisba = self._words[word].roles & Role.NISBA
        return bool(nisba) and any(self._words[way].roles & Role.PLACE for way in ways)

    def is_some(self, voice: Voice, names: bool) -> bool:
        """Whether a voice without a telling name may be another of the story, and so is no root."""
        if not voice.vague:
            return False
        if names and self._words[voice.head].roles & Role.AUTHORITY:
            return True
        namesakes = [v for v in self.all if v.head == voice.head and not (v.vague or v.unnamed)]
        his = self._words[voice.head].roles & Role.POSSESSED  # مكتبه
        earlier = (v for v in self.all[: self.all.index(voice)] if not (v.outlet or v.person))
        if any(v.words < voice.words or voice.words < v.words for v in earlier if not v.unnamed):
            return True  # قيادة الجيش behind الجيش
        spoken_for = any(self.speaks_for(v, voice) for v in self.all if v.person)
        return bool(namesakes) or voice.outlet or spoken_for or bool(his and names)

    def _names_outlet(self, name: str) -> bool:
        """Whether a name tells one outlet (مواقع محلية, الصحيفة do not)."""
        if _outlet_words(name) in self._agencies:
            return True
        told = (self._words[w].roles for w in WORD.findall(fold(name)) if w[0].isalnum())
        head, *more = (*told,) or (0,)
        if head & (Role.QUANTITY | Role.ANONYMOUS):
            return not all(role & (Role.PAPER | _WHICH) for role in more)
        many = any(role & Role.PAPER for role in more)  # وكالة الأنباء الرسمية
        definite = head & Role.DEFINITE
        which = (
            r & Role.PAPER or (r & _WHICH and (many or r & Role.DEFINITE == definite)) for r in more
        )
        return not (head & Role.PAPER and all(which))

    def _some_outlet(self, name: str) -> Voice:
        return self._new(Voice(name, frozenset(), _head(name), outlet=True, vague=True))

    def heard_by(self, voice: Voice, hearer: Voice) -> Voice:
        """An unnamed voice belongs to the outlet that heard it; nobody else can tell who it is."""
        if not voice.unnamed:
            return voice
        known = (v for v in self.all if v.hearer is hearer and v.words == voice.words)
        found = next(known, None)
        return found or self._new(replace(voice, hearer=hearer))

    def speaks_for(self, voice: Voice, body: Voice) -> bool:
        """Whether the office that a voice is given says that it speaks for a body."""
        if voice is body or body.outlet or body.person or len(body.words) < 2:
            return False
        if body in voice.issuers:
            return True  # أفادت فلانة، في بيان نشرته الهيئة
        rest = body.words - {body.head}
        namesake = [v for v in self.all if v.head == body.head and not v.person]
        namesake = [v for v in namesake if not (v.unnamed or v.vague)]
        for office in voice.roles:
            if office == body.words:
                continue
            speaker = any(self._words[word].roles & Role.NAME_OF for word in office)
            if rest and (body.words <= office or (speaker and rest <= office)):
                return True  # المتحدث باسم الداخلية speaks for وزارة الداخلية
            bodiless = not any(self._words[word].roles & Role.ORGANISATION for word in office)
            if len(rest) > 1 and rest <= office and bodiless:
                return True  # ضابط من الحماية المدنية for مصالح الحماية المدنية
            if speaker and body.head in office and rest & office:
                return True  # المتحدث باسم وزارة التموين for وزارة التموين والتجارة
            alone = namesake == [body] and body.head in office and voice.head != body.head
            plain = _COMMON | Role.NAME_OF | Role.TITLE_WORD
            if alone and all(self._words[w].roles & plain for w in office):
                return True  # رئيسة الجمعية, where only one is told of
        return False

    def _new(self, voice: Voice) -> Voice:
        self.all.append(voice)
        return voice

    def _meant(self, words: frozenset[str], head: str) -> Voice | None:
        """The one body that a bare noun stands for, or the one person who holds an office."""
        if all(self._words[word].roles & _COMMON for word in words) and len(words) == 1:
            bodies = [v for v in self.all if v.head == head and not (v.outlet or v.unnamed)]
            bodies = [v for v in bodies if not v.person and not v.vague]
            if len(bodies) == 1:
                return bodies[0]
        if len(words) < 2 or not self._words[head].roles & Role.POSITION:
            return None
        holders = [v for v in self.all if v.person and any(words <= r for r in v.roles)]
        return holders[0] if len(holders) == 1 else None

    def _paper(self, reading: Reading, source: Source) -> Voice | None:
        """The paper of a reporter who saw it himself (مراسلة «الغد» فلانة)."""
        told = [source.role or "", *(span.of(reading.article.text) for span in source.mentions)]
        for text in told:
            tokens = WORD.findall(fold(text))
            if not tokens or not self._words[tokens[0]].roles & Role.HEARS:
                continue
            for last in range(len(tokens), 1, -1):
                if known := self.outlet_named(" ".join(tokens[1:last])):
                    return known
            return self.of_paper(reading.publisher or reading.article.id)
        return None

    def _is_crowd(self, name: str) -> bool:
        """المضربون، أهالي الناحية: people whom nobody has named."""
        return bool(self._words[fold(name).split(" ")[0]].roles & Role.AUDIENCE)

    def _is_outlet(self, source: Source) -> bool:
        """Whether a bare name (كما أوردت «صوت الأرز») is that of an outlet told of."""
        titled = source.role and source.role != source.name
        if titled or source.kind not in ("organisation", "person", "office"):
            return False
        return self.outlet_named(source.name) is not None

    def _same(self, voice: Voice, words: frozenset[str], head: str, person: bool) -> bool:
        if voice.outlet or voice.unnamed or voice.person != person:
            return False
        if voice.words == words:
            return True
        less, more = sorted((voice.words, words), key=len)
        telling = any(not self._words[word].roles & _COMMON for word in less)
        return less <= more and telling and (person or voice.head == head)

    def _office(self, text: str) -> frozenset[str]:
        """The words of a mention, an officer's word beside that of his body (وزير, وزارة)."""
        words = {_bare(self._words, word) for word in WORD.findall(fold(text))}
        bodies = (body for word in words for body in self._bodies.get(word, ()))
        return frozenset(words | {_bare(self._words, body) for body in bodies})


@lru_cache(maxsize=4096)
def _significant(name: str, generic: int) -> frozenset[str]:
    """The words of a name that tell it from others; all of them where none is left."""
    words = lexicon(language("ar"))
    tokens = [word for word in WORD.findall(fold(name)) if word[0].isalnum()]
    if len(tokens) > 3 and _is_there(words, *tokens[-2:]):
        tokens = tokens[:-2]
    kept = [w for w in tokens if not words[w].roles & _PARTICLES or len(tokens) == 1]
    kept = [w for w in kept if not words[w].roles & Role.GLUED_B] or kept  # بالجهة
    told = [w for w in kept if not words[w].roles & generic]
    return frozenset(_bare(words, word) for word in told or kept or tokens)


def _outlet_words(name: str) -> frozenset[str]:
    return _significant(name, Role.PAPER | Role.ORGANISATION | Role.PLATFORM)


def _is_there(words: Lexicon, preposition: str, noun: str) -> bool:
    """في الولاية: the place that the story is about, by its bare noun."""
    site = Role.DEFINITE | Role.ORGANISATION
    inside = words[preposition].roles & Role.IN
    return bool(inside) and words[noun].roles & (site | Role.PLACE) == site


def _bare(words: Lexicon, word: str) -> str:
    known = words[word]
    own = known.stem if known.roles & (Role.GLUED_L | Role.GLUED_B) else bare(word)
    adjective = known.roles & (Role.NISBA | Role.TITLE_WORD) and not known.roles & _COMMON
    return own.removesuffix("ه") if adjective else own  # المديرية العامة, المدير العام


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


def outlets_in(reading: Reading, medium: Spans, voices: Voices) -> Iterator[tuple[str, Spans]]:
    """The outlets that a channel names (مقالة في صحيفة «الغد»), with their places."""
    if not medium:
        return
    words, shadow = _read(reading)
    for span in medium:
        start, end = shadow.inside(span.start), shadow.inside(span.end)
        tokens = list(WORD.finditer(shadow.folded, start, end))
        roles = [words[token[0]].roles for token in tokens]
        at = next((n for n, role in enumerate(roles) if role & Role.OUTLET), None)
        if at is None:
            for quoted in _IN_MARKS.finditer(span.of(reading.article.text)):
                if known := voices.outlet_named(quoted[1]):
                    yield known.name, (span,)
            continue
        if any(role & Role.PLATFORM for role in roles):
            continue
        if roles[at] & Role.PAPER and roles[at] & Role.DEFINITE:
            noun = "ا" + tokens[at][0][1:] if roles[at] & Role.GLUED_L else tokens[at][0]
            full = outlet_meant(reading, noun)  # في تصريح للوكالة الرسمية
            if full != noun:
                yield full, (shadow.span(tokens[at].start(), tokens[at].end()),)
            continue
        glued = roles[at] & Role.GLUED_L and not roles[at] & Role.DEFINITE
        place = shadow.span(tokens[at].start() + bool(glued), end)
        name = place.of(reading.article.text)
        if at + 1 < len(tokens) or not roles[at] & Role.PAPER:
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
