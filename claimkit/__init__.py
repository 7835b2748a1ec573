"""Who said what, through which channel, when, relayed by whom: attributed claims in the news.

>>> import claimkit
>>> (article,) = claimkit.load("seeds/000_5ef256accc8a372d.txt")
>>> reading = claimkit.read(article)
>>> findings = claimkit.examine(reading)
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from claimkit.articles import Unreadable, load
    from claimkit.checks import Examination, cross_examine, examine
    from claimkit.comparison import QuoteComparison, compare_quotes, find_quote
    from claimkit.language import Language
    from claimkit.model import (
        Article,
        Byline,
        CheckRun,
        Claim,
        Duration,
        Finding,
        Hypothesis,
        Period,
        Quote,
        Reading,
        Source,
        TimeExpression,
    )
    from claimkit.reading import read
    from claimkit.records import reading_from_record, to_record
    from claimkit.relays import RelayGraph, trace
    from claimkit.spans import Span

__version__ = "0.1.0"

__all__ = [
    "Article",
    "Byline",
    "CheckRun",
    "Claim",
    "Duration",
    "Examination",
    "Finding",
    "Hypothesis",
    "Language",
    "Period",
    "Quote",
    "QuoteComparison",
    "Reading",
    "RelayGraph",
    "Source",
    "Span",
    "TimeExpression",
    "Unreadable",
    "compare_quotes",
    "cross_examine",
    "examine",
    "find_quote",
    "load",
    "read",
    "reading_from_record",
    "to_record",
    "trace",
]

# Every name loads its room when it is first used, so that importing claimkit costs next to nothing.
_ROOMS = {
    "Examination": "checks",
    "Language": "language",
    "QuoteComparison": "comparison",
    "RelayGraph": "relays",
    "Span": "spans",
    "Unreadable": "articles",
    "compare_quotes": "comparison",
    "cross_examine": "checks",
    "examine": "checks",
    "find_quote": "comparison",
    "load": "articles",
    "read": "reading",
    "reading_from_record": "records",
    "to_record": "records",
    "trace": "relays",
}


def __getattr__(name: str) -> Any:
    if name not in __all__:
        raise AttributeError(f"module 'claimkit' has no attribute {name!r}")
    value = getattr(import_module(f"claimkit.{_ROOMS.get(name, 'model')}"), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted([*globals(), *__all__])
