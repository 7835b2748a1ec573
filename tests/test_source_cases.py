"""Who the sources of an article are: the cases under tests/cases/sources."""

import tomllib
from pathlib import Path
from typing import Any

import pytest

from claimkit.model import Article, Reading
from claimkit.reading import read

FOLDER = Path(__file__).parent / "cases" / "sources"
CASES = [
    pytest.param(case, id=f"{file.stem}: {case['name']}", marks=_marks)
    for file in sorted(FOLDER.glob("*.toml"))
    for case in tomllib.loads(file.read_text(encoding="utf-8"))["case"]
    for _marks in [[pytest.mark.xfail(strict=True)] if case.get("expect") == "fail" else []]
]


def described(reading: Reading, fields: dict[str, Any]) -> dict[str, Any]:
    """The source of that name, in the fields that a case gives."""
    source = next(s for s in reading.sources if s.name == fields["name"])
    text = reading.article.text
    return {
        name: [span.of(text) for span in source.mentions]
        if name == "mentions"
        else getattr(source, name)
        for name in fields
    }


@pytest.mark.parametrize("case", CASES)
def test_sources(case: dict[str, Any]) -> None:
    reading = read(Article(case["text"]))
    if "sources" in case:
        assert [s.name for s in reading.sources] == [s["name"] for s in case["sources"]]
        for expected in case["sources"]:
            assert described(reading, expected) == expected
    if "speakers" in case:
        speakers = [reading.speaker_of(claim) for claim in reading.claims]
        assert [s.name if s else None for s in speakers] == case["speakers"]
