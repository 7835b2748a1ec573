"""Scoring: what counts as the same claim, the same source, the same date."""

from collections.abc import Iterator
from typing import Any

import pytest

from claimkit.evaluate import count, report, scores

TEXT = 'قالت الوزيرة ليلى منصور إن "الخط جاهز". وأضافت أن الرحلات يومية، بحسب البيان.'


def at(part: str) -> list[int]:
    start = TEXT.index(part)
    return [start, start + len(part)]


def claim(content: str, source: str | None, cue: str, **more: Any) -> dict[str, Any]:
    spans = [at(source)] if source else []
    return {"content": [at(content)], "source": spans, "cue": [at(cue)], "kind": "direct"} | more


FIRST = claim("الخط جاهز", "الوزيرة ليلى منصور", "قالت", speaker="ليلى منصور")
SECOND = claim("الرحلات يومية", None, "أضافت", kind="indirect", said_on="2025-11-07")


def end_to_end(gold: list[Any], found: list[Any], **more: Any) -> tuple[float, float]:
    score = scores(count({"text": TEXT, "claims": gold} | more, {"claims": found}))["END-TO-END"]
    return score.precision, score.recall


def test_quotation_marks_and_spaces_do_not_matter() -> None:
    wider = claim('"الخط جاهز". ', "الوزيرة ليلى منصور", "قالت")
    assert end_to_end([FIRST], [wider]) == (1, 1)


def test_half_of_the_content_must_be_shared() -> None:
    assert end_to_end([FIRST], [claim("الخط", "الوزيرة ليلى منصور", "قالت")]) == (1, 1)
    assert end_to_end([FIRST], [claim("جا", "الوزيرة ليلى منصور", "قالت")]) == (0, 0)


def test_a_part_of_the_source_is_enough_but_not_exact() -> None:
    found = claim("الخط جاهز", "ليلى منصور", "قالت")
    counts = count({"text": TEXT, "claims": [FIRST]}, {"claims": [found]})
    assert (counts["right"], counts["source exact"]) == (1, 0)


def test_two_dropped_subjects_agree_and_one_does_not() -> None:
    assert end_to_end([SECOND], [SECOND]) == (1, 1)
    assert end_to_end([SECOND], [claim("الرحلات يومية", "البيان", "أضافت")]) == (0, 0)


def test_a_claim_is_paired_once() -> None:
    assert end_to_end([FIRST], [FIRST, FIRST]) == (0.5, 1)


def test_an_optional_claim_counts_neither_way() -> None:
    optional = SECOND | {"optional": True}
    assert end_to_end([FIRST, optional], [FIRST]) == (1, 1)
    assert end_to_end([FIRST, optional], [FIRST, SECOND]) == (1, 1)


def test_a_cue_without_a_position_counts_neither_way() -> None:
    undefined = [{"cue": at("بحسب")}]
    doubtful = claim("الرحلات يومية", "البيان", "بحسب")
    assert end_to_end([FIRST], [FIRST, doubtful], undefined=undefined) == (1, 1)
    assert end_to_end([FIRST], [FIRST, doubtful]) == (0.5, 1)


def test_speakers_and_days_count_where_gold_names_them() -> None:
    counts = count({"text": TEXT, "claims": [FIRST, SECOND]}, {"claims": [FIRST, SECOND]})
    assert (counts["speaker same"], counts["speaker told"]) == (1, 1)
    assert (counts["said_on same"], counts["said_on told"]) == (1, 1)


@pytest.mark.parametrize(
    ("value", "right"), [("2025-11-07", 1), ("2025-11", 1), ("2025-11-08", 0), (None, 0)]
)
def test_a_date_may_have_another_value_that_is_right(value: str | None, right: int) -> None:
    gold = [{"span": [0, 9], "value": "2025-11-07", "alt": ["2025-11"]}]
    found = [{"span": [4, 12], "value": value}]
    counts = count({"text": TEXT, "dates": gold}, {"dates": found})
    assert (counts["dates right"], counts["dates gold"], counts["dates found"]) == (right, 1, 1)


def test_counts_of_many_articles_are_summed() -> None:
    one = count({"text": TEXT, "claims": [FIRST]}, {"claims": [FIRST]})
    two = count({"text": TEXT, "claims": [SECOND]}, {"claims": []})
    assert scores(one + two)["END-TO-END"].recall == 0.5


def test_the_report_says_what_was_measured() -> None:
    lines: Iterator[str] = report(count({"text": TEXT, "claims": [FIRST]}, {"claims": [FIRST]}))
    assert next(lines) == "1 documents, 1 claims in gold, 1 found"
    assert "END-TO-END 1.000  1.000  1.000" in list(lines)
