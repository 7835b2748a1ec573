"""A ledger as lines of JSON, and back: one article a line, with its history and its reviews."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from sqlalchemy import Connection

from claimkit.ledger import log
from claimkit.ledger.log import Event
from claimkit.ledger.projections import Projection
from claimkit.ledger.store import LedgerError
from claimkit.records import Record, dump, parse
from claimkit.verdicts import Verdicts

_FORMAT = 1


def lines(connection: Connection, redacted: bool = False) -> Iterator[str]:
    """One line an article, with line end: its last record, its reviews, the events that made it.

    `redacted` puts numbers in the place of all who wrote something; the chain of hashes then
    begins anew where the lines are read again.
    """
    about: dict[str, list[Event]] = {}
    of_claim: dict[str, str] = {}
    for event in log.events(connection):
        key = _article_of(event, of_claim)
        about.setdefault(key, []).append(event)
        if event.op == "keep":
            of_claim |= {claim["id"]: key for claim in event.payload["claims"]}
    head = log.head(connection)[1]
    names = _names(connection) if redacted else {}
    for events in about.values():
        told = [event for event in events if event.op == "keep"]
        record: Record = told[-1].payload["record"]
        ledger = {
            "format": _FORMAT,
            "head": None if redacted else head,
            "events": [_fields(event, event is told[-1], names) for event in events],
        }
        reviews = list(_reviews(events, told[-1], names))
        yield dump({**record, "reviews": reviews, "ledger": ledger}) + "\n"


def _article_of(event: Event, of_claim: dict[str, str]) -> str:
    told = event.payload
    if event.op in ("keep", "decide"):
        return str(told["article"])
    return of_claim[told["claim"]]


def _names(connection: Connection) -> dict[str, str]:
    """For each who wrote something, a number by first appearance."""
    actors = dict.fromkeys(event.actor for event in log.events(connection))
    return {actor: f"reviewer-{number}" for number, actor in enumerate(actors, 1)}


def _fields(event: Event, last: bool, names: dict[str, str]) -> dict[str, Any]:
    """An event without what the line says anyway: the record of the last revision."""
    payload = {k: v for k, v in event.payload.items() if not (last and k == "record")}
    who = names.get(event.actor, event.actor)
    return {"seq": event.seq, "at": event.at, "actor": who, "op": event.op, "payload": payload}


def _reviews(events: Iterable[Event], last: Event, names: dict[str, str]) -> Iterator[Record]:
    """The reviews in words of the record: `claim` is the id in it, None where it is gone."""
    local = {claim["id"]: claim["local"] for claim in last.payload["claims"]}
    back = {event.payload["review"] for event in events if event.op == "withdraw"}
    for event in events:
        if event.op == "review" and event.seq not in back:
            told = event.payload
            yield {
                "claim": local.get(told["claim"]),
                "claim_id": told["claim"],
                "reviewer": names.get(event.actor, event.actor),
                "verdict": told["verdict"],
                "note": told["note"],
                "evidence": told["evidence"],
                "at": event.at,
            }


def take(
    connection: Connection, sqlite: bool, verdicts: Verdicts, path: str, told: Iterable[str]
) -> int:
    """Read exported lines into an empty ledger and return how many events there were.

    LedgerError: the ledger is not empty, a line is no line of an export, events are missing, or
    the chain does not lead to the head that the export names. Then nothing is written.
    """
    if log.head(connection)[0]:
        raise LedgerError("the ledger is not empty: import into a new one")
    events: dict[int, dict[str, Any]] = {}
    heads: set[str | None] = set()
    for number, line in enumerate(told, 1):
        head, found = _line(path, number, line)
        heads.add(head)
        events |= {event["seq"]: event for event in found}
    pen, projection = log.Pen(connection), Projection(connection, sqlite, verdicts)
    for seq in range(1, len(events) + 1):
        if seq not in events:
            raise LedgerError(f"{path}: event {seq} is missing: a line was left out")
        one = events[seq]
        projection.apply(pen.write(one["actor"], one["op"], one["payload"], one["at"]))
    if heads - {None, pen.prev}:
        raise LedgerError(f"{path}: its events do not lead to the head it names: it was changed")
    return len(events)


def _line(path: str, number: int, line: str) -> tuple[str | None, list[dict[str, Any]]]:
    try:
        record = parse(line)
        ledger = record.pop("ledger")
        record.pop("reviews")
        keeps = [event for event in ledger["events"] if event["op"] == "keep"]
        keeps[-1]["payload"]["record"] = record
        fields = {"seq", "at", "actor", "op", "payload"}
        if ledger["format"] != _FORMAT or any(set(e) != fields for e in ledger["events"]):
            raise ValueError("of another form")
        return ledger["head"], ledger["events"]
    except (ValueError, KeyError, TypeError, IndexError, AttributeError) as error:
        raise LedgerError(f"{path}:{number}: no line of an exported ledger ({error})") from None
