"""Direction: who writes right to left, and how a string is kept from steering its neighbours."""

from __future__ import annotations

import re
from typing import Literal

# Invisible characters that can make a text look other than it is. The joiners (ZWJ, ZWNJ) are
# not among them: Persian words and family emoji fall apart without them.
CONTROLS = {
    "\N{LEFT-TO-RIGHT MARK}": "LRM",
    "\N{RIGHT-TO-LEFT MARK}": "RLM",
    "\N{ARABIC LETTER MARK}": "ALM",
    "\N{LEFT-TO-RIGHT EMBEDDING}": "LRE",
    "\N{RIGHT-TO-LEFT EMBEDDING}": "RLE",
    "\N{POP DIRECTIONAL FORMATTING}": "PDF",
    "\N{LEFT-TO-RIGHT OVERRIDE}": "LRO",
    "\N{RIGHT-TO-LEFT OVERRIDE}": "RLO",
    "\N{LEFT-TO-RIGHT ISOLATE}": "LRI",
    "\N{RIGHT-TO-LEFT ISOLATE}": "RLI",
    "\N{FIRST STRONG ISOLATE}": "FSI",
    "\N{POP DIRECTIONAL ISOLATE}": "PDI",
    "\N{ZERO WIDTH SPACE}": "ZWSP",
    "\N{WORD JOINER}": "WJ",
    "\N{ZERO WIDTH NO-BREAK SPACE}": "BOM",
    "\N{SOFT HYPHEN}": "SHY",
    "\N{LINE SEPARATOR}": "LSEP",
    "\N{PARAGRAPH SEPARATOR}": "PSEP",
}
_CONTROL = re.compile(f"[{''.join(CONTROLS)}]")
_RIGHT_TO_LEFT = frozenset(("ar", "ckb", "dv", "fa", "he", "ps", "sd", "ug", "ur", "yi"))


def direction(lang: str) -> Literal["rtl", "ltr"]:
    """The direction a language is written in, by its code; regions and scripts are ignored.

    >>> direction("ar-IQ"), direction("en")
    ('rtl', 'ltr')
    """
    return "rtl" if lang.partition("-")[0].lower() in _RIGHT_TO_LEFT else "ltr"


def visible(text: str) -> str:
    """The text with every direction control spelled out, so that none of them works any more.

    >>> visible("a\\u202eb")
    'a⟨RLO⟩b'
    """
    return _CONTROL.sub(lambda control: f"⟨{CONTROLS[control[0]]}⟩", text)


def isolated(text: str) -> str:
    """The text inside a first-strong isolate: for display only, in hosts that run the other way.

    >>> isolated("قال: نعم.") == "\\u2068قال: نعم.\\u2069"
    True
    """
    return f"\N{FIRST STRONG ISOLATE}{visible(text)}\N{POP DIRECTIONAL ISOLATE}"
