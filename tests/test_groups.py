"""The same claim in many articles: what is one claim, what only looks like it, who came first."""

import datetime as dt
import tomllib
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claimkit.groups import same_claims
from claimkit.model import Article, Reading
from claimkit.reading import read

PAIRS = tomllib.loads((Path(__file__).parent / "cases/groups/pairs.toml").read_text("utf-8"))
SPEAKERS = ("قالت وزارة الري", "قالت وزارة الري")


def told(text: str, name: str, day: int = 1, who: str = SPEAKERS[0]) -> Reading:
    made = Article(f"{who} إن {text}.", name, published=dt.date(2026, 3, day), publisher=name)
    return read(made)


def cases() -> list[Any]:
    marks = {"fail": [pytest.mark.xfail(strict=True)]}
    return [
        pytest.param(p, id=p["name"], marks=marks.get(p.get("expect"), [])) for p in PAIRS["pair"]
    ]


@pytest.mark.parametrize("pair", cases())
@pytest.mark.parametrize("turned", [False, True])
def test_a_pair_is_one_claim_or_two(pair: dict[str, Any], turned: bool) -> None:
    first, later = pair.get("speakers", SPEAKERS)
    readings = [told(pair["one"], "a", 1, first), told(pair["other"], "b", 2, later)]
    groups = same_claims(reversed(readings) if turned else readings)
    assert bool(groups) == pair["same"]


def test_the_first_appearance_comes_first_whatever_the_order() -> None:
    said = "فرق الصيانة بدأت العمل في السد"
    readings = [told(f"{said} الكبير", "b", 5), told(said, "a", 2), told(f"{said} أمس", "c", 6)]
    (group,) = same_claims(readings)
    assert [each.article for each in group.tellings] == ["a", "b"]
    assert [change.kind for change in group.changes()] == ["same", "wording"]
    assert list(group.to_frame()["published"].dt.day) == [2, 5]


def test_what_two_others_add_differently_is_not_one_claim() -> None:
    said = "عمال المصنع أضربوا عن العمل"
    readings = [told(said, "a"), told(f"{said} في البصرة", "b"), told(f"{said} في الموصل", "c")]
    (group,) = same_claims(readings)
    assert [each.article for each in group.tellings] == ["a", "b"]


def test_a_claim_told_twice_in_one_article_makes_no_group() -> None:
    text = "قالت وزارة الري إن السد آمن تماما. وأضافت وزارة الري أن السد آمن تماما."
    assert not same_claims([read(Article(text))])


PLACES = ("البصرة", "الموصل", "صنعاء", "تونس", "يونس", "وسام", "سامر", "الكوت", "طرابلس", "أربيل")
NUMBERS = ("3", "ثلاثة", "13", "ثلاثة عشر", "30", "ثلاثين", "300", "ثلاثمئة", "١٣")
VALUES = {"ثلاثة": "3", "ثلاثة عشر": "13", "ثلاثين": "30", "ثلاثمئة": "300", "١٣": "13"}


@given(st.sampled_from(PLACES), st.sampled_from(PLACES), st.sampled_from(NUMBERS),
       st.sampled_from(NUMBERS))  # fmt: skip
def test_a_name_or_a_number_that_differs_is_never_merged(
    place: str, elsewhere: str, number: str, another: str
) -> None:
    text = "فرق الإنقاذ نقلت {} من المصابين إلى المستشفى الجديد في {} بعد انهيار الجدار"
    groups = same_claims(
        [told(text.format(number, place), "a"), told(text.format(another, elsewhere), "b")]
    )
    equal = VALUES.get(number, number) == VALUES.get(another, another)
    assert bool(groups) == (place == elsewhere and equal)
