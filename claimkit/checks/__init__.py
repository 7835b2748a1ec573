"""The checks: what in an article cannot be right, shown with its sum and never decided."""

from __future__ import annotations

from collections.abc import Collection

from claimkit.checks import dates, dates_lengths, dates_now, sourcing, speech
from claimkit.checks.across import ACROSS, Statement, cross_examine, drifted
from claimkit.checks.catalogue import CHECKS, Check, Examination, check, run_checks
from claimkit.model import Reading

__all__ = [
    "ACROSS", "CHECKS", "FAMILIES", "Check", "Examination", "Statement", "check", "cross_examine",
    "drifted", "examine",
]  # fmt: skip

# Each file writes its checks into the catalogue when it is imported; a new family is a new line.
FAMILIES = (dates, dates_now, dates_lengths, speech, sourcing)


def examine(reading: Reading, ignore: Collection[str] = ()) -> Examination:
    """What the checks find in a reading, in text order, and which of them ran.

    `ignore` names checks (`date-vague`) or families (`date`). Never raises on an article.

    >>> from claimkit.model import Article
    >>> examine(Reading(Article("نص"), (), (), ())).runs[0].status
    'ran'
    """
    return run_checks(reading, ignore)
