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

    An unclosed one ends with its sentence; a stray closing mark is passed over.

    >>> [q.closed for q in find_quotes('قال: "نعم". ثم "لا')]
    [True, False]
    """
    found: list[Quoted] = []
    marks = list(_MARK.finditer(folded))
    at = 0
    while at < len(marks):
        opening = marks[at]
        if not _may_open(folded, opening):
            at += 1
            continue
        closing = _closing(folded, marks, at)
        if closing is None:
            stop = _STOP.search(folded, opening.end())
            end = stop.start() if stop else len(folded)
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


def _closing(folded: str, marks: list[re.Match[str]], at: int) -> int | None:
    """The index of the mark that closes the one at `at`."""
    closes, depth, breaks = _CLOSES[marks[at][0]], 0, 0
    last = marks[at].end()
    for index in range(at + 1, min(at + 24, len(marks))):
        mark = marks[index]
        breaks += folded.count("\n", last, mark.start())
        last = mark.start()
        if breaks and (breaks >= _REACH or not _shuts(folded, mark)):
            return None
        if mark[0] in closes and not (_opens(folded, mark) and not _shuts(folded, mark)):
            if depth == 0:
                return index
            depth -= 1
        elif mark[0] != marks[at][0] and _may_open(folded, mark):
            depth += 1
        elif mark[0] == marks[at][0] and _opens(folded, mark):
            return None  # a new one opens: the first was never closed
    return None


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
