"""Whether a preposition and its noun still describe the source before them."""

from __future__ import annotations

from itertools import takewhile

from claimkit.attribution.sentences import Sentence
from claimkit.roles import PERSONAL, SOURCE_NOUN, Role

_DOING = Role.ABSTRACT | Role.TITLE_WORD


def before_name(s: Sentence, token: int, stop: int, nominal: bool) -> bool:
    """Between a title and the name behind it all belongs to both (المتهم في القضية فلان)."""
    if nominal or s.roles[token + 1] & (Role.MEDIUM | Role.EVENT | Role.MARK | Role.DEMONSTRATIVE):
        return False
    for at in range(token + 2, min(token + 6, stop)):
        if s.is_mark(at) or at in s.times or s.roles[at] & (Role.PREPOSITION | Role.RELATIVE):
            return False
        if s.roles[at] & Role.GIVEN:
            return True
    return False


def attaches(s: Sentence, first: int, token: int, stop: int) -> bool:
    """Whether a preposition and its noun still describe the source (مسؤول في وزارة النفط)."""
    if token + 1 >= stop or token + 1 in s.times:
        return False
    head, noun, word = _head(s, first, token), s.roles[token + 1], s.roles[token]
    if noun & Role.PREPOSITION and not noun & Role.GIVEN:  # مصادر من داخل الوزارة
        body = token + 2 < stop and s.roles[token + 2] & (Role.ORGANISATION | Role.PLACE)
        return bool(word & Role.FROM and body and head & (Role.QUANTITY | PERSONAL))
    if noun & Role.ADVERB and not noun & (SOURCE_NOUN | Role.GIVEN):
        return False  # في حينها
    if noun & (Role.MARK | Role.THAT | Role.DEMONSTRATIVE | Role.RELATIVE):
        return bool(noun & Role.MARK and s.opens_quote(token + 1) and word & (Role.IN | Role.ABOUT))
    if word & Role.IN:
        people = s.words[first].endswith(("ون", "ين")) and not head & (Role.DEFINITE | Role.GIVEN)
        if people and token == first + 1 and not noun & (Role.MEDIUM | Role.EVENT | Role.MEETING):
            return True  # ناشطون في حماية المستهلك
        if (
            noun & (Role.MEDIUM | Role.EVENT | Role.MEETING | Role.ABSTRACT)
            and not noun & Role.ORGANISATION
        ):
            return False
        if head & Role.MEMBER and not noun & (Role.PLACE | Role.OUTLET):
            return True  # الباحثة في مركز …
        plain = not head & Role.DEFINITE or _titled_further(s, first, token)
        return bool(head & (PERSONAL | Role.ORGANISATION | Role.DOCUMENT)) and plain
    if word & Role.FROM and s.words[token - 1].endswith("ين") and noun & Role.DEFINITE:
        return True  # مقربين من اللاعب
    if word & Role.FROM:
        from_whom = head & (Role.QUANTITY | PERSONAL | Role.OUTLET)
        figures = head & Role.DOCUMENT and not head & Role.DEFINITE  # بيانات من كبلر
        adjective = Role.DEFINITE | Role.NISBA  # ضابط من الحماية المدنية
        body = noun & Role.DEFINITE and s.roles[token + 2] & adjective == adjective
        return bool(from_whom or figures) and bool(body or not noun & Role.ABSTRACT)
    if word & Role.ABOUT:  # مدافعون عن المهاجرين، النائب عن كتلة …
        body = noun & Role.ORGANISATION and not noun & Role.OUTLET  # but كشف النائب | عن شبكة
        elected = s.roles[token - 1] & Role.SENT and body
        # الجمعية اللبنانية للدفاع عن المستأجرين
        does = s.roles[token - 1] & Role.GLUED_L and s.roles[token - 1] & Role.DEFINITE
        for_whom = does and head & Role.ORGANISATION and s.roles[token - 1] & _DOING
        overseen = s.roles[token - 1] & Role.OVERSEES
        return bool(head & Role.DOCUMENT or overseen or elected or for_whom)
    if word & Role.ON:
        if s.roles[token - 1] & Role.OVERSEES:
            return True
        # المسؤول المطلع على الأمر: only a participle between brings على into the phrase
        return (
            token - first >= 2 and not noun & (Role.MEDIUM | Role.OUTLET) and bool(head & PERSONAL)
        )
    if word & Role.TO:
        # المبعوث الأممي إلى ليبيا, but وصل المبعوث | إلى صنعاء
        sent = any(s.roles[t] & Role.SENT for t in range(first, token - 1))
        return bool(head & Role.DOCUMENT) or bool(sent and noun & (Role.PLACE | Role.ORGANISATION))
    return bool(word & Role.WITH) and bool(head & (PERSONAL | Role.OVERSEES))


def _head(s: Sentence, first: int, token: int) -> int:
    """The roles of the noun that a phrase describes: its first, its last with و, an apposition."""
    for at in range(token - 1, first, -1):
        if s.words[at - 1] in "،," or (s.info[at].lead and s.roles[at] & PERSONAL):
            return s.roles[at]
    heads_next = s.roles[first] & Role.SUPERLATIVE and token > first + 1
    return s.roles[first + 1] if heads_next else s.roles[first]  # أحدث تقرير


def _titled_further(s: Sentence, first: int, token: int) -> bool:
    """An office with more than its bare noun (وزير الدفاع في …, الناطق باسم … في …)."""
    given = (s.roles[t] & Role.GIVEN and not s.roles[t] & Role.NAME_OF for t in range(first, token))
    return token - first >= 2 and not any(given)


def glued_attaches(s: Sentence, first: int, token: int) -> bool:
    """Whether a word with a glued ل or ب still describes the source (القائد العام للقوات)."""
    head, roles, before = _head(s, first, token), s.roles[token], s.roles[token - 1]
    if token > first + 2 and s.words[token - 2] in "،," and before & Role.DEFINITE:
        return True  # غرفة العمليات، التابعة | للجيش
    if roles & Role.GLUED_B and roles & Role.DEFINITE and before & Role.GIVEN:
        return not roles & (SOURCE_NOUN | Role.ABSTRACT | Role.MEDIUM)  # وسام بالطيب
    if before & Role.OVERSEES:
        return True  # الخبير المكلف بفحص القطع، مصدر تابع للحكومة
    if roles & Role.GLUED_B and roles & Role.AUDIENCE:
        return False  # أهابت الوزارة | بالمواطنين
    if roles & Role.GLUED_B:
        seat = roles & (Role.ORGANISATION | Role.PLACE) or (
            roles & Role.DEFINITE and not s.info[token].forms
        )
        seated = SOURCE_NOUN | Role.PLACE | Role.QUANTITY  # عدد من المسافرين بمحطة …
        return bool(head & seated and seat) and not roles & (Role.ABSTRACT | Role.MEDIUM)
    people = roles & (Role.AUDIENCE | Role.POSITION)
    addressed = people and not roles & (Role.ORGANISATION | Role.TITLE_WORD)
    if addressed and head & Role.POSITION and s.roles[token + 1] & Role.DEFINITE:
        names = takewhile(lambda t: not s.is_mark(t), range(token + 2, min(token + 6, len(s))))
        official = before & Role.DEFINITE and before & (Role.TITLE_WORD | Role.NISBA)
        if official or any(s.roles[t] & Role.GIVEN for t in names):
            return True  # المستشار المالي لرئيس الوزراء فلان، الناطقة الرسمية لأطباء المدينة
    if addressed and not head & (Role.DOCUMENT | Role.ORGANISATION):
        return False
    heard = head & Role.ANONYMOUS and not before & Role.DEFINITE
    body = roles & Role.ORGANISATION and not roles & Role.OUTLET
    if heard and roles & Role.GLUED_L and not body:
        return False  # مصدر أمني للجوهرة: it heard him
    whole = any(s.roles[t] & Role.GLUED_L for t in range(first, token))
    # المدير العام لوكالة …, but الكاتب العام للنقابة الوطنية للتعليم | لجريدة …
    titled = before & Role.TITLE_WORD and head & Role.POSITION and not whole
    if roles & Role.OUTLET and not titled:
        return bool(head & Role.DOCUMENT)
    if (
        roles & Role.DEFINITE
        and head & (Role.ORGANISATION | Role.OUTLET)
        and not head & Role.DEFINITE
    ):
        return True  # وكالة سند للأنباء
    if s.quoted[token - 1] >= 0:  # شركة «…» للطيران; but أفصحت شركة «…» | لبورصة عمّان
        return bool(head & SOURCE_NOUN and roles & Role.DEFINITE)
    if not before and s.roles[token - 2] & Role.ORGANISATION:  # شركة روافد للمياه
        return bool(roles & Role.DEFINITE)
    bound = before & (Role.TITLE_WORD | Role.NISBA | Role.DEFINITE) or token - first == 1
    return bool(head & (SOURCE_NOUN | Role.OVERSEES)) and bool(bound)
