"""Where the claims of one text stand in its next revision, without guessing."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from rapidfuzz import fuzz

from claimkit.comparison import facts
from claimkit.language import language
from claimkit.model import Claim, Reading, Spans
from claimkit.spans import Span
from claimkit.text import fold

Fate = Literal["kept", "moved", "edited", "new", "gone"]

_NEAR = 32  # code points before and behind a claim that tell two equal ones apart
_ALIKE = 85  # of 100, from where on a wording may be an edit of another
_LEAST = 12  # code points of a claim that can be known again by its letters alone
_MARGIN = 5  # by which the best must be better than the second best


@dataclass(frozen=True, slots=True)
class Carried:
    """What became of a claim of the old text; `new` is its claim in the new one, None if gone."""

    old: Claim
    new: Claim | None
    fate: Fate


def carry(old: Reading, new: Reading) -> tuple[Carried, ...]:
    """What became of each claim: kept, moved, edited, gone; never another sentence's claim.

    First the same words in the same place, then the same words elsewhere, told apart by what
    stands around them, then one wording that is alike by a margin and differs in no number, date,
    negation or name. A claim whose words still stand in the text, but are no longer read as one,
    keeps them.

    >>> from claimkit.model import Article
    >>> said = Claim("c1", content=(Span(7, 15),), source=(), cue=(Span(0, 3),))
    >>> before, after = Article("قال إن السد آمن."), Article("ثم قال إن السد آمن.")
    >>> carry(Reading(before, (said,), (), ()), Reading(after, (), (), ()))[0].fate
    'moved'
    """
    found: dict[str, tuple[Claim, Fate]] = {}
    free = {claim.id: claim for claim in new.claims}
    for step in (_in_place, _elsewhere, _edited):
        for claim, match, fate in step(
            old, new, [c for c in old.claims if c.id not in found], free
        ):
            if match.id in free:
                del free[match.id]
                found[claim.id] = match, fate
    made = 0
    for claim in old.claims:
        if claim.id in found or (place := _place_of(old, new, claim)) is None:
            continue
        if longer := _longer(claim, place, free):
            if _agree(old, claim, new, longer):
                found[claim.id] = free.pop(longer.id), "edited"
            continue
        made += 1
        found[claim.id] = _shifted(claim, place, old, new, f"k{made}"), "moved"
    return tuple(Carried(c, *found.get(c.id, (None, "gone"))) for c in old.claims)


Match = Iterator[tuple[Claim, Claim, Fate]]


def _in_place(old: Reading, new: Reading, left: Sequence[Claim], free: dict[str, Claim]) -> Match:
    places = {(claim.content, new.text_of(claim.content)): claim for claim in free.values()}
    for claim in left:
        text = old.text_of(claim.content)
        match = places.get((claim.content, text))
        if match and _who(old, claim) == _who(new, match):
            yield claim, match, "kept"


def _elsewhere(old: Reading, new: Reading, left: Sequence[Claim], free: dict[str, Claim]) -> Match:
    """The same words, folded; where they stand more than once, what is around them decides."""
    places: dict[str, list[Claim]] = {}
    for claim in free.values():
        places.setdefault(fold(new.text_of(claim.content)), []).append(claim)
    for claim in left:
        same = places.get(fold(old.text_of(claim.content)), ())
        fits = [m for m in same if m.id in free and _may_speak(old, claim, new, m)]
        if best := _best(old, new, claim, fits):
            letters = old.text_of(claim.content) == new.text_of(best.content)
            yield claim, best, "moved" if letters else "edited"


def _may_speak(old: Reading, claim: Claim, new: Reading, match: Claim) -> bool:
    """Not two people: a surname fits a full name; whoever is not known may be anybody.

    Nor does a verb without a subject say who speaks: another sentence before it decides that.
    """
    if not claim.source and not match.source:
        return True
    who, other = old.speaker_of(claim), new.speaker_of(match)
    if not who or not other or "person" not in (who.kind, other.kind):
        return True
    mine, theirs = set(fold(who.name).split()), set(fold(other.name).split())
    return mine <= theirs or theirs <= mine or who.kind != other.kind


def _best(old: Reading, new: Reading, claim: Claim, fits: list[Claim]) -> Claim | None:
    if len(fits) < 2:
        return fits[0] if fits else None
    around = [_around(new, match) for match in fits]
    mine = _around(old, claim)
    scored = sorted(((fuzz.ratio(mine, a), n) for n, a in enumerate(around)), reverse=True)
    clear = scored[0][0] > scored[1][0] + _MARGIN
    return fits[scored[0][1]] if clear else None


def _around(reading: Reading, claim: Claim) -> str:
    """What stands around a claim, its cue and source among it."""
    text, first, last = reading.article.text, claim.content[0].start, claim.content[-1].end
    before, behind = text[max(first - _NEAR, 0) : first], text[last : last + _NEAR]
    return fold(f"{_who(reading, claim)} {before} {behind}")


def _who(reading: Reading, claim: Claim) -> str:
    return fold(f"{reading.text_of(claim.cue)} {reading.text_of(claim.source)}")


def _edited(old: Reading, new: Reading, left: Sequence[Claim], free: dict[str, Claim]) -> Match:
    """One wording that is alike; that one alone, and nothing in it says otherwise."""
    folded = {claim.id: fold(new.text_of(claim.content)) for claim in free.values()}
    for claim in left:
        mine = fold(old.text_of(claim.content))
        scored = sorted(
            ((fuzz.ratio(mine, folded[name]), name) for name in free if name in folded),
            reverse=True,
        )
        if not scored or scored[0][0] < _ALIKE:
            continue
        if len(scored) > 1 and scored[1][0] > scored[0][0] - _MARGIN:
            continue
        match = free[scored[0][1]]
        if _agree(old, claim, new, match):
            yield claim, match, "edited"


def _agree(old: Reading, claim: Claim, new: Reading, match: Claim) -> bool:
    """Whether no number, date, negation or name differs, and the same one still says it."""
    lang = new.article.lang
    if not language(lang).has("comparison"):
        return False
    one, other = facts(old.text_of(claim.content), lang), facts(new.text_of(match.content), lang)
    if (one.values, one.turns) != (other.values, other.turns):
        return False
    mine, theirs = set(one.telling), set(other.telling)
    replaced = bool(mine - theirs) and bool(theirs - mine)  # a name may be among them
    return not replaced and _may_speak(old, claim, new, match)


def _place_of(old: Reading, new: Reading, claim: Claim) -> int | None:
    """How far a claim has moved where it still stands word for word, cue and all, and only once."""
    spans = (*claim.content, *claim.source, *claim.cue, *claim.medium)
    first, last = min(span.start for span in spans), max(span.end for span in spans)
    words, text = old.article.text[first:last], new.article.text
    at = text.find(words)
    if len(words) < _LEAST or at < 0 or text.find(words, at + 1) >= 0:
        return None
    return at - first


def _longer(claim: Claim, by: int, free: dict[str, Claim]) -> Claim | None:
    """The claim of the new text that begins where this one still stands, and says more or less."""
    start = claim.content[0].start + by
    return next((match for match in free.values() if match.content[0].start == start), None)


def _shifted(claim: Claim, by: int, old: Reading, new: Reading, name: str) -> Claim:
    """The claim with its places moved; a source or a cue that is no longer there is left out."""

    def moved(spans: Spans) -> Spans:
        found = tuple(Span(span.start + by, span.end + by) for span in spans)
        return found if new.text_of(found) == old.text_of(spans) else ()

    return replace(
        claim,
        id=name,
        parent=None,
        speaker=None,
        content=moved(claim.content),
        source=moved(claim.source),
        cue=moved(claim.cue),
        medium=moved(claim.medium),
    )
