"""Writing into a ledger, inside one transaction: an event, and the tables brought up to it."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable
from typing import Any

from sqlalchemy import Connection, or_, select

from claimkit.anchoring import Carried, carry
from claimkit.checks import examine
from claimkit.ledger import entries, schema
from claimkit.ledger.log import Event, Pen
from claimkit.ledger.projections import Projection
from claimkit.model import Reading
from claimkit.records import reading_from_record
from claimkit.verdicts import Verdicts


class Writer:
    """The log and the tables of a ledger in one transaction."""

    def __init__(
        self, connection: Connection, sqlite: bool, verdicts: Verdicts, clock: Callable[[], str]
    ) -> None:
        self.connection, self._clock = connection, clock
        self._pen = Pen(connection)
        self._projection = Projection(connection, sqlite, verdicts)

    def write(self, op: str, payload: dict[str, Any], actor: str) -> Event:
        """Write an event and bring the tables up to it."""
        event = self._pen.write(actor, op, payload, self._clock())
        self._projection.apply(event)
        return event

    def keep(self, reading: Reading, actor: str) -> dict[str, Any]:
        """Keep a reading: nothing where its text is there, else a first or a further revision."""
        key, number, same = self._known(reading)
        if same:
            return {"article": key, "revision": 0}
        before = self._before(key, reading) if number else []
        findings = examine(reading).findings
        taken = self._ids(key) if number else ()
        payload = entries.kept(key, number + 1, reading, findings, before, taken)
        self.write("keep", payload, actor)
        fates = Counter(claim["fate"] for claim in payload["claims"])
        return {
            "article": key, "revision": number + 1, "orphaned": len(payload["gone"]), **fates,
        }  # fmt: skip

    def _known(self, reading: Reading) -> tuple[str, int, bool]:
        """The id of the article, the number of its last revision, whether it has this text."""
        key, url, table = entries.article_key(reading), reading.article.url, schema.article.c
        known = or_(table.id == key, table.url == url) if url else table.id == key
        row = self.connection.execute(select(table.id, table.revision).where(known)).first()
        if row is None:
            return key, 0, False
        last, text = schema.revision.c, entries.text_hash(reading.article.text)
        of_it = select(last.text).where(last.article == row.id, last.number == row.revision)
        same = self.connection.execute(of_it).scalar() == text
        return row.id, row.revision, same and self._says_no_other_day(row.id, reading)

    def _says_no_other_day(self, key: str, reading: Reading) -> bool:
        """Whether the day of publication that was given, if one was, is the one that is kept."""
        given = reading.article.published
        return given is None or given == kept_reading(self.connection, key).published

    def _before(self, key: str, reading: Reading) -> list[tuple[Carried, str]]:
        """What becomes of the claims of the last revision, each with its id."""
        old, table = kept_reading(self.connection, key), schema.claim.c
        wanted = select(table.id, table.local).where(table.article == key, table.state == "live")
        names = {row.local: row.id for row in self.connection.execute(wanted)}
        return [(c, names[c.old.id]) for c in carry(old, reading) if c.old.id in names]

    def _ids(self, key: str) -> frozenset[str]:
        table = schema.claim.c
        return frozenset(self.connection.scalars(select(table.id).where(table.article == key)))


def kept_reading(connection: Connection, article: str, revision: int | None = None) -> Reading:
    """An article as it was kept. KeyError: there is none."""
    table, event = schema.revision.c, schema.event.c
    wanted = select(event.payload).join(schema.revision, table.seq == event.seq)
    wanted = wanted.where(table.article == article).order_by(table.number.desc()).limit(1)
    if revision is not None:
        wanted = wanted.where(table.number == revision)
    payload = connection.execute(wanted).scalar()
    if payload is None:
        raise KeyError(f"no article {article!r} in this ledger")
    return reading_from_record(json.loads(payload)["record"])
