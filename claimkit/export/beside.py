"""Two wordings side by side as HTML, with what differs marked on both sides."""

from __future__ import annotations

from collections.abc import Iterator

from claimkit.comparison import QuoteComparison
from claimkit.export.markup import labels, name, safe, style, word
from claimkit.spans import Span


def beside(compared: QuoteComparison, ui: str = "en", heads: tuple[str, str] = ("", "")) -> str:
    """The original and its print in two columns, under the sentence that tells the difference.

    `heads` stand over the columns, who said and who printed it; nothing of either is executed.

    >>> from claimkit.comparison import compare_quotes
    >>> print(beside(compare_quotes("We go", "We stay")).count('class="ck-differs"'))
    2
    """
    say = labels(ui)
    titles = (heads[0] or say["original"], heads[1] or say["print"])
    texts = (compared.said, compared.printed)
    spans = ([d.said for d in compared.differences], [d.printed for d in compared.differences])
    cells = "".join(
        f'<div><p class="ck-head">{name(title)}</p>'
        f'<p class="ck-said" dir="auto">{"".join(_marked(text, places))}</p></div>'
        for title, text, places in zip(titles, texts, spans, strict=True)
    )
    return (
        f"<style>{style('article', 'beside')}</style>"
        f'<div class="ck ck-compared" lang="{ui}" dir="{say["dir"]}">'
        f'<p class="ck-told"><b>{word(ui, compared.kind)}</b> {safe(compared.sentence(ui))}</p>'
        f'<div class="ck-beside">{cells}</div></div>'
    )


def _marked(text: str, places: list[Span]) -> Iterator[str]:
    """The text with its differences marked; a caret where it lacks what the other has."""
    done = 0
    for place in sorted(set(places)):
        if place.start < done:
            continue
        yield safe(text[done : place.start])
        if place.end > place.start:
            yield f'<mark class="ck-differs">{safe(place.of(text))}</mark>'
        else:
            yield '<span class="ck-lacks" data-label="‸"></span>'
        done = place.end
    yield safe(text[done:])
