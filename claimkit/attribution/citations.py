"""Citing prepositions: وفق البيان، بحسب ما ذكرت صحيفة، كما أعلن وزير، نقلا عن مصدر."""

from __future__ import annotations

from dataclasses import dataclass, replace

from claimkit.attribution.drafts import Range
from claimkit.attribution.phrases import noun_phrase
from claimkit.attribution.sentences import Sentence
from claimkit.attribution.subjects import past_adjuncts
from claimkit.roles import CITES, SOURCE_NOUN, Role

_QUOTES = frozenset('"»«”')
_DATELINE = 12  # words and marks that stand before the first sentence
_NAMES = Role.GIVEN | Role.PLACE


@dataclass(frozen=True, slots=True)
class Citation:
    """A citing phrase: its cue, its source, and the token behind it."""

    cue: Range
    source: Range | None
    end: int
    fronted: bool = False
    relayed: bool = False  # نقلا عن: whose words the sentence's own source passes on
    described: bool = False  # كما وصفها: only the phrase that the pronoun takes up


def find(s: Sentence) -> list[Citation]:
    """The citing phrases of a sentence, outside its quotations, in order."""
    found: list[Citation] = []
    behind = 0
    for token, roles in enumerate(s.roles):
        opens = roles & (CITES | Role.DEMONSTRATIVE | Role.SELF | Role.MATTER)
        if opens and token >= behind and s.quoted[token] < 0:
            if citation := _at(s, token):
                # وبحسب ما ذكرت قناة … نقلا عن مسؤول، فإن: both stand before what they cite
                if found and found[-1].fronted and citation.cue[0] == found[-1].end:
                    citation = replace(citation, fronted=True)
                if _opens(s, citation):
                    citation = replace(citation, fronted=True)
                found.append(citation)
                if citation.source and (inner := _relayed(s, citation)):
                    found.append(inner)
                behind = found[-1].end
    return found


def _opens(s: Sentence, citation: Citation) -> bool:
    """عنوان ملتصق وبحسب التقرير فإن: with و before it and فإن behind it opens a sentence."""
    behind = citation.end
    behind += behind < len(s) and s.words[behind] in "،,"
    then = behind < len(s) and s.roles[behind] & Role.THAT and s.info[behind].lead
    return bool(then) and bool(s.info[citation.cue[0]].lead)


def _at(s: Sentence, token: int) -> Citation | None:
    phrase = _phrase(s, token) if s.roles[token] & Role.CITING_PHRASE else None
    if phrase:
        token = phrase[0]
    roles, behind = s.roles[token], s.roles[token + 1]
    fronted = all(s.is_mark(t) for t in range(token)) or _behind_dateline(s, token)
    if roles & Role.RELAYED and behind & Role.ABOUT:
        found = _source(s, token, token + 2, fronted, loose=True)
        return found and replace(found, relayed=True)
    if roles & Role.ON and behind & Role.WHAT:
        if token + 2 < len(s) and any(f.object for f in s.info[token + 2].forms):
            return None  # ردا على ما قاله
        return _verb(s, token, token + 2, fronted)  # على ما أوضح المدير
    if roles & Role.ON and behind & (Role.LIMIT | Role.TONGUE):
        return _wording(s, token, fronted)
    if roles & Role.CITING_OWN:  # هذا القرار «غير شرعي» حسبهم
        ends = token + 1 >= len(s) or behind & Role.MARK or token + 1 in s.times
        return Citation((token, token + 1), None, token + 1) if ends and not fronted else None
    if phrase and s.roles[phrase[1]] & Role.WHAT:
        return _verb(s, token, phrase[1] + 1, fronted)  # استنادا إلى ما ذكره فلان
    if phrase:
        found = _source(s, token, phrase[1], fronted, loose=False, cue_end=phrase[1])
        return found and replace(found, relayed=True)
    if roles & (Role.CITING | Role.CITING_SOURCES):
        if s.info[token].forms and s.roles[token + 1] & Role.THAT:
            return None
        if behind & Role.WHAT:
            return _verb(s, token, token + 2, fronted)
        if behind & (Role.HIS_WORDING | Role.WORDING) and not behind & Role.DEFINITE:
            return _worded(s, token, token + 1, fronted)  # وفق قوله، حسب تأكيد المدير
        noun = behind & SOURCE_NOUN  # بحسب إذاعة النخيل, which is also "he broadcast it"
        if token + 1 < len(s) and s.info[token + 1].forms and not noun:
            if clause := _verb(s, token, token + 1, fronted):
                return clause
        return _source(s, token, token + 1, fronted, loose=bool(roles & Role.CITING))
    which = roles & Role.MATTER and behind & Role.RELATIVE  # ، الأمر الذي نفته طرابلس
    taken_up = roles & (Role.DEMONSTRATIVE | Role.SELF) and behind & Role.WHAT
    if (which or taken_up) and not fronted:
        told = token + 2 < len(s) and any(
            f.object and f.cue.does in ("say", "deny") for f in s.info[token + 2].forms
        )
        comma = s.words[token - 1] in "،,"
        return _verb(s, token, token + 2, fronted) if told and comma else None
    if roles & Role.LIKE and not fronted and not s.info[token].lead:
        return _like(s, token)
    return None


def _phrase(s: Sentence, token: int) -> Range | None:
    """The citing phrase of several words whose longest word stands at a token (في رأي)."""
    words = s.lexicon.citing_phrases[s.stem(token)]
    first = token - words.index(s.stem(token))
    stems = tuple(map(s.stem, range(first, first + len(words))))
    return (first, first + len(words)) if stems == words else None


def _behind_dateline(s: Sentence, token: int) -> bool:
    """بغداد / وكالة: نقلا عن …; بغداد (وكالة) - نقلا عن …: nothing that is said stands before."""
    before = s.words[:token]
    short = 2 < token < _DATELINE and before[-1] in (":", "-", "–", "—")
    return short and ("/" in before or ")" in before) and not any(i.forms for i in s.info[:token])


def _relayed(s: Sentence, outer: Citation) -> Citation | None:
    """بحسب ما نقلت وكالة | عن الدفاع المدني: whom the cited agency has it from."""
    about, verb = outer.end, outer.cue[1] - 1
    relays = any(f.cue.source_by == s.word(about) for f in s.info[verb].forms)
    if not relays or about + 1 >= len(s) or not _is_source(s, about + 1, loose=True):
        return None
    last = noun_phrase(s, about + 1, len(s), nominal=False)
    cue = (about, about + 1)
    inner = Citation(cue, (about + 1, last), last, outer.fronted, relayed=True)
    return inner if last > about + 1 else None


def _like(s: Sentence, token: int) -> Citation | None:
    """كما أعلن وزير: only at the end of what was said; كما أعلن أن is "he also announced"."""
    if not any(
        f.shape in ("past", "now") for f in (s.info[token + 1].forms if token + 1 < len(s) else ())
    ):
        return None
    if s.roles[token + 2] & Role.PREPOSITION and not s.roles[token + 2] & (
        Role.GIVEN | Role.ADVERB
    ):
        return None
    if all(f.cue.to for f in s.info[token + 1].forms):
        return None  # كما يبلغ الاحتياطي
    citation = _verb(s, token, token + 1, fronted=False)
    if citation is None:
        return None
    behind = citation.end
    if citation.source is None:  # «…» كما تقول.
        ended = behind >= len(s) or s.words[behind] in ".،,"
        return citation if ended and s.words[token - 1] in _QUOTES else None
    if behind < len(s) and not s.is_mark(behind) and behind not in s.times:
        if not (s.info[behind].lead or s.roles[behind] & (Role.PREPOSITION | Role.GLUED_L)):
            return None
    parenthetical = s.word(token - 1) in ("،", ",") and s.word(behind) in ("،", ",")
    if not parenthetical and any(
        s.roles[t] & Role.THAT for t in range(behind, min(behind + 12, len(s)))
    ):
        return None
    if s.opens_quote(behind) or s.word(behind) == ":":
        return None
    describes = any(f.object and f.cue.whole for f in s.info[token + 1].forms)
    return replace(citation, described=True) if describes else citation


def _verb(s: Sentence, token: int, verb: int, fronted: bool) -> Citation | None:
    """وفق ما أعلن فلان; what stands behind the verb is the source."""
    if verb >= len(s):
        return None
    if s.roles[verb] & Role.LEARNED and s.roles[verb + 1] & (Role.FROM | Role.WITH):
        return _source(s, token, verb + 2, fronted, loose=True, cue_end=verb + 1)
    forms = s.info[verb].forms
    finite = any(f.shape in ("past", "now") for f in forms)
    if not finite or s.info[verb].lead:
        return None
    first = past_adjuncts(s, verb + 1, len(s))
    if s.roles[verb + 1] & Role.ON and s.roles[verb + 2] & Role.TONGUE:
        first = verb + 3  # وفق ما جاء على لسان المتحدث
    if s.roles[verb + 1] & (Role.ABOUT | Role.IN) and s.roles[verb + 2] & SOURCE_NOUN:
        first = verb + 2  # وفق ما جاء في بيان، حسب ما نقل عن مصدر
    if first >= len(s) or (s.is_mark(first) and not s.opens_quote(first)):
        return Citation((token, verb + 1), None, verb + 1, fronted)
    if s.roles[first] & Role.THAT:
        return None
    last = noun_phrase(s, first, len(s), nominal=True)
    if last <= first:
        return None
    return Citation((token, verb + 1), (first, last), last, fronted)


def _wording(s: Sentence, token: int, fronted: bool) -> Citation | None:
    """على حد قوله، على حد تعبير الوزير، على لسان المتحدث."""
    if s.roles[token + 1] & Role.TONGUE:
        if token and any(f.cue.within for f in s.info[token - 1].forms):
            return None  # ما ورد على لسان المتحدث
        return _source(s, token, token + 2, fronted, loose=True, cue_end=token + 2)
    return _worded(s, token, token + 2, fronted)


def _worded(s: Sentence, token: int, noun: int, fronted: bool) -> Citation | None:
    """The noun of wording that ends a citing phrase, with its pronoun or whose it is."""
    if s.roles[noun] & Role.HIS_WORDING:
        return Citation((token, noun + 1), None, noun + 1, fronted)
    if s.roles[noun] & Role.WORDING:
        return _source(s, token, noun + 1, fronted, loose=True, cue_end=noun + 1)
    return None


def _source(
    s: Sentence, token: int, first: int, fronted: bool, loose: bool, cue_end: int | None = None
) -> Citation | None:
    """A source right behind the preposition; `loose` takes any noun that is no norm."""
    start = past_adjuncts(s, first, len(s)) if s.roles[first] & Role.ADVERB else first
    if start >= len(s) or (s.is_mark(start) and not s.opens_quote(start)):
        return None
    if not _is_source(s, start, loose):
        return None
    if s.roles[start] & (Role.DEMONSTRATIVE | Role.SAME):
        last = noun_phrase(s, start + 1, len(s), nominal=False) if start + 1 < len(s) else start + 1
        last = max(last, start + 1)
    else:
        last = noun_phrase(s, start, len(s), nominal=False)
    last = _told_to(s, start, _before_clause(s, start, last))
    if last <= start:
        return None
    return Citation((token, cue_end or first), (start, last), last, fronted)


def _told_to(s: Sentence, first: int, last: int) -> int:
    """وفق شاهد | تحدث إلى صحيفة «الغد»: whom an unnamed source spoke to is told of him."""
    if not s.roles[first] & Role.ANONYMOUS or last + 2 >= len(s):
        return last
    spoke = any(f.shape == "past" and f.cue.does == "say" for f in s.info[last].forms)
    to = last + 1 + bool(s.roles[last + 1] & Role.TO)
    if not spoke or not s.roles[to] & Role.OUTLET:
        return last
    return noun_phrase(s, to, len(s), nominal=False)


def _before_clause(s: Sentence, first: int, last: int) -> int:
    """وفقا لمنظمة الهجرة | التي تقدّر …: what a relative clause reports is a claim of its own."""
    for token in range(first + 1, last - 1):
        finite = any(f.shape in ("past", "now") for f in s.info[token + 1].forms)
        if s.roles[token] & Role.RELATIVE and finite:
            return token
    return last


def _is_source(s: Sentence, token: int, loose: bool) -> bool:
    roles, word = s.roles[token], s.info[token]
    if quote := s.opens_quote(token):
        return loose or quote[1] - quote[0] <= 6
    if roles & (Role.DEMONSTRATIVE | Role.SAME):
        return bool(s.roles[token + 1] & SOURCE_NOUN)
    plain = word.stem
    if roles & Role.NORM or not plain or word.stem.isdigit():
        return False
    if roles & (SOURCE_NOUN | _NAMES):
        return True
    if roles & (Role.THAT | Role.PREPOSITION | Role.RELATIVE | Role.CONJUNCTION | Role.ABSTRACT):
        return False
    return loose
