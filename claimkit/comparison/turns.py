"""What turns the meaning: negations, opposites, moods and questions that one side lacks."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from claimkit.comparison.sides import Range, Sides, Trouble
from claimkit.comparison.words import Item

# Where one side has it and the other has not, the statement is turned or its certainty changed.
_MOODS = ("possible", "obliged", "wished", "doubted")


class Turns(Sides):
    """The differences that turn a statement or change how certain it is."""

    def polarity(self) -> Iterator[Trouble]:
        """Negations, opposites, moods and questions that one side lacks."""
        opposites = list(self._opposites())
        said, printed = self._turning(self.said_only, 0), self._turning(self.printed_only, 1)
        limits = self._only(said, printed)
        turns = len(said) + len(printed) + len(opposites)
        if turns % 2:
            yield from (Trouble("polarity", (a, a + 1), (b, b + 1)) for a, b in opposites)
            yield from self._pairs("polarity", said, printed)
        elif said and printed and self._moved_negation(said, printed):
            yield from self._pairs("polarity", said, printed)
        if limits:
            yield from self._pairs("polarity", *limits)
        yield from self._moods()
        yield from self._lone_limits()
        yield from self._governed()
        yield from self._narrowed()
        yield from self._look_alikes()
        if self._asked(0) != self._asked(1):
            end = len(self.printed)
            yield Trouble("polarity", (self.alignment.start, self.alignment.end), (0, end))

    def _turning(self, only: Sequence[int], side: int) -> list[int]:
        items = (self.said, self.printed)[side]
        return [n for n in only if items[n].cue == "negation" or self._is_bare_ma(items, n, side)]

    def _is_bare_ma(self, items: Sequence[Item], at: int, side: int) -> bool:
        """Whether "ma", which mostly is "what", stands before a verb that the other side has."""
        if items[at].cue != "maybe_negation" or at + 1 >= len(items):
            return False
        other = (self.printed, self.said)[side]
        negated = (
            n for n in (self.printed_only, self.said_only)[side] if other[n].cue == "negation"
        )
        held = (self._held(other, n) for n in negated)  # ما وصلنا, لم يصلنا
        same = any(h < len(other) and _akin(other[h].spelled, items[at + 1].spelled) for h in held)
        return same or at + 1 in (self.there, self.back)[side]

    def _only(self, said: list[int], printed: list[int]) -> tuple[list[int], list[int]] | None:
        """A negation and its exception say "only": taken out of the lists where they pair up."""
        for mine, items, only in (
            (said, self.said, self.said_only), (printed, self.printed, self.printed_only),
        ):  # fmt: skip
            for n in only:
                if items[n].cue == "exception" and mine and mine[0] < n:
                    del mine[0]
        return None

    def _opposites(self) -> Iterator[tuple[int, int]]:
        """Words of one side alone whose opposite stands on the other alone, each once."""
        free = set(self.printed_only)
        for a in self.said_only:
            ours = self._sides(self.said[a])
            if not ours:
                continue
            for b in sorted(free):
                theirs = self._sides(self.printed[b])
                same = any(side in theirs for side in ours)
                if not same and any((pair, 1 - side) in theirs for pair, side in ours):
                    free.discard(b)
                    yield a, b
                    break

    def _sides(self, item: Item) -> frozenset[tuple[int, int]]:
        if " " in item.spelled or item.cue in ("negation", "emphasis"):
            return frozenset()  # "never" is no opposite of "always" once it counts as a negation
        return self.wording.sides(item.spelled)

    def _moved_negation(self, said: Sequence[int], printed: Sequence[int]) -> bool:
        """Whether a negation has left one word and gone to another that both sides have."""
        ours = {self.there.get(self._held(self.said, n), -1) for n in said}
        theirs = {self._held(self.printed, n) for n in printed}
        lifted = any(
            self.wording.stems(self.said[a].spelled) & self.wording.scope["hands_up"]
            for a in (self._held(self.said, n) for n in said) if a < len(self.said)
        ) or any(
            self.printed[b].spelled in self.wording.scope["hands_up"]
            for b in theirs if b < len(self.printed)
        )  # fmt: skip
        held = {b for b in ours | theirs if b in self.back}
        return bool(held) and not lifted and ours.isdisjoint(theirs) and -1 not in ours

    def _held(self, items: Sequence[Item], at: int) -> int:
        """The first word behind `at` that means something."""
        at += 1
        while at < len(items) - 1 and items[at].spelled in self.wording.scope["light"]:
            at += 1
        return at

    def _moods(self) -> Iterator[Trouble]:
        for mood in _MOODS:
            said = [n for n in self.said_only if self.said[n].cue == mood]
            printed = [n for n in self.printed_only if self.printed[n].cue == mood]
            if bool(said) != bool(printed):
                yield from self._pairs("polarity", said, printed)

    def _lone_limits(self) -> Iterator[Trouble]:
        """A condition or an exception whose word alone is gone: what it held is now asserted."""
        for mine, others, items, back in (
            (self.said_only, self.printed_only, self.said, self.there),
            (self.printed_only, self.said_only, self.printed, self.back),
        ):  # fmt: skip
            theirs = self.printed if items is self.said else self.said
            for cue in ("condition", "exception"):
                if any(theirs[n].cue in (cue, "limitation") for n in others):
                    continue
                for n in mine:
                    if items[n].cue == cue and n + 1 in back and n - 1 in back:
                        pair = ([n], []) if items is self.said else ([], [n])
                        yield from self._pairs("polarity", *pair)

    def _governed(self) -> Iterator[Trouble]:
        """What stands cut off before the first word that print has, and holds that word."""
        for gap in self._heads():
            end = gap[1]
            for n in range(end - 1, gap[0] - 1, -1):
                item = self.said[n]
                if item.clause != self.said[end].clause or self._opens(n + 1, end):
                    break
                if self._says_only(n):
                    continue
                negates = item.cue == "maybe_negation" and n == end - 1
                if item.cue in ("negation", *_MOODS) or negates:
                    yield Trouble("polarity", (n, end), (0, 0))
                    break
        yield from self._hidden()

    def _hidden(self) -> Iterator[Trouble]:
        """A negation under the dots, before the verb that print has in another form (… دفعت)."""
        for gap in self.marked:
            printed = [self.printed[b] for b in range(*gap.printed)]
            if any(item.cue == "negation" for item in printed):
                continue
            for n in range(*gap.said):
                held = self._held(self.said, n)
                if self.said[n].cue == "negation" and held < gap.said[1]:
                    if any(_akin(self.said[held].spelled, item.spelled) for item in printed):
                        yield Trouble("polarity", (n, held + 1), gap.printed)

    def _says_only(self, at: int) -> bool:
        """Whether a negation says "only" with its exception, and print says so in another way."""
        told = any(self.printed[n].cue == "limitation" for n in self.printed_only)
        return told and any(
            self.said[n].cue == "exception" and self.said[n].clause == self.said[at].clause
            for n in self.said_only
        )

    def _narrowed(self) -> Iterator[Trouble]:
        """ "Not always", "not all": without its second word such a negation says another thing."""
        for only, others, side in (
            (self.said_only, self.printed_only, 0), (self.printed_only, self.said_only, 1),
        ):  # fmt: skip
            items, theirs = (self.said, self.printed)[side], (self.printed, self.said)[side]
            for n in only:
                wide = {("often", "always"), ("share", "all")} & set(items[n].slots)
                if wide and not any(wide & set(theirs[m].slots) for m in others):
                    before = items[max(0, n - 12) : n]
                    if any(i.cue == "negation" and i.clause == items[n].clause for i in before):
                        yield from self._pairs("polarity", *(([n], []), ([], [n]))[side])

    def _heads(self) -> Iterator[Range]:
        """Stretches of the original that are cut off, or marked as left out, at the head."""
        start = self.alignment.start
        if 0 < start < len(self.said) and self.printed:
            yield 0, start
        for gap in self.marked:
            end = gap.said[1]
            near = end < len(self.said) and end > gap.said[0]
            if near and self.said[end - 1].cue in ("negation", *_MOODS):
                yield end - 1, end

    def _look_alikes(self) -> Iterator[Trouble]:
        """Two words that folding makes one, and one of them negates."""
        for a, b in self.alignment.pairs:
            cues = {self.said[a].cue, self.printed[b].cue}
            if "negation" in cues and len(cues) > 1:
                yield Trouble("polarity", (a, a + 1), (b, b + 1))

    def _asked(self, side: int) -> bool:
        text = self.texts[side]
        reach = (self.alignment.start, self.alignment.end) if side == 0 else (0, len(text.items))
        covered = text.items[slice(*reach)]
        said_so = any(item.cue == "asked" for item in covered)
        return said_so or any(item.sentence in text.asked for item in covered)


def _akin(one: str, other: str) -> bool:
    """Whether two words share three letters in a row: two forms of a verb mostly do."""
    return any(one[n : n + 3] in other for n in range(len(one) - 2))
