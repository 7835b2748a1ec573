"""What the head of an article says of its way here: publisher, and the outlets it came from."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from claimkit.language import Language
from claimkit.lexicon import lexicon
from claimkit.model import Byline
from claimkit.roles import Role
from claimkit.spans import Span
from claimkit.text import Shadow, fold

_PART = re.compile(r"[^-–—/|:،,{}]+")
_HEAD = 3  # lines of an article among which a byline may stand
_LONGEST = 70  # code points of a line that is a byline and no headline
_ENDS = ("/", "-", "–", "—", "|")
# بغداد (رويترز) - and its like: a place, a day perhaps, an agency in brackets, a dash
_DATELINE = re.compile(r"\s*[^\n().]{2,40}\(([^()\n]{2,25})\)[^\S\n]*[-–—:]")
# شفق نيوز/ أعلن …; {بغداد: الفرات نيوز} أعلن …: the byline stands before the first sentence
_INLINE = re.compile(r"\s*(?:\{([^{}\n]{3,40})\}|([^\n/.،:(«\"]{3,30}/)(?=[^\S\n]))")


def find_byline(shadow: Shadow, language: Language) -> Byline:
    """The byline of the first line, or what stands before the first sentence of the text.

    >>> from claimkit.language import language
    >>> find_byline(Shadow("موقع النخيل - وكالة المرفأ/\\nقال الوزير."), language("ar")).relayed
    ('وكالة المرفأ',)
    """
    line_end = shadow.folded.find("\n")
    first = shadow.folded[: line_end if line_end >= 0 else len(shadow.folded)]
    if len(first) <= _LONGEST and first.rstrip().endswith(_ENDS):
        return _of_parts(shadow, language, first, 0)
    if taken := _taken(shadow, language):
        return taken
    if inline := _INLINE.match(shadow.folded):
        group = inline.lastindex or 1
        return _of_parts(shadow, language, inline[group], inline.start(group))
    if dateline := _DATELINE.match(shadow.folded):
        agency = shadow.span(*dateline.span(1))
        if not any(c.isdigit() for c in agency.of(shadow.text)):
            return Byline(None, (agency.of(shadow.text).strip(),), (agency,))
    return Byline()


def _taken(shadow: Shadow, language: Language) -> Byline | None:
    """المرفأ نيوز - نقلا عن وكالة النورس, a line of its own under the headline or above it."""
    for start, end in _head_lines(shadow.folded):
        if found := _taken_from(language).fullmatch(shadow.folded, start, end):
            printed = _of_parts(shadow, language, found[1], found.start(1))
            source = _of_parts(shadow, language, found[2], found.start(2))
            if printed.publisher and source.publisher:
                return Byline(printed.publisher, (source.publisher,), printed.spans + source.spans)
    return None


@cache
def _taken_from(language: Language) -> re.Pattern[str]:
    phrases = "|".join(map(re.escape, map(fold, language.table("words")["byline"]["taken"])))
    return re.compile(rf"([^\n.:«\"]{{2,40}}?) *[-–—/|] *(?:{phrases}) ([^\n.:،]{{3,40}})")


def _head_lines(folded: str) -> Iterator[tuple[int, int]]:
    """Where the first lines stand that are short enough, without the blanks around them."""
    start = 0
    for _ in range(_HEAD):
        if start >= len(folded):
            return
        end = folded.find("\n", start)
        end = end if end >= 0 else len(folded)
        if end - start <= _LONGEST:
            line = folded[start:end]
            yield start + len(line) - len(line.lstrip()), start + len(line.rstrip())
        start = end + 1


def _of_parts(shadow: Shadow, language: Language, line: str, begin: int) -> Byline:
    words = lexicon(language)
    generic = set(map(fold, language.table("words")["byline"]["generic"]))
    names: list[tuple[str, Span]] = []
    for part in _PART.finditer(line):
        text = part[0].strip()
        tokens = text.split()
        if not tokens or all(t in generic for t in tokens):
            continue
        # كوردستان 24 has its number behind; 7 تشرين الثاني 2025 is a day
        dated = tokens[0].isdigit() or any(t.isdigit() and len(t) > 2 for t in tokens)
        told = any(f.shape != "noun" for t in tokens for f in words[t].forms)  # a sentence
        if dated or told or all(words[t].roles & Role.PLACE for t in tokens):
            continue
        start = begin + part.start() + len(part[0]) - len(part[0].lstrip())
        span = shadow.span(start, start + len(text))
        names.append((span.of(shadow.text), span))
    if not names:
        return Byline()
    return Byline(names[0][0], tuple(n for n, _ in names[1:]), tuple(s for _, s in names))
