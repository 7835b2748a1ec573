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
from claimkit.text import Shadow, fold


@dataclass(slots=True, eq=False)
class _Known:
    """A source as far as the article has told."""

    name: str
    kind: SourceKind
    mentions: list[Mention] = field(default_factory=list)
    role: str | None = None
    number: int = 0
    feminine: set[bool] = field(default_factory=set)  # the genders of the verbs it has taken

    def names(self) -> frozenset[str]:
        return frozenset(bare(w) for m in self.mentions for w in m.name)

    def titles(self) -> list[frozenset[str]]:
        return [frozenset(bare(w) for w in m.title) for m in self.mentions if m.title]


def find_sources(
    shadow: Shadow, language: Language, claims: Sequence[Claim]
) -> tuple[tuple[Source, ...], tuple[Claim, ...]]:
    """The sources of the claims, and the claims with their `speaker` filled in.

    Precision first: two mentions are one source only where a single candidate remains.
    """
    words = lexicon(language)
    mentions = {c.id: mention(shadow, words, c.source[0]) for c in claims if c.source}
    known: list[_Known] = []
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
            said_before.append((claim, speaker))
    return _finish(shadow, known, claims, speakers)


def _join(shadow: Shadow, known: list[_Known], found: Mention) -> _Known:
    """The source that a full mention belongs to, a new one where none fits."""
    fits = [k for k in known if _same_person(k, found)]
    if len(fits) == 1:
        if all(m.span != found.span for m in fits[0].mentions):
            fits[0].mentions.append(found)
        return fits[0]
    span = found.name_span if found.kind == "person" and found.name_span else found.span
    made = _Known(_clean(span.of(shadow.text)), found.kind, [found])
    known.append(made)
    return made


_REMARK = re.compile(r"\s*\([^()]*\s[^()]*\s[^()]*\)")


def _clean(name: str) -> str:
    """A name without the remark in brackets that a paper adds; an acronym in brackets stays."""
    return _REMARK.sub("", name).strip(" \n\t،,.:؛").strip()


def _same_person(known: _Known, found: Mention) -> bool:
    if known.kind != "person":
        return False
    mine, theirs = frozenset(bare(w) for w in found.name), known.names()
    return mine <= theirs or theirs <= mine


def _speaker(
    shadow: Shadow,
    words: Lexicon,
    known: list[_Known],
    found: Mention,
    said_before: list[tuple[Claim, _Known]],
) -> _Known:
    if found.kind == "document":
        return _issuer(shadow, words, known, found, said_before)
    fits = _candidates(known, found, said_before)
    if len(fits) == 1:
        if all(m.span != found.span for m in fits[0].mentions):
            fits[0].mentions.append(found)
        return fits[0]
    if found.kind == "person" and len(found.name) == 1 and not fits:
        if full := _full_name(shadow, words, found):
            return _join(shadow, known, full)
    return _join(shadow, known, found) if found.kind == "person" else _new(shadow, known, found)


def _new(shadow: Shadow, known: list[_Known], found: Mention) -> _Known:
    made = _Known(_clean(found.span.of(shadow.text)), found.kind, [found])
    known.append(made)
    return made


def _candidates(
    known: list[_Known], found: Mention, said_before: list[tuple[Claim, _Known]]
) -> list[_Known]:
    """The sources that a mention may take up."""
    if found.name:
        return [k for k in known if _same_person(k, found)]
    mine = found.key
    titled = [
        k
        for k in known
        if any(mine <= title or (title <= mine and len(title) > 1) for title in k.titles())
    ]
    persons = [k for k in titled if k.kind == "person"]
    if len(persons) == 1 and (found.definite or len(mine) > 1):
        return persons
    whole = [k for k in known if any(mine == m.key for m in k.mentions)]
    if whole:
        return whole
    if found.definite or found.kind in ("outlet", "organisation"):
        parts = [
            k for k in known if any(mine < m.key and _same_head(k, m, found) for m in k.mentions)
        ]
        if len(parts) > 1 and len(mine) == 1:
            recent = [k for _, k in reversed(said_before) if k in parts]
            return recent[:1]
        if parts:
            return parts
        head = bare(found.words[0])
        heads = [
            k
            for k in known
            if k.mentions
            and head == bare(k.mentions[0].words[0])
            and found.definite
            and k.kind in ("anonymous", "office", "group")
            and not k.mentions[0].definite
        ]
        if heads:
            recent = [k for _, k in reversed(said_before) if k in heads]
            return recent[:1] or heads
    return []


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


def _issuer(
    shadow: Shadow,
    words: Lexicon,
    known: list[_Known],
    found: Mention,
    said_before: list[tuple[Claim, _Known]],
) -> _Known:
    """Whose statement a document is: what it says of itself, else who spoke through one before."""
    if found.issuer:
        inner = mention(shadow, words, found.issuer)
        fits = _candidates(known, inner, said_before)
        if len(fits) == 1:
            fits[0].mentions.append(found)
            return fits[0]
        text = found.issuer.of(shadow.text)
        if found.issuer_glued:
            text = "ا" + text[1:] if fold(text).startswith("لل") else text[1:]
        unnamed = inner.kind in ("document", "person") and not inner.name
        made = _Known(_clean(text), "organisation" if unnamed else inner.kind, [found])
        known.append(made)
        return made
    if found.definite:
        head = bare(found.words[0])
        for claim, speaker in reversed(said_before):
            through = [fold(span.of(shadow.text)) for span in (*claim.medium, *claim.source)]
            if any(head in map(bare, text.split()) for text in through):
                speaker.mentions.append(found)
                return speaker
    return _new(shadow, known, found)


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
    known: list[_Known],
    claims: Sequence[Claim],
    speakers: dict[str, _Known | None],
) -> tuple[tuple[Source, ...], tuple[Claim, ...]]:
    speaking = [k for k in known if any(s is k for s in speakers.values())]
    speaking.sort(key=lambda k: min(m.span.start for m in k.mentions))
    for number, each in enumerate(speaking, 1):
        each.number = number
    sources = tuple(_source(shadow, k) for k in speaking)
    filled = tuple(
        replace(c, speaker=f"s{k.number}") if (k := speakers.get(c.id)) else c for c in claims
    )
    return sources, filled


def _source(shadow: Shadow, known: _Known) -> Source:
    mentions = tuple(sorted({m.span for m in known.mentions}))
    return Source(
        id=f"s{known.number}",
        name=known.name,
        kind=known.kind,
        role=next(_roles(shadow, known), None),
        gender=_gender(known),
        mentions=mentions,
    )


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
