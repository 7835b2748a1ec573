"""Where in a long original a quotation may stand: where its telling words stand together."""

from __future__ import annotations

import math
import re
from collections import Counter
from itertools import accumulate

from claimkit.spans import Span
from claimkit.text import Shadow, fold

_WORD = re.compile(r"\w+")
_END = re.compile(r"[.!?؟…](?=[\s\"»”)]|$)|\n")
_ENOUGH = 0.5  # of a quotation's longer words must stand together
_SHORT = 3  # letters of a word that stands everywhere
_LOOSE = 1.6  # a stretch of the original may be so many times as long, before words are left out
_BEST = 3  # stretches that are compared
_FAR = 600  # code points of a sentence around a stretch that belong to it


def places(quote: str, text: str) -> list[Span]:
    """The stretches of a text, whole sentences, in which a quotation may stand; the best first.

    >>> text = "He came. He saw it all. He won."
    >>> [place.of(text) for place in places("saw it", text)]
    ['He saw it all.']
    """
    shadow = Shadow(text)
    words = list(_WORD.finditer(shadow.folded))
    wanted = _WORD.findall(fold(quote))
    if not words or not wanted:
        return []
    weights = _weights(wanted, [word[0] for word in words])
    sums = [0.0, *accumulate(weights.get(word[0].lower(), 0.0) for word in words)]
    size = max(math.ceil(len(wanted) * _LOOSE), 2)
    scored = sorted(
        ((sums[min(at + size, len(words))] - sums[at], -at) for at in range(len(words))),
        reverse=True,
    )
    found: list[int] = []
    for score, negative in scored:
        at = -negative
        if score == 0 or len(found) == _BEST:
            break
        if all(abs(at - other) >= size for other in found) and _holds(
            words[at : at + size], wanted
        ):
            found.append(at)
    return [_sentences(shadow, *_trimmed(words[at : at + size], weights)) for at in found]


def _holds(words: list[re.Match[str]], wanted: list[str]) -> bool:
    """Whether enough of a quotation's longer words stand in a stretch."""
    longer = {word.lower() for word in wanted if len(word) > _SHORT} or set(map(str.lower, wanted))
    return len(longer & {word[0].lower() for word in words}) >= _ENOUGH * len(longer)


def _trimmed(words: list[re.Match[str]], weights: dict[str, float]) -> tuple[int, int]:
    """From the first word that the quotation has to the last one."""
    held = [word for word in words if word[0].lower() in weights]
    return held[0].start(), held[-1].end()


def _weights(wanted: list[str], words: list[str]) -> dict[str, float]:
    """How much a word of the quotation tells: the rarer in the original, the more."""
    often = Counter(word.lower() for word in words)
    return {w: 1 / math.sqrt(often[w]) for w in map(str.lower, wanted) if often[w]}


def _sentences(shadow: Shadow, start: int, end: int) -> Span:
    """The sentences that a stretch of the folded text lies in."""
    low = max(start - _FAR, 0)
    before = [stop.end() for stop in _END.finditer(shadow.folded, low, start)]
    behind = _END.search(shadow.folded, max(end - 1, 0), min(end + _FAR, len(shadow.folded)))
    first = before[-1] if before else low
    while first < start and shadow.folded[first].isspace():
        first += 1
    return shadow.span(first, behind.end() if behind else min(end + _FAR, len(shadow.folded)))
