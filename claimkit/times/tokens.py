"""Where a text speaks of time: runs of neighbouring time words, found in one scan."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, NamedTuple

from claimkit.times.vocabulary import Unit, Vocabulary, Word

_ATOM = r"(?:[^\W\d_]\.){2,}|[^\W\d_]+(?:'[^\W\d_]+)?|[0-9]+"
_NEXT = re.compile(rf"([^\w\n]{{0,4}})({_ATOM})")
_WORDS = re.compile(_ATOM)
_BEHIND = 72  # how far back an expression can begin before the word that gives it away
_LONGEST = 48  # words in a run: a list of a thousand dates is many runs
_GAPS = frozenset({
    "", ",", "،", "(", ")", "/", "-", "–", "—", ".", ":", "[", "،(", ",(", "),", ")،", "'", "’",
})  # fmt: skip


class Token(NamedTuple):
    """One time word or number of a run; `gap` is the punctuation before it, `tight` without space."""

    kind: str
    value: Any
    start: int
    end: int
    gap: str = ""
    tight: bool = False
    prefix: str = ""


END = Token("", None, 0, 0, "#")


@dataclass(frozen=True, slots=True)
class Run:
    """Neighbouring time words of the folded `text`; reading past the last gives `END`."""

    text: str
    words: Vocabulary
    tokens: tuple[Token, ...]

    def __getitem__(self, index: int) -> Token:
        return self.tokens[index] if 0 <= index < len(self.tokens) else END

    def __len__(self) -> int:
        return len(self.tokens)


def runs(text: str, words: Vocabulary) -> Iterator[Run]:
    """The runs of a folded text, each around at least one word that may give a time away."""
    done = 0
    search = words.triggers.search
    while hit := search(text, done):
        start, end = _whole_word(text, *hit.span())
        if not hit[0].isdigit() and words.word(text[start:end]) is None:
            if text[start:end] not in words.phrases and not _prefixed(text[start:end], words):
                done = end
                continue
        behind = _behind(text, done, start, words)
        ahead = list(_ahead(text, start, words))
        if ahead and behind:
            raw = text[behind[-1].end : start]
            tight = not any(map(str.isspace, raw))
            ahead[0] = ahead[0]._replace(gap=raw.strip(), tight=tight)
        tokens = behind + ahead
        if not tokens or tokens[-1].end <= done:
            done = max(end, done + 1)
            continue
        yield Run(text, words, tuple(_composed(tokens, words.policy["and"])))
        done = max(tokens[-1].end, end)


def _prefixed(word: str, words: Vocabulary) -> bool:
    return any(word.startswith(p) and word[len(p) :] in words.phrases for p in words.prefixes)


def _whole_word(text: str, start: int, end: int) -> tuple[int, int]:
    if text[start].isdigit():
        return start, end
    while start and text[start - 1].isalpha():
        start -= 1
    while end < len(text) and text[end].isalpha():
        end += 1
    return start, end


def _behind(text: str, floor: int, start: int, words: Vocabulary) -> list[Token]:
    """The time words that stand without a break before `start`."""
    floor = max(floor, start - _BEHIND)
    while 0 < floor < start and text[floor - 1].isalnum() and text[floor].isalnum():
        floor += 1  # never begin inside a word
    found: list[Token] = []
    for token in _tokens(text, floor, start, words):
        if not token.kind or token.gap not in _GAPS or "\n" in text[floor : token.start]:
            found.clear()  # a break: what stood before it belongs to nothing here
        if token.kind:
            found.append(token)
        floor = token.end
    return found if text[floor:start].strip() in _GAPS and "\n" not in text[floor:start] else []


def _tokens(text: str, start: int, end: int, words: Vocabulary) -> Iterator[Token]:
    """Every word from `start` to `end`, those that are no time words as bare `END`s."""
    at = start
    for hit in _WORDS.finditer(text, start, end):
        if hit.start() >= at:  # not swallowed by a name of several words
            token = _token(text, at, *hit.span(), words, end)
            token = token or END._replace(start=hit.start(), end=hit.end())
            at = token.end
            yield token


def _ahead(text: str, start: int, words: Vocabulary) -> Iterator[Token]:
    at, count = start, 0
    while count < _LONGEST and (hit := _NEXT.match(text, at)):
        if hit[1].strip() not in _GAPS or (count == 0 and hit[1]):
            return
        token = _token(text, at, *hit.span(2), words, len(text))
        if token is None:
            return
        yield token
        at, count = token.end, count + 1


def _token(
    text: str, before: int, start: int, end: int, words: Vocabulary, limit: int
) -> Token | None:
    """The word at `start`; `before` is where the word before it ended."""
    atom, raw = text[start:end], text[before:start]
    gap, tight = raw.strip(), not any(map(str.isspace, raw))
    if atom.isdigit():
        return Token("digits", int(atom) if len(atom) <= 6 else -1, start, end, gap, tight)
    if atom in words.prefixes and end < len(text) and text[end].isdigit():
        return Token("clitic", atom, start, end, gap, tight)
    word, stop = _phrase(atom, text, end, words, limit)
    if word is None:
        return None
    article = words.policy["definite"]
    cut = word.prefix.removesuffix(article) if article else word.prefix
    cut = "" if cut.endswith("لل") else cut  # the ل of لل cannot be cut off
    return Token(word.kind, word.value, start + len(cut), stop, gap, tight, word.prefix)


def _phrase(
    atom: str, text: str, end: int, words: Vocabulary, limit: int
) -> tuple[Word | None, int]:
    """The longest entry that begins with this word, and where it ends."""
    for prefix in ("", *words.prefixes):
        first = atom[len(prefix) :]
        if not atom.startswith(prefix):
            continue
        for name in (first, first.lower()):
            for rest, word in words.phrases.get(name, ()):
                if (stop := _follows(rest, text, end, limit)) is not None:
                    return word._replace(prefix=prefix), stop
    return words.word(atom), end


def _follows(rest: tuple[str, ...], text: str, at: int, limit: int) -> int | None:
    for word in rest:
        while at < limit and text[at] in " -":
            at += 1
        if not text.startswith(word, at) or (
            at + len(word) < len(text) and text[at + len(word)].isalpha()
        ):
            return None
        at += len(word)
    return at if at <= limit else None


def _composed(tokens: list[Token], glue: str) -> Iterator[Token]:
    """Numerals of several words made one: ثلاثة عشر, خمسة وعشرين, twenty-five."""
    at = 0
    while at < len(tokens):
        token = tokens[at]
        at += 1
        if token.kind == "clitic":
            if at < len(tokens):
                tokens[at] = tokens[at]._replace(
                    gap=token.gap, tight=token.tight, prefix=token.value
                )
            continue
        while at < len(tokens) and (joined := _join(token, tokens[at], glue)):
            token, at = joined, at + 1
        yield token


def _join(a: Token, b: Token, glue: str) -> Token | None:
    if a.kind not in ("number", "ordinal") or b.kind not in ("number", "ordinal"):
        return None
    if a.value < 0 or b.value < 0 or b.gap not in ("", "-"):
        return None
    teen = (
        0 < a.value < 10 and b.value == 10 and b.kind == "number" and not b.prefix and glue != "and"
    )
    tens = 0 < a.value < 10 and b.value >= 20 and b.value % 10 == 0 and b.prefix.startswith(glue)
    english = glue == "and" and a.value >= 20 and a.value % 10 == 0 and 0 < b.value < 10
    hundreds = a.value == 100 and b.value < 100 and b.prefix.startswith(glue)
    if not (teen or tens or english or hundreds):
        return None
    kind = "ordinal" if "ordinal" in (a.kind, b.kind) else "number"
    return a._replace(kind=kind, value=a.value + b.value, end=b.end)


def unit_of(token: Token) -> Unit:
    """The unit of a unit token, a unit of no name for any other."""
    return token.value if token.kind == "unit" else Unit("", 0)
