"""Whatever stands in a text, reading it raises nothing and every span stays inside."""

import unicodedata
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from claimkit.model import Article, Reading
from claimkit.reading import read
from claimkit.spans import Span

SEED = next((Path(__file__).parent.parent / "seeds").glob("*.txt")).read_text(encoding="utf-8")
# Words that rules hang on, and what breaks naive ones: marks, controls, emoji, lone brackets.
PIECES = (
    *SEED.split(),
    "وأضاف", "قال:", "أن", "إنه", "نقلت", "عن", "قوله", "وفق", "ما", "كما", "أعلن", "الذي",
    "مشيرا", "إلى", "لكنه", "وصف", "بـ", "اتهم", "غير", "كان", "قد", "أمس", "الخميس", "31",
    "أيلول", "2025", "خلال", "شهرين", "في", "موعد", "لا", "يتجاوز", "7/11/2025", "١٥", "رمضان",
    '"', "«", "»", "“", "”", "(", ")", ":", "،", "؛", ".", "\n", "ـ", "َّ", "\u202e", "\u2067",
    "1446", "هـ", "🔴", "ﻻ", "<script>", "&amp;", "\u0000", "é", "ﷺ",
)  # fmt: skip
texts = st.lists(st.sampled_from(PIECES), max_size=40).flatmap(
    lambda pieces: st.sampled_from([" ", ""]).map(lambda gap: gap.join(pieces))
)


def spans(reading: Reading) -> list[Span]:
    found = [time.span for time in reading.times]
    for claim in reading.claims:
        found += [*claim.content, *claim.source, *claim.cue, *claim.medium]
    for source in reading.sources:
        found += source.mentions
    for quote in reading.quotes:
        found += [quote.span, quote.inner]
    return found


def check(text: str) -> None:
    reading = read(Article(text))
    ids = {claim.id for claim in reading.claims}
    known = {source.id for source in reading.sources}
    for claim in reading.claims:
        assert claim.content
        assert claim.cue
        assert claim.parent is None or claim.parent in ids
        assert claim.speaker is None or claim.speaker in known
    above = {claim.id: claim.parent for claim in reading.claims}
    for claim in reading.claims:
        way, at = [], above[claim.id]
        while at is not None:
            assert at not in way, f"{claim.id} is relayed in a circle"
            way.append(at)
            at = above[at]
    for span in spans(reading):
        assert 0 <= span.start < span.end <= len(text)
        splits = [at for at in span if at < len(text) and at and unicodedata.combining(text[at])]
        assert not splits, f"{span} splits a letter from its marks"


@given(texts)
@settings(max_examples=300, deadline=None)
def test_texts_made_of_awkward_pieces(text: str) -> None:
    check(text)


@given(st.text(max_size=200))
@settings(max_examples=100, deadline=None)
def test_texts_of_any_characters(text: str) -> None:
    check(text)


@pytest.mark.parametrize("step", range(0, len(SEED), 200))
def test_every_prefix_of_the_seed(step: int) -> None:
    for end in range(step, min(step + 200, len(SEED))):
        check(SEED[:end])


def test_two_that_would_relay_each_other() -> None:
    check('أعلن وفق «الضفاف» بحسب » وكالة « أن » " "')
    check("ما وأضاف وفق نقلا قال بحسب وأضاف أن")
