"""Quotation marks as they come: paired, mixed, reversed, unclosed, stray."""

import pytest

from claimkit.quotes import find_quotes, own
from claimkit.text import Shadow

CASES = {
    "straight": ('قال: "لن نقبل" ثم خرج.', ["لن نقبل"]),
    "guillemets": ("وصف اللقاء بأنه «مثمر وصريح» فقط.", ["مثمر وصريح"]),
    "reversed guillemets": ("قال إن »الحكم نهائي« ثم سكت.", ["الحكم نهائي"]),
    "curly": ("سماها “مناورة مكشوفة” في كلمته.", ["مناورة مكشوفة"]),
    "low opening mark": ("سماها „خطوة أولى“ أمس.", ["خطوة أولى"]),
    "opened by one kind, closed by another": ('أكد أن «المصنع باق". ثم رحل.', ["المصنع باق"]),
    "two in one sentence": ('تحدث عن "أمل" و"حذر" معا.', ["أمل", "حذر"]),
    "glued preposition": ('وصفه بـ"الجسر الآمن" اليوم.', ["الجسر الآمن"]),
    "spaces inside the marks": ('قال " هذا حقنا " .', ["هذا حقنا"]),
    "colon glued to the mark": ('قال المدير:"نعمل ليلا" ومضى.', ["نعمل ليلا"]),
    "a quotation inside another": ("قال «سمعت من وصفه بأنه \"بطل\" مرارا» ثم ضحك.",
                                   ['سمعت من وصفه بأنه "بطل" مرارا']),
    "full stop before the closing mark": ('قال: "انتهى الأمر." وغادر.', ["انتهى الأمر."]),
    "two paragraphs": (
        'قال: "بدأ العمل.\nوسينتهي قريبا" في رسالته.', ["بدأ العمل.\nوسينتهي قريبا"]),
    "empty marks": ('قال "" ثم "نعم" أخيرا.', ["نعم"]),
    "stray closing mark": ('انتهى الخبر" ثم قال "لا" فقط.', ["لا"]),
}  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), CASES.values(), ids=CASES.keys())
def test_what_stands_between_the_marks(text: str, expected: list[str]) -> None:
    shadow = Shadow(text)
    found = own(find_quotes(shadow.folded), shadow)
    assert [quote.inner.of(text).strip() for quote in found] == expected
    assert all(quote.closed for quote in found)


def test_an_unclosed_quotation_ends_with_its_sentence() -> None:
    text = 'وأضاف: "لا نعرف السبب بعد. وكان الحريق اندلع فجرا.'
    shadow = Shadow(text)
    (quote,) = own(find_quotes(shadow.folded), shadow)
    assert (quote.inner.of(text), quote.closed) == ("لا نعرف السبب بعد", False)


def test_an_inch_mark_opens_nothing() -> None:
    text = 'شاشة قياس 27" رخيصة.'
    assert not any(q.closed for q in find_quotes(text))
