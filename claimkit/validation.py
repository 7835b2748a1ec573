"""Whether notebooks still show what they store: nbval runs them, here it is told in words."""

from __future__ import annotations

import contextlib
import io
import json
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from itertools import zip_longest
from pathlib import Path
from typing import Any

_FIELDS = {
    "stdout": "what it prints",
    "stderr": "what it prints as warnings",
    "text/plain": "what it shows as text",
    "text/html": "what it shows as HTML",
    "image/svg+xml": "its picture",
    "ename": "the kind of its error",
    "evalue": "its error",
    "traceback": "its error",
}
_COLOURS = re.compile(r"\x1b\[[0-9;]*m")
_PLACE = re.compile(r"^Cell (\d+): (.*)$", re.M)
_MISMATCH = re.compile(r"^ mismatch '([^']+)'\n(.*?)(?=^ mismatch '|\Z)", re.M | re.S)
_MISSING = re.compile(r"^(Unexpected|Missing) output fields from running code: \{(.*)\}", re.M)
_MARKED_UP = {"text/html", "image/svg+xml"}
_TAGS = re.compile(r"<(style|script)\b.*?</\1>|<[^>]*>", re.S)
_WIDTH = 96  # characters of a line that are told
_LINES = 12  # of a difference that are told; the notebook has the rest


@dataclass(frozen=True, slots=True)
class Cell:
    """A code cell that was run again: its number from 1, its first line, and what differs."""

    notebook: str
    number: int
    begins: str
    differences: tuple[str, ...] = ()


class _Listener:
    """What pytest is asked to tell about one notebook."""

    def __init__(self, notebook: str) -> None:
        self.notebook, self.cells = notebook, list[Cell]()

    def pytest_runtest_logreport(self, report: Any) -> None:
        """One cell has run."""
        if report.when == "call" or report.failed:
            cell = report.nodeid.rpartition("::Cell ")[2]
            told = _COLOURS.sub("", str(report.longrepr or "")) if report.failed else ""
            differences = tuple(_words(told))
            self.cells.append(Cell(self.notebook, int(cell) + 1, _begins(told), differences))

    def pytest_collectreport(self, report: Any) -> None:
        """A file was looked at for cells."""
        if report.failed:
            why = str(report.longrepr).strip().splitlines()[-1].removeprefix("E   ")
            self.cells.append(Cell(self.notebook, 0, "", (f"it cannot be read: {why}",)))


def validate(notebook: Path, timeout: int = 60) -> tuple[Cell, ...]:
    """Run a notebook with this interpreter's kernel, each cell for `timeout` seconds at most.

    Outputs must be what is stored, but for widgets, which have no output of their own. Nothing is
    written. RuntimeError: pytest or nbval did not run.
    """
    # Apart from us: pytest takes over the warnings and the output of the process that it runs in.
    command = [sys.executable, "-m", __spec__.name, str(notebook), str(timeout)]
    done = subprocess.run(command, capture_output=True, text=True, encoding="utf-8", check=False)
    if done.returncode:
        raise RuntimeError(done.stderr.strip() or f"{notebook}: pytest did not run")
    return tuple(Cell(**{**each, "differences": tuple(each["differences"])})
                 for each in json.loads(done.stdout))  # fmt: skip


def _run(notebook: str, timeout: str) -> None:
    import pytest

    listener = _Listener(notebook)
    options = [
        "--nbval", "--nbval-current-env", f"--nbval-cell-timeout={timeout}", "--color=no", "-vv",
        "-p", "no:cacheprovider", "-c", os.devnull, f"--rootdir={Path(notebook).parent}",
    ]  # fmt: skip
    with contextlib.redirect_stdout(io.StringIO()) as told:  # the listener tells what is wanted
        code = pytest.main([*options, notebook], plugins=[listener])
    if code in (pytest.ExitCode.INTERNAL_ERROR, pytest.ExitCode.USAGE_ERROR):
        sys.exit(f"{notebook}: pytest did not run: {told.getvalue().strip()}")
    sys.stdout.buffer.write(json.dumps([asdict(cell) for cell in listener.cells]).encode())


def _begins(told: str) -> str:
    _, _, source = told.partition("\n\nInput:\n")
    return source.split("\n", 1)[0]


def _words(told: str) -> Iterator[str]:
    if not told:
        return
    place = _PLACE.search(told)
    what = place[2] if place else told.strip().splitlines()[-1]
    body = told.partition("\n\nTraceback:\n")[2]
    if "exception" in what:
        yield f"it raises an error: {body.strip().splitlines()[-1]}"
    elif "Timeout" in what:
        yield what.replace("Timeout of", "it was stopped after").replace(
            " exceeded executing cell", ""
        )
    elif not (found := [*_MISMATCH.finditer(body)]) and not _MISSING.search(body):
        yield what
    else:
        for field, difference in (match.groups() for match in found):
            yield f"{_FIELDS.get(field, field)} is another:"
            yield from _sides(difference, field in _MARKED_UP)
        for way, fields in _MISSING.findall(body):
            told = "is new, nothing is stored" if way == "Unexpected" else "is stored, and gone now"
            for field in re.findall(r"'([^']+)'", fields):
                yield f"{_FIELDS.get(field, field)} {told}"


def _sides(difference: str, marked_up: bool) -> Iterator[str]:
    """The lines that differ; pytest marks with + what is stored and with - what came now."""
    lines = difference.splitlines()
    sides = [[line[4:] for line in lines if line.startswith(f"  {sign} ")] for sign in "+-"]
    if marked_up:
        sides = [[" ".join(_TAGS.sub(" ", " ".join(side)).split())] for side in sides]
    pairs = list(zip_longest(*sides, fillvalue=""))
    if pairs and all(stored == now for stored, now in pairs):
        yield "  only in its markup"
        return
    for stored, now in pairs[:_LINES]:
        first = next((n for n, (a, b) in enumerate(zip(stored, now, strict=False)) if a != b), 0)
        for name, side in (("stored", stored), ("now   ", now)):
            yield f"  {name}  {_shown(side, first)}"
    if len(pairs) > _LINES:
        yield f"  … and {len(pairs) - _LINES} more lines"


def _shown(line: str, at: int) -> str:
    """The part of a long line in which it begins to differ."""
    start = max(at - _WIDTH // 3, 0) if len(line) > _WIDTH else 0
    end = start + _WIDTH
    return f"{'…' * bool(start)}{line[start:end]}{'…' * (end < len(line))}"


if __name__ == "__main__":
    _run(*sys.argv[1:])
