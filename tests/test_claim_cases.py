"""Claims, phenomenon by phenomenon: what a reader finds in sentences of every sort."""

import datetime as dt
import tomllib
from pathlib import Path
from typing import Any

import pytest

from claimkit.model import Article, Claim, Reading
from claimkit.reading import read

FILES = sorted((Path(__file__).parent / "cases" / "claims").glob("*.toml"))
NO_PARENT = -1  # no number at all means: not compared
NEAR = 0.5


def cases() -> list[Any]:
    return [
        pytest.param(
            case,
            id=f"{path.stem}: {case['name']}",
            marks=[pytest.mark.xfail(reason="a known gap")] if case.get("expect") == "fail" else [],
        )
        for path in FILES
        for case in tomllib.loads(path.read_text("utf-8"))["case"]
    ]


def letters(text: str | list[str]) -> str:
    return "".join(letter for letter in "".join(text) if letter.isalnum())


def offsets(text: str, pieces: str | list[str]) -> set[int]:
    """Where the letters of snippets stand, one after the other; first places win."""
    found: set[int] = set()
    for piece in [pieces] if isinstance(pieces, str) else pieces:
        start = text.index(piece, max(found, default=-1) + 1)
        found |= {n for n in range(start, start + len(piece)) if text[n].isalnum()}
    return found


def share(reading: Reading, claim: Claim, wanted: dict[str, Any]) -> float:
    """How much of the content is the same (IoU of letters)."""
    text = reading.article.text
    if letters(wanted["content"]) == letters(reading.text_of(claim.content)):
        return 1.0
    mine = {n for start, end in claim.content for n in range(start, end) if text[n].isalnum()}
    theirs = offsets(text, wanted["content"])
    return min(len(mine & theirs) / len(mine | theirs), 0.99)


def paired(reading: Reading, wanted: list[dict[str, Any]]) -> list[Claim | None]:
    """The claim that each expected one stands for: the best content first, then the cue."""
    scored = [
        (share(reading, claim, want), letters(want.get("cue", "")) in cue, -number, number, claim)
        for claim in reading.claims
        if (cue := letters(reading.text_of(claim.cue))) is not None
        for number, want in enumerate(wanted)
    ]
    found: dict[int, Claim] = {}
    for overlap, _, _, number, claim in sorted(scored, key=lambda score: score[:3], reverse=True):
        if overlap >= NEAR and number not in found and claim not in found.values():
            found[number] = claim
    return [found.get(number) for number in range(len(wanted))]


def told(reading: Reading, claim: Claim, want: dict[str, Any], ids: list[str]) -> dict[str, Any]:
    """The claim in the terms of the case, only what the case mentions."""
    speaker, near = reading.speaker_of(claim), want.get("content_near")
    seen = {
        "content": letters(want["content"] if near else reading.text_of(claim.content)),
        "cue": letters(reading.text_of(claim.cue)),
        "source": letters(reading.text_of(claim.source)),
        "medium": letters(reading.text_of(claim.medium)),
        "speaker": letters(speaker.name if speaker else ""),
        "said_on": str(claim.said_on or ""),
        "kind": claim.kind,
        "parent": ids.index(claim.parent) if claim.parent in ids else NO_PARENT,
    }
    return {key: value for key, value in seen.items() if key in want}


def asked(want: dict[str, Any]) -> dict[str, Any]:
    as_written = ("kind", "said_on", "parent")
    return {
        key: value if key in as_written else letters(value)
        for key, value in want.items()
        if key not in ("content_near", "optional")
    }


@pytest.mark.parametrize("case", cases())
def test_claims_are_those_that_a_reader_finds(case: dict[str, Any]) -> None:
    published = dt.date.fromisoformat(case["published"]) if "published" in case else None
    reading, wanted = read(Article(case["text"], published=published)), case["claims"]
    found = paired(reading, wanted)
    ids = [claim.id if claim else "" for claim in found]
    pairs = [
        (want, claim)
        for want, claim in zip(wanted, found, strict=True)
        if claim or not want.get("optional")
    ]
    extra = [reading.text_of(claim.content) for claim in reading.claims if claim not in found]
    seen = [told(reading, claim, want, ids) if claim else None for want, claim in pairs]
    assert (seen, extra) == ([asked(want) for want, _ in pairs], [])
