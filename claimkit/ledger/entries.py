"""What is written into the log when an article is kept: its record, ids, fates, dates to come."""

from __future__ import annotations

import datetime as dt
import hashlib
from base64 import b32encode
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import replace
from typing import Any

from dateutil.relativedelta import relativedelta

from claimkit.anchoring import Carried
from claimkit.model import Claim, Finding, Reading, TimeExpression
from claimkit.records import to_record
from claimkit.text import fold

Payload = dict[str, Any]
_AHEAD = ("by", "before", "until", "within", "end")  # limits that may have begun before the saying


def text_hash(text: str) -> str:
    """The SHA-256 of a text; half a surrogate pair counts as it is."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def article_key(reading: Reading) -> str:
    """What an article is known by: its id, else its address, else its text."""
    article = reading.article
    return article.id or article.url or f"text-{text_hash(article.text)[:16]}"


def kept(
    key: str,
    number: int,
    reading: Reading,
    findings: Iterable[Finding],
    before: Sequence[tuple[Carried, str]],
    taken: Collection[str],
) -> Payload:
    """The event of a revision. `before` are the claims of the one before it, with their ids.

    `taken` are the ids of all claims that the article ever had: an id tells its article, so no
    other can have it.
    """
    survived = {c.new.id: (c, name) for c, name in before if c.new}
    whole = replace(reading, claims=(*reading.claims, *_added(reading, before)))
    given: dict[str, str] = {}
    used = set(taken)
    claims = []
    for claim in whole.claims:
        carried, name = survived.get(claim.id, (None, ""))
        name = name or _new_id(key, whole, claim, used)
        used.add(name)
        given[claim.id] = name
        fate = carried.fate if carried else "new"
        claims.append({"id": name, "local": claim.id, "fate": fate})
    return {
        "article": key,
        "number": number,
        "text": text_hash(reading.article.text),
        "record": to_record(whole),
        "claims": claims,
        "gone": [name for carried, name in before if carried.new is None],
        "findings": [_finding(whole, f, given) for f in findings],
        "dues": [
            {"claim": given[c], "day": d.isoformat(), "span": list(s)} for c, d, s in dues(whole)
        ],
    }


def _added(reading: Reading, before: Sequence[tuple[Carried, str]]) -> Iterator[Claim]:
    """Claims whose words still stand in the text, but that this reading does not hold."""
    known = {claim.id for claim in reading.claims}
    yield from (c.new for c, _ in before if c.new and c.new.id not in known)


def _new_id(key: str, reading: Reading, claim: Claim, taken: Collection[str]) -> str:
    """An id for a claim, from what it says; the next one where that is taken. It is given once."""
    said = fold(reading.text_of(claim.content)), fold(reading.text_of(claim.source))
    for nth in range(1_000_000):
        told = "\x1f".join((key, *said, str(nth)))
        digest = hashlib.sha256(told.encode("utf-8", "surrogatepass")).digest()
        name = f"clm_{b32encode(digest)[:20].decode().lower()}"
        if name not in taken:
            return name
    raise RuntimeError("no free id")  # a million equal claims in one article


def _finding(reading: Reading, finding: Finding, given: dict[str, str]) -> Payload:
    text = reading.article.text
    return {
        "key": finding_key(reading, finding),
        "check": finding.check,
        "severity": finding.severity,
        "message": finding.message,
        "spans": [list(span) for span in finding.spans],
        "claims": [given[c] for c in finding.claims if c in given],
        "hypotheses": [
            {"span": list(edit.span), "replace": edit.replace, "why": edit.why}
            for edit in finding.hypotheses
        ],
        "texts": [span.of(text) for span in finding.spans],
    }


def finding_key(reading: Reading, finding: Finding) -> str:
    """What a decision about a finding is remembered by: the check and the words it is about."""
    words = (span.of(reading.article.text) for span in finding.spans)
    told = "\x1f".join((reading.article.id, finding.check, finding.message, *words))
    return hashlib.sha256(told.encode("utf-8", "surrogatepass")).hexdigest()[:24]


def dues(reading: Reading) -> Iterator[tuple[str, dt.date, tuple[int, int]]]:
    """What a claim puts into the time after it was said: claim, last day of it, span of the words.

    A claim that only relays another leaves it to that one.
    """
    relays = {claim.parent for claim in reading.claims}
    for time in reading.times:
        for claim in reading.claims:
            inside = any(span.holds(time.span) for span in claim.content)
            base = _said(reading, claim)
            if inside and base and claim.id not in relays and (day := _ends(time, base)):
                yield claim.id, day, (time.span.start, time.span.end)


def _said(reading: Reading, claim: Claim) -> dt.date | None:
    said = claim.said_on and (claim.said_on.last or claim.said_on.start)
    return said or reading.published


def _ends(time: TimeExpression, base: dt.date) -> dt.date | None:
    """The last day of what lies ahead of a day; None where nothing does."""
    length = time.duration
    if time.role != "date":
        return None
    if length and time.direction == 1 and length.count and length.unit not in ("hour", "minute"):
        try:
            return base + relativedelta(**{f"{length.unit}s": length.count})  # type: ignore[arg-type]
        except (OverflowError, ValueError):  # beyond the calendar
            return None
    if time.period is None or time.period.last is None or time.period.last <= base:
        return None
    ahead = time.period.start is None or time.period.start > base or time.mod in _AHEAD
    return time.period.last if ahead and time.mod != "since" else None
