"""Who in several articles may be one: names in two scripts, and what the alias table knows."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from itertools import combinations

from claimkit.aliases import Aliases
from claimkit.model import Reading, SourceKind
from claimkit.names import LIKELY, Suggestion, compare, fold_name
from claimkit.sounds import PARTICLE, consonants, parts
from claimkit.voices import outlet_meant

_NAMED: tuple[SourceKind, ...] = ("person", "office", "organisation", "outlet")


@dataclass(slots=True)
class _Bearer:
    """One name as it is printed, where it stands, and whom the alias table knows by it."""

    name: str
    person: bool
    places: list[tuple[str, str]] = field(default_factory=list)
    known: set[str] = field(default_factory=set)


def suggest_sources(
    readings: Iterable[Reading], aliases: Aliases | None = None, least: float = LIKELY
) -> tuple[Suggestion, ...]:
    """Pairs of names that may mean one source, likeliest first; nothing is ever merged.

    Persons are compared by their names, in whatever scripts; a pair that the alias table knows to
    be one, by name or by the office held on the day of publication, scores 1. A name that several
    articles print alike is a pair with itself. `places` are (article id, source id).

    >>> from claimkit import Article, Source
    >>> ar = Reading(Article("", "a"), (), (Source("s1", "صباح النعمان", "person"),), ())
    >>> en = Reading(Article("", "b"), (), (Source("s1", "Sabah al-Numan", "person"),), ())
    >>> for found in suggest_sources([ar, en]):
    ...     print(found.other, found.score, found.places)
    Sabah al-Numan 0.964 (('a', 's1'), ('b', 's1'))
    """
    bearers = _bearers(readings, aliases or Aliases())
    found = (_pair(bearers[one], bearers[other], least) for one, other in _likely(bearers))
    alone = (_alone(bearer) for bearer in bearers)
    several = [pair for pair in (*found, *alone) if pair]
    return tuple(sorted(several, key=lambda pair: (-pair.score, pair.name, pair.other)))


def _bearers(readings: Iterable[Reading], aliases: Aliases) -> list[_Bearer]:
    found: dict[tuple[str, bool], _Bearer] = {}
    for reading in readings:
        for source in reading.sources:
            if source.kind in _NAMED:
                person = source.kind == "person"
                name = outlet_meant(reading, source.name)
                bearer = found.setdefault((name, person), _Bearer(name, person))
                bearer.places.append((reading.article.id, source.id))
                entries = aliases.find(name, reading.published)
                bearer.known |= {entry.name for entry in entries}
    return list(found.values())


def _likely(bearers: list[_Bearer]) -> list[tuple[int, int]]:
    """Pairs that share the sound of a word or an entry of the table: all others are unlike."""
    blocks: dict[str, list[int]] = {}
    for number, bearer in enumerate(bearers):
        for key in set(_keys(bearer)):
            blocks.setdefault(key, []).append(number)
    return sorted({pair for block in blocks.values() for pair in combinations(block, 2)})


def _keys(bearer: _Bearer) -> Iterator[str]:
    yield from (f"entry {name}" for name in bearer.known)
    if bearer.person:
        for part in parts(bearer.name):
            if part.weight > PARTICLE:
                yield from (f"sound {consonants(sound)}" for sound in part.sounds)


def _pair(one: _Bearer, other: _Bearer, least: float) -> Suggestion | None:
    places = tuple(dict.fromkeys((*one.places, *other.places)))
    if both := sorted(one.known & other.known):
        return Suggestion(one.name, other.name, 1.0, f"the alias table: {both[0]}", places)
    found = compare(one.name, other.name) if one.person and other.person else None
    return replace(found, places=places) if found and found.score >= least else None


def _alone(bearer: _Bearer) -> Suggestion | None:
    """A name printed alike in several articles; a bare noun (الوزير) is no name."""
    several = len({article for article, _ in bearer.places}) > 1
    if not several or not (bearer.person or len(fold_name(bearer.name).split()) > 1):
        return None
    return replace(compare(bearer.name, bearer.name), places=tuple(bearer.places))
