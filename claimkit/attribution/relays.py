"""Relays: نقلت وكالة عن فلان قوله …, the paper between, and the source behind it."""

from __future__ import annotations

from collections.abc import Callable

from claimkit.attribution import fronts, subjects
from claimkit.attribution.barred import is_barred
from claimkit.attribution.closings import closing
from claimkit.attribution.contents import opening
from claimkit.attribution.drafts import Draft, Opening, Range
from claimkit.attribution.framing import said
from claimkit.attribution.phrases import noun_phrase
from claimkit.attribution.sentences import Sentence
from claimkit.attribution.verbs import forms
from claimkit.cues import Form
from claimkit.roles import Role

_NAME = 8  # tokens of a name with its quotation marks


def reading(s: Sentence, token: int) -> Form | None:
    """The reading of a word as a verb of relaying (نقلت … عن), outside quotations."""
    if s.quoted[token] >= 0:
        return None
    finite = (f for f, _ in forms(s, token) if f.cue.source_by and f.shape in ("past", "now"))
    form = next(finite, None)
    return form if form and not is_barred(s, token) else None


def pair(s: Sentence, token: int, form: Form, ends_at: Callable[[int], bool]) -> list[Draft]:
    """نقلت وكالة عن فلان قوله …: the relay, and inside it what the relayed source says."""
    about = _about(s, token, form)
    if about is None:
        return []
    relayer = subjects.behind(s, token, form, about, False)
    inner = _inner(s, about + 2, about)
    if inner is None:
        return []
    cue, found = inner
    if cue[0] == about and found.how != "that" and not s.roles[about] & Role.ABOUT:
        return []  # نسب إلى … "…": only a noun or a clause tells that he is made to speak
    speaker = noun_phrase(s, about + 1, cue[0] if cue[0] > about else found.zone, nominal=False)
    if speaker <= about + 1:
        return []
    content, verbatim = closing(s, found, len(s), ends_at)
    child = Draft(
        s, [cue], content, [(about + 1, speaker)], form=form, verbatim=verbatim, offset=found.offset
    )
    if relayer is None and form.cue.that:  # علم من مصدر أن: a passive, which nobody relays
        child.cue = [(token, token + 1)]
        return [child]
    if relayer is None and s.word(token - 1) != "":
        front, _, _ = fronts.before(s, token, form)
        relayer = front
    outer = Draft(s, [(token, token + 1)], [(about + 1, content[-1][1])], form=form)
    if relayer:
        outer.source.append(relayer)
        if s.roles[relayer[0]] & Role.DOCUMENT:
            outer.medium.append(relayer)
    outer.said = said(s, token, about)
    child.within = outer
    return [outer, child]


def _about(s: Sentence, token: int, form: Form) -> int | None:
    """The preposition before the relayed source."""
    for at in range(token + 1, min(token + 26, len(s))):
        if s.roles[at] & Role.THAT or s.words[at] in ":؛":
            return None
        if s.info[at].lead and any(f.shape in ("past", "now") for f in s.info[at].forms):
            return None  # نقلت التحركات وتحدثت عن
        if s.words[at] == form.cue.source_by and at + 1 < len(s) and not s.is_mark(at + 1):
            return at
    return None


def _inner(s: Sentence, first: int, about: int) -> tuple[Range, Opening] | None:
    """The inner cue: a verbal noun (قوله, إشادته), or عن itself before أن, colon, quotation."""
    token, stop = first - 1, min(first + 30, len(s))
    while (token := _past_name(s, token + 1)) < stop:
        forms = [f for f in s.info[token].forms if f.shape in ("noun", "past")]
        noun = next((f for f in forms if f.shape == "noun" or f.object), None)
        if noun:
            noun_form = Form(noun.cue, "noun", noun.feminine, noun.plural)
            found = opening(s, token, noun_form, len(s))
            return ((token, token + 1), found) if found else None
        roles = s.roles[token]
        if roles & Role.THAT:
            return (about, about + 1), Opening("that", token, token + 1)
        if s.opens_quote(token) or s.words[token] == ":":
            return (about, about + 1), (
                Opening("colon", token, token + 1)
                if s.words[token] == ":"
                else Opening("quote", token, token)
            )
    return None


def _past_name(s: Sentence, token: int) -> int:
    """Behind the quoted name of an outlet or a body (عن صحيفة «الهدف» | قولها)."""
    quote = s.opens_quote(token)
    body = s.roles[token - 1] & (Role.OUTLET | Role.ORGANISATION)
    named = quote and body and not s.roles[token - 1] & Role.DEFINITE
    return quote[1] if quote and named and quote[1] - quote[0] <= _NAME else token
