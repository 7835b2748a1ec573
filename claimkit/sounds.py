"""What a name's words weigh and how each may sound, in one alphabet for both scripts."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import islice, product

from claimkit.language import language
from claimkit.text import fold

# What a word of a name counts for; all other words count 1.
PARTICLE, _INITIAL, _KUNYA, _SERVANT, _COMMON = 0.15, 0.2, 0.2, 0.3, 0.5
_READINGS = 24  # of one word: more than a name with four unsure letters has
_WORDS, _LETTERS = 12, 40  # how much of a name is looked at: no name is longer
_WORD = re.compile(r"[^\W_]+-?")
_ARABIC = re.compile(r"[\u0621-\u06d3]")
_ASIDE = re.compile(r"\([^)]*\)|\[[^]]*\]|«[^»]*»|\"[^\"]*\"|“[^”]*”")
_SILENT = re.compile("['’‘`´ʿʾʼ.]")
_VOWELS = re.compile("[aeiu]")
_TWICE = re.compile(r"(.)\1+")


@dataclass(frozen=True, slots=True)
class Part:
    """A word of a name: folded, what it counts for, and all the ways in which it may sound.

    `sounds` are spelled in the alphabet of the table `names`; the first is the usual one.
    """

    word: str
    weight: float
    sounds: tuple[str, ...]

    @property
    def arabic(self) -> bool:
        """Whether it is written in Arabic letters."""
        return bool(_ARABIC.match(self.word))

    def __add__(self, other: Part) -> Part:
        """Both written as one word (نصر الله, Nasrallah)."""
        both = ("".join(pair) for pair in product(self.sounds, other.sounds))
        sounds = tuple(dict.fromkeys(islice(both, _READINGS)))
        return Part(self.word + other.word, self.weight + other.weight, sounds)


@lru_cache(maxsize=1 << 16)
def consonants(sound: str) -> str:
    """The skeleton of a sound: what remains without its vowels."""
    return _VOWELS.sub("", sound)


@lru_cache(maxsize=1 << 16)
def parts(name: str) -> tuple[Part, ...]:
    """The words of a name, without titles, articles and what stands in brackets or quotes.

    >>> [(part.word, part.weight) for part in parts("الشيخ محمد بن زايد")]
    [('محمد', 0.5), ('بن', 0.15), ('زايد', 1.0)]
    """
    table = _table()
    text = _SILENT.sub("", fold(name).lower())
    words = _WORD.findall(_ASIDE.sub(" ", text)) or _WORD.findall(text)
    found: list[Part] = []
    for word, behind in zip(words, [*words[1:], ""], strict=False):
        silent = word.strip("-") in table.articles or word in table.assimilated
        title = not found and word in table.titles
        if not (behind and (silent or title)):
            found += _parts(table, word.strip("-"))
    return tuple(found[:_WORDS])


@dataclass(frozen=True, slots=True)
class _Table:
    """The table `names`, folded."""

    titles: frozenset[str]
    articles: frozenset[str]
    assimilated: frozenset[str]  # with their hyphen
    article: str
    glued_articles: tuple[str, ...]
    same: Mapping[str, str]  # each form of أبو and عبد with the one that stands for it
    glued: Mapping[str, str]  # عبدال, abdel with what stands for them
    weights: Mapping[str, float]
    sounds: Mapping[str, tuple[str, ...]]
    letters: re.Pattern[str]


@cache
def _table() -> _Table:
    names = language("ar").table("names")
    folded = {key: [fold(word) for word in words] for key, words in names["words"].items()}
    forms = {form: group[0] for group in names["forms"] for form in map(fold, group)}
    glued = {fold(form): word for word, group in names["glued"].items() for form in group}
    weights = {
        **dict.fromkeys((plain(w) for name in folded["common"] for w in name.split()), _COMMON),
        **dict.fromkeys(folded["particles"], PARTICLE),
        **dict.fromkeys(folded["kunya"], _KUNYA),
        **dict.fromkeys(folded["servant"], _SERVANT),
    }
    sounds = {fold(letter): tuple(read) for letter, read in names["sounds"].items()}
    longest_first = sorted(sounds, key=len, reverse=True)
    return _Table(
        titles=frozenset(folded["titles"]),
        articles=frozenset((*folded["articles"], *folded["article"])),
        assimilated=frozenset(f"{word}-" for word in folded["assimilated"]),
        article=folded["article"][0],
        glued_articles=tuple(folded["articles"]),
        same={fold(form): fold(word) for form, word in forms.items()},
        glued=glued,
        weights=weights,
        sounds=sounds,
        letters=re.compile("|".join(map(re.escape, longest_first))),
    )


def plain(word: str) -> str:
    """A folded Arabic word without its article."""
    article = fold(language("ar").table("names")["words"]["article"][0])
    return word[len(article) :] if word.startswith(article) and len(word) > 3 else word


def _parts(table: _Table, word: str) -> Iterator[Part]:
    """The one or two parts that a printed word consists of (عبدالله, Abdelaziz)."""
    for glued, alone in table.glued.items():
        if word.startswith(glued) and len(word) >= len(glued) + 2:
            yield _part(table, alone)
            yield _part(table, plain(table.article + word.removeprefix(glued)))
            return
    yield _part(table, table.same.get(word, word))


def _part(table: _Table, word: str) -> Part:
    stem = plain(word)
    readings = [stem, word] if stem != word else [word]
    for article in table.glued_articles:  # Alsisi, ElBaradei; but not Ali and Elias
        behind = word.removeprefix(article)
        if behind != word and len(behind) > 2 and consonants(behind[0]):
            readings.append(behind)
    bare = "".join(c for c in unicodedata.normalize("NFKD", stem) if not unicodedata.combining(c))
    weight = table.weights.get(bare, _INITIAL if len(bare) == 1 and bare.isascii() else 1.0)
    sounds = (sound for reading in readings for sound in _sounds(table, reading))
    return Part(bare, weight, tuple(dict.fromkeys(sounds)))


def _sounds(table: _Table, word: str) -> Iterator[str]:
    letters = table.letters.findall(_TWICE.sub(r"\1", _spelled(table, word))[:_LETTERS])
    readings = product(*(table.sounds[letter] for letter in letters))
    for sounds in islice(readings, _READINGS):
        sound = "".join(sounds)
        yield sound
        if sound.endswith("h"):  # Sabah, Saba; ة is not heard
            yield sound[:-1]


def _spelled(table: _Table, word: str) -> str:
    """Without the accents that make no other letter."""
    return "".join(c if c in table.sounds else unicodedata.normalize("NFKD", c) for c in word)
