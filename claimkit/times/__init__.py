"""Time expressions: recognised once, resolved against an anchor, counted from who said them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import replace

from claimkit.language import Language
from claimkit.model import Claim, Period, TimeExpression, WrittenDate
from claimkit.spans import Span
from claimkit.text import Shadow
from claimkit.times.anchored import Anchor, period_of
from claimkit.times.grammar import said as _said
from claimkit.times.issued import infer_published
from claimkit.times.resolve import resolved
from claimkit.times.said import At, Said, Shape, Written
from claimkit.times.tense import is_future
from claimkit.times.vocabulary import vocabulary

__all__ = ["anchor", "find_times", "infer_published", "recognise", "resolve"]


def find_times(
    shadow: Shadow, language: Language, published: dt.date | None
) -> tuple[TimeExpression, ...]:
    """Every time expression of a text, in text order, counted from the day of publication.

    Spans are the text's own offsets and do not overlap. Without `published` what is relative
    keeps `period` None. Ages, clock times and vague lengths are among them: see `role`.

    >>> from claimkit.language import language
    >>> text = Shadow("أعلنت الوزارة أمس الخميس (6 تشرين الثاني 2025)")
    >>> [time.value for time in find_times(text, language("ar"), None)]
    ['2025-11-06']
    """
    return resolve(recognise(shadow, language), shadow, published)


def recognise(shadow: Shadow, language: Language) -> tuple[Said, ...]:
    """What the time expressions of a text say; the costly half of `find_times`."""
    words = vocabulary(language)
    text = shadow.folded
    return tuple(
        one._replace(future=is_future(text, one.start, words)) if _hangs_on_tense(one) else one
        for one in _said(text, words)
    )


def _hangs_on_tense(one: Said) -> bool:
    if one.shape == "range":
        return one.direction is None
    if one.shape == "horizon":
        return one.nth == "open"
    undated = not one.dates or one.dates[0].year is None
    return one.shape in ("day", "month") and undated and one.direction is None


def resolve(
    said: Sequence[Said], shadow: Shadow, published: dt.date | None
) -> tuple[TimeExpression, ...]:
    """The time expressions, counted from a day of publication."""
    return tuple(
        _expression(one, shadow, Anchor(published, _borrowed(said, index, published)))
        for index, one in enumerate(said)
    )


def _borrowed(said: Sequence[Said], index: int, published: dt.date | None) -> int | None:
    """The year of a neighbour in the same month, where no publication date gives one."""
    if published is not None or not said[index].dates:
        return None
    month = said[index].dates[0].month
    for near in (*said[index + 1 : index + 2], *said[max(0, index - 1) : index]):
        if near.dates and near.dates[0].year and near.dates[0].month == month:
            if abs(near.start - said[index].start) < 60:
                return near.dates[0].year
    return None


def _expression(one: Said, shadow: Shadow, anchor: Anchor) -> TimeExpression:
    if one.shape == "range" and one.future is not None:
        one = one._replace(ends=tuple(end._replace(future=one.future) for end in one.ends))
    found = resolved(one, anchor)
    relative = _is_relative(one)
    fields = {"anchor": anchor.day if relative else None, **found}
    return TimeExpression(
        span=shadow.span(one.start, one.end),
        relative=relative,
        mod=one.mod or one.part,  # type: ignore[arg-type]
        weekday=one.weekday,
        calendar=one.dates[0].calendar if one.dates else "gregorian",  # type: ignore[arg-type]
        dates=tuple(_written(date, shadow, found) for date in one.dates),
        weekday_span=_own(one.weekday_at, shadow),
        deictic_span=_own(one.deictic_at, shadow),
        count_span=_own(one.count_at, shadow),
        deictic_days=one.deictic,
        direction=one.direction if one.shape in ("offset", "horizon") else None,
        role=_role(one),  # type: ignore[arg-type]
        **fields,
    )


def _is_relative(one: Said) -> bool:
    """Whether the words need the publication date and no full date stands beside them."""
    if one.dates and one.dates[0].year:
        return False
    if one.shape in ("offset", "horizon", "unit", "clock"):
        return True
    if one.dates and one.direction is None and one.dates[0].year_away is None:
        return one.deictic is not None or one.weekday is not None
    if one.base is not None:
        return _is_relative(one.base)
    named = one.weekday is not None or one.deictic is not None or one.direction is not None
    named = named or any(date.year_away is not None for date in one.dates)
    return named or any(_is_relative(end) for end in one.ends)


def _role(one: Said) -> str:
    if one.shape in ("age", "anniversary", "clock"):
        return one.shape
    vague = one.shape in ("offset", "horizon") and one.amount is None
    return "vague" if vague and one.unit in ("day", "hour", "minute") else "date"


def _own(at: At | None, shadow: Shadow) -> Span | None:
    return shadow.span(*at) if at else None


def _written(date: Written, shadow: Shadow, found: dict[str, object]) -> WrittenDate:
    year = date.year
    period = period_of(date, year) if year else None
    if period is None and isinstance(found["period"], Period) and date.year is None:
        period = found["period"]
    return WrittenDate(
        span=shadow.span(*date.at), period=period,
        calendar=date.calendar,  # type: ignore[arg-type]
        year=year, month=date.month, day=date.day,
        year_span=_own(date.year_at, shadow), month_span=_own(date.month_at, shadow),
        day_span=_own(date.day_at, shadow),
    )  # fmt: skip


def anchor(times: Iterable[TimeExpression], claims: Iterable[Claim]) -> tuple[TimeExpression, ...]:
    """The times, horizons and offsets inside a dated statement counted from its own day.

    The innermost claim with a day counts. Words like yesterday keep the day of publication: in
    reported speech it is the paper that says them, as its readers understand them.
    """
    dated = [c for c in claims if c.said_on and c.said_on.single_day]
    return tuple(_anchored(time, dated) for time in times)


def _anchored(time: TimeExpression, claims: Sequence[Claim]) -> TimeExpression:
    if time.duration is None or time.role != "date" or not time.relative or time.direction is None:
        return time
    holding = [c for c in claims if any(part.holds(time.span) for part in c.content)]
    if not holding:
        return time
    inner = min(holding, key=lambda c: sum(part.end - part.start for part in c.content))
    day = inner.said_on.single_day if inner.said_on else None
    return recounted(time, day) if day and day != time.anchor else time


def recounted(time: TimeExpression, day: dt.date) -> TimeExpression:
    """A horizon or offset counted from another day."""
    length = time.duration
    if length is None:
        return time
    shape: Shape = "horizon" if time.grain == "interval" and time.mod != "since" else "offset"
    one = Said(
        shape, 0, 0, direction=time.direction, unit=length.unit, amount=length.count, mod=time.mod
    )  # fmt: skip
    return replace(time, **(resolved(one, Anchor(day)) | {"anchor": day}))
