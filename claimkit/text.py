"""The shadow of a text: folded for matching, with a table that leads back to the article's own."""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left, bisect_right

from claimkit.spans import Span

# Left out of the shadow: vowel marks and other combining marks, tatweel, the free-standing hamza
# (many writers leave it out), soft hyphens, and every invisible that steers direction or joining.
_MARKS = (
    "\u0300-\u036f\u0483-\u0489\u0591-\u05bd\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06dc"
    "\u06df-\u06e4\u06e7\u06e8\u06ea-\u06ed\u08d3-\u08e1\u08e3-\u08ff\u1ab0-\u1aff\u1dc0-\u1dff"
    "\u20d0-\u20f0\ufe00-\ufe0f\ufe20-\ufe2f"
)
_INVISIBLE = (
    "\N{ARABIC TATWEEL}\N{ARABIC LETTER HAMZA}\N{SOFT HYPHEN}\N{ZERO WIDTH SPACE}"
    "\N{ZERO WIDTH NON-JOINER}\N{ZERO WIDTH JOINER}\N{WORD JOINER}\N{ZERO WIDTH NO-BREAK SPACE}"
    "\N{LEFT-TO-RIGHT MARK}\N{RIGHT-TO-LEFT MARK}\N{ARABIC LETTER MARK}"
    "\u202a-\u202e\u2066-\u2069"
)
# One letter for those that news writers do not keep apart. Each pair costs one pass over the text.
_SAME_LETTER = (("أ", "ا"), ("إ", "ا"), ("آ", "ا"), ("ؤ", "و"), ("ئ", "ي"), ("ى", "ي"), ("ة", "ه"))
_RARE_LETTER = {
    "ٱ": "ا", "ی": "ي", "ې": "ي", "ە": "ه", "ہ": "ه", "ۀ": "ه", "ک": "ك", "ڪ": "ك",
    "٫": ".", "٬": ",", "\N{NO-BREAK SPACE}": " ", "\N{NARROW NO-BREAK SPACE}": " ",
    **{digit: str(n % 10) for n, digit in enumerate("٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹")},
}  # fmt: skip

_LEFT_OUT = re.compile(f"[{_MARKS}{_INVISIBLE}]+")
# What is left out behind a letter and still belongs to its word.
_RIDING = re.compile(f"[{_MARKS}\N{ARABIC TATWEEL}\N{ARABIC LETTER HAMZA}\N{ZERO WIDTH JOINER}]+")

# Where a sentence ends, in folded text. The web often has no blank behind a full stop (السوق.وقال);
# acronyms and domains have one inside (سي.إن.إن، هسبريس.كوم).
_GLUED_END = r"(?<=[\u0621-\u064a]{3})\.(?=(?!كوم)[\u0621-\u064a]{3})"
SENTENCE_END = re.compile(rf"[.!?؟]+(?=[\s\"»«”“)]|$)|{_GLUED_END}|\n")
# A word, with the stops inside of an acronym, a domain or a number.
TOKEN = rf"\w+(?:(?!{_GLUED_END})\.\w+)+|\w+"


def _presentation_forms() -> dict[str, str]:
    """Letters as old typesetting systems store them (ﻻ), each with what it stands for."""
    codes = (*range(0xFB50, 0xFDFD), *range(0xFE70, 0xFEFD))
    plain = {chr(code): unicodedata.normalize("NFKC", chr(code)) for code in codes}
    return {form: _one_letter(_LEFT_OUT.sub("", p)) for form, p in plain.items() if p != form}


def _one_letter(text: str) -> str:
    for letter, same in _SAME_LETTER:
        text = text.replace(letter, same)
    return text


_SPELLED = _RARE_LETTER | _presentation_forms()
_ODD = re.compile(f"[{_MARKS}{_INVISIBLE}]+|[{''.join(_SPELLED)}]")


def fold(text: str) -> str:
    """A spelling that ignores vowel marks, tatweel, hamza, ى/ي, ة/ه, digit script and invisibles.

    >>> fold("أكَّدت الوزارةُ في ٢٠٢٥")
    'اكدت الوزاره في 2025'
    """
    return _one_letter(_ODD.sub(lambda odd: _SPELLED.get(odd[0], ""), text))


class Shadow:
    """A text beside its folded form; `span` leads from folded offsets back to the text's own.

    >>> shadow = Shadow("قالـتْ")
    >>> shadow.folded, shadow.span(0, 4)
    ('قالت', Span(start=0, end=6))
    """

    __slots__ = ("_at", "_own", "_shift", "folded", "text")

    def __init__(self, text: str) -> None:
        self.text = text
        # Between two entries of the table the distance from folded to own offsets is constant.
        self._at, self._shift, self._own = [0], [0], [0]
        pieces: list[str] = []
        done, shift = 0, 0
        for odd in _ODD.finditer(text):
            start, end = odd.span()
            spelled = _SPELLED.get(odd[0], "")
            pieces += (text[done:start], spelled)
            done = end
            for nth in range(1, len(spelled)):  # one became several: they all stand on it
                self._note(start - shift + nth, shift - nth)
            if len(spelled) != end - start:
                shift += end - start - len(spelled)
                self._note(end - shift, shift)
        pieces.append(text[done:])
        self.folded = _one_letter("".join(pieces))

    def _note(self, at: int, shift: int) -> None:
        if at == self._at[-1]:
            self._shift[-1] = shift
            self._own[-1] = at + shift
        else:
            self._at.append(at)
            self._shift.append(shift)
            self._own.append(at + shift)

    def own(self, offset: int) -> int:
        """The offset in the text of the folded code point at `offset`."""
        return offset + self._shift[bisect_right(self._at, offset) - 1]

    def span(self, start: int, end: int) -> Span:
        """Where folded[start:end] stands in the text; marks stay with the letter they sit on."""
        if start >= end:
            return Span(self.own(start), self.own(start))
        last = self.own(end - 1) + 1
        riding = _RIDING.match(self.text, last)
        return Span(self.own(start), riding.end() if riding else last)

    def inside(self, offset: int) -> int:
        """The folded offset of the text's own `offset`, the next one if that was left out."""
        entry = bisect_left(self._own, offset) - 1
        if entry < 0:
            return 0  # at or before the first letter that was kept
        folded = self._at[entry] + offset - self._own[entry]
        following = self._at[entry + 1] if entry + 1 < len(self._at) else len(self.folded)
        return min(folded, following)
