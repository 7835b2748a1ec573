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
    raw = Path(path).read_bytes()
    text = raw.decode("utf-8-sig", "replace")
    found = find_quote(quote, text) if quote else None
    return Evidence(
        quote,
        Path(path).name,
        hashlib.sha256(raw).hexdigest(),
        span=found.place if found else None,
    )
