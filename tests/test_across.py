"""What only many articles together show: drifted quotations, conflicts, one voice, circles."""

import tomllib
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from claimkit.checks import ACROSS, cross_examine
from claimkit.model import Article, Reading
from claimkit.reading import read

CASES = tomllib.loads((Path(__file__).parent / "cases/across/stories.toml").read_text("utf-8"))


def readings(case: dict[str, Any]) -> list[Reading]:
    return [
        read(Article(told["text"], str(number), publisher=told["publisher"]))
        for number, told in enumerate(case["articles"])
    ]


@pytest.mark.parametrize("case", CASES["case"], ids=lambda case: case["name"])
def test_a_check_speaks_where_it_should_and_only_there(case: dict[str, Any]) -> None:
    found = cross_examine(readings(case))
    assert Counter(finding.check for finding in found) == case["finds"]


@pytest.mark.parametrize("case", CASES["case"], ids=lambda case: case["name"])
def test_a_finding_stands_in_its_article(case: dict[str, Any]) -> None:
    texts = {r.article.id: r.article.text for r in readings(case)}
    for finding in cross_examine(readings(case)):
        assert finding.spans
        assert all(0 <= s.start < s.end <= len(texts[finding.article]) for s in finding.spans)


@pytest.mark.parametrize("name", ACROSS)
def test_every_check_has_stories_that_it_speaks_of_and_stories_that_it_does_not(name: str) -> None:
    speaks = {name in case["finds"] for case in CASES["case"]}
    assert speaks == {True, False}


@pytest.mark.parametrize("name", ACROSS)
def test_every_check_says_what_it_means_and_when_it_can_be_wrong(name: str) -> None:
    told = ACROSS[name][1].__doc__ or ""
    assert "Authority:" in told
    assert "Can be wrong" in told


def test_one_article_is_not_enough_and_that_is_said() -> None:
    found = cross_examine([read(Article("قال الوزير نعم."))])
    assert {run.status for run in found.runs} == {"not run"}
    assert all(run.reason for run in found.runs)
