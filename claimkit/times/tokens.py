"""Where a text speaks of time: runs of neighbouring time words, found in one scan."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple

from claimkit.times.vocabulary import Unit, Vocabulary

_ATOM = r"(?:[^\W\d_]\.){2,}|[^\W\d_]+(?:'[^\W\d_]+)?|[0-9]+"
_NEXT = re.compile(rf"([^\w\n]{{0,4}})({_ATOM})")
_WORDS = re.compile(_ATOM)
_BEHIND = 72  # how far back an expression can begin before the word that gives it away
_LONGEST = 48  # words in a run: a list of a thousand dates is many runs
_GAPS = frozenset({
    "", ",", "،", "(", ")", "/", "-", "–", "—", ".", ":", "[", "،(", ",(", "),", ")،", "'", "’",
})  # fmt: skip


class Token(NamedTuple):
    """One time word or number; `gap` is the punctuation before it, `tight` without any space."""

    kind: str
    value: Any
    start: int
    end: int
    gap: str = ""
    tight: bool = False
    prefix: str = ""


END = Token("", None, 0, 0, "#")


class Run(tuple[Token, ...]):
    """Neighbouring time words of the folded `text`, `size` of them, then only `END`s.

    A tuple and not a class around one: the rules look at tokens a thousand times an article.
    """

    text: str
    words: Vocabulary
    size: int

    @classmethod
    def of(cls, tokens: Iterable[Token], text: str, words: Vocabulary) -> Run:
        """The run of these tokens; rules look at most six tokens ahead or one back."""
        tokens = tuple(tokens)
        run = cls((*tokens, END, END, END, END, END, END))
        run.text, run.words, run.size = text, words, len(tokens)
        return run


def runs(text: str, words: Vocabulary) -> Iterator[Run]:
    """The runs of a folded text, each around at least one word that may give a time away."""
    done = 0
    search = words.triggers.search
    while hit := search(text, done):
        start, end = _whole_word(text, *hit.span())
        if not hit[0].isdigit() and not words.entry(text[start:end]).begins:
            done = end
            continue
        tokens = _around(text, done, start, words)
        if tokens:
            yield Run.of(_composed(tokens, words.policy["and"]), text, words)
        done = max(tokens[-1].end if tokens else 0, end)


def _whole_word(text: str, start: int, end: int) -> tuple[int, int]:
    if text[start].isdigit():
        return start, end
    while start and text[start - 1].isalpha():
        start -= 1
    while end < len(text) and text[end].isalpha():
        end += 1
    return start, end


def _around(text: str, floor: int, start: int, words: Vocabulary) -> list[Token]:
    """The time words before and behind the one at `start` that stand without a break."""
    for begin in _beginnings(text, max(floor, start - _BEHIND), start, words):
        tokens = list(_ahead(text, begin, words))
        if tokens and tokens[-1].end > start:
            return tokens
    return []


def _beginnings(text: str, floor: int, start: int, words: Vocabulary) -> list[int]:
    """Where the run may begin, farthest first: every word up to `start` has a part in a name."""
    while 0 < floor < start and text[floor - 1].isalnum() and text[floor].isalnum():
        floor += 1  # never inside a word
    begins = [start]
    for hit in reversed(list(_WORDS.finditer(text, floor, start))):
        gap, atom = text[hit.end() : begins[-1]], hit[0]
        clitic = not gap and atom in words.prefixes and text[hit.end()].isdigit()
        if "\n" in gap or gap.strip() not in _GAPS:
            break
        if not (clitic or atom.isdecimal() or words.entry(atom).belongs):
            break
        begins.append(hit.start())
    return begins[::-1]


def _ahead(text: str, start: int, words: Vocabulary) -> Iterator[Token]:
    at, count = start, 0
    while count < _LONGEST and (hit := _NEXT.match(text, at)):
        if hit[1].strip() not in _GAPS or (count == 0 and hit[1]):
            return
        token = _token(text, at, *hit.span(2), words)
        if token is None:
            return
        yield token
        at, count = token.end, count + 1


def _token(text: str, before: int, start: int, end: int, words: Vocabulary) -> Token | None:
    """The word at `start`; `before` is where the word before it ended."""
    atom, raw = text[start:end], text[before:start]
    gap, tight = raw.strip(), not raw or not any(map(str.isspace, raw))
    if atom.isdecimal():
        return Token("digits", int(atom) if len(atom) <= 6 else -1, start, end, gap, tight)
    if atom in words.prefixes and end < len(text) and text[end].isdigit():
        return Token("clitic", atom, start, end, gap, tight)
    entry = words.entry(atom)
    word = entry.word
    for rest, name in entry.phrases:
        if (stop := _follows(rest, text, end)) is not None:
            word, end = name, stop
            break
    if word is None:
        return None
    cut = _cut(word.prefix, words.policy["definite"]) if word.prefix else 0
    return Token(word.kind, word.value, start + cut, end, gap, tight, word.prefix)


def _cut(prefix: str, article: str) -> int:
    """How much of a prefix is no part of the expression; the ل of لل cannot be cut off."""
    return 0 if prefix.endswith("لل") else len(prefix.removesuffix(article))


def _follows(rest: tuple[str, ...], text: str, at: int) -> int | None:
    """Where a name ends whose other words follow, None where they do not."""
    for word in rest:
        while text[at : at + 1] in (" ", "-"):
            at += 1
        if not text.startswith(word, at):
            return None
        at += len(word)
        if text[at : at + 1].isalpha():
            return None
    return at


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
