"""Claims as W3C Web Annotations: where in a text each stands, by position and by its words."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from claimkit.model import Claim, Reading
from claimkit.spans import Span

_AROUND = 32  # code points before and behind that tell equal words apart
_ROLES = ("content", "source", "cue", "medium")


def web_annotations(
    reading: Reading, names: Mapping[str, str] | None = None, head: str | None = None
) -> Iterator[dict[str, Any]]:
    """One annotation a claim; positions count code points, end exclusive, as the W3C asks.

    `names` gives the ids of a ledger for those of the reading, `head` the hash of its last event.
    """
    made = {"generator": f"urn:claimkit:ledger:{head}"} if head else {}
    for claim in reading.claims:
        yield {**_annotation(reading, claim, (names or {}).get(claim.id, claim.id)), **made}


def _annotation(reading: Reading, claim: Claim, name: str) -> dict[str, Any]:
    speaker, article = reading.speaker_of(claim), reading.article
    told = {
        "type": "Claim",
        "speaker": speaker.name if speaker else None,
        "kind": claim.kind,
        "said_on": claim.said_on and str(claim.said_on),
    }
    return {
        "@context": "http://www.w3.org/ns/anno.jsonld",
        "id": f"urn:claimkit:{name}",
        "type": "Annotation",
        "motivation": "identifying",
        "body": {key: value for key, value in told.items() if value},
        "target": [
            {
                "source": article.url or f"urn:claimkit:{article.id}",
                "purpose": role,
                "selector": [_position(span), _quote(article.text, span)],
            }
            for role in _ROLES
            for span in getattr(claim, role)
        ],
    }


def _position(span: Span) -> dict[str, Any]:
    return {"type": "TextPositionSelector", "start": span.start, "end": span.end}


def _quote(text: str, span: Span) -> dict[str, Any]:
    return {
        "type": "TextQuoteSelector",
        "exact": span.of(text),
        "prefix": text[max(span.start - _AROUND, 0) : span.start],
        "suffix": text[span.end : span.end + _AROUND],
    }
