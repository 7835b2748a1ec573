"""`Filters`: what is asked of the ledger, as controls; each follows the other."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from typing import Any

import ipywidgets as w
import traitlets

from claimkit.export.markup import labels, word
from claimkit.ledger import Ledger, Query

_ANY = "*"  # None would leave a list without a choice
_KINDS = ("direct", "indirect", "mixed")
_LABELS = {"finding": "findings"}  # whatever else a label is called as what it asks for
_SPEAKERS = 2_000  # claims whose speakers are offered while one types a name


class Filters(w.HBox):
    """Text, speaker, medium, kind, period, finding, verdict, and the queue of what waits.

    `query` is what they ask; setting it sets them, and the fields of a query that no control
    shows stay as they are. `today` is the day by which a claim of the queue is overdue.

    >>> filters = Filters(Ledger("sqlite://"), today=dt.date(2026, 1, 1))
    >>> filters.controls["queue"].value = "due"
    >>> filters.query
    Query(overdue='2026-01-01')
    """

    query = traitlets.Instance(Query, args=())

    def __init__(self, ledger: Ledger, ui: str = "en", today: dt.date | None = None) -> None:
        self._today = (today or dt.date.today()).isoformat()
        self._say, self._quiet = labels(ui), False
        self.controls = self._made(ledger, ui)
        for key, control in self.controls.items():
            control.description = self._say[_LABELS.get(key, key)]
            control.add_class("ck-field")
            control.layout.width = "10.5rem"
            control.observe(self._asked, "value")
        clear = w.Button(description=self._say["clear"])
        clear.on_click(lambda _: setattr(self, "query", Query()))
        super().__init__([*self.controls.values(), clear], layout={"flex_flow": "row wrap"})
        self.add_class("ck-filters")

    def _made(self, ledger: Ledger, ui: str) -> dict[str, w.Widget]:
        say, any_ = self._say, (self._say["any"], _ANY)
        speakers = {entry.speaker for entry in ledger.claims(limit=_SPEAKERS)} - {""}
        checks = [(say["checked"].get(name, name), name) for name in ledger.checks()]
        verdicts = [(one.label(ui), key) for key, one in ledger.verdicts.items()]
        queue = [(say[key], key) for key in ("unreviewed", "contested", "due")]
        typed: dict[str, Any] = {"continuous_update": False}
        return {
            "queue": w.Dropdown(options=[any_, *queue]),
            "text": w.Text(placeholder=say["search"], **typed),
            "speaker": w.Combobox(options=sorted(speakers), **typed),
            "medium": w.Text(**typed),
            "kind": w.Dropdown(options=[any_, *((word(ui, k), k) for k in _KINDS)]),
            "finding": w.Dropdown(options=[any_, *checks]),
            "verdict": w.Dropdown(options=[any_, *verdicts]),
            "said_from": w.DatePicker(),
            "said_to": w.DatePicker(),
        }

    def _asked(self, _: object) -> None:
        if self._quiet:
            return
        asked: dict[str, Any] = {
            key: _given(control.value) for key, control in self.controls.items()
        }
        queue = asked.pop("queue")
        if queue == "unreviewed":
            asked["verdict"] = ""
        asked["contested"] = True if queue == "contested" else None
        asked["overdue"] = self._today if queue == "due" else None
        self.query = replace(self.query, **asked)

    @traitlets.observe("query")
    def _query_changed(self, _: object) -> None:
        self._quiet = True  # the controls follow; each would else ask anew
        try:
            for key, control in self.controls.items():
                value = self._queue() if key == "queue" else getattr(self.query, key)
                control.value = _shown(control, value)
        finally:
            self._quiet = False

    def _queue(self) -> str | None:
        asked = self.query
        if asked.overdue:
            return "due"
        return "contested" if asked.contested else "unreviewed" if asked.verdict == "" else None


def _given(value: Any) -> Any:
    """The value of a control as a query has it, so that it can be printed and pasted back."""
    return value.isoformat() if isinstance(value, dt.date) else None if value == _ANY else value


def _shown(control: w.Widget, value: Any) -> Any:
    """A value of the query as its control takes it; one that it cannot show is shown as any."""
    if isinstance(control, w.Dropdown):
        return value if value in [option[1] for option in control.options] else _ANY
    if isinstance(control, w.DatePicker) and isinstance(value, str):
        return dt.date.fromisoformat(value)
    return value
