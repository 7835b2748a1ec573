"""Who said what, through which channel, when, relayed by whom: attributed claims in the news.

>>> import claimkit
>>> (article,) = claimkit.load("seeds/000_5ef256accc8a372d.txt")
>>> reading = claimkit.read(article)
>>> findings = claimkit.examine(reading)
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from claimkit.aliases import Aliases, load_aliases
    from claimkit.articles import Unreadable, load
    from claimkit.checks import Examination, cross_examine, examine
    from claimkit.comparison import QuoteComparison, compare_quotes, find_quote
    from claimkit.groups import ClaimGroup, same_claims
    from claimkit.language import Language
    from claimkit.ledger import Ledger, LedgerError, Query
    from claimkit.model import (
        Article,
        Byline,
        CheckRun,
        Claim,
        Duration,
        Evidence,
        Finding,
        Hypothesis,
        Period,
        Quote,
        Reading,
        Review,
        Source,
        TimeExpression,
    )
    from claimkit.reading import read
    from claimkit.records import reading_from_record, to_record
    from claimkit.relays import RelayGraph, trace
    from claimkit.spans import Span
    from claimkit.suggestions import suggest_sources

__version__ = "0.1.0"

__all__ = [
    "Aliases",
    "Article",
    "Byline",
    "CheckRun",
    "Claim",
    "ClaimGroup",
    "Duration",
    "Evidence",
    "Examination",
    "Finding",
    "Hypothesis",
    "Language",
    "Ledger",
    "LedgerError",
    "Period",
    "Query",
    "Quote",
    "QuoteComparison",
    "Reading",
    "RelayGraph",
    "Review",
    "Source",
    "Span",
    "TimeExpression",
    "Unreadable",
    "compare_quotes",
    "cross_examine",
    "examine",
    "find_quote",
    "load",
    "load_aliases",
    "read",
    "reading_from_record",
    "same_claims",
    "suggest_sources",
    "to_record",
    "trace",
]

# Every name loads its room when it is first used, so that importing claimkit costs next to nothing.
_ROOMS = {
    "Aliases": "aliases",
    "ClaimGroup": "groups",
    "Examination": "checks",
    "Language": "language",
    "Ledger": "ledger",
    "LedgerError": "ledger",
    "Query": "ledger",
    "QuoteComparison": "comparison",
    "RelayGraph": "relays",
    "Span": "spans",
    "Unreadable": "articles",
    "compare_quotes": "comparison",
    "cross_examine": "checks",
    "examine": "checks",
    "find_quote": "comparison",
    "load": "articles",
    "load_aliases": "aliases",
    "read": "reading",
    "reading_from_record": "records",
    "same_claims": "groups",
    "suggest_sources": "suggestions",
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
