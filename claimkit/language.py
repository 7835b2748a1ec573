"""What a language knows: the TOML tables of its folder under `lang/`, read once."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

_FOLDER = Path(__file__).parent / "lang"


@dataclass(frozen=True, slots=True)
class Language:
    """A language by its code; `table` reads one file of its folder."""

    code: str

    def has(self, name: str) -> bool:
        """Whether there is a table of this name; without `cues` a language has dates only."""
        return (_FOLDER / self.code / f"{name}.toml").is_file()

    def table(self, name: str) -> dict[str, Any]:
        """The table `lang/<code>/<name>.toml`; do not change what it returns."""
        return _table(self.code, name)


def language(code: str) -> Language:
    """The language with this code.

    >>> language("fr")
    Traceback (most recent call last):
    LookupError: no language 'fr'; there are ar, en
    """
    if code not in languages():
        raise LookupError(f"no language {code!r}; there are {', '.join(languages())}")
    return Language(code)


@cache
def languages() -> tuple[str, ...]:
    """The codes of the languages that have a folder."""
    return tuple(sorted(folder.name for folder in _FOLDER.iterdir() if folder.is_dir()))


@cache
def _table(code: str, name: str) -> dict[str, Any]:
    with (_FOLDER / code / f"{name}.toml").open("rb") as file:
        return tomllib.load(file)
