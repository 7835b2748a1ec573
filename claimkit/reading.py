"""The map: the stages an article goes through, in their order."""

from __future__ import annotations

import datetime as dt

from claimkit.attribution import find_claims
from claimkit.byline import find_byline
from claimkit.language import Language, language
from claimkit.model import Article, Byline, Claim, Reading, Source, TimeExpression
from claimkit.quotes import Quoted, find_quotes, own
from claimkit.sources import find_sources
from claimkit.statements import date_claims
from claimkit.text import Shadow
from claimkit.times import anchor, infer_published, recognise, resolve


def read(article: Article, published: dt.date | None = None) -> Reading:
    """Everything that claimkit reads out of one article.

    `published` overrides the article's own date; without either it is inferred from the text.
    Raises LookupError for a language that has no folder, and nothing on any text.

    >>> reading = read(Article("قال الوزير سامي الحلبي إن الجسر سيفتح غدا."))
    >>> [reading.speaker_of(claim).name for claim in reading.claims]
    ['سامي الحلبي']
    """
    speech = language(article.lang)
    shadow = Shadow(article.text)
    quoted = find_quotes(shadow.folded)
    published, said_where = published or article.published, None
    said = recognise(shadow, speech)
    times = resolve(said, shadow, published)
    if published is None and (inferred := infer_published(times, shadow, speech)):
        published, said_where = inferred
        times = resolve(said, shadow, published)
    claims, sources, byline = _attributions(shadow, speech, quoted, times)
    return Reading(
        article=article,
        claims=claims,
        sources=sources,
        times=anchor(times, claims),
        quotes=own(quoted, shadow),
        byline=byline,
        published=published,
        published_span=said_where,
    )


def _attributions(
    shadow: Shadow,
    speech: Language,
    quoted: tuple[Quoted, ...],
    times: tuple[TimeExpression, ...],
) -> tuple[tuple[Claim, ...], tuple[Source, ...], Byline]:
    if not speech.has("cues"):
        return (), (), Byline()
    byline = find_byline(shadow, speech)
    claims = find_claims(shadow, speech, quoted, times, byline.spans)
    sources, claims = find_sources(shadow, speech, claims)
    claims = date_claims(shadow, speech, claims, sources, times)
    return claims, sources, byline
