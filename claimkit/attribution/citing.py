"""What a citing phrase attributes to whom: the clause that it closes, opens or stands in."""

from __future__ import annotations

from claimkit.attribution.citations import Citation
from claimkit.attribution.drafts import Draft, Range
from claimkit.attribution.media import medium
from claimkit.attribution.sentences import Sentence
from claimkit.roles import Role

_SHORTEST = 2  # words of a clause that a citing phrase may close


def cite(s: Sentence, citation: Citation, drafts: list[Draft], breaks: set[int]) -> None:
    """Adds the attribution of a citing phrase, or lets it be the channel of its clause.

    `breaks` are the tokens at which another attribution of the sentence begins.
    """
    cue = citation.cue[0]
    if citation.relayed and (outer := _cited_before(s, drafts, cue)):
        _add(s, citation, list(outer.content), drafts)
        drafts[-1].within = outer
    elif citation.source is None and (own := _around(s, citation, drafts)):
        own.cue.append(citation.cue)
    elif host := next((d for d in drafts if _is_host(d, citation)), None):
        _cite_between(s, citation, host, drafts)
    elif citation.fronted:
        _cite_before(s, citation, drafts, breaks)
    else:
        _cite_behind(s, citation, drafts, breaks)


def _is_host(draft: Draft, citation: Citation) -> bool:
    """قال فلان، بحسب وكالة، إن: whether the phrase stands between a verb and its content."""
    if not draft.content or draft.form is None:
        return False
    return draft.start < citation.cue[0] and citation.end <= draft.content[0][0]


def _cite_between(s: Sentence, citation: Citation, host: Draft, drafts: list[Draft]) -> None:
    if citation.relayed:
        _add(s, citation, list(host.content), drafts)
        drafts[-1].offset = host.offset
    elif citation.cue != host.cue[0] and _same_voice(s, citation, host):
        _join(citation, host)
    else:
        pieces = [(host.start, citation.cue[0]), (citation.end, host.content[-1][1])]
        _add(s, citation, pieces, drafts)


def _join(citation: Citation, draft: Draft) -> None:
    """The phrase is one more cue of an attribution, and whoever it names the channel."""
    draft.cue.append(citation.cue)
    if citation.source:
        draft.medium.append(citation.source)


def _cite_before(s: Sentence, citation: Citation, drafts: list[Draft], breaks: set[int]) -> None:
    first = citation.end
    if (inner := s.cited.get(first)) and s.roles[first] & Role.RELAYED:
        stop = next((b for b in sorted(breaks) if b > inner), len(s))
        _add(s, citation, [(first + 2, stop)], drafts)
        return
    if s.roles[first] & (Role.RELATIVE | Role.RECEIVED):  # وفقا للمنظمة التي …، نزح الناس
        first = next((t for t in range(first, len(s)) if s.words[t] in "،,"), first)
    while first < len(s) and (
        (s.is_mark(first) and not s.opens_quote(first))
        or s.roles[first] & (Role.THAT | Role.PERFECT)
    ):
        first += 1
    stop = next((b for b in sorted(breaks) if b > first), len(s))
    if stop - first >= _SHORTEST:
        _add(s, citation, [(first, stop)], drafts)


def _cite_behind(s: Sentence, citation: Citation, drafts: list[Draft], breaks: set[int]) -> None:
    cue = citation.cue[0]
    first = _clause_start(s, cue, drafts, breaks)
    if s.roles[cue + 1] & Role.TONGUE and any(f.cue.within for f in s.info[first].forms):
        return  # جاء التحذير على لسان فلان: it tells who, and not what
    if citation.described:
        first = max((t + 1 for t in range(first, cue - 1) if s.words[t] in "،,"), default=first)
    ended = [d for d in drafts if d.content and first <= d.start < cue and d.content[-1][1] <= cue]
    if ended and s.roles[cue] & (Role.SELF | Role.DEMONSTRATIVE | Role.MATTER):
        _add(s, citation, list(ended[-1].content), drafts)  # أكد أن …، وهو ما نفته الشركة
        drafts[-1].cites = False
        return
    if ended and citation.relayed and _has_it_from(s, citation, ended[-1]):
        _add(s, citation, list(ended[-1].content), drafts)
        drafts[-1].offset = ended[-1].offset
        return
    if ended and _same_voice(s, citation, ended[-1]):
        _join(citation, ended[-1])
        return
    pieces = [(first, cue)]
    if (behind := _clause_goes_on(s, citation, breaks)) is not None:
        pieces.append(behind)
    if sum(not s.is_mark(t) for a, b in pieces for t in range(a, b)) >= _SHORTEST:
        _add(s, citation, pieces, drafts)


def _cited_before(s: Sentence, drafts: list[Draft], cue: int) -> Draft | None:
    """بحسب ما ذكرت وكالة … | نقلا عن: whoever is cited right before, and has it from somebody."""
    for draft in drafts:
        last = draft.source[0][1] if draft.source else -1
        behind = 0 < last <= cue and all(s.is_mark(t) for t in range(last, cue))
        if draft.cites and behind and draft.content[0][0] < draft.start:
            return draft
    return None


def _has_it_from(s: Sentence, citation: Citation, draft: Draft) -> bool:
    """قالت وكالة … إن …، نقلا عن مصدر: her words; قال فلان …، نقلا عن وكالة: the agency's relay."""
    if not draft.source or citation.source is None or draft.cites:
        return False
    paper = draft.sentence.roles[draft.source[0][0]] & Role.OUTLET
    return bool(paper or not s.roles[citation.source[0]] & Role.OUTLET)


def _around(s: Sentence, citation: Citation, drafts: list[Draft]) -> Draft | None:
    """The attribution whose own words على حد تعبيره stands among; it is cut out of them."""
    cue = citation.cue[0]
    for draft in reversed(drafts):
        for nth, (first, last) in enumerate(draft.content):
            if draft.start < cue and first < cue < last:
                pieces = [(first, cue)]
                if any(not s.is_mark(t) for t in range(citation.end, last)):
                    pieces.append((citation.end, last))
                draft.content[nth : nth + 1] = pieces
                return draft
    return None


def _clause_goes_on(s: Sentence, citation: Citation, breaks: set[int]) -> Range | None:
    """The rest of a clause that a citing phrase between two commas interrupts."""
    if s.word(citation.cue[0] - 1) not in ("،", ",") or s.word(citation.end) not in ("،", ","):
        return None
    first = citation.end + 1
    roles = s.roles[first]
    other = roles & (Role.CONJUNCTION | Role.SIBLING | Role.ASIDE | Role.BUT | Role.CONTRAST)
    if first >= len(s) or first in breaks or s.lexicon.conjoined(s.words[first]) or other:
        return None
    if any(f.shape == "doing" for f in s.info[first].forms):
        return None
    return first, min((b for b in breaks if b > first), default=len(s))


def _add(s: Sentence, citation: Citation, content: list[Range], drafts: list[Draft]) -> None:
    made = Draft(s, [citation.cue], content, cites=True)
    if citation.source:
        made.source.append(citation.source)
        if s.roles[citation.source[0]] & Role.DOCUMENT:
            made.medium.append(citation.source)
    else:
        made.pronoun = True
    cue = citation.cue[0]
    stop = next((t for t in range(cue, len(s)) if s.is_mark(t)), len(s))
    if citation.source and (channel := medium(s, citation.cue[1], stop)):
        if channel[0] >= citation.source[1] and channel not in made.medium:
            made.medium.append(channel)  # بحسب ما قال شاهد | لوكالة النهر
    # على ما أفادت مصادر عسكرية وكالة الأنباء الخميس؛ بحسب ما أكده مصدر، اليوم السبت
    last = max(stop, citation.end + 1) + 2 * (stop + 1 in s.times)
    made.said = next((t for a, (_, t) in s.times.items() if cue < a < last and t.on_day), None)
    drafts.append(made)


def _clause_start(s: Sentence, cue: int, drafts: list[Draft], breaks: set[int]) -> int:
    """Where the clause that a trailing citation closes begins."""
    earlier = [
        b
        for b in breaks
        if b < cue and not (s.info[b].forms and s.info[b].forms[0].shape == "doing")
    ]
    first = max(earlier, default=0)
    while first < cue and s.is_mark(first) and not s.opens_quote(first):
        first += 1
    return _past_dateline(s, first, cue)


def _past_dateline(s: Sentence, first: int, stop: int) -> int:
    """Behind بغداد (أ ف ب) - 15-7: a bracket and a dash near the head of a sentence."""
    for token in range(first, min(first + 14, stop)):
        if s.words[token] in "-–—" and any(s.words[t] == ")" for t in range(first, token)):
            return token + 1
    return first


def _same_voice(s: Sentence, citation: Citation, draft: Draft) -> bool:
    """Whether the phrase names only the channel of a claim that has its own source."""
    if citation.source is None:
        return True
    head = s.roles[citation.source[0]]
    own_voice = Role.POSITION | Role.POSSESSED
    if head & own_voice == own_voice and draft.source:
        return True  # أكدت الوزارة، على لسان متحدثها
    if not head & (Role.DOCUMENT | Role.MEDIUM):
        return False
    if draft.source and draft.sentence.roles[draft.source[0][0]] & Role.DOCUMENT:
        return True
    own = head & Role.MEDIUM and not head & Role.DOCUMENT and not head & Role.ORGANISATION
    return bool(not head & Role.DEFINITE or own or not draft.source)
