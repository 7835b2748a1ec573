"""Checks of who stands behind a claim: sources without a name, and words at second hand."""

from __future__ import annotations

from collections.abc import Iterator

from claimkit.checks.case import Case
from claimkit.checks.catalogue import Trouble, check
from claimkit.model import Source, Spans
from claimkit.voices import Voices


@check("source-anonymous", "note", needs_claims=True)
def anonymous(case: Case) -> Iterator[Trouble]:
    """A claim rests on somebody whom the article does not name.

    Authority: the kind of the source (مصدر مطلع, an official who asked not to be named). Can be
    wrong where the name stands in a place that claimkit did not connect with it.
    """
    for source in case.reading.sources:
        if source.kind == "anonymous":
            claims = _claims_of(case, source)
            rests = "1 claim rests" if len(claims) == 1 else f"{len(claims)} claims rest"
            told = f"{rests} on {source.name}, who is not named"
            yield Trouble(told, _first_place(case, source), claims=claims)


@check("source-secondhand", "note", needs_claims=True)
def secondhand(case: Case) -> Iterator[Trouble]:
    """The paper has a claim from another outlet and not from who said it.

    Authority: an outlet as the speaker of a claim, or a byline that names one. Can be wrong where
    an outlet is itself what the news is about.
    """
    voices, reading = Voices(), case.reading
    own = voices.of_outlet(reading.publisher) if reading.publisher else None
    for source in reading.sources:
        if source.kind != "outlet" or voices.of_source(reading, source) is own:
            continue
        told = f"taken from another outlet: {source.name}"
        yield Trouble(told, _first_place(case, source), claims=_claims_of(case, source))
    taken, places = reading.byline.relayed, reading.byline.spans
    for number, name in enumerate(taken, len(places) - len(taken)):  # the publisher stands first
        if voices.of_outlet(name) is own:  # an agency's own dateline
            continue
        told = f"the byline says it comes from {name}"
        yield Trouble(told, places[number : number + 1] if number >= 0 else ())


def _claims_of(case: Case, source: Source) -> tuple[str, ...]:
    return tuple(claim.id for claim in case.reading.claims if claim.speaker == source.id)


def _first_place(case: Case, source: Source) -> Spans:
    told = (claim.source for claim in case.reading.claims if claim.speaker == source.id)
    return next((spans for spans in told if spans), source.mentions[:1])
