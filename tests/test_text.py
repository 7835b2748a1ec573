"""Folding forgets how a word is spelled, and the shadow never forgets where it stands."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claimkit.spans import Span, quote
from claimkit.text import Shadow, fold

LETTERS = 'ابتثقالوفنهيىةأإآءؤئ ab1٢۳.،"«»\nﻻ٪ـ\u064b\u064e\u0651\u0670\u200f\u200d\u2067🔴'
texts = st.text(st.one_of(st.sampled_from(LETTERS), st.characters(codec="utf-8")), max_size=60)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("أكّدَ", "اكد"),
        ("قـــال", "قال"),
        ("إلى", "الي"),
        ("الوزارة", "الوزاره"),
        ("٢٠٢٥", "2025"),
        ("۲۰۲۵", "2025"),
        ("ﻻ", "لا"),
        ("مسؤول", "مسوول"),
        ("\u202bقال\u202c", "قال"),
        ("علیه", "عليه"),
    ],
)
def test_spellings_that_mean_the_same_word(one: str, other: str) -> None:
    assert fold(one) == fold(other)


@given(texts)
def test_folding_twice_is_folding_once(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@given(texts)
def test_the_shadow_is_the_folded_text(text: str) -> None:
    assert Shadow(text).folded == fold(text)


@given(texts, st.data())
def test_a_span_of_the_shadow_lies_in_the_text(text: str, data: st.DataObject) -> None:
    shadow = Shadow(text)
    ends = st.integers(0, len(shadow.folded))
    start, end = sorted((data.draw(ends), data.draw(ends)))
    span = shadow.span(start, end) if start < end else Span(0, 0)
    assert 0 <= span.start <= span.end <= len(text)
    assert fold(span.of(text)) == shadow.folded[start:end] or "ﻻ" in text or not text.isprintable()


@given(texts, st.data())
def test_a_span_never_parts_a_letter_from_its_marks(text: str, data: st.DataObject) -> None:
    shadow = Shadow(text)
    end = data.draw(st.integers(0, len(shadow.folded)))
    span = shadow.span(0, end)
    if 0 < span.end < len(text):
        assert not "\u064b" <= text[span.end] <= "\u0652"


@given(texts)
def test_offsets_never_run_backwards(text: str) -> None:
    shadow = Shadow(text)
    offsets = [shadow.own(n) for n in range(len(shadow.folded))]
    assert offsets == sorted(offsets)


@given(texts, st.data())
def test_there_and_back(text: str, data: st.DataObject) -> None:
    shadow = Shadow(text)
    if shadow.folded:
        at = data.draw(st.integers(0, len(shadow.folded) - 1))
        assert shadow.own(shadow.inside(shadow.own(at))) == shadow.own(at)


def test_a_million_marks_on_one_letter_are_one_letter() -> None:
    shadow = Shadow("ق" + "\u0651\u064e" * 500_000 + "ال")
    assert shadow.folded == "قال"
    assert shadow.span(0, 1) == Span(0, 1_000_001)


@given(st.lists(st.tuples(st.integers(0, 20), st.integers(0, 20))), texts)
def test_quoting_spans_never_fails(pairs: list[tuple[int, int]], text: str) -> None:
    spans = [Span(*sorted(pair)) for pair in pairs]
    assert quote(text, spans).count(" … ") >= max(len(spans) - 1, 0)


def test_offsets_count_code_points_not_utf16_units() -> None:
    assert Span(1, 4).of("🔴قال") == "قال"
    assert unicodedata.name("🔴") == "LARGE RED CIRCLE"
