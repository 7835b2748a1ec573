"""What is said without a clause: رفضه، عن أمله في، من خطر، إلى وقف …"""

from __future__ import annotations

from claimkit.attribution.drafts import Opening
from claimkit.attribution.phrases import is_by, is_doing, noun_phrase
from claimkit.attribution.sentences import Sentence
from claimkit.attribution.subjects import one_subject
from claimkit.cues import Cue, Form
from claimkit.roles import SOURCE_NOUN, Role

_HELD = Role.ABSTRACT | Role.POSSESSED


def nominal_content(s: Sentence, cue: int, form: Form, stop: int) -> Opening | None:
    """A content that is no clause: رفضه، عن أمله في، من خطر، إلى وقف …"""
    verb = form.cue
    behind = subject_end(s, cue, form, stop)
    if verb.to_by:
        return _request(s, behind, stop, verb, bool(s.roles[cue - 1] & Role.PERFECT))
    admits = verb.of == ("ب",) and verb.does == "say" and not verb.whole
    if admits and any(s.roles[t] & Role.NORM for t in range(cue + 1, behind)):
        return None  # أقر المجلس | قانون الموازنة بعجز
    token = cue + 1
    while token < stop:
        roles = s.roles[token]
        if token in s.cited:
            token = s.cited[token]
            continue
        if quote := s.opens_quote(token):
            if s.roles[token + 1] & Role.GLUED_B and verb.of_by:
                return Opening("nominal", token, token, bare=True)
            if "" in verb.of and token >= behind and _is_object(s, token + 1, verb):
                return Opening("nominal", token, token)  # أبدى «انزعاجه»
            token = quote[1]
            continue
        if s.words[token] == "(":
            token = behind_bracket(s, token, stop)
            continue
        if _takes(s, verb, token) and token + 1 < stop:
            return Opening("nominal", token, token + 1, bare=True)
        glued_l = roles & Role.GLUED_L and verb.of_for and not _holds_to(s, token, stop)
        by = verb.of_by and _is_by(s, token, verb)
        if by or glued_l:
            seat = roles & (Role.ORGANISATION | Role.PLACE) or _is_region(s, token, stop, verb)
            if token >= behind or roles & Role.ABSTRACT or not seat:
                return Opening("nominal", token, token, offset=1 + s.info[token].lead, bare=True)
        either = verb.of_by and token > behind  # تعهد الوزير اقتناء حافلات, mostly باقتناء
        taken = "" in verb.of and (token >= behind or verb.object) and not either
        if taken and _is_object(s, token, verb):
            return Opening("nominal", token, token)
        if token == behind and _is_other_object(s, token, verb):
            return None
        token += 1
    return None


def _request(s: Sentence, by: int, stop: int, verb: Cue, sure: bool) -> Opening | None:
    """طلب المدير | من السكان | الابتعاد عن …: the noun behind who is asked; كان قد طلب كذا."""
    if sure and _is_object(s, by, verb):
        return Opening("nominal", by, by)
    if by + 1 >= stop or s.words[by] != verb.to_by:
        return None
    first = noun_phrase(s, by + 1, stop, nominal=True)
    asked = by + 1 < first < stop and _is_object(s, first, verb)
    return Opening("nominal", first, first) if asked else None


def _is_other_object(s: Sentence, token: int, verb: Cue) -> bool:
    """جددت الإدارة | عقد المهاجم قبل انتهائه: the verb's object, and nothing that is said."""
    roles = s.roles[token]
    if token in s.times or s.info[token].forms or s.info[token].lead:
        return False
    if roles & (Role.MARK | Role.PREPOSITION | Role.ADVERB | Role.GLUED_L | Role.GLUED_B):
        return False
    return verb.own or (verb.judges and "" in verb.of and bool(roles & Role.DEFINITE))


def _is_by(s: Sentence, token: int, verb: Cue) -> bool:
    """A noun with the ب of its verb glued on, of the kind that the verb takes."""
    roles, word = s.roles[token], s.words[token]
    if roles & Role.WHAT:  # ذكّر بما سماه الخطأ، اعترف بما نسب إليه; but بما يضمن، بما في ذلك
        told = any(f.shape == "past" for f in s.info[token + 1].forms) if token + 1 < len(s) else 0
        held = s.word(token + 1).endswith("ه") and not s.roles[token + 1] & ~_HELD
        return word[0] == "ب" and bool(told or held) and not verb.verbal
    if verb.amount:
        return bool(roles & Role.AMOUNT) or (word[0] == "ب" and word[1:2].isdigit())
    if (verb.whole or verb.to) and not verb.verbal and is_by(s, token):
        return not roles & Role.PREPOSITION
    if not roles and word[0] == "ب" and len(word) > 3 and not verb.verbal:
        return any(form.cue is verb for form in s.info[token - 1].forms)  # اعترف بفعلته
    glued = roles & Role.GLUED_B and not roles & Role.PREPOSITION  # بمناسبة
    things = roles & Role.DEFINITE and word.endswith("ات") and not s.info[token].listed  # بالإطارات
    return bool(glued) and bool((roles & Role.ABSTRACT and not things) or not verb.verbal)


def _is_region(s: Sentence, token: int, stop: int, verb: Cue) -> bool:
    """وكيل الوزارة بالدقهلية … بإنهاء الأعمال: a place we do not know, before what is promised."""
    named = Role.DEFINITE | Role.NISBA
    if s.roles[token] & (named | Role.ABSTRACT) != named:
        return False
    ends = next((t for t in range(token + 1, stop) if s.is_mark(t)), stop)
    by = (t for t in range(token + 1, ends) if verb.of_by and s.roles[t] & Role.ABSTRACT)
    return any(_is_by(s, t, verb) for t in by)


def _holds_to(s: Sentence, token: int, stop: int) -> bool:
    return any(s.roles[t] & Role.TO for t in range(token, stop))


def _takes(s: Sentence, verb: Cue, token: int) -> bool:
    """Whether the preposition at `token` opens the verb's content and not a part of its subject."""
    phrase = f"{s.word(token - 1)} {s.words[token]}"  # ألقى باللوم على
    if s.info[token].lead or not (s.words[token] in verb.of or phrase in verb.of):
        return False
    behind = s.roles[token + 1]
    if s.roles[token] & Role.GIVEN and behind & (Role.JOINS | Role.GIVEN):
        return False  # أكد الصحفي علي بن مزيان
    if verb.amount:
        return s.word(token + 1)[:1].isdigit()
    if behind & Role.MARK and not s.opens_quote(token + 1):
        return False  # أكد الرئيس مقران علي، أن
    if s.roles[token - 1] & (Role.EACH | Role.RELAYED):  # نقلا عن cites
        return False
    if s.opens_quote(token + 1) and s.roles[token - 1] & (Role.ORGANISATION | Role.MEDIUM):
        return False  # صفحتها بـ«فيسبوك»
    if s.roles[token] & (Role.FROM | Role.IN | Role.ABOUT):
        channel = behind & Role.MEDIUM and not behind & Role.ABSTRACT  # but عن تسجيل مخالفات
        return not channel and not behind & (Role.ORGANISATION | Role.PLACE | Role.THAT)
    if s.roles[token] & Role.TO:
        return not behind & Role.THAT
    return not behind & (Role.MEDIUM | Role.THAT) or bool(behind & Role.ABSTRACT)


def _is_object(s: Sentence, token: int, verb: Cue) -> bool:
    roles = s.roles[token]
    other = Role.MARK | Role.PREPOSITION | Role.ADVERB | Role.THAT | Role.GLUED_B | Role.GLUED_L
    if token in s.times or roles & other:
        return False
    if s.roles[token - 1] & Role.PREPOSITION and not s.roles[token - 1] & Role.GIVEN:
        return False  # في اتصال: the preposition's noun
    if s.info[token].lead or (s.info[token].forms and not roles & Role.ABSTRACT):
        return False
    if s.roles[token - 1] & (Role.DOCUMENT | Role.MEDIUM):
        if any(form.object for form in s.info[token].forms):
            return False  # في بلاغ نشرته
    news = roles & Role.DOCUMENT and not roles & (Role.DEFINITE | Role.POSITION)
    if verb.does == "deny" and news:
        return True  # نفى خبر وفاته
    if verb.object:
        return s.info[token].stem.startswith(verb.object[:-1])
    if verb.own:
        theirs = roles & Role.POSSESSED or s.word(token + 1).endswith(("ه", "ها", "هم"))
        return bool(roles & Role.ABSTRACT and theirs)  # استعداده، استعداد بلاده
    what = roles & Role.WHAT and s.words[token][0] != "ب"
    if (what or roles & (Role.DEMONSTRATIVE | Role.ANY)) and not verb.judges:
        # نفى هذه الاتهامات، نفى ما تردد، نفى أي دور
        return token > 0 and (verb.does == "deny" or not s.info[token - 1].forms)
    if verb.judges and s.words[token - 1] in "،,":
        return not roles & (Role.CONJUNCTION | Role.RELATIVE | Role.GLUED_L | Role.GLUED_B)
    if roles & Role.DEFINITE:
        doing = roles & Role.ABSTRACT and not roles & Role.NISBA
        if doing and verb.does == "deny":
            return True  # نفى التهم الموجهة إليه
        called_upon = verb.to and doing and not s.info[token - 1].forms
        return bool(called_upon) or is_doing(s, token)  # ناشد المواطنين التعاون مع
    return bool(roles & Role.ABSTRACT)


def ends_channel(s: Sentence, token: int) -> bool:
    """A channel or an occasion without the article, and perhaps its adjective."""
    if s.roles[token] & Role.NISBA and not s.roles[token] & Role.DEFINITE:
        token -= 1
    occasion = s.roles[token] & (Role.MEDIUM | Role.MEETING | Role.EVENT)
    return bool(occasion) and not s.roles[token] & (Role.DEFINITE | Role.POSSESSED)


def subject_end(s: Sentence, cue: int, form: Form, stop: int) -> int:
    """The token behind the subject that follows a cue; right behind the cue where none does."""
    behind = cue + 2 if s.opens_quote(cue + 1) else cue + 1
    first = s.roles[behind]
    own = first & Role.ABSTRACT and not first & (Role.DEFINITE | SOURCE_NOUN)
    told = s.roles[cue - 1] & (Role.THAT_HE | Role.BUT) and s.stem(cue - 1).endswith(
        ("ه", "ها", "هم")
    )
    if form.object or form.shape == "doing" or own or (told and is_doing(s, behind)):
        return cue + 1  # رفضه, لكنه يستبعد العودة إلى …
    if first & Role.ANY:
        return cue + 1  # فنفى أي تقصير
    if first & Role.DEMONSTRATIVE and (s.is_mark(behind + 1) or s.roles[behind + 1] & Role.THROUGH):
        return cue + 1  # نفى ذلك، وقال
    phrase = noun_phrase(s, cue + 1, stop, nominal=True)
    return max(one_subject(s, cue + 1, phrase, form), cue + 1)


def behind_bracket(s: Sentence, token: int, stop: int) -> int:
    """The token behind the bracket that opens at `token`."""
    for at in range(token + 1, min(token + 30, stop)):
        if s.words[at] == ")":
            return at + 1
    return token + 1
