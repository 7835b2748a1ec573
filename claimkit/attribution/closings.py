"""What is said: where the content of a cue ends."""

from __future__ import annotations

from collections.abc import Callable

from claimkit.attribution.drafts import Opening
from claimkit.attribution.sentences import Sentence
from claimkit.roles import Role

_TURNS = (
    Role.IN | Role.FROM | Role.THROUGH | Role.SIBLING | Role.ADVERBIAL | Role.NEGATION | Role.MATTER
)  # fmt: skip


def closing(
    s: Sentence, found: Opening, stop: int, ends_at: Callable[[int], bool]
) -> tuple[list[tuple[int, int]], bool]:
    """The token ranges of the content from its opening on, and whether all of it is quoted.

    `ends_at` tells whether another attribution of this sentence begins at a token.
    """
    first = found.start
    while first < stop and s.words[first] in "،,:-–—":
        first += 1
    quote = s.opens_quote(first)
    if quote and (found.how in ("colon", "quote") or _stands_alone(s, quote, stop, ends_at)):
        last = _joined_quotes(s, quote[1], stop)
        return [(first, last)], True
    last = first
    while last < stop:
        if inner := s.opens_quote(last):
            last = max(inner[1], last + 1)
            continue
        turns = s.roles[last] & _TURNS or s.words[last] in "،,"  # most words do not
        if turns and found.how == "nominal" and (behind := _past_insertion(s, last)):
            last = behind
            continue
        if last > first and (ends_at(last) or (turns and _is_aside(s, last, found))):
            break
        last += 1
    last = min(last, stop)
    return [(first, last)], found.how == "colon"


def _is_aside(s: Sentence, token: int, found: Opening) -> bool:
    """Whether the paper itself speaks from a token on."""
    if s.roles[token] & Role.MATTER and s.roles[token + 1] & Role.RELATIVE:
        return True  # الأمر الذي
    if _goes_on_saying(s, token):
        return True
    withheld = _without_news(s, token) or _leaves_out(s, token) or _declines(s, token)
    if withheld or _turns_aside(s, token, found):
        return True
    if found.how == "nominal":
        return _names_channel(s, token) or _next_deed(s, token)
    return s.words[token] in "،," and _fronts_another(s, found)


def _fronts_another(s: Sentence, found: Opening) -> bool:
    """وفيما أكد فلان أن …، شكا …: the clause that فيما opens ends with its comma."""
    opens = s.roles[0] & Role.SIBLING and not s.info[0].forms and found.how == "that"
    return bool(opens) and not any(word in "،," for word in s.words[: found.zone])


def _without_news(s: Sentence, token: int) -> bool:
    """فيما لم ترد أنباء …: the paper says what it does not know."""
    at = token + 1 if s.roles[token] & Role.IN else token  # في حين لم
    return bool(s.roles[at] & Role.SIBLING and s.roles[at + 1] & Role.NO_NEWS)


def _leaves_out(s: Sentence, token: int) -> bool:
    """(من) دون أن يوضح، دون ذكر تفاصيل: the paper says what it was not told."""
    at = token + 1 if s.words[token] in "،," else token
    at += bool(s.roles[at] & Role.FROM)
    without = Role.ADVERBIAL | Role.NEGATION
    if s.roles[at] & without != without:
        return False
    at += 2 if s.roles[at + 1] & Role.THAT else 1
    if at >= len(s):
        return False
    tells = any(form.cue.does != "opinion" for form in s.info[at].forms)
    return tells or bool(s.roles[at] & Role.WITHHOLDS)


def _declines(s: Sentence, token: int) -> bool:
    """، رافضا الكشف عن اسمه: of the one who spoke."""
    if s.words[token] not in "،," or token + 2 >= len(s) or s.info[token + 1].lead:
        return False
    return bool(s.roles[token + 1] & Role.ANONYMITY and s.roles[token + 2] & Role.ANONYMITY_OBJECT)


def _goes_on_saying(s: Sentence, token: int) -> bool:
    """، مناشدا المواطنين …: a participle of a verb that reports, whatever it governs."""
    if s.words[token] not in "،," or token + 1 >= len(s) or not s.words[token + 1].endswith("ا"):
        return False
    forms = s.info[token + 1].forms
    return any(form.shape == "doing" and not form.cue.weak for form in forms)


def _next_deed(s: Sentence, token: int) -> bool:
    """أعلنت قطع علاقاتها، | وأخذت قرارات: a verb with the و and the ت of a feminine subject."""
    if s.words[token] not in "،," or token + 1 >= len(s):
        return False
    word = s.words[token + 1]
    past = word.endswith("ت") and not word.endswith("ات") and len(word) > 4
    return past and word[0] == "و" and not s.roles[token + 1]


def _names_channel(s: Sentence, token: int) -> bool:
    """تبنت الحركة المسؤولية | عبر إذاعتها: how a noun was said, and no part of it."""
    through = s.roles[token] & (Role.THROUGH | Role.IN | Role.ON | Role.FROM) == Role.THROUGH
    channel = s.roles[token + 1] & (Role.MEDIUM | Role.OUTLET | Role.PLATFORM)
    return through and bool(channel)


def _turns_aside(s: Sentence, token: int, found: Opening) -> bool:
    """Whether the paper speaks again behind a comma (، وذلك …، الأمر الذي …)."""
    if s.words[token] not in "،,":
        return False
    behind = s.roles[token + 1]
    if behind & Role.SELF and s.roles[token + 2] & Role.WHAT:
        return True  # ، وهو ما …
    came = token + 1 < len(s) and any(form.cue.within for form in s.info[token + 1].forms)
    if came and s.roles[token + 2] & Role.DEMONSTRATIVE:
        return True  # ، جاء ذلك خلال …
    if found.how == "nominal" and behind & Role.THAT and s.info[token + 1].lead:
        return True  # أمر بتوقيف متهمين، وأن …: of the clause before
    if found.how == "nominal" and behind & Role.AUXILIARY and s.info[token + 1].lead:
        return True  # دعا إلى الحوار، وكانت الحكومة قد …
    if behind & Role.ASIDE and (not behind & Role.MATTER or s.roles[token + 2] & Role.RELATIVE):
        return True
    if found.how != "nominal" or token + 1 >= len(s) or s.info[token + 1].lead:
        return False
    if behind & Role.PURPOSE:
        return False
    # behind a nominal content these add the paper's circumstance; من goes on to describe it
    adds = Role.PREPOSITION | Role.CONJUNCTION | Role.ASIDE | Role.RELATIVE | Role.CONTRAST
    noun = s.roles[token + 2]
    describes = behind & Role.FROM and not noun & Role.PREPOSITION
    saying = Role.SIBLING | Role.MEDIUM | Role.OUTLET | Role.EVENT | Role.MEETING | Role.POSSESSED
    where = behind & (Role.IN | Role.ON | Role.TO) and not noun & (saying | Role.MARK)
    return bool(behind & adds) and not describes and not where


def _past_insertion(s: Sentence, token: int) -> int | None:
    """Behind ، الذي فاز بالصفقة، where the noun before it goes on (رغبة المستثمر، …، في توسيع)."""
    if s.words[token] not in "،," or not s.roles[token + 1] & Role.RELATIVE:
        return None
    comma = next((t for t in range(token + 2, len(s)) if s.words[t] in "،,"), len(s))
    if comma + 1 >= len(s) or s.info[comma + 1].lead:
        return None
    goes_on = s.roles[comma + 1] & (Role.PREPOSITION | Role.GLUED_B | Role.GLUED_L)
    return comma + 1 if goes_on else None


def _stands_alone(
    s: Sentence, quote: tuple[int, int, object], stop: int, ends_at: Callable[[int], bool]
) -> bool:
    """Whether nothing of the content follows the quotation that opens it."""
    behind = quote[1]
    if behind >= stop or ends_at(behind):
        return True
    if (s.roles[behind] | s.roles[behind + 1]) & Role.AFTER_QUOTATION:
        return not s.roles[behind] & Role.ADVERBIAL or _leaves_out(s, behind)
    if s.words[behind] in ".!?؟":
        return True
    if s.words[behind] not in "،,؛":
        return bool(s.info[behind].lead and s.info[behind].forms)
    joined = s.info[behind + 1].lead if behind + 1 < stop else 0
    return (not joined and not s.opens_quote(behind + 1)) or ends_at(behind + 1)


def _joined_quotes(s: Sentence, last: int, stop: int) -> int:
    """Behind further quotations that و joins to the first ("…" و"…")."""
    while last < stop:
        at = last + 1 if s.words[last] in "،,." else last
        if s.word(at) == "و" and (quote := s.opens_quote(at + 1)):
            last = quote[1]
        else:
            break
    return last
