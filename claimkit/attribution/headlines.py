"""Headlines and interviews: فلان: …, a name and a colon that make him say what follows."""

from __future__ import annotations

from claimkit.attribution.drafts import Draft
from claimkit.attribution.phrases import noun_phrase
from claimkit.attribution.sentences import Sentence
from claimkit.roles import Role

_SPEAKS = Role.POSITION | Role.ORGANISATION | Role.OUTLET | Role.GIVEN
_LONGEST = 9  # words of a name before its colon
_SHORTEST = 3  # words of what is said; "المصدر: رويترز" says nothing
_DASHES = frozenset("-–—ـ•")


def find(s: Sentence) -> Draft | None:
    """What a line makes its first words say; None for topics, lists and labels.

    Only lines without a full stop (headlines) or behind a dash (answers) are looked at.
    """
    answers = bool(s.words) and s.words[0] in _DASHES
    if s.words[-1] in ".؛" and not answers:
        return None
    first = 1 if answers else 0
    colon = next(
        (t for t in range(first, min(first + _LONGEST, len(s))) if s.words[t] == ":"), None
    )
    if colon is None or colon == first:
        return None
    named = s.roles[first] & _SPEAKS and not s.roles[first] & Role.PLACE
    surname = colon == first + 1 and not s.roles[first] & ~(Role.DEFINITE | Role.NISBA)
    quoted = s.opens_quote(colon + 1) and not s.roles[first]
    if not named and not quoted and not surname:
        return None
    if s.info[first].forms or noun_phrase(s, first, colon, nominal=False) != colon:
        return None
    if sum(not s.is_mark(t) for t in range(colon + 1, len(s))) < _SHORTEST:
        return None
    draft = Draft(s, [(colon, colon + 1)], [(colon + 1, len(s))], [(first, colon)], verbatim=True)
    draft.tentative = bool(surname and not named and not quoted)
    return draft
