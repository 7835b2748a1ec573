"""Who says what in a text: cues, and around each its source, content and channel."""

from __future__ import annotations

from collections.abc import Sequence

from claimkit.attribution import citations, framing, headlines, relays, subjects, verbs
from claimkit.attribution.citing import cite
from claimkit.attribution.claims import assemble
from claimkit.attribution.drafts import Draft
from claimkit.attribution.sentences import Sentence, split
from claimkit.language import Language
from claimkit.lexicon import lexicon
from claimkit.model import Claim, TimeExpression
from claimkit.quotes import Quoted
from claimkit.roles import SOURCE_NOUN, Role
from claimkit.spans import Span
from claimkit.text import Shadow


def find_claims(
    shadow: Shadow,
    language: Language,
    quotes: Sequence[Quoted],
    times: Sequence[TimeExpression],
    head: Sequence[Span] = (),
) -> tuple[Claim, ...]:
    """The claims of a text, without their speakers.

    `quotes` stand in folded offsets, `times` and the names of the byline, `head`, in the text's
    own. Where a line holds nothing but a byline, nobody says anything in it.
    """
    return assemble(find_drafts(shadow, language, quotes, times, head), shadow)


def find_drafts(
    shadow: Shadow,
    language: Language,
    quotes: Sequence[Quoted],
    times: Sequence[TimeExpression],
    head: Sequence[Span] = (),
) -> list[Draft]:
    """The attributions of a text, sentence by sentence."""
    first, last = (shadow.inside(head[0].start), shadow.inside(head[-1].end)) if head else (0, 0)
    placed = [(shadow.inside(t.span.start), shadow.inside(t.span.end), t) for t in times]
    found: list[Draft] = []
    for sentence in split(shadow, quotes, placed, lexicon(language)):
        if sentence.starts[0] < first or sentence.ends[-1] > last:
            found += in_sentence(sentence)
    speaking = {word for d in found if not d.tentative for word in _named(d)}
    return [d for d in found if not d.tentative or speaking.issuperset(_named(d))]


def _named(draft: Draft) -> list[str]:
    return [word for first, last in draft.source for word in draft.sentence.words[first:last]]


def in_sentence(s: Sentence) -> list[Draft]:
    """The attributions of one sentence."""
    cited = citations.find(s)
    s.cited = {c.cue[0]: c.end for c in cited}
    inside = {t for first, last in s.cited.items() for t in range(first, last)}
    reporting = [v for v in verbs.find(s) if v.token not in inside]
    breaks = {v.breaks for v in reporting if v.breaks >= 0}
    breaks |= {c.cue[0] for c in cited if not c.fronted and c.source}
    passing = {t: form for t in s.cues if t not in inside and (form := relays.reading(s, t))}
    breaks |= {t for t in passing if s.info[t].lead and s.is_mark(t - 1)}

    def ends_at(token: int) -> bool:
        return token in breaks

    drafts: list[Draft] = []
    taken: set[int] = set()
    for token, form in passing.items():
        passed_on = relays.pair(s, token, form, ends_at)
        drafts += passed_on
        taken |= {d.start for d in passed_on}
    for verb in reporting:
        if verb.token not in taken:
            made = framing.attributed(s, verb, sorted(drafts, key=lambda d: d.start), ends_at)
            if not verb.form.cue.amount or _estimates(made):
                drafts.append(made)
    for relay in (d for d in drafts if d.start in taken and not d.source and not d.within):
        if s.info[relay.start].lead and (other := _earlier(s, drafts, relay)):
            relay.source, relay.shared = list(other.source), True
    if headline := headlines.find(s):
        drafts.append(headline)
    drafts.sort(key=lambda d: d.start)
    for citation in cited:
        cite(s, citation, drafts, breaks)
    return [d for d in drafts if _has_words(s, d)]


def _earlier(s: Sentence, drafts: list[Draft], relay: Draft) -> Draft | None:
    """وعزا التقرير …، ونقل عن فلانة قولها: whose words the second verb relays."""
    assert relay.form is not None
    before = sorted((d for d in drafts if d.start < relay.start), key=lambda d: d.start)
    return subjects.shared(s, before, relay.start, relay.form)


def _estimates(draft: Draft) -> bool:
    """قدّر البنك الخسائر بمليون, but تقدر الخسائر بمليون is a passive: nobody says it."""
    if not draft.source or draft.shared:
        return False
    first, last = draft.source[0]
    somebody = SOURCE_NOUN | Role.PLACE
    somebody |= Role.GIVEN if last - first > 1 else 0  # يقدر عمر التمثال بألفي سنة: its age
    return bool(draft.sentence.roles[first] & somebody)


def _has_words(s: Sentence, draft: Draft) -> bool:
    return any(not s.is_mark(t) for first, last in draft.content for t in range(first, last))
