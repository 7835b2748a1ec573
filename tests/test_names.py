"""Names in two scripts: what is suggested, and that nothing is more than a suggestion."""

import tomllib
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claimkit.names import LIKELY, compare, fold_name, suggest

FILES = sorted((Path(__file__).parent / "cases" / "names").glob("*.toml"))
TABLES = [tomllib.loads(path.read_text("utf-8")) for path in FILES]
PEOPLE: list[dict[str, Any]] = [person for table in TABLES for person in table.get("people", [])]
DIFFERENT = [tuple(pair) for table in TABLES for pair in table.get("different", [])]


def test_there_are_pairs_enough() -> None:
    assert len(PEOPLE) >= 200
    assert len(DIFFERENT) >= 50


def test_the_right_spelling_comes_first_among_all() -> None:
    """Each Arabic name among one Latin spelling of everybody: at least nine in ten come first."""
    latin = [person["la"][0] for person in PEOPLE]
    first = [suggest(person["ar"][0], latin, 0.0)[0].other for person in PEOPLE]
    right = sum(found in person["la"] for found, person in zip(first, PEOPLE, strict=True))
    assert right >= 0.95 * len(PEOPLE)


def test_different_people_score_lower() -> None:
    same = [compare(p["ar"][0], p["la"][0]).score for p in PEOPLE]
    other = [compare(*pair).score for pair in DIFFERENT]
    assert sum(score >= LIKELY for score in same) >= 0.95 * len(same)
    assert sum(score >= LIKELY for score in other) <= 0.25 * len(other)


NAMES = st.text(st.sampled_from("صباح النعماsabhluA-'\u064b\u200f«(.0"), max_size=24)


@given(NAMES, NAMES)
def test_a_score_is_between_nothing_and_the_same(one: str, other: str) -> None:
    found = compare(one, other)
    assert 0 <= found.score <= 1
    assert found == compare(one, other)
    assert found.reason


@given(NAMES)
def test_a_name_is_written_like_itself(name: str) -> None:
    assert compare(name, name).score == 1


@pytest.mark.parametrize(
    ("name", "other"),
    [
        ("صباح النعمان", "Sabah al-Numan"),
        ("السوداني", "al-Sudani"),
        ("الأعرجي", "al-Araji"),
        ("جوزيف كينت", "Joe Kent"),
    ],
)
def test_names_of_the_seed(name: str, other: str) -> None:
    assert LIKELY <= compare(name, other).score < 1


def test_titles_and_articles_weigh_nothing() -> None:
    assert fold_name("الرئيس محمّد بن سلمان") == fold_name("محمد سلمان")
