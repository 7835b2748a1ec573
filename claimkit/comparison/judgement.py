"""What the differences between an original and its print amount to."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from claimkit.comparison.sides import Trouble
from claimkit.comparison.turns import Turns
from claimkit.comparison.vocabulary import Wording
from claimkit.comparison.words import ELLIPSIS, Item

_LIMITS = ("condition", "exception", "contrast", "limitation")
# Of these a number that stays tells that what is gone belonged to it.
_MEASURED = ("measure", "unit", "bound", "times")
_COMPARED = ("number", "month", "weekday", "deictic", "unit", "direction", "pod", "decade", "share",
             "often", "bound", "order", "times", "measure")  # fmt: skip
_UNCOUNTED = ("all",)  # جميع العمال, العمال: nobody is more or fewer
_ANCHORS = 2  # words on both sides of a word that show that only this word is gone


class Judge(Turns):
    """The two texts, aligned; every method finds the differences of one class."""

    def troubles(self) -> list[Trouble]:
        """Every difference, in no order."""
        graver = [*self.polarity(), *self.numbers(), *self.truncation()]
        return [*graver, *self.wordings(graver), *self.elisions(), *self.spellings()]

    # Numbers, dates, units

    def numbers(self) -> Iterator[Trouble]:
        """Values of one sort that are others in print, and numbers that came or went alone."""
        for dimension in _COMPARED:
            said = self._valued(self.said_only, self.said, dimension)
            printed = self._valued(self.printed_only, self.printed, dimension)
            both = Counter(v for _, v in said) & Counter(v for _, v in printed)
            said, printed = _rest(said, both), _rest(printed, both)
            ours, theirs = [n for n, _ in said], [n for n, _ in printed]
            if ours and theirs:
                yield from self._pairs("number", ours, theirs)
            elif dimension != "month":
                ours = [n for n, v in said if self._is_lone(n, v, 0, dimension)]
                theirs = [n for n, v in printed if self._is_lone(n, v, 1, dimension)]
                yield from self._pairs("number", ours, theirs)
        yield from self._duals()
        yield from self._swapped()
        yield from self._cut_off()

    def _valued(
        self, only: Sequence[int], items: Sequence[Item], dimension: str
    ) -> list[tuple[int, object]]:
        return [(n, v) for n in only for kind, v in items[n].slots if kind == dimension]

    def _is_lone(self, at: int, value: object, side: int, dimension: str) -> bool:
        """Whether a value is gone while what it belongs to has stayed."""
        items = (self.said, self.printed)[side]
        stays = (self.there, self.back)[side]
        if dimension == "number":
            return value != 1 and not items[at].ordinal and at + 1 in stays
        if dimension == "share":
            return value not in _UNCOUNTED and at + 1 in stays
        if dimension not in _MEASURED:
            return False
        near = [n for n in (at - 1, at + 1) if 0 <= n < len(items) and items[n].counts]
        return any(n in stays for n in near)

    def _cut_off(self) -> Iterator[Trouble]:
        """A number just before what print has, a unit just behind it."""
        start, end = self.alignment.start, self.alignment.end
        if 0 < start < len(self.said) and self.said[start - 1].clause == self.said[start].clause:
            item = self.said[start - 1]
            share = any(k == "share" and v not in _UNCOUNTED for k, v in item.slots)
            counts = item.counts and not item.ordinal and item.key != "#1"
            if (counts or share) and not self._marks(0):
                yield Trouble("number", (start - 1, start), (0, 0))
        if 0 < end < len(self.said) and self.said[end - 1].counts and not self._marks(-1):
            item = self.said[end]
            measured = any(k in _MEASURED for k, _ in item.slots)
            if measured and item.clause == self.said[end - 1].clause:
                yield Trouble("number", (end, end + 1), (len(self.printed),) * 2)

    def _marks(self, at: int) -> bool:
        return bool(self.printed) and self.printed[at].key == ELLIPSIS

    def _duals(self) -> Iterator[Trouble]:
        """A dual on one side where the other has the same noun as one or as many."""
        for mine, others, items, theirs in (
            (self.said_only, self.printed_only, self.said, self.printed),
            (self.printed_only, self.said_only, self.printed, self.said),
        ):  # fmt: skip
            spelled = {_article_off(theirs[n].spelled, self.wording): n for n in others}
            for n in mine:
                for form in self._not_dual(items[n].spelled):
                    if form in spelled and items is self.said:
                        yield from self._pairs("number", [n], [spelled[form]])
                    elif form in spelled:
                        yield from self._pairs("number", [spelled[form]], [n])
                if (other := self._counted(items[n], theirs, others)) is not None:
                    pair = ([n], [other]) if items is self.said else ([other], [n])
                    yield from self._pairs("number", *pair)

    def _counted(self, dual: Item, theirs: Sequence[Item], others: Sequence[int]) -> int | None:
        """The number before a noun of the same letters (طفلان, but ثلاثة أطفال)."""
        ending = next((e for e in self.wording.policy["dual"] if dual.spelled.endswith(e)), "")
        stem = _article_off(dual.spelled, self.wording).removesuffix(ending)
        stem = "".join(letter for letter in stem if letter not in self.wording.policy["weak"])
        if not ending or len(stem) < 3:
            return None
        for n in others:
            if theirs[n].counts and theirs[n].key != "#2" and n + 1 in others:
                letters = iter(_article_off(theirs[n + 1].spelled, self.wording))
                if all(letter in letters for letter in stem):
                    return n
        return None

    def _not_dual(self, word: str) -> Iterator[str]:
        word = _article_off(word, self.wording)
        for ending in self.wording.policy["duals"]:
            if word.endswith(ending) and len(word) > len(ending) + 1:
                stem = word[: -len(ending)]
                yield from (stem + other for other in self.wording.policy["singulars"])

    def _swapped(self) -> Iterator[Trouble]:
        """Two numbers that have changed places while all around them stayed."""
        for gap in self.open:
            if gap.said[1] - gap.said[0] == gap.printed[1] - gap.printed[0]:
                for a, b in zip(range(*gap.said), range(*gap.printed), strict=True):
                    if self.said[a].counts and self.printed[b].counts:
                        if self.said[a].key != self.printed[b].key:
                            yield Trouble("number", (a, a + 1), (b, b + 1))

    # What limits the statement

    def truncation(self) -> Iterator[Trouble]:
        """Conditions, exceptions, contrasts and limits that are gone unmarked."""
        yield from self._cut_tail()
        yield from self._cut_head()
        printed = Counter(self._limit(item) for item in self.printed)
        said = Counter(self._limit(item) for item in self.said)
        for gap in self.open:
            for n in range(*gap.said):
                cue = self.said[n].cue
                if n in self.said_only and cue in _LIMITS:
                    if printed[self._limit(self.said[n])] < said[self._limit(self.said[n])]:
                        yield Trouble("truncation", (n, gap.said[1]), gap.printed)

    @staticmethod
    def _limit(item: Item) -> str:
        """A condition and an exception can say the same; a limit and an exception, too."""
        return "limit" if item.cue in ("condition", "exception", "limitation") else item.cue

    def _cut_tail(self) -> Iterator[Trouble]:
        end = self.alignment.end
        if not 0 < end < len(self.said) or self._marks(-1) or self._limited_otherwise():
            return
        kept = self.said[end - 1]
        for n in range(end, len(self.said)):
            item = self.said[n]
            first = n == end or item.clause != self.said[n - 1].clause
            if item.sentence != kept.sentence and not (
                item.sentence == kept.sentence + 1 and first and n == self._sentence_start(n)
            ):
                return
            if any(self.printed[m].key == item.key for m in self.printed_only):
                continue  # it only stands elsewhere
            joined = self.wording.bare(item.spelled) != item.spelled
            if item.sentence != kept.sentence and joined and item.cue == "condition":
                return  # وإذا صادفتم حجارة فاتصلوا: a statement of its own
            same = item.clause == kept.clause and not self._opened(end, n)
            if (same or first) and self._limits(n, end):
                yield Trouble("truncation", (n, self._clause_end(n)), (len(self.printed),) * 2)
                return

    def _opened(self, end: int, n: int) -> bool:
        """Whether the first cut word already begins a statement of its own."""
        return n > end and bool(self.said[end].lead)

    def _limited_otherwise(self) -> bool:
        """Whether print limits the statement in words of its own."""
        return any(self._limit(self.printed[n]) == "limit" for n in self.printed_only)

    def _sentence_start(self, n: int) -> int:
        while n and self.said[n - 1].sentence == self.said[n].sentence:
            n -= 1
        return n

    def _clause_end(self, n: int) -> int:
        clause = self.said[n].clause
        while n < len(self.said) and self.said[n].clause == clause:
            n += 1
        return n

    def _limits(self, n: int, end: int) -> bool:
        item = self.said[n]
        if item.cue in _LIMITS or any(kind == "bound" for kind, _ in item.slots):
            return True
        if n == end and item.cue == "possible":
            return True
        policy = self.wording.policy
        own = item.span.of(self.texts[0].text)
        if policy["indeed"] and own in (policy["indeed"], "و" + policy["indeed"]):
            behind = self.said[n + 1].spelled if n + 1 < len(self.said) else ""
            return n == end and not behind.startswith(self.wording.times.policy["definite"])
        held = n == end and item.spelled in self.wording.scope["restricts"]
        return held and self._negated(end)

    def _negated(self, end: int) -> bool:
        clause = self.said[end - 1].clause
        kept = self.said[max(self.alignment.start, end - 40) : end]
        return any(i.clause == clause and i.cue == "negation" for i in kept)

    def _cut_head(self) -> Iterator[Trouble]:
        """A condition before what print has: it holds across the comma behind it."""
        start = self.alignment.start
        if not 0 < start < len(self.said) or self._marks(0) or self._limited_otherwise():
            return
        for n in range(start - 1, -1, -1):
            item = self.said[n]
            if item.sentence != self.said[start].sentence:
                return
            limits = item.cue in ("condition", "limitation", "reported")
            if limits and not self._is_apart(n, start):
                yield Trouble("truncation", (n, start), (0, 0))
                return

    def _is_apart(self, limit: int, start: int) -> bool:
        """Whether what limits stands in another statement; the ف of فسنبدأ only answers an if."""
        answers = self.said[limit].cue == "condition" and self.said[start].lead == self._then
        return self._opens(limit + 1, start - 1 if answers else start)

    @property
    def _then(self) -> str:
        return str(self.wording.policy["then"])

    # The rest

    def wordings(self, graver: Iterable[Trouble]) -> Iterator[Trouble]:
        """Gaps that no graver difference explains."""
        ours = {n for t in graver for n in range(*t.said)}
        theirs = {n for t in graver for n in range(*t.printed)}
        for gap in self.alignment.gaps:
            words = [n for n in range(*gap.printed) if self.printed[n].key != ELLIPSIS]
            if gap in self.marked and not words:
                continue
            said = set(range(*gap.said)) if gap in self.open else set()
            if (said - ours) or (set(words) - theirs):
                yield Trouble("wording", gap.said, gap.printed)
        yield from self._synonyms()

    def _synonyms(self) -> Iterator[Trouble]:
        """One number, unit or phrase written in two ways."""
        for a, b in self.alignment.pairs:
            one, other = self.said[a], self.printed[b]
            if one.spelled != other.spelled and not self._spelled_alike(one, other):
                edge = b in (
                    0,
                    len(self.printed) - 1,
                ) and self.alignment.end - self.alignment.start < len(self.said)
                if not (
                    edge and self.wording.bare(one.spelled) == self.wording.bare(other.spelled)
                ):
                    yield Trouble("wording", (a, a + 1), (b, b + 1))

    @staticmethod
    def _spelled_alike(one: Item, other: Item) -> bool:
        if one.loose == other.loose or one.key.startswith("=month"):
            return True
        signs = not one.loose.isalpha() and not other.loose.isalpha()
        if one.key.startswith("=measure"):
            return signs
        digits = one.loose[:1].isdigit(), other.loose[:1].isdigit()
        return one.counts and digits[0] == digits[1] and \
            one.loose.count(" ") == other.loose.count(" ")  # fmt: skip

    def elisions(self) -> Iterator[Trouble]:
        """Gaps that print marks."""
        yield from (Trouble("elision", gap.said, gap.printed) for gap in self.marked)

    def spellings(self) -> Iterator[Trouble]:
        """Words that are the same and look different."""
        for a, b in self.alignment.pairs:
            one, other = self.said[a], self.printed[b]
            if one.span.of(self.texts[0].text) != other.span.of(self.texts[1].text):
                if one.spelled == other.spelled or self._spelled_alike(one, other):
                    yield Trouble("spelling", (a, a + 1), (b, b + 1))


def _rest(valued: Iterable[tuple[int, object]], both: Counter[object]) -> list[tuple[int, object]]:
    left = Counter(both)
    kept = []
    for n, value in valued:
        if left[value] > 0:
            left[value] -= 1
        else:
            kept.append((n, value))
    return kept


def _article_off(word: str, wording: Wording) -> str:
    definite = str(wording.times.policy["definite"])
    return word.removeprefix(definite) if definite else word
