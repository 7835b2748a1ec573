"""What a ledger survives: crashes, crowds, a full disk, files that are something else."""

import os
import resource
import shutil
import signal
import sqlite3
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest

from claimkit.ledger import ConflictError, Ledger, LedgerError, schema
from claimkit.model import Article
from claimkit.reading import read

CI = os.environ.get("CI") == "true"
CHILD = Path(__file__).parent / "ledger_child.py"
ROOT = Path(__file__).parent.parent


def child(*arguments: object, **options: Any) -> "subprocess.Popen[str]":
    """Another process that writes into a ledger and says what was acknowledged, a line each."""
    run = [sys.executable, "-m", "tests.ledger_child", *map(str, arguments)]
    return subprocess.Popen(run, stdout=subprocess.PIPE, text=True, cwd=ROOT, **options)


def whole(ledger: Ledger, acknowledged: set[str]) -> None:
    """Nothing acknowledged is lost, nothing is there in part, and the chain is whole."""
    assert acknowledged <= set(ledger.articles())
    for article in ledger.articles():
        assert len(ledger.claims(article=article)) == len(ledger.reading(article).claims)
    assert not ledger.verify().problems


def killed(url: str, writers: int, kills: int) -> None:
    """Writers that are killed at any time, one after another."""
    acknowledged: set[str] = set()
    for turn in range(kills):
        processes = [child("add", url, f"k{turn}-{n}", 10_000) for n in range(writers)]
        for process in processes:
            assert process.stdout
            acknowledged.add(process.stdout.readline().strip())
        time.sleep(0.05 * (turn % 4))
        for process in processes:
            process.send_signal(signal.SIGKILL)
        for process in processes:
            assert process.stdout
            acknowledged |= {line.strip() for line in process.stdout if line.endswith("\n")}
            process.stdout.close()
            process.wait()
    assert len(acknowledged) >= kills * writers
    whole(Ledger(url), acknowledged)


KILLS = int(os.environ.get("CLAIMKIT_KILLS", "0"))  # the full number: CLAIMKIT_KILLS=100


@pytest.mark.parametrize(("writers", "kills"), [(1, KILLS or 10), (2, max(KILLS // 3, 5))])
def test_kills_lose_nothing_on_sqlite(tmp_path: Path, writers: int, kills: int) -> None:
    killed(str(tmp_path / "claims.db"), writers, kills)


def test_kills_lose_nothing_on_postgresql(postgres: Any) -> None:
    killed(postgres(), 1, KILLS // 5 or 4)


def test_three_processes_keep_the_same_articles_once(ledger_url: str) -> None:
    number = 300 if CI or KILLS else 60
    Ledger(ledger_url)
    processes = [child("add", ledger_url, "same", number) for _ in range(3)]
    for process in processes:
        process.communicate()
        assert process.returncode == 0
    ledger = Ledger(ledger_url)
    assert len(ledger.articles()) == len(list(ledger.events())) == number
    assert not ledger.verify().problems


def test_two_reviewers_at_once_lose_no_review(ledger_url: str) -> None:
    number = 500 if KILLS else 100 if CI else 30
    ledger = Ledger(ledger_url)
    ledger.add(read(Article("قال الوزير سامي العلي إن الجسر مغلق.", "a")))
    (claim,) = ledger.claims()
    processes = [child("review", ledger_url, who, number, claim.id) for who in ("noura", "sami")]
    told = [process.communicate()[0].split() for process in processes]
    assert [len(lines) for lines in told] == [number, number]
    reviews = ledger.reviews(claim.id)
    assert {str(review.id) for review in reviews} == {line for lines in told for line in lines}
    assert len(reviews) == 2 * number


def test_a_full_disk_says_so_and_loses_nothing(tmp_path: Path) -> None:
    path = tmp_path / "claims.db"
    Ledger(str(path))

    def little_room() -> None:
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (path.stat().st_size + 400_000,) * 2)

    process = child("add", path, "full", 100_000, stderr=subprocess.PIPE, preexec_fn=little_room)
    out, err = process.communicate()
    assert process.returncode == 3
    assert "disk" in err or "full" in err or "I/O" in err
    acknowledged = set(out.split())
    assert acknowledged
    whole(Ledger(str(path)), acknowledged)


# What is no ledger, and what is not ours to write


def foreign(path: Path) -> None:
    with sqlite3.connect(path) as connection:
        connection.execute("CREATE TABLE holiday (day TEXT)")
    connection.close()


def newer(path: Path) -> None:
    Ledger(str(path))
    with sqlite3.connect(path) as connection:
        connection.execute("UPDATE about SET value = '99' WHERE key = 'version'")
    connection.close()


@pytest.mark.parametrize(
    ("make", "reason"),
    [
        (foreign, "and no ledger"),
        (newer, "written by a newer claimkit"),
        (lambda path: path.write_text("no database, but long enough"), "no SQLite database"),
        (lambda path: path.mkdir(), "a folder"),
        (lambda path: path.write_bytes(b"SQLite format 3\0" + b"\1" * 4096), "no ledger"),
    ],
)  # fmt: skip
def test_what_is_no_ledger_is_refused_in_one_line_and_left_alone(
    tmp_path: Path, make: Any, reason: str
) -> None:
    path = tmp_path / "claims.db"
    make(path)
    before = path.read_bytes() if path.is_file() else b""
    with pytest.raises(LedgerError, match=reason) as error:
        Ledger(str(path))
    assert "\n" not in str(error.value)
    assert str(path) in str(error.value)
    assert (path.read_bytes() if path.is_file() else b"") == before


@pytest.mark.parametrize(
    ("url", "reason"),
    [
        ("mysql://localhost/claims", "a ledger is a file or a postgresql"),
        ("nonsense://x", "a ledger is a file or a postgresql|driver"),
        ("/nowhere/at/all/claims.db", "no such folder"),
        ("postgresql+psycopg://nobody:secret@127.0.0.1:1/x", "127.0.0.1"),
        ("postgresql+nothing://x/y", "no address of a database"),
    ],
)
def test_a_bad_address_is_told_in_one_line_without_the_password(url: str, reason: str) -> None:
    with pytest.raises(LedgerError, match=reason) as error:
        Ledger(url).count()
    assert "secret" not in str(error.value)
    assert "\n" not in str(error.value)


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write whatever is read-only")
def test_a_file_that_can_only_be_read_can_be_read(tmp_path: Path) -> None:
    path = tmp_path / "claims.db"
    Ledger(str(path)).add(read(Article("قال الوزير سامي العلي إن الجسر مغلق.", "a")))
    path.chmod(0o444)
    ledger = Ledger(str(path))
    assert ledger.count() == 1
    with pytest.raises(LedgerError, match="readonly"):
        ledger.add(read(Article("نص", "b")))


def test_a_change_in_the_log_is_seen(tmp_path: Path) -> None:
    path = tmp_path / "claims.db"
    ledger = Ledger(str(path))
    for n in range(3):
        ledger.add(read(Article(f"قال الوزير سامي العلي إن الجسر {n} مغلق.", f"a{n}")))
    head = ledger.head
    shutil.copy(path, tmp_path / "cut.db")
    with sqlite3.connect(path) as connection:
        connection.execute(
            "UPDATE event SET payload = replace(payload, 'مغلق', 'سليم') WHERE seq = 2"
        )
    connection.close()
    (problem,) = Ledger(str(path)).verify().problems
    assert "event 2" in problem
    with sqlite3.connect(tmp_path / "cut.db") as connection:
        connection.execute("PRAGMA foreign_keys = OFF")
        connection.execute("DELETE FROM event WHERE seq = 3")
    connection.close()
    cut = Ledger(str(tmp_path / "cut.db"))
    assert not cut.verify().problems  # a chain alone cannot see that its end is gone
    (problem,) = cut.verify(head).problems
    assert "is not in the log" in problem


def test_a_damaged_file_is_told(tmp_path: Path) -> None:
    path = tmp_path / "claims.db"
    ledger = Ledger(str(path))
    ledger.add(
        [read(Article(f"قال الوزير سامي العلي إن الجسر {n} مغلق.", f"a{n}")) for n in range(40)]
    )
    raw = bytearray(path.read_bytes())
    raw[len(raw) // 2 : len(raw) // 2 + 4096] = b"\xff" * 4096
    path.write_bytes(bytes(raw))
    try:
        problems = " ".join(Ledger(str(path)).verify().problems)
    except LedgerError as error:
        problems = str(error)
    assert problems
    assert "\n" not in problems


def test_an_earlier_form_of_the_tables_is_made_again_from_the_log(ledger_url: str) -> None:
    ledger = Ledger(ledger_url)
    ledger.add(read(Article("قال الوزير سامي العلي إن الجسر مغلق.", "a")))
    before = ledger.claims()
    from sqlalchemy import text, update

    with ledger._store.writing() as connection:
        connection.execute(text("DROP TABLE rests"))
        connection.execute(update(schema.claim).values(content="stale"))
        about = schema.about
        connection.execute(update(about).where(about.c.key == "version").values(value="0"))
    assert Ledger(ledger_url).claims() == before


def test_a_ledger_of_the_first_form_gets_what_it_had_not(ledger_url: str) -> None:
    ledger = Ledger(ledger_url)
    ledger.add(read(Article("نفت الوزارة إغلاق الجسر.", "a")))
    ledger.review(ledger.claims()[0].id, "true", reviewer="noura")
    before, exported = ledger.claims(), list(ledger.export())
    from sqlalchemy import text, update

    with ledger._store.writing() as connection:
        for column in ("cue", "speaker_kind"):  # what form 2 has beyond form 1
            connection.execute(text(f"ALTER TABLE claim DROP COLUMN {column}"))
        about = schema.about
        connection.execute(update(about).where(about.c.key == "version").values(value="1"))
    now = Ledger(ledger_url)
    assert now.claims() == before
    assert (before[0].cue, before[0].speaker_kind) == ("نفت", "organisation")
    assert list(now.export()) == exported
    assert not now.verify().problems


def test_how_sqlite_is_set(tmp_path: Path) -> None:
    ledger = Ledger(str(tmp_path / "claims.db"))
    from sqlalchemy import text

    with ledger._store.reading() as connection:
        told = {
            name: connection.execute(text(f"PRAGMA {name}")).scalar()
            for name in ("foreign_keys", "synchronous", "trusted_schema", "journal_mode")
        }
        strict = connection.execute(
            text("SELECT count(*) FROM pragma_table_list WHERE strict")
        ).scalar()
    wal = sqlite3.sqlite_version_info >= (3, 51, 3)
    assert told == {
        "foreign_keys": 1, "synchronous": 2, "trusted_schema": 0,
        "journal_mode": "wal" if wal else "delete",
    }  # fmt: skip
    assert strict == len(schema.metadata.tables)


def test_the_conflict_of_two_reviewers_is_an_error_of_the_ledger() -> None:
    assert issubclass(ConflictError, LedgerError)


def test_many_may_open_a_new_ledger_at_once(ledger_url: str) -> None:
    processes = [child("add", ledger_url, f"w{n}", 3) for n in range(6)]
    for process in processes:
        process.communicate()
    assert [process.returncode for process in processes] == [0] * 6
    assert len(Ledger(ledger_url).articles()) == 18
