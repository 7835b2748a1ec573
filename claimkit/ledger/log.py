"""The log of events: each with its content, its time, who did it, and the hash of all before it."""

from __future__ import annotations

import datetime as dt
import hashlib
import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, func, select

from claimkit.ledger import schema

NOTHING = "0" * 64  # what the first event has before it
_STEP = 2_000  # events that are held in memory at once


@dataclass(frozen=True, slots=True)
class Event:
    """One thing that happened; `hash` covers the rest and, through `prev`, all that came before."""

    seq: int
    at: str
    actor: str
    op: str
    payload: dict[str, Any]
    prev: str
    hash: str


def canonical(payload: object) -> str:
    """The one way to write a value as JSON: keys in order, no spaces, letters as they are."""
    return json.dumps(
        payload, ensure_ascii=False, allow_nan=False, sort_keys=True, separators=(",", ":")
    )


def chained(seq: int, at: str, actor: str, op: str, payload: str, prev: str) -> str:
    """The hash of an event: SHA-256 over its fields as canonical JSON."""
    return hashlib.sha256(canonical([seq, at, actor, op, payload, prev]).encode()).hexdigest()


def head(connection: Connection) -> tuple[int, str]:
    """The number and the hash of the last event."""
    last = select(schema.event.c.seq, schema.event.c.hash).order_by(schema.event.c.seq.desc())
    row = connection.execute(last.limit(1)).first()
    return (row.seq, row.hash) if row else (0, NOTHING)


class Pen:
    """Writes events one behind another, inside one transaction, which sees the head only once."""

    def __init__(self, connection: Connection) -> None:
        self.connection = connection
        self.seq, self.prev = head(connection)

    def write(self, actor: str, op: str, payload: dict[str, Any], at: str) -> Event:
        """Append one event."""
        seq, told = self.seq + 1, canonical(payload)
        made = chained(seq, at, actor, op, told, self.prev)
        row = {"seq": seq, "at": at, "actor": actor, "op": op, "payload": told}
        self.connection.execute(schema.event.insert(), {**row, "prev": self.prev, "hash": made})
        found = Event(seq, at, actor, op, payload, self.prev, made)
        self.seq, self.prev = seq, made
        return found


def events(connection: Connection, op: str | None = None) -> Iterator[Event]:
    """All events, or those of one kind, in their order."""
    after = 0
    while True:
        wanted = select(schema.event).where(schema.event.c.seq > after)
        if op:
            wanted = wanted.where(schema.event.c.op == op)
        rows = connection.execute(wanted.order_by(schema.event.c.seq).limit(_STEP)).all()
        for row in rows:
            yield Event(
                row.seq, row.at, row.actor, row.op, json.loads(row.payload), row.prev, row.hash
            )
        if len(rows) < _STEP:
            return
        after = rows[-1].seq


def broken(connection: Connection) -> int | None:
    """The number of the first event that does not fit what it says of itself; None if all do."""
    prev, expected = NOTHING, 1
    rows = select(schema.event).order_by(schema.event.c.seq)
    for row in connection.execution_options(yield_per=_STEP).execute(rows):
        right = chained(row.seq, row.at, row.actor, row.op, row.payload, prev)
        if row.seq != expected or row.prev != prev or row.hash != right:
            return int(expected)
        prev, expected = row.hash, expected + 1
    return None


def count(connection: Connection) -> int:
    """How many events there are."""
    return int(connection.execute(select(func.count()).select_from(schema.event)).scalar() or 0)


def now() -> str:
    """The time as the log writes it: UTC, to the second's thousandth."""
    return dt.datetime.now(dt.UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")
