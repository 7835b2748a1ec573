"""The words of the trade as values: article, claim, source, time expression, finding, reading."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Literal

from claimkit.spans import Span, quote

if TYPE_CHECKING:
    import pandas as pd

Kind = Literal["direct", "indirect", "mixed"]
SourceKind = Literal["person", "office", "organisation", "outlet", "document", "group", "anonymous"]
Grain = Literal[
    "instant", "day", "week", "month", "season", "quarter", "half", "year", "decade", "century",
    "interval", "duration",
]  # fmt: skip
Severity = Literal["error", "warning", "note"]
Spans = tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Period:
    """Days from `start` up to, not including, `end`; None is an open side.

    >>> Period.day(dt.date(2025, 9, 30)).last
    datetime.date(2025, 9, 30)
    """

    start: dt.date | None
    end: dt.date | None

    @classmethod
    def day(cls, day: dt.date) -> Period:
        """The period of one day."""
        return cls(day, day + dt.timedelta(1) if day < dt.date.max else None)

    @property
    def last(self) -> dt.date | None:
        """The last day inside, None where the end is open."""
        return self.end and self.end - dt.timedelta(1)

    @property
    def single_day(self) -> dt.date | None:
        """The day, if the period is one day long."""
        return self.start if self.start is not None and self.last == self.start else None

    def __str__(self) -> str:
        if self.single_day:
            return self.single_day.isoformat()
        return f"{self.start or '..'}/{self.last or '..'}"


@dataclass(frozen=True, slots=True)
class Article:
    """One article as it came: `text` is never altered, and every span counts in it.

    `published` is what its publisher or the user says; None where nobody said so. `extra` keeps
    the fields of an input record that claimkit does not know, to write them back.
    """

    text: str
    id: str = ""
    lang: str = "ar"
    published: dt.date | None = None
    publisher: str | None = None
    title: str | None = None
    url: str | None = None
    extra: Mapping[str, Any] = field(default_factory=dict, hash=False)


@dataclass(frozen=True, slots=True)
class Quote:
    """A stretch in quotation marks: `span` with its marks, `inner` without them."""

    span: Span
    inner: Span
    closed: bool = True


@dataclass(frozen=True, slots=True)
class Duration:
    """A length of time in calendar units; None in `count` is an unknown number (أشهر).

    >>> Duration(12, "month").iso
    'P12M'
    """

    count: int | None
    unit: Literal["minute", "hour", "day", "week", "month", "year"]

    @property
    def iso(self) -> str:
        """The ISO 8601 form, X for an unknown number."""
        amount = "X" if self.count is None else str(self.count)
        letter = self.unit[0].upper()
        clock = self.unit in ("minute", "hour") and self.count is not None
        return f"PT{amount}{letter}" if clock else f"P{amount}{letter}"


@dataclass(frozen=True, slots=True)
class WrittenDate:
    """One calendar date inside an expression: its numbers as written, and where each stands.

    `period` is None where there is no such day. A number that the words leave out has no span.
    """

    span: Span
    period: Period | None
    calendar: Literal["gregorian", "hijri"] = "gregorian"
    year: int | None = None
    month: int | None = None
    day: int | None = None
    year_span: Span | None = None
    month_span: Span | None = None
    day_span: Span | None = None


@dataclass(frozen=True, slots=True)
class TimeExpression:
    """An expression that names a day, a period or a length of time, with typed fields.

    No check parses `value`: it is the EDTF-like string of the export. `period` is None where the
    expression cannot be resolved (no publication date, a duration, an impossible date).
    """

    span: Span
    grain: Grain
    value: str | None
    period: Period | None = None
    relative: bool = False
    mod: Literal["start", "mid", "end", "before", "by", "since", "until", "within"] | None = None
    weekday: int | None = None  # as written; Monday is 0
    deictic: Period | None = None  # what the relative part alone says: اليوم, أمس
    calendar: Literal["gregorian", "hijri"] = "gregorian"
    duration: Duration | None = None
    anchor: dt.date | None = None  # the day that a relative expression was counted from
    clock: str | None = None  # HH:MM, kept as a time and not a date
    impossible: bool = False  # 31 أيلول
    readings: tuple[Period, ...] = ()  # both, where day and month can be swapped
    months: tuple[int, ...] = ()  # the months named, two in a dual form (أيلول/سبتمبر)
    dates: tuple[WrittenDate, ...] = ()  # the calendar dates inside, both ends of an interval
    ends: tuple[Period, ...] = ()  # of an interval with both its ends, also where they are reversed
    weekday_span: Span | None = None
    deictic_span: Span | None = None
    count_span: Span | None = None  # the number of a length of time
    deictic_days: int | None = None  # from today: أمس is -1
    direction: int | None = None  # of a length counted from the anchor: 1 ahead, -1 back
    role: Literal["date", "clock", "age", "anniversary", "vague"] = (
        "date"  # all but dates: for checks
    )

    @property
    def on_day(self) -> Period | None:
        """The period where it is one day, and not what comes before or after it."""
        whole = self.period is not None and self.period.single_day and self.mod is None
        return self.period if whole else None


@dataclass(frozen=True, slots=True)
class Claim:
    """One attribution: a source is presented as saying, denying, promising, calling for something.

    `source` is empty where the sentence has no subject (وأضاف أن); `speaker`, the id of a `Source`,
    is filled then too. `parent` is the id of the claim that relays this one.
    """

    id: str
    content: Spans
    source: Spans
    cue: Spans
    medium: Spans = ()
    kind: Kind = "indirect"
    parent: str | None = None
    speaker: str | None = None
    said_on: Period | None = None


@dataclass(frozen=True, slots=True)
class Source:
    """Who speaks, is named or is cited, with every place that mentions them.

    `name` is the fullest form that stands in the article; `role` the title or office that the
    article gives; `gender` and `number` what the grammar of the article shows.
    """

    id: str
    name: str
    kind: SourceKind
    role: str | None = None
    organisation: str | None = None
    gender: Literal["m", "f"] | None = None
    number: Literal["sg", "du", "pl"] | None = None
    mentions: Spans = ()


@dataclass(frozen=True, slots=True)
class Byline:
    """What the head of an article says of its way here: publisher, and whom it took it from."""

    publisher: str | None = None
    relayed: tuple[str, ...] = ()
    spans: Spans = ()


@dataclass(frozen=True, slots=True)
class Hypothesis:
    """One edit that would repair what a check found; claimkit never chooses among them."""

    span: Span
    replace: str
    why: str


@dataclass(frozen=True, slots=True)
class Finding:
    """What a check found: a value, never an exception. `spans` are the places that disagree."""

    article: str
    check: str
    severity: Severity
    message: str
    spans: Spans
    claims: tuple[str, ...] = ()
    hypotheses: tuple[Hypothesis, ...] = ()


@dataclass(frozen=True, slots=True)
class Evidence:
    """What a verdict rests on: words, where they stand, and how to know the thing again.

    `sha256` is of the bytes of the page or file, `archive` a link to a stored copy, `span` the
    place of the quote in its text (code points, half-open). Nothing is ever fetched.
    """

    quote: str = ""
    url: str | None = None
    sha256: str | None = None
    archive: str | None = None
    span: Span | None = None


@dataclass(frozen=True, slots=True)
class Review:
    """A person's verdict on a claim; `id` is the number of its event, `at` its time in UTC."""

    id: int
    claim: str
    reviewer: str
    verdict: str
    note: str = ""
    evidence: tuple[Evidence, ...] = ()
    at: str = ""
    withdrawn: bool = False


@dataclass(frozen=True, slots=True)
class CheckRun:
    """That a check ran on an article, or why it could not: "not run" is never "nothing found"."""

    article: str
    check: str
    status: Literal["ran", "not run"]
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Reading:
    """One article read: its claims, their sources, its time expressions and quotations.

    `published` is the date the reading rests on: the article's own, or one inferred from the text,
    and then `published_span` is where the text says so.
    """

    article: Article
    claims: tuple[Claim, ...]
    sources: tuple[Source, ...]
    times: tuple[TimeExpression, ...]
    quotes: tuple[Quote, ...] = ()
    byline: Byline = field(default_factory=Byline)
    published: dt.date | None = None
    published_span: Span | None = None

    @property
    def published_inferred(self) -> bool:
        """Whether the publication date was read out of the text."""
        return self.published_span is not None

    @property
    def publisher(self) -> str | None:
        """Who published the article: what the record says, else what its byline says."""
        return self.article.publisher or self.byline.publisher

    def text_of(self, spans: Spans) -> str:
        """The article's text at `spans`, gaps marked by an ellipsis."""
        return quote(self.article.text, spans)

    def claim(self, identifier: str) -> Claim:
        """The claim with this id; KeyError if there is none."""
        return next((c for c in self.claims if c.id == identifier), None) or _missing(identifier)

    def speaker_of(self, claim: Claim) -> Source | None:
        """The source who speaks in a claim, None where nobody could be found."""
        return next((s for s in self.sources if s.id == claim.speaker), None)

    def to_frame(self) -> pd.DataFrame:
        """One row a claim; the columns are described in `claimkit.frames.claims`."""
        from claimkit import frames  # the one look upwards: a value may show itself as a table

        return frames.claims(self)

    def _repr_html_(self) -> str:
        from claimkit.export import html  # likewise: a value may show itself as a page

        return html.fragment(self)

    def __repr__(self) -> str:
        return (
            f"Reading({self.article.id!r}: {len(self.claims)} claims, {len(self.sources)} sources, "
            f"{len(self.times)} dates)"
        )


def _missing(identifier: str) -> Claim:
    raise KeyError(f"no claim {identifier!r} in this reading")
