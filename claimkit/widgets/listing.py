"""`ClaimTable`: the claims that a query finds, a page of them at a time."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from typing import Any

import ipywidgets as w
import pandas as pd
import traitlets
from itables.widget import ITable

from claimkit.bidi import isolated
from claimkit.export.markup import labels, name, style, word
from claimkit.ledger import Entry, Ledger, Query
from claimkit.widgets.pager import Pager

PAGE = 8  # claims that are sent to the browser at once, however many there are
_COLUMNS = ("speaker", "content", "said_on", "kind", "medium", "verdict", "article")
# Pages are turned in the ledger; the table's own search and order would only know one page.
_TABLE: dict[str, Any] = {
    "select": "single",
    "showIndex": False,
    "paging": False,
    "ordering": False,
    "classes": "display compact",
    "autoWidth": False,
    "layout": {"topStart": None, "topEnd": None, "bottomStart": None, "bottomEnd": None},
    "columnDefs": [
        {"width": f"{width}%", "targets": n, "className": f"ck-{_COLUMNS[n]}"}
        for n, width in enumerate((14, 38, 9, 8, 11, 9, 11))
    ],
}


class ClaimTable(w.VBox):
    """A table of claims with its pages; `selected` is the chosen one's id, None at first.

    Choosing a claim elsewhere turns to its page; one that the query does not find stays chosen.

    >>> from claimkit import Article, read
    >>> ledger = Ledger("sqlite://")
    >>> _ = ledger.add(read(Article("قال الوزير سامي العلي إن الجسر مغلق.", "a")))
    >>> [entry.content for entry in ClaimTable(ledger).rows]
    ['الجسر مغلق']
    """

    query = traitlets.Instance(Query, args=())
    selected = traitlets.Unicode(None, allow_none=True)

    def __init__(self, ledger: Ledger, ui: str = "en") -> None:
        self._ledger, self._ui, self._say = ledger, ui, labels(ui)
        self.rows: tuple[Entry, ...] = ()
        self._number, self._quiet = 0, False
        self.pager = Pager(PAGE, "claims", ui)
        self.table = ITable(pd.DataFrame(columns=_COLUMNS), **_TABLE)
        super().__init__([self.pager, self.table])
        self.add_class("ck-claims")
        self.table.observe(self._chosen, "selected_rows")
        self.pager.observe(lambda _: self.refresh(), "page")
        self.refresh()

    def refresh(self) -> None:
        """Read the page from the ledger again."""
        self._number = self._ledger.count(self.query)
        self.rows = self._ledger.claims(self.query, PAGE, self.pager.first)
        self.pager.show(self._number, "" if self.rows else f" · {self._say['no_claims_asked']}")
        frame = pd.DataFrame([self._row(entry) for entry in self.rows], columns=_COLUMNS)
        frame.columns = [self._say.get(column, column) for column in _COLUMNS]
        with self._silence():
            self.table.update(frame, selected_rows=self._lit(), **_TABLE)

    def step(self, by: int) -> None:
        """Choose the next claim, or the one before, over the ends of the pages."""
        at = self._ledger.position(self.selected, self.query) if self.selected else None
        wanted = 0 if at is None else min(max(at + by, 0), max(self._number - 1, 0))
        for entry in self._ledger.claims(self.query, 1, wanted):
            self.selected = entry.id

    def static(self) -> str:
        """The page as a table of HTML, for places where no widget can run."""
        heads = ("speaker", "content", "said_on", "verdict")
        rows = "".join(
            f"<tr><td>{name(e.speaker)}</td><td>{name(e.content)}</td><td>{name(day(e))}</td>"
            f"<td>{name(self._verdict(e))}</td></tr>"
            for e in self.rows
        )
        titles = "".join(f"<th>{self._say[key]}</th>" for key in heads)
        return (
            f"<style>{style('article')}</style>"
            f"<div class='ck' lang='{self._ui}' dir='{self._say['dir']}'>"
            f"<table><caption>{self.pager.told}</caption><thead><tr>{titles}</tr></thead>"
            f"<tbody>{rows}</tbody></table></div>"
        )

    def _row(self, entry: Entry) -> tuple[str, ...]:
        cells = (entry.speaker, entry.content, day(entry), word(self._ui, entry.kind),
                 entry.medium, self._verdict(entry), entry.article)  # fmt: skip
        return tuple(isolated(cell) if cell else "" for cell in cells)  # itables escapes them

    def _verdict(self, entry: Entry) -> str:
        known = self._ledger.verdicts.get(entry.verdict or "")
        told = known.label(self._ui) if known else (entry.verdict or "")
        return f"{told} ⚠ {self._say['contested']}".strip() if entry.contested else told

    def _lit(self) -> list[int]:
        return [n for n, entry in enumerate(self.rows) if entry.id == self.selected]

    @contextlib.contextmanager
    def _silence(self) -> Iterator[None]:
        """What is set here is no choice of the reader's."""
        before, self._quiet = self._quiet, True
        try:
            yield
        finally:
            self._quiet = before

    def _chosen(self, change: Any) -> None:
        if not self._quiet:
            ids = [self.rows[n].id for n in change["new"] if n < len(self.rows)]
            self.selected = ids[0] if ids else None

    @traitlets.observe("selected")
    def _selected_changed(self, _: object) -> None:
        if self.selected and not self._lit():
            at = self._ledger.position(self.selected, self.query)
            if at is not None:
                self.pager.page = at // PAGE
        with self._silence():
            self.table.selected_rows = self._lit()

    @traitlets.observe("query")
    def _query_changed(self, _: object) -> None:
        if self.pager.page:
            self.pager.page = 0  # and that reads it again
        else:
            self.refresh()


def day(entry: Entry) -> str:
    """When it was said, as a day or as the first and the last one."""
    days = sorted({str(day) for day in (entry.said_from, entry.said_to) if day})
    return "/".join(days)
