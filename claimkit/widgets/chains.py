"""Who relays whom as a picture: speakers on the right, the pages on the left, as Arabic is read."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from statistics import fmean
from typing import TYPE_CHECKING, Any

from claimkit.bidi import isolated
from claimkit.export.markup import word
from claimkit.relays import RelayGraph

if TYPE_CHECKING:
    import altair as alt

_KINDS = ("says", "relays", "republishes")
_COLOURS = ("#0072B2", "#B34F00", "#00795A")
_DASHES = ([1, 0], [7, 4], [2, 3])
_BOX, _TALL = 176, 26  # pixels of a name's box
_STEP, _ROW = 236, 40  # pixels from one box to the next
_LETTERS = 24  # that fit into a box
_APART = 7  # pixels between lines of two kinds
_KEY = 150  # pixels of an entry of the key

Node = str | tuple[str, str, int]  # a name, or a step from one to another in a column between
Spots = Mapping[Node, tuple[float, float]]


def places(graph: RelayGraph) -> dict[Node, tuple[int, float]]:
    """Column and row of every name, and of every step in the columns that it passes.

    Column 0 is for those who have it from nobody; a column further is whoever has it from there,
    by the longest way. A step that closes a circle counts for nothing. The rows of a column are
    one apart and stand around the middle.
    """
    ahead = _ahead(graph)
    columns: dict[Node, int] = dict(_columns(ahead).items())
    before: dict[Node, list[Node]] = {name: [] for name in ahead}
    for start, others in ahead.items():
        for end in others:
            way = _way(start, end, columns)
            columns |= {node: columns[start] + n for n, node in enumerate(way[1:-1], 1)}
            for one, following in pairwise(way):
                before.setdefault(following, []).append(one)
    rows: dict[Node, float] = {}
    for column in range(max(columns.values(), default=-1) + 1):
        nodes = [node for node in columns if columns[node] == column]
        nodes.sort(key=lambda node: _wish(before[node], rows))
        rows |= {node: n - (len(nodes) - 1) / 2 for n, node in enumerate(nodes)}
    return {node: (columns[node], rows[node]) for node in columns}


def _ahead(graph: RelayGraph) -> dict[str, list[str]]:
    """To whom each name told something."""
    ahead: dict[str, list[str]] = {}
    for edge in graph.edges:
        ahead.setdefault(edge.start, [])
        ahead.setdefault(edge.end, [])
        if edge.start != edge.end and edge.end not in ahead[edge.start]:
            ahead[edge.start].append(edge.end)
    return ahead


def _way(start: str, end: str, columns: Mapping[Node, int]) -> list[Node]:
    """The nodes of a step: both names, and the step itself in each column between them."""
    between = range(columns[start] + 1, columns[end])
    return [start, *((start, end, column) for column in between), end]


def _wish(before: Sequence[Node], rows: Mapping[Node, float]) -> float:
    """Where a node would like to stand: beside those from whom it has its claims."""
    return fmean(found) if (found := [rows[node] for node in before if node in rows]) else 0.0


def _columns(ahead: Mapping[str, list[str]]) -> dict[str, int]:
    columns = dict.fromkeys(ahead, 0)
    rank = {name: n for n, name in enumerate(_outermost_first(ahead))}
    for name in sorted(ahead, key=rank.__getitem__, reverse=True):
        for other in ahead[name]:
            if rank[other] < rank[name]:  # else the step closes a circle
                columns[other] = max(columns[other], columns[name] + 1)
    return columns


def _outermost_first(ahead: Mapping[str, list[str]]) -> list[str]:
    """All names, whoever only hears before those who tell, circles cut where they close."""
    done: dict[str, None] = {}
    heard = {other for others in ahead.values() for other in others}
    seen: set[str] = set()
    for first in sorted(ahead, key=lambda name: name in heard):
        stack = [(first, iter(ahead[first]))] if first not in seen else []
        seen.add(first)
        while stack:
            name, others = stack[-1]
            following = next((other for other in others if other not in seen), None)
            if following is None:
                done[name] = None
                stack.pop()
            else:
                seen.add(following)
                stack.append((following, iter(ahead[following])))
    return list(done)


def relay_chart(graph: RelayGraph, ui: str = "en") -> alt.TopLevelMixin:
    """A picture of who relays whom, from the speakers on the right to the pages on the left.

    An origin has a thick frame; a line is the thicker the more claims went that way. With
    `altair.renderers.enable("svg")` it needs no network, and the same graph gives the same picture.
    """
    import altair as alt

    found = places(graph)
    columns = max((column for column, _ in found.values()), default=0)
    rows = [row for _, row in found.values()] or [0.0]
    low, high = min(rows), max(rows)
    width = max(columns * _STEP + _BOX, _KEY * len(_KINDS)) + 24
    height = (high - low) * _ROW + 2 * _TALL + 44
    spots = {
        name: (width - 12 - _BOX / 2 - column * _STEP, 12 + _TALL + (row - low) * _ROW)
        for name, (column, row) in found.items()
    }
    across, down = alt.Scale(domain=[0, width]), alt.Scale(domain=[height, 0])
    x, x2, middle = (alt.X(f, axis=None, scale=across) for f in ("x:Q", "x2:Q", "middle:Q"))
    y, y2, line = (alt.Y(f, axis=None, scale=down) for f in ("y:Q", "y2:Q", "line:Q"))
    to_x, to_y, level = alt.X2("x2:Q"), alt.Y2("y2:Q"), alt.Y2("y:Q")
    hue = alt.Color("kind:N", legend=None).scale(domain=list(_KINDS), range=list(_COLOURS))
    dash = alt.StrokeDash("kind:N", legend=None).scale(domain=list(_KINDS), range=list(_DASHES))
    thick = alt.StrokeWidth("claims:Q", legend=None).scale(
        domain=[1, 8], range=[1.5, 4], clamp=True
    )
    lines, boxes, key = (
        alt.Chart(alt.InlineData(values=list(drawn)))
        for drawn in (_steps(graph, spots), _boxes(graph, spots), _key(ui, height))
    )
    about = alt.Description("about:N")
    head = lines.transform_filter("datum.last").mark_point(
        shape="triangle-left", size=70, filled=True, opacity=1
    )
    frame = boxes.mark_rect(fill="#F7F7F7", stroke="#444444")
    heavy = alt.condition("datum.root", alt.value(2.5), alt.value(0.8))
    chart = alt.layer(
        lines.mark_rule(opacity=0.9).encode(x, y, to_x, to_y, hue, dash, thick, about),
        head.encode(x2, y2, hue, about),
        frame.encode(x, y, to_x, to_y, strokeWidth=heavy),
        boxes.mark_text(fontSize=12).encode(middle, line, text="name:N"),
        key.mark_rule(strokeWidth=2).encode(x, y, to_x, level, hue, dash),
        key.mark_text(fontSize=11, align="left", dx=6).encode(x2, y, text="says:N"),
    )
    picture: alt.TopLevelMixin = chart.properties(
        width=width, height=height, background="white",
        autosize=alt.AutoSizeParams(type="none"), padding=8,
    ).configure_view(stroke=None)  # fmt: skip
    return picture


def steps(graph: RelayGraph) -> dict[tuple[str, str, str], list[tuple[str, str]]]:
    """The lines of the picture, from, to and kind, in order; whose (article, claim) each tells."""
    found: dict[tuple[str, str, str], list[tuple[str, str]]] = {}
    for edge in graph.edges:
        if edge.start != edge.end:
            told = found.setdefault((edge.start, edge.end, edge.kind), [])
            told.append((edge.article, edge.claim or ""))
    return found


def _steps(graph: RelayGraph, spots: Spots) -> Iterator[dict[str, Any]]:
    """The lines of each pair and kind; `last` is the one that arrives."""
    for number, ((start, end, kind), claims) in enumerate(steps(graph).items()):
        beside = (_KINDS.index(kind) - 1) * _APART  # one pair may have all three
        between = (node for node in spots if not isinstance(node, str))
        through = [node for node in between if node[:2] == (start, end)]
        nodes: list[Node] = [start, *sorted(through, key=lambda node: node[2]), end]
        points = [point for node in nodes for point in _sides(spots[node])]
        back = spots[end][0] >= spots[start][0]
        points = [points[0 if back else 1], *points[2:-1]]
        for (x, y), (x2, y2) in pairwise(points):
            line = {"x": x, "y": y + beside, "x2": x2, "y2": y2 + beside}
            yield {
                **line, "kind": kind, "claims": len(claims), "last": (x2, y2) == points[-1],
                "about": f"{number}|{start} ← {end}",
            }  # fmt: skip


def _sides(spot: tuple[float, float]) -> tuple[tuple[float, float], tuple[float, float]]:
    """Where a line arrives at a box and where it leaves it."""
    x, y = spot
    return (x + _BOX / 2 + 5, y), (x - _BOX / 2, y)


def _boxes(graph: RelayGraph, spots: Spots) -> Iterator[dict[str, Any]]:
    for name, (x, y) in spots.items():
        if not isinstance(name, str):
            continue
        yield {
            "name": isolated(name if len(name) <= _LETTERS else f"{name[:_LETTERS].rstrip()} …"),
            "root": name in graph.roots,
            "middle": x,
            "line": y,
            "x": x - _BOX / 2,
            "x2": x + _BOX / 2,
            "y": y - _TALL / 2,
            "y2": y + _TALL / 2,
        }


def _key(ui: str, height: float) -> Iterator[dict[str, Any]]:
    for n, kind in enumerate(_KINDS):
        start = 12 + n * _KEY
        yield {"x": start, "x2": start + 34, "y": height - 10, "kind": kind, "says": word(ui, kind)}
