"""A printed quotation beside its original: its class, its differences, its place."""

import tomllib
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claimkit.comparison import QuoteComparison, compare_quotes, find_quote

FILES = sorted((Path(__file__).parent / "cases" / "quotes").glob("*.toml"))
WORDS = st.lists(
    st.sampled_from(
        [
            "لا",
            "لن",
            "لم",
            "قال",
            "الوزير",
            "إن",
            "نوقع",
            "سنوقع",
            "3",
            "ثلاثة",
            "ملايين",
            "إلا",
            "إذا",
            "ربما",
            ".",
            "،",
            "…",
            "«",
            "»",
            "جدا",
            "كل",
        ]
    ),
    max_size=12,
).map(" ".join)
LETTERS = WORDS | st.text(st.sampled_from("لانم يعدقو 3٣.،«»…\u064b\u200f"), max_size=40)


def cases() -> list[Any]:
    return [
        pytest.param(
            path.stem, case, id=f"{path.stem}: {case['why']}",
            marks=[pytest.mark.xfail(reason="a known gap")] if case.get("expect") == "fail" else [],
        )
        for path in FILES
        for case in tomllib.loads(path.read_text("utf-8"))["case"]
    ]  # fmt: skip


@pytest.mark.parametrize(("kind", "case"), cases())
def test_the_gravest_difference_names_the_comparison(kind: str, case: dict[str, Any]) -> None:
    assert compare_quotes(case["said"], case["printed"]).kind == kind


@pytest.mark.parametrize("said", sorted({case.values[1]["said"] for case in cases()}))
def test_a_place_is_found_again_in_a_longer_original(said: str) -> None:
    before, behind = "واجتمع الحاضرون في القاعة الكبرى. ", " وانصرف الجميع قبل الغروب."
    found = find_quote(said, f"{before}{said}.{behind}")
    assert found is not None
    assert found.place.start >= len(before) - 1
    assert found.kind in ("same", "spelling")


def within(found: QuoteComparison) -> bool:
    return all(
        0 <= d.said.start <= d.said.end <= len(found.said)
        and 0 <= d.printed.start <= d.printed.end <= len(found.printed)
        for d in found.differences
    )


@given(LETTERS)
def test_a_text_is_the_same_as_itself(text: str) -> None:
    assert compare_quotes(text, text).kind == "same"


@given(LETTERS, LETTERS)
def test_differences_stand_in_their_texts(said: str, printed: str) -> None:
    found = compare_quotes(said, printed)
    assert within(found)
    assert found.sentence("ar")
    assert found.sentence("en")


@given(LETTERS, LETTERS)
def test_a_place_lies_in_the_original(quote: str, text: str) -> None:
    found = find_quote(quote, text)
    assert found is None or (within(found) and found.place.end <= len(text))


def test_what_does_not_stand_there_is_not_found() -> None:
    speech = "اجتمعنا أمس في القصر. لن نوقع هذا الاتفاق أبدا. ثم غادرنا إلى الميناء."
    found = find_quote("سنوقع هذا الاتفاق", speech)
    assert found is not None
    assert (found.kind, found.said) == ("polarity", speech)
    assert find_quote("القمر مصنوع من الجبن الأبيض", speech) is None
    assert find_quote("", speech) is None
    assert find_quote("لن نوقع", "") is None


@pytest.mark.parametrize(
    "text", ["\u064b" * 20_000, "\u202e" * 20_000, "😀" * 20_000, "لا " * 9_000]
)
def test_hostile_texts_are_compared(text: str) -> None:
    assert compare_quotes(text, text[: len(text) // 2]).kind
    assert find_quote("لن نوقع", text) is None or "لا" in text
