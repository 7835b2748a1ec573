"""Whether the clause around an expression looks ahead or back."""

from __future__ import annotations

import re

from claimkit.times.vocabulary import Vocabulary

_REACH = 110
_BREAK = re.compile(r"[.!?؟\n؛;](?=\s|$)")
_WORD = re.compile(r"[^\W\d_]+")


def clause_before(text: str, at: int, reach: int = _REACH) -> str:
    """The folded words of the sentence before `at`, not more than `reach` code points."""
    piece = text[max(0, at - reach) : at]
    breaks = [found.end() for found in _BREAK.finditer(piece)]
    return piece[breaks[-1] :] if breaks else piece


def is_future(text: str, at: int, words: Vocabulary) -> bool | None:
    """True where the nearest verb before `at` looks ahead, False where back, None where unsure.

    >>> from claimkit.language import language
    >>> from claimkit.times.vocabulary import vocabulary
    >>> is_future("The court will meet on", 22, vocabulary(language("en")))
    True
    """
    for word in reversed(_WORD.findall(clause_before(text, at))):
        tense = of_word(word, words)
        if tense is not None:
            return tense
    return None


def of_word(word: str, words: Vocabulary) -> bool | None:
    """True for a word that looks ahead (سيعقد، المقرر), False for one that looks back."""
    bare = word[1:] if word[:1] in "وف" and len(word) > 4 else word
    if (tense := words.tenses.get(bare, words.tenses.get(word))) is not None:
        return tense
    return True if is_verb_ahead(bare, words) else None


def is_verb_ahead(word: str, words: Vocabulary) -> bool:
    """A verb with the mark of the future on it: سيعقد، ستبدأ."""
    marked = word.startswith(words.future_prefixes) if words.future_prefixes else False
    return marked and len(word) > 4 and word not in words.sets["tense.not_future"]
