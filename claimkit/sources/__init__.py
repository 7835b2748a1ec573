"""Who the sources of an article are: one Source for all mentions that are surely the same."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from claimkit.cues import Form
from claimkit.language import Language
from claimkit.lexicon import Lexicon, lexicon
from claimkit.mentions import Mention, bare, mention
from claimkit.model import Claim, Source
from claimkit.roles import Role
from claimkit.sources import fuller
from claimkit.sources.portrait import portrait
from claimkit.sources.roll import Known, Roll, cleaned
from claimkit.text import Shadow, fold


def find_sources(
    shadow: Shadow, language: Language, claims: Sequence[Claim]
) -> tuple[tuple[Source, ...], tuple[Claim, ...]]:
    """The sources of the claims, and the claims with their `speaker` filled in.

    Precision first: two mentions are one source only where a single candidate remains.
    """
    words = lexicon(language)
    mentions = {c.id: mention(shadow, words, c.source[0]) for c in claims if c.source}
    known = Roll()
    for claim in claims:  # names first, so that a short form may stand before the full one
        if (
            (found := mentions.get(claim.id))
            and found.name
            and found.kind == "person"
            and len(found.name) > 1
        ):
            _join(shadow, known, found)
    speakers: dict[str, Known | None] = {}
    said_before: list[tuple[Claim, Known]] = []
    for claim in sorted(claims, key=lambda c: c.cue[0].start):
        found = mentions.get(claim.id)
        speaker = (
            _speaker(shadow, words, known, found, said_before)
            if found
            else _continued(shadow, words, claim, said_before)
            or _opened(shadow, words, known, claim)
        )
        speakers[claim.id] = speaker
        if speaker:
            if found and (verb := _verb(shadow, words, claim)):
                speaker.feminine.add(verb.feminine)
                speaker.plural |= verb.plural
            said_before.append((claim, speaker))
    return _finish(shadow, words, known.all, claims, speakers)


def _join(shadow: Shadow, known: Roll, found: Mention) -> Known:
    """The source that a full mention belongs to, a new one where none fits."""
    fits = _same_person(known, found)
    if len(fits) == 1:
        return known.note(fits[0], found)
    span = found.name_span if found.kind == "person" and found.name_span else found.span
    return known.new(cleaned(span.of(shadow.text)), found.kind, found)


def _same_person(known: Roll, found: Mention) -> list[Known]:
    mine = found.name_key
    near = (k for k in known.near(mine) if k.kind == "person" and k.names)
    return [k for k in near if mine <= k.names or k.names <= mine]


def _speaker(
    shadow: Shadow,
    words: Lexicon,
    known: Roll,
    found: Mention,
    said_before: list[tuple[Claim, Known]],
) -> Known:
    if found.kind == "document":
        return _issuer(shadow, words, known, found, said_before)
    fits = _candidates(words, known, found, said_before)
    if len(fits) == 1:
        return known.note(fits[0], found)
    if not fits and (holder := fuller.office(shadow, words, found)):
        return known.note(_join(shadow, known, holder), found)
    if not fits and found.again and (last := _last_of(found, said_before)):
        return known.note(last, found)
    if not fits and (full := fuller.body(shadow, words, found)):
        return known.note(_new(shadow, words, known, full), found)
    kunya = found.name and words[found.name[0]].roles & Role.KUNYA
    if found.kind == "person" and not fits and len(found.name) == (2 if kunya else 1):
        if full := fuller.name(shadow, words, found):
            return _join(shadow, known, full)
    return (
        _join(shadow, known, found) if found.kind == "person" else _new(shadow, words, known, found)
    )


_NAMING = Role.NISBA | Role.GLUED_L | Role.GLUED_B | Role.TITLE_WORD


def _last_of(found: Mention, said_before: list[tuple[Claim, Known]]) -> Known | None:
    """Whom المصدر ذاته, المتحدث نفسه or معاليه takes up: who spoke last, a person for a person."""
    if found.kind == "anonymous":
        return said_before[-1][1] if said_before else None
    people = ("person", "office") if found.kind in ("person", "office") else (found.kind,)
    return next((k for _, k in reversed(said_before) if k.kind in people), None)


def _new(shadow: Shadow, words: Lexicon, known: Roll, found: Mention) -> Known:
    name = found.span.of(shadow.text)
    if found.kind in ("organisation", "outlet"):  # غرفة العمليات، التابعة للجيش
        name = re.split("[،,]", name)[0]
        name = _before_clause(words, name)
        quoted, _, more = name.rpartition(" ")
        if quoted.endswith(('"', "»", "”")) and not words[fold(more)].roles & _NAMING:
            name = quoted  # شركة «روافد» المتخصصة (في …)
    return known.new(cleaned(name), found.kind, found)


def _before_clause(words: Lexicon, name: str) -> str:
    """الشرطة | التي كشفت صورهم."""
    parts = name.split(" ")
    which = (n for n, part in enumerate(parts) if n and words[fold(part)].roles & Role.RELATIVE)
    return " ".join(parts[: next(which, len(parts))])


def _candidates(
    words: Lexicon, known: Roll, found: Mention, said_before: list[tuple[Claim, Known]]
) -> list[Known]:
    """The sources that a mention may take up."""
    if found.name:
        return _same_person(known, found)
    mine = found.key
    near = known.near(mine)
    persons = [k for k in near if k.kind == "person" and _holds_office(words, k, found)]
    if len(persons) == 1 and (found.definite or len(mine) > 1):
        return persons
    if whole := [k for k in near if mine in k.keys]:
        return whole
    if found.definite or len(mine) > 1:  # منى الكاتب، ودعت الكاتب: a family name is a noun, too
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


def _holds_office(words: Lexicon, known: Known, found: Mention) -> bool:
    """المتحدث for المتحدث باسم الوزارة: the same office; a ministry is not its spokesman.

    The office may be told more closely the second time (صحفي, الصحفي المغربي).
    """
    if found.kind in ("organisation", "outlet", "document"):
        return False
    head, mine = bare(found.words[0]), found.key
    return any(
        head == first
        and (mine <= title or (title <= mine and (len(title) > 1 or _is_where_from(words, found))))
        for first, title in known.titles
    )


def _is_where_from(words: Lexicon, found: Mention) -> bool:
    """المغربي, of الصحفي المغربي."""
    return all(words[word].roles & Role.NISBA for word in found.words[1:])


def _taken_up(known: Known, found: Mention) -> bool:
    """المسؤول for مسؤول كبير: the definite noun of somebody who was not named."""
    first = known.mentions[0]
    unnamed = known.kind in ("anonymous", "office", "group") and not first.definite
    same = found.definite and bare(found.words[0]) == bare(first.words[0])
    body = known.kind == "office" and found.kind == "organisation"  # an office is no other bureau
    return unnamed and same and (not body or found.key <= first.key)


def _latest(fits: list[Known], said_before: list[tuple[Claim, Known]]) -> list[Known]:
    """The one of several who spoke last."""
    recent = next((k for _, k in reversed(said_before) if k in fits), None)
    return [recent] if recent else fits


def _same_head(known: Known, full: Mention, short: Mention) -> bool:
    """A short form takes up the noun of the full one (الحرس الثوري), or a proper name in it."""
    if bare(short.words[0]) == bare(full.words[0]):
        return True
    return known.kind in ("outlet", "organisation") and not short.definite


def _issuer(
    shadow: Shadow,
    words: Lexicon,
    known: Roll,
    found: Mention,
    said_before: list[tuple[Claim, Known]],
) -> Known:
    """Whose statement a document is: what it says of itself, else who spoke through one before."""
    if found.issuer:
        inner = mention(shadow, words, found.issuer)
        fits = _candidates(words, known, inner, said_before)
        if len(fits) == 1:
            return known.note(fits[0], found)
        if inner.kind == "person" and inner.name:
            return known.note(_join(shadow, known, inner), found)
        text = found.issuer.of(shadow.text)
        if found.issuer_glued:
            text = "ا" + text[1:] if fold(text).startswith("لل") else text[1:]
        unnamed = inner.kind in ("document", "person") and not inner.name
        made = known.new(cleaned(text), "organisation" if unnamed else inner.kind, found)
        return known.also(made, inner)
    if words[found.words[0]].roles & Role.POSSESSED and said_before:
        return known.note(said_before[-1][1], found)  # حسبما ورد في بيانها
    if not found.definite and (issuer := fuller.published(shadow, words, found)):
        fits = _candidates(words, known, issuer, said_before)
        return known.note(fits[0], found) if len(fits) == 1 else _join(shadow, known, issuer)
    if found.definite:
        head = bare(found.words[0])
        for claim, speaker in reversed(said_before):
            through = [fold(span.of(shadow.text)) for span in (*claim.medium, *claim.source)]
            if any(head in map(bare, text.split()) for text in through):
                return known.note(speaker, found)
        if issuer := fuller.introduced(shadow, words, found):
            fits = _candidates(words, known, issuer, said_before)
            return known.note(fits[0], found) if len(fits) == 1 else _join(shadow, known, issuer)
    return _new(shadow, words, known, found)


def _verb(shadow: Shadow, words: Lexicon, claim: Claim) -> Form | None:
    """The finite verb of a cue; only it shows the gender of its subject."""
    word = words[fold(claim.cue[0].of(shadow.text)).split()[-1]]
    return next((f for f in word.forms if f.shape in ("past", "now")), None)


def _continued(
    shadow: Shadow, words: Lexicon, claim: Claim, said_before: list[tuple[Claim, Known]]
) -> Known | None:
    """The earlier speaker whom a claim without a subject continues (وأضاف أن)."""
    verb = _verb(shadow, words, claim)
    by_id = {earlier.id: earlier for earlier, _ in said_before}
    one: Known | None = None
    for earlier, speaker in reversed(said_before):
        teller = by_id.get(earlier.parent or "")
        if teller and teller.content == earlier.content and claim.parent is None:
            continue  # أوضحت الصحيفة، نقلا عن مصادرها، أن: she goes on
        if claim.parent is None and _is_told_by_person(earlier, said_before):
            continue
        if verb and speaker.feminine and verb.feminine not in speaker.feminine:
            continue
        if verb and verb.plural and speaker.kind == "person" and not speaker.plural:
            continue  # تداول ناشطون صورا قالوا إنها …: one person is no crowd
        if verb and verb.plural and speaker.kind == "office" and not speaker.plural:
            one = one or speaker  # an office may be many, but whoever surely is comes first
            continue
        return speaker
    return one


def _opened(shadow: Shadow, words: Lexicon, known: Roll, claim: Claim) -> Known | None:
    """The subject of the sentence before one that names nobody, where nobody has spoken yet."""
    verb = _verb(shadow, words, claim)
    if verb is None or claim.parent is not None or verb.plural:
        return None
    found = fuller.opener(shadow, words, claim.cue[0], verb.feminine)
    return _join(shadow, known, found) if found else None


def _is_told_by_person(claim: Claim, said_before: list[tuple[Claim, Known]]) -> bool:
    """قالت فلانة إن الوزارة وعدت …: she goes on, and not the ministry; an agency would not."""
    teller = next((k for c, k in said_before if c.id == claim.parent), None)
    return teller is not None and teller.kind in ("person", "office")


def _finish(
    shadow: Shadow,
    words: Lexicon,
    known: list[Known],
    claims: Sequence[Claim],
    speakers: dict[str, Known | None],
) -> tuple[tuple[Source, ...], tuple[Claim, ...]]:
    spoke = {id(k) for k in speakers.values()}
    speaking = [k for k in known if id(k) in spoke]
    speaking.sort(key=lambda k: min(m.span.start for m in k.mentions))
    for number, each in enumerate(speaking, 1):
        each.number = number
    sources = tuple(portrait(shadow, words, k) for k in speaking)
    filled = tuple(
        replace(c, speaker=f"s{k.number}") if (k := speakers.get(c.id)) else c for c in claims
    )
    return sources, filled
