"""The time words of a language, compiled once: what each word is, and where a text holds one."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import Any, NamedTuple

from claimkit.language import Language
from claimkit.text import fold

At = tuple[int, int]  # half-open, folded offsets
_MANY = 20_000  # words that are remembered


class Word(NamedTuple):
    """What a word is (`kind`) and says (`value`), and the clitics before it."""

    kind: str
    value: Any
    prefix: str = ""
    cut: int = 0  # how much of the prefix is no part of the expression


class Unit(NamedTuple):
    """A unit of time; 1 singular, 2 dual (needs no numeral), 3 plural, 4 dual before its own."""

    name: str
    number: int


class MonthName(NamedTuple):
    """A month; a weak name is another word as well and needs a number beside it."""

    number: int
    calendar: str
    weak: bool


Phrase = tuple[tuple[str, ...], Word]  # the words behind the first one, and what they make


class Entry(NamedTuple):
    """All that a word of a text can be; `belongs` where it can stand inside an expression."""

    word: Word | None
    phrases: tuple[Phrase, ...]
    belongs: bool

    @property
    def begins(self) -> bool:
        """Whether it can begin a time word."""
        return self.word is not None or bool(self.phrases)


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """The words of one language; `vocabulary` makes it."""

    words: Mapping[str, Word]
    phrases: Mapping[str, tuple[Phrase, ...]]
    inner: frozenset[str]  # what stands inside phrases
    triggers: re.Pattern[str]
    prefixes: tuple[str, ...]
    policy: Mapping[str, Any]
    sets: Mapping[str, frozenset[str]]
    meridian: Mapping[str, int]
    tenses: Mapping[str, bool]  # True for a word that looks ahead, False for one that looks back
    future_prefixes: tuple[str, ...]
    known: dict[str, Entry] = field(default_factory=dict)
    places: dict[str, tuple[At, ...]] = field(init=False)  # see `giveaways`

    def __post_init__(self) -> None:
        object.__setattr__(self, "places", _Places(self))

    def entry(self, word: str) -> Entry:
        """What a folded word can be, clitics cut off where it needs that."""
        if (entry := self.known.get(word)) is None:
            if len(self.known) > _MANY:  # a long run over many articles must not grow for ever
                self.known.clear()
            found, phrases = self._word(word), tuple(self._phrases(word))
            small = word in self.inner or word in self.prefixes
            belongs = found is not None or bool(phrases) or small
            entry = self.known[word] = Entry(found, phrases, belongs)
        return entry

    def giveaways(self, piece: str) -> Iterator[At]:
        """Where words stand in a stretch without spaces that may give a time away."""
        done = 0
        while hit := self.triggers.search(piece, done):
            start, done = _whole_word(piece, *hit.span())
            if self.entry(piece[start:done]).begins:
                yield start, done

    def _word(self, word: str) -> Word | None:
        if word.isdecimal():
            return Word("digits", int(word) if len(word) <= 6 else -1)
        if found := self.words.get(word):
            return found
        low = self.words.get(word.lower())
        if low and not (self.policy["capitals"] and low.kind in ("month", "weekday")):
            return low
        for prefix in reversed(self.prefixes):  # والاثنين is و + a Monday, and no "and the two"
            if word.startswith(prefix) and (found := self.words.get(word[len(prefix) :])):
                return self._prefixed(found, prefix)
        return None

    def _prefixed(self, word: Word, prefix: str) -> Word:
        """The word behind clitics; the article stays, and the ل of لل cannot be cut off."""
        cut = 0 if prefix.endswith("لل") else len(prefix.removesuffix(self.policy["definite"]))
        return word._replace(prefix=prefix, cut=cut)

    def _phrases(self, word: str) -> Iterator[Phrase]:
        yield from self.phrases.get(word, ())
        if word != word.lower():
            yield from self.phrases.get(word.lower(), ())
        for prefix in self.prefixes:
            if word.startswith(prefix):
                for rest, name in self.phrases.get(word[len(prefix) :], ()):
                    yield rest, self._prefixed(name, prefix)


class _Places(dict[str, tuple[At, ...]]):
    """`giveaways` of the stretches met so far: nine words of ten are met again and mean nothing."""

    def __init__(self, words: Vocabulary) -> None:
        self.words = words

    def __missing__(self, piece: str) -> tuple[At, ...]:
        places = tuple(self.words.giveaways(piece))
        if len(self) > _MANY:
            self.clear()
        if len(piece) < 24:
            self[piece] = places
        return places


def _whole_word(text: str, start: int, end: int) -> At:
    if text[start].isdigit():
        return start, end
    while start and text[start - 1].isalpha():
        start -= 1
    while end < len(text) and text[end].isalpha():
        end += 1
    return start, end


@cache
def vocabulary(language: Language) -> Vocabulary:
    """The vocabulary of a language, compiled on first use."""
    table = language.table("times")
    words: dict[str, Word] = {}
    phrases: dict[str, list[tuple[tuple[str, ...], Word]]] = {}
    triggers: set[str] = set()
    for text, word in _entries(table):
        folded = fold(text)
        first, *rest = re.findall(r"(?:[^\W\d_]\.){2,}|[^\W\d_]+|\d+", folded) or [folded]
        if rest:
            phrases.setdefault(first, []).append((tuple(rest), word))
        else:
            words.setdefault(folded, word)
        if word.kind in _TRIGGERS:
            triggers.add(first)
    ordered = {first: tuple(sorted(p, key=lambda e: -len(e[0]))) for first, p in phrases.items()}
    shapes = (
        triggers if not table["policy"]["capitals"] else triggers | {t.title() for t in triggers}
    )
    return Vocabulary(
        words=words,
        phrases=ordered,
        inner=frozenset(
            word for entries in phrases.values() for rest, _ in entries for word in rest
        ),
        triggers=re.compile(rf"[0-9]+|{_trie(shapes)}"),
        prefixes=tuple(table["policy"]["prefixes"]),
        policy=table["policy"],
        sets=dict(_sets(table)),
        meridian={fold(w): int(n) for n, ws in table["meridian"].items() for w in ws},
        tenses={
            fold(word): tense != "past"
            for tense in ("past", "planned", "future")
            for word in table["tense"][tense]
        },
        future_prefixes=tuple(table["tense"]["future_prefixes"]),
    )


_TRIGGERS = {
    "month", "weekday", "deictic", "unit", "season", "decade", "anniversary", "oclock",
}  # fmt: skip


def _entries(table: Mapping[str, Any]) -> Iterator[tuple[str, Word]]:
    """Every entry of the table; where two share a spelling the first one stands."""
    weak = {fold(name) for name in table["weak"]["months"]}
    for names in table["months"].values():
        for number, name in enumerate(names, 1):
            yield name, Word("month", MonthName(number, "gregorian", fold(name) in weak))
    for number, names in table["month_spellings"].items():
        for name in names:
            yield name, Word("month", MonthName(int(number), "gregorian", fold(name) in weak))
    for number, names in table["hijri_months"].items():
        for name in names:
            yield name, Word("month", MonthName(int(number), "hijri", True))
    yield from _numbered(table, "weekdays", "weekday")
    yield from _numbered(table, "deictics", "deictic")
    for unit, forms in table["units"].items():
        for number, key in enumerate(("singular", "dual", "plural", "construct"), 1):
            yield from ((form, Word("unit", Unit(unit, number))) for form in forms.get(key, ()))
    yield from _numbered(table, "numbers", "number")
    yield from _numbered(table, "ordinals", "ordinal")
    yield from _numbered(table, "decades", "decade")
    for section, kind in (("seasons", "season"), ("parts", "part"), ("eras", "era")):
        yield from _listed(table[section], kind)
    yield from _listed(table["parts_of_day"], "pod")
    for kind, names in table["words"].items():
        yield from ((name, Word(kind, kind)) for name in names)
    yield from _numbered(table, "directions", "direction")
    for names in table["meridian"].values():
        yield from ((name, Word("meridian", "meridian")) for name in names)


def _numbered(table: Mapping[str, Any], section: str, kind: str) -> Iterator[tuple[str, Word]]:
    for number, names in table[section].items():
        yield from ((name, Word(kind, int(number))) for name in names)


def _listed(section: Mapping[str, Any], kind: str) -> Iterator[tuple[str, Word]]:
    for value, names in section.items():
        yield from ((name, Word(kind, value)) for name in names)


def _sets(table: Mapping[str, Any]) -> Iterator[tuple[str, frozenset[str]]]:
    yield "words.born", frozenset(fold(entry) for entry in table["words"]["born"])
    for section in ("years", "names", "tense", "deadline", "links", "events"):
        for name, entries in table[section].items():
            folded = frozenset(fold(entry) for entry in entries)
            if name == "same":  # every word of a link links
                folded = frozenset(word for entry in folded for word in entry.split())
            yield f"{section}.{name}", folded


def _trie(words: set[str]) -> str:
    """A pattern that matches the longest of the words, trying each letter once."""
    branches: dict[str, set[str]] = {}
    for word in words - {""}:
        branches.setdefault(word[0], set()).add(word[1:])
    inner = "|".join(re.escape(c) + _trie(rest) for c, rest in sorted(branches.items()))
    if not inner:
        return ""
    return f"(?:{inner})?" if "" in words else f"(?:{inner})"
