"""What an article tells of a source: its role, its body, gender and number."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

from claimkit.lexicon import Lexicon
from claimkit.model import Source
from claimkit.roles import Role
from claimkit.sources.roll import Known, cleaned
from claimkit.text import Shadow, fold


def portrait(shadow: Shadow, words: Lexicon, known: Known) -> Source:
    """The source as a reading holds it."""
    mentions = tuple(sorted({m.span for m in known.mentions}))
    return Source(
        id=f"s{known.number}",
        name=_fullest(shadow, words, known),
        kind=known.kind,
        role=(role := next(_roles(shadow, known), None)),
        organisation=_organisation(words, role) if role else None,
        gender=_gender(known),
        number=_number(words, known),
        mentions=mentions,
    )


def _fullest(shadow: Shadow, words: Lexicon, known: Known) -> str:
    """The longest form in which a person is named (ضياء الدين داوود for ضياء داوود)."""
    first = known.mentions[0].name_key
    named = [m for m in known.mentions if m.name_span and m.name_key >= first]
    named = [m for m in named if not any(map(words.is_common, m.name))]
    if known.kind != "person" or not named:
        return known.name
    longest = max(named, key=lambda m: (len(m.name), -m.span.start))
    more = longest.name_span and len(longest.name) > len(known.name.split())
    return cleaned(longest.name_span.of(shadow.text)) if more and longest.name_span else known.name


def _organisation(words: Lexicon, role: str) -> str | None:
    """The body in an office (رئيس | مجلس النواب، الناطق باسم | وزارة النفط), as it is printed."""
    at = 0
    for nth, word in enumerate(role.split()):
        body = words[fold(word)].roles & (Role.ORGANISATION | Role.OUTLET)
        if body and nth and not words[fold(word)].roles & Role.POSITION:
            return role[at:].strip()
        at = role.index(word, at) + len(word)
    return None


def _number(words: Lexicon, known: Known) -> Literal["sg", "du", "pl"] | None:
    """One, two or many, as far as a mention or a verb shows it; broken plurals show nothing."""
    if known.kind in ("person", "office"):
        return "sg"
    people = Role.POSITION | Role.PARTICIPANT | Role.ORGANISATION
    for head in (found.words[0] for found in known.mentions if found.words):
        singular = (head[:-1], head[:-2], head[:-2] + "ه")
        known_one = any(words[one].roles & people for one in singular if one)
        if known_one and head.endswith(("تان", "تا", "ان")):
            return "du"
        if words[head].roles & people and head.endswith(("ون", "ين", "ات")):
            return "pl"
    return "pl" if known.plural or known.kind == "group" else None


def _gender(known: Known) -> Literal["m", "f"] | None:
    """What its verbs show; none where they disagree or none was seen."""
    if len(known.feminine) != 1:
        return None
    return "f" if True in known.feminine else "m"


def _roles(shadow: Shadow, known: Known) -> Iterator[str]:
    """The titles that the article gives a person, the fullest mention first."""
    for found in sorted(known.mentions, key=lambda m: -len(m.title)):
        if known.kind == "person" and found.name_span and found.title:
            text = found.span.of(shadow.text)
            at = found.name_span.start - found.span.start
            end = found.name_span.end - found.span.start
            role = cleaned(text[:at]) or cleaned(text[end:])
            if role:
                yield role
        elif known.kind == "office":
            yield known.name
