"""Where a text speaks of time: runs of neighbouring time words, found in one scan."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from itertools import accumulate, compress, count
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


_DASHES = frozenset("-–—/")
_NUMERALS = ("number", "ordinal")
END = Token("", None, 0, 0, "#")


class Run(tuple[Token, ...]):
    """Neighbouring time words of the folded `text`, `size` of them, then only `END`s.

    A tuple and not a class around one: the rules look at tokens a thousand times an article.
    """

    text: str
    words: Vocabulary
    size: int
    dashed: bool  # whether anything in it can join the ends of an interval that من does not open

    @classmethod
    def of(cls, tokens: Iterable[Token], text: str, words: Vocabulary) -> Run:
        """The run of these tokens; rules look at most six tokens ahead or one back."""
        tokens = tuple(tokens)
        run = cls((*tokens, END, END, END, END, END, END))
        run.text, run.words, run.size = text, words, len(tokens)
        weekdays = [token.kind for token in tokens].count("weekday")
        run.dashed = weekdays > 1 or not _DASHES.isdisjoint([token.gap for token in tokens])
        return run


def runs(text: str, words: Vocabulary) -> Iterator[Run]:
    """The runs of a folded text, each around at least one word that may give a time away.

    The text is cut at its spaces and each piece is looked up: nine of ten are known to say
    nothing of time, and no pattern is as quick as that.
    """
    done = 0
    pieces = text.replace("\n", " ").split(" ")
    ends = list(accumulate(map(len, pieces)))  # the spaces not counted
    for at in compress(count(), map(words.places.__getitem__, pieces)):
        begin = ends[at] - len(pieces[at]) + at
        for start, end in words.places[pieces[at]]:
            if begin + start < done:
                continue
            floor = max(done, begin + start - _BEHIND)
            tokens = _around(text, _floor(pieces, at, begin, floor, words), begin + start, words)
            if tokens:
                yield Run.of(_composed(tokens, words.policy["and"]), text, words)
            done = max(tokens[-1].end if tokens else 0, begin + end)


def _floor(pieces: list[str], at: int, begin: int, floor: int, words: Vocabulary) -> int:
    """Where a run around the piece `at` may begin at the earliest, not before `floor`."""
    while at and begin > floor and _leads(pieces[at - 1], words):
        at -= 1
        begin -= len(pieces[at]) + 1
    return max(begin, floor)


def _leads(piece: str, words: Vocabulary) -> bool:
    """Whether the word at the end of a piece can stand before another one in an expression."""
    if known := words.known.get(piece):
        return known.belongs
    atoms = _WORDS.findall(piece[-_BEHIND:])
    return not atoms or words.entry(atoms[-1]).belongs


def _around(text: str, floor: int, start: int, words: Vocabulary) -> list[Token]:
    """The time words before and behind the one at `start` that stand without a break."""
    for begin in _beginnings(text, floor, start, words):
        tokens = _ahead(text, begin, words)
        if tokens and tokens[-1].end > start:
            return tokens
    return []


def _beginnings(text: str, floor: int, start: int, words: Vocabulary) -> list[int]:
    """Where the run may begin, farthest first: every word up to `start` has a part in a name."""
    if floor == start:
        return [start]
    while 0 < floor < start and text[floor - 1].isalnum() and text[floor].isalnum():
        floor += 1  # never inside a word
    begins = [start]
    for hit in reversed(list(_WORDS.finditer(text, floor, start))):
        gap = text[hit.end() : begins[-1]]
        if "\n" in gap or gap.strip() not in _GAPS or not words.entry(hit[0]).belongs:
            break
        begins.append(hit.start())
    return begins[::-1]


def _ahead(text: str, start: int, words: Vocabulary) -> list[Token]:
    """The time words from `start` on that stand without a break."""
    tokens: list[Token] = []
    at = start
    while len(tokens) < _LONGEST and (hit := _NEXT.match(text, at)):
        raw, atom = hit.groups()
        gap, tight = _gap(raw)
        if gap is None or (raw and not tokens):
            break
        token = _token(atom, text, hit.end(), gap, tight, words)
        if token is None:
            break
        tokens.append(token)
        at = token.end
    return tokens


@lru_cache(4096)
def _gap(raw: str) -> tuple[str | None, bool]:
    """The punctuation between two words, None where it parts them, and whether it is tight."""
    gap = raw.strip()
    return gap if gap in _GAPS else None, not any(map(str.isspace, raw))


def _token(
    atom: str, text: str, end: int, gap: str, tight: bool, words: Vocabulary
) -> Token | None:
    """The word before `end`, made one token with what follows if it is a name of several words."""
    start = end - len(atom)
    word, phrases, _ = words.known.get(atom) or words.entry(atom)
    if word is None and text[end : end + 1].isdigit() and atom in words.prefixes:
        return Token("clitic", atom, start, end, gap, tight)
    for rest, name in phrases:
        if (stop := _follows(rest, text, end)) is not None:
            word, end = name, stop
            break
    if word is None:
        return None
    kind, value, prefix, cut = word
    return Token(kind, value, start + cut, end, gap, tight, prefix)


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
        if token.kind in _NUMERALS:
            while at < len(tokens) and (joined := _join(token, tokens[at], glue)):
                token, at = joined, at + 1
        yield token


def _join(a: Token, b: Token, glue: str) -> Token | None:
    if b.kind not in _NUMERALS:
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
