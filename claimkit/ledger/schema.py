"""The tables of a ledger: the log of events, which is the truth, and what is worked out from it."""

from __future__ import annotations

from sqlalchemy import (
    Column,
    ForeignKey,
    Index,
    Integer,
    MetaData,
    PrimaryKeyConstraint,
    Table,
    Text,
)

# The log never changes its form. All other tables may: where this number is not the one in a
# ledger, they are made again from the log.
VERSION = 2
APPLICATION = 0x636C6D6B  # "clmk" in the head of an SQLite file: this is a ledger

metadata = MetaData()


def _table(name: str, *columns: Column[object] | PrimaryKeyConstraint) -> Table:
    return Table(name, metadata, *columns, sqlite_strict=True)


event = _table(
    "event",
    Column("seq", Integer, primary_key=True, autoincrement=False),
    Column("at", Text, nullable=False),
    Column("actor", Text, nullable=False),
    Column("op", Text, nullable=False),
    Column("payload", Text, nullable=False),  # canonical JSON
    Column("prev", Text, nullable=False),
    Column("hash", Text, nullable=False),
)
about = _table(
    "about",
    Column("key", Text, primary_key=True),
    Column("value", Text, nullable=False),
)
LOG = (event, about)

article = _table(
    "article",
    Column("id", Text, primary_key=True),
    Column("url", Text, index=True),
    Column("title", Text),
    Column("publisher", Text),
    Column("published", Text, index=True),
    Column("lang", Text, nullable=False),
    Column("revision", Integer, nullable=False),
)
revision = _table(
    "revision",
    Column("article", Text, ForeignKey("article.id"), nullable=False),
    Column("number", Integer, nullable=False),
    Column("seq", Integer, ForeignKey("event.seq"), nullable=False),
    Column("text", Text, nullable=False),  # its SHA-256
    PrimaryKeyConstraint("article", "number"),
)
claim = _table(
    "claim",
    Column("row", Integer, primary_key=True, autoincrement=False),
    Column("id", Text, nullable=False, unique=True),
    Column("article", Text, ForeignKey("article.id"), nullable=False, index=True),
    Column("revision", Integer, nullable=False),  # the last one in which it stands
    Column("local", Text, nullable=False),  # its id in the record of that revision
    Column("state", Text, nullable=False),  # live, orphaned, gone
    Column("fate", Text, nullable=False),  # what the last revision did to it
    Column("parent", Text, index=True),
    Column("kind", Text, nullable=False),
    Column("content", Text, nullable=False),
    Column("cue", Text, nullable=False),
    Column("speaker", Text, nullable=False),
    Column("speaker_kind", Text, nullable=False),  # of the source; unknown where there is none
    Column("who", Text, nullable=False),  # the speaker's name, folded
    Column("medium", Text, nullable=False),
    Column("said_from", Text),
    Column("said_to", Text),
    Column("published", Text, index=True),
    Column("verdict", Text, index=True),
    Column("reviews", Integer, nullable=False),
    Column("contested", Integer, nullable=False),  # 0 or 1: a STRICT table has no booleans
)
Index("claim_who", claim.c.who, claim.c.row)
Index("claim_said", claim.c.said_from, claim.c.row)
finding = _table(
    "finding",
    Column("key", Text, nullable=False),
    Column("article", Text, ForeignKey("article.id"), nullable=False, index=True),
    Column("check", Text, nullable=False, index=True),
    Column("severity", Text, nullable=False),
    Column("payload", Text, nullable=False),
    Column("nth", Integer, nullable=False),
    PrimaryKeyConstraint("article", "nth"),
)
concerns = _table(
    "concerns",  # which claims a finding is about
    Column("article", Text, nullable=False),
    Column("nth", Integer, nullable=False),
    Column("claim", Text, nullable=False, index=True),
    PrimaryKeyConstraint("article", "nth", "claim"),
)
decision = _table(
    "decision",
    Column("key", Text, primary_key=True),  # of the finding: it outlives a revision
    Column("decision", Text, nullable=False),
    Column("reason", Text, nullable=False),
    Column("reviewer", Text, nullable=False),
    Column("at", Text, nullable=False),
)
due = _table(
    "due",
    Column("claim", Text, ForeignKey("claim.id"), nullable=False),
    Column("day", Text, nullable=False, index=True),
    Column("start", Integer, nullable=False),
    Column("end", Integer, nullable=False),
    Column("text", Text, nullable=False),
    PrimaryKeyConstraint("claim", "start", "end"),
)
review = _table(
    "review",
    Column("seq", Integer, ForeignKey("event.seq"), primary_key=True, autoincrement=False),
    Column("claim", Text, ForeignKey("claim.id"), nullable=False, index=True),
    Column("reviewer", Text, nullable=False),
    Column("verdict", Text, nullable=False),
    Column("note", Text, nullable=False),
    Column("evidence", Text, nullable=False),
    Column("at", Text, nullable=False),
    Column("withdrawn", Integer, nullable=False),
)
rests = _table(
    "rests",
    Column("claim", Text, ForeignKey("claim.id"), nullable=False),
    Column("on", Text, ForeignKey("claim.id"), nullable=False, index=True),
    PrimaryKeyConstraint("claim", "on"),
)
