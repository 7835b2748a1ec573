"""Where the subject of a verb ends and its object begins, with no comma between them."""

from __future__ import annotations

from claimkit.attribution.sentences import Sentence
from claimkit.roles import SOURCE_NOUN, Role


def before_object(s: Sentence, first: int, last: int) -> int:
    """Where the object of an ordinary verb begins: a bare noun behind a definite phrase."""
    for token in range(first + 1, last):
        roles = s.roles[token]
        if roles & Role.QUALITY or s.roles[token - 1] & Role.QUALITY:
            continue
        his = Role.AUDIENCE | Role.POSSESSED
        if roles & his == his and not s.roles[token - 1] & SOURCE_NOUN:
            return token  # ودع اللاعب | جماهيره
        before = s.roles[token - 1]
        body = roles & Role.ORGANISATION and not roles & (Role.DEFINITE | Role.GLUED_L)
        titled = s.roles[first] & Role.POSITION and before & (Role.DEFINITE | Role.TITLE_WORD)
        if body and titled and before & Role.DEFINITE and s.roles[token + 1] & Role.DEFINITE:
            return token  # أطلع وزير التخطيط | مجلس النواب
        given = before & Role.GIVEN and not before & Role.DEFINITE
        surname = given and not s.roles[token - 2] & Role.GIVEN and s.roles[token - 2]  # طارق البنا
        whole = before & (Role.DEFINITE | Role.GIVEN) and not surname
        if whole and roles & Role.ABSTRACT and roles & Role.DEFINITE and not roles & Role.NISBA:
            return token  # رفض الرئيس | التعليق
        if roles & (Role.DOCUMENT | Role.MEDIUM) and not roles & Role.DEFINITE:
            titled = s.roles[token - 1] & SOURCE_NOUN and not s.roles[token - 1] & Role.DEFINITE
            quoted_name = s.quoted[token - 1] >= 0 and s.quoted[token] < 0
            if (s.words[token].endswith(("ا", "ه")) and not titled) or quoted_name:
                return token  # أصدر الحزب | بيانا، نشرت «النهر» | وثائق
        bare = not roles & (
            Role.DEFINITE
            | SOURCE_NOUN
            | Role.GIVEN
            | Role.PLACE
            | Role.NISBA
            | Role.TITLE_WORD
            | Role.MARK
            | Role.PREPOSITION
        )
        bare = bare and not (s.words[token][0] == "ل" and len(s.words[token]) > 4)  # لنجوم الساحل
        construct = before & SOURCE_NOUN and not before & Role.DEFINITE  # نادي | نجوم الساحل
        complete = before & (Role.NISBA | Role.DEFINITE) and not (before & Role.GIVEN or construct)
        if (
            bare
            and complete
            and not any(s.roles[t] & Role.POSITION and t > first for t in range(first, token))
        ):
            follows = s.roles[token + 1]
            if not roles and s.words[token].endswith("ه") and follows & Role.PREPOSITION:
                return token  # قدم الناقد | قراءة في العمل
            holder = s.roles[first] & Role.POSITION and not s.roles[first] & Role.DEFINITE
            if holder and follows & Role.DEFINITE and follows & Role.NISBA and not roles:
                continue  # محافظ الرابية | بهيج النعماوي: an office in construct, a surname
            if follows & (Role.DEFINITE | Role.NISBA | Role.ABSTRACT) or roles & Role.ABSTRACT:
                return token
    return last


def object_start(s: Sentence, first: int, stop: int) -> int | None:
    """Where a phrase of subject and object (مجلس الأمن | الهجوم) parts: at its last new noun."""
    token = _last_noun(s, first, stop)
    while token is not None and token - 1 > first and _heads_construct(s, token - 1):
        token -= 1  # الشركة | حادث عين الدفلى، الوزيرة | اكتشاف خربة السماك
    return token


def _heads_construct(s: Sentence, token: int) -> bool:
    """A bare noun behind a whole phrase, which the noun behind it completes."""
    roles, before = s.roles[token], s.roles[token - 1]
    bare = not roles & ~(Role.ABSTRACT | Role.EVENT | Role.VERBISH)
    whole = before & (Role.DEFINITE | Role.PLACE | Role.NISBA | Role.POSSESSED)
    return bare and bool(whole) and not s.words[token].endswith(("ا", "ه"))


def _last_noun(s: Sentence, first: int, stop: int) -> int | None:
    for token in range(stop - 1, first, -1):
        if s.info[token].lead and s.roles[token] & Role.PLACE:
            continue  # الباحث | البصرة وميسان
        roles, before = s.roles[token], s.roles[token - 1]
        construct = not roles & (SOURCE_NOUN | Role.GIVEN | Role.DEFINITE | Role.NISBA) and (
            s.roles[token + 1] & Role.DEFINITE and token + 1 < stop and not s.is_mark(token)
        )
        if construct and _is_surname(s, token):
            return token + 1  # النائب سامر بطاح | القرار
        closed = s.quoted[token - 1] >= 0 and s.quoted[token] < 0  # «فرونتكس» | عدد الوافدين
        if construct and (before & (Role.GIVEN | Role.DEFINITE) or not before or closed):
            return token
        if (
            roles & (Role.POSITION | Role.ORGANISATION)
            and not roles & Role.DEFINITE
            and (before & (Role.DEFINITE | Role.GIVEN | Role.PLACE))
        ):
            return token  # الحزب | رئيس الحكومة
        theirs = s.words[token].endswith(("ها", "هم")) and before & Role.DEFINITE
        if not roles and theirs and token == stop - 1:
            return token  # تقدر الحكومة | صادراتها
        many = s.words[token - 1].endswith("ون") and not before & (Role.DEFINITE | Role.GIVEN)
        if roles & (Role.DEFINITE | Role.GIVEN) and many and s.roles[first] & SOURCE_NOUN:
            return token  # نواب معارضون | الحكومة
        new = roles & (
            Role.DEFINITE | Role.PLACE | Role.DEMONSTRATIVE | Role.POSSESSED | Role.GIVEN
        )
        adjective = roles & (Role.NISBA | Role.TITLE_WORD) and not roles & (
            Role.PLACE | Role.ORGANISATION
        )
        titled = roles & Role.GIVEN and s.roles[first] & Role.POSITION  # رئيس الكتلة مهند …
        glued = roles & (Role.GLUED_B | Role.GLUED_L)  # وزير … بالولاية
        if not new or adjective or titled or glued:
            continue
        if not before and token - 1 > first and roles & Role.DEFINITE:
            # ركلة الجزاء: the bare noun before it is its head
            return token if _is_surname(s, token - 1) else token - 1
        his = not before and s.words[token - 1].endswith(("ه", "ها", "هم"))  # جارتها إريتريا
        if before & (Role.DEFINITE | Role.PLACE | Role.NISBA | Role.GIVEN) or not (before or his):
            return token
        if his and token - 1 > first:
            return token - 1
    return None


def _is_surname(s: Sentence, token: int) -> bool:
    """A word we do not know behind a given name, or second behind an office with the article."""
    before, earlier = s.roles[token - 1], s.roles[token - 2]
    titled = earlier & Role.POSITION and earlier & Role.DEFINITE and not before & ~Role.VERBISH
    return not s.roles[token] & ~Role.VERBISH and bool(before & Role.GIVEN or titled)
