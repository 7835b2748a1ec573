"""Who the sources of an article are: one Source for all mentions that are surely the same."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import Literal

from claimkit.cues import Form
from claimkit.language import Language
from claimkit.lexicon import Lexicon, Role, lexicon
from claimkit.mentions import WORD, Mention, bare, mention
from claimkit.model import Claim, Source, SourceKind
from claimkit.spans import Span
from claimkit.text import Shadow, fold


@dataclass(slots=True, eq=False)
class _Known:
    """A source as far as the article has told."""

    name: str
    kind: SourceKind
    mentions: list[Mention] = field(default_factory=list)
    order: int = 0
    number: int = 0
    feminine: set[bool] = field(default_factory=set)  # the genders of the verbs it has taken
    plural: bool = False  # one of its verbs was
    names: frozenset[str] = frozenset()
    keys: dict[frozenset[str], Mention] = field(default_factory=dict)
    titles: set[tuple[str, frozenset[str]]] = field(default_factory=set)  # head, all words


class _Roll:
    """The sources told so far, found by any word of their mentions."""

    def __init__(self) -> None:
        self.all: list[_Known] = []
        self._by_word: dict[str, dict[int, _Known]] = {}
        self._places: set[tuple[int, Span]] = set()

    def new(self, name: str, kind: SourceKind, found: Mention) -> _Known:
        """A source that nothing told so far fits."""
        made = _Known(name, kind, order=len(self.all))
        self.all.append(made)
        self.note(made, found)
        return made

    def note(self, known: _Known, found: Mention) -> _Known:
        """One more place that mentions a source."""
        if (id(known), found.span) not in self._places:
            self._places.add((id(known), found.span))
            known.mentions.append(found)
            known.names |= found.name_key
            known.keys.setdefault(found.key, found)
            for office in (found.title, *found.offices):
                if office:
                    known.titles.add((bare(office[0]), frozenset(map(bare, office))))
            for word in found.key:
                self._by_word.setdefault(word, {})[id(known)] = known
        return known

    def near(self, words: frozenset[str]) -> list[_Known]:
        """The sources that share a word, in the order they were told."""
        found: dict[int, _Known] = {}
        for word in words:
            found |= self._by_word.get(word, {})
        return sorted(found.values(), key=lambda known: known.order)


def find_sources(
    shadow: Shadow, language: Language, claims: Sequence[Claim]
) -> tuple[tuple[Source, ...], tuple[Claim, ...]]:
    """The sources of the claims, and the claims with their `speaker` filled in.

    Precision first: two mentions are one source only where a single candidate remains.
    """
    words = lexicon(language)
    mentions = {c.id: mention(shadow, words, c.source[0]) for c in claims if c.source}
    known = _Roll()
    for claim in claims:  # names first, so that a short form may stand before the full one
        if (
            (found := mentions.get(claim.id))
            and found.name
            and found.kind == "person"
            and len(found.name) > 1
        ):
            _join(shadow, known, found)
    speakers: dict[str, _Known | None] = {}
    said_before: list[tuple[Claim, _Known]] = []
    for claim in sorted(claims, key=lambda c: c.cue[0].start):
        found = mentions.get(claim.id)
        speaker = (
            _speaker(shadow, words, known, found, said_before)
            if found
            else _continued(shadow, words, claim, said_before)
        )
        speakers[claim.id] = speaker
        if speaker:
            if found and (verb := _verb(shadow, words, claim)):
                speaker.feminine.add(verb.feminine)
                speaker.plural |= verb.plural
            said_before.append((claim, speaker))
    return _finish(shadow, words, known.all, claims, speakers)


def _join(shadow: Shadow, known: _Roll, found: Mention) -> _Known:
    """The source that a full mention belongs to, a new one where none fits."""
    fits = _same_person(known, found)
    if len(fits) == 1:
        return known.note(fits[0], found)
    span = found.name_span if found.kind == "person" and found.name_span else found.span
    return known.new(_clean(span.of(shadow.text)), found.kind, found)


_REMARK = re.compile(r"\s*\([^()]*\s[^()]*\s[^()]*\)")


def _clean(name: str) -> str:
    """A name without the remark in brackets that a paper adds; an acronym in brackets stays."""
    name = _REMARK.sub("", name).strip(" \n\t،,.:؛")
    return name[1:-1] if name[:1] in '«"' and name[-1:] in '»"' and len(name) > 2 else name


def _same_person(known: _Roll, found: Mention) -> list[_Known]:
    mine = found.name_key
    near = (k for k in known.near(mine) if k.kind == "person" and k.names)
    return [k for k in near if mine <= k.names or k.names <= mine]


def _speaker(
    shadow: Shadow,
    words: Lexicon,
    known: _Roll,
    found: Mention,
    said_before: list[tuple[Claim, _Known]],
) -> _Known:
    if found.kind == "document":
        return _issuer(shadow, words, known, found, said_before)
    fits = _candidates(known, found, said_before)
    if len(fits) == 1:
        return known.note(fits[0], found)
    if not fits and found.again and found.kind == "anonymous" and said_before:
        return known.note(said_before[-1][1], found)
    if not fits and (full := _full_body(shadow, words, found)):
        return known.note(_new(shadow, known, full), found)
    if found.kind == "person" and len(found.name) == 1 and not fits:
        if full := _full_name(shadow, words, found):
            return _join(shadow, known, full)
    return _join(shadow, known, found) if found.kind == "person" else _new(shadow, known, found)


def _new(shadow: Shadow, known: _Roll, found: Mention) -> _Known:
    return known.new(_clean(found.span.of(shadow.text)), found.kind, found)


def _candidates(
    known: _Roll, found: Mention, said_before: list[tuple[Claim, _Known]]
) -> list[_Known]:
    """The sources that a mention may take up."""
    if found.name:
        return _same_person(known, found)
    mine = found.key
    near = known.near(mine)
    persons = [k for k in near if k.kind == "person" and _holds_office(k, found)]
    if len(persons) == 1 and (found.definite or len(mine) > 1):
        return persons
    if whole := [k for k in near if mine in k.keys]:
        return whole
    if found.definite and len(mine) == 1:  # منى الكاتب، ودعت الكاتب: a family name is a noun, too
        family = [k for k in near if k.kind == "person" and len(k.names) > 1 and mine <= k.names]
        if len(family) == 1:
            return family
    if not found.definite and found.kind not in ("outlet", "organisation"):
        return []
    parts = [
        k for k in near if any(mine < key and _same_head(k, m, found) for key, m in k.keys.items())
    ]
    if parts:
        return _latest(parts, said_before) if len(parts) > 1 and len(mine) == 1 else parts
    return _latest([k for k in near if _taken_up(k, found)], said_before)


def _holds_office(known: _Known, found: Mention) -> bool:
    """المتحدث for المتحدث باسم الوزارة: the same office; a ministry is not its spokesman."""
    if found.kind in ("organisation", "outlet", "document"):
        return False
    head, mine = bare(found.words[0]), found.key
    return any(
        head == first and (mine <= title or (title <= mine and len(title) > 1))
        for first, title in known.titles
    )


def _taken_up(known: _Known, found: Mention) -> bool:
    """المسؤول for مسؤول كبير: the definite noun of somebody who was not named."""
    first = known.mentions[0]
    unnamed = known.kind in ("anonymous", "office", "group") and not first.definite
    return unnamed and found.definite and bare(found.words[0]) == bare(first.words[0])


def _latest(fits: list[_Known], said_before: list[tuple[Claim, _Known]]) -> list[_Known]:
    """The one of several who spoke last."""
    recent = next((k for _, k in reversed(said_before) if k in fits), None)
    return [recent] if recent else fits


def _same_head(known: _Known, full: Mention, short: Mention) -> bool:
    """A short form takes up the noun of the full one (الحرس الثوري), or a proper name in it."""
    if bare(short.words[0]) == bare(full.words[0]):
        return True
    return known.kind in ("outlet", "organisation") and not short.definite


def _full_name(shadow: Shadow, words: Lexicon, found: Mention) -> Mention | None:
    """A fuller form of a bare surname, standing anywhere in the article."""
    surname = found.name[0]
    for match in re.finditer(rf"(?<!\w){re.escape(surname)}(?!\w)", shadow.folded):
        before = list(WORD.finditer(shadow.folded, max(match.start() - 60, 0), match.start()))
        start = match.start()
        for token in reversed(before[-4:]):
            role = words[token[0]].roles
            if not role & Role.GIVEN or role & Role.PREPOSITION:
                break
            start = token.start()
        if start < match.start():
            return mention(shadow, words, shadow.span(start, match.end()))
    return None


_BACK = 5_000  # code points before a short form in which the full one is looked for
_QUOTED = re.compile(r' [«"“][^«»"“”\n]{2,40}[»"”]')


def _full_body(shadow: Shadow, words: Lexicon, found: Mention) -> Mention | None:
    """الشركة where the article has named one company before, and no other."""
    if found.kind != "organisation" or not found.definite or len(found.key) > 1:
        return None
    head, end = bare(found.words[0]), shadow.inside(found.span.start)
    full: dict[frozenset[str], Mention] = {}
    full_form = re.compile(rf"\b\w?({re.escape(head)})(?= )")
    for first in full_form.finditer(shadow.folded, max(end - _BACK, 0), end):
        quoted = _QUOTED.match(shadow.folded, first.end())
        last = quoted.end() if quoted else first.end()
        belongs = Role.GLUED_L if quoted else Role.DEFINITE | Role.PLACE
        for token in WORD.finditer(shadow.folded, last, last + 60):
            roles = words[token[0]].roles
            if not roles & belongs or roles & (Role.POSITION | Role.GIVEN):
                break
            last = token.end()
        if last > first.end():
            made = mention(shadow, words, shadow.span(first.start(1), last))
            full.setdefault(made.key, made)
    return full.popitem()[1] if len(full) == 1 else None


def _issuer(
    shadow: Shadow,
    words: Lexicon,
    known: _Roll,
    found: Mention,
    said_before: list[tuple[Claim, _Known]],
) -> _Known:
    """Whose statement a document is: what it says of itself, else who spoke through one before."""
    if found.issuer:
        inner = mention(shadow, words, found.issuer)
        fits = _candidates(known, inner, said_before)
        if len(fits) == 1:
            return known.note(fits[0], found)
        text = found.issuer.of(shadow.text)
        if found.issuer_glued:
            text = "ا" + text[1:] if fold(text).startswith("لل") else text[1:]
        unnamed = inner.kind in ("document", "person") and not inner.name
        return known.new(_clean(text), "organisation" if unnamed else inner.kind, found)
    if found.definite:
        head = bare(found.words[0])
        for claim, speaker in reversed(said_before):
            through = [fold(span.of(shadow.text)) for span in (*claim.medium, *claim.source)]
            if any(head in map(bare, text.split()) for text in through):
                return known.note(speaker, found)
        if issuer := _introduced(shadow, words, found):
            fits = _candidates(known, issuer, said_before)
            return known.note(fits[0], found) if len(fits) == 1 else _join(shadow, known, issuer)
    return _new(shadow, known, found)


def _introduced(shadow: Shadow, words: Lexicon, found: Mention) -> Mention | None:
    """Who issued a document when it was first spoken of (أصدرت الكتلة بيانا، بيان صادر عن …)."""
    head, end = bare(found.words[0]), shadow.inside(found.span.start)
    indefinite = re.compile(rf"(?<!\w){re.escape(head)}ا?(?!\w)")
    firsts = list(indefinite.finditer(shadow.folded, max(end - _BACK, 0), end))
    for first in reversed(firsts):
        start = max(shadow.folded.rfind(stop, 0, first.start()) for stop in ".\n") + 1
        before = list(WORD.finditer(shadow.folded, start, first.start()))
        stop = re.compile(r"[،,.:\n]").search(shadow.folded, first.end())
        told = mention(shadow, words, shadow.span(first.start(), stop.start() if stop else end))
        if told.issuer:
            return mention(shadow, words, told.issuer)
        issues = [t for t in before if words[t[0]].roles & Role.ISSUES]
        if issues and issues[-1].end() + 1 < first.start():
            return mention(shadow, words, shadow.span(issues[-1].end() + 1, first.start() - 1))
    return None


def _verb(shadow: Shadow, words: Lexicon, claim: Claim) -> Form | None:
    """The finite verb of a cue; only it shows the gender of its subject."""
    word = words[fold(claim.cue[0].of(shadow.text)).split()[-1]]
    return next((f for f in word.forms if f.shape in ("past", "now")), None)


def _continued(
    shadow: Shadow, words: Lexicon, claim: Claim, said_before: list[tuple[Claim, _Known]]
) -> _Known | None:
    """The earlier speaker whom a claim without a subject continues (وأضاف أن)."""
    verb = _verb(shadow, words, claim)
    for _, speaker in reversed(said_before):
        if verb and speaker.feminine and verb.feminine not in speaker.feminine:
            continue
        return speaker
    return None


def _finish(
    shadow: Shadow,
    words: Lexicon,
    known: list[_Known],
    claims: Sequence[Claim],
    speakers: dict[str, _Known | None],
) -> tuple[tuple[Source, ...], tuple[Claim, ...]]:
    spoke = {id(k) for k in speakers.values()}
    speaking = [k for k in known if id(k) in spoke]
    speaking.sort(key=lambda k: min(m.span.start for m in k.mentions))
    for number, each in enumerate(speaking, 1):
        each.number = number
    sources = tuple(_source(shadow, words, k) for k in speaking)
    filled = tuple(
        replace(c, speaker=f"s{k.number}") if (k := speakers.get(c.id)) else c for c in claims
    )
    return sources, filled


def _source(shadow: Shadow, words: Lexicon, known: _Known) -> Source:
    mentions = tuple(sorted({m.span for m in known.mentions}))
    return Source(
        id=f"s{known.number}",
        name=known.name,
        kind=known.kind,
        role=(role := next(_roles(shadow, known), None)),
        organisation=_organisation(words, role) if role else None,
        gender=_gender(known),
        number=_number(words, known),
        mentions=mentions,
    )


def _organisation(words: Lexicon, role: str) -> str | None:
    """The body in an office (رئيس | مجلس النواب، الناطق باسم | وزارة النفط), as it is printed."""
    at = 0
    for nth, word in enumerate(role.split()):
        body = words[fold(word)].roles & (Role.ORGANISATION | Role.OUTLET)
        if body and nth and not words[fold(word)].roles & Role.POSITION:
            return role[at:].strip()
        at = role.index(word, at) + len(word)
    return None


def _number(words: Lexicon, known: _Known) -> Literal["sg", "du", "pl"] | None:
    """One, two or many, as far as a mention or a verb shows it; broken plurals show nothing."""
    if known.kind in ("person", "office"):
        return "sg"
    people = Role.POSITION | Role.PARTICIPANT | Role.ORGANISATION
    for head in (found.words[0] for found in known.mentions if found.words):
        singular = (head[:-1], head[:-2], head[:-2] + "ه")
        known_one = any(words[one].roles & people for one in singular if one)
        if known_one and head.endswith(("تان", "تا", "ان")):
            return "du"
        if words[head].roles & people and head.endswith(("ون", "ين", "ات")):
            return "pl"
    return "pl" if known.plural or known.kind == "group" else None


def _gender(known: _Known) -> Literal["m", "f"] | None:
    """What its verbs show; none where they disagree or none was seen."""
    if len(known.feminine) != 1:
        return None
    return "f" if True in known.feminine else "m"


def _roles(shadow: Shadow, known: _Known) -> Iterator[str]:
    """The titles that the article gives a person, the fullest mention first."""
    for found in sorted(known.mentions, key=lambda m: -len(m.title)):
        if known.kind == "person" and found.name_span and found.title:
            text = found.span.of(shadow.text)
            at = found.name_span.start - found.span.start
            end = found.name_span.end - found.span.start
            role = _clean(text[:at]) or _clean(text[end:])
            if role:
                yield role
        elif known.kind == "office":
            yield known.name
