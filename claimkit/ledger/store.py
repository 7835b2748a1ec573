"""Opening a ledger: one SQLite file or a PostgreSQL database, the same tables in both."""

from __future__ import annotations

import contextlib
import sqlite3
import weakref
from collections.abc import Iterator
from pathlib import Path

from sqlalchemy import Connection, Engine, create_engine, event, inspect, select, text
from sqlalchemy.engine import make_url
from sqlalchemy.exc import ArgumentError, DBAPIError, NoSuchModuleError
from sqlalchemy.pool import NullPool

from claimkit.ledger import schema

_HEAD = b"SQLite format 3\0"
# WAL has a bug that can corrupt a database up to this release; without it DELETE is safe.
_WAL_FROM = (3, 51, 3)
_PATIENCE = 30_000  # milliseconds that a writer waits for another


class LedgerError(Exception):
    """What keeps a ledger from being read or written, in one line; nothing was written."""


class Store:
    """The database of a ledger; `writing` and `reading` are the only ways to it."""

    def __init__(self, url: str) -> None:
        self.url = _full(url)
        self.sqlite = self.url.startswith("sqlite")
        self.engine = _engine(self.url, self.sqlite)
        self.close = weakref.finalize(self, self.engine.dispose)
        self.stale = False
        with _clear(self.shown):
            self._check()

    def _check(self) -> None:
        """The database is a ledger of a form that we know, or an empty one, which becomes one."""
        if self.sqlite and self.engine.url.database not in (None, "", ":memory:"):
            _check_file(Path(str(self.engine.url.database)))
        with self.engine.connect() as connection:
            tables = set(inspect(connection).get_table_names())
        if not tables:
            with self.writing() as connection:
                if not inspect(connection).has_table("event"):  # two may come at the same time
                    schema.metadata.create_all(connection)
                    self._make_search(connection)
                    self._note(connection)
            return
        if "event" not in tables or "about" not in tables:
            raise LedgerError(f"{self.shown}: a database of something else, and no ledger")
        with self.reading() as connection:
            found = connection.execute(
                select(schema.about.c.value).where(schema.about.c.key == "version")
            )
            version = int(found.scalar() or 0)
        if version > schema.VERSION:
            raise LedgerError(
                f"{self.shown}: written by a newer claimkit (form {version}, this one knows "
                f"{schema.VERSION}): update claimkit"
            )
        self.stale = version < schema.VERSION  # the tables beside the log are to be made again

    def remake(self, connection: Connection) -> None:
        """Drop everything but the log and make it anew, empty."""
        keep = {table.name for table in schema.LOG}
        names = [n for n in inspect(connection).get_table_names() if n not in keep]
        if self.sqlite:
            connection.execute(text("DROP TABLE IF EXISTS shadow"))
            names = [name for name in names if not name.startswith("shadow")]
        ours = [t.name for t in reversed(schema.metadata.sorted_tables) if t.name in names]
        for name in [*ours, *(name for name in names if name not in ours)]:
            connection.execute(text(f'DROP TABLE "{name}"'))
        schema.metadata.create_all(connection)
        self._make_search(connection)
        self._note(connection)

    def _make_search(self, connection: Connection) -> None:
        """The index of the folded words. The ascii tokenizer leaves all other letters alone."""
        if self.sqlite:
            connection.execute(
                text("CREATE VIRTUAL TABLE shadow USING fts5(words, detail=none, tokenize='ascii')")
            )
        else:
            connection.execute(
                text("CREATE TABLE shadow (row integer PRIMARY KEY, words tsvector)")
            )
            connection.execute(text("CREATE INDEX shadow_words ON shadow USING gin (words)"))

    def _note(self, connection: Connection) -> None:
        about = schema.about
        connection.execute(about.delete().where(about.c.key == "version"))
        connection.execute(about.insert().values(key="version", value=str(schema.VERSION)))
        if self.sqlite:
            connection.execute(text(f"PRAGMA application_id = {schema.APPLICATION}"))

    @property
    def shown(self) -> str:
        """The address without a password."""
        return self.engine.url.render_as_string(hide_password=True)

    @property
    def name(self) -> str:
        """What it is called: the file without its folder, else the address."""
        database = self.engine.url.database
        return Path(database).name if self.sqlite and database else self.shown

    @contextlib.contextmanager
    def writing(self) -> Iterator[Connection]:
        """A transaction that no other writer can come between; all of it is kept or nothing."""
        with _clear(self.shown), self.engine.connect() as connection:
            writer = connection.execution_options(claimkit_writes=True)
            with writer.begin():
                if not self.sqlite:
                    lock = text("SELECT pg_advisory_xact_lock(:key)")
                    writer.execute(lock, {"key": schema.APPLICATION})
                yield writer

    @contextlib.contextmanager
    def reading(self) -> Iterator[Connection]:
        """One state of the ledger, whatever others write meanwhile."""
        with _clear(self.shown), self.engine.connect() as connection:
            if not self.sqlite:
                connection = connection.execution_options(isolation_level="REPEATABLE READ")
            yield connection

    def journal(self) -> str:
        """How the database keeps what is being written."""
        if not self.sqlite:
            return "postgresql"
        with self.reading() as connection:
            return str(connection.execute(text("PRAGMA journal_mode")).scalar())

    def damage(self) -> str | None:
        """What the database says is wrong with its file, None where it is sound."""
        if not self.sqlite:
            return None
        with self.reading() as connection:
            told = str(connection.execute(text("PRAGMA integrity_check")).scalar())
        return None if told == "ok" else told.splitlines()[0]


def _full(url: str) -> str:
    """A plain path is an SQLite file."""
    if "://" in url:
        return url
    return f"sqlite:///{Path(url)}"


def _engine(url: str, sqlite: bool) -> Engine:
    try:
        made = make_url(url)
        if made.get_backend_name() not in ("sqlite", "postgresql"):
            raise LedgerError(f"{url}: a ledger is a file or a postgresql+psycopg:// address")
        file = sqlite and made.database not in (None, "", ":memory:")
        # A file is opened for each transaction and closed again: no handle outlives a ledger.
        engine = create_engine(made, poolclass=NullPool) if file else create_engine(made)
    except ArgumentError:
        raise LedgerError(f"{url!r}: no address of a database; try claims.db") from None
    except (NoSuchModuleError, ModuleNotFoundError):
        raise LedgerError(
            f"{url}: its driver is missing: pip install 'claimkit[postgres]'"
        ) from None
    if sqlite:
        event.listen(engine, "connect", _on_connect)
        event.listen(engine, "begin", _on_begin)
    return engine


def _on_connect(connection: sqlite3.Connection, record: object) -> None:
    connection.isolation_level = None  # the driver would begin transactions too late
    for setting in (
        f"busy_timeout = {_PATIENCE}",
        "foreign_keys = ON",
        "trusted_schema = OFF",
        "synchronous = FULL",
    ):
        connection.execute(f"PRAGMA {setting}")
    mode = "WAL" if sqlite3.sqlite_version_info >= _WAL_FROM else "DELETE"
    with contextlib.suppress(sqlite3.OperationalError):  # of a file that can only be read
        connection.execute(f"PRAGMA journal_mode = {mode}")


def _on_begin(connection: Connection) -> None:
    writes = connection.get_execution_options().get("claimkit_writes")
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")


def _check_file(path: Path) -> None:
    if not path.exists():
        if path.parent.is_dir():
            return
        raise LedgerError(f"{path}: no such folder: {path.parent}")
    if path.is_dir():
        raise LedgerError(f"{path}: a folder, and no ledger")
    with path.open("rb") as file:
        head = file.read(100)
    if head and not head.startswith(_HEAD):
        raise LedgerError(f"{path}: no SQLite database, and so no ledger")
    if head and int.from_bytes(head[68:72], "big") not in (0, schema.APPLICATION):
        raise LedgerError(f"{path}: an SQLite database of something else, and no ledger")


@contextlib.contextmanager
def _clear(where: str) -> Iterator[None]:
    """What a driver raises, as one line that names the ledger."""
    try:
        yield
    except DBAPIError as error:
        told = str(error.orig).strip().splitlines()[0] if error.orig else type(error).__name__
        raise LedgerError(f"{where}: {told}") from error
