"""The table of names that the user owns: who is who, by which names, in which office, when."""

from __future__ import annotations

import csv
import datetime as dt
import io
import json
import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from claimkit.model import Period
from claimkit.names import fold_name
from claimkit.spreadsheet import inert, original
from claimkit.text import fold

_COLUMNS = ("name", "aliases", "role", "valid_from", "valid_to", "wikidata")
_BETWEEN = "|"  # the aliases of a cell
_HEADER = re.compile(r"^\s*\[\[\s*name\s*\]\]")
_WIKIDATA = re.compile(r"Q[1-9][0-9]*")


class AliasError(ValueError):
    """What in a table of aliases cannot be right: one line each, with file and line."""


@dataclass(frozen=True, slots=True)
class Tenure:
    """A role that somebody had in a period; an open side of it is not known or not over."""

    role: str
    period: Period

    def holds(self, day: dt.date | None) -> bool:
        """Whether the role was held on a day; on no day in particular where it is None."""
        if day is None:
            return True
        start, end = self.period.start, self.period.end
        return (start is None or start <= day) and (end is None or day < end)


@dataclass(frozen=True, slots=True)
class Known:
    """Somebody known: the name to show, all other ways to write it, roles, the Wikidata item."""

    name: str
    aliases: tuple[str, ...] = ()
    roles: tuple[Tenure, ...] = ()
    wikidata: str | None = None


@dataclass(frozen=True, slots=True)
class Aliases:
    """A table of aliases; it never changes, `with_alias` makes another one.

    >>> table = Aliases((Known("صباح النعمان", ("Sabah al-Numan",)),))
    >>> [one.name for one in table.find("sabah Al-Numan")]
    ['صباح النعمان']
    """

    known: tuple[Known, ...] = ()

    def find(self, name: str, on: dt.date | None = None) -> tuple[Known, ...]:
        """All whom a name is entered for, or a role that they had on a day; several are possible.

        Names are equal as `fold_name` writes them; roles as they stand, but for case and hamzas.
        """
        wanted, role = fold_name(name), _plain(name)
        return tuple(
            one
            for one in self.known
            if (wanted and wanted in map(fold_name, (one.name, *one.aliases)))
            or any(_plain(held.role) == role and held.holds(on) for held in one.roles)
        )

    def with_alias(self, name: str, alias: str) -> Aliases:
        """The table with one more way to write a name, whose entry is made where there is none."""
        for number, one in enumerate(self.known):
            if one.name == name:
                if alias in (name, *one.aliases):
                    return self
                more = replace(one, aliases=(*one.aliases, alias))
                return Aliases((*self.known[:number], more, *self.known[number + 1 :]))
        return Aliases((*self.known, Known(name, () if alias == name else (alias,))))

    def save(self, path: str | Path) -> None:
        """Write the table as TOML, or as CSV where the path ends so."""
        path = Path(path)
        text = _as_csv(self.known) if path.suffix == ".csv" else _as_toml(self.known)
        beside = path.with_name(path.name + ".new")  # half a table must not replace a whole one
        beside.write_text(text, encoding="utf-8", newline="")
        beside.replace(path)


def load_aliases(path: str | Path) -> Aliases:
    """The table in a .toml or .csv file.

    TOML has a table `[[name]]` for each one, with `name`, `aliases`, `wikidata` and tables
    `[[name.roles]]` of `role`, `valid_from`, `valid_to`. CSV has the same names as columns, aliases
    parted by |, and a further line with the same name for each further role. The last day of a
    role is `valid_to`. AliasError names every line that cannot be right; OSError: no such file.
    """
    path = Path(path)
    try:
        text = path.read_bytes().decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise AliasError(f"{path}: not UTF-8 (byte {error.start}): save it as UTF-8") from None
    entries = _csv_entries if path.suffix == ".csv" else _toml_entries
    problems: list[str] = []
    known: list[Known] = []
    for line, entry in entries(text, path):
        try:
            known.append(_known(entry))
        except ValueError as error:
            problems.append(f"{path}:{line}: {error}")
    if problems:
        raise AliasError("\n".join(problems))
    return Aliases(tuple(_joined(known)))


def _plain(role: str) -> str:
    return " ".join(fold(role).lower().split())


def _joined(known: Iterable[Known]) -> Iterator[Known]:
    """One entry for each name: the lines of a CSV file that say more of it are put together."""
    found: dict[str, Known] = {}
    for one in known:
        if first := found.get(one.name):
            aliases = tuple(dict.fromkeys((*first.aliases, *one.aliases)))
            roles, item = (*first.roles, *one.roles), first.wikidata or one.wikidata
            one = Known(one.name, aliases, roles, item)
        found[one.name] = one
    yield from found.values()


Entry = tuple[int, Mapping[str, Any]]


def _toml_entries(text: str, path: Path) -> Iterator[Entry]:
    try:
        table = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise AliasError(f"{path}: {error}") from None
    entries = table.pop("name", [])
    if table or not isinstance(entries, list):
        raise AliasError(f"{path}: a table of aliases has [[name]] and nothing else")
    lines = [n for n, line in enumerate(text.splitlines(), 1) if _HEADER.match(line)]
    yield from zip(lines, entries, strict=False)


def _csv_entries(text: str, path: Path) -> Iterator[Entry]:
    rows = csv.DictReader(io.StringIO(text))
    unknown = set(rows.fieldnames or ()) - set(_COLUMNS)
    if unknown or "name" not in (rows.fieldnames or ()):
        raise AliasError(f"{path}:1: the columns are {', '.join(_COLUMNS)}")
    for row in rows:
        if None in row:
            raise AliasError(f"{path}:{rows.line_num}: more cells than columns")
        cells = {name: original((row.get(name) or "").strip()) for name in _COLUMNS}
        role = {name: cells[name] or None for name in ("role", "valid_from", "valid_to")}
        yield (
            rows.line_num,
            {
                "name": cells["name"],
                "aliases": [
                    alias for each in cells["aliases"].split(_BETWEEN) if (alias := each.strip())
                ],
                "roles": [role] if any(role.values()) else [],
                "wikidata": cells["wikidata"] or None,
            },
        )


def _known(entry: Mapping[str, Any]) -> Known:
    """An entry of a table; ValueError says what is wrong with it."""
    if unknown := set(entry) - {"name", "aliases", "roles", "wikidata"}:
        raise ValueError(f"unknown field {sorted(unknown)[0]!r}")
    name, aliases = entry.get("name"), entry.get("aliases", [])
    if not isinstance(name, str) or not name.strip():
        raise ValueError("a name is missing")
    if not isinstance(aliases, list) or not all(isinstance(each, str) for each in aliases):
        raise ValueError(f"the aliases of {name!r} are no list of texts")
    item = entry.get("wikidata")
    if item is not None and not (isinstance(item, str) and _WIKIDATA.fullmatch(item)):
        raise ValueError(f"{item!r} is no Wikidata item, which looks like Q42")
    roles = entry.get("roles", [])
    if not isinstance(roles, list):
        raise ValueError(f"the roles of {name!r} are no list of tables")
    return Known(name.strip(), tuple(aliases), tuple(map(_tenure, roles)), item)


def _tenure(role: Any) -> Tenure:
    if not isinstance(role, dict) or not isinstance(role.get("role"), str):
        raise ValueError("a role is missing")
    first, last = (_day(role.get(side), side) for side in ("valid_from", "valid_to"))
    if first and last and last < first:
        raise ValueError(f"the role {role['role']!r} ends before it begins")
    end = last + dt.timedelta(1) if last and last < dt.date.max else None
    return Tenure(role["role"], Period(first, end))


def _day(written: Any, side: str) -> dt.date | None:
    if written is None or type(written) is dt.date:
        return written
    try:
        return dt.date.fromisoformat(written)
    except (TypeError, ValueError):
        raise ValueError(f"{side} {str(written)!r} is no day like 2025-11-07") from None


def _as_toml(known: Iterable[Known]) -> str:
    return "\n".join(line for one in known for line in _toml_lines(one))


def _toml_lines(one: Known) -> Iterator[str]:
    yield f"[[name]]\nname = {_quoted(one.name)}"
    yield f"aliases = [{', '.join(map(_quoted, one.aliases))}]"
    if one.wikidata:
        yield f"wikidata = {_quoted(one.wikidata)}"
    for held in one.roles:
        yield f"[[name.roles]]\nrole = {_quoted(held.role)}"
        if held.period.start:
            yield f"valid_from = {held.period.start}"
        if held.period.last:
            yield f"valid_to = {held.period.last}"
    yield ""


def _quoted(text: str) -> str:
    """A TOML string: as in JSON, which lets one control character through."""
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")


def _as_csv(known: Iterable[Known]) -> str:
    told = io.StringIO()
    rows = csv.writer(told, lineterminator="\n")
    rows.writerow(_COLUMNS)
    for one in known:
        for held in one.roles or (None,):
            days = (held.period.start, held.period.last) if held else (None, None)
            aliases, role = _BETWEEN.join(one.aliases), held.role if held else ""
            dates = ("" if day is None else day.isoformat() for day in days)
            cells = (one.name, aliases, role, *dates, one.wikidata or "")
            rows.writerow(map(inert, cells))
    return told.getvalue()
