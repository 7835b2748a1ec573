"""The language tables hold no letter that only looks right, nothing invisible, nothing twice."""

import tomllib
import unicodedata
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

LANG = Path(__file__).parent.parent / "claimkit" / "lang"
TABLES = sorted(LANG.rglob("*.toml"))

# Letters of other languages that look like Arabic ones, and with which a word never matches.
LOOK_ALIKES = {
    "\N{ARABIC LETTER FARSI YEH}": "ي",
    "\N{ARABIC LETTER KEHEH}": "ك",
    "\N{ARABIC LETTER SWASH KAF}": "ك",
    "\N{ARABIC LETTER HEH GOAL}": "ه",
    "\N{ARABIC LETTER HEH DOACHASHMEE}": "ه",
    "\N{ARABIC LETTER AE}": "ه",
    "\N{ARABIC LETTER HIGH HAMZA}": "ء",
}
PERSIAN = ("fa", "ckb", "ur")  # there they are the right letters


@pytest.fixture(params=TABLES, ids=lambda path: str(path.relative_to(LANG)))
def table(request: pytest.FixtureRequest) -> Path:
    path: Path = request.param
    return path


def named(text: str, wrong: Any) -> list[str]:
    return [
        f"line {number}: {unicodedata.name(letter, hex(ord(letter)))} in {line.strip()}"
        for number, line in enumerate(text.splitlines(), 1)
        for letter in line
        if wrong(letter)
    ]


def test_no_letter_of_another_language_looks_like_an_arabic_one(table: Path) -> None:
    if table.parent.name not in PERSIAN:
        assert not named(table.read_text(encoding="utf-8"), LOOK_ALIKES.__contains__)


def test_no_presentation_forms(table: Path) -> None:
    text = table.read_text(encoding="utf-8")
    assert not named(text, lambda c: "\ufb50" <= c <= "\ufdff" or "\ufe70" <= c <= "\ufefc")


def test_nothing_invisible(table: Path) -> None:
    text = table.read_text(encoding="utf-8")
    assert not named(text, lambda c: unicodedata.category(c) in ("Cf", "Cc", "Zs") and c != " ")


def lists(value: Any, at: str = "") -> Iterator[tuple[str, list[Any]]]:
    if isinstance(value, dict):
        for key, inner in value.items():
            yield from lists(inner, f"{at}.{key}")
    elif isinstance(value, list):
        yield at, value
        for number, inner in enumerate(value):
            yield from lists(inner, f"{at}[{number}]")


def test_nothing_twice(table: Path) -> None:
    found = lists(tomllib.loads(table.read_text(encoding="utf-8")))
    twice = {at: [item for n, item in enumerate(items) if item in items[:n]] for at, items in found}
    assert not {at: items for at, items in twice.items() if items}


def test_the_look_alikes_would_be_caught() -> None:
    assert named("تشر\N{ARABIC LETTER FARSI YEH}ن", LOOK_ALIKES.__contains__)
