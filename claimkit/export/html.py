"""Readings as HTML: a fragment for a notebook, and a report in one file that fetches nothing."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from itertools import zip_longest
from typing import Protocol
from zlib import crc32

from claimkit.bidi import direction
from claimkit.export.markup import article_text, labels, name, plain, safe, style, word
from claimkit.export.messages import told
from claimkit.model import CheckRun, Claim, Finding, Hypothesis, Period, Reading, Source, Spans

# Should an escape ever be forgotten, the browser still runs and fetches nothing.
_POLICY = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'"
_ARABIC = re.compile(r"[«“(]?[\u0621-\u064a][^A-Za-z<>&\n]*[\u0621-\u064a»”)]")
_LEGEND = ("content", "source", "cue", "medium", "time", "finding")
SIGNS = {"error": "✖", "warning": "▲", "note": "●"}


class Examined(Protocol):
    """What the checks said of one reading: the findings, and which checks ran."""

    @property
    def findings(self) -> tuple[Finding, ...]: ...  # noqa: D102
    @property
    def runs(self) -> tuple[CheckRun, ...]: ...  # noqa: D102


def fragment(reading: Reading, examination: Examined | None = None, ui: str = "en") -> str:
    """The article with its claims marked, and the table of claims, for a notebook without scripts.

    >>> from claimkit.model import Article
    >>> "<script>" in fragment(Reading(Article("<script>alert(1)</script>"), (), (), ()))
    False
    """
    found = weighed(examination)
    say = labels(ui)
    return (
        f"<style>{style('article')}</style>"
        f'<div class="ck" lang="{ui}" dir="{say["dir"]}">{legend(ui)}'
        f"{article_text(reading, found, _prefix(reading), ui)}"
        f"{_claims(reading, _prefix(reading), ui)}"
        f"{_cards(reading, found, _prefix(reading), ui) if found else ''}</div>"
    )


def page(
    readings: Iterable[Reading], examinations: Iterable[Examined | None] = (), ui: str = "en"
) -> str:
    """The report: one HTML page, without scripts, that opens from a file and prints well.

    `examinations` belong to the readings one by one; where one is missing or None, the report says
    that nothing was checked. `ui` is the language of the labels, "en" or "ar".
    """
    say = labels(ui)
    both = [(r, e) for r, e in zip_longest(readings, examinations) if r is not None]
    parts = [_reading(r, e, f"a{n}", ui) for n, (r, e) in enumerate(both, 1)]
    contents = _contents([reading for reading, _ in both], ui) if len(both) > 1 else ""
    return (
        f'<!DOCTYPE html>\n<html lang="{ui}" dir="{say["dir"]}">\n<head>\n<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        '<meta name="referrer" content="no-referrer">\n'
        f"<title>{say['report']}</title>\n<style>{style('article', 'report')}</style>\n</head>\n"
        f'<body class="ck">\n<header><h1>{say["report"]}</h1>{contents}</header>\n<main>\n'
        f"{''.join(parts)}</main>\n"
        f'<footer class="ck-quiet">{say["made_by"]}</footer>\n</body>\n</html>\n'
    )


def legend(ui: str) -> str:
    """What the marks mean, drawn as they are drawn in the text."""
    say = labels(ui)
    items = (f'<li><span class="ck-{part} ck-lane0">{say[part]}</span></li>' for part in _LEGEND)
    nested = f'<li class="ck-quiet">{say["inside"]}</li>'
    return f'<ul class="ck-legend" aria-label="{say["legend"]}">{"".join(items)}{nested}</ul>'


def said_on(period: Period | None) -> str:
    """A day or a range of days, first and last included: 2025-11-03 or ../2025-09-30."""
    return str(period) if period else ""


def role_of(reading: Reading, claim: Claim) -> str:
    """The role of who speaks, empty where it is all that the article calls them."""
    speaker = reading.speaker_of(claim)
    return speaker.role if speaker and speaker.role and speaker.role != speaker.name else ""


def weighed(examination: Examined | None) -> tuple[Finding, ...]:
    """The findings, the gravest first; none where nothing was examined."""
    found = examination.findings if examination else ()
    return tuple(sorted(found, key=lambda finding: list(SIGNS).index(finding.severity)))


def title(reading: Reading) -> str:
    """What the article is called: its title, its id, or how it begins."""
    first = next((line for line in reading.article.text.splitlines() if line.strip()), "")
    return reading.article.title or reading.article.id or first[:80]


def _prefix(reading: Reading) -> str:
    # Several fragments can stand in one notebook: their anchors must differ, and stay the same
    # from run to run.
    return f"ck{crc32(reading.article.text.encode('utf-8', 'surrogatepass')):08x}"


def _reading(reading: Reading, examination: Examined | None, prefix: str, ui: str) -> str:
    say, found = labels(ui), weighed(examination)
    sections = (
        ("findings", _examination(reading, examination, prefix, ui)),
        ("text", legend(ui) + article_text(reading, found, prefix, ui)),
        ("claims", _claims(reading, prefix, ui)),
        ("dates", _dates(reading, ui)),
        ("sources", _sources(reading, ui)),
        ("checks", _runs(examination, ui)),
    )
    body = "".join(
        f"<section><h3>{say[key]}</h3>{html}</section>\n" for key, html in sections if html
    )
    return (
        f'<article class="ck-reading" id="{prefix}">\n<h2>{name(title(reading))}</h2>\n'
        f"{_facts(reading, ui)}\n{body}</article>\n"
    )


def _contents(readings: Sequence[Reading], ui: str) -> str:
    items = (
        f'<li><a href="#a{n}">{name(title(reading))}</a> '
        f'<span class="ck-quiet">{name(reading.publisher)} {_day(reading.published)}</span></li>'
        for n, reading in enumerate(readings, 1)
    )
    return f'<nav aria-label="{labels(ui)["articles"]}"><ol>{"".join(items)}</ol></nav>'


def _facts(reading: Reading, ui: str) -> str:
    say = labels(ui)
    facts = [(say["published"], _published(reading, ui))]
    if reading.publisher:
        facts.append((say["publisher"], name(reading.publisher)))
    if reading.byline.relayed:
        facts.append((say["relayed"], "، ".join(name(outlet) for outlet in reading.byline.relayed)))
    facts += [
        (say["claims"], str(len(reading.claims))),
        (say["sources"], str(len(reading.sources))),
    ]
    if reading.article.url:
        facts.append(("URL", name(reading.article.url)))
    items = "".join(f"<div><dt>{term}</dt><dd>{value}</dd></div>" for term, value in facts)
    return f'<dl class="ck-facts">{items}</dl>'


def _published(reading: Reading, ui: str) -> str:
    say = labels(ui)
    if reading.published is None:
        return str(say["unknown"])
    if reading.published_span is None:
        return _day(reading.published)
    where = name(reading.published_span.of(reading.article.text))
    return f'{_day(reading.published)} <span class="ck-quiet">({say["inferred"]}: {where})</span>'


def _day(day: object) -> str:
    return f'<bdi class="ck-day" dir="ltr">{safe(str(day))}</bdi>' if day else ""


def _table(caption: str, heads: Iterable[str], rows: Iterable[str]) -> str:
    columns = "".join(f'<th scope="col">{head}</th>' for head in heads)
    # A table wider than the page scrolls by itself, with the keyboard too.
    return (
        f'<div class="ck-scroll" role="group" tabindex="0" aria-label="{caption}"><table>'
        f"<thead><tr>{columns}</tr></thead><tbody>{''.join(rows)}</tbody></table></div>"
    )


def _claims(reading: Reading, prefix: str, ui: str) -> str:
    say = labels(ui)
    if not reading.claims:
        return f"<p>{say['no_claims']}</p>"
    heads = [say[k] for k in ("claim", "speaker", "content", "cue", "said_on", "parent")]
    rows = (_claim(reading, c, n, prefix, ui) for n, c in enumerate(reading.claims, 1))
    return _table(say["claims"], heads, rows)


def _claim(reading: Reading, claim: Claim, number: int, prefix: str, ui: str) -> str:
    medium = reading.text_of(claim.medium)
    through = f"<br>{labels(ui)['medium']}: {name(medium)}" if medium else ""
    cells = (
        f'<a href="#{prefix}-text-{number}">{safe(claim.id)}</a>',
        _speaker(reading, claim, ui),
        _said(reading, claim.content),
        f'{name(reading.text_of(claim.cue))}<br><span class="ck-quiet">{word(ui, claim.kind)}'
        f"{through}</span>",
        _day(said_on(claim.said_on)),
        _link(reading, claim.parent, prefix),
    )
    row = "".join(f"<td>{cell}</td>" for cell in cells)
    return f'<tr id="{prefix}-claim-{number}">{row}</tr>'


def _speaker(reading: Reading, claim: Claim, ui: str) -> str:
    speaker, role = reading.speaker_of(claim), role_of(reading, claim)
    if speaker is None:
        return name(reading.text_of(claim.source)) or f"<i>{labels(ui)['unknown']}</i>"
    return name(speaker.name) + (f'<br><span class="ck-quiet">{name(role)}</span>' if role else "")


def _said(reading: Reading, spans: Spans) -> str:
    lang, said = plain(reading.article.lang), safe(reading.text_of(spans))
    return f'<bdi class="ck-said" lang="{lang}">{said}</bdi>'


def _link(reading: Reading, identifier: str | None, prefix: str) -> str:
    ids = [claim.id for claim in reading.claims]
    if identifier not in ids:
        return ""
    row = f"#{prefix}-claim-{ids.index(identifier) + 1}"
    return f'<a href="{row}">{name(identifier)}</a>'


def _sources(reading: Reading, ui: str) -> str:
    say = labels(ui)
    heads = (say["name"], say["role"], say["kind"], say["mentions"], say["claims"])
    rows = (_source(reading, source, ui) for source in reading.sources)
    return _table(say["sources"], heads, rows) if reading.sources else ""


def _source(reading: Reading, source: Source, ui: str) -> str:
    said = ", ".join(safe(claim.id) for claim in reading.claims if claim.speaker == source.id)
    cells = (
        name(source.name),
        name(source.role),
        word(ui, source.kind),
        len(source.mentions),
        said,
    )
    return f"<tr>{''.join(f'<td>{cell}</td>' for cell in cells)}</tr>"


def _dates(reading: Reading, ui: str) -> str:
    say, text = labels(ui), reading.article.text
    rows = []
    for time in reading.times:
        about = [word(ui, time.grain)]
        about += [word(ui, key) for key in ("relative", "impossible") if getattr(time, key)]
        cells = (name(time.span.of(text)), _day(time.value), " · ".join(about), _day(time.anchor))
        rows.append(f"<tr>{''.join(f'<td>{cell}</td>' for cell in cells)}</tr>")
    heads = (say["expression"], say["value"], say["grain"], say["counted"])
    return _table(say["dates"], heads, rows) if rows else ""


def _examination(reading: Reading, examination: Examined | None, prefix: str, ui: str) -> str:
    if examination is None:
        return f"<p>{labels(ui)['not_examined']}</p>"
    if not examination.findings:
        return f"<p>{labels(ui)['nothing_found']}</p>"
    return _cards(reading, weighed(examination), prefix, ui)


def _cards(reading: Reading, findings: Sequence[Finding], prefix: str, ui: str) -> str:
    cards = (_card(reading, finding, n, prefix, ui) for n, finding in enumerate(findings, 1))
    return f'<ol class="ck-cards" aria-label="{labels(ui)["findings"]}">{"".join(cards)}</ol>'


def _card(reading: Reading, finding: Finding, number: int, prefix: str, ui: str) -> str:
    text = reading.article.text
    places = [f"«{name(span.of(text))}»" for span in finding.spans]
    places += [_link(reading, claim, prefix) for claim in finding.claims]
    flag = f'<a href="#{prefix}-flag-{number}">⚑{number}</a> ' if finding.spans else ""
    where = f"{flag}{' · '.join(filter(None, places))}"
    return (
        f'<li class="ck-card ck-{finding.severity}" id="{prefix}-finding-{number}">'
        f"{finding_told(finding, text, where, ui)}</li>"
    )


def finding_told(finding: Finding, text: str, where: str, ui: str) -> str:
    """A finding in HTML: what it is called, its sum, `where` it stands (HTML), what would hold."""
    called = labels(ui)["checked"].get(finding.check, "")
    repairs = "".join(f"<li>{_repair(h, text, ui)}</li>" for h in finding.hypotheses)
    if repairs:
        repairs = f"<p>{labels(ui)['hypotheses']}</p><ul>{repairs}</ul>"
    return (
        f'<p><span class="ck-severity">{SIGNS[finding.severity]} {word(ui, finding.severity)}'
        f"</span> · <b>{called}</b> <code>{safe(finding.check)}</code></p>"
        f'<p class="ck-message" dir="auto">{_message(told(finding.message, ui), ui)}</p>'
        f"<p>{where}</p>{repairs}"
    )


def _repair(hypothesis: Hypothesis, text: str, ui: str) -> str:
    was = name(hypothesis.span.of(text))
    because = f' <span class="ck-quiet" dir="auto">{safe(told(hypothesis.why, ui))}</span>'
    return f"«{name(hypothesis.replace)}» {labels(ui)['instead']} «{was}»{because}"


def _runs(examination: Examined | None, ui: str) -> str:
    if examination is None or not examination.runs:
        return ""
    say = labels(ui)
    names = [f"<code>{safe(run.check)}</code>" for run in examination.runs if run.status == "ran"]
    ran = f"<p>✓ {word(ui, 'ran')} ({len(names)}): {', '.join(names)}</p>" if names else ""
    rows = [
        f"<tr><td><code>{safe(run.check)}</code></td><td>– {word(ui, run.status)}</td>"
        f'<td dir="auto">{safe(told(run.reason, ui))}</td></tr>'
        for run in examination.runs
        if run.status != "ran"
    ]
    heads = (say["check"], say["status"], say["reason"])
    return ran + (_table(say["checks"], heads, rows) if rows else "")


def _message(text: str, ui: str) -> str:
    """A sentence with the Arabic in it kept apart: «الرصيف» keeps its marks on its own sides."""
    return safe(text) if direction(ui) == "rtl" else _ARABIC.sub(r"<bdi>\g<0></bdi>", safe(text))
