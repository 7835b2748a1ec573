"""From events to tables: every table beside the log is worked out here, and nowhere else."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import lru_cache
from typing import Any

from sqlalchemy import Connection, and_, func, select, text, update

from claimkit.ledger import schema
from claimkit.ledger.log import Event, canonical
from claimkit.model import Claim, Reading
from claimkit.names import fold_name
from claimkit.records import reading_from_record
from claimkit.searching import heard, shadow
from claimkit.verdicts import Verdicts

Rows = list[dict[str, Any]]
_MANY = 500  # values in one question to the database


class Projection:
    """The tables of a ledger in one transaction; `apply` brings them up to an event."""

    def __init__(self, connection: Connection, sqlite: bool, verdicts: Verdicts) -> None:
        self.connection, self.sqlite, self.verdicts = connection, sqlite, verdicts
        last = connection.execute(select(func.max(schema.claim.c.row))).scalar()
        self._row = int(last or 0)

    def apply(self, event: Event) -> None:
        """Bring the tables from before an event to after it."""
        _OPS[event.op](self, event)

    # Articles

    def keep(self, event: Event) -> None:
        """A new article, or a new revision of one."""
        told = event.payload
        reading = reading_from_record(told["record"])
        key, number = told["article"], told["number"]
        self._article(key, number, reading)
        row = {"article": key, "number": number, "seq": event.seq, "text": told["text"]}
        self.connection.execute(schema.revision.insert(), row)
        if number > 1:
            self._forget(key)
            self._gone(told["gone"])
        self._claims(told, reading)
        self._findings(key, told["findings"])
        text = reading.article.text
        dues = [
            {"claim": d["claim"], "day": d["day"], "start": (s := d["span"])[0], "end": s[1],
             "text": text[s[0] : s[1]]}
            for d in told["dues"]
        ]  # fmt: skip
        self._insert(schema.due, dues)
        if number > 1:
            self._contest(claim["id"] for claim in told["claims"])

    def _article(self, key: str, number: int, reading: Reading) -> None:
        article = reading.article
        values = {
            "url": article.url, "title": article.title, "publisher": reading.publisher,
            "published": reading.published and reading.published.isoformat(),
            "lang": article.lang, "revision": number,
        }  # fmt: skip
        table = schema.article
        if number == 1:
            self.connection.execute(table.insert(), {"id": key, **values})
        else:
            self.connection.execute(update(table).where(table.c.id == key).values(**values))

    def _forget(self, key: str) -> None:
        """What only the revision before had: its findings and its dates to come."""
        due, finding, claim, concerns = schema.due, schema.finding, schema.claim, schema.concerns
        ours = select(claim.c.id).where(claim.c.article == key)
        self.connection.execute(due.delete().where(due.c.claim.in_(ours)))
        self.connection.execute(finding.delete().where(finding.c.article == key))
        self.connection.execute(concerns.delete().where(concerns.c.article == key))

    def _gone(self, names: Iterable[str]) -> None:
        """Claims without a place in the new text wait for a person to decide."""
        table = schema.claim
        for name in names:
            change = update(table).where(table.c.id == name)
            self.connection.execute(change.values(state="orphaned", fate="gone"))

    def _claims(self, told: dict[str, Any], reading: Reading) -> None:
        given = {claim["local"]: claim["id"] for claim in told["claims"]}
        fresh, changed, shadows = [], [], []
        rows = self._rows_of(c["id"] for c in told["claims"] if c["fate"] != "new")
        by_local = {claim.id: claim for claim in reading.claims}
        for claim in told["claims"]:
            values = _claim_row(told, reading, by_local[claim["local"]], given)
            if claim["fate"] == "new":
                self._row += 1
                fresh.append({
                    "row": self._row, "id": claim["id"], "verdict": None, "reviews": 0,
                    "contested": 0, **values, "fate": "new",
                })  # fmt: skip
                number = self._row
            else:
                number = rows[claim["id"]]
                changed.append({"key": claim["id"], **values, "fate": claim["fate"]})
            shadows.append((number, claim["fate"] == "new", _shadow(reading, values)))
        self._insert(schema.claim, fresh)
        table = schema.claim
        for row in changed:
            key = row.pop("key")
            self.connection.execute(update(table).where(table.c.id == key).values(**row))
        self._search(shadows)

    def _rows_of(self, names: Iterable[str]) -> dict[str, int]:
        wanted, table = list(names), schema.claim
        found: dict[str, int] = {}
        for at in range(0, len(wanted), _MANY):
            some = select(table.c.id, table.c.row).where(table.c.id.in_(wanted[at : at + _MANY]))
            found |= {row.id: row.row for row in self.connection.execute(some)}
        return found

    def _search(self, shadows: list[tuple[int, bool, list[str]]]) -> None:
        """Write the folded words of claims; those that are not new had others before."""
        stale = [{"row": row} for row, fresh, _ in shadows if not fresh]
        if stale:
            name = "rowid" if self.sqlite else "row"
            self.connection.execute(text(f"DELETE FROM shadow WHERE {name} = :row"), stale)
        if not shadows:
            return
        if self.sqlite:
            insert = text("INSERT INTO shadow(rowid, words) VALUES (:row, :words)")
            rows = [{"row": row, "words": " ".join(words)} for row, _, words in shadows]
        else:
            insert = text("INSERT INTO shadow(row, words) VALUES (:row, array_to_tsvector(:words))")
            rows = [{"row": row, "words": words} for row, _, words in shadows]
        self.connection.execute(insert, rows)

    def _insert(self, table: Any, rows: Rows) -> None:
        if rows:
            self.connection.execute(table.insert(), rows)

    # Findings

    def _findings(self, key: str, findings: Iterable[dict[str, Any]]) -> None:
        rows, about = [], []
        for nth, found in enumerate(findings):
            rows.append({
                "key": found["key"], "article": key, "check": found["check"], "nth": nth,
                "severity": found["severity"], "payload": canonical(found),
            })  # fmt: skip
            claims = dict.fromkeys(found["claims"])
            about += [{"article": key, "nth": nth, "claim": claim} for claim in claims]
        self._insert(schema.finding, rows)
        self._insert(schema.concerns, about)

    def decide(self, event: Event) -> None:
        """A person accepts or dismisses a finding, or takes that back."""
        told, table = event.payload, schema.decision
        self.connection.execute(table.delete().where(table.c.key == told["finding"]))
        if told["decision"] != "open":
            row = {
                "key": told["finding"], "decision": told["decision"], "reason": told["reason"],
                "reviewer": event.actor, "at": event.at,
            }  # fmt: skip
            self.connection.execute(table.insert(), row)

    # Reviews

    def review(self, event: Event) -> None:
        """A person's verdict; the latest one that was not withdrawn is the claim's."""
        told = event.payload
        row = {
            "seq": event.seq, "claim": told["claim"], "reviewer": event.actor,
            "verdict": told["verdict"], "note": told["note"], "at": event.at,
            "evidence": canonical(told["evidence"]), "withdrawn": 0,
        }  # fmt: skip
        self.connection.execute(schema.review.insert(), row)
        self._judged(told["claim"])

    def withdraw(self, event: Event) -> None:
        """A reviewer takes a review back; it stays in the history."""
        table = schema.review
        change = update(table).where(table.c.seq == event.payload["review"])
        self.connection.execute(change.values(withdrawn=1))
        self._judged(event.payload["claim"])

    def _judged(self, claim: str) -> None:
        table, reviews = schema.claim, schema.review
        of_it = reviews.c.claim == claim
        number = self.connection.execute(select(func.count()).where(of_it)).scalar()
        valid = select(reviews.c.verdict).where(and_(of_it, reviews.c.withdrawn == 0))
        verdict = self.connection.execute(valid.order_by(reviews.c.seq.desc()).limit(1)).scalar()
        change = update(table).where(table.c.id == claim)
        self.connection.execute(change.values(verdict=verdict, reviews=number))
        self._contest([claim])

    def rest(self, event: Event) -> None:
        """A person says that one claim rests on another."""
        row = {"claim": event.payload["claim"], "on": event.payload["on"]}
        self.connection.execute(schema.rests.insert(), row)
        self._contest([row["on"]])

    def settle(self, event: Event) -> None:
        """A person says of an orphaned claim that it is gone, or which claim it has become."""
        told, table = event.payload, schema.claim
        change = update(table).where(table.c.id == told["claim"])
        self.connection.execute(change.values(state="gone"))
        if told["to"]:  # the reviews follow; the claim that they now belong to keeps its id
            reviews = schema.review
            moved = update(reviews).where(reviews.c.claim == told["claim"])
            self.connection.execute(moved.values(claim=told["to"]))
            self._judged(told["claim"])
            self._judged(told["to"])

    def _contest(self, claims: Iterable[str]) -> None:
        """Of these claims and all that rests on them: whether something below has fallen."""
        todo, seen = list(claims), set[str]()
        while todo:
            claim = todo.pop()
            if claim in seen:
                continue
            seen.add(claim)
            table = schema.claim
            contested = int(any(self._is_shaken(other) for other in self._below(claim)))
            change = update(table).where(table.c.id == claim)
            before = self.connection.execute(select(table.c.contested).where(table.c.id == claim))
            if before.scalar() != contested:
                self.connection.execute(change.values(contested=contested))
            todo += self._above(claim)

    def _is_shaken(self, claim: str) -> bool:
        table = schema.claim
        row = self.connection.execute(
            select(table.c.verdict, table.c.contested).where(table.c.id == claim)
        ).first()
        if row is None:
            return False
        fallen = row.verdict in self.verdicts and self.verdicts[row.verdict].falls
        return fallen or bool(row.contested)

    def _below(self, claim: str) -> list[str]:
        """What a claim rests on: the one that relays it, and what a person said."""
        table, rests = schema.claim, schema.rests
        parent = self.connection.execute(select(table.c.parent).where(table.c.id == claim)).scalar()
        told = self.connection.execute(select(rests.c.on).where(rests.c.claim == claim)).scalars()
        return [*([parent] if parent else []), *told]

    def _above(self, claim: str) -> list[str]:
        table, rests = schema.claim, schema.rests
        relayed = select(table.c.id).where(table.c.parent == claim)
        told = select(rests.c.claim).where(rests.c.on == claim)
        return [
            *self.connection.execute(relayed).scalars(),
            *self.connection.execute(told).scalars(),
        ]


_OPS: dict[str, Callable[[Projection, Event], None]] = {
    "keep": Projection.keep,
    "review": Projection.review,
    "withdraw": Projection.withdraw,
    "decide": Projection.decide,
    "rest": Projection.rest,
    "settle": Projection.settle,
}


def _claim_row(
    told: dict[str, Any], reading: Reading, claim: Claim, given: dict[str, str]
) -> dict[str, Any]:
    speaker, said = reading.speaker_of(claim), claim.said_on
    name = (speaker.name if speaker else "") or reading.text_of(claim.source)
    start = said and (said.start or said.last)
    end = said and (said.last or said.start)
    return {
        "article": told["article"],
        "revision": told["number"],
        "local": claim.id,
        "state": "live",
        "parent": given.get(claim.parent or ""),
        "kind": claim.kind,
        "content": reading.text_of(claim.content),
        "cue": reading.text_of(claim.cue),
        "speaker": name,
        "speaker_kind": speaker.kind if speaker else "unknown",
        "who": _folded(name),
        "medium": reading.text_of(claim.medium),
        "said_from": start and start.isoformat(),
        "said_to": end and end.isoformat(),
        "published": reading.published and reading.published.isoformat(),
    }


@lru_cache(maxsize=1 << 14)
def _folded(name: str) -> str:
    return fold_name(name)


def _shadow(reading: Reading, row: dict[str, Any]) -> list[str]:
    """What a claim is found by: content, medium, speaker in either script, its days."""
    lang = reading.article.lang
    told = " ".join((row["content"], row["medium"], row["speaker"], row["said_from"] or ""))
    return list(dict.fromkeys((*shadow(told, lang), *_heard(row["speaker"]))))


@lru_cache(maxsize=1 << 14)
def _heard(name: str) -> tuple[str, ...]:
    return tuple(heard(name))
