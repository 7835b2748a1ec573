"""`python -m tests.benchmarks.same_claims`: how long 100,000 claims take to be grouped."""

from __future__ import annotations

import random
import sys
import time
import tomllib
from pathlib import Path

from claimkit.groups import same_claims
from claimkit.model import Article, Claim, Reading, Source
from claimkit.spans import Span

_WORDS = tomllib.loads((Path(__file__).parent / "words.toml").read_text("utf-8"))
_SIZES = (12_500, 25_000, 50_000, 100_000)
_COPIES = 4  # articles that tell one claim, each a little otherwise


def main(sizes: tuple[int, ...] = _SIZES) -> None:
    """Print for each number of claims the seconds, the groups and the wrong merges."""
    print(f"{'claims':>8} {'seconds':>8} {'groups':>8} {'wrong':>6}")
    for size in sizes:
        readings, stories = _made(size)
        start = time.perf_counter()
        groups = same_claims(readings)
        seconds = time.perf_counter() - start
        wrong = sum(len({stories[t.article] for t in g.tellings}) > 1 for g in groups)
        print(f"{size:>8} {seconds:>8.1f} {len(groups):>8} {wrong:>6}")


def _made(size: int) -> tuple[list[Reading], dict[str, tuple[int, int]]]:
    """Articles of one claim each, and to which story and number each belongs."""
    chance = random.Random(7)
    words = sorted(set(_words()))
    readings: list[Reading] = []
    stories: dict[str, tuple[int, int]] = {}
    for number in range(size):
        story = number // _COPIES
        told = random.Random(story)
        amount = told.randrange(2, 5000) + chance.choice((0, 0, 0, 1))
        text = " ".join([*told.choices(words, k=14), str(amount), *told.choices(words, k=3)])
        text += chance.choice(("", "", f" {chance.choice(words)}"))
        stories[str(number)] = story, amount
        readings.append(_reading(str(number), text))
    return readings, stories


def _words() -> list[str]:
    groups = [text for text in _WORDS.values() if isinstance(text, str)]
    return [word for text in groups for word in text.replace("_", " ").split()]


def _reading(name: str, text: str) -> Reading:
    claim = Claim("c1", (Span(0, len(text)),), (), (), speaker="s1")
    return Reading(Article(text, name), (claim,), (Source("s1", "وزارة الري", "organisation"),), ())


if __name__ == "__main__":
    main(tuple(map(int, sys.argv[1:])) or _SIZES)
