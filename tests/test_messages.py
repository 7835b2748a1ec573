"""The sentences of the checks in Arabic: every one that a check can write, and no half ones."""

import re
import tomllib
from typing import Any

import pytest

from claimkit.checks import cross_examine, examine
from claimkit.export.messages import told
from claimkit.model import Article
from claimkit.reading import read
from tests.test_date_checks import CASES

VALUES = re.compile(r"\d{4}-[HQ]\d|\d{4}-W\d\d")  # values of TIMEX stay what they are
FILES = sorted(CASES.glob("*.toml"))


def sentences(case: dict[str, Any]) -> set[str]:
    article = Article(case["text"], "a", case.get("lang", "ar"), published=case.get("published"))
    seen = examine(read(article))
    why = {edit.why for finding in seen for edit in finding.hypotheses}
    return {f.message for f in seen} | why | {run.reason for run in seen.runs}


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_every_sentence_is_said_in_arabic(file: Any) -> None:
    for case in tomllib.loads(file.read_text(encoding="utf-8"))["case"]:
        for sentence in sentences(case):
            own = set(re.findall("[A-Za-z]+", case["text"]))
            words = set(re.findall("[A-Za-z]+", VALUES.sub("", told(sentence, "ar"))))
            assert words <= own, sentence
            assert told(sentence, "en") == sentence


@pytest.mark.parametrize(
    ("sentence", "arabic"),
    [
        ("10 Mar 2025 + 1 year = 10 Mar 2026, but the deadline is 2 Dec 2025",
         "10 آذار/مارس 2025 + سنة واحدة = 10 آذار/مارس 2026، والأجل 2 كانون الأول/ديسمبر 2025"),
        ("2025-06-03 to 2025-07-03 are 30 days, but the text says 2",
         "من 2025-06-03 إلى 2025-07-03 30 يوماً، والنص يقول 2"),
        ("the limit ends 31 Jul 2025, 2 days before the publication of 2 Aug 2025",
         "ينتهي الأجل في 31 تموز/يوليو 2025، قبل النشر في 2 آب/أغسطس 2025 بما قدره يومان"),
        ("something that no check says", "something that no check says"),
    ],
)  # fmt: skip
def test_days_and_counted_nouns_are_those_of_the_language(sentence: str, arabic: str) -> None:
    assert told(sentence, "ar") == arabic


def test_what_several_articles_show_is_said_in_arabic_too() -> None:
    a = read(Article("وفق موقع الغد، استقال المدرب.", "a", publisher="موقع النهر"))
    b = read(Article("قال موقع النهر إن المدرب استقال.", "b", publisher="موقع الغد"))
    for finding in cross_examine([a, b]):
        assert not re.search("[A-Za-z]", told(finding.message, "ar")), finding.message
    (run, *_) = cross_examine([a]).runs
    assert not re.search("[A-Za-z]", told(run.reason, "ar"))
