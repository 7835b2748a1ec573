"""Questions to a ledger: filters that can be kept and asked again, and what they find."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass, fields
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Connection,
    Select,
    and_,
    column,
    exists,
    func,
    select,
    table,
    text,
)

from claimkit.ledger import schema
from claimkit.model import Kind
from claimkit.searching import asked, listened

Day = dt.date | str


@dataclass(frozen=True, slots=True, repr=False)
class Query:
    """Which claims are wanted: all that is given must hold. It can be printed and pasted back.

    `text` is searched in content, speaker, medium and days, folded and without glued particles; a
    word that ends in * begins a longer one. `speaker` is a name in Arabic or Latin script. Days
    are dates or "2025-11-07", both ends included. `finding` is the name of a check that fired,
    `verdict` the key of one, or "" for none yet; `overdue` a day by which what a claim speaks of as
    ahead has ended, with no review since; `state` is live, orphaned or gone, None for all.
    """

    text: str = ""
    speaker: str = ""
    kind: Kind | None = None
    medium: str = ""
    said_from: Day | None = None
    said_to: Day | None = None
    published_from: Day | None = None
    published_to: Day | None = None
    finding: str | None = None
    verdict: str | None = None
    contested: bool | None = None
    overdue: Day | None = None
    article: str | None = None
    state: str | None = "live"

    def __repr__(self) -> str:
        asked = ((each, getattr(self, each.name)) for each in fields(self))
        given = (f"{each.name}={value!r}" for each, value in asked if value != each.default)
        return f"Query({', '.join(given)})"


@dataclass(frozen=True, slots=True)
class Entry:
    """A claim as the ledger holds it; `id` was given once and stays, `local` is its id in a record.

    `said_from` and `said_to` are the first and last day on which it can have been said. `reviews`
    counts all reviews, so that a second reviewer can tell what he has seen.
    """

    id: str
    article: str
    revision: int
    local: str
    state: str
    fate: str
    parent: str | None
    kind: Kind
    content: str
    cue: str
    speaker: str
    speaker_kind: str
    medium: str
    said_from: dt.date | None
    said_to: dt.date | None
    published: dt.date | None
    verdict: str | None
    reviews: int
    contested: bool


_shadow = table("shadow", column("rowid"), column("row"), column("words"))
_FIELDS = [schema.claim.c[name] for name in Entry.__dataclass_fields__]


def entries(
    connection: Connection, query: Query, sqlite: bool, limit: int | None = None, offset: int = 0
) -> Iterator[Entry]:
    """The claims that a query finds, in the order in which they were first kept."""
    wanted = _narrowed(select(*_FIELDS), query, sqlite)
    wanted = wanted.order_by(_row(query, sqlite)).offset(offset)
    rows = connection.execute(wanted if limit is None else wanted.limit(limit))
    return (entry(row) for row in rows)


def one(connection: Connection, claim: str) -> Entry:
    """One claim. KeyError: there is none with this id."""
    row = connection.execute(select(*_FIELDS).where(schema.claim.c.id == claim)).first()
    if row is None:
        raise KeyError(f"no claim {claim!r} in this ledger")
    return entry(row)


def number(connection: Connection, query: Query, sqlite: bool) -> int:
    """How many claims a query finds."""
    wanted = _narrowed(select(func.count()).select_from(schema.claim), query, sqlite)
    return int(connection.execute(wanted).scalar() or 0)


def position(connection: Connection, claim: str, query: Query, sqlite: bool) -> int | None:
    """How many claims a query finds before a claim; None where it does not find it."""
    of = schema.claim.c
    row = connection.execute(select(of.row).where(of.id == claim)).scalar()
    counted = _narrowed(select(func.count()).select_from(schema.claim), query, sqlite)
    if not connection.execute(counted.where(of.id == claim)).scalar():
        return None
    return int(connection.execute(counted.where(of.row < row)).scalar() or 0)


def entry(row: Any) -> Entry:
    """A row of the table of claims as a value."""
    told = dict(row._mapping)
    for name in ("said_from", "said_to", "published"):
        told[name] = told[name] and dt.date.fromisoformat(told[name])
    told["contested"] = bool(told["contested"])
    return Entry(**told)


def _row(query: Query, sqlite: bool) -> ColumnElement[Any]:
    """The number of a claim, from the index where one is searched: it comes in order from there."""
    return _shadow.c.rowid if sqlite and _words(query, sqlite) else schema.claim.c.row


def _narrowed(wanted: Select[Any], query: Query, sqlite: bool) -> Select[Any]:
    if words := _words(query, sqlite):
        if sqlite:
            wanted = wanted.join(_shadow, _shadow.c.rowid == schema.claim.c.row)
            wanted = wanted.where(text("shadow MATCH :words").bindparams(words=words))
        else:
            wanted = wanted.join(_shadow, _shadow.c.row == schema.claim.c.row)
            wanted = wanted.where(text("words @@ CAST(:words AS tsquery)").bindparams(words=words))
    return wanted.where(and_(True, *_conditions(query)))


def _conditions(query: Query) -> Iterator[ColumnElement[bool]]:
    of = schema.claim.c
    for name in ("kind", "article", "state", "contested"):
        if (value := getattr(query, name)) is not None:
            yield of[name] == (int(value) if name == "contested" else value)
    if query.said_from is not None:
        yield of.said_to >= _day(query.said_from)
    if query.said_to is not None:
        yield of.said_from <= _day(query.said_to)
    if query.published_from is not None:
        yield of.published >= _day(query.published_from)
    if query.published_to is not None:
        yield of.published <= _day(query.published_to)
    if query.verdict is not None:
        yield of.verdict == query.verdict if query.verdict else of.verdict.is_(None)
    if query.overdue is not None:
        ahead, review = schema.due.c, schema.review.c
        looked = and_(review.claim == of.id, review.withdrawn == 0, review.at >= ahead.day)
        past = and_(ahead.claim == of.id, ahead.day < _day(query.overdue))
        seen = exists().where(looked).correlate(schema.claim, schema.due)
        yield exists().where(past, ~seen).correlate(schema.claim)
    if query.finding is not None:
        about, found = schema.concerns.c, schema.finding.c
        same = and_(found.article == about.article, found.nth == about.nth)
        yield exists().where(same, about.claim == of.id, found.check == query.finding)


def _day(day: Day) -> str:
    return dt.date.fromisoformat(day).isoformat() if isinstance(day, str) else day.isoformat()


def _words(query: Query, sqlite: bool) -> str:
    """What is asked of the index of folded words, in the language of the database."""
    needed: list[list[str]] = [[_quoted(word, sqlite)] for word in _asked(query.text)]
    needed += [[_quoted(word, sqlite)] for word in _asked(query.medium)]
    needed += [[_quoted(mark, sqlite) for mark in marks] for marks in listened(query.speaker)]
    either, both = (" OR ", " AND ") if sqlite else (" | ", " & ")
    return both.join(f"({either.join(choice)})" for choice in needed)


def _asked(question: str) -> list[str]:
    words = (asked(part, "ar") for part in question.split())
    stars = (part.endswith("*") for part in question.split())
    return [
        word + ("*" if star and word is part[-1] else "")
        for part, star in zip(words, stars, strict=True)
        for word in part
    ]


def _quoted(word: str, sqlite: bool) -> str:
    bare, star = word.rstrip("*"), word.endswith("*")
    if sqlite:
        return f'"{bare}"' + ("*" if star else "")
    return f"'{bare}'" + (":*" if star else "")
