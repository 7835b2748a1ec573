"""Phrases that name who speaks, taken apart: what is title, what is name, what kind it is."""

import tomllib
from pathlib import Path

import pytest

from claimkit.language import language
from claimkit.lexicon import lexicon
from claimkit.mentions import mention
from claimkit.spans import Span
from claimkit.text import Shadow

CASES = tomllib.loads(
    (Path(__file__).parent / "cases" / "mentions" / "people.toml").read_text("utf-8")
)


@pytest.mark.parametrize(("phrase", "name", "kind"), CASES["phrases"], ids=lambda part: part)
def test_a_phrase_is_taken_apart(phrase: str, name: str, kind: str) -> None:
    words = lexicon(language("ar"))
    made = mention(Shadow(phrase), words, Span(0, len(phrase)))
    found = made.name_span.of(phrase) if made.name_span else ""
    assert (found, made.kind) == (name, kind)
