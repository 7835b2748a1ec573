"""`Picture`: a chart in which claims can be chosen."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import anywidget
import traitlets

if TYPE_CHECKING:
    import altair as alt

_HERE = Path(__file__).parent


class Picture(anywidget.AnyWidget):
    """A chart as SVG, whose marks stand for claims; a click on one chooses its next claim.

    `selected` is the id of the chosen claim, None at first; all its marks are lit.

    >>> picture = Picture()
    >>> picture.show(None, [["c1", "c2"], ["c2"]])
    >>> picture.selected = "c2"
    >>> picture.chosen
    [0, 1]
    """

    _esm = (_HERE / "picture.js").read_text("utf-8")
    _css = (_HERE / "picture.css").read_text("utf-8")

    svg = traitlets.Unicode("").tag(sync=True)
    chosen = traitlets.List(traitlets.Int()).tag(sync=True)
    selected = traitlets.Unicode(None, allow_none=True)

    def __init__(self) -> None:
        self._claims: Sequence[Sequence[str]] = ()
        super().__init__()
        self.on_msg(self._marked)

    def show(self, chart: alt.TopLevelMixin | None, claims: Sequence[Sequence[str]] = ()) -> None:
        """Draw a chart, or nothing; `claims` are those behind each of its marks, by number."""
        self._claims = claims
        self.svg = _svg(chart) if chart is not None else ""
        self._light()

    def __repr__(self) -> str:
        return f"Picture({len(self._claims)} marks, selected={self.selected!r})"

    @traitlets.observe("selected")
    def _selected_changed(self, _: object) -> None:
        self._light()

    def _light(self) -> None:
        self.chosen = [n for n, held in enumerate(self._claims) if self.selected in held]

    def _marked(self, _: object, message: Any, __: object) -> None:
        number = message.get("mark") if isinstance(message, dict) else None
        if isinstance(number, int) and 0 <= number < len(self._claims) and self._claims[number]:
            held = self._claims[number]
            at = held.index(self.selected) + 1 if self.selected in held else 0
            self.selected = held[at % len(held)]


def _svg(chart: alt.TopLevelMixin) -> str:
    import vl_convert

    return str(vl_convert.vegalite_to_svg(chart.to_dict()))
