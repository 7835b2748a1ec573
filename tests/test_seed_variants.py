"""The seed article and articles like it: it is not the seed that is programmed."""

import datetime as dt
from functools import cache

import pytest

from claimkit.checks import examine
from claimkit.model import Article, Claim, Reading
from claimkit.reading import read
from claimkit.text import fold
from tests.variants import VARIANTS, Told, variant

MATTERS = ("cue", "source", "medium", "speaker", "said_on", "kind", "parent")


@cache
def told_and_read(name: str) -> tuple[Told, Reading]:
    told = variant(name)
    return told, read(Article(told.text, name))


def letters(text: str | None) -> str:
    return "".join(letter for letter in fold(text or "") if letter.isalnum())


def content(reading: Reading, claim: Claim) -> str:
    return letters(reading.text_of(claim.content))


def found(reading: Reading, opens: str, closes: str) -> Claim | None:
    """The claim whose content has these edges; without marks بـ"الحنكة" becomes بالحنكة."""
    edges = (letters(opens), "ب" + letters(opens)), letters(closes)
    return next(
        (
            claim
            for claim in reading.claims
            if content(reading, claim).startswith(edges[0])
            and content(reading, claim).endswith(edges[1])
        ),
        None,
    )


def described(reading: Reading, claim: Claim) -> dict[str, str]:
    speaker = reading.speaker_of(claim)
    parent = reading.claim(claim.parent) if claim.parent else None
    return {
        "cue": letters(reading.text_of(claim.cue)),
        "source": letters(reading.text_of(claim.source)),
        "medium": letters(reading.text_of(claim.medium)),
        "speaker": letters(speaker and speaker.name),
        "said_on": str(claim.said_on or ""),
        "kind": claim.kind,
        "parent": content(reading, parent) if parent else "",
    }


def expected(told: Told, claim: dict[str, str], reading: Reading) -> dict[str, str]:
    parent = next((c for c in told.claims if c["id"] == claim.get("parent")), None)
    relay = parent and found(reading, parent["opens"], parent["closes"])
    words = {role: letters(claim.get(role)) for role in ("cue", "source", "medium", "speaker")}
    return {
        **words,
        "said_on": claim.get("said_on", ""),
        "kind": claim["kind"],
        "parent": content(reading, relay) if relay else "",
    }


CLAIMS = [claim["id"] for claim in variant("the seed itself").claims]


@pytest.mark.parametrize("identifier", CLAIMS)
@pytest.mark.parametrize("name", VARIANTS)
def test_the_claim_is_read(name: str, identifier: str) -> None:
    told, reading = told_and_read(name)
    claim = dict(next(claim for claim in told.claims if claim["id"] == identifier))
    read_claim = found(reading, claim["opens"], claim["closes"])
    assert read_claim, [content(reading, claim)[:60] for claim in reading.claims]
    assert described(reading, read_claim) == expected(told, claim, reading)


@pytest.mark.parametrize("name", VARIANTS)
def test_nothing_else_is_read(name: str) -> None:
    told, reading = told_and_read(name)
    right = {found(reading, claim["opens"], claim["closes"]) for claim in told.claims}
    surplus = [content(reading, claim)[:60] for claim in reading.claims if claim not in right]
    assert not surplus


@pytest.mark.parametrize("name", VARIANTS)
def test_the_dates_are_read(name: str) -> None:
    told, reading = told_and_read(name)
    by_place = sorted(
        told.dates.items(), key=lambda date: letters(told.text).index(letters(date[0]))
    )
    assert [time.value for time in reading.times] == [value for _, value in by_place]
    for time, (written, _) in zip(reading.times, by_place, strict=True):
        assert letters(written) in letters(time.span.of(told.text))


@pytest.mark.parametrize("name", VARIANTS)
def test_the_day_and_the_way_it_was_published_are_inferred(name: str) -> None:
    told, reading = told_and_read(name)
    assert reading.published == dt.date.fromisoformat(told.published)
    assert reading.published_inferred
    assert letters(reading.publisher) == letters(told.publisher)
    assert [letters(outlet) for outlet in reading.byline.relayed] == [letters(told.relayed)]


@pytest.mark.parametrize("name", VARIANTS)
def test_what_cannot_be_right_is_found_once(name: str) -> None:
    told, reading = told_and_read(name)
    checks = [finding.check for finding in examine(reading)]
    assert [check for check in checks if check in told.finds] == list(told.finds)
    assert not [check for check in checks if check in told.silent]
