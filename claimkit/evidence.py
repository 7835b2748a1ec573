"""Evidence out of a local file: the words, their place, and the hash that knows the file again."""

from __future__ import annotations

import hashlib
from pathlib import Path

from claimkit.comparison import find_quote
from claimkit.model import Evidence


def from_file(path: str | Path, quote: str = "") -> Evidence:
    """The file as evidence; `span` is where the quote stands in its text, None if it does not.

    The file is read and nothing else: no link in it is followed. OSError: it cannot be read.
    """
    return from_bytes(Path(path).name, Path(path).read_bytes(), quote)


def from_bytes(name: str, raw: bytes, quote: str = "") -> Evidence:
    """The content of a file as evidence, as `from_file`.

    >>> from_bytes("minutes.txt", "قال: الجسر آمن".encode(), "الجسر آمن").span
    Span(start=5, end=14)
    """
    found = find_quote(quote, text_of(raw)) if quote else None
    digest = hashlib.sha256(raw).hexdigest()
    return Evidence(quote, name, digest, span=found.place if found else None)


def text_of(raw: bytes) -> str:
    """The text of a file; bytes that are no UTF-8 become replacement characters."""
    return raw.decode("utf-8-sig", "replace")
