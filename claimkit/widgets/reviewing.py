"""`ReviewForm`: a verdict on the chosen claim, with a note and evidence, kept at once."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

import ipywidgets as w
import traitlets

from claimkit.comparison import compare_quotes, find_quote
from claimkit.evidence import from_bytes, text_of
from claimkit.export.beside import beside
from claimkit.export.markup import labels, name, safe
from claimkit.ledger import Ledger, LedgerError
from claimkit.model import Evidence, Review

_AROUND = 60  # code points that are shown before and after a place


class ReviewForm(w.VBox):
    """The reviews of the chosen claim so far, and a form for one's own.

    `selected` is the claim's id; `written` counts what this form has written into the ledger, so
    that others can look again. A file that is chosen is read here and kept only as its hash.

    >>> from claimkit import Article, read
    >>> ledger = Ledger("sqlite://")
    >>> _ = ledger.add(read(Article("قال الوزير سامي العلي إن الجسر مغلق.", "a")))
    >>> form = ReviewForm(ledger, "noura")
    >>> form.selected = ledger.claims()[0].id
    >>> form.review("false")
    >>> ledger.claim(form.selected).verdict, form.written
    ('false', 1)
    """

    selected = traitlets.Unicode(None, allow_none=True)
    written = traitlets.Int(0)

    def __init__(self, ledger: Ledger, reviewer: str, ui: str = "en") -> None:
        self._ledger, self.reviewer, self._ui, self._say = ledger, reviewer, ui, labels(ui)
        self._seen = 0
        say, wide = self._say, {"width": "19rem"}
        self.note = w.Textarea(description=say["note"], layout=wide)
        self.quote = w.Text(description=say["quote"], layout=wide, continuous_update=False)
        self.url = w.Text(description=say["address"], placeholder="https://…", layout=wide)
        self.file = w.FileUpload(multiple=False, description=say["file"])
        for field, css in ((self.note, "ck-note"), (self.quote, "ck-quote"), (self.url, "ck-url")):
            field.add_class("ck-field").add_class(css)
        self._place, self._news, self._reviews = w.HTML(), w.HTML(), w.HTML()
        for field in (self.quote, self.file):
            field.observe(lambda _: self._show_place(), "value")
        verdicts = [self._button(key) for key in ledger.verdicts]
        undo = w.Button(description=say["undo"])
        undo.on_click(lambda _: self.undo())
        evidence = w.HBox([self.note, self.quote, self.url, self.file])
        evidence.layout.flex_flow = "row wrap"
        buttons = w.HBox([*verdicts, undo], layout={"flex_flow": "row wrap"})
        super().__init__([self._reviews, buttons, evidence, self._place, self._news])
        self.add_class("ck-form")
        self.layout.display = "none"

    def _button(self, verdict: str) -> w.Button:
        made = w.Button(description=self._ledger.verdicts[verdict].label(self._ui), tooltip=verdict)
        made.on_click(self._giver(verdict))
        return made

    def _giver(self, verdict: str) -> Callable[[object], None]:
        return lambda _: self.review(verdict)

    def review(self, verdict: str) -> None:
        """Give the chosen claim a verdict, with the note and the evidence of the form.

        If somebody else has reviewed it meanwhile, this is told and nothing is written.
        """
        if self.selected is None:
            return
        given = (self.selected, verdict, self.reviewer, self.note.value, self._evidence())
        try:
            self._ledger.review(*given, self._seen)
        except LedgerError as error:
            self._tell("alert", str(error))
        else:
            self._empty()
            label = self._ledger.verdicts[verdict].label(self._ui)
            self._tell("status", f"{self._say['saved']}: {label}")
            self.written += 1
        self._show_reviews()

    def undo(self) -> None:
        """Take the last review of one's own of the chosen claim back."""
        reviews = self._ledger.reviews(self.selected or "")
        mine = [r.id for r in reviews if r.reviewer == self.reviewer and not r.withdrawn]
        if mine:
            self._ledger.withdraw(mine[-1], self.reviewer)
            self._tell("status", self._say["withdrawn"])
            self.written += 1
            self._show_reviews()

    def _empty(self) -> None:
        self.note.value = self.quote.value = self.url.value = ""
        self.file.value = ()

    def _tell(self, role: str, told: str) -> None:
        self._news.value = f"<p class='ck' role='{role}' dir='auto'>{safe(told)}</p>"

    def _evidence(self) -> tuple[Evidence, ...]:
        made = []
        if self.url.value or (self.quote.value and not self.file.value):
            made.append(Evidence(self.quote.value, self.url.value or None))
        made += [from_bytes(file, raw, self.quote.value) for file, raw in self._files()]
        return tuple(made)

    def _files(self) -> list[tuple[str, bytes]]:
        return [(str(each["name"]), bytes(each["content"])) for each in self.file.value]

    def _show_place(self) -> None:
        """Where the quote stands in the chosen file, and how it differs there."""
        told = ""
        for file, raw in self._files() if self.quote.value else ():
            text, quote = text_of(raw), self.quote.value
            found = find_quote(quote, text)
            if found is None:
                told += f"<p class='ck'>{name(file)}: {self._say['not_in_file']}</p>"
                continue
            span = found.place
            before = text[max(span.start - _AROUND, 0) : span.start]
            after = text[span.end : span.end + _AROUND]
            told += (
                f"<p class='ck' dir='auto'>{name(file)}: {self._say['found_at']} {span.start} – "
                f"…{safe(before)}<mark>{safe(span.of(text))}</mark>{safe(after)}…</p>"
            )
            compared = compare_quotes(span.of(text), quote)
            told += beside(compared, self._ui, (file, self._say["quote"]))
        self._place.value = told

    @traitlets.observe("selected")
    def _selected_changed(self, _: object) -> None:
        self.layout.display = "" if self.selected else "none"
        self._empty()  # a note on one claim is none on the next
        self._news.value = ""
        self._show_reviews()

    def _show_reviews(self) -> None:
        reviews = self._ledger.reviews(self.selected) if self.selected else ()
        self._seen = max((review.id for review in reviews), default=0)
        items = "".join(map(self._told, reviews))
        dir_, head = self._say["dir"], f"{self._say['reviews']}: {len(reviews)}"
        told = f"<b>{head}</b><ul>{items}</ul>"
        self._reviews.value = f"<div class='ck ck-reviews' dir='{dir_}'>{told}</div>"

    def _told(self, review: Review) -> str:
        known = self._ledger.verdicts.get(review.verdict)
        label = known.label(self._ui) if known else review.verdict
        back = f" ({self._say['withdrawn']})" if review.withdrawn else ""
        return (
            f"<li>{name(review.reviewer)}: <b>{name(label)}</b>{back} {name(review.note)} "
            f"<span class='ck-quiet'>{safe(review.at)}</span>{_rests(review.evidence)}</li>"
        )


def _rests(evidence: Iterable[Evidence]) -> str:
    """The evidence of a review; an address stays text, as nothing here leads out of the page."""
    told: list[Any] = []
    for each in evidence:
        parts = (f"«{name(each.quote)}»" if each.quote else "", name(each.url))
        at = f"[{each.span.start}–{each.span.end}]" if each.span else ""
        told.append(f"<br>{' '.join(filter(None, (*parts, at)))}")
    return "".join(told)
