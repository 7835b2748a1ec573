"""`python -m tests.benchmarks.explorer [CLAIMS]`: how soon the Explorer is there, and answers."""

from __future__ import annotations

import shutil
import statistics
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

import nbformat
from nbformat.v4 import new_code_cell, new_notebook

from claimkit.ledger import Ledger
from tests import servers
from tests.benchmarks.ledger import readings

_CHOICES = 40
# A kernel that has everything imported, and a button in the place of running the cell.
_CELL = """
import ipywidgets
from claimkit.ledger import Ledger
from claimkit.widgets import Explorer
place, button = ipywidgets.VBox(), ipywidgets.Button(description="open").add_class("open")
def show(_):
    place.children = (Explorer(Ledger({path!r})),)
button.on_click(show)
display(button, place)
"""
_OPEN = """async () => {
  const old = document.querySelector(".ck-explorer"), start = performance.now();
  document.querySelector("button.open, .open button").click();
  const there = () => {
    const all = document.querySelector(".ck-explorer");
    const drawn = [".ck-claims tbody tr", ".ck-text"].every((each) => all?.querySelector(each));
    return all !== old && drawn;
  };
  while (!there() && performance.now() - start < 20000) await new Promise(requestAnimationFrame);
  await new Promise(requestAnimationFrame);
  return performance.now() - start;
}"""
# Milliseconds in the page itself, from the click to the claim's words being drawn.
_CHOOSE = """async (nth) => {
  const rows = document.querySelectorAll(".ck-claims tbody tr");
  const row = rows[nth % rows.length], told = () => document.querySelector(".ck-told")?.textContent;
  const before = told(), start = performance.now();
  const cell = row.querySelector("td");
  for (const type of ["mousedown", "mouseup", "click"])
    cell.dispatchEvent(new MouseEvent(type, { bubbles: true }));
  while (told() === before && performance.now() - start < 5000)
    await new Promise(requestAnimationFrame);
  await new Promise(requestAnimationFrame);
  return performance.now() - start;
}"""


def main(claims: int = 10_000) -> None:
    """Print a table: milliseconds to the first paint and of a choice, bytes of the messages."""
    from playwright.sync_api import sync_playwright

    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        path = str(Path(folder) / "claims.db")
        Ledger(path).add(readings(claims // 10))
        chromium = shutil.which("chromium")
        browser = playwright.chromium.launch(
            executable_path=chromium, args=["--no-sandbox", "--disable-gpu"]
        )
        _python(path)
        notebook = new_notebook(cells=[new_code_cell(_CELL.format(path=path))])
        nbformat.write(notebook, Path(folder) / "explorer.ipynb")
        voila = servers.voila(Path(folder) / "explorer.ipynb")
        with voila as address, servers.alone(browser, address) as page:
            _visit(page)
        browser.close()


def _python(path: str) -> None:
    """What the kernel does before anything can be drawn."""
    from claimkit.widgets import Explorer

    ledger = Ledger(path)
    for name in ("Explorer(ledger)", "the same again"):
        start = time.perf_counter()
        explorer = Explorer(ledger)
        print(f"{name:28} {(time.perf_counter() - start) * 1000:8.0f} ms in Python")
    taken = []
    for entry in ledger.claims(limit=_CHOICES):
        start = time.perf_counter()
        explorer.selected = entry.id
        taken.append((time.perf_counter() - start) * 1000)
    print(f"{'a choice':28} {statistics.median(taken):8.0f} ms in Python at the median")


def _visit(page: Any) -> None:
    sizes: list[int] = []
    page.on("websocket", lambda socket: socket.on("framereceived", lambda f: sizes.append(len(f))))
    page.reload()
    page.locator("button.open, .open button").wait_for(timeout=120_000)
    for name in ("first paint", "a second one beside it"):
        painted = page.evaluate(_OPEN)
        print(f"{name:28} {painted:8.0f} ms from the cell to the table in the browser")
        page.wait_for_timeout(1500)
    print(f"{'messages of a first paint':28} {sum(sizes) / 2000:8.0f} kB")
    sizes.clear()
    taken = sorted(page.evaluate(_CHOOSE, nth) for nth in range(1, _CHOICES))
    print(f"{'a choice':28} {statistics.median(taken):8.0f} ms in the browser at the median, "
          f"{taken[int(len(taken) * 0.95)]:.0f} at the 95th of 100")  # fmt: skip
    print(f"{'messages of a choice':28} {sum(sizes) / _CHOICES / 1000:8.0f} kB, "
          f"the longest {max(sizes, default=0) / 1000:.0f} kB")  # fmt: skip


if __name__ == "__main__":
    main(*map(int, sys.argv[1:2]))
