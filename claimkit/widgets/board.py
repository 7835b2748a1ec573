"""`ChecksBoard`: what the checks found, each with its sum, its places and a person's decision."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import ipywidgets as w
import traitlets

from claimkit.export.html import SIGNS, finding_told
from claimkit.export.markup import labels, name, safe
from claimkit.ledger import Found, Ledger
from claimkit.widgets.pager import Pager

PAGE = 6  # findings that are sent to the browser at once
_GRAVEST = list(SIGNS)  # first
_SIGNS = {"accepted": "✔", "dismissed": "⨯", "open": ""}


class ChecksBoard(w.VBox):
    """The findings of one article or of all, to accept or to dismiss with a reason.

    What is decided is in the ledger at once, and asked anew if the words that the finding is about
    change. `selected` is the chosen claim's id; `article` the one whose findings stand on view.
    `together` are the articles that are compared with one another, by their ids.

    >>> from claimkit import Article, read
    >>> ledger = Ledger("sqlite://")
    >>> _ = ledger.add(read(Article("قال مصدر مطلع إن الجسر مغلق.", "a")))
    >>> board = ChecksBoard(ledger, "noura")
    >>> board.decide(board.found[0], "dismissed", "المصدر معروف لنا")
    >>> ledger.findings(decision="dismissed")[0].reviewer
    'noura'
    """

    selected = traitlets.Unicode(None, allow_none=True)
    article = traitlets.Unicode("")
    written = traitlets.Int(0)

    def __init__(
        self,
        ledger: Ledger,
        reviewer: str,
        ui: str = "en",
        together: Callable[[], Sequence[str]] = tuple,
    ) -> None:
        self._ledger, self._reviewer, self._ui, self._say = ledger, reviewer, ui, labels(ui)
        self._together, self.found = together, list[Found]()
        self.pager = Pager(PAGE, "findings", ui)
        self.pager.observe(lambda _: self.refresh(), "page")
        say = self._say
        self.scope = w.Dropdown(options=[(say[key], key) for key in ("all", "here")])
        self.decision = w.Dropdown(options=[(say["any"], ""), *((say[k], k) for k in _SIGNS)])
        self.decision.value = "open"
        for control, label in ((self.scope, "articles"), (self.decision, "decision")):
            control.description = say[label]
            control.add_class("ck-field")
        self.across = w.ToggleButton(description=say["across"], layout={"width": "auto"})
        for control in (self.scope, self.decision, self.across):
            control.observe(lambda _: self._from_start(), "value")
        self._cards, self._news = w.VBox(), w.HTML()
        bar = w.HBox([self.scope, self.decision, self.across, self.pager])
        bar.layout.flex_flow = "row wrap"
        super().__init__([bar, self._news, self._cards])
        self.refresh()

    def refresh(self) -> None:
        """Ask the ledger again."""
        here = self.article if self.scope.value == "here" else None
        wanted = self.decision.value or None
        self.found = list(self._ledger.findings(here, wanted))
        if self.across.value:
            told = self._ledger.across(self._together())
            self.found += [one for one in told if here in (None, one.finding.article)]
            self.found = [one for one in self.found if wanted in (None, one.decision)]
        self.found.sort(key=lambda one: _GRAVEST.index(one.finding.severity))
        self.pager.show(len(self.found))
        on_view = self.found[self.pager.first : self.pager.first + PAGE]
        none = f"<p class='ck'>{self._say['none_decided']}</p>"
        self._cards.children = [self._card(one) for one in on_view] or [w.HTML(none)]

    def decide(self, one: Found, decision: str, reason: str = "") -> None:
        """Accept or dismiss a finding, or open it again; without a reason none is dismissed."""
        try:
            self._ledger.decide(one, decision, reason, self._reviewer)
        except ValueError as error:
            self._news.value = f"<p class='ck' role='alert'>{safe(str(error))}</p>"
            return
        self._news.value = ""
        self.written += 1
        self.refresh()

    def _card(self, one: Found) -> w.Widget:
        say, finding = self._say, one.finding
        text = self._ledger.reading(finding.article).article.text
        places = " · ".join(f"«{name(span.of(text))}»" for span in finding.spans)
        decided = ""
        if one.decision != "open":
            why = f"{name(one.reviewer)} {name(one.reason)}"
            decided = f"<p>{_SIGNS[one.decision]} <b>{say[one.decision]}</b> {why}</p>"
        shaken = f"<p>⚠ {say['contested']}</p>" if one.contested else ""
        told = finding_told(finding, text, f"{name(finding.article)}: {places}", self._ui)
        html = w.HTML(
            f"<div class='ck ck-card ck-{finding.severity}' dir='{say['dir']}'>"
            f"{told}{decided}{shaken}</div>"
        )
        why = w.Text(description=say["why"]).add_class("ck-field").add_class("ck-why")
        show = self._button("show", lambda: self._choose(finding.claims))
        show.disabled = not finding.claims
        buttons = [show]
        if one.decision == "open":
            buttons.append(self._button("accept", lambda: self.decide(one, "accepted")))
            buttons.append(why)
            buttons.append(
                self._button("dismiss", lambda: self.decide(one, "dismissed", why.value))
            )
        else:
            buttons.append(self._button("reopen", lambda: self.decide(one, "open")))
        return w.VBox([html, w.HBox(buttons, layout={"flex_flow": "row wrap"})])

    def _button(self, label: str, does: Callable[[], object]) -> w.Button:
        made = w.Button(description=self._say[label], layout={"width": "auto"})
        made.on_click(lambda _: does())
        return made

    def _choose(self, claims: Sequence[str]) -> None:
        """The next claim of the finding."""
        at = claims.index(self.selected) + 1 if self.selected in claims else 0
        self.selected = claims[at % len(claims)]

    def _from_start(self) -> None:
        if self.pager.page:
            self.pager.page = 0  # and that asks it again
        else:
            self.refresh()

    @traitlets.observe("article")
    def _article_changed(self, _: object) -> None:
        if self.scope.value == "here":
            self._from_start()
