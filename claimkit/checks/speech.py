"""Checks of quotations: words in marks that nobody is made to say, marks that never close."""

from __future__ import annotations

from collections.abc import Iterator

from claimkit.checks.case import Case
from claimkit.checks.catalogue import Trouble, check
from claimkit.language import language
from claimkit.lexicon import lexicon
from claimkit.model import Quote
from claimkit.roles import Role
from claimkit.spans import Span

_SPEECH = 5  # words from which on marks seldom set off a name


@check("quote-unattributed", "note", needs_claims=True)
def unattributed(case: Case) -> Iterator[Trouble]:
    """Words in quotation marks of which the text does not say whose they are.

    Authority: the claims of the article; five words and more, and no title of a work. Can be wrong
    where a name or a slogan is that long, or where claimkit missed who speaks.
    """
    claimed = [
        span
        for claim in case.reading.claims
        for span in (*claim.content, *claim.source, *claim.medium)
    ]
    for quote in case.reading.quotes:
        words = case.words_in(*quote.inner)
        if not quote.closed or len(words) < _SPEECH or _is_title(case, quote):
            continue
        if not any(
            span.start < quote.inner.end and quote.inner.start < span.end for span in claimed
        ):
            yield Trouble("quoted words, and nobody is said to have said them", (quote.span,))


def _is_title(case: Case, quote: Quote) -> bool:
    """Whether the word before the marks names what a work or a campaign is called."""
    before = case.words_in(case.sentence(quote.span).start, quote.span.start)
    words = lexicon(language(case.reading.article.lang))
    return any(words[word].roles & Role.TITLED for word in before[-3:])


@check("quote-unbalanced", "warning")
def unbalanced(case: Case) -> Iterator[Trouble]:
    """A quotation mark opens and none closes, so where the words end is open.

    Authority: the marks alone. Can be wrong where a mark stands for inches or minutes.
    """
    for quote in case.reading.quotes:
        if not quote.closed:
            at = Span(quote.span.start, quote.inner.start)
            yield Trouble("this quotation mark is never closed", (at,))
