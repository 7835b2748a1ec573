"""`Pager`: the way through a list that is shown a page at a time."""

from __future__ import annotations

import ipywidgets as w
import traitlets

from claimkit.export.markup import labels


class Pager(w.HBox):
    """‹ 9–16 / 120 claims ›: `page` is the one on view, from 0; `counted` the label of its things.

    >>> pager = Pager(8, "claims")
    >>> pager.show(20); pager.turn(5)
    >>> pager.show(20)
    >>> pager.page, pager.first, pager.told
    (2, 16, '<bdi>17–20 / 20</bdi> Claims')
    """

    page = traitlets.Int(0)

    def __init__(self, size: int, counted: str, ui: str = "en") -> None:
        self._size, self._number, self._say = size, 0, labels(ui)
        self._counted, self._count = self._say[counted], w.HTML()
        self._buttons = {
            by: w.Button(description=arrow, tooltip=self._say[label], layout={"width": "3rem"})
            for by, arrow, label in zip(
                (-1, 1), "→←" if ui == "ar" else "←→", ("previous", "next"), strict=True
            )
        }
        for by, button in self._buttons.items():
            button.on_click(lambda _, by=by: self.turn(by))
        super().__init__([self._buttons[-1], self._count, self._buttons[1]])

    @property
    def first(self) -> int:
        """The number, from 0, of the first thing on the page."""
        return self.page * self._size

    @property
    def told(self) -> str:
        """What stands between the arrows, as HTML."""
        return str(self._count.value)

    def show(self, number: int, note: str = "") -> None:
        """Tell which of how many things the page shows."""
        self._number = number
        last = min(self.first + self._size, number)
        shown = f"{self.first + 1:,}–{last:,} / " if last > self.first else ""
        self._count.value = f"<bdi>{shown}{number:,}</bdi> {self._counted}{note}"
        self._buttons[-1].disabled = not self.page
        self._buttons[1].disabled = last >= number

    def turn(self, by: int) -> None:
        """Go on by some pages, or back; it stops at both ends."""
        self.page = min(max(self.page + by, 0), max(self._number - 1, 0) // self._size)
