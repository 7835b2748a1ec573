"""Which words of a printed quotation are which words of the original."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from typing import NamedTuple

from rapidfuzz.distance import Levenshtein

from claimkit.comparison.vocabulary import Wording
from claimkit.comparison.words import ELLIPSIS, Item, Words

_PATIENCE = 50_000  # pairs of equal words that difflib may look at
_PLACES = 8  # places of one excerpt that are compared


class Gap(NamedTuple):
    """Items of both sides between two that agree; half-open index ranges, one may be empty."""

    said: tuple[int, int]
    printed: tuple[int, int]

    @property
    def cut(self) -> bool:
        """Whether print has nothing here."""
        return self.printed[0] == self.printed[1]


class Alignment(NamedTuple):
    """The stretch of the original that print covers, the pairs inside it and the gaps."""

    start: int
    end: int
    pairs: tuple[tuple[int, int], ...]
    gaps: tuple[Gap, ...]


def keys(said: Words, printed: Words, wording: Wording) -> tuple[list[str], list[str]]:
    """The keys to align, with those of print that only look different made the original's."""
    own = [item.key for item in said.items]
    known = set(own)
    alike: dict[str, str] = {}
    for item in said.items:
        for form in (item.loose, wording.bare(item.spelled)):
            alike.setdefault(form, item.key)
    return own, [
        item.key if item.key in known else _alike(item, alike, wording) for item in printed.items
    ]


def _alike(item: Item, alike: dict[str, str], wording: Wording) -> str:
    bare = wording.bare(item.spelled)
    for form in (item.loose, item.spelled, bare):
        if form in alike and not item.counts:
            return alike[form]
    return item.key


def excerpts(said: Sequence[str], printed: Sequence[str]) -> Iterator[Alignment]:
    """The places where print stands in the original word for word."""
    text, part = _joined(said), _joined(printed)
    at = text.find(part) if printed else -1
    start = place = counted = 0
    while at >= 0 and place < _PLACES:
        start += text.count("\0", counted, at)
        counted = at
        pairs = tuple((start + n, n) for n in range(len(printed)))
        yield Alignment(start, start + len(printed), pairs, ())
        place += 1
        at = text.find(part, at + 1)


def respaced(said: Words, printed: Words) -> Alignment | None:
    """The place where print has the letters of the original with other spaces between them."""
    starts, text = {}, []
    at = 0
    for number, item in enumerate(said.items):
        starts[at] = number
        letters = item.key if item.counts else item.key.replace(" ", "")
        text.append(letters)
        at += len(letters)
    starts[at] = len(said.items)
    part = "".join(i.key if i.counts else i.key.replace(" ", "") for i in printed.items)
    found = "".join(text).find(part) if part else -1
    if found not in starts or found + len(part) not in starts:
        return None
    return Alignment(starts[found], starts[found + len(part)], (), ())


def align(said: Sequence[str], printed: Sequence[str]) -> Alignment:
    """The best alignment of two lists of keys; what agrees by chance far off is not counted."""
    blocks = _blocks(said, printed)
    pairs = tuple((a + n, b + n) for a, b, size in blocks for n in range(size))
    if not pairs:
        whole = Gap((0, len(said)), (0, len(printed)))
        return Alignment(0, len(said), (), (whole,))
    gaps: list[Gap] = []
    done = (0, 0)
    for a, b in (*pairs, (len(said), len(printed))):
        if (a, b) != done:
            gaps.append(Gap((done[0], a), (done[1], b)))
        done = (a + 1, b + 1)
    start, end = pairs[0][0], pairs[-1][0] + 1
    if gaps and gaps[0].printed[0] == 0 and gaps[0].said[0] == 0:
        first = gaps[0]
        start = max(0, first.said[1] - _reach(first, printed))
        gaps[0] = Gap((start, first.said[1]), first.printed)
    if gaps and gaps[-1].said[1] == len(said) and gaps[-1].printed[1] == len(printed):
        last = gaps[-1]
        end = min(len(said), last.said[0] + _reach(last, printed))
        gaps[-1] = Gap((last.said[0], end), last.printed)
    kept = (gap for gap in gaps if gap.said[0] < gap.said[1] or not gap.cut)
    return Alignment(start, end, pairs, tuple(kept))


def _reach(gap: Gap, printed: Sequence[str]) -> int:
    """How many words of the original a change at the edge may stand for: none where print ends."""
    words = [key for key in printed[slice(*gap.printed)] if key != ELLIPSIS]
    if len(words) < gap.printed[1] - gap.printed[0]:
        return gap.said[1] - gap.said[0]  # marked as left out, all of it
    return min(gap.said[1] - gap.said[0], 2 * len(words))


def _blocks(said: Sequence[str], printed: Sequence[str]) -> list[tuple[int, int, int]]:
    counts, others = Counter(said), Counter(printed)
    if sum(n * others[key] for key, n in counts.items()) <= _PATIENCE:
        found = SequenceMatcher(None, said, printed, autojunk=False).get_matching_blocks()
        return [(b.a, b.b, b.size) for b in found if b.size]
    blocks = Levenshtein.opcodes(said, printed)
    return [
        (o.src_start, o.dest_start, o.src_end - o.src_start) for o in blocks if o.tag == "equal"
    ]


def _joined(parts: Sequence[str]) -> str:
    return "\0" + "".join(f"{part}\0" for part in parts)
