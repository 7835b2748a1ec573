"""What several commands are given: articles, their language and day, days."""

from __future__ import annotations

import argparse
import datetime as dt
import sys
from collections.abc import Iterator
from typing import TYPE_CHECKING

from claimkit.articles import Unreadable, articles_in, overruled
from claimkit.language import languages
from claimkit.records import date_of

if TYPE_CHECKING:
    from claimkit.model import Reading


def add_articles(command: argparse.ArgumentParser) -> None:
    """Let a command take articles, as `Readings` reads them."""
    command.add_argument(
        "paths", metavar="PATH", nargs="+", help=".txt, .jsonl or .csv; - is standard input"
    )
    command.add_argument(
        "--published", metavar="DATE", type=day, help="the day of publication, YYYY-MM-DD"
    )
    command.add_argument("--lang", choices=languages(), help="the language of all the articles")


def day(written: str) -> dt.date | None:
    """A day on the command line."""
    try:
        return date_of(written)
    except ValueError as error:
        raise argparse.ArgumentTypeError(str(error)) from None


def tell(problem: object) -> None:
    """Say on standard error what went wrong, or what to look at."""
    print(f"claimkit: {problem}", file=sys.stderr)


class Readings:
    """The readings of all that the command line names; `failed` where something was unreadable.

    What could not be read is told when all that could has been read.
    """

    def __init__(self, options: argparse.Namespace) -> None:
        self._options = options
        self.failed = False

    def __iter__(self) -> Iterator[Reading]:
        from claimkit.reading import read

        problems = []
        for path in self._options.paths:
            for item in articles_in(path):
                if isinstance(item, Unreadable):
                    problems.append(item)
                else:
                    yield read(overruled(item, self._options.lang, self._options.published))
        self.failed = bool(problems)
        for problem in problems:  # a progress bar may stand on the terminal till now
            tell(problem)
