"""On which day something was said."""

import datetime as dt

import pytest

from claimkit.model import Article
from claimkit.reading import read

PUBLISHED = dt.date(2025, 3, 20)  # a Thursday
CASES = {
    "a day between cue and content dates the saying": (
        "أعلنت الهيئة أمس الأربعاء أن السد امتلأ.", ["2025-03-19"]),
    "a day inside the content dates the event": ("أعلنت الهيئة أن السد امتلأ أمس.", [None]),
    "a day at the head of the sentence": (
        "وفي 3 آذار 2025، قال المدير إن المصنع توقف.", ["2025-03-03"]),
    "the same speaker goes on": (
        "قال المدير أمس إن المصنع توقف. وأضاف أن الأجور ستدفع.", ["2025-03-19", "2025-03-19"]),
    "another speaker does not": (
        "قال المدير أمس إن المصنع توقف. وقالت النقابة إن الأجور تأخرت.", ["2025-03-19", None]),
    "the statement is named again": (
        "قالت الشركة في بيان أمس إن الضخ توقف. وسيستغرق الإصلاح يومين، وفق البيان.",
        ["2025-03-19", "2025-03-19"]),
    "the lead tells what the statement behind it says": (
        "توقف المصنع عن العمل، وفق ما أعلن مديره سامي الحلبي. "
        "وأوضح الحلبي، في بيان أمس، أن السبب عطل.",
        ["2025-03-19", "2025-03-19"]),
    "what participants said, on the day they met": (
        "وكان الاجتماع الذي عقده الوزيران أمس الأربعاء تناول المياه. "
        "وأكد المجتمعون أن الاتفاق قريب، وفق البيان.", [None, "2025-03-19"]),
    "the lead of a speaker, before the statement is dated": (
        "كشف سامي الحلبي عن تأسيس حزب. وقال الحلبي في تصريح أمس الأربعاء إن الحزب يضم شبابا.",
        ["2025-03-19", "2025-03-19"]),
    "what is recalled dates no lead": (
        "قال سامي الحلبي إن المصنع توقف. وكان الحلبي قد قال أمس الأربعاء إن المصنع يعمل.",
        [None, "2025-03-19"]),
    "a statement that was issued before it is told": (
        "أصدرت شركة السواقي أمس الأربعاء بيانا عن العطل. ونفت شركة السواقي وجود ضحايا.",
        ["2025-03-19"]),
    "at the meeting that the article dates": (
        "تفقد الوزير سامي الحلبي، أمس الأربعاء، الميناء. وأكد الحلبي، خلال الجولة، أن العمل "
        "قريب. وأضاف أن الرصيف طويل.", ["2025-03-19", "2025-03-19"]),
    "the day of the speech that the sentence opens with": (
        "وفي كلمة له الأربعاء، أمام النواب، قال الوزير إن الماء يكفي.", ["2025-03-19"]),
    "two days are no day": (
        "وأعلن المدير، في لقاء الثلاثاء والأربعاء، أن المصنع توقف.", [None]),
    "the day behind whoever was told": (
        "توقف الضخ، على ما أفادت مصادر محلية وكالة الأنباء الأربعاء.", ["2025-03-19"]),
    "a month is no day": ("قال المدير الشهر الماضي إن المصنع توقف.", [None]),
}  # fmt: skip


@pytest.mark.parametrize(("text", "days"), CASES.values(), ids=CASES.keys())
def test_days(text: str, days: list[str | None]) -> None:
    reading = read(Article(text, published=PUBLISHED))
    assert [str(c.said_on) if c.said_on else None for c in reading.claims] == days
