"""Where something is quoted: pairs of quotation marks as they come, closed or not."""

from __future__ import annotations

import re
from typing import NamedTuple

from claimkit.model import Quote
from claimkit.text import Shadow

_MARK = re.compile('["«»“”„‟‹›]')
_STOP = re.compile(r"[.!?؟](?=\s|$)|\n")
# Which marks may close what an opening mark opened; news mixes them («… ").
_CLOSES = {"«": "»\"”", "»": "«\"", "“": "”\"“", "”": "”“\"", "„": "“”\"", "‟": "”\"", '"': "\"”“",
           "‹": "›", "›": "‹"}  # fmt: skip
_ONLY_OPENS, _ONLY_CLOSES = frozenset("„‹"), frozenset("›")
_BEFORE_OPENING = frozenset(" \n\t(:[،,-–/") | {""}
_AFTER_CLOSING = frozenset(" \n\t).:،,؛;!?؟]-–/") | {""}
_REACH = 3  # paragraphs that one quotation may run over


class Quoted(NamedTuple):
    """A quotation in folded offsets: `start`/`end` with its marks, `inner`/`outer` without."""

    start: int
    end: int
    inner: int
    outer: int
    closed: bool


def find_quotes(folded: str) -> tuple[Quoted, ...]:
    """The outermost quotations of a folded text, in order.

    An unclosed one ends with its sentence, or where the next one opens; a stray closing mark is
    passed over, and so is an opening one at the head of a line that has others.

    >>> [q.closed for q in find_quotes('قال: "نعم". ثم "لا')]
    [True, False]
    """
    found: list[Quoted] = []
    marks = list(_MARK.finditer(folded))
    even = _even(folded, marks)
    at = 0
    while at < len(marks):
        opening = marks[at]
        if not _may_open(folded, opening):
            at += 1
            continue
        closing = _closing(folded, marks, at, even)
        if closing is None:
            end = _unclosed_end(folded, marks, at)
            if folded[opening.end() : end].strip():
                found.append(Quoted(opening.start(), end, opening.end(), end, closed=False))
            at += 1
            while at < len(marks) and marks[at].start() < end:
                at += 1
            continue
        mark = marks[closing]
        if folded[opening.end() : mark.start()].strip():
            found.append(
                Quoted(opening.start(), mark.end(), opening.end(), mark.start(), closed=True)
            )
        at = closing + 1
    return tuple(found)


def own(quoted: tuple[Quoted, ...], shadow: Shadow) -> tuple[Quote, ...]:
    """The quotations in the text's own offsets."""
    return tuple(
        Quote(shadow.span(q.start, q.end), shadow.span(q.inner, q.outer), q.closed) for q in quoted
    )


def _unclosed_end(folded: str, marks: list[re.Match[str]], at: int) -> int:
    """Where a quotation without a closing mark ends; nowhere behind itself if it is a stray one."""
    opening = marks[at]
    further = marks[at + 1].start() if at + 1 < len(marks) else len(folded)
    if stop := _STOP.search(folded, opening.end(), further + 1):
        return stop.start()
    if at + 1 < len(marks) and _may_open(folded, marks[at + 1]):
        before = folded[max(opening.start() - 9, 0) : opening.start()].rstrip(" ")
        return opening.end() if before[-1:] in ("", "\n") else further
    stop = _STOP.search(folded, further)
    return stop.start() if stop else len(folded)


def _closing(folded: str, marks: list[re.Match[str]], at: int, even: list[bool]) -> int | None:
    """The index of the mark that closes the one at `at`."""
    closes, depth, breaks = _CLOSES[marks[at][0]], 0, 0
    last = marks[at].end()
    for index in range(at + 1, min(at + 24, len(marks))):
        mark = marks[index]
        breaks += folded.count("\n", last, mark.start())
        last = mark.start()
        if breaks and (breaks >= _REACH or not _shuts(folded, mark)):
            return None
        if _announced(folded, marks, index) and depth == 0:
            return None
        if mark[0] in closes and not (_opens(folded, mark) and not _shuts(folded, mark)):
            if depth == 0:
                return index
            depth -= 1
        elif mark[0] != marks[at][0] and _may_open(folded, mark):
            depth += 1
        elif mark[0] == marks[at][0] and _opens(folded, mark):
            # a new one opens and the first was never closed, unless they are even and one is
            # only spaced badly ("الطفالة "إلى)
            return index if depth == 0 and even[at] else None
    return None


def _announced(folded: str, marks: list[re.Match[str]], index: int) -> bool:
    """A straight mark right behind a colon, and another one in its line: it opens (قال:" نعم ")."""
    mark = marks[index]
    if mark[0] != '"' or folded[mark.start() - 1] != ":" or index + 1 == len(marks):
        return False
    further = marks[index + 1]
    return further[0] == '"' and folded.find("\n", mark.end(), further.start()) < 0


def _even(folded: str, marks: list[re.Match[str]]) -> list[bool]:
    """For each mark whether an even number of straight ones is left in its line, it being one."""
    found, left, behind = [], 0, len(folded)
    for mark in reversed(marks):
        left = left if folded.find("\n", mark.end(), behind) < 0 else 0
        left += mark[0] == '"'
        found.append(mark[0] == '"' and left % 2 == 0)
        behind = mark.start()
    return found[::-1]


def _may_open(folded: str, mark: re.Match[str]) -> bool:
    if mark[0] in _ONLY_CLOSES:
        return False
    if mark[0] in _ONLY_OPENS or folded[mark.start() - 1 : mark.start()] in tuple(":(["):
        return True
    return not _shuts(folded, mark) or _opens(folded, mark)


def _opens(folded: str, mark: re.Match[str]) -> bool:
    """White space, a bracket or a glued particle before it, a letter behind."""
    before = folded[mark.start() - 1 : mark.start()] if mark.start() else ""
    glued = before in "بلكوف" and not folded[max(mark.start() - 3, 0) : mark.start() - 1].strip(
        "وف "
    )
    behind = folded[mark.end() : mark.end() + 1]
    return (before in _BEFORE_OPENING or glued) and not behind.isspace() and bool(behind)


def _shuts(folded: str, mark: re.Match[str]) -> bool:
    """A letter or a stop before it and white space behind, or punctuation behind."""
    before = folded[mark.start() - 1 : mark.start()] if mark.start() else " "
    behind = folded[mark.end() : mark.end() + 1]
    return behind in _AFTER_CLOSING and not (before.isspace() and behind.isspace())
