"""What a review may find: verdicts with their names, their ratings, and whether a claim falls."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

_OWN = Path(__file__).parent / "verdicts.toml"


@dataclass(frozen=True, slots=True)
class Verdict:
    """One verdict: its key, its name in English and Arabic, its rating from 1 to 5 if it has one.

    Where a claim `falls` by it, what rests on that claim is contested.
    """

    key: str
    en: str
    ar: str
    rating: int | None = None
    falls: bool = False

    def label(self, ui: str) -> str:
        """The name in a language of the interface."""
        return self.ar if ui == "ar" else self.en


Verdicts = Mapping[str, Verdict]


@cache
def verdicts() -> Verdicts:
    """The six verdicts that claimkit brings along, after schema.org's ClaimReview.

    >>> verdicts()["false"].falls, verdicts()["true"].label("ar")
    (True, 'صحيح')
    """
    return load_verdicts(_OWN)


def load_verdicts(path: str | Path) -> Verdicts:
    """A team's own verdicts, in the form of claimkit's verdicts.toml.

    ValueError says what is wrong with the table; OSError: no such file.
    """
    try:
        table = tomllib.loads(Path(path).read_text("utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise ValueError(f"{path}: {error}") from None
    return {key: _verdict(key, fields, path) for key, fields in table.items()}


def _verdict(key: str, fields: Any, path: str | Path) -> Verdict:
    if not isinstance(fields, dict):
        raise ValueError(f"{path}: {key!r} is no table [{key}] of en, ar, rating, falls")
    unknown = set(fields) - {"en", "ar", "rating", "falls"}
    if unknown:
        raise ValueError(f"{path}: [{key}] has an unknown field {sorted(unknown)[0]!r}")
    en, rating = fields.get("en", key), fields.get("rating")
    if rating is not None and rating not in range(1, 6):
        raise ValueError(f"{path}: [{key}] has a rating of {rating!r}; it goes from 1 to 5")
    return Verdict(
        key, str(en), str(fields.get("ar", en)), rating, bool(fields.get("falls", False))
    )
