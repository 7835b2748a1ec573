"""What the head of an article says of its way here."""

import pytest

from claimkit.byline import find_byline
from claimkit.language import language
from claimkit.text import Shadow

CASES = {
    "publisher and the outlet it took the text from": (
        "موقع النخيل- الضفاف/\nقال الوزير إن الطريق فتح.", "موقع النخيل", ("الضفاف",)),
    "publisher and place": ("بغداد/ شبكة الأفق/\nأعلنت الوزارة.", "شبكة الأفق", ()),
    "how the text was made is no outlet": ("متابعة/ جريدة المدار/\nقال.", "جريدة المدار", ()),
    "dateline with an agency": ("الدوحة (وكالة سند) - قال الأمير إن.", None, ("وكالة سند",)),
    "dateline with a day is no agency": ("القاهرة (15 مايو) - افتتح المعرض.", None, ()),
    "a channel with a number": ("كوكب 24- وكالة سند/\nقال الوزير إن.", "كوكب 24", ("وكالة سند",)),
    "a day is no outlet": ("موقع النخيل - 7 آذار 2025/\nقال.", "موقع النخيل", ()),
    "before the first sentence": ("موجز نيوز/ أعلنت الوزارة فتح الطريق.", "موجز نيوز", ()),
    "in braces": ("{الموصل: الضفاف نيوز} قال المدير إن.", "الضفاف نيوز", ()),
    "a place and no outlet": ("البصرة/ قال المدير إن.", None, ()),
    "a slash inside a sentence": ("أعلن وزير الدفاع/ القائد العام أن.", None, ()),
    "a headline is no byline": ("الوزير يفتتح الجسر الجديد\nقال الوزير إن.", None, ()),
    "taken from an agency": (
        "المرفأ نيوز - نقلا عن وكالة النورس\nقال الوزير إن.", "المرفأ نيوز", ("وكالة النورس",)),
    "under the headline": (
        "الجسر يفتح\nموقع الضفة / عن الأفق\nقال.", "موقع الضفة", ("الأفق",)),
    "a relay in a sentence": (
        "قال الوزير - نقلا عن وكالة النورس - إن الجسر جاهز.", None, ()),
    "no head at all": ("قال الوزير إن الجسر جاهز.", None, ()),
    "nothing": ("", None, ()),
}  # fmt: skip


@pytest.mark.parametrize(("text", "publisher", "relayed"), CASES.values(), ids=CASES.keys())
def test_bylines(text: str, publisher: str | None, relayed: tuple[str, ...]) -> None:
    byline = find_byline(Shadow(text), language("ar"))
    assert (byline.publisher, byline.relayed) == (publisher, relayed)
    assert all(span.of(text).strip() for span in byline.spans)
