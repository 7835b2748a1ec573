"""`Explorer`: the claims of a ledger or of readings, to filter, choose, review and check."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Any

import ipywidgets as w
import pandas as pd
import traitlets

from claimkit.checks import Examination, drifted
from claimkit.export import html
from claimkit.export.beside import beside
from claimkit.export.markup import labels, name, safe, style
from claimkit.ledger import Entry, Ledger, Query
from claimkit.model import Reading
from claimkit.relays import trace
from claimkit.verdicts import Verdict
from claimkit.widgets.board import ChecksBoard
from claimkit.widgets.chains import relay_chart, steps
from claimkit.widgets.charts import entries, timeline
from claimkit.widgets.filters import Filters
from claimkit.widgets.keys import Keys
from claimkit.widgets.listing import ClaimTable
from claimkit.widgets.picture import Picture
from claimkit.widgets.reviewing import ReviewForm
from claimkit.widgets.view import ReadingView

_PANES = ("article", "timeline", "relays", "checks")
_DRAWN = 16  # articles whose relays still make a picture that can be read
_TOGETHER = 200  # articles that are compared with one another at once
_NUMBERED = 5  # verdicts that have a key
_ELSEWHERE = 20  # articles in which the same words are looked for


class Explorer(w.VBox):
    """Filters, the table of claims, reviews, and a pane: article, timeline, relays or checks.

    Made from a ledger or from readings, which are then kept in a ledger of this session only.
    `query` is what is on view: it can be read, copied into the next cell and set again. `selected`
    is the id of the chosen claim, None at first, wherever it was chosen; `frame()` gives the rows
    on view. A verdict is in the ledger as soon as it is given. `ui` is "en" or "ar"; `today`, the
    day by which what a claim promised is overdue, is the machine's unless it is given.

    >>> from claimkit import Article, read
    >>> explorer = Explorer([read(Article("قال الوزير سامي العلي إن الجسر مغلق.", "a"))])
    >>> explorer.query = Query(speaker="Sami al-Ali")
    >>> explorer.frame()["content"].tolist()
    ['الجسر مغلق']
    """

    query = traitlets.Instance(Query, args=())
    selected = traitlets.Unicode(None, allow_none=True)
    pane = traitlets.Enum(_PANES, "article")

    def __init__(
        self,
        source: Ledger | Reading | Iterable[Reading],
        reviewer: str = "",
        ui: str = "en",
        today: dt.date | None = None,
    ) -> None:
        self.ledger = source if isinstance(source, Ledger) else _own(source)
        self.ui, self._say = ui, labels(ui)
        who = reviewer or self.ledger.actor
        self.filters = Filters(self.ledger, ui, today)
        self.table = ClaimTable(self.ledger, ui)
        self.form = ReviewForm(self.ledger, who, ui)
        self.board: ChecksBoard | None = None
        self.view: ReadingView | None = None
        self.picture = Picture()
        self._reviewer, self._drawn = who, tuple[str, ...]()
        self._told, self._help = w.HTML(), w.HTML()
        self._place = w.VBox(layout={"width": "100%", "align_items": "stretch"})
        self._switch = w.ToggleButtons(options=[(self._say[key], key) for key in _PANES])
        self.keyboard = Keys(self._keys())
        wanted = w.ToggleButton(description=self._say["keys"], layout={"width": "auto"})
        super().__init__([
            w.HTML(f"<style>{style('article', 'explorer')}</style>"), self.filters, self.table,
            self._told, self.form, w.HBox([self._switch, wanted]), self._help, self._place,
            self.keyboard,
        ])  # fmt: skip
        self.add_class("ck-explorer")
        self.add_class(f"ck-{self._say['dir']}")
        traitlets.link((wanted, "value"), (self.keyboard, "wanted"))
        traitlets.link((self, "pane"), (self._switch, "value"))
        for follower in (self.filters, self.table):
            traitlets.link((self, "query"), (follower, "query"))
        for follower in (self.table, self.form, self.picture):
            traitlets.link((self, "selected"), (follower, "selected"))
        self.form.observe(lambda _: self._written(), "written")
        wanted.observe(lambda change: self._show_help(change["new"]), "value")
        self._show()

    # What is on view

    def frame(self) -> pd.DataFrame:
        """The claims that the query finds, all of them, one row each."""
        return self.ledger.to_frame(self.query)

    @property
    def claim(self) -> Entry | None:
        """The chosen claim, None if none is chosen."""
        return self.ledger.claim(self.selected) if self.selected else None

    def review(self, verdict: str) -> None:
        """Give the chosen claim a verdict, with the note and the evidence of the form."""
        self.form.review(verdict)

    def undo(self) -> None:
        """Take the last review of one's own of the chosen claim back."""
        self.form.undo()

    def __repr__(self) -> str:
        return f"Explorer({self.ledger!r}, {self.query!r}, selected={self.selected!r})"

    def _repr_mimebundle_(self, **options: Any) -> Any:
        bundle = super()._repr_mimebundle_(**options)
        if bundle is None:
            return None
        data, metadata = bundle if isinstance(bundle, tuple) else (bundle, {})
        article = self._article()
        static = self.table.static()
        if article:
            reading = self.ledger.reading(article)
            static += html.fragment(reading, self._examined(article), self.ui)
        return {**data, "text/plain": repr(self), "text/html": static}, metadata

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
        entry = self.claim
        self._told.value = self._chain(entry) + self._drift(entry) if entry else ""
        self._show()

    @traitlets.observe("query", "pane")
    def _asked_changed(self, _: object) -> None:
        self._show()

    def _written(self) -> None:
        self.table.refresh()
        if self.board is not None and self.pane == "checks":
            self.board.refresh()

    def _decided(self) -> None:
        """What is dismissed stands no more under the article."""
        self.table.refresh()
        if self.view is not None:
            self.view.close()
            self.view = None

    def _chain(self, entry: Entry) -> str:
        """Who says that who says it, and what."""
        links, at = [entry], entry
        while at.parent and at.parent not in {link.id for link in links}:
            at = self.ledger.claim(at.parent)
            links.append(at)
        unknown = self._say["unknown"]
        who = " › ".join(f"<strong>{name(e.speaker or unknown)}</strong>" for e in reversed(links))
        return (
            f"<div class='ck ck-told' dir='{self._say['dir']}' role='status'>{who}"
            f"<p class='ck-said' dir='auto'>{safe(entry.content)}</p></div>"
        )

    def _drift(self, entry: Entry) -> str:
        """The same words as other articles quote them, side by side."""
        if entry.kind == "indirect" or not entry.speaker:
            return ""
        same = self.ledger.claims(speaker=entry.speaker, limit=10 * _ELSEWHERE)
        articles = dict.fromkeys((entry.article, *(e.article for e in same)))
        readings = [self._reading(article) for article in list(articles)[:_ELSEWHERE]]
        here = (entry.article, entry.local)
        told = ""
        for first, later, compared in drifted(readings) if len(readings) > 1 else ():
            both = [(s.reading.article.id, s.claim.id) for s in (first, later)]
            if here in both:
                told += beside(compared, self.ui, (both[0][0], both[1][0]))
        head = f"<p class='ck'><b>{self._say['drifted']}</b></p>"
        return head + told if told else ""

    # Panes

    def _show(self) -> None:
        show = {"article": self._show_article, "timeline": self._show_timeline,
                "relays": self._show_relays, "checks": self._show_checks}  # fmt: skip
        show[self.pane]()

    def _article(self) -> str:
        """The article of the chosen claim, or the first on view."""
        entry = self.claim or next(iter(self.table.rows), None)
        return entry.article if entry else ""

    def _reading(self, article: str) -> Reading:
        reading = self.ledger.reading(article)
        return replace(reading, article=replace(reading.article, id=article))

    def _show_article(self) -> None:
        entry, article = self.claim, self._article()
        self._drawn = ()
        if not article:
            self._place.children = ()
            return
        if self.view is None or self.view.reading.article.id != article:
            reading = self._reading(article)
            if self.view is None:
                self.view = ReadingView(reading, self._examined(article), self.ui, table=False)
                self.view.observe(self._chosen_in_text, "selected")
            else:
                self.view.show(reading, self._examined(article))
        self.view.selected = entry.local if entry and entry.state == "live" else None
        self._place.children = (self.view,)

    def _examined(self, article: str) -> Examination:
        found = self.ledger.findings(article)
        return Examination(tuple(one.finding for one in found if one.decision != "dismissed"), ())

    def _chosen_in_text(self, change: Any) -> None:
        assert self.view is not None
        entry, here = self.claim, self.view.reading.article.id
        chosen = self._ids(here).get(change["new"])
        if chosen or (entry and entry.article == here and entry.state == "live"):
            self.selected = chosen

    def _ids(self, article: str) -> dict[str, str]:
        """The ledger's ids of an article's claims."""
        return {e.local: e.id for e in self.ledger.claims(article=article)}

    def _show_timeline(self) -> None:
        article = self._article()
        if self._is_drawn("timeline", article):
            return
        reading = self._reading(article) if article else None
        lines = entries(reading) if reading else []
        if reading is None or not lines:
            self._say_none("no_dates")
            return
        ids = self._ids(article)
        claims = [[ids[c] for c in line.claims if c in ids] for line in lines]
        self.picture.show(timeline(reading, self.ui), claims)
        self._place.children = (self.picture,)

    def _show_relays(self) -> None:
        articles = self._articles()
        if self._is_drawn("relays", *sorted(articles)):
            return
        graph = trace(self._reading(article) for article in articles[:_DRAWN])
        if not graph.edges:
            self._say_none("no_relays")
            return
        ids = {name: self._ids(name) for name in articles[:_DRAWN]}
        claims = [
            [ids[article][c] for article, c in told if c in ids[article]]
            for told in steps(graph).values()
        ]
        self.picture.show(relay_chart(graph, self.ui), claims)
        more = len(articles) - _DRAWN
        left = w.HTML(f"<p class='ck'>+{more} {self._say['and_more']}</p>" if more > 0 else "")
        self._place.children = (self.picture, left)

    def _is_drawn(self, *what: str) -> bool:
        """Whether the picture is on view already, so that only its lights change."""
        before, self._drawn = self._drawn, what
        return before == what

    def _show_checks(self) -> None:
        self._drawn = ()
        if self.board is None:
            self.board = ChecksBoard(self.ledger, self._reviewer, self.ui, self._together)
            traitlets.link((self, "selected"), (self.board, "selected"))
            self.board.observe(lambda _: self._decided(), "written")
        self.board.article = self._article()
        self._place.children = (self.board,)

    def _articles(self) -> Sequence[str]:
        """The articles of the claims on view, the chosen one's first."""
        found = self.ledger.claims(self.query, 10 * _TOGETHER)
        first = [self._article()] if self._article() else []
        return list(dict.fromkeys((*first, *(e.article for e in found))))[:_TOGETHER]

    def _together(self) -> Sequence[str]:
        """The articles to compare: those on view, and the others as far as that is quick."""
        return list(dict.fromkeys((*self._articles(), *self.ledger.articles())))[:_TOGETHER]

    def _say_none(self, label: str) -> None:
        self._place.children = (w.HTML(f"<p class='ck'>{self._say[label]}</p>"),)

    # Keys

    def _keys(self) -> dict[str, Any]:
        return {
            "j": lambda: self.table.step(1),
            "k": lambda: self.table.step(-1),
            "u": self.undo,
            "?": lambda: self._show_help(not self._help.value),
            **{
                str(n): lambda verdict=verdict: self.review(verdict.key)
                for n, verdict in self._numbered()
            },
        }

    def _numbered(self) -> list[tuple[int, Verdict]]:
        """The first verdicts, by the number key that gives each."""
        return list(enumerate(self.ledger.verdicts.values(), 1))[:_NUMBERED]

    def _show_help(self, shown: bool) -> None:
        told = " · ".join(f"{n} {one.label(self.ui)}" for n, one in self._numbered())
        text = f"{safe(self._say['keys_told'])}<br>{safe(told)}"
        help_ = f"<p class='ck ck-help' dir='{self._say['dir']}' role='status'>{text}</p>"
        self._help.value = help_ if shown else ""


def _own(source: Reading | Iterable[Reading]) -> Ledger:
    ledger = Ledger("sqlite://")
    ledger.add(source)
    return ledger
