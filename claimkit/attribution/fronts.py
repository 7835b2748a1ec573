"""The subject before its cue: fronted, announced by a particle, or taken up by a pronoun."""

from __future__ import annotations

from claimkit.attribution.drafts import Range
from claimkit.attribution.sentences import Sentence
from claimkit.attribution.subjects import may_head
from claimkit.cues import Form
from claimkit.roles import PERSONAL, SOURCE_NOUN, Role

_FRONT_LIMIT = 40  # tokens before a cue in which its subject may begin
_NAMES = SOURCE_NOUN | Role.GIVEN
_NAMED = 8  # tokens of a name in quotation marks


def before(s: Sentence, cue: int, form: Form) -> tuple[Range | None, bool, int]:
    """The subject that stands before the cue, whether it is a pronoun, and where its clause begins.

    كان فلان قد أكد، غير أن فلانا أوضح، أما فلان فيرى، لكنه شدد، الذي قال.
    """
    token = cue - 1
    while token >= 0 and (
        (s.roles[token] & (Role.PERFECT | Role.ADVERB) and not s.roles[token] & Role.GIVEN)
        or _ends_time(s, token)
        or (s.roles[token] & Role.AUXILIARY and not s.info[token].lead and token == cue - 1)
    ):
        token -= 1
    if token > 0 and s.roles[token] & Role.THAT and s.roles[token - 1] & Role.PERFECT:
        token -= 2  # الوزارة سبق أن تعهدت
    if token > 1 and s.roles[token] & Role.THAT and (whose := _whose_past(s, token)):
        return whose, False, whose[0] - 1
    last = token + 1
    token = _past_for_part(s, token)
    last = min(last, token + 1)
    if token < 0:
        return None, False, cue
    roles = s.roles[token]
    if roles & Role.THAT_HE or (roles & Role.BUT and _carries_pronoun(s, token)):
        return None, True, token
    if roles & Role.RELATIVE:
        return _antecedent(s, token), False, token
    front, pronoun, start = _fronted(s, last, cue, form)
    named = last < cue - 1 and s.roles[last + 1] & Role.QUANTIFIER and s.words[cue - 1] in "،,"
    if front and (named or (last < cue - 1 and _is_apposition(s, last + 1, cue - 1))):
        front = (front[0], cue - 1)  # أستاذ القانون، الدكتور فلان، يرى
    return front, pronoun, start


def _whose_past(s: Sentence, that: int) -> Range | None:
    """سبق للرئيس أن أعلن: who stands behind a ل between the particle and أن."""
    for token in range(that - 1, max(that - 9, 0), -1):
        if s.roles[token - 1] & Role.PERFECT:
            return (token, that) if s.roles[token] & Role.GLUED_L else None
        if s.is_mark(token):
            break
    return None


def _past_for_part(s: Sentence, token: int) -> int:
    """Before ، من جهتها، or ، الذي كان حاضرا، between a subject and its verb."""
    if token < 3 or s.words[token] not in "،,":
        return token
    at = token - 1
    while at > 0 and (s.words[at] not in "،," or s.quoted[at] >= 0):
        at -= 1
    opens = s.roles[at + 1] & (Role.RELATIVE | Role.SELF | Role.ANONYMITY | Role.QUANTIFIER)
    inserted = opens or s.roles[token - 1] & Role.FOR_PART or _is_apposition(s, at + 1, token)
    return at - 1 if at > 0 and inserted else token


def _is_apposition(s: Sentence, first: int, last: int) -> bool:
    """Whether a phrase between commas only names who stands before it."""
    unknown = last - first < 4 and not any(s.roles[t] for t in range(first, last))
    named = s.roles[first] & (Role.GIVEN | Role.POSITION) or unknown
    if not 0 < last - first <= 9 or not named:
        return False
    other = Role.VERBISH | Role.THAT | Role.RELATIVE | Role.CONJUNCTION
    return not any(s.info[t].forms or s.roles[t] & other for t in range(first, last))


def _carries_pronoun(s: Sentence, token: int) -> bool:
    return s.stem(token).endswith(("ه", "ها", "هم", "هما"))


def _ends_time(s: Sentence, token: int) -> bool:
    return any(last == token + 1 for last, _ in s.times.values())


def _fronted(s: Sentence, last: int, cue: int, form: Form) -> tuple[Range | None, bool, int]:
    if s.info[cue].lead and not s.word(cue).startswith("ف"):
        return None, False, cue
    token, comma, comma_seen = last - 1, False, False
    perfect = last < cue and bool(s.roles[cue - 1] & Role.PERFECT)
    while token >= max(0, cue - _FRONT_LIMIT):
        roles = s.roles[token]
        if (
            roles & (Role.THAT | Role.AUXILIARY | Role.TOPIC | Role.BUT)
            and not roles & Role.THAT_HE
        ):
            start = token
            if roles & Role.THAT and s.roles[token - 1] & Role.CONTRAST:
                start = token - 1
            if comma and not (roles & Role.TOPIC or perfect or s.words[cue - 1] in "،,"):
                return None, False, cue
            return _checked(s, token + 1, last, start, cue)
        if s.words[token] in "،,":
            comma = True
            # a comma belongs to the subject only where a particle far before announces it
            announced = perfect or (s.info[cue].lead and s.word(cue).startswith("ف"))
            if not (announced or (token == cue - 1 and not comma_seen)):
                break
            comma_seen = True
        elif (
            s.words[token] in ":؛;.!"
            or roles & Role.REASON
            or (roles & Role.RELATIVE and not comma and token == last - 1)
        ):
            break
        elif quote := s.quote_of(token):
            if s.quoted[cue] == s.quoted[token]:
                if s.opens_quote(token):
                    break
            elif quote[1] - quote[0] > _NAMED or s.roles[quote[0] - 1] & Role.THAT:
                break  # وإذ لفت إلى أن «…»، شدد: what was quoted is no subject
            else:
                token = quote[0]
        token -= 1
    if comma and token < 0:
        return None, False, cue
    first = token + 1
    if last >= cue - 1 and s.words[cue - 1] in "،,":
        return None, False, cue
    if form.shape == "doing" or s.info[cue].lead:
        return None, False, cue
    if not _names_someone(s, first, last):
        return None, False, cue
    return _checked(s, first, last, first, cue)


def _names_someone(s: Sentence, first: int, last: int) -> bool:
    """Whether a bare phrase before a verb can be its subject: it opens with who, no verb."""
    if not 0 < last - first <= 12:
        return False
    roles = s.roles[first]
    if s.info[first].forms and not roles & SOURCE_NOUN:
        return False
    somebody = SOURCE_NOUN | Role.GIVEN | Role.PLACE | Role.DEFINITE | Role.QUANTITY
    named = bool(roles & somebody)
    heads = all(s.is_mark(t) for t in range(first))
    return named or (heads and last - first <= 2 and not roles and not s.conjoined(first))


def _checked(
    s: Sentence, first: int, last: int, start: int, cue: int
) -> tuple[Range | None, bool, int]:
    while last > first and (s.words[last - 1] in "،,-–—" or _ends_time(s, last - 1)):
        last -= 1
    while first < last and s.roles[first] & Role.ADVERB and not s.roles[first] & _NAMES:
        first += 1  # أن بحوزته بعض المعلومات تؤكد
    if last <= first or not may_head(s, first):
        return None, False, start
    inner = [s.roles[t] for t in range(first, last)]
    described = inner[0] & PERSONAL and not inner[0] & Role.DEFINITE  # لكن باحثين لم يشاركوا
    denied = any(r & Role.NEGATION for r in inner) and not described
    if denied and not any(r & Role.RELATIVE for r in inner):
        return None, False, start
    plain = [t for t in range(first, last) if s.quoted[t] == s.quoted[cue]]
    verb = any(s.roles[t] & Role.VERBISH and not _is_foreign_name(s, first, t, last) for t in plain)
    verb = verb or bool(s.roles[first] & (Role.ISSUES | Role.MEETING_VERB))
    verb = verb or any(s.roles[t] & Role.PERFECT or _acts(s, t) for t in plain if t > first)
    described = described and any(r & Role.NEGATION for r in inner)
    if verb and not described and not any(r & Role.RELATIVE for r in inner):
        return None, False, start
    if any(r & Role.CONJUNCTION and not r & (SOURCE_NOUN | Role.GIVEN) for r in inner) and not any(
        r & Role.RELATIVE for r in inner
    ):
        return None, False, start
    if s.roles[first] & (Role.PREPOSITION | Role.ADVERB) and not s.roles[first] & _NAMES:
        return None, False, start
    return (first, last), False, start


def _acts(s: Sentence, token: int) -> bool:
    """المحادثات بلغت مرحلة متقدمة: a definite noun and its verb are a clause, and no subject."""
    word, noun = s.words[token], s.roles[token - 1]
    did = not s.roles[token] and word.endswith("ت") and not word.endswith("ات") and len(word) > 3
    return did and bool(noun & Role.DEFINITE) and not noun & (SOURCE_NOUN | Role.GIVEN)


def _is_foreign_name(s: Sentence, first: int, token: int, last: int) -> bool:
    """يوهان كرافت, behind a title or alone: a name that looks like a verb, with one like it."""
    known = s.roles[token - 1] & (Role.POSITION | Role.DEFINITE | Role.TITLE_WORD)
    opens = token == first or known
    return bool(opens) and not any(s.roles[t] for t in range(token + 1, last)) and last - token < 4


def _antecedent(s: Sentence, relative: int) -> Range | None:
    """The phrase that a relative pronoun takes up (القاضي …، الذي أضاف)."""
    last = relative - 1 if s.words[relative - 1] in "،," else relative
    while (quote := s.quote_of(last - 1)) and quote[1] == last and s.word(quote[0] - 1) == "ل":
        last = quote[0] - 1  # قال فلان لـ«…»، الذي: whom he told it
    first = last - 1
    while first > 0 and last - first < 25:
        roles, back = s.roles[first], s.roles[first - 1]
        if roles & (Role.POSITION | Role.ANONYMOUS | Role.ORGANISATION) and not (
            back & (SOURCE_NOUN | Role.DEFINITE | Role.GIVEN)
        ):
            return first, last
        if s.words[first] in ".:؛" or roles & (Role.THAT | Role.ABSTRACT) or not _in_phrase(roles):
            break
        first -= 1
    surname = s.roles[last - 1] & Role.GIVEN or not s.roles[last - 1] & ~(
        Role.DEFINITE | Role.NISBA
    )
    return (last - 1, last) if surname and not s.is_mark(last - 1) else None


def _in_phrase(roles: int) -> bool:
    """Whether a word may stand inside the phrase that a relative pronoun takes up."""
    glued = roles & (Role.PREPOSITION | Role.GLUED_L | Role.GLUED_B)
    return not glued or bool(roles & (Role.ATTACHING | Role.TITLE_WORD | Role.ORGANISATION))
