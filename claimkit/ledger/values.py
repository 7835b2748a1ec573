"""What a ledger answers: additions, changes, what is due, findings with decisions, reviews."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Container, Sequence
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any

from sqlalchemy import Connection, select

from claimkit.ledger import schema
from claimkit.ledger.asking import Entry
from claimkit.ledger.store import LedgerError
from claimkit.model import Evidence, Finding, Hypothesis, Review
from claimkit.spans import Span

if TYPE_CHECKING:
    import pandas as pd


class ConflictError(LedgerError):
    """Somebody else has reviewed the claim meanwhile; `reviews` are those that were not seen."""

    def __init__(self, claim: str, reviews: tuple[Review, ...]) -> None:
        self.claim, self.reviews = claim, reviews
        last = reviews[-1]
        super().__init__(
            f"{claim}: {last.reviewer} has said {last.verdict!r} meanwhile ({last.at}); "
            f"look at it, then review again with seen={last.id}"
        )


@dataclass(frozen=True, slots=True)
class Addition:
    """What became of an article that was added: its revision, and its claims by their fates.

    `revision` is 0 where the text was there already and nothing was written.
    """

    article: str
    revision: int
    new: int = 0
    kept: int = 0
    moved: int = 0
    edited: int = 0
    orphaned: int = 0


@dataclass(frozen=True, slots=True)
class Changes:
    """What the last revision of an article did to its claims."""

    article: str
    revision: int
    kept: tuple[Entry, ...]
    moved: tuple[Entry, ...]
    edited: tuple[Entry, ...]
    gone: tuple[Entry, ...]
    new: tuple[Entry, ...]

    def to_frame(self) -> pd.DataFrame:
        """One row a claim: its fate, its speaker, what it says now or said last."""
        import pandas as pd

        fates = ("gone", "edited", "moved", "new", "kept")
        rows = [(fate, e.speaker, e.content, e.id) for fate in fates for e in getattr(self, fate)]
        return pd.DataFrame(rows, columns=["fate", "speaker", "content", "id"])


@dataclass(frozen=True, slots=True)
class Due:
    """A day that a claim speaks of as ahead: `day` is its last one, `span` the words that say so.

    `followed` is whether somebody has reviewed the claim since that day.
    """

    claim: str
    day: dt.date
    text: str
    span: Span
    speaker: str
    content: str
    article: str
    followed: bool


@dataclass(frozen=True, slots=True)
class Found:
    """A finding in the ledger and what a person decided: open, accepted or dismissed, and why.

    It is `contested` where a claim that it is about has fallen, or rests on one that has.
    """

    key: str
    finding: Finding
    decision: str = "open"
    reason: str = ""
    reviewer: str = ""
    contested: bool = False


@dataclass(frozen=True, slots=True)
class Verified:
    """What `verify` saw; the ledger is whole where `problems` is empty.

    Only an earlier `head` that was kept elsewhere can show that the end of a log was cut off.
    """

    head: str
    events: int
    journal: str
    problems: tuple[str, ...]


def due(row: Any) -> Due:
    """A row of the table as a value."""
    day = dt.date.fromisoformat(row.day)
    followed = bool(row.last) and row.last[:10] >= row.day
    span = Span(row.start, row.end)
    return Due(row.claim, day, row.text, span, row.speaker, row.content, row.article, followed)


def found(row: Any, shaken: Container[str]) -> Found:
    """A finding and its decision, if there is one; `shaken` are claims that do not stand."""
    told = json.loads(row.payload)
    finding = Finding(
        row.article,
        told["check"],
        told["severity"],
        told["message"],
        tuple(Span(*span) for span in told["spans"]),
        tuple(told["claims"]),
        tuple(Hypothesis(Span(*h["span"]), h["replace"], h["why"]) for h in told["hypotheses"]),
    )
    decided = (row.decision or "open", row.reason or "", row.reviewer or "")
    return Found(told["key"], finding, *decided, any(c in shaken for c in told["claims"]))


def decisions(connection: Connection, keys: Sequence[str]) -> dict[str, tuple[str, str, str]]:
    """What was decided about findings, by their keys: the decision, the reason, by whom."""
    of = schema.decision.c
    wanted = select(of.key, of.decision, of.reason, of.reviewer).where(of.key.in_(keys))
    return {row.key: (row.decision, row.reason, row.reviewer) for row in connection.execute(wanted)}


def reviews(connection: Connection, claim: str) -> tuple[Review, ...]:
    """All reviews of a claim, the first one first."""
    wanted = select(schema.review).where(schema.review.c.claim == claim)
    return tuple(map(_review, connection.execute(wanted.order_by(schema.review.c.seq))))


def _review(row: Any) -> Review:
    evidence = tuple(map(_evidence, json.loads(row.evidence)))
    told = (row.seq, row.claim, row.reviewer, row.verdict, row.note)
    return Review(*told, evidence, row.at, bool(row.withdrawn))


def evidence_fields(evidence: Evidence) -> dict[str, Any]:
    """Evidence as it stands in the log."""
    return {**asdict(evidence), "span": list(evidence.span) if evidence.span else None}


def _evidence(fields: dict[str, Any]) -> Evidence:
    span = fields.get("span")
    return Evidence(**{**fields, "span": Span(*span) if span else None})
