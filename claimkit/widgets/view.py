"""`ReadingView`: an article and the table of its claims, linked; Python knows the choice."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import anywidget
import traitlets

from claimkit.bidi import CONTROLS, direction
from claimkit.export import html
from claimkit.export.marks import segments
from claimkit.export.markup import labels, style, word
from claimkit.export.messages import told
from claimkit.model import Claim, Finding, Reading

_HERE = Path(__file__).parent


class ReadingView(anywidget.AnyWidget):
    """An article with its claims marked, and their table; choosing one in either shows it in both.

    `selected` is the id of the chosen claim, None at first; it can be set from Python too. `claim`
    is that claim. Without `table` the findings stand beside the article. Where no widget can run,
    the static article and table are shown instead.

    >>> from claimkit.model import Article
    >>> from claimkit.spans import Span
    >>> said = Claim("c1", content=(Span(4, 7),), source=(), cue=(Span(0, 3),))
    >>> view = ReadingView(Reading(Article("قال نعم"), (said,), (), ()))
    >>> view.selected = "c1"
    >>> view.claim.content
    (Span(start=4, end=7),)
    """

    _esm = (_HERE / "reading.js").read_text("utf-8")
    _css = style("article") + (_HERE / "reading.css").read_text("utf-8")

    drawn = traitlets.Dict().tag(sync=True)
    selected = traitlets.Unicode(None, allow_none=True).tag(sync=True)

    def __init__(
        self,
        reading: Reading,
        examination: html.Examined | None = None,
        ui: str = "en",
        table: bool = True,
    ) -> None:
        self.reading, self.examination, self.ui, self._table = reading, examination, ui, table
        super().__init__(drawn=_drawn(reading, examination, ui, table))

    def show(self, reading: Reading, examination: html.Examined | None = None) -> None:
        """Put another reading in the place of this one; nothing of it is chosen."""
        self.selected = None
        self.reading, self.examination = reading, examination
        self.drawn = _drawn(reading, examination, self.ui, self._table)

    @property
    def claim(self) -> Claim | None:
        """The chosen claim, None if none is chosen."""
        return self.reading.claim(self.selected) if self.selected else None

    @traitlets.validate("selected")
    def _known(self, proposal: traitlets.Bunch) -> str | None:
        chosen = proposal["value"] or None
        if chosen and all(chosen != claim.id for claim in self.reading.claims):
            raise traitlets.TraitError(f"no claim {chosen!r} in this reading")
        return chosen

    def __repr__(self) -> str:
        return f"ReadingView({self.reading!r}, selected={self.selected!r})"

    def _repr_mimebundle_(self, **options: Any) -> Any:
        bundle = super()._repr_mimebundle_(**options)
        if bundle is None:
            return None
        data, metadata = bundle if isinstance(bundle, tuple) else (bundle, {})
        static = html.fragment(self.reading, self.examination, self.ui)
        return {**data, "text/plain": repr(self), "text/html": static}, metadata


def _drawn(
    reading: Reading, examination: html.Examined | None, ui: str, table: bool
) -> dict[str, Any]:
    """All that the front end draws, as JSON; offsets are code points of the article's own text."""
    found = html.weighed(examination)
    lang = reading.article.lang
    return {
        "text": reading.article.text,
        "lang": lang,
        "dir": direction(lang),
        "ui": ui,
        "table": table,
        "labels": dict(labels(ui)),
        "controls": dict(CONTROLS),
        "segments": [
            [*segment.span, [list(m) for m in segment.marks], segment.opens, segment.flags]
            for segment in segments(reading, found)
        ],
        "claims": [_row(reading, claim, ui) for claim in reading.claims],
        "findings": [_card(reading, finding, ui) for finding in found],
    }


def _row(reading: Reading, claim: Claim, ui: str) -> dict[str, Any]:
    speaker = reading.speaker_of(claim)
    return {
        "id": claim.id,
        "speaker": (speaker.name if speaker else reading.text_of(claim.source)) or "",
        "role": html.role_of(reading, claim),
        "content": reading.text_of(claim.content),
        "cue": reading.text_of(claim.cue),
        "medium": reading.text_of(claim.medium),
        "kind": word(ui, claim.kind),
        "said_on": html.said_on(claim.said_on),
        "parent": claim.parent or "",
    }


def _card(reading: Reading, finding: Finding, ui: str) -> dict[str, Any]:
    text = reading.article.text
    return {
        "check": finding.check,
        "severity": finding.severity,
        "called": labels(ui)["checked"].get(finding.check, ""),
        "sign": f"{html.SIGNS[finding.severity]} {word(ui, finding.severity)}",
        "message": told(finding.message, ui),
        "places": [span.of(text) for span in finding.spans],
        "claims": list(finding.claims),
        "repairs": [[h.replace, h.span.of(text), told(h.why, ui)] for h in finding.hypotheses],
    }
