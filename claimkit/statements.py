"""On which day something was said: a statement's day holds for all that continues it."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import groupby, takewhile

from claimkit.language import Language
from claimkit.lexicon import Lexicon, lexicon
from claimkit.mentions import bare
from claimkit.model import Claim, Period, Source, TimeExpression
from claimkit.roles import Role
from claimkit.spans import Span
from claimkit.text import SENTENCE_END, Shadow, fold

_WORD = re.compile(r"\w+")
_CITES = Role.CITING | Role.CITING_SOURCES | Role.LIKE
_FAR = 400  # code points of a sentence
_NEXT = 12  # claims behind a statement that may take it up
_REACH = 90  # code points between a meeting and its day
_OPENING = 4  # words of a sentence among which its verb opens it, behind a dateline


def date_claims(
    shadow: Shadow,
    language: Language,
    claims: Sequence[Claim],
    sources: Sequence[Source],
    times: Sequence[TimeExpression],
) -> tuple[Claim, ...]:
    """The claims with `said_on` filled in where the article gives the day of the saying.

    A claim without a day of its own takes that of the statement it continues (وأضاف), a lead that
    of the statement told behind it, and what the participants of one dated meeting said its day.
    """
    words = lexicon(language)
    names = {s.id: s.name for s in sources}
    days = [time for time in times if time.on_day]
    dated = _done(shadow, words, claims, names, days)
    dated = _told_behind(shadow, words, dated, days)
    dated = _continued(shadow, words, dated)
    dated = _led(shadow, words, dated)
    meeting = _meeting_day(shadow, words, days)
    if meeting is None:
        return tuple(dated)
    groups = {s.id for s in sources if _takes_part(words, s)}
    dated = [
        replace(c, said_on=meeting)
        if c.said_on is None
        and (
            (c.speaker in groups and _said_there(shadow, words, c)) or _at_meeting(shadow, words, c)
        )
        else c
        for c in dated
    ]
    return tuple(_continued(shadow, words, dated))


def _continued(shadow: Shadow, words: Lexicon, claims: Sequence[Claim]) -> list[Claim]:
    days: dict[str, Period] = {}
    filled = {}
    for claim in sorted(claims, key=lambda c: c.cue[0].start):
        speaker = claim.speaker
        if speaker and claim.said_on is None and claim.parent is None and speaker in days:
            if _continues(shadow, words, claim):
                claim = replace(claim, said_on=days[speaker])
        if speaker and claim.said_on is not None and claim.parent is None:
            days[speaker] = claim.said_on
        filled[claim.id] = claim
    return [filled[c.id] for c in claims]


def _told_behind(
    shadow: Shadow, words: Lexicon, claims: Sequence[Claim], times: Sequence[TimeExpression]
) -> list[Claim]:
    """جاء ذلك في مؤتمر صحفي أمس: the day of what its speaker has said up to there."""
    ordered = sorted((c for c in claims if c.parent is None), key=lambda c: c.cue[0].start)
    starts = [claim.cue[0].start for claim in ordered]
    days: dict[str, Period] = {}
    for time in times:
        at = shadow.inside(time.span.start)
        start = _sentence_start(shadow.folded, at)
        sentence = shadow.folded[start:at]
        if not _points_back(words, sentence):
            continue
        behind = bisect_left(starts, shadow.own(start))
        told = [*_last_voice(ordered, behind)]
        told += (
            c for c in ordered[behind : behind + _NEXT] if _takes_up(shadow, words, c, sentence)
        )
        days |= {c.id: time.period for c in told if c.said_on is None and time.period}
    return [replace(c, said_on=days[c.id]) if c.id in days else c for c in claims]


def _sentence_start(folded: str, at: int) -> int:
    """Where the sentence that holds an offset begins, at most `_FAR` code points before."""
    start = max(at - _FAR, 0)
    return max((stop.end() for stop in SENTENCE_END.finditer(folded, start, at)), default=start)


def _last_voice(ordered: Sequence[Claim], stop: int) -> Iterator[Claim]:
    """The claims before a place that one speaker has made in a row."""
    at = stop - 1
    while at >= 0 and ordered[at].speaker == ordered[stop - 1].speaker:
        yield ordered[at]
        at -= 1


def _takes_up(shadow: Shadow, words: Lexicon, claim: Claim, sentence: str) -> bool:
    """وقال البيان behind جاء ذلك في بيان."""
    if not claim.source:
        return False
    source = _WORD.findall(fold(claim.source[0].of(shadow.text)))
    document = bool(source) and words[source[0]].roles & (Role.DOCUMENT | Role.DEFINITE)
    return document == Role.DOCUMENT | Role.DEFINITE and bare(source[0]) in sentence.split()


def _points_back(words: Lexicon, sentence: str) -> bool:
    """Whether a sentence begins with جاء ذلك."""
    first = _WORD.findall(sentence)[:2]
    if len(first) < 2:
        return False
    came = any(form.cue.within for form in words[first[0]].forms)
    return came and bool(words[first[1]].roles & Role.DEMONSTRATIVE)


def _continues(shadow: Shadow, words: Lexicon, claim: Claim) -> bool:
    """A verb of saying does; a citing phrase only where it names the statement again."""
    if not _cites(shadow, words, claim):
        return True
    source = _roles(shadow, words, claim.source[0]) if claim.source else []
    return bool(source and source[0] & Role.DOCUMENT and source[0] & Role.DEFINITE)


def _cites(shadow: Shadow, words: Lexicon, claim: Claim) -> bool:
    """Whether the cue is a citing phrase (وفق, كما أعلن, على ما أفاد)."""
    cue = _roles(shadow, words, claim.cue[0])
    on_what = len(cue) > 1 and cue[0] & Role.ON and cue[1] & Role.WHAT
    return bool(cue) and bool(cue[0] & _CITES or on_what)


def _led(shadow: Shadow, words: Lexicon, claims: list[Claim]) -> list[Claim]:
    """What a speaker says first, before the statement is dated, is the lead of that statement."""
    top = [c for c in sorted(claims, key=lambda c: c.cue[0].start) if c.parent is None]
    heard: set[str | None] = {None}
    days: dict[str, Period] = {}
    for speaker, run in groupby(top, key=lambda c: c.speaker):
        told = list(run)
        dated = next((c for c in told if c.said_on), None)
        if speaker not in heard and dated and not _was_before(shadow, words, dated):
            lead = takewhile(lambda c: c.said_on is None, told)
            days |= {c.id: dated.said_on for c in lead if dated.said_on}
        heard.add(speaker)
    return [replace(c, said_on=days[c.id]) if c.id in days else c for c in claims]


def _was_before(shadow: Shadow, words: Lexicon, claim: Claim) -> bool:
    """وكان الوزير قد قال الأحد: an earlier statement, which the article only recalls."""
    at = shadow.inside(claim.cue[0].start)
    before = _WORD.findall(shadow.folded[_sentence_start(shadow.folded, at) : at])
    return any(words[word].roles & Role.AUXILIARY for word in before)


def _done(
    shadow: Shadow,
    words: Lexicon,
    claims: Sequence[Claim],
    names: Mapping[str, str],
    times: Sequence[TimeExpression],
) -> list[Claim]:
    """What a speaker did on a day before speaking (أصدرت الشركة اليوم بيانا): the day of that."""
    ordered = sorted((c for c in claims if c.parent is None), key=lambda c: c.cue[0].start)
    starts = [claim.cue[0].start for claim in ordered]
    days: dict[str, Period] = {}
    for time in times:
        at = shadow.inside(time.span.start)
        start = _sentence_start(shadow.folded, at)
        stop = SENTENCE_END.search(shadow.folded, at, at + _FAR)
        end = stop.start() if stop else at + _FAR
        behind = bisect_left(starts, shadow.own(start))
        if behind == len(ordered) or ordered[behind].speaker is None:
            continue
        claim = ordered[behind]
        sentence = _WORD.findall(shadow.folded[start:end])
        name = {bare(word) for word in _WORD.findall(fold(names[claim.speaker or ""]))}
        told = _issues(words, sentence) or _goes_on(shadow, claim, end)
        if told and name <= set(map(bare, sentence)) and time.period:
            days.setdefault(claim.id, time.period)
    return [replace(c, said_on=c.said_on or days.get(c.id)) for c in claims]


def _issues(words: Lexicon, sentence: Sequence[str]) -> bool:
    """أصدرت الشركة بيانا: a sentence that opens with the issuing of a document."""
    issues = any(words[word].roles & Role.ISSUES for word in sentence[:2])
    return issues and any(words[word].roles & Role.DOCUMENT for word in sentence)


def _goes_on(shadow: Shadow, claim: Claim, end: int) -> bool:
    """Whether a claim without a subject opens the sentence right behind an offset."""
    between = shadow.folded[end : shadow.inside(claim.cue[0].start)]
    return not claim.source and len(_WORD.findall(between)) < 2


def _roles(shadow: Shadow, words: Lexicon, span: Span) -> list[int]:
    return [words[word].roles for word in _WORD.findall(fold(span.of(shadow.text)))]


def _takes_part(words: Lexicon, source: Source) -> bool:
    names = _WORD.findall(fold(source.name))
    return bool(names) and bool(words[names[0]].roles & Role.PARTICIPANT)


def _said_there(shadow: Shadow, words: Lexicon, claim: Claim) -> bool:
    """Relayed words of the participants, or a circumstance of their meeting (بحث …، مؤكدين)."""
    if claim.parent is not None:
        return True
    folded = shadow.folded
    at = shadow.inside(claim.cue[0].start)
    start = _sentence_start(folded, at)
    first = _WORD.search(folded, start, at)
    return first is not None and bool(words[first[0]].roles & Role.MEETING_VERB)


def _at_meeting(shadow: Shadow, words: Lexicon, claim: Claim) -> bool:
    """وقال الوزير خلال الاجتماع: at the one that the article has told of."""
    cue = shadow.inside(claim.cue[0].end)
    between = shadow.folded[cue : min(shadow.inside(claim.content[0].start), cue + _FAR)]
    front = shadow.folded[_sentence_start(shadow.folded, cue) : cue]
    for part in (between, front):
        told = [words[word].roles for word in _WORD.findall(part)]
        for through, noun, behind in zip(told, told[1:], [*told[2:], 0], strict=False):
            known = (noun | behind) & (Role.DEFINITE | Role.POSSESSED)
            if through & Role.THROUGH and noun & Role.MEETING and known:
                return True
    return False


def _meeting_day(shadow: Shadow, words: Lexicon, times: Sequence[TimeExpression]) -> Period | None:
    """The day of the one meeting that the article dates; None if it dates none or several."""
    days = set()
    for time in times:
        at = shadow.inside(time.span.start)
        start = max(at - _REACH, 0)
        stops = list(SENTENCE_END.finditer(shadow.folded, start, at))
        window = shadow.folded[stops[-1].end() if stops else start : at]
        told = _WORD.findall(window)
        opens = start == 0 or stops or window[:1].isspace()
        met = any(words[word].roles & Role.MEETING_VERB for word in told[:_OPENING] if opens)
        if met or any(words[word].roles & Role.MEETING for word in told):
            days.add(time.period)
    return days.pop() if len(days) == 1 else None
