"""The ledger: what has been read, reviewed and decided, over time, with nothing lost."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import asdict, replace
from itertools import islice
from typing import TYPE_CHECKING, Any

from sqlalchemy import Connection, func, or_, select

from claimkit.ledger import asking, exchange, log, schema, values
from claimkit.ledger.asking import Entry, Query
from claimkit.ledger.entries import finding_key
from claimkit.ledger.projections import Projection
from claimkit.ledger.store import LedgerError, Store
from claimkit.ledger.values import Addition, Changes, ConflictError, Due, Found, Verified
from claimkit.ledger.writer import Writer, kept_reading
from claimkit.model import Evidence, Reading, Review
from claimkit.verdicts import Verdicts
from claimkit.verdicts import verdicts as own_verdicts

if TYPE_CHECKING:
    import pandas as pd

__all__ = [
    "Addition",
    "Changes",
    "ConflictError",
    "Due",
    "Entry",
    "Found",
    "Ledger",
    "LedgerError",
    "Query",
    "Verified",
]

_BATCH = 200  # articles in one transaction


class Ledger:
    """A newsroom's memory: articles with their revisions, claims with their reviews.

    `url` is a file ("claims.db") or a PostgreSQL database ("postgresql+psycopg://…"). `actor` is
    who writes; a pseudonym will do. LedgerError says in one line what keeps it from being read or
    written; then nothing was written.

    >>> from claimkit import Article, read
    >>> ledger = Ledger("sqlite://", actor="noura")
    >>> (added,) = ledger.add(read(Article("قال الوزير سامي العلي إن الجسر آمن.", "a")))
    >>> (claim,) = ledger.claims(speaker="Sami al-Ali")
    >>> review = ledger.review(claim.id, "false", note="القياس يقول غير ذلك")
    >>> ledger.claim(claim.id).verdict, ledger.verify().problems
    ('false', ())
    """

    def __init__(
        self,
        url: str,
        actor: str = "",
        verdicts: Verdicts | None = None,
        clock: Callable[[], str] = log.now,
    ) -> None:
        self.actor, self._clock = actor or "anonymous", clock
        self.verdicts = verdicts or own_verdicts()
        self._store = Store(url)
        if self._store.stale:
            self.rebuild()

    def __repr__(self) -> str:
        return f"Ledger({self._store.name!r}: {self.count(state=None)} claims)"

    def close(self) -> None:
        """Let go of the database; the ledger ends with the last word about it anyway."""
        self._store.close()

    def _writer(self, connection: Connection) -> Writer:
        return Writer(connection, self._store.sqlite, self.verdicts, self._clock)

    # Articles

    def add(
        self,
        readings: Reading | Iterable[Reading],
        done: Callable[[Addition], object] | None = None,
    ) -> tuple[Addition, ...]:
        """Keep readings with what the checks find in them; a new text of an article is a revision.

        `done` hears of each once it is on the disk. The same text again changes nothing.
        """
        waiting = iter([readings] if isinstance(readings, Reading) else readings)
        added: list[Addition] = []
        while batch := list(islice(waiting, _BATCH)):
            with self._store.writing() as connection:
                writer = self._writer(connection)
                additions = [Addition(**writer.keep(reading, self.actor)) for reading in batch]
            if done:
                for addition in additions:
                    done(addition)
            added += additions
        return tuple(added)

    def reading(self, article: str, revision: int | None = None) -> Reading:
        """An article as it was kept, its last revision or another. KeyError: there is none."""
        with self._store.reading() as connection:
            return kept_reading(connection, article, revision)

    def articles(self) -> tuple[str, ...]:
        """The ids of all articles."""
        with self._store.reading() as connection:
            return tuple(connection.execute(select(schema.article.c.id).order_by("id")).scalars())

    def changes(self, article: str) -> Changes:
        """What the last revision did to the claims of an article. KeyError: there is no such."""
        with self._store.reading() as connection:
            wanted = select(schema.article.c.revision).where(schema.article.c.id == article)
            number = connection.execute(wanted).scalar()
            if number is None:
                raise KeyError(f"no article {article!r} in this ledger")
            query = Query(article=article, state=None)
            found = list(asking.entries(connection, query, self._store.sqlite))
        live = [e for e in found if e.revision == number]
        fates = {
            f: tuple(e for e in live if e.fate == f) for f in ("kept", "moved", "edited", "new")
        }
        gone = tuple(e for e in found if e.state == "orphaned")
        return Changes(article, number, gone=gone, **fates)

    # Claims

    def claims(
        self, query: Query | None = None, limit: int | None = None, offset: int = 0, **filters: Any
    ) -> tuple[Entry, ...]:
        """The claims that a query, or the filters of one by name, find, in the order of keeping."""
        wanted = query or Query(**filters)
        with self._store.reading() as connection:
            return tuple(asking.entries(connection, wanted, self._store.sqlite, limit, offset))

    def count(self, query: Query | None = None, **filters: Any) -> int:
        """How many claims a query finds."""
        with self._store.reading() as connection:
            return asking.number(connection, query or Query(**filters), self._store.sqlite)

    def position(self, claim: str, query: Query | None = None) -> int | None:
        """How many claims a query finds before this one; None where it does not find it."""
        with self._store.reading() as connection:
            return asking.position(connection, claim, query or Query(), self._store.sqlite)

    def claim(self, claim: str) -> Entry:
        """One claim. KeyError: there is none with this id."""
        with self._store.reading() as connection:
            return asking.one(connection, claim)

    def to_frame(self, query: Query | None = None, **filters: Any) -> pd.DataFrame:
        """One row a claim; days are dates of pandas."""
        import pandas as pd

        rows = [asdict(entry) for entry in self.claims(query, **filters)]
        frame = pd.DataFrame(rows, columns=list(Entry.__dataclass_fields__))
        days = {name: pd.to_datetime(frame[name]) for name in ("said_from", "said_to", "published")}
        return frame.assign(**days)

    def due(self, before: dt.date | None = None, today: dt.date | None = None) -> tuple[Due, ...]:
        """What claims put into the time ahead of them, by the day on which it ends.

        `before` leaves out what ends on that day or later. With `today`, only what has ended by
        then and nobody has reviewed since.
        """
        due, claim, review = schema.due.c, schema.claim.c, schema.review.c
        last = select(func.max(review.at)).where(review.claim == claim.id, review.withdrawn == 0)
        wanted = (
            select(due.claim, due.day, due.text, due.start, due.end, claim.speaker, claim.content,
                   claim.article, last.scalar_subquery().label("last"))
            .join(schema.claim, claim.id == due.claim)
            .where(claim.state == "live")
            .order_by(due.day, due.claim, due.start)
        )  # fmt: skip
        if before or today:
            limit = min(day for day in (before, today) if day)
            wanted = wanted.where(due.day < limit.isoformat())
        with self._store.reading() as connection:
            found = tuple(map(values.due, connection.execute(wanted)))
        return tuple(each for each in found if not (today and each.followed))

    def findings(
        self, article: str | None = None, decision: str | None = None
    ) -> tuple[Found, ...]:
        """What the checks found in the last revisions, with what was decided about it."""
        found, made = schema.finding.c, schema.decision.c
        wanted = (
            select(found.article, found.payload, made.decision, made.reason, made.reviewer)
            .join(schema.decision, made.key == found.key, isouter=True)
            .order_by(found.article, found.nth)
        )
        if article is not None:
            wanted = wanted.where(found.article == article)
        if decision is not None:
            wanted = wanted.where(func.coalesce(made.decision, "open") == decision)
        claim, fallen = schema.claim.c, [v.key for v in self.verdicts.values() if v.falls]
        about = select(schema.concerns.c.claim).join(
            schema.claim, claim.id == schema.concerns.c.claim
        )
        shaky = about.where(or_(claim.contested == 1, claim.verdict.in_(fallen)))
        with self._store.reading() as connection:
            shaken = set(connection.execute(shaky).scalars())
            return tuple(values.found(row, shaken) for row in connection.execute(wanted))

    def checks(self) -> tuple[str, ...]:
        """The names of the checks that found something, by the alphabet."""
        found = schema.finding.c.check
        with self._store.reading() as connection:
            return tuple(connection.execute(select(found).distinct().order_by(found)).scalars())

    def across(self, articles: Iterable[str] | None = None) -> tuple[Found, ...]:
        """What only several articles together show, with what was decided about it.

        Of all articles, or of those of one story by their ids; nothing is written.
        """
        from claimkit.checks import cross_examine

        readings = {name: self.reading(name) for name in articles or self.articles()}
        ids = {(e.article, e.local): e.id for name in readings for e in self.claims(article=name)}
        seen = cross_examine(
            replace(r, article=replace(r.article, id=n)) for n, r in readings.items()
        )
        keys = [finding_key(readings[finding.article], finding) for finding in seen.findings]
        with self._store.reading() as connection:
            made = values.decisions(connection, keys)
        told = (
            replace(f, claims=tuple(ids[f.article, c] for c in f.claims if (f.article, c) in ids))
            for f in seen.findings
        )
        return tuple(
            Found(key, finding, *made.get(key, ())) for key, finding in zip(keys, told, strict=True)
        )

    # People

    def review(
        self, claim: str, verdict: str, reviewer: str = "", note: str = "",
        evidence: Sequence[Evidence] = (), seen: int = 0,
    ) -> Review:  # fmt: skip
        """Write down a verdict. `seen` is the id of the last review that the reviewer has seen.

        ConflictError: somebody else has reviewed the claim since, and nothing is written. KeyError:
        no such claim. ValueError: no such verdict.
        """
        if verdict not in self.verdicts:
            raise ValueError(f"no verdict {verdict!r}; there are {', '.join(self.verdicts)}")
        who = reviewer or self.actor
        payload = {
            "claim": claim, "verdict": verdict, "note": note,
            "evidence": [values.evidence_fields(each) for each in evidence],
        }  # fmt: skip
        with self._store.writing() as connection:
            asking.one(connection, claim)
            unseen = tuple(
                r for r in values.reviews(connection, claim) if r.id > seen and r.reviewer != who
            )
            if unseen:
                raise ConflictError(claim, unseen)
            event = self._writer(connection).write("review", payload, who)
        return Review(event.seq, claim, who, verdict, note, tuple(evidence), event.at)

    def withdraw(self, review: int, reviewer: str = "") -> None:
        """Take a review of one's own back; it stays in the history. KeyError: there is none."""
        who = reviewer or self.actor
        with self._store.writing() as connection:
            wanted = select(schema.review).where(schema.review.c.seq == review)
            row = connection.execute(wanted).first()
            if row is None or row.reviewer != who:
                raise KeyError(f"{who} has made no review {review}")
            payload = {"review": review, "claim": row.claim}
            self._writer(connection).write("withdraw", payload, who)

    def reviews(self, claim: str) -> tuple[Review, ...]:
        """All reviews of a claim, the first one first, those taken back among them."""
        with self._store.reading() as connection:
            return values.reviews(connection, claim)

    def rests(self, claim: str, on: str) -> None:
        """Say that one claim rests on another: where that one falls, it is contested."""
        with self._store.writing() as connection:
            for each in (claim, on):
                asking.one(connection, each)
            known = schema.rests.c
            pair = select(known.claim).where(known.claim == claim, known.on == on)
            if claim != on and connection.execute(pair).first() is None:
                self._writer(connection).write("rest", {"claim": claim, "on": on}, self.actor)

    def settle(self, orphan: str, to: str | None = None) -> None:
        """Say what an orphaned claim has become, a claim of its article, or that it is gone.

        Its reviews go with it. ValueError: it is not orphaned, or the other is of another article.
        """
        with self._store.writing() as connection:
            entry = asking.one(connection, orphan)
            if entry.state != "orphaned":
                raise ValueError(f"{orphan} is {entry.state} and waits for no decision")
            if to is not None and asking.one(connection, to).article != entry.article:
                raise ValueError(f"{to} is a claim of another article")
            self._writer(connection).write("settle", {"claim": orphan, "to": to}, self.actor)

    def decide(
        self, finding: str | Found, decision: str, reason: str = "", reviewer: str = ""
    ) -> None:
        """Accept or dismiss a finding, or open it again; a dismissal needs a reason.

        The finding is one of `findings` or `across`, or the key of one of `findings`.
        """
        if decision not in ("accepted", "dismissed", "open"):
            raise ValueError(f"{decision!r} is no decision; there are accepted, dismissed, open")
        if decision == "dismissed" and not reason.strip():
            raise ValueError("a dismissal needs a reason: the next reader will ask for it")
        key = finding.key if isinstance(finding, Found) else finding
        article = finding.finding.article if isinstance(finding, Found) else None
        with self._store.writing() as connection:
            if article is None:
                wanted = select(schema.finding.c.article).where(schema.finding.c.key == key)
                article = connection.execute(wanted).scalar()
            if article is None:
                raise KeyError(f"no finding {key!r} in this ledger")
            payload = {
                "finding": key, "article": article, "decision": decision, "reason": reason,
            }  # fmt: skip
            self._writer(connection).write("decide", payload, reviewer or self.actor)

    # The log

    @property
    def head(self) -> str:
        """The hash of the last event, which covers all before it: keep it elsewhere, too."""
        with self._store.reading() as connection:
            return log.head(connection)[1]

    def events(self) -> Iterator[log.Event]:
        """Everything that happened, in its order."""
        with self._store.reading() as connection:
            yield from log.events(connection)

    def verify(self, head: str | None = None) -> Verified:
        """Whether the log is whole, the file sound, and an earlier head, if given, in the log."""
        problems = []
        with self._store.reading() as connection:
            number, last = log.head(connection)
            if (broken := log.broken(connection)) is not None:
                problems.append(
                    f"event {broken} does not fit its hash: it was changed or taken out"
                )
            known = select(schema.event.c.seq).where(schema.event.c.hash == head)
            if head and connection.execute(known).first() is None:
                problems.append(f"the head {head[:12]}… is not in the log: events are missing")
        if damage := self._store.damage():
            problems.append(f"the file is damaged: {damage}")
        return Verified(last, number, self._store.journal(), tuple(problems))

    def rebuild(self) -> None:
        """Make all tables beside the log again from the log alone."""
        with self._store.writing() as connection:
            self._store.remake(connection)
            projection = Projection(connection, self._store.sqlite, self.verdicts)
            for event in log.events(connection):
                projection.apply(event)

    def export(self, redacted: bool = False) -> Iterator[str]:
        """The whole ledger as lines of JSON, an article each: its record, reviews and history.

        `redacted` puts numbers in the place of those who wrote something.
        """
        with self._store.reading() as connection:
            yield from exchange.lines(connection, redacted)

    def take(self, lines: Iterable[str], path: str = "the import") -> int:
        """Read exported lines into this ledger, which must be empty; the number of events.

        LedgerError: a line is none of an export, or lines are missing; then nothing is written.
        """
        with self._store.writing() as connection:
            return exchange.take(connection, self._store.sqlite, self.verdicts, path, lines)
