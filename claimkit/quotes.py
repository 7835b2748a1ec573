"""Where something is quoted: pairs of quotation marks as they come, closed or not."""

from __future__ import annotations

from claimkit.model import Quote
from claimkit.text import Shadow


def find_quotes(shadow: Shadow) -> tuple[Quote, ...]:
    """The quotations of a text, in order."""
    raise NotImplementedError
