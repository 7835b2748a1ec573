"""The full form that a short one takes up, wherever the article first gives it.

A speaker is often introduced in a sentence that reports nothing: the minister who opened a bridge
is named there, and only الوزير speaks. One candidate must remain.
"""

from __future__ import annotations

import re

from claimkit.lexicon import Lexicon
from claimkit.mentions import WORD, Mention, bare, mention
from claimkit.roles import Role
from claimkit.spans import Span
from claimkit.text import Shadow

_TITLED = 90  # code points of a title and its name
_CLAUSE = re.compile(r"[.:؛\n\"«»()]")
_BACK = 5_000  # code points before a short form in which the full one is looked for
_COMMA = re.compile(r" ?[،,] ?")
_BEFORE = re.compile(r"(?<= )(\w+) ?[،,] $")
_PART = re.compile(r"[.:؛\n\"«»()،,]")
_QUOTED = re.compile(r' [«"“][^«»"“”\n]{2,40}[»"”]')
_SENTENCE = re.compile(r"[^.!?؟\n]*\w[^.!?؟\n]*")
_DID = Role.VERBISH | Role.MEETING_VERB | Role.ISSUES
_CLOSES = Role.PREPOSITION | Role.ADVERB | Role.RELATIVE | Role.THAT
_ANOTHER = Role.POSITION | Role.GIVEN | Role.GLUED_B | Role.ADVERB
_STOPS = (
    Role.MARK | Role.PREPOSITION | Role.ORGANISATION | Role.DOCUMENT | Role.RELATIVE | Role.THAT
)


def name(shadow: Shadow, words: Lexicon, found: Mention) -> Mention | None:
    """A fuller form of a bare surname, standing anywhere in the article."""
    surname = " ".join(found.name)
    for match in re.finditer(rf"(?<!\w){re.escape(surname)}(?!\w)", shadow.folded):
        start = _name_start(shadow, words, match.start())
        if start is not None:
            end = _office_end(shadow, words, match.end())
            made = mention(shadow, words, shadow.span(start, end))
            if len(made.name) > len(found.name) and made.name[-len(found.name) :] == found.name:
                return made
    return None


def _office_end(shadow: Shadow, words: Lexicon, end: int) -> int:
    """Behind the office that stands in apposition to a name (فلان، وزير النقل، …)."""
    comma = _COMMA.match(shadow.folded, end)
    head = WORD.match(shadow.folded, comma.end()) if comma else None
    if head is None or not words[head[0]].roles & Role.POSITION or words[head[0]].lead:
        return end
    stop = _PART.search(shadow.folded, head.end(), head.end() + _TITLED)
    return stop.start() if stop else end


def _name_start(shadow: Shadow, words: Lexicon, surname: int) -> int | None:
    """Where the title or the given name before a surname begins."""
    before = list(WORD.finditer(shadow.folded, max(surname - 90, 0), surname))
    start = None
    for token in reversed(before[-9:]):
        role = words[token[0]].roles
        if role & Role.POSITION and not words[token[0]].lead:
            return token.start()
        if role & Role.GIVEN:
            start = token.start()
        elif role & _STOPS or words[token[0]].forms:
            break
    return start


def office(shadow: Shadow, words: Lexicon, found: Mention) -> Mention | None:
    """الوزير where the article has named one minister before, and no other; معاليه, too."""
    his = len(found.words) == 1 and words[found.words[0]].roles & Role.HONORIFIC
    if not his and (found.kind != "office" or not (found.definite or len(found.words) > 1)):
        return None
    head, end = bare(found.words[0]), shadow.inside(found.span.start)
    key = found.key
    if his and not found.definite:
        head, key = words.unpossessed(head), frozenset()
    full: dict[frozenset[str], Mention] = {}
    titled = re.compile(rf"(?<!\w)\w?((?:ال)?{re.escape(head)}) ")
    for first in titled.finditer(shadow.folded, max(end - _BACK, 0), end):
        if made := _before_office(shadow, words, first.start(1)):
            if key <= made.key:
                full.setdefault(made.name_key, made)
            continue
        stop = _CLAUSE.search(shadow.folded, first.end())
        last = min(stop.start() if stop else end, first.end() + _TITLED, end)
        made = mention(shadow, words, shadow.span(first.start(1), last))
        named = made.kind == "person" and _is_name(words, made.name) and key <= made.key
        deputy = _is_deputy(shadow, words, first.start(1))
        if named and not deputy and _ends_there(shadow, words, made):
            full.setdefault(made.name_key, made)
    return full.popitem()[1] if len(full) == 1 else None


def _before_office(shadow: Shadow, words: Lexicon, office: int) -> Mention | None:
    """Who stands before an office in apposition (اللواء فلان، محافظ المنيا، …)."""
    comma = _BEFORE.search(shadow.folded, max(office - _TITLED, 0), office)
    start = _name_start(shadow, words, comma.start(1)) if comma else None
    if start is None:
        return None
    made = mention(shadow, words, shadow.span(start, _office_end(shadow, words, office - 2)))
    return made if made.kind == "person" and _is_name(words, made.name) else None


def _is_name(words: Lexicon, name: tuple[str, ...]) -> bool:
    """Two to four words of which one is a given name, or none a common noun (أعمال المرحلة)."""
    if not 1 < len(name) < 5:
        return False
    roles = [words[word].roles for word in name]
    if any(r & Role.GIVEN and not r & Role.DEFINITE for r in roles):
        return True
    common = (r & Role.ABSTRACT or r & (Role.DEFINITE | Role.NISBA) == Role.DEFINITE for r in roles)
    return not any(common)


def _is_deputy(shadow: Shadow, words: Lexicon, office: int) -> bool:
    """Whether another office stands in construct before one (نائب | وزير التعليم)."""
    before = list(WORD.finditer(shadow.folded, max(office - 15, 0), office))
    role = words[before[-1][0]].roles if before else 0
    return bool(role & Role.POSITION) and not role & Role.DEFINITE


def _ends_there(shadow: Shadow, words: Lexicon, found: Mention) -> bool:
    """Whether something that is surely no part of a name stands behind it."""
    end = shadow.inside(found.name_span.end) if found.name_span else 0
    behind = WORD.search(shadow.folded, end, end + 20)
    other = Role.MARK | Role.THAT | Role.PREPOSITION | Role.ADVERB | Role.POSITION | Role.RELATIVE
    return behind is None or bool(words[behind[0]].roles & other)


def body(shadow: Shadow, words: Lexicon, found: Mention) -> Mention | None:
    """الشركة where the article has named one company before, and no other."""
    if found.kind != "organisation" or not found.definite or len(found.key) > 1:
        return None
    if words[found.words[0]].roles & Role.PLACE:
        return None
    head, end = bare(found.words[0]), shadow.inside(found.span.start)
    full: dict[frozenset[str], Mention] = {}
    full_form = re.compile(rf"(?<!\w)\w?((?:ال)?{re.escape(head)})(?= )")
    for first in full_form.finditer(shadow.folded, max(end - _BACK, 0), end + _BACK):
        definite = first[1] != head  # الإدارة "باعت الوهم": what is quoted is no name of hers
        quoted = None if definite else _QUOTED.match(shadow.folded, first.end())
        last = quoted.end() if quoted else first.end()
        belongs = Role.GLUED_L if quoted else Role.DEFINITE | Role.PLACE | Role.GLUED_L
        for token in WORD.finditer(shadow.folded, last, last + 60):
            roles = words[token[0]].roles
            near = _is_for(shadow, token) or _holds(shadow, words, token)
            known = words[token[0]]
            thing = definite and known.listed  # محملا الوزارة | المسؤولية
            other = token[0].isdigit() or bool(known.forms) or thing
            if not (roles & belongs or near) or roles & _ANOTHER or other:
                break
            last = token.end()
        if last > first.end():
            made = mention(shadow, words, shadow.span(first.start(1), last))
            full.setdefault(made.key, made)
    return full.popitem()[1] if len(full) == 1 else None


def _holds(shadow: Shadow, words: Lexicon, token: re.Match[str]) -> bool:
    """محكمة جنايات عمّان: a noun without the article, before its definite genitive."""
    behind = WORD.match(shadow.folded, token.end() + 1)
    genitive = behind and words[behind[0]].roles & (Role.DEFINITE | Role.PLACE)
    known = words[token[0]].roles & ~(Role.ABSTRACT | Role.NISBA)
    return bool(genitive) and not known and shadow.folded[token.end()] == " "


def _is_for(shadow: Shadow, token: re.Match[str]) -> bool:
    """لكرة القدم: a word with a ل before it, and its definite genitive."""
    return token[0][0] == "ل" and shadow.folded.startswith(" ال", token.end())


def published(shadow: Shadow, words: Lexicon, found: Mention) -> Mention | None:
    """Who made a document known right before it (نشرت «النهر» وثائق تفيد بأن …)."""
    end = shadow.inside(found.span.start)
    start = max(shadow.folded.rfind(stop, 0, end) for stop in ".\n،") + 1
    before = list(WORD.finditer(shadow.folded, start, end))
    issues = [t for t in before if words[t[0]].roles & Role.ISSUES]
    if not issues or issues[-1].end() + 2 >= end:
        return None
    return mention(shadow, words, shadow.span(issues[-1].end() + 1, end - 1))


def introduced(shadow: Shadow, words: Lexicon, found: Mention) -> Mention | None:
    """Who issued a document when it was first spoken of (أصدرت الكتلة بيانا، بيان صادر عن …)."""
    head, end = bare(found.words[0]), shadow.inside(found.span.start)
    indefinite = re.compile(rf"(?<!\w){re.escape(head)}ا?(?!\w)")
    firsts = list(indefinite.finditer(shadow.folded, max(end - _BACK, 0), end))
    for first in reversed(firsts):
        start = max(shadow.folded.rfind(stop, 0, first.start()) for stop in ".\n") + 1
        before = list(WORD.finditer(shadow.folded, start, first.start()))
        stop = re.compile(r"[،,.:\n]").search(shadow.folded, first.end())
        told = mention(shadow, words, shadow.span(first.start(), stop.start() if stop else end))
        if told.issuer:
            return mention(shadow, words, told.issuer)
        issues = [t for t in before if words[t[0]].roles & Role.ISSUES]
        if issues and issues[-1].end() + 1 < first.start():
            return mention(shadow, words, shadow.span(issues[-1].end() + 1, first.start() - 1))
    return None


def opener(shadow: Shadow, words: Lexicon, cue: Span, feminine: bool) -> Mention | None:
    """Who did something in the sentence before one that names nobody (قدم الناطق فلان حصيلة …)."""
    end = shadow.inside(cue.end)
    sentences = list(_SENTENCE.finditer(shadow.folded, max(end - _BACK, 0), end))
    if len(sentences) < 2:
        return None
    first, last = sentences[-2].span()
    verb, *told = WORD.finditer(shadow.folded, first, min(last, first + _TITLED))
    did = not words[verb[0]].roles & ~_DID and verb[0].endswith("ت") == feminine
    if not did or not told or not words[told[0][0]].roles & (Role.POSITION | Role.GIVEN):
        return None
    stop = next((t.start() for t in told if words[t[0]].roles & _CLOSES), min(last, told[-1].end()))
    made = mention(shadow, words, shadow.span(told[0].start(), stop))
    return made if made.kind == "person" and _is_name(words, made.name) else None
