"""What the head of an article says of its way here: publisher, and the outlets it came from."""

from __future__ import annotations

import re

from claimkit.language import Language
from claimkit.lexicon import Role, lexicon
from claimkit.model import Byline
from claimkit.spans import Span
from claimkit.text import Shadow, fold

_PART = re.compile(r"[^-–—/|:،,]+")
_LONGEST = 70  # code points of a line that is a byline and no headline
# بغداد (رويترز) - and its like: a place, a day perhaps, an agency in brackets, a dash
_DATELINE = re.compile(r"\s*[^\n().]{2,40}\(([^()\n]{2,25})\)[^\S\n]*[-–—:]")


def find_byline(shadow: Shadow, language: Language) -> Byline:
    """The byline of the first line, or the dateline that opens the text.

    >>> from claimkit.language import language
    >>> find_byline(Shadow("موقع النخيل - وكالة المرفأ/\\nقال الوزير."), language("ar")).relayed
    ('وكالة المرفأ',)
    """
    line_end = shadow.folded.find("\n")
    first = shadow.folded[: line_end if line_end >= 0 else len(shadow.folded)]
    if len(first) <= _LONGEST and first.rstrip().endswith(("/", "-", "–", "—", "|")):
        return _of_parts(shadow, language, first)
    if dateline := _DATELINE.match(shadow.folded):
        agency = shadow.span(*dateline.span(1))
        if not any(c.isdigit() for c in agency.of(shadow.text)):
            return Byline(None, (agency.of(shadow.text).strip(),), (agency,))
    return Byline()


def _of_parts(shadow: Shadow, language: Language, line: str) -> Byline:
    words = lexicon(language)
    generic = set(map(fold, language.table("words")["byline"]["generic"]))
    names: list[tuple[str, Span]] = []
    for part in _PART.finditer(line):
        text = part[0].strip()
        tokens = text.split()
        if not tokens or all(t in generic for t in tokens):
            continue
        if all(words[t].roles & Role.PLACE for t in tokens) or any(c.isdigit() for c in text):
            continue
        start = part.start() + len(part[0]) - len(part[0].lstrip())
        span = shadow.span(start, start + len(text))
        names.append((span.of(shadow.text), span))
    if not names:
        return Byline()
    return Byline(names[0][0], tuple(n for n, _ in names[1:]), tuple(s for _, s in names))
