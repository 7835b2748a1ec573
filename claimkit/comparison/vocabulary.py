"""What words do to a statement: turn, limit, soften or measure it, and which are opposites."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from functools import cache
from typing import Any, NamedTuple

from claimkit.language import Language, languages
from claimkit.language import language as _language
from claimkit.text import fold
from claimkit.times.vocabulary import Unit, Vocabulary, vocabulary

_WORD = re.compile(r"[^\W\d_]+|[%٪$€£?؟]")
_MANY = 20_000  # words that are remembered


class Sense(NamedTuple):
    """What a word or phrase is (`kind`: a cue, a dimension, a sort of number) and says."""

    kind: str
    value: Any
    lead: str = ""  # the glued conjunction or particle


Phrase = tuple[tuple[str, ...], Sense]


@dataclass(frozen=True)
class Wording:
    """The words of one language that a comparison looks at; `wording` makes it."""

    cues: Mapping[str, Sequence[Phrase]]
    measures: Mapping[str, Sequence[Phrase]]
    times: Vocabulary
    policy: Mapping[str, Any]
    scope: Mapping[str, frozenset[str]]
    poles: Mapping[str, frozenset[tuple[int, int]]]  # stem → the pair it is in, and on which side
    apart: Mapping[str, str]
    contractions: Mapping[str, str]
    month_names: tuple[str, ...]  # January first; none where a date in digits may be read two ways
    sentences: Mapping[str, str]
    changes: Mapping[str, str]
    known: dict[str, frozenset[str]] = field(default_factory=dict)
    opened: dict[str, tuple[Phrase, ...]] = field(default_factory=dict)

    def senses(self, words: Sequence[str]) -> tuple[int, tuple[Sense, ...]]:
        """How many of the words ahead belong together, and what they are."""
        if not (phrases := self._phrases(words[0])):
            return 1, ()
        rest = tuple(word.lower() for word in words[1:])
        found = [one for one in phrases if rest[: len(one[0])] == one[0]]
        longest = max((len(behind) for behind, _ in found), default=0)
        return 1 + longest, tuple(sense for behind, sense in found if len(behind) == longest)

    def is_plain(self, word: str) -> bool:
        """Whether a word neither is anything to a comparison nor opens a phrase that is."""
        return not self._phrases(word)

    def stems(self, word: str) -> frozenset[str]:
        """What may be left of a folded word without its prefixes and endings, three letters up."""
        if (stems := self.known.get(word)) is None:
            if len(self.known) > _MANY:
                self.known.clear()
            stems = self.known[word] = frozenset(self._stems(word[:40]))
        return stems

    def sides(self, word: str) -> frozenset[tuple[int, int]]:
        """The pairs of opposites that a word may belong to, each with its side."""
        found: set[tuple[int, int]] = set()
        for stem in self.stems(word):
            found |= self.poles.get(stem, frozenset())
        return frozenset(found)

    @property
    def glued(self) -> tuple[tuple[str, ...], ...]:
        """What may be glued to a word, from the outside in: each a choice; the article is last."""
        return tuple(tuple(map(fold, choice)) for choice in self.policy["glued"])

    def bare(self, word: str) -> str:
        """The word without a glued conjunction."""
        for lead in self.policy["leads"]:
            if word.startswith(lead) and len(word) > len(lead) + 1:
                return word[len(lead) :]
        return word

    def _stems(self, word: str) -> Iterator[str]:
        yield word
        begins = [p for p in ("", *self.policy["prefixes"]) if word.startswith(p)]
        ends = [s for s in ("", *self.policy["suffixes"]) if word.endswith(s)]
        for begin in begins:
            for end in ends:
                if len(stem := word[len(begin) : len(word) - len(end)]) > 2:
                    yield stem

    def _phrases(self, first: str) -> tuple[Phrase, ...]:
        """Every phrase that a word may open."""
        if (phrases := self.opened.get(first)) is None:
            if len(self.opened) > _MANY:
                self.opened.clear()
            low = first.lower()  # May is a month, may is not
            found = (*self._times(first), *self._measures(low), *self._cues(low))
            phrases = self.opened[first] = found
        return phrases

    def _cues(self, first: str) -> Iterator[Phrase]:
        yield from self.cues.get(first, ())
        if (bare := self.bare(first)) != first:
            for behind, sense in self.cues.get(bare, ()):
                yield behind, sense._replace(lead=first[: len(first) - len(bare)])
        for word in {first, bare}:
            for pronoun in self.policy["pronouns"]:
                if word.endswith(pronoun) and word[: -len(pronoun)] in self.policy["suffixed"]:
                    found = self.cues.get(word[: -len(pronoun)], ())
                    yield from (phrase for phrase in found if not phrase[0])

    def _measures(self, first: str) -> Iterator[Phrase]:
        yield from self.measures.get(first, ())
        for prefix in self.times.prefixes:
            if first.startswith(prefix):
                for behind, sense in self.measures.get(first[len(prefix) :], ()):
                    yield behind, sense._replace(lead=prefix)

    def _times(self, first: str) -> Iterator[Phrase]:
        entry = self.times.entry(first)
        for behind, word in entry.phrases:
            if word.kind in _TIMES:
                low = tuple(part.lower() for part in behind)
                yield low, Sense(word.kind, _plain(word.value), word.prefix)
        if entry.word and entry.word.kind in _TIMES and first not in self.scope["light"]:
            yield (), Sense(entry.word.kind, _plain(entry.word.value), entry.word.prefix)


_TIMES = frozenset(
    {"number", "ordinal", "month", "weekday", "deictic", "unit", "direction", "pod", "decade"}
)


def _plain(value: Any) -> Any:
    if isinstance(value, Unit):
        return value
    return getattr(value, "number", value)


@cache
def wording(language: Language) -> Wording:
    """The wording table of a language, compiled on first use.

    LookupError where the language has none.
    """
    if not language.has("comparison"):
        raise LookupError(f"quotations in {language.code!r} cannot be compared yet")
    table = language.table("comparison")
    policy = dict(table["policy"]) | {
        name: tuple(fold(part) for part in table["policy"][name])
        for name in ("leads", "prefixes", "suffixes", "suffixed", "pronouns", "duals", "singulars",
                     "past", "before_number")
    }  # fmt: skip
    light = frozenset(fold(word) for word in table["cues"]["light"])
    scope = {name: frozenset(map(fold, words)) for name, words in table["scope"].items()}
    cues = {name: words for name, words in table["cues"].items() if name != "light"}
    return Wording(
        cues=_phrases((word, Sense(name, name)) for name, word in _told(cues, policy)),
        measures=_phrases(_measured(table)),
        times=vocabulary(language),
        policy=policy,
        scope=scope | {"light": light},
        poles=_poles(table["opposites"], table["policy"]["imperfect_drops"]),
        apart={word: name for name, words in table["apart"].items() for word in words},
        contractions=table["contractions"],
        month_names=_month_names(language) if table["policy"]["day_first"] else (),
        sentences=table["sentences"],
        changes=table["changes"],
    )


def _told(
    cues: Mapping[str, Sequence[str]], policy: Mapping[str, Any]
) -> Iterator[tuple[str, str]]:
    """The words of each cue; a phrase that ends in أن takes the pronoun of its subject, too."""
    for name, words in cues.items():
        for word in words:
            yield name, word
            if word.split()[-1] in policy["subject_glued"] and " " in word:
                yield from ((name, word + pronoun) for pronoun in policy["pronouns"])


def _month_names(language: Language) -> tuple[str, ...]:
    dialects = language.table("times")["months"].values()
    one_word = next(names for names in dialects if not any(" " in name for name in names))
    return tuple(map(fold, one_word))


def _phrases(entries: Iterable[tuple[str, Sense]]) -> dict[str, list[Phrase]]:
    table: dict[str, list[Phrase]] = {}
    for text, sense in entries:
        first, *rest = _WORD.findall(fold(text).lower())
        table.setdefault(first, []).append((tuple(rest), sense))
    return table


def _measured(table: Mapping[str, Any]) -> Iterator[tuple[str, Sense]]:
    for section, kind in (("numbers", "number"), ("scales", "scale"), ("plural_scales", "plural"),
                          ("fractions", "fraction")):  # fmt: skip
        for value, words in table[section].items():
            yield from ((word, Sense(kind, Fraction(value))) for word in words)
    for dimension, values in table["slots"].items():
        for value, words in values.items():
            yield from ((word, Sense(dimension, value)) for word in words)


def _poles(pairs: Sequence[Mapping[str, Any]], drops: str) -> dict[str, frozenset[tuple[int, int]]]:
    poles: dict[str, set[tuple[int, int]]] = {}
    for number, pair in enumerate(pairs):
        for side, name in enumerate(("one", "other")):
            for stem in map(fold, pair[name]):
                poles.setdefault(stem, set()).add((number, side))
                if drops and stem.startswith(drops) and len(stem) > 3:
                    poles.setdefault(stem[1:], set()).add((number, side))
    return {stem: frozenset(found) for stem, found in poles.items()}


def spoken(*texts: str) -> Language:
    """The language that most letters of the texts belong to; the first one where none has any."""
    sample = "".join(text[:2000] for text in texts)
    able = [one for one in map(_language, languages()) if one.has("comparison")]
    return max(able, key=lambda one: len(_letters(one).findall(sample)))


@cache
def _letters(language: Language) -> re.Pattern[str]:
    return re.compile(f"[{language.table('comparison')['policy']['letters']}]")
