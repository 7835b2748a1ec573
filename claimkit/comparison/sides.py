"""The two texts of a comparison, aligned: what stands on one side alone, and where."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from claimkit.comparison.alignment import Alignment, Gap
from claimkit.comparison.vocabulary import Wording
from claimkit.comparison.words import ELLIPSIS, Item, Words

Range = tuple[int, int]


class Trouble(NamedTuple):
    """One difference: its class and the item ranges on both sides."""

    kind: str
    said: Range
    printed: Range


class Sides:
    """The original and its print, aligned, in the items that their words make."""

    def __init__(self, said: Words, printed: Words, alignment: Alignment, wording: Wording) -> None:
        self.said, self.printed, self.wording = said.items, printed.items, wording
        self.texts = said, printed
        self.alignment = alignment
        self.marked = [gap for gap in alignment.gaps if self._is_marked(gap)]
        self.open = [gap for gap in alignment.gaps if gap not in self.marked]
        said_only = [n for gap in self.open for n in range(*gap.said)]
        printed_only = [n for gap in alignment.gaps for n in range(*gap.printed)]
        self.said_only, self.printed_only = self._unmoved(said_only, printed_only)
        self.there = dict(alignment.pairs)
        self.back = {b: a for a, b in alignment.pairs}

    def _is_marked(self, gap: Gap) -> bool:
        marks = any(item.key == ELLIPSIS for item in self.printed[slice(*gap.printed)])
        own = any(item.key == ELLIPSIS for item in self.said[slice(*gap.said)])
        return marks and not own

    def _unmoved(self, said: list[int], printed: list[int]) -> tuple[list[int], list[int]]:
        """The items of one side alone, without those that only stand elsewhere."""
        ours = Counter(self.said[n].key for n in said)
        theirs = Counter(self.printed[n].key for n in printed)
        both = ours & theirs
        return _without(said, self.said, both), _without(printed, self.printed, both)

    def _opens(self, at: int, end: int) -> bool:
        """Whether another statement begins between two items."""
        if end < len(self.said) and self._led(end):
            return True
        return any(
            item.spelled in self.wording.scope["opens"] or item.cue == "contrast"
            for item in self.said[at : end + 1]
        )

    def _led(self, at: int) -> bool:
        """Whether a conjunction is glued to a word: by its shape, or because print has lost it."""
        other = self.there.get(at)
        own = self.said[at].spelled
        lost = other is not None and self.printed[other].spelled == self.wording.bare(own) != own
        return bool(self.said[at].lead) or lost

    def _pairs(self, kind: str, said: Sequence[int], printed: Sequence[int]) -> Iterator[Trouble]:
        """Items of both sides in order, each with its partner or the place where it should be."""
        for nth in range(max(len(said), len(printed))):
            a = said[nth] if nth < len(said) else None
            b = printed[nth] if nth < len(printed) else None
            yield Trouble(
                kind,
                (a, a + 1)
                if a is not None
                else self._place(b or 0, self.back, self.alignment.start),
                (b, b + 1) if b is not None else self._place(a or 0, self.there, 0),
            )

    @staticmethod
    def _place(at: int, partner: dict[int, int], first: int) -> Range:
        """Where on the other side something is missing: behind the partner of what precedes it."""
        while at > 0:
            at -= 1
            if at in partner:
                return partner[at] + 1, partner[at] + 1
        return first, first


def _without(only: Sequence[int], items: Sequence[Item], both: Counter[str]) -> list[int]:
    left = Counter(both)
    kept = []
    for n in only:
        if left[items[n].key] > 0:
            left[items[n].key] -= 1
        else:
            kept.append(n)
    return kept
