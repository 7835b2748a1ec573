"""Who the sources of an article are: one Source for all mentions that are surely the same."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from claimkit.language import Language
from claimkit.lexicon import SOURCE_NOUN, Lexicon, Role, lexicon
from claimkit.model import Claim, Source, SourceKind
from claimkit.spans import Span
from claimkit.text import Shadow, fold

_TOKEN = re.compile(r"\w+(?:\.\w+)+|\w+|[^\w\s]")
_GENERIC = Role.TITLE_WORD | Role.NISBA
_QUOTES = frozenset('"«»“”„')


@dataclass(slots=True)
class Mention:
    """One phrase that names a source, taken apart: `title` words and `name` words, folded."""

    span: Span
    words: tuple[str, ...]
    title: tuple[str, ...]
    name: tuple[str, ...]
    name_span: Span | None
    kind: SourceKind
    definite: bool
    issuer: Span | None = None  # who a document comes from
    issuer_glued: bool = False

    @property
    def key(self) -> frozenset[str]:
        """The words without their article, to compare mentions by."""
        return frozenset(_bare(word) for word in self.words)


@dataclass(slots=True, eq=False)
class _Known:
    """A source as far as the article has told."""

    name: str
    kind: SourceKind
    mentions: list[Mention] = field(default_factory=list)
    role: str | None = None
    number: int = 0

    def keys(self) -> frozenset[str]:
        return frozenset().union(*(m.key for m in self.mentions))

    def names(self) -> frozenset[str]:
        return frozenset(_bare(w) for m in self.mentions for w in m.name)

    def titles(self) -> list[frozenset[str]]:
        return [frozenset(_bare(w) for w in m.title) for m in self.mentions if m.title]


def _bare(word: str) -> str:
    """A word without the article and a glued ل (للوزارة, الوزارة, وزارة are one)."""
    for prefix in ("لل", "ال"):
        if word.startswith(prefix) and len(word) > len(prefix) + 1:
            return word[len(prefix) :]
    return word


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
        if (found := mentions.get(claim.id)) and found.name and found.kind == "person" and len(found.name) > 1:
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
            said_before.append((claim, speaker))
    for found in mentions.values():
        if found.kind == "document":
            continue
    return _finish(shadow, known, claims, speakers)


def mention(shadow: Shadow, words: Lexicon, span: Span) -> Mention:
    """Takes a phrase apart into title and name (رئيس الوزراء العراقي | محمد شياع السوداني)."""
    start, end = shadow.inside(span.start), shadow.inside(span.end)
    tokens = [(m[0], m.start(), m.end()) for m in _TOKEN.finditer(shadow.folded, start, end)]
    roles = [words[t[0]].roles for t in tokens]
    if len(tokens) > 1 and roles[0] & Role.DEMONSTRATIVE:  # هذا الموقع
        tokens, roles = tokens[1:], roles[1:]
    plain = tuple(t[0] for t in tokens if t[0][0].isalnum())
    if not tokens:
        return Mention(span, (), (), (), None, "person", False)
    comma = next((i for i, t in enumerate(tokens) if t[0] in "،,"), len(tokens))
    kind = _kind(roles, tokens)
    name = _name_range(roles, tokens, comma)
    if kind == "person" and name is None:
        kind = "office"
    if name and kind in ("person", "office"):
        kind = "person"
    elif name:
        name = None
    first, last = name or (0, 0)
    inside = [t[0] for t in tokens[first:last] if t[0][0].isalnum()]
    titles = tuple(t[0] for i, t in enumerate(tokens) if not first <= i < last and t[0][0].isalnum())
    made = Mention(
        span, plain, titles, tuple(inside),
        shadow.span(tokens[first][1], tokens[last - 1][2]) if name else None,
        kind, bool(roles[0] & Role.DEFINITE),
    )  # fmt: skip
    if kind == "document":
        _find_issuer(shadow, made, roles, tokens)
    return made


def _kind(roles: list[int], tokens: list[tuple[str, int, int]]) -> SourceKind:
    head = next((r for r in roles if not r & Role.MARK), 0)
    at = next((i for i, r in enumerate(roles) if not r & Role.MARK), 0)
    if head & Role.GIVEN and not head & (Role.POSITION | Role.ORGANISATION):
        return "person"
    if head & Role.DOCUMENT and not head & Role.OUTLET and not head & Role.ANONYMOUS:
        return "document"
    if head & Role.ANONYMOUS:
        return "anonymous"
    if head & Role.OUTLET:
        return "outlet"
    if head & Role.ORGANISATION:
        return "organisation"
    if head & Role.POSITION and not head & Role.DEFINITE and _is_indefinite(roles, at):
        return "anonymous"
    if head & Role.PARTICIPANT or tokens[at][0].endswith(("ون", "ين")) and head & Role.POSITION:
        return "group"
    if head & Role.POSITION:
        return "person"
    if head & (Role.PLACE | Role.DEFINITE):
        return "organisation" if head & Role.PLACE or len(tokens) > 1 else "person"
    return "person"


def _is_indefinite(roles: list[int], at: int) -> bool:
    """مسؤول أميركي, ناطق باسم …: nobody in particular; وزير الدفاع is one office."""
    if at + 1 >= len(roles):
        return True
    behind = roles[at + 1]
    bound = behind & (Role.DEFINITE | Role.GIVEN | Role.PLACE | SOURCE_NOUN | Role.TITLE_WORD | Role.ABSTRACT)
    return bool(behind & (Role.PREPOSITION | Role.ATTACHING)) or not bound and bool(behind & Role.NISBA)


def _name_range(
    roles: list[int], tokens: list[tuple[str, int, int]], comma: int
) -> tuple[int, int] | None:
    """Where a personal name stands in a phrase: behind the title, or before its apposition."""
    parts = [(0, comma)] + ([(comma + 1, len(tokens))] if comma < len(tokens) else [])
    if len(parts) == 2 and roles[0] & Role.POSITION and not _name_in(roles, tokens, *parts[0]):
        return _name_in(roles, tokens, *parts[1])
    return _name_in(roles, tokens, *parts[0])


def _name_in(
    roles: list[int], tokens: list[tuple[str, int, int]], first: int, last: int
) -> tuple[int, int] | None:
    while first < last and roles[first] & Role.MARK:
        first += 1
    at = first
    titled = bool(at < last and roles[at] & Role.POSITION and not _is_first_name(roles, tokens, at))
    common = SOURCE_NOUN | _GENERIC | Role.PLACE | Role.PREPOSITION | Role.ABSTRACT | Role.EVENT | Role.MEDIUM
    while at < last:
        role = roles[at]
        if role & Role.GIVEN and (not role & (Role.POSITION | Role.PREPOSITION) or _is_first_name(roles, tokens, at)):
            break
        if not titled and at == first and not role & (SOURCE_NOUN | Role.PLACE):
            break
        if titled and at > first and not role & (common | Role.DEFINITE | Role.GLUED_L | Role.GLUED_B | Role.MARK):
            before = roles[at - 1]
            # a bare word behind a complete title begins a name (الإيراني | عباس عراقجي)
            if before & (Role.DEFINITE | Role.NISBA | Role.PLACE) or before & Role.POSITION and role == 0:
                break
        at += 1
    if at >= last:
        return None
    end = at
    while end < last and not roles[end] & (Role.MARK | Role.RELATIVE | Role.THAT) and not (
        end > at and roles[end] & (Role.POSITION | Role.ANONYMOUS | Role.ORGANISATION)
        and not roles[end] & Role.GIVEN
    ) and not (end > at and roles[end] & Role.PREPOSITION and not roles[end] & Role.GIVEN):
        end += 1
    return (at, end) if end > at else None


def _is_first_name(roles: list[int], tokens: list[tuple[str, int, int]], at: int) -> bool:
    return bool(roles[at] & Role.GIVEN) and not roles[at] & Role.DEFINITE and at > 0


def _find_issuer(
    shadow: Shadow, made: Mention, roles: list[int], tokens: list[tuple[str, int, int]]
) -> None:
    """Who a document comes from: بيان لوزارة …، صادر عن …، بيان السفارة."""
    about = fold("عن")
    for at in range(1, len(tokens)):
        if tokens[at][0] == about and at + 1 < len(tokens):
            made.issuer = shadow.span(tokens[at + 1][1], tokens[-1][2])
            return
        if roles[at] & Role.GLUED_L:
            made.issuer = shadow.span(tokens[at][1], tokens[-1][2])
            made.issuer_glued = True
            return
    if len(tokens) > 1 and not made.definite and roles[1] & (SOURCE_NOUN | Role.DEFINITE | Role.GIVEN):
        if not roles[1] & (Role.NISBA | Role.TITLE_WORD) and not roles[1] & Role.DOCUMENT:
            made.issuer = shadow.span(tokens[1][1], tokens[-1][2])


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
    mine, theirs = frozenset(_bare(w) for w in found.name), known.names()
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
    titled = [k for k in known if any(mine <= title or title <= mine and len(title) > 1 for title in k.titles())]
    persons = [k for k in titled if k.kind == "person"]
    if len(persons) == 1 and (found.definite or len(mine) > 1):
        return persons
    whole = [k for k in known if any(mine == m.key for m in k.mentions)]
    if whole:
        return whole
    if found.definite or found.kind in ("outlet", "organisation"):
        parts = [k for k in known if any(mine < m.key and _same_head(k, m, found) for m in k.mentions)]
        if len(parts) > 1 and len(mine) == 1:
            recent = [k for _, k in reversed(said_before) if k in parts]
            return recent[:1]
        if parts:
            return parts
        head = _bare(found.words[0])
        heads = [k for k in known if k.mentions and head == _bare(k.mentions[0].words[0])
                 and found.definite and k.kind in ("anonymous", "office", "group") and not k.mentions[0].definite]
        if heads:
            recent = [k for _, k in reversed(said_before) if k in heads]
            return recent[:1] or heads
    return []


def _same_head(known: _Known, full: Mention, short: Mention) -> bool:
    """A short form takes up the noun of the full one (الحرس الثوري), or a proper name in it."""
    if _bare(short.words[0]) == _bare(full.words[0]):
        return True
    return known.kind in ("outlet", "organisation") and not short.definite


def _full_name(shadow: Shadow, words: Lexicon, found: Mention) -> Mention | None:
    """A fuller form of a bare surname, standing anywhere in the article."""
    surname = found.name[0]
    for match in re.finditer(rf"(?<!\w){re.escape(surname)}(?!\w)", shadow.folded):
        before = list(_TOKEN.finditer(shadow.folded, max(match.start() - 60, 0), match.start()))
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
        kind: SourceKind = "organisation" if inner.kind in ("document", "person") and not inner.name else inner.kind
        made = _Known(_clean(text), "office" if fold("مكتب") in fold(text) else kind, [found])
        known.append(made)
        return made
    if found.definite:
        head = _bare(found.words[0])
        for claim, speaker in reversed(said_before):
            through = [fold(span.of(shadow.text)) for span in (*claim.medium, *claim.source)]
            if any(head in map(_bare, text.split()) for text in through):
                return speaker
    return _new(shadow, known, found)


def _continued(
    shadow: Shadow, words: Lexicon, claim: Claim, said_before: list[tuple[Claim, _Known]]
) -> _Known | None:
    """The earlier speaker whom a claim without a subject continues (وأضاف أن)."""
    shape = next((f for f in words[fold(claim.cue[0].of(shadow.text)).split()[-1]].forms), None)
    for earlier, speaker in reversed(said_before):
        if earlier.parent != claim.parent and earlier.parent is not None:
            continue
        if shape is not None and shape.shape in ("past", "now") and _feminine(speaker) not in (None, shape.feminine):
            continue
        return speaker
    return None


def _feminine(known: _Known) -> bool | None:
    """What gender a verb shows for this source; None where its noun does not tell."""
    first = known.mentions[0]
    head = first.words[0] if first.words else ""
    if known.kind in ("organisation", "outlet", "document"):
        return _bare(head).endswith("ه") or None
    if first.title and known.kind in ("person", "office"):
        head = first.title[0]
        return _bare(head).endswith("ه")
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
        gender={True: "f", False: "m", None: None}[_feminine(known)],  # type: ignore[arg-type]
        mentions=mentions,
    )


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
