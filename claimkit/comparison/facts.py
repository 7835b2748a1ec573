"""What a statement says that must not differ: its numbers, days and turns; and its other words."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache

from claimkit.comparison.vocabulary import Wording, wording
from claimkit.comparison.words import Item, words
from claimkit.language import language
from claimkit.text import fold

_WORD = re.compile(r"[^\W\d_]+|[0-9]+(?:[.,][0-9]+)*|[%٪$€£]")
_TURNS = frozenset({
    "negation", "maybe_negation", "exception", "condition", "contrast", "limitation", "possible",
    "obliged", "wished", "asked", "doubted",
})  # fmt: skip
_LONGEST = 100  # words of a statement that are looked at


@dataclass(frozen=True, slots=True)
class Facts:
    """What must agree if two statements are one.

    `values` are numbers, months, weekdays, units and measures; `turns` what negates, limits or
    weakens; `telling` the other words in their order, in one form each, without those that stand
    everywhere.
    """

    values: tuple[str, ...]
    turns: tuple[str, ...]
    telling: tuple[str, ...]


def facts(text: str, lang: str) -> Facts:
    """The facts of a statement; LookupError for a language without a table of comparison.

    >>> facts("We will not pay 3 dollars to Sam", "en")
    Facts(values=('measure dollar', 'number 3'), turns=('negation',), telling=('we', 'pay', 'sam'))
    """
    told = wording(language(lang))
    items = words(text, told).items[:_LONGEST]
    values = (f"{kind} {value}" for item in items for kind, value in item.slots)
    turns = (item.cue for item in items if item.cue in _TURNS)
    shape = told.policy["form"]
    telling = (_form(item.loose, shape) for item in items if _tells(item, told))
    return Facts(tuple(sorted(values)), tuple(sorted(turns)), tuple(telling))


def _tells(item: Item, told: Wording) -> bool:
    if item.counts or item.slots or item.cue:
        return False
    return not {item.spelled, told.bare(item.spelled)} & told.scope["light"]


def forms(text: str, lang: str) -> tuple[str, ...]:
    """The words of a text in one form each, numbers among them: equal ones say the same.

    >>> forms("The pupils, and 3 teachers", "en")
    ('the', 'pupils', 'and', '3', 'teachers')
    """
    shape = wording(language(lang)).policy["form"]
    return tuple(_form(word.lower(), shape) for word in _WORD.findall(fold(text)))


@lru_cache(maxsize=1 << 16)
def _form(word: str, shape: str) -> str:
    """A folded word without glued particles, article, the mark of the future and case endings."""
    found = _shape(shape).fullmatch(word)
    return found["form"] if found else word


@cache
def _shape(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern)
