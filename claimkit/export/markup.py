"""An article as HTML: its text, every claim, date and finding marked, nothing of it executed."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from html import escape
from pathlib import Path
from typing import Any

from claimkit.bidi import CONTROLS, direction
from claimkit.export.marks import LANES, Mark, Segment, segments
from claimkit.model import Finding, Reading

_HERE = Path(__file__).parent
# HTML has no way to hold these, or gives them another meaning: NUL, C0, C1, lone surrogates.
_UNSPEAKABLE = "\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff"
_ODD = re.compile(f"[{''.join(CONTROLS)}{_UNSPEAKABLE}]|[&<>\"']")
_TAGS = {"content": "mark", "cue": "b"}


@cache
def labels(ui: str) -> Mapping[str, Any]:
    """The words of the interface in Arabic ("ar") or English ("en")."""
    languages = tomllib.loads((_HERE / "labels.toml").read_text("utf-8"))
    if ui not in languages:
        raise LookupError(f"no interface in {ui!r}; there are {', '.join(sorted(languages))}")
    return dict(languages[ui])


def word(ui: str, term: str) -> str:
    """A term of the model (indirect, organisation, day) in the language of the interface."""
    return str(labels(ui)["words"].get(term, term))


@cache
def style(*names: str) -> str:
    """The named style sheets of this folder, one after the other, without their comments."""
    sheets = "\n".join((_HERE / f"{name}.css").read_text("utf-8") for name in names)
    return re.sub(r"\s*\n\s*", "\n", re.sub(r"/\*.*?\*/", "", sheets, flags=re.S)).strip()


def safe(text: str) -> str:
    """The text for use inside HTML, attributes included; invisible controls become visible names.

    >>> safe("<b>\\u202e")
    '&lt;b&gt;<span class="ck-control" data-label="RLO"><span hidden>&#x202e;</span></span>'
    """
    return _ODD.sub(_spelled, text)


def plain(text: str) -> str:
    """The text for an attribute value, where no element can stand."""
    return _ODD.sub(lambda odd: escape(odd[0]) if odd[0] in "&<>\"'" else _named(odd[0]), text)


def name(text: str | None) -> str:
    """A string of the article in a sentence of ours, isolated so that it cannot reorder it."""
    return f"<bdi>{safe(text)}</bdi>" if text else ""


def _named(char: str) -> str:
    return f"⟨{CONTROLS.get(char) or f'U+{ord(char):04X}'}⟩"


def _spelled(odd: re.Match[str]) -> str:
    char = odd[0]
    if char in CONTROLS:
        # Kept, so that the page holds the article's own text; hidden, so that it has no effect.
        held = f"<span hidden>&#x{ord(char):x};</span>"
        return f'<span class="ck-control" data-label="{CONTROLS[char]}">{held}</span>'
    if char == "\r":
        return "&#13;"
    if char in "&<>\"'":
        return escape(char)
    return f'<span class="ck-control">{_named(char)}</span>'


def article_text(reading: Reading, findings: Sequence[Finding], prefix: str, ui: str) -> str:
    """The article's text as paragraphs in its own direction.

    A claim can be linked to as `{prefix}-text-{n}`, and links to `{prefix}-claim-{n}`; findings
    likewise. The numbers count from 1, because ids of claims are as untrusted as the text.
    """
    place = {claim.id: number for number, claim in enumerate(reading.claims, 1)}
    paragraphs = ["".join(lines) for lines in _paragraphs(reading, findings, place, prefix, ui)]
    lang, dir_ = plain(reading.article.lang), direction(reading.article.lang)
    body = "".join(f"<p>{paragraph}</p>" for paragraph in paragraphs)
    return f'<div class="ck-text" dir="{dir_}" lang="{lang}">{body}</div>'


def _paragraphs(
    reading: Reading, findings: Sequence[Finding], place: Mapping[str, int], prefix: str, ui: str
) -> Iterator[list[str]]:
    text, lines = reading.article.text, list[str]()
    for segment in segments(reading, findings):
        lines += [_flag(ui, prefix, flag) for flag in segment.flags]
        lines += [_tag(ui, prefix, place[claim], claim) for claim in segment.opens]
        lines.append(_marked(segment, safe(segment.span.of(text)), place, prefix))
        if text[segment.span.end - 1] == "\n":
            yield lines
            lines = []
    if lines:
        yield lines


def _tag(ui: str, prefix: str, number: int, claim: str) -> str:
    # Its label is drawn by the style sheet: the text of the article stays free of our additions.
    where = f'id="{prefix}-text-{number}" href="#{prefix}-claim-{number}"'
    said = plain(f"{labels(ui)['claim']} {claim}")
    return f'<a class="ck-tag" {where} aria-label="{said}" data-label="{plain(claim)}"></a>'


def _flag(ui: str, prefix: str, number: int) -> str:
    where = f'id="{prefix}-flag-{number + 1}" href="#{prefix}-finding-{number + 1}"'
    said = f"{labels(ui)['finding']} {number + 1}"
    return f'<a class="ck-flag" {where} aria-label="{said}" data-label="⚑{number + 1}"></a>'


def _marked(segment: Segment, inner: str, place: Mapping[str, int], prefix: str) -> str:
    for mark in reversed(segment.marks):
        tag = _TAGS.get(mark.role, "span")
        inner = f'<{tag} class="{_classes(mark, place, prefix)}">{inner}</{tag}>'
    return inner


def _classes(mark: Mark, place: Mapping[str, int], prefix: str) -> str:
    if mark.lane == LANES:  # a date or a finding belongs to no claim
        return f"ck-{mark.role}"
    return f"ck-{mark.role} ck-lane{mark.lane} {prefix}-c{place[mark.of]}"
