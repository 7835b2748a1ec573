"""Readings as tables for pandas: one row a claim, a time expression, a source, a finding.

The strings are the article's own. `shown` makes the copy that displays right in a notebook.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from claimkit.bidi import isolated
from claimkit.model import Claim, Finding, Period, Reading, Source, TimeExpression

if TYPE_CHECKING:
    import pandas as pd

Row = Mapping[str, Any]

_CLAIM = (
    "article", "claim", "speaker", "role", "speaker_kind", "kind", "said_on", "said_from",
    "said_to", "content", "source", "cue", "medium", "parent", "speaker_id", "publisher",
    "published", "published_inferred",
)  # fmt: skip
_DATE = (
    "article", "text", "value", "grain", "starts", "ends", "relative", "weekday", "anchor",
    "duration", "calendar", "impossible", "start", "end",
)  # fmt: skip
_SOURCE = (
    "article", "source", "name", "kind", "role", "organisation", "gender", "number", "mentions",
    "claims",
)  # fmt: skip
_FINDING = ("article", "check", "severity", "message", "claims", "spans", "hypotheses")
_DAYS = frozenset({"said_on", "said_from", "said_to", "published", "starts", "ends", "anchor"})


def claims(readings: Reading | Iterable[Reading]) -> pd.DataFrame:
    """One row a claim; `said_from` and `said_to` are its first and last possible day, open if NaT.

    `said_on` is filled where they are the same day. `speaker` is the resolved name and `source`
    the words at that place; `parent` is the id of the claim, of the same article, that relays it.

    >>> from claimkit.model import Article
    >>> from claimkit.spans import Span
    >>> said = Claim("c1", content=(Span(4, 7),), source=(), cue=(Span(0, 3),))
    >>> claims(Reading(Article("قال نعم"), (said,), (), ()))[["cue", "content"]].values.tolist()
    [['قال', 'نعم']]
    """
    return _frame((_claim(r, c) for r in _each(readings) for c in r.claims), _CLAIM)


def dates(readings: Reading | Iterable[Reading]) -> pd.DataFrame:
    """One row a time expression; `starts` and `ends` are its first and last day, NaT where open."""
    return _frame((_date(r, t) for r in _each(readings) for t in r.times), _DATE)


def sources(readings: Reading | Iterable[Reading]) -> pd.DataFrame:
    """One row a source; `mentions` and `claims` are counts."""
    return _frame((_source(r, s) for r in _each(readings) for s in r.sources), _SOURCE)


def findings(examined: Iterable[Any]) -> pd.DataFrame:
    """One row a finding, from examinations, findings or readings (which are examined here)."""
    return _frame((_finding(f) for f in _findings_in(examined)), _FINDING)


def shown(frame: pd.DataFrame) -> pd.DataFrame:
    """A copy for display: each string in a bidi isolate, so that no full stop changes sides.

    Missing values become empty, and direction controls are spelled out. Work on the original.
    """
    return frame.map(_for_display)


def _for_display(value: Any) -> Any:
    if isinstance(value, str):
        return isolated(value)
    if isinstance(value, tuple):
        return isolated(" · ".join(str(part) for part in value))
    if isinstance(value, dt.datetime):  # NaT is one too, and has no date to show
        return value.date().isoformat() if value == value else ""
    return "" if value is None or value != value else value


def _claim(reading: Reading, claim: Claim) -> Row:
    speaker = reading.speaker_of(claim)
    return {
        "article": reading.article.id,
        "claim": claim.id,
        "speaker": speaker and speaker.name,
        "role": speaker and speaker.role,
        "speaker_kind": speaker and speaker.kind,
        "kind": claim.kind,
        "said_on": claim.said_on and claim.said_on.single_day,
        **_bounds(claim.said_on, "said_from", "said_to"),
        "content": reading.text_of(claim.content),
        "source": reading.text_of(claim.source) or None,
        "cue": reading.text_of(claim.cue) or None,
        "medium": reading.text_of(claim.medium) or None,
        "parent": claim.parent,
        "speaker_id": claim.speaker,
        "publisher": reading.publisher,
        "published": reading.published,
        "published_inferred": reading.published_inferred,
    }


def _date(reading: Reading, time: TimeExpression) -> Row:
    return {
        "article": reading.article.id,
        "text": time.span.of(reading.article.text),
        "value": time.value,
        "grain": time.grain,
        **_bounds(time.period, "starts", "ends"),
        "relative": time.relative,
        "weekday": time.weekday,
        "anchor": time.anchor,
        "duration": time.duration and time.duration.iso,
        "calendar": time.calendar,
        "impossible": time.impossible,
        "start": time.span.start,
        "end": time.span.end,
    }


def _source(reading: Reading, source: Source) -> Row:
    return {
        "article": reading.article.id,
        "source": source.id,
        "name": source.name,
        "kind": source.kind,
        "role": source.role,
        "organisation": source.organisation,
        "gender": source.gender,
        "number": source.number,
        "mentions": len(source.mentions),
        "claims": sum(claim.speaker == source.id for claim in reading.claims),
    }


def _finding(finding: Finding) -> Row:
    return {
        "article": finding.article,
        "check": finding.check,
        "severity": finding.severity,
        "message": finding.message,
        "claims": finding.claims,
        "spans": tuple((span.start, span.end) for span in finding.spans),
        "hypotheses": tuple(f"{h.replace}: {h.why}" for h in finding.hypotheses),
    }


def _findings_in(examined: Iterable[Any]) -> Iterable[Finding]:
    for each in (examined,) if isinstance(examined, Reading) else examined:
        if isinstance(each, Finding):
            yield each
        elif isinstance(each, Reading):
            from claimkit.checks import examine

            yield from examine(each)
        else:
            yield from each


def _each(readings: Reading | Iterable[Reading]) -> Iterable[Reading]:
    return (readings,) if isinstance(readings, Reading) else readings


def _bounds(period: Period | None, first: str, last: str) -> dict[str, dt.date | None]:
    return {first: period.start if period else None, last: period.last if period else None}


def _frame(rows: Iterable[Row], columns: Sequence[str]) -> pd.DataFrame:
    import pandas as pd

    frame = pd.DataFrame(list(rows), columns=list(columns))
    # Whole seconds reach from year 1 to 9999; the default of older pandas ends in 2262.
    return frame.astype({column: "datetime64[s]" for column in columns if column in _DAYS})
