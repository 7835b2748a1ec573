"""How a table becomes a CSV file that a spreadsheet shows and does not execute."""

from __future__ import annotations

import io
import unicodedata
from typing import TYPE_CHECKING, TextIO

if TYPE_CHECKING:
    import pandas as pd


def harmless(text: str) -> str:
    """The text with an apostrophe before it if a spreadsheet could take it for a formula.

    Spaces and invisible characters before the sign do not help it, nor does its full-width form.

    >>> harmless("=1+1"), harmless("\\u200f＝1"), harmless("قال 1+1")
    ("'=1+1", "'\\u200f＝1", 'قال 1+1')
    """
    seen = (c for c in text if unicodedata.category(c) not in ("Cf", "Cc", "Zs", "Zl", "Zp", "Mn"))
    first = unicodedata.normalize("NFKC", next(seen, ""))[:1]
    return f"'{text}" if text[:1] in {"\t", "\r", "\n"} or first in {*"=+-@−"} else text


def inert(text: str) -> str:
    """As `harmless`, so that `original` gives the text back, apostrophes of its own included."""
    return f"'{text}" if harmless(bare := text.lstrip("'")) != bare else text


def original(cell: str) -> str:
    """The text that `inert` made a cell of.

    >>> original(inert("=1+1")), original("'Abd al-Rahman")
    ('=1+1', "'Abd al-Rahman")
    """
    return cell.removeprefix("'") if harmless(bare := cell.lstrip("'")) != bare else cell


def text_of(frame: pd.DataFrame) -> str:
    """What `write` writes."""
    out = io.StringIO()
    write(frame, out)
    return out.getvalue()


def write(frame: pd.DataFrame, out: TextIO) -> None:
    """Write a frame as CSV for people: with a byte order mark, without which Excel garbles Arabic.

    Programs do better with JSON lines, where nothing is neutralised.
    """
    words = frame.select_dtypes(exclude="datetime").map(
        lambda cell: harmless(cell) if isinstance(cell, str) else cell
    )
    out.write("\N{ZERO WIDTH NO-BREAK SPACE}")
    frame.assign(**words).to_csv(out, index=False, lineterminator="\n")
