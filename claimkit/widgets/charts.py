"""When it was said, what days are named, when it was published: the dates of an article."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from textwrap import shorten
from typing import TYPE_CHECKING, NamedTuple

from claimkit.bidi import isolated
from claimkit.export.html import title
from claimkit.export.markup import labels
from claimkit.model import Claim, Period, Reading

if TYPE_CHECKING:
    import altair as alt

_NEAR = dt.timedelta(days=730)  # what is further from the publication must not stretch the axis
_COLOURS = {"published": "#B34F00", "said_on": "#0072B2", "named": "#00795A"}
_SHAPES = {"published": "diamond", "said_on": "circle", "named": "square"}
_ROW, _WIDTH, _DAYS, _KIND, _LABEL = 27, 360, 140, 130, 300  # pixels
_LETTERS = 48  # what fits into the width of a label
_TURNED = str.maketrans("◂▸", "▸◂")


class Entry(NamedTuple):
    """A line of the chart: its first and last day on the axis, an arrow where it lies beyond."""

    kind: str
    label: str
    days: str
    start: dt.date
    end: dt.date
    beyond: str = ""
    claims: tuple[str, ...] = ()  # whose saying or content it dates


Named = tuple[str, str, Period, tuple[str, ...]]  # kind, label, days, claims


def entries(reading: Reading) -> list[Entry]:
    """The publication, the days on which something was said and the dates named, by day.

    Open sides, and dates more than two years from the publication, are cut to the axis.
    """
    dated = [each for each in _named(reading) if each[2].start or each[2].last]
    days = [day for each in dated for day in (each[2].start, each[2].last) if day]
    if not days:
        return []
    middle = reading.published or sorted(days)[len(days) // 2]
    near = [day for day in days if abs(day - middle) <= _NEAR] or [middle]
    made = [_entry(each, min(near), max(near)) for each in dated]
    return sorted(made, key=lambda e: (e.start, e.end, e.kind, e.label))


def timeline(reading: Reading, ui: str = "en") -> alt.TopLevelMixin:
    """A chart of the dates of an article, one line each; an arrow (◂ ▸) leads off the axis.

    With `altair.renderers.enable("svg")` the chart needs no network, and the same reading gives
    the same picture. In Arabic (`ui="ar"`) time runs from right to left.
    """
    import altair as alt

    kinds = list(_COLOURS)
    rows = [_row(n, entry, ui) for n, entry in enumerate(entries(reading))]
    data = alt.Chart(alt.InlineData(values=rows))
    axis = alt.Axis(format="%Y-%m", tickCount=6, grid=True, domain=False, ticks=False)
    scale = alt.Scale(reverse=ui == "ar", padding=12)
    first = alt.X("start:T", title=None, axis=axis, scale=scale)
    line = alt.Y("n:O", axis=None)
    hue = alt.Color("kind:N", legend=None).scale(domain=kinds, range=list(_COLOURS.values()))
    shape = alt.Shape("kind:N", legend=None).scale(domain=kinds, range=list(_SHAPES.values()))
    ends = _WIDTH + _DAYS + _KIND + _LABEL
    words = data.mark_text(fontSize=13, align="right", x=ends)
    about = alt.Description("about:N")
    means = data.mark_text(fontSize=11, align="left", x=_WIDTH + 16 + _DAYS)
    days = data.mark_text(fontSize=11, align="left", x=_WIDTH + 16)
    chart = alt.layer(
        data.mark_bar(height=6, opacity=0.5).encode(first, alt.X2("end:T"), line, hue, about),
        data.mark_point(size=75, filled=True, opacity=1)
        .encode(first, line, hue, shape, about)
        .transform_filter("datum.beyond == ''"),
        days.encode(line, about, text="days:N"),
        means.encode(line, hue, about, text="says:N"),
        words.encode(line, about, text="label:N"),
    )
    # Labels are marks at fixed places, not an axis and a legend: were they measured, the picture
    # would hang on the fonts of the machine that draws it.
    chart = chart.properties(
        width=_WIDTH,
        height=max(1, len(rows)) * _ROW,
        autosize=alt.AutoSizeParams(type="none"),
        padding={"left": 24, "right": ends - _WIDTH + 12, "top": 8, "bottom": 28},
        background="white",
    )
    drawn: alt.TopLevelMixin = chart.configure_view(stroke=None)
    return drawn


def _row(number: int, entry: Entry, ui: str) -> dict[str, object]:
    beyond = entry.beyond.translate(_TURNED) if ui == "ar" else entry.beyond
    return {
        "n": number,
        "kind": entry.kind,
        "says": f"{labels(ui)[entry.kind]} {beyond}".strip(),
        "days": entry.days,
        "label": isolated(shorten(entry.label, _LETTERS, placeholder=" …")),
        "beyond": entry.beyond,
        "about": f"{number}|{entry.label} · {entry.days}" if entry.claims else entry.label,
        "start": entry.start.isoformat(),
        "end": entry.end.isoformat(),
    }


def _named(reading: Reading) -> Iterator[Named]:
    if reading.published:
        day = Period.day(reading.published)
        yield "published", reading.publisher or title(reading), day, ()
    said: dict[tuple[str, Period], list[str]] = {}
    for claim in reading.claims:
        if claim.said_on:
            said.setdefault((_who(reading, claim), claim.said_on), []).append(claim.id)
    yield from (("said_on", who, period, tuple(of)) for (who, period), of in said.items())
    for time in reading.times:
        if time.period:
            about = tuple(
                c.id for c in reading.claims if any(s.holds(time.span) for s in c.content)
            )
            yield "named", time.span.of(reading.article.text), time.period, about[::-1]


def _who(reading: Reading, claim: Claim) -> str:
    speaker = reading.speaker_of(claim)
    return speaker.name if speaker else reading.text_of(claim.source)


def _entry(named: Named, low: dt.date, high: dt.date) -> Entry:
    kind, label, period, claims = named
    start, end = period.start or low, period.last or high
    beyond = "◂" if period.start is None or start < low else ""
    beyond += "▸" if period.last is None or end > high else ""
    days = _within(start, low, high), _within(end, low, high)
    return Entry(kind, label, str(period), *days, beyond, claims)


def _within(day: dt.date, low: dt.date, high: dt.date) -> dt.date:
    return min(max(day, low), high)
