"""The same claim in many articles: who printed it first, and what the others made of it."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import combinations
from typing import TYPE_CHECKING

from rapidfuzz.distance import LCSseq

from claimkit.comparison import Facts, QuoteComparison, compare_quotes, facts, forms
from claimkit.model import Reading, Source
from claimkit.names import fold_name

if TYPE_CHECKING:
    import pandas as pd

_KEYS = 5  # the rarest words of a claim: two of them in common make a pair worth a look
_NEAR = 60  # claims under one pair of words that a claim is held against, the latest first
_COVERED = 0.6  # of the longer wording must stand in the shorter one
_LEAST = 2  # words that tell something, without which only equal wordings are one claim


@dataclass(frozen=True, slots=True)
class Telling:
    """One claim as one article tells it; `speaker` is the name that the article resolves."""

    article: str
    claim: str
    text: str
    lang: str
    speaker: str | None
    publisher: str | None
    published: dt.date | None


@dataclass(frozen=True, slots=True)
class ClaimGroup:
    """The tellings of one claim in at least two articles, the first appearance first.

    An article without a day of publication stands behind those that have one.
    """

    tellings: tuple[Telling, ...]

    @property
    def first(self) -> Telling:
        """The first appearance."""
        return self.tellings[0]

    @property
    def articles(self) -> int:
        """How many articles tell it."""
        return len({telling.article for telling in self.tellings})

    def changes(self) -> tuple[QuoteComparison, ...]:
        """Each telling beside the first one, in their order: who changed what."""
        said = self.first
        return tuple(compare_quotes(said.text, each.text, said.lang) for each in self.tellings)

    def to_frame(self) -> pd.DataFrame:
        """One row a telling; `change` is its class beside the first, `difference` a sentence."""
        import pandas as pd

        names = ("published", "publisher", "speaker", "article", "claim", "text")
        rows = [
            (*(getattr(each, name) for name in names), change.kind, change.sentence())
            for each, change in zip(self.tellings, self.changes(), strict=True)
        ]
        frame = pd.DataFrame(rows, columns=[*names, "change", "difference"])
        return frame.assign(published=pd.to_datetime(frame["published"]))


@dataclass(slots=True)
class _Wording:
    """One wording of a claim by one speaker, and all who tell it so."""

    words: tuple[str, ...]
    names: frozenset[str]  # of a person, folded; of nobody else
    tellings: list[Telling]
    facts: Facts | None = None

    @property
    def known(self) -> Facts:
        """What the wording says in numbers, days and negations; worked out where it is asked."""
        if self.facts is None:
            self.facts = facts(self.tellings[0].text, self.tellings[0].lang)
        return self.facts


@dataclass(slots=True)
class _Group:
    """Wordings every two of which are one claim."""

    wordings: list[_Wording] = field(default_factory=list)

    def takes(self, one: _Wording) -> bool:
        """Whether a wording is the same claim as each that is here."""
        return all(_same(other, one) for other in self.wordings)


def same_claims(readings: Iterable[Reading]) -> tuple[ClaimGroup, ...]:
    """What more than one article tells, most often told first.

    Two wordings are one claim where what the one has more than the other is an addition, and no
    number, date, name, negation, condition or modal differs; what two named persons say is two
    claims, even in the same words. A synonym or a name cannot be told apart without a dictionary:
    where a word stands against another the two stay apart. Never raises on an article.

    >>> from claimkit import Article, read
    >>> said = "قالت وزارة الري إن السد الكبير آمن"
    >>> articles = [Article(f"{said}.", "a"), Article(f"{said} تماما.", "b")]
    >>> articles.append(Article(said.replace("آمن", "غير آمن"), "c"))
    >>> [[each.article for each in group.tellings] for group in same_claims(map(read, articles))]
    [['a', 'b']]
    """
    found = (_told(group) for group in _grouped(_wordings(readings)))
    several = [group for group in found if group.articles > 1]
    return tuple(sorted(several, key=lambda group: -group.articles))


def _told(group: _Group) -> ClaimGroup:
    tellings = [telling for wording in group.wordings for telling in wording.tellings]
    return ClaimGroup(tuple(sorted(tellings, key=_day)))


def _day(telling: Telling) -> dt.date:
    return telling.published or dt.date.max


def _wordings(readings: Iterable[Reading]) -> list[_Wording]:
    """Every wording once, by its first appearance."""
    found: dict[tuple[object, ...], _Wording] = {}
    for reading in readings:
        relays = {claim.parent for claim in reading.claims}
        lang = reading.article.lang
        for claim in reading.claims:
            if claim.id in relays:
                continue
            source = reading.speaker_of(claim)
            text, names = reading.text_of(claim.content), _names(source)
            telling = Telling(
                reading.article.id, claim.id, text, lang, source.name if source else None,
                reading.publisher, reading.published,
            )  # fmt: skip
            words = forms(text, lang)
            key = (lang, words, names)
            if key in found:
                found[key].tellings.append(telling)
            else:
                found[key] = _Wording(words, names, [telling])
    return sorted(found.values(), key=lambda each: min(map(_day, each.tellings)))


def _names(source: Source | None) -> frozenset[str]:
    if source is None or source.kind != "person":
        return frozenset()
    return frozenset(fold_name(source.name).split())


def _grouped(wordings: list[_Wording]) -> Iterator[_Group]:
    """Each wording joins the first group all of whose wordings it agrees with."""
    often = Counter(word for each in wordings for word in set(each.words))
    blocks: dict[tuple[str, ...], list[int]] = {}
    home: list[_Group] = []
    for number, one in enumerate(wordings):
        keys = list(_keys(one, often))
        near = {other for key in keys for other in blocks.get(key, ())[-_NEAR:]}
        groups = dict.fromkeys(id(home[other]) for other in sorted(near))
        known = {id(home[other]): home[other] for other in near}
        group = next((known[g] for g in groups if known[g].takes(one)), None) or _Group()
        group.wordings.append(one)
        home.append(group)
        for key in keys:
            blocks.setdefault(key, []).append(number)
    yield from {id(group): group for group in home}.values()


def _keys(one: _Wording, often: Counter[str]) -> Iterator[tuple[str, ...]]:
    telling = sorted(set(one.words), key=lambda word: (often[word], word))
    yield from combinations(sorted(telling[:_KEYS]), 2)
    if len(telling) <= _LEAST:
        yield one.words


def _same(first: _Wording, later: _Wording) -> bool:
    """Whether two wordings are one claim."""
    if first.tellings[0].lang != later.tellings[0].lang or not _may_be_one(first, later):
        return False
    if first.words == later.words:
        return True
    less, more = sorted((len(first.words), len(later.words)))
    if less < _COVERED * more or LCSseq.similarity(first.words, later.words) < less / 2:
        return False
    return _agree(first.known, later.known)


def _may_be_one(first: _Wording, later: _Wording) -> bool:
    """Not two named persons: a surname fits a full name, two full names are two people."""
    one, other = first.names, later.names
    return not one or not other or one <= other or other <= one


def _agree(one: Facts, other: Facts) -> bool:
    """Whether one only adds words to the other and nothing that counts is changed."""
    if one.values != other.values or one.turns != other.turns:
        return False
    mine, theirs = Counter(one.telling), Counter(other.telling)
    if (mine - theirs and theirs - mine) or min(len(one.telling), len(other.telling)) < _LEAST:
        return False
    both = mine & theirs
    if both.total() < _COVERED * max(mine.total(), theirs.total()):
        return False
    ours = [word for word in one.telling if word in both]
    others = [word for word in other.telling if word in both]
    return LCSseq.similarity(ours, others) == min(len(ours), len(others))
