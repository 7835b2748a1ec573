"""From drafts to claims: places in the text, kind, and which claim relays which."""

from __future__ import annotations

from claimkit.attribution.drafts import Draft, Range
from claimkit.attribution.sentences import Sentence
from claimkit.model import Claim, Kind
from claimkit.roles import SOURCE_NOUN, Role
from claimkit.spans import Span
from claimkit.text import Shadow


def assemble(drafts: list[Draft], shadow: Shadow) -> tuple[Claim, ...]:
    """The claims of drafts in text order, relays before what they relay."""
    placed = sorted(drafts, key=_order)
    parents = _parents(placed)
    relayed: dict[int, list[Draft]] = {}
    for draft in placed:
        if parent := parents.get(id(draft)):
            relayed.setdefault(id(parent), []).append(draft)
    names = {id(draft): f"c{number}" for number, draft in enumerate(placed, 1)}
    return tuple(
        Claim(
            id=names[id(draft)],
            content=_content(draft, shadow),
            source=tuple(_source(draft.sentence, r, shadow) for r in draft.source),
            cue=tuple(_cue(draft, r, shadow) for r in draft.cue),
            medium=tuple(_span(draft.sentence, r, shadow) for r in draft.medium),
            kind=kind(draft, relayed.get(id(draft), [])),
            parent=names[id(parent)] if (parent := parents.get(id(draft))) else None,
            said_on=draft.said.period if draft.said else None,
        )
        for draft in placed
    )


def _order(draft: Draft) -> tuple[int, int]:
    s = draft.sentence
    ranges = [*draft.content, *draft.cue]
    first = min(s.starts[r[0]] for r in ranges)
    return first, -max(s.ends[r[1] - 1] for r in ranges)


def _parents(drafts: list[Draft]) -> dict[int, Draft]:
    """For each draft the smallest one whose content holds its cue and content."""
    by_sentence: dict[int, list[Draft]] = {}
    for draft in drafts:
        by_sentence.setdefault(id(draft.sentence), []).append(draft)
    parents: dict[int, Draft] = {}
    for draft in drafts:
        beside = by_sentence[id(draft.sentence)]
        holders = [other for other in beside if other is not draft and _relays(other, draft)]
        if draft.within is not None:
            parents[id(draft)] = draft.within
        elif holders:
            parents[id(draft)] = min(holders, key=lambda d: d.content[-1][1] - d.content[0][0])
    return _without_circles(drafts, parents)


def _without_circles(drafts: list[Draft], parents: dict[int, Draft]) -> dict[int, Draft]:
    """Nobody relays who relays him: where two would hold each other, the first one holds."""
    kept: dict[int, Draft] = {}
    for draft in drafts:
        above = parents.get(id(draft))
        if above is None:
            continue
        at: Draft | None = above
        while at is not None and at is not draft:
            at = kept.get(id(at))
        if at is None:
            kept[id(draft)] = above
    return kept


def _relays(outer: Draft, inner: Draft) -> bool:
    if inner.cites and outer.form is not None and inner.content == outer.content:
        return True  # أوردت صحيفة، نقلا عن بيان، أن …: the paper relays the statement
    first, last = outer.content[0][0], outer.content[-1][1]
    if not first <= inner.cue[0][0] < last:
        return False
    held = all(any(a <= r[0] and r[1] <= b for a, b in outer.content) for r in inner.cue)
    return held and first <= inner.content[0][0] and inner.content[-1][1] <= last


def _content(draft: Draft, shadow: Shadow) -> tuple[Span, ...]:
    s = draft.sentence
    spans = []
    for number, (first, last) in enumerate(draft.content):
        first, last = s.trimmed(first, last)
        if first >= last:
            continue
        start, end = s.folded_range(first, last)
        if number == 0:
            start += _left_out(draft, first)
        spans.append(shadow.span(min(start, end - 1), end))
    return tuple(spans) or (shadow.span(*s.folded_range(*draft.content[0])),)


def _left_out(draft: Draft, first: int) -> int:
    """Code points of the first word that are a particle: the verb's ب, or و before a clause."""
    if first == draft.content[0][0] and draft.offset:
        return draft.offset
    return draft.sentence.conjoined(first) if draft.cites else 0


def _span(s: Sentence, r: Range, shadow: Shadow) -> Span:
    first, last = s.trimmed(*r)
    first, last = (first, last) if first < last else r
    start, end = s.folded_range(first, last)
    return shadow.span(start, end)


def _source(s: Sentence, r: Range, shadow: Shadow) -> Span:
    first, last = s.trimmed(*r)
    first, last = (first, last) if first < last else r
    start, end = s.folded_range(first, last)
    # لمنظمة loses its ل, للمنظمة is kept whole
    glued = s.roles[first] & Role.GLUED_L and not s.roles[first] & Role.DEFINITE
    return shadow.span(start + s.info[first].lead + bool(glued), end)


def _cue(draft: Draft, r: Range, shadow: Shadow) -> Span:
    s = draft.sentence
    lead = draft.lead if r == draft.cue[0] and draft.lead else s.info[r[0]].lead
    start, end = s.folded_range(*r)
    return shadow.span(start + lead, end)


def kind(draft: Draft, relayed: list[Draft]) -> Kind:
    """Direct where all is verbatim, mixed where a part is quoted, else indirect.

    What a relay quotes is the words of those it relays.
    """
    s = draft.sentence
    relays = draft.cites or (draft.form is not None and bool(draft.form.cue.source_by))
    theirs = {t for d in relayed if relays for first, last in d.content for t in range(first, last)}
    if draft.verbatim:
        return "direct"
    inside = [t for first, last in draft.content for t in range(first, last) if not s.is_mark(t)]
    if not inside or (s.quoted[draft.start] >= 0 and s.quoted[draft.start] == s.quoted[inside[0]]):
        return "indirect"
    speech = {n for n, q in enumerate(s.quotes) if not _is_name(s, q)}
    quoted = [t for t in inside if s.quoted[t] in speech and t not in theirs]
    if len(quoted) == len(inside):
        return "direct"
    return "mixed" if quoted else "indirect"


def _is_name(s: Sentence, quote: tuple[int, int, object]) -> bool:
    """Whether marks only set off a name or title (تنظيم "داعش")."""
    first, last, _ = quote
    words = [t for t in range(first, last) if not s.is_mark(t)]
    if all(s.roles[t] & (Role.PLACE | Role.GIVEN) for t in words):
        return True
    noun = s.roles[first - 1]
    if noun & Role.NISBA and not noun & SOURCE_NOUN:  # الموقع الإلكتروني "…"
        noun = s.roles[first - 2]
    # a definite body acts (البعثة «عادت …»); only what has a title is named in marks then too
    titled = Role.OUTLET | Role.MEDIUM | Role.DOCUMENT
    namable = noun & (titled if noun & Role.DEFINITE else SOURCE_NOUN | Role.MEDIUM)
    return bool(namable) and len(words) <= 5
