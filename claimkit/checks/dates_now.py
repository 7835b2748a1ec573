"""Checks of dates against the day of publication or of the statement, and against the tense."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import replace
from functools import partial

from claimkit.checks.case import Case
from claimkit.checks.catalogue import Trouble, check
from claimkit.checks.edits import date_edits, shown, swap, whole_date
from claimkit.language import language
from claimkit.model import Claim, Hypothesis, Period, TimeExpression, WrittenDate
from claimkit.spans import Span
from claimkit.times import almanac
from claimkit.times.tense import is_verb_ahead

_OLD = dt.timedelta(180)  # a limit in an older statement is history, not news
_STATEMENT_REACH = 100


@check("date-relative", needs_date=True)
def relative(case: Case) -> Iterator[Trouble]:
    """A word like yesterday and the date beside it are two days, seen from publication.

    Authority: the day of publication. Can be wrong where an article is published again later, or
    near midnight in another time zone.
    """
    for time in case.times:
        day = time.period.single_day if time.period else None
        meant = time.deictic.single_day if time.deictic else None
        if not (day and meant and time.dates and time.dates[0].year) or day == meant:
            continue
        yield Trouble(
            f"published {shown(case.published)}, so the word means {shown(meant)}, "
            f"but the date beside it is {shown(day)}",
            (time.span,), tuple(_relative_edits(case, time, meant, day)),
        )  # fmt: skip


def _relative_edits(
    case: Case, time: TimeExpression, meant: dt.date, day: dt.date
) -> Iterator[Hypothesis]:
    if edit := whole_date(case, time.dates[0], meant, "the day that the word means"):
        yield edit
    table = language(case.reading.article.lang).table("times")["deictics"]
    words = table.get(str((day - case.published).days))
    if words and time.deictic_span:
        yield swap(case, time.span, time.deictic_span, words[0], "the word for that date")


@check("date-after-publication", needs_date=True)
def after_publication(case: Case) -> Iterator[Trouble]:
    """Something was said on a day that lies after the publication.

    Authority: the day of publication. Can be wrong where that day is wrong itself.
    """
    seen: set[Span] = set()
    for time, claims in _statement_days(case):
        day = time.period.single_day if time.period else None
        if day is None or day <= case.published or time.span in seen:
            continue
        seen.add(time.span)
        published = case.published
        fits = (e for d in time.dates[:1] for e in date_edits(case, d, partial(_by, day=published)))
        yield Trouble(
            f"said on {shown(day)}, but published {shown(published)}",
            (time.span, *(c.cue[0] for c in claims if c.cue)), tuple(fits),
        )  # fmt: skip


def _by(period: Period, day: dt.date) -> bool:
    return period.start is not None and period.start <= day


def _statement_days(case: Case) -> Iterator[tuple[TimeExpression, tuple[Claim, ...]]]:
    """Full dates on which something was said: of a claim, or behind a word like "dated"."""
    for time in case.times:
        if not (time.dates and time.dates[0].year) or time.mod or time.ends:
            continue
        holders = tuple(
            c
            for c in case.reading.claims
            if c.said_on
            and c.said_on == time.period
            and not any(part.meets(time.span) for part in c.content)
            and case.sentence(time.span).meets(case.sentence(c.cue[0]))
        )
        before = case.words_in(max(0, time.span.start - 24), time.span.start)[-2:]
        if holders or not case.words.sets["links.dated"].isdisjoint(before):
            yield time, holders


@check("date-deadline-passed", "warning", needs_date=True)
def deadline_passed(case: Case) -> Iterator[Trouble]:
    """A limit that is spoken of as still ahead lies before the publication.

    Authority: the day of publication. Silent where the sentence itself says that the limit is
    over. Can be wrong in a look back that keeps the words of the time.
    """
    for time in case.times:
        last = limit(time)
        if last is None or last >= case.published or not _still_ahead(case, time):
            continue
        said, _ = case.said(time)
        if said and said != case.published and (said > last or case.published - said > _OLD):
            continue
        published = case.published
        edits = (
            e
            for d in time.dates[-1:]
            for e in date_edits(case, d, partial(_ends_after, day=published), time.span)
        )
        yield Trouble(
            f"the limit ends {shown(last)}, {(published - last).days} days before the "
            f"publication of {shown(published)}",
            (time.span,), tuple(edits),
        )  # fmt: skip


def limit(time: TimeExpression) -> dt.date | None:
    """The last day of a deadline; None where the expression is none."""
    if time.mod not in ("by", "until", "before") or time.ends or not time.period:
        return None
    if time.duration:  # قبل أربعين عاماً is no limit
        return None
    if time.mod == "before" and time.period.start and time.grain == "day":
        return time.period.start - dt.timedelta(1)
    return time.period.last


def _ends_after(period: Period, day: dt.date) -> bool:
    return period.last is not None and period.last >= day


def _still_ahead(case: Case, time: TimeExpression) -> bool:
    sentence = case.sentence(time.span)
    if case.has(sentence, "deadline.over"):
        return False
    before = case.words_in(sentence.start, time.span.start)
    if time.mod == "by":
        return True
    sets = case.words.sets
    ahead = not sets["deadline.pending"].isdisjoint(before) or any(
        is_verb_ahead(word, case.words) or word in sets["tense.future"] for word in before
    )
    return ahead


@check("date-tense", "warning", needs_date=True)
def tense(case: Case) -> Iterator[Trouble]:
    """What has happened lies ahead, or what will happen lies behind.

    Authority: the day of publication and the verb that the date hangs on. Only a verb of an event
    counts, with nothing between it and the date that could claim the date for itself. Can be
    wrong where the future stands for a past seen from its own past.
    """
    for time in case.times:
        if not (time.dates and time.dates[0].year and time.period) or time.mod or time.ends:
            continue
        if time.grain not in ("day", "instant", "month"):  # a bare year belongs to too many nouns
            continue
        ahead = _verb_tense(case, time)
        if ahead is None:
            continue
        start, last, published = time.period.start, time.period.last, case.published
        if ahead is False and start and start > published:
            text = f"told as past, but {shown(start)} is after publication on {shown(published)}"
        elif ahead and last and last < published and not _said_before(case, time, last):
            text = f"told as future, but {shown(last)} is before publication on {shown(published)}"
        else:
            continue
        fits = partial(_on_side, published=published, ahead=ahead)
        yield Trouble(text, (time.span,), tuple(date_edits(case, time.dates[0], fits)))


def _on_side(period: Period, published: dt.date, ahead: bool) -> bool:
    if ahead:
        return period.last is not None and period.last >= published
    return period.start is not None and period.start <= published


def _verb_tense(case: Case, time: TimeExpression) -> bool | None:
    """True where a future verb governs the date, False where a past one does, None if unsure."""
    sentence, sets = case.sentence(time.span), case.words.sets
    for word in reversed(case.words_in(sentence.start, time.span.start)):
        bare = word[1:] if word[:1] in ("و", "ف") and len(word) > 3 else word
        if word in sets["events.other"] or bare in sets["events.other"]:
            return None
        if is_verb_ahead(bare, case.words) or (word in sets["tense.future"] and len(word) > 2):
            return None if case.has(sentence, "deadline.over") else True
        if bare in sets["events.happened"] or word in sets["events.happened"]:
            return False
    return None


def _said_before(case: Case, time: TimeExpression, last: dt.date) -> bool:
    """Whether the statement around it was made before: then the future was in order."""
    said, _ = case.said(time)
    return said is not None and said <= last


def _no_start(case: Case) -> str:
    """Without a day of publication a length is counted from nothing, and a limit has no year."""
    counted = (t for t in case.times if t.duration and t.duration.count is not None)
    unknown = case.reading.published is None and any(_forward(time) for time in counted)
    return "the day of publication is not known" if unknown else ""


@check("date-horizon", lacks=_no_start)
def horizon(case: Case) -> Iterator[Trouble]:
    """A length of time counted from the statement does not lead to the limit beside it.

    Authority: calendar arithmetic from the day of the statement, else of publication; the unit of
    the length is the tolerance. Can be wrong where the length is counted from another event.
    """
    for time in case.times:
        length = time.duration
        if length is None or length.count is None or not _forward(time):
            continue
        limits = [t for t in case.neighbours(time) if _beside(case, time, t)]
        said, written = case.said(time)
        if not limits or said is None:
            continue
        due, deadline = leads_to(said, time), limits[0]
        if due is None or _meets(due, deadline, length.unit):
            continue
        last = limit(deadline) or due
        count = f"{length.count} {length.unit}{'s' if length.count != 1 else ''}"
        yield Trouble(
            f"{shown(said)} + {count} = {shown(due)}, but the deadline is {shown(last)}",
            (time.span, deadline.span, *((written.span,) if written else ())),
            tuple(_horizon_edits(case, time, deadline, written, due)),
        )  # fmt: skip


def _forward(time: TimeExpression) -> bool:
    return time.mod == "within" or (time.direction == 1 and time.grain == "interval")


def leads_to(said: dt.date, time: TimeExpression) -> dt.date | None:
    """The day that a length of time leads to."""
    return almanac.after(said, time.duration) if time.duration else None


def _beside(case: Case, time: TimeExpression, other: TimeExpression) -> bool:
    """A limit that stands behind the horizon in the same sentence, or closely before it."""
    if limit(other) is None or other.duration:
        return False
    gap = other.span.start - time.span.end
    return 0 <= gap <= 60 or 0 <= -(other.span.end - time.span.start) <= 30


_TOLERANCE = {"minute": 1, "hour": 1, "day": 1, "week": 3, "month": 16, "year": 92}


def _meets(due: dt.date, deadline: TimeExpression, unit: str) -> bool:
    period, slack = deadline.period, dt.timedelta(_TOLERANCE[unit])
    if period is None or period.start is None or period.end is None:
        return True
    return period.start - slack <= due < period.end + slack


def _horizon_edits(
    case: Case,
    time: TimeExpression,
    deadline: TimeExpression,
    written: WrittenDate | None,
    due: dt.date,
) -> Iterator[Hypothesis]:
    unit = time.duration.unit if time.duration else "month"

    def leads(period: Period) -> bool:
        start = period.single_day
        later = start and leads_to(start, time)
        return bool(later and _meets(later, deadline, unit))

    def holds(period: Period) -> bool:
        return _meets(due, replace(deadline, period=period), unit)

    if written:
        yield from date_edits(case, written, leads)
    if deadline.dates:
        yield from date_edits(case, deadline.dates[0], holds, deadline.span)
