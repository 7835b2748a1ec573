"""What a thing is held to be: عدّ النائب | القرار باطلا."""

from __future__ import annotations

import re

from claimkit.attribution.drafts import Opening
from claimkit.attribution.objects import object_start
from claimkit.attribution.sentences import Sentence
from claimkit.cues import Form
from claimkit.roles import SOURCE_NOUN, Role

_ELATIVE = re.compile(r"ا\w{3}")


def called(s: Sentence, cue: int, form: Form, found: Opening | None) -> Opening | None:
    """What something is held to be: عدّته سلوكا عدوانيا، فلان يعتبر السلام "ذا أولوية"."""
    if found and found.how == "that":
        return None
    first = cue + 1
    if form.object:
        held = predicate(s, first, min(first + 5, len(s)))  # اعتبرته موسى دفعا للجميع
        return Opening("nominal", held, held) if held is not None else None
    if (found is None or found.how == "quote") and (opened := held_to_be(s, cue)):
        return opened
    fronted = not s.info[cue].lead and cue > 0 and not s.is_mark(cue - 1)
    if found and found.how == "quote" and fronted and found.start > first and found.start - cue < 9:
        return Opening("nominal", first, first)
    return None


def held_to_be(s: Sentence, cue: int) -> Opening | None:
    """اعتبر النائب | القرار انتهاكا للدستور: a thing and, indefinite, what it is held to be."""
    said = predicate(s, cue + 2, min(cue + 16, len(s)))
    if said is None:
        return None
    whose = SOURCE_NOUN | Role.GIVEN | Role.PLACE
    thing = cue + 1
    if s.roles[thing] & whose and not s.roles[thing] & Role.GLUED_L:
        parting = object_start(s, thing, said)
        thing = thing if parting is None else parting
    known = s.roles[thing] & (
        Role.DEFINITE | Role.DEMONSTRATIVE | Role.POSSESSED | whose | Role.WHAT
    )
    construct = said > thing + 1 and s.roles[thing + 1] & (Role.DEFINITE | whose)
    return Opening("nominal", thing, thing) if known or construct else None


def predicate(s: Sentence, first: int, stop: int) -> int | None:
    """The first noun or adjective without the article behind a whole phrase (القرار | باطلا)."""
    other = SOURCE_NOUN | Role.GIVEN | Role.PLACE | Role.DEFINITE | Role.POSSESSED
    other |= Role.PREPOSITION | Role.ADVERB | Role.GLUED_B | Role.GLUED_L | Role.CONJUNCTION
    complete = Role.DEFINITE | Role.PLACE | Role.GIVEN | Role.POSSESSED | Role.NISBA
    inserted = False
    for token in range(first, stop):
        roles, word = s.roles[token], s.words[token]
        if s.opens_quote(token):
            return token
        if s.words[token] in "،," and s.roles[token + 1] & Role.PREPOSITION:
            inserted = True  # عدّ فلان، في مقال نشرته مجلة، الرواية باردة
            continue
        if inserted:
            inserted = s.words[token] not in "،,"
            continue
        if roles & (Role.MARK | Role.THAT | Role.RELATIVE) or token in s.times:
            return None
        if roles & other or s.conjoined(token):
            continue
        behind = token == first or s.roles[token - 1] & complete or not s.roles[token - 1]
        definite = s.roles[token + 1] & Role.DEFINITE
        bare = word.endswith("ا") or (word.endswith("ه") and not definite)
        bare = bare or bool(definite and _ELATIVE.fullmatch(word))  # أكثر المحافظات
        if behind and (bare or roles & Role.CONTRAST):
            return token
    return None
