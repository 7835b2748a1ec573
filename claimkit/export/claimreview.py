"""Reviewed claims as schema.org's ClaimReview: only what a person has given a verdict on."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any

from claimkit.model import Review
from claimkit.verdicts import Verdict, Verdicts

if TYPE_CHECKING:
    from claimkit.ledger import Entry, Ledger

_BEST, _WORST = 5, 1
_TYPES = {
    "person": "Person", "office": "Organization", "organisation": "Organization",
    "outlet": "Organization", "document": "CreativeWork",
}  # fmt: skip


def claim_reviews(ledger: Ledger, ui: str = "en") -> Iterator[dict[str, Any]]:
    """One ClaimReview a claim that has a verdict, as JSON-LD with its context by name only.

    The last review that was not withdrawn speaks; `ui` is the language of the verdict's name.
    `isBasedOn` is the head of the ledger's log.
    """
    based = {"isBasedOn": f"urn:claimkit:ledger:{ledger.head}"}
    yield from (
        {**_claim_review(entry, _last(ledger.reviews(entry.id)), ledger.verdicts, ui), **based}
        for verdict in ledger.verdicts
        for entry in ledger.claims(verdict=verdict)
    )


def _last(reviews: Iterable[Review]) -> Review:
    return [review for review in reviews if not review.withdrawn][-1]


def _claim_review(entry: Entry, review: Review, verdicts: Verdicts, ui: str) -> dict[str, Any]:
    said = entry.said_from if entry.said_from == entry.said_to else None
    claim = {
        "@type": "Claim",
        "@id": entry.id,
        "author": _author(entry) if entry.speaker else None,
        "datePublished": said and said.isoformat(),
        "appearance": {"@type": "NewsArticle", "identifier": entry.article},
    }
    made = {
        "@context": "https://schema.org",
        "@type": "ClaimReview",
        "claimReviewed": entry.content,
        "datePublished": review.at[:10],
        "author": {"@type": "Person", "name": review.reviewer},
        "reviewRating": _rating(verdicts[review.verdict], ui),
        "reviewBody": review.note or None,
        "itemReviewed": {key: value for key, value in claim.items() if value},
        "citation": [e.url or e.quote for e in review.evidence if e.url or e.quote] or None,
    }
    return {key: value for key, value in made.items() if value is not None}


def _author(entry: Entry) -> dict[str, str]:
    return {"@type": _TYPES.get(entry.speaker_kind, "Thing"), "name": entry.speaker}


def _rating(verdict: Verdict, ui: str) -> dict[str, Any]:
    named = {"@type": "Rating", "alternateName": verdict.label(ui)}
    if verdict.rating is None:
        return named
    return {**named, "ratingValue": verdict.rating, "bestRating": _BEST, "worstRating": _WORST}
