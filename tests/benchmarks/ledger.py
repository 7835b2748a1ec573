"""`python -m tests.benchmarks.ledger [CLAIMS]`: how fast a ledger keeps and finds."""

from __future__ import annotations

import datetime as dt
import random
import statistics
import sys
import tempfile
import time
import tomllib
from collections.abc import Callable, Iterator
from pathlib import Path

from claimkit.ledger import Ledger, Query
from claimkit.model import Article, Claim, Period, Reading, Source
from claimkit.spans import Span

_WORDS = tomllib.loads((Path(__file__).parent / "words.toml").read_text("utf-8"))
_EACH = 10  # claims of an article
_RUNS = 20


def main(claims: int = 1_000_000) -> None:
    """Print a table: claims a second on the way in, milliseconds on the way out."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "claims.db"
        ledger = Ledger(str(path))
        made = list(readings(claims // _EACH))
        start = time.perf_counter()
        ledger.add(iter(made))
        seconds = time.perf_counter() - start
        size = path.stat().st_size / 1e6
        print(f"{claims:,} claims kept: {claims / seconds:,.0f} a second, {size:,.0f} MB")
        who = made[len(made) // 2].sources[0].name
        day = dt.date(2026, 3, 3)
        word = made[len(made) // 3].article.text.split()[5]
        _timed("by speaker", lambda: ledger.claims(Query(speaker=who), 50))
        _timed("by day", lambda: ledger.claims(Query(said_from=day, said_to=day), 50))
        _timed("published", lambda: ledger.claims(Query(published_from=day, published_to=day), 50))
        _timed("one word", lambda: ledger.claims(Query(text=word), 50))
        two = " ".join(made[len(made) // 4].article.text.split()[3:5])
        _timed("two words", lambda: ledger.claims(Query(text=two), 50))
        _timed("a rare word", lambda: ledger.claims(Query(text="رقم77777"), 50))


def _timed(name: str, ask: Callable[[], object]) -> None:
    taken = []
    for _ in range(_RUNS):
        start = time.perf_counter()
        ask()
        taken.append((time.perf_counter() - start) * 1000)
    print(f"{name:12} {statistics.median(taken):8.1f} ms at the median, {max(taken):8.1f} at most")


def readings(number: int) -> Iterator[Reading]:
    chance = random.Random(5)
    words = sorted(
        {w for t in _WORDS.values() if isinstance(t, str) for w in t.replace("_", " ").split()}
    )
    for n in range(number):
        parts = [
            " ".join([*chance.choices(words, k=15), f"رقم{n * _EACH + k}"]) for k in range(_EACH)
        ]
        text = ". ".join(parts)
        names = [f"{chance.choice(words)} {chance.choice(words)}" for _ in range(3)]
        sources = tuple(Source(f"s{k}", name, "person") for k, name in enumerate(names))
        day = dt.date(2020, 1, 1) + dt.timedelta(chance.randrange(2500))
        claims, at = [], 0
        for k, part in enumerate(parts):
            span = Span(at, at + len(part))
            claims.append(Claim(f"c{k}", (span,), (), (Span(at, at + 3),), speaker=f"s{k % 3}",
                                said_on=Period.day(day)))  # fmt: skip
            at += len(part) + 2
        yield Reading(Article(text, f"a{n}"), tuple(claims), sources, (), published=day)


if __name__ == "__main__":
    main(*map(int, sys.argv[1:2]))
