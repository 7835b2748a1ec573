"""The folded shadow of a text that is searched: every word without what is glued to it."""

from __future__ import annotations

import re
from functools import cache, lru_cache

from claimkit.comparison import wording
from claimkit.language import language
from claimkit.sounds import PARTICLE, consonants, parts
from claimkit.text import fold

_WORD = re.compile(r"[^\W_]+")
_LONGEST = 64  # letters of a word that are kept: no word is longer


def words(text: str) -> list[str]:
    """The folded words of a text, in lower case.

    >>> words("قَالَ الوزيرُ: ٣ مِئَة!")
    ['قال', 'الوزير', '3', 'ميه']
    """
    return [word[:_LONGEST].lower() for word in _WORD.findall(fold(text))]


def shadow(text: str, lang: str) -> list[str]:
    """What a text is found by: its words, and each without conjunction, preposition, article.

    >>> shadow("وبالبصرة", "ar")
    ['وبالبصره', 'بالبصره', 'البصره', 'بصره']
    """
    return list(dict.fromkeys(form for word in words(text) for form in forms(word, lang)))


@lru_cache(maxsize=1 << 16)
def forms(word: str, lang: str) -> tuple[str, ...]:
    """A folded word and what is left of it, one glued particle after another."""
    found = [word]
    for number, glued in enumerate(_glued(lang), 1):
        least = 2 if number == len(_glued(lang)) else 3  # السد; but not وزن, and not بيت
        for begin in glued:
            rest = found[-1][len(begin) :]
            if found[-1].startswith(begin) and len(rest) >= least:
                found.append(rest)
                break
    return tuple(found)


def asked(text: str, lang: str) -> list[str]:
    """The words of a question, each without its article, so that it is found with and without.

    >>> asked("البصرة", "ar")
    ['بصره']
    """
    return [_bare(word, lang) for word in words(text)]


def _bare(word: str, lang: str) -> str:
    articles = _glued(lang)[-1] if _glued(lang) else ()
    begin = next((a for a in articles if word.startswith(a) and len(word) > len(a) + 1), "")
    return word[len(begin) :]


@cache
def _glued(lang: str) -> tuple[tuple[str, ...], ...]:
    """What may be glued to a word, from the outside in; the article comes last."""
    speech = language(lang)
    return wording(speech).glued if speech.has("comparison") else ()


def sounds(name: str) -> list[frozenset[str]]:
    """For each word of a name the skeletons it may have, the same in Arabic and in Latin script.

    >>> sounds("Sabah al-Numan") == [frozenset({"sbh", "sb", "zbh", "zb"}), frozenset({"nmn"})]
    True
    """
    heard = (part for part in parts(name) if part.weight > PARTICLE)
    return [frozenset(map(_skeleton, part.sounds)) for part in heard]


def _skeleton(sound: str) -> str:
    """The consonants; of a word that has none (Ali has one) its sound."""
    return consonants(sound) or sound


def heard(name: str) -> list[str]:
    """The marks by which a speaker is found in either script; they are no words of any text."""
    return [_mark(skeleton) for skeletons in sounds(name) for skeleton in sorted(skeletons)]


def listened(name: str) -> list[list[str]]:
    """For each word of a name that is asked for, the marks one of which must be there."""
    return [sorted(map(_mark, skeletons)) for skeletons in sounds(name)]


def _mark(skeleton: str) -> str:
    """A word in which letters of either case stay apart where an index makes them one."""
    spelled = "".join(f"{c.lower()}0" if c.isupper() else c for c in skeleton if c.isalnum())
    return f"q{spelled}q"
