"""How a table reads in a terminal when its cells run right to left and its grid left to right."""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from itertools import zip_longest

from claimkit import bidi

_STEERING = re.compile(r"[\x00-\x1f\x7f-\x9f\s]+")  # an article must not command the terminal
_GAP = "  "


def plain(text: str) -> str:
    """The text on one line, without anything that steers a terminal or its direction.

    >>> plain("a\\x1b[31m\\nb")
    'a [31m b'
    """
    return _STEERING.sub(" ", bidi.visible(text)).strip()


def isolated(text: str) -> str:
    """The plain text, kept apart from its neighbours if it can run right to left."""
    text = plain(text)
    return text if text.isascii() else bidi.isolated(text)


def width(text: str) -> int:
    """How many columns of a terminal the text takes.

    >>> width("قـَالَ"), width("中")
    (4, 2)
    """
    return sum(map(_columns, text))


def _columns(letter: str) -> int:
    if unicodedata.category(letter) in ("Mn", "Me", "Cf", "Cc"):
        return 0
    return 2 if unicodedata.east_asian_width(letter) in "WF" else 1


def wrapped(text: str, columns: int) -> list[str]:
    """The plain text in lines of at most so many columns; a longer word is left whole.

    >>> wrapped("a bb ccc", 4)
    ['a bb', 'ccc']
    """
    lines = [""]
    for word in plain(text).split():
        longer = f"{lines[-1]} {word}".lstrip()
        if lines[-1] and width(longer) > columns:
            lines.append(word)
        else:
            lines[-1] = longer
    return lines


def table(head: Sequence[str], rows: Iterable[Sequence[str]], columns: int) -> Iterator[str]:
    """The lines of a table `columns` wide; the last column gets what the others leave it.

    >>> list(table(("id", "text"), [("c1", "one two")], 9))
    ['id  text', '--  -----', 'c1  one', '    two']
    """
    body = [[plain(cell) for cell in row] for row in rows]
    widest = max(columns // 6, 12)  # of a column that is not the last
    widths = [
        min(max(map(width, column)), widest)
        for column in zip(head[:-1], *(row[:-1] for row in body), strict=True)
    ]
    rest = max(columns - sum(widths) - len(_GAP) * len(widths), len(head[-1]) + 1)
    yield from _row(head, [*widths, rest])
    yield _GAP.join("-" * taken for taken in [*widths, rest])
    for row in body:
        yield from _row(row, [*widths, rest])


def _row(cells: Sequence[str], widths: Sequence[int]) -> Iterator[str]:
    columns = (wrapped(cell, taken) for cell, taken in zip(cells, widths, strict=True))
    for line in zip_longest(*columns, fillvalue=""):
        yield _GAP.join(map(_padded, line, widths)).rstrip()


def _padded(text: str, columns: int) -> str:
    return isolated(text) + " " * (columns - width(text))
