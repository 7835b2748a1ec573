"""`Explorer`: the claims of a ledger or of readings, to filter, choose, review and check."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable
from dataclasses import replace
from typing import Any

import ipywidgets as w
import pandas as pd
import traitlets
from itables.widget import ITable

from claimkit.bidi import isolated
from claimkit.export import html
from claimkit.export.markup import labels, name, safe, style, word
from claimkit.ledger import Entry, Ledger, LedgerError, Query
from claimkit.model import Evidence, Reading, Review
from claimkit.widgets.view import ReadingView

PAGE = 200  # claims that are sent to the browser at once
_COLUMNS = ("speaker", "content", "said_on", "kind", "medium", "verdict", "article")
# The filters above ask the ledger; the table's own search would only know the rows of one page.
_TABLE: dict[str, Any] = {
    "select": "single",
    "showIndex": False,
    "pageLength": 8,
    "classes": "display compact",
    "autoWidth": False,
    "layout": {"topStart": None, "topEnd": None, "bottomStart": None},
    "columnDefs": [{"width": "46%", "targets": 1}],
}
_ANY = "*"  # None would leave a list without a choice
_KINDS = ("direct", "indirect", "mixed")


class Explorer(w.VBox):
    """Filters, the table of claims, the article and the reviews, with one `selected` among them.

    Made from a ledger or from readings, which are then kept in a ledger of this session only.
    `query` is what is on view: it can be read, copied into the next cell and set again. `selected`
    is the id of the chosen claim, None at first; `frame()` gives the rows on view. A verdict is in
    the ledger as soon as it is given. `ui` is "en" or "ar".

    >>> from claimkit import Article, read
    >>> explorer = Explorer([read(Article("قال الوزير سامي العلي إن الجسر مغلق.", "a"))])
    >>> explorer.query = Query(speaker="Sami al-Ali")
    >>> explorer.frame()["content"].tolist()
    ['الجسر مغلق']
    """

    query = traitlets.Instance(Query, args=())
    selected = traitlets.Unicode(None, allow_none=True)
    page = traitlets.Int(0)

    def __init__(
        self, source: Ledger | Reading | Iterable[Reading], reviewer: str = "", ui: str = "en"
    ) -> None:
        self.ledger = source if isinstance(source, Ledger) else _own(source)
        self.reviewer, self.ui = reviewer or self.ledger.actor, ui
        self._say = labels(ui)
        self._quiet, self._seen = False, 0
        self._rows: tuple[Entry, ...] = ()
        self._view: ReadingView | None = None
        self._filters = self._make_filters()
        self._table = ITable(pd.DataFrame(columns=_COLUMNS), **_TABLE)
        self._count, self._chain, self._news = w.HTML(), w.HTML(), w.HTML()
        self._place = w.VBox(layout={"width": "100%", "align_items": "stretch"})
        self._review = self._make_review()
        before, after = w.Button(description="‹"), w.Button(description="›")
        before.on_click(lambda _: self._turn(-1))
        after.on_click(lambda _: self._turn(1))
        for button, label in ((before, "previous"), (after, "next")):
            button.tooltip, button.layout.width = self._say[label], "3rem"
        bar = w.HBox([before, self._count, after])
        super().__init__(
            [w.HTML(f"<style>{style('article', 'explorer')}</style>"), self._filters, bar,
             self._table, self._chain, self._review, self._place]
        )  # fmt: skip
        self.add_class("ck-explorer")
        self.add_class(f"ck-{self._say['dir']}")
        self._table.observe(self._chosen_in_table, "selected_rows")
        self._show_rows()

    # What is on view

    def frame(self) -> pd.DataFrame:
        """The claims that the query finds, all of them, one row each."""
        return self.ledger.to_frame(self.query)

    @property
    def claim(self) -> Entry | None:
        """The chosen claim, None if none is chosen."""
        return self.ledger.claim(self.selected) if self.selected else None

    def __repr__(self) -> str:
        return f"Explorer({self.ledger!r}, {self.query!r}, selected={self.selected!r})"

    def _repr_mimebundle_(self, **options: Any) -> Any:
        bundle = super()._repr_mimebundle_(**options)
        if bundle is None:
            return None
        data, metadata = bundle if isinstance(bundle, tuple) else (bundle, {})
        return {**data, "text/plain": repr(self), "text/html": self._static()}, metadata

    def _static(self) -> str:
        """The table of claims, for places where no widget can run."""
        rows = "".join(
            f"<tr><td>{name(e.speaker)}</td><td>{name(e.content)}</td><td>{name(_day(e))}</td></tr>"
            for e in self._rows
        )
        heads = "".join(f"<th>{self._say[key]}</th>" for key in ("speaker", "content", "said_on"))
        return (
            f"<style>{style('article')}</style><div class='ck' dir='{self._say['dir']}'>"
            f"<table><thead><tr>{heads}</tr></thead><tbody>{rows}</tbody></table></div>"
        )

    # Filters

    def _make_filters(self) -> w.Widget:
        say = self._say
        any_ = (say["any"], _ANY)
        self._asked: dict[str, w.Widget] = {
            "text": w.Text(placeholder=say["search"], continuous_update=False),
            "speaker": w.Combobox(
                placeholder=say["speaker"], options=self._speakers(), continuous_update=False
            ),
            "medium": w.Text(placeholder=say["medium"], continuous_update=False),
            "kind": w.Dropdown(options=[any_, *((word(self.ui, k), k) for k in _KINDS)]),
            "finding": w.Dropdown(options=[any_, *((c, c) for c in self._checks())]),
            "verdict": w.Dropdown(
                options=[any_, (say["unreviewed"], ""), *self._verdicts()],
            ),
            "said_from": w.DatePicker(),
            "said_to": w.DatePicker(),
        }
        titles = {
            "text": say["search"], "speaker": say["speaker"], "medium": say["medium"],
            "kind": say["kind"], "finding": say["finding"], "verdict": say["verdict"],
            "said_from": say["said_from"], "said_to": say["said_to"],
        }  # fmt: skip
        boxes = []
        for key, control in self._asked.items():
            control.layout.width = "11rem"
            control.observe(self._asked_anew, "value")
            boxes.append(w.VBox([w.Label(titles[key]), control]))
        return w.HBox(boxes, layout={"flex_flow": "row wrap"})

    def _speakers(self) -> list[str]:
        return sorted({entry.speaker for entry in self.ledger.claims(limit=5_000)} - {""})

    def _checks(self) -> list[str]:
        return sorted({found.finding.check for found in self.ledger.findings()})

    def _verdicts(self) -> list[tuple[str, str]]:
        return [(one.label(self.ui), key) for key, one in self.ledger.verdicts.items()]

    def _asked_anew(self, _: object) -> None:
        if not self._quiet:
            asked = ((key, control.value) for key, control in self._asked.items())
            given: dict[str, Any] = {k: None if value == _ANY else value for k, value in asked}
            self.query = replace(self.query, **given)

    @traitlets.observe("query")
    def _query_changed(self, _: object) -> None:
        self._quiet = True  # the controls follow; each would else ask anew
        try:
            for key, control in self._asked.items():
                control.value = _shown_as(control, getattr(self.query, key))
        finally:
            self._quiet = False
        self.page = 0
        self._show_rows()

    def _turn(self, by: int) -> None:
        last = max(self.ledger.count(self.query) - 1, 0) // PAGE
        self.page = min(max(self.page + by, 0), last)

    @traitlets.observe("page")
    def _page_changed(self, _: object) -> None:
        self._show_rows()

    # The table

    def _show_rows(self) -> None:
        self._rows = self.ledger.claims(self.query, PAGE, self.page * PAGE)
        number = self.ledger.count(self.query)
        first = self.page * PAGE
        shown = f"{first + 1}–{first + len(self._rows)}" if self._rows else "0"
        self._count.value = f"<bdi>{shown} / {number:,}</bdi> {self._say['claims']}"
        frame = pd.DataFrame([self._row(entry) for entry in self._rows], columns=_COLUMNS)
        frame.columns = [self._say.get(column, column) for column in _COLUMNS]
        self._quiet = True
        try:
            self._table.update(frame, selected_rows=self._chosen_rows(), **_TABLE)
        finally:
            self._quiet = False

    def _row(self, entry: Entry) -> tuple[str, ...]:
        verdict = self.ledger.verdicts.get(entry.verdict or "")
        told = verdict.label(self.ui) if verdict else (entry.verdict or "")
        marks = f"{told} ⚠" if entry.contested else told
        cells = (entry.speaker, entry.content, _day(entry), word(self.ui, entry.kind),
                 entry.medium, marks, entry.article)  # fmt: skip
        return tuple(isolated(cell) if cell else "" for cell in cells)  # itables escapes them

    def _chosen_rows(self) -> list[int]:
        return [n for n, entry in enumerate(self._rows) if entry.id == self.selected]

    def _chosen_in_table(self, change: Any) -> None:
        if not self._quiet:
            rows = [n for n in change["new"] if n < len(self._rows)]
            self.selected = self._rows[rows[0]].id if rows else None

    # The chosen claim

    @traitlets.validate("selected")
    def _known(self, proposal: traitlets.Bunch) -> str | None:
        chosen: str | None = proposal["value"] or None
        if chosen:
            try:
                self.ledger.claim(chosen)
            except KeyError as error:
                raise traitlets.TraitError(str(error.args[0])) from None
        return chosen

    @traitlets.observe("selected")
    def _selected_changed(self, _: object) -> None:
        self._quiet = True
        try:
            self._table.selected_rows = self._chosen_rows()
        finally:
            self._quiet = False
        self._show_claim()

    def _show_claim(self) -> None:
        entry = self.claim
        self._review.layout.display = "" if entry else "none"
        if entry is None:
            self._chain.value, self._place.children = "", ()
            return
        reviews = self.ledger.reviews(entry.id)
        self._seen = max((review.id for review in reviews), default=0)
        self._chain.value = self._told(entry, reviews)
        if self._view is None or self._view.reading.article.id != entry.article:
            reading = self.ledger.reading(entry.article)
            self._view = ReadingView(reading, self._examined(reading), self.ui)
            self._view.observe(self._chosen_in_text, "selected")
            self._place.children = (self._view,)
        self._view.selected = entry.local if entry.state == "live" else None

    def _examined(self, reading: Reading) -> html.Examined:
        from claimkit.checks import Examination

        found = self.ledger.findings(reading.article.id)
        return Examination(tuple(one.finding for one in found if one.decision != "dismissed"), ())

    def _chosen_in_text(self, change: Any) -> None:
        entry = self.claim
        if entry and change["new"] and change["new"] != entry.local:
            same = Query(article=entry.article)
            by_local = {e.local: e.id for e in self.ledger.claims(same)}
            self.selected = by_local.get(change["new"], self.selected)

    def _told(self, entry: Entry, reviews: Iterable[Review]) -> str:
        """The chain of those who relay it, and the reviews so far."""
        links, at = [entry], entry
        while at.parent and len(links) < len(self.ledger.claims(article=entry.article)):
            at = self.ledger.claim(at.parent)
            links.append(at)
        who = " › ".join(f"<strong>{name(e.speaker)}</strong>" for e in reversed(links))
        judged = "".join(
            f"<li>{name(r.reviewer)}: {name(self._verdict_name(r.verdict))}"
            f"{' ⨯' if r.withdrawn else ''} {name(r.note)} "
            f"<span class='ck-quiet'>{safe(r.at)}</span>"
            f"{''.join(f'<br>«{name(e.quote)}» {name(e.url)}' for e in r.evidence)}</li>"
            for r in reviews
        )
        return (
            f"<div class='ck ck-told' dir='{self._say['dir']}' role='status'>{who}"
            f"<p class='ck-said' dir='auto'>{safe(entry.content)}</p><ul>{judged}</ul></div>"
        )

    def _verdict_name(self, verdict: str) -> str:
        known = self.ledger.verdicts.get(verdict)
        return known.label(self.ui) if known else verdict

    # Review

    def _make_review(self) -> w.Widget:
        say = self._say
        self._note = w.Textarea(placeholder=say["note"], layout={"width": "24rem"})
        self._quote = w.Text(placeholder=say["quote"], layout={"width": "24rem"})
        self._url = w.Text(placeholder="https://…", layout={"width": "24rem"})
        verdicts = []
        for key, one in self.ledger.verdicts.items():
            button = w.Button(description=one.label(self.ui), tooltip=key)
            button.on_click(self._giver(key))
            verdicts.append(button)
        undo = w.Button(description=say["undo"], icon="")
        undo.on_click(lambda _: self.undo())
        box = w.VBox([
            w.HBox([*verdicts, undo], layout={"flex_flow": "row wrap"}),
            w.HBox([w.VBox([w.Label(say["note"]), self._note]),
                    w.VBox([w.Label(say["evidence"]), self._quote, self._url])],
                   layout={"flex_flow": "row wrap"}),
            self._news,
        ])  # fmt: skip
        box.layout.display = "none"
        return box

    def _giver(self, verdict: str) -> Callable[[object], None]:
        return lambda _: self.review(verdict)

    def review(self, verdict: str) -> None:
        """Give the chosen claim a verdict, with the note and the evidence of the form."""
        if self.selected is None:
            return
        evidence: tuple[Evidence, ...] = ()
        if self._quote.value or self._url.value:
            evidence = (Evidence(self._quote.value, self._url.value or None),)
        try:
            self.ledger.review(
                self.selected, verdict, self.reviewer, self._note.value, evidence, self._seen
            )
        except LedgerError as error:
            self._news.value = f"<p class='ck' role='alert'>{safe(str(error))}</p>"
        else:
            self._news.value = self._note.value = self._quote.value = self._url.value = ""
        self._show_rows()
        self._show_claim()

    def undo(self) -> None:
        """Take the last review of one's own of the chosen claim back."""
        mine = [
            r for r in self.ledger.reviews(self.selected or "")
            if r.reviewer == self.reviewer and not r.withdrawn
        ]  # fmt: skip
        if mine:
            self.ledger.withdraw(mine[-1].id, self.reviewer)
            self._show_rows()
            self._show_claim()


def _own(source: Reading | Iterable[Reading]) -> Ledger:
    ledger = Ledger("sqlite://")
    ledger.add(source)
    return ledger


def _day(entry: Entry) -> str:
    days = sorted({str(day) for day in (entry.said_from, entry.said_to) if day})
    return "/".join(days)


def _shown_as(control: w.Widget, value: Any) -> Any:
    """A value of the query as its control takes it."""
    if isinstance(control, w.Dropdown):
        return _ANY if value is None else value
    if isinstance(control, w.DatePicker) and isinstance(value, str):
        return dt.date.fromisoformat(value)
    return value
