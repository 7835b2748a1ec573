"""The record: what one article's reading looks like as a line of JSON, and the way back."""

from __future__ import annotations

import calendar
import datetime as dt
import json
import math
import re
from collections.abc import Iterable, Mapping
from typing import Any, NoReturn

from claimkit.language import language
from claimkit.model import (
    Article,
    Claim,
    Duration,
    Grain,
    Period,
    Quote,
    Reading,
    Source,
    Spans,
    TimeExpression,
)
from claimkit.quotes import find_quotes, own
from claimkit.spans import Span
from claimkit.text import Shadow

Record = dict[str, Any]

DEEPEST = 40  # levels of nesting in a record; the format itself needs four
_WORDS = ("publisher", "title", "url")
_KNOWN = {
    "id", "lang", "text", "published", "published_inferred", "published_span", *_WORDS,
    "claims", "sources", "dates",
}  # fmt: skip
_UNITS = {"H": "hour", "D": "day", "W": "week", "M": "month", "Y": "year"}
_LINE_ENDS = str.maketrans({end: f"\\u{ord(end):04x}" for end in "\x85\u2028\u2029"})


def to_record(reading: Reading) -> Record:
    """The reading as a record, ready for JSON; fields that claimkit does not know come back last.

    >>> to_record(Reading(Article("نص", id="a"), (), (), ()))["claims"]
    []
    """
    article, published = reading.article, reading.published
    span = reading.published_span
    names = {source.id: source.name for source in reading.sources}
    return {
        "id": article.id,
        "lang": article.lang,
        "text": article.text,
        "published": published and published.isoformat(),
        "published_inferred": span is not None or bool(article.extra.get("published_inferred")),
        **({"published_span": list(span)} if span else {}),
        "publisher": reading.publisher,
        "title": article.title,
        "url": article.url,
        "claims": [_claim_fields(claim, names) for claim in reading.claims],
        "sources": [_source_fields(source) for source in reading.sources],
        "dates": [_time_fields(time) for time in reading.times if time.role == "date"],
        **{key: value for key, value in article.extra.items() if key not in _KNOWN},
    }


def _claim_fields(claim: Claim, names: Mapping[str, str]) -> Record:
    return {
        "id": claim.id,
        "content": _pairs(claim.content),
        "source": _pairs(claim.source),
        "cue": _pairs(claim.cue),
        "medium": _pairs(claim.medium),
        "kind": claim.kind,
        "parent": claim.parent,
        "speaker": names.get(claim.speaker or ""),
        "speaker_id": claim.speaker,
        "said_on": claim.said_on and str(claim.said_on),
    }


def _source_fields(source: Source) -> Record:
    return {
        "id": source.id,
        "name": source.name,
        "kind": source.kind,
        "role": source.role,
        "mentions": _pairs(source.mentions),
    }


def _time_fields(time: TimeExpression) -> Record:
    return {
        "span": list(time.span),
        "value": time.value,
        "grain": time.grain,
        "relative": time.relative,
    }


def _pairs(spans: Spans) -> list[list[int]]:
    return [list(span) for span in spans]


def article_from_record(record: Mapping[str, Any], identifier: str = "") -> Article:
    """The article that a record carries; what it holds under claims, sources and dates is ignored.

    `identifier` is for a record without an id. A ValueError or LookupError says what is wrong.

    >>> article_from_record({"text": "نص", "desk": "سياسة"}).extra["desk"]
    'سياسة'
    """
    text = record.get("text")
    if not isinstance(text, str):
        raise ValueError("no field 'text' with the article's text")
    extra = {key: value for key, value in record.items() if key not in _KNOWN}
    if record.get("published_inferred"):
        extra["published_inferred"] = True
    lang = _word(record, "lang") or "ar"
    return Article(
        text,
        str(record["id"]) if record.get("id") not in (None, "") else identifier,
        language(lang).code,
        _published(record),
        **{field: _word(record, field) for field in _WORDS},
        extra=extra,
    )


def _word(record: Mapping[str, Any], field: str) -> str | None:
    value = record.get(field)
    if value is None or isinstance(value, str):
        return value or None
    raise ValueError(f"field {field!r} is no text: {value!r:.40}")


def _published(record: Mapping[str, Any]) -> dt.date | None:
    try:
        return date_of(record.get("published"))
    except ValueError as error:
        raise ValueError(f"published: {error}") from None


def date_of(value: Any) -> dt.date | None:
    """A day written YYYY-MM-DD, a time of day behind it allowed; None for None and "".

    >>> date_of("2025-11-07T08:00:00Z")
    datetime.date(2025, 11, 7)
    """
    if value in (None, ""):
        return None
    day = (
        re.match(r"([0-9]{4}-[0-9]{2}-[0-9]{2})(?:$|[T ])", value)
        if isinstance(value, str)
        else None
    )
    try:
        return dt.date.fromisoformat(day[1] if day else "")
    except ValueError:
        raise ValueError(f"{value!r:.40} is no date (YYYY-MM-DD)") from None


def reading_from_record(record: Mapping[str, Any]) -> Reading:
    """The reading that a record holds, as far as the record tells: `to_record` gives it back.

    Of a time expression the record keeps span, value and grain. Quotations it does not keep: they
    are found again in the text. A malformed record raises ValueError.

    >>> reading_from_record({"text": "نص"})
    Reading('': 0 claims, 0 sources, 0 dates)
    """
    article = article_from_record(record)
    try:
        span = record.get("published_span")
        return Reading(
            article,
            tuple(map(_claim, record.get("claims") or ())),
            tuple(map(_source, record.get("sources") or ())),
            tuple(map(_time, record.get("dates") or ())),
            published=article.published,
            published_span=Span(*span) if span else None,
            quotes=_quotes(article.text),
        )
    except (KeyError, TypeError, AttributeError) as error:
        raise ValueError(f"a malformed record: {error!r}") from None


def _quotes(text: str) -> tuple[Quote, ...]:
    shadow = Shadow(text)
    return own(find_quotes(shadow.folded), shadow)


def _claim(fields: Record) -> Claim:
    return Claim(
        fields.get("id", ""),
        content=_spans(fields["content"]),
        source=_spans(fields.get("source")),
        cue=_spans(fields.get("cue")),
        medium=_spans(fields.get("medium")),
        kind=fields.get("kind", "indirect"),
        parent=fields.get("parent"),
        speaker=fields.get("speaker_id"),
        said_on=period_of(fields.get("said_on")),
    )


def _source(fields: Record) -> Source:
    role, mentions = fields.get("role"), _spans(fields.get("mentions"))
    return Source(fields["id"], fields["name"], fields["kind"], role, mentions=mentions)


def _time(fields: Record) -> TimeExpression:
    value = fields["value"]
    return TimeExpression(
        Span(*fields["span"]),
        fields.get("grain") or _grain(value or ""),
        value,
        period_of(value),
        fields.get("relative", False),
        duration=_duration(value),
    )


def _grain(value: str) -> Grain:
    """What a value of another's record is, by its shape."""
    if value.startswith("P"):
        return "duration"
    grains: tuple[Grain, ...] = ("year", "month", "day")
    return "interval" if "/" in value else grains[min(value.count("-"), 2)]


def _spans(pairs: Iterable[tuple[int, int]] | None) -> Spans:
    return tuple(Span(*pair) for pair in pairs or ())


def period_of(value: str | None) -> Period | None:
    """The days that a value of the record covers; None where it names none, as P12M or XXXX-10-12.

    >>> str(period_of("2024-Q1")), str(period_of("../2025-09"))
    ('2024-01-01/2024-03-31', '../2025-09-30')
    """
    first, slash, last = (value or "").partition("/")
    try:
        opens, closes = _unit(first), _unit(last if slash else first)
        return Period(opens[0], closes[1]) if opens and closes else None
    except (ValueError, OverflowError):
        return None


def _unit(value: str) -> tuple[dt.date | None, dt.date | None] | None:
    """First day and the day after the last of one day, month, quarter, half, year or decade."""
    if value == "..":
        return None, None
    if re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", value):
        day = dt.date.fromisoformat(value)
        return day, Period.day(day).end
    parts = re.fullmatch(r"([0-9]{3})([0-9X])(?:-(?:([0-9]{2})|([QHW])([0-9]{1,2})))?", value)
    if not parts:
        return None
    decade, last, month, letter, nth = parts.groups()
    if last == "X":
        return dt.date(int(decade + "0"), 1, 1), dt.date(int(decade + "9") + 1, 1, 1)
    if letter == "W":
        monday = dt.date.fromisocalendar(int(decade + last), int(nth), 1)
        return monday, monday + dt.timedelta(7)
    length = {"Q": 3, "H": 6}.get(letter, 1 if month else 12)
    opens = int(month or 1) if not letter else (int(nth) - 1) * length + 1
    return _months(int(decade + last), opens, length)


def _months(year: int, month: int, length: int) -> tuple[dt.date, dt.date]:
    last = dt.date(year, month + length - 1, calendar.monthrange(year, month + length - 1)[1])
    return dt.date(year, month, 1), last + dt.timedelta(1)


def _duration(value: str | None) -> Duration | None:
    parts = re.fullmatch(r"P(?:T([0-9]+|X)(H)|([0-9]+|X)([DWMY]))", value or "")
    if not parts:
        return None
    count, unit = (part for part in parts.groups() if part)
    return Duration(None if count == "X" else int(count), _UNITS[unit])  # type: ignore[arg-type]


def parse(line: str) -> Record:
    """One line of JSON as a record, read strictly; a ValueError says why it is none.

    What JSON readers quietly let through is refused: NaN and infinities, a key that stands twice,
    half a surrogate pair, nesting without end.

    >>> parse('{"text": "a", "text": "b"}')
    Traceback (most recent call last):
    ValueError: the key 'text' stands twice
    """
    try:
        record = json.loads(
            line, parse_constant=_no_number, parse_float=_finite, object_pairs_hook=_no_twins
        )
        _sound(record)
    except json.JSONDecodeError as error:
        raise ValueError(f"broken JSON: {error.msg} (column {error.colno})") from None
    except RecursionError:
        raise ValueError(f"nested deeper than {DEEPEST} levels") from None
    if not isinstance(record, dict):
        raise ValueError("a record is a JSON object {…}")
    return record


def _no_number(name: str) -> NoReturn:
    raise ValueError(f"{name} is no number")


def _finite(digits: str) -> float:
    return number if math.isfinite(number := float(digits)) else _no_number(digits)


def _no_twins(pairs: list[tuple[str, Any]]) -> Record:
    fields = dict(pairs)
    if len(fields) < len(pairs):
        keys = [key for key, _ in pairs]
        raise ValueError(
            f"the key {next(key for key in keys if keys.count(key) > 1)!r} stands twice"
        )
    return fields


def _sound(value: Any, depth: int = 0) -> None:
    if depth > DEEPEST:
        raise ValueError(f"nested deeper than {DEEPEST} levels")
    if isinstance(value, str):
        try:
            value.encode()
        except UnicodeEncodeError:
            raise ValueError("half a surrogate pair: this text is no Unicode") from None
    elif isinstance(value, dict):
        for key, inner in value.items():
            _sound(key)
            _sound(inner, depth + 1)
    elif isinstance(value, list):
        for inner in value:
            _sound(inner, depth + 1)


def dump(record: Mapping[str, Any]) -> str:
    """The record as one line of JSON, without the line end.

    Line separators that some readers take for a line end are written as escapes.

    >>> dump({"text": "a\\u2028b"})
    '{"text": "a\\\\u2028b"}'
    """
    return json.dumps(record, ensure_ascii=False, allow_nan=False).translate(_LINE_ENDS)
