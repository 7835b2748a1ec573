"""`Keys`: single keys for the explorer around it, only if wanted."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import anywidget
import traitlets

_HERE = Path(__file__).parent


class Keys(anywidget.AnyWidget):
    """Hears the keys of `does` where `wanted`, but never while somebody types.

    >>> pressed = []
    >>> keys = Keys({"j": lambda: pressed.append("j")})
    >>> keys.press("j"); keys.press("x"); pressed
    ['j']
    """

    _esm = (_HERE / "keys.js").read_text("utf-8")

    wanted = traitlets.Bool(False).tag(sync=True)
    heard = traitlets.List(traitlets.Unicode()).tag(sync=True)

    def __init__(self, does: Mapping[str, Callable[[], object]]) -> None:
        self._does = does
        super().__init__(heard=[*does, "n", "e"])  # n and e only move the cursor into a field
        self.on_msg(self._told)

    def press(self, key: str) -> None:
        """Do what a key stands for, if it stands for anything."""
        if key in self._does:
            self._does[key]()

    def __repr__(self) -> str:
        return f"Keys({''.join(self.heard)!r}, wanted={self.wanted})"

    def _told(self, _: object, message: Any, __: object) -> None:
        if isinstance(message, dict):
            self.press(str(message.get("key")))
