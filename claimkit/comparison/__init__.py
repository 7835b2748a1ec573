"""A printed quotation beside its original: what of it is the same, and what differs how."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal, get_args

from claimkit.comparison import alignment, judgement
from claimkit.comparison.facts import Facts, facts, forms
from claimkit.comparison.places import places
from claimkit.comparison.vocabulary import Wording, spoken, wording
from claimkit.comparison.words import Words, words
from claimkit.language import language
from claimkit.spans import Span

__all__ = [
    "Difference",
    "Facts",
    "QuoteComparison",
    "compare_quotes",
    "facts",
    "find_quote",
    "forms",
    "wording",
]

Drift = Literal["polarity", "number", "truncation", "wording", "elision", "spelling", "same"]
_GRAVITY = {kind: rank for rank, kind in enumerate(get_args(Drift))}
_TOLD = 3  # differences that a sentence names


@dataclass(frozen=True, slots=True)
class Difference:
    """One place where print and original differ; a span is empty where its side has nothing."""

    kind: Drift
    said: Span
    printed: Span


@dataclass(frozen=True, slots=True)
class QuoteComparison:
    """A printed quotation beside its original.

    `kind` is the gravest of its differences, in this order: `polarity` (turned, or more or less
    certain), `number` (or date, or unit), `truncation` (a limit is left out), `wording`, `elision`
    (marked as left out), `spelling`, `same` (word for word, or a harmless excerpt). `place` is the
    stretch of the original that print covers. Spans are half-open ranges of code points.
    """

    said: str
    printed: str
    kind: Drift
    place: Span
    differences: tuple[Difference, ...] = ()

    def sentence(self, lang: str = "en") -> str:
        """The outcome as a sentence in a language.

        LookupError: an unknown language.

        >>> compare_quotes("We will not sign.", "We will sign.").sentence()
        'The meaning is turned, or more or less certain: “not” is missing.'
        """
        told = wording(language(lang))
        whole = (
            not self.said[: self.place.start].strip() and not self.said[self.place.end :].strip()
        )
        name = "excerpt" if self.kind == "same" and not whole else self.kind
        return told.sentences[name].format(changes=self._changes(told))

    def _repr_html_(self) -> str:
        from claimkit.export import beside  # a value may show itself

        return beside.beside(self)

    def _changes(self, told: Wording) -> str:
        chosen = [one for one in self.differences if one.kind == self.kind]
        parts = [_change(one, self, told) for one in chosen[:_TOLD]]
        if len(chosen) > _TOLD:
            parts.append(told.changes["more"].format(count=len(chosen) - _TOLD))
        return told.changes["join"].join(parts)


def _change(one: Difference, whole: QuoteComparison, told: Wording) -> str:
    said, printed = _shown(one.said.of(whole.said)), _shown(one.printed.of(whole.printed))
    name = "replaced" if said and printed else "dropped" if said else "added"
    return told.changes[name].format(said=said, printed=printed)


def _shown(text: str, longest: int = 80) -> str:
    text = " ".join(text[: 2 * longest].split())
    return text if len(text) <= longest else f"{text[:longest].rstrip()}…"


def compare_quotes(said: str, printed: str, lang: str | None = None) -> QuoteComparison:
    """How a printed quotation differs from the original wording; never raises on any text.

    Without `lang` it is the language that most letters belong to. A rule of thumb tells what
    turns or limits a statement: the words of `lang/<code>/comparison.toml`. It does not judge
    whether two wordings mean the same. LookupError: an unknown language.

    >>> compare_quotes("لن نوقّع الاتفاق", "سنوقّع الاتفاق").kind
    'polarity'
    """
    told = wording(language(lang) if lang else spoken(said, printed))
    if said == printed:
        return QuoteComparison(said, printed, "same", Span(0, len(said)))
    ours, theirs = words(said, told), words(printed, told)
    return min(
        (_compared(ours, theirs, one, told) for one in _alignments(ours, theirs, told)),
        key=lambda one: -_GRAVITY[one.kind],
    )


def find_quote(quote: str, text: str, lang: str | None = None) -> QuoteComparison | None:
    """The best place of a quotation in a long original, compared there; None where it has none.

    Spans are offsets into the whole `text`, code points, half-open. A quotation is not found where
    less than half of its telling words stand together. LookupError: an unknown language.

    >>> speech = "We met. We will never sign this paper. Then we left for the harbour."
    >>> found = find_quote("We will sign this paper", speech)
    >>> found.kind, found.place.of(speech)
    ('polarity', 'We will never sign this paper')
    >>> find_quote("The moon is made of cheese", speech) is None
    True
    """
    found = [
        _moved(compare_quotes(place.of(text), quote, lang), place.start, text)
        for place in places(quote, text)
    ]
    return min(found, key=lambda one: len(one.differences), default=None)


def _moved(found: QuoteComparison, by: int, text: str) -> QuoteComparison:
    """A comparison with a part of the original, told in offsets of the whole."""

    def ahead(span: Span) -> Span:
        return Span(span.start + by, span.end + by)

    moved = (Difference(d.kind, ahead(d.said), d.printed) for d in found.differences)
    return QuoteComparison(text, found.printed, found.kind, ahead(found.place), tuple(moved))


def _alignments(said: Words, printed: Words, told: Wording) -> Iterable[alignment.Alignment]:
    ours, theirs = alignment.keys(said, printed, told)
    found = list(alignment.excerpts(ours, theirs))
    if not found and (one := alignment.respaced(said, printed)):
        found = [one]
    return found or [alignment.align(ours, theirs)]


def _compared(
    said: Words, printed: Words, found: alignment.Alignment, told: Wording
) -> QuoteComparison:
    place = said.span(found.start, found.end)
    differences = [
        Difference(one.kind, said.span(*one.said), printed.span(*one.printed))  # type: ignore[arg-type]
        for one in judgement.Judge(said, printed, found, told).troubles()
    ]
    whole = found.end - found.start == len(said.items)
    if not differences and _letters_differ(said, printed, found, told):
        place = Span(0, len(said.text)) if whole else place
        differences = [Difference("spelling", place, Span(0, len(printed.text)))]
    if not (said.items and printed.items):
        kind: Drift = "wording" if said.items or printed.items else "spelling"
        differences = [Difference(kind, Span(0, len(said.text)), Span(0, len(printed.text)))]
    ordered = sorted(set(differences), key=lambda d: (_GRAVITY[d.kind], d.said, d.printed))
    return QuoteComparison(
        said.text, printed.text, ordered[0].kind if ordered else "same", place, tuple(ordered)
    )


def _letters_differ(said: Words, printed: Words, found: alignment.Alignment, told: Wording) -> bool:
    """Whether anything but the marks and the conjunction at a cut looks different."""
    if found.end - found.start == len(said.items):
        return said.text.split() != printed.text.split()
    ours = said.span(found.start, found.end).of(said.text).split()
    theirs = printed.span(0, len(printed.items)).of(printed.text).split()
    if ours and theirs and ours[0] != theirs[0] == told.bare(ours[0]):
        ours[0] = theirs[0]
    return ours != theirs
