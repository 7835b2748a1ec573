"""Whose words they are: the subject behind a cue, or shared with its sentence."""

from __future__ import annotations

from claimkit.attribution.drafts import Draft, Range
from claimkit.attribution.objects import before_object
from claimkit.attribution.phrases import FIFTH_FORM, noun_phrase
from claimkit.attribution.sentences import Sentence
from claimkit.cues import Form
from claimkit.roles import SOURCE_NOUN, Role

_NOT_A_HEAD = (
    Role.MARK | Role.THAT | Role.RELATIVE | Role.NEGATION | Role.AUXILIARY | Role.PERFECT
    | Role.CONJUNCTION | Role.CONTRAST | Role.BUT | Role.TOPIC
)  # fmt: skip
_HIS_DOING = Role.ABSTRACT | Role.POSSESSED


def behind(s: Sentence, cue: int, form: Form, zone: int, nominal: bool) -> Range | None:
    """The subject that follows the cue (أعلن | وزير الدفاع), before token `zone`."""
    if form.cue.to_by and s.word(cue + 1) == form.cue.to_by:
        return None  # وطلب من السكان كذا
    if form.plural and form.shape == "past":
        return None  # نبهوا البلدية: a plural verb has its subject in it
    if form.cue.to and all(_is_masculine_plural(s, cue + n) for n in (1, 2)):
        return None  # ودعا الفاعلين الاقتصاديين إلى
    first = past_adjuncts(s, cue + 1, zone)
    if s.roles[first] & Role.EACH and s.roles[first + 1] & Role.FROM:
        first += 2  # كل من فلان وفلان
    if first >= zone or not may_head(s, first):
        return None
    if first == cue + 1 and s.roles[first] & Role.ORGANISATION and not form.feminine:
        if form.shape in ("past", "now") and not form.plural and _is_feminine(s, first):
            return None  # وجه مديرية المياه: a verb next to its subject agrees with it
    case = s.roles[first] & (Role.DEFINITE | Role.OBLIQUE) and _is_object_case(s, first)
    if case:
        return None  # وحذرت الصيادين: the accusative cannot be the subject
    speaks = s.roles[first] & (Role.POSITION | Role.OUTLET)
    if s.roles[first] & Role.AUDIENCE and form.cue.to and not speaks:
        return None
    if any(f.shape == "doing" for f in s.info[first].forms) and not s.roles[first] & SOURCE_NOUN:
        return None  # وصرح قائلا
    last = one_subject(s, first, noun_phrase(s, first, zone, nominal), form)
    if last <= first:
        return None
    if form.cue.to and s.roles[first] & Role.ALL and not s.roles[first] & SOURCE_NOUN:
        return None  # ودعا جميع بلدان المنطقة إلى
    if form.cue.whole and form.feminine and _is_dual(s, first):
        return None  # وحملت طرفي النزاع مسؤولية
    if form.cue.to:
        if not form.feminine and _is_feminine(s, first):
            return None  # ودعا الحكومة إلى: the object, the subject is dropped
        if s.roles[first] & Role.DEFINITE and s.words[first].endswith("ات") and not form.feminine:
            return None  # ودعا الإدارات إلى
        parting = _before_addressee(s, first, last)
        called = any(s.words[t - 1] in "،," and may_head(s, t) for t in range(last + 1, zone))
        if form.cue.whom and parting == last and not called:
            return None  # وحضت القادة على
        last = parting
    return first, last


def one_subject(s: Sentence, first: int, last: int, form: Form) -> int:
    """Where a phrase that looks like one is a subject and an object."""
    for token in range(first + 1, last):
        if s.words[token] == form.cue.masdar or s.words[token] in form.cue.fixed:
            return token  # أشاد فلان إشادة خاصة، كشف فلان النقاب عن
        if form.cue.to_by and s.words[token] == form.cue.to_by:
            return token  # طلب المدير | من السكان
        if form.cue.does == "deny" and _is_denied_thing(s, token):
            return token  # نفت وزارة الدفاع | التهم الموجهة إليها
        if not s.roles[first] & Role.PLACE or s.roles[first] & Role.DEFINITE:
            continue
        names = Role.NISBA | Role.PLACE | Role.TITLE_WORD | Role.GIVEN | Role.MARK
        governed = s.roles[token - 1] & Role.PREPOSITION
        if s.roles[token] & Role.DEFINITE and not s.roles[token] & names and not governed:
            return token  # أدانت إيران | الهجمات: a country has no noun for an attribute
    return last


def _is_denied_thing(s: Sentence, token: int) -> bool:
    """A verbal noun with the article behind a phrase that is complete without it."""
    thing, before = Role.DEFINITE | Role.ABSTRACT, s.roles[token - 1]
    noun = s.roles[token] & (thing | Role.NISBA) == thing and s.info[token].listed
    return noun and bool(before & (Role.DEFINITE | Role.PLACE)) and not s.info[token].lead


def _is_masculine_plural(s: Sentence, token: int) -> bool:
    return bool(s.roles[token] & Role.DEFINITE) and s.word(token).endswith("ين")


def _is_object_case(s: Sentence, token: int) -> bool:
    names = Role.GIVEN | Role.PLACE
    if s.roles[token] & Role.OBLIQUE and s.roles[token + 1] & Role.DEFINITE:
        return True  # مديري الإدارات
    return (
        s.words[token].endswith("ين")
        and bool(s.roles[token] & Role.POSITION)
        and not (s.roles[token] & names)
    )


def _is_dual(s: Sentence, token: int) -> bool:
    """طرفي النزاع: a noun we do not know, in a case that no subject has."""
    known = s.roles[token] & ~Role.NISBA
    ends = s.words[token].endswith("ي") and not s.words[token].startswith("ال")
    return ends and not known and bool(s.roles[token + 1] & Role.DEFINITE)


def _before_addressee(s: Sentence, first: int, last: int) -> int:
    """دعا | مفتي الجمهورية | المواطنين: behind a complete subject stands who is called upon."""
    return next((t for t in range(first + 1, last) if _is_addressed(s, first, t)), last)


def _is_addressed(s: Sentence, first: int, token: int) -> bool:
    roles, before = s.roles[token], s.roles[token - 1]
    if s.info[token].lead or before & Role.NAME_OF:
        return False
    complete = bool(before & (Role.DEFINITE | Role.GIVEN | Role.PLACE | Role.POSSESSED))
    theirs = s.words[token].endswith(("يه", "يها", "يهم")) and not roles & ~(
        Role.NISBA | Role.POSSESSED
    )
    if theirs and complete:
        return True  # طمأنت زوجته | متابعيه
    complete = complete or (s.quoted[token - 1] >= 0 > s.quoted[token] and s.is_mark(token - 1))
    # هادي فهمي; تنصح حداد | الأهل
    complete = complete or bool(not before & ~Role.NISBA and s.roles[token - 2] & Role.GIVEN)
    complete = complete or (token == first + 1 and not s.roles[first] & ~Role.NISBA)
    if not complete:
        return False
    if s.opens_quote(token) and before & ~(Role.ORGANISATION | Role.OUTLET):
        return True  # دعا فلان | «كل القوى»
    if (
        roles & (Role.AUDIENCE | Role.ALL)
        or _is_object_case(s, token)
        or _another_office(s, first, token)
    ):
        return True
    office = Role.POSITION | Role.DEFINITE
    him = roles & (office | Role.NISBA | Role.TITLE_WORD) == office and token > first + 1
    if him and s.roles[first] & Role.ORGANISATION and not s.roles[first] & Role.DEFINITE:
        return True  # طالبت رابطة الأهالي | النائب
    named = s.roles[token - 2] & Role.GIVEN and before & Role.DEFINITE and token - 2 > first
    if named and roles & Role.DEFINITE and not roles & (Role.NISBA | Role.GIVEN | Role.POSITION):
        return True  # وجه المحافظ عباس الزاملي | الدوائر المعنية
    body = roles & (Role.ORGANISATION | Role.OUTLET) and not roles & Role.GLUED_L
    if body or (token == first + 1 and roles == Role.DEFINITE):  # الرئيس | الأحزاب
        return True
    plural = s.words[token].endswith(("ين", "ات")) and roles & Role.DEFINITE
    return bool(plural) and not roles & (Role.TITLE_WORD | Role.PLACE | Role.GIVEN)


def _another_office(s: Sentence, first: int, token: int) -> bool:
    """دعا النواب | وزير المالية: an office in construct behind a group or another office."""
    office = s.roles[token] & Role.POSITION and not s.roles[token] & Role.DEFINITE
    many = ("اب", "ون", "ات")
    group = s.words[token - 1].endswith(many) or s.words[first].endswith(many)
    group = group or bool(s.roles[first] & Role.ORGANISATION)
    return bool(office and s.roles[token + 1] & (Role.TITLE_WORD | Role.DEFINITE)) and bool(group)


def may_head(s: Sentence, token: int) -> bool:
    """Whether a subject may begin at a token."""
    roles = s.roles[token]
    if roles & Role.MARK:  # "شركة …", but «استعداده» is what somebody shows
        return bool(s.opens_quote(token)) and s.roles[token + 1] & _HIS_DOING != _HIS_DOING
    if token in s.times or (roles & (Role.GLUED_L | Role.GLUED_B) and not roles & Role.GIVEN):
        return False
    if roles & (SOURCE_NOUN | Role.GIVEN | Role.DEFINITE | Role.PLACE):
        return True
    if roles & _HIS_DOING == _HIS_DOING:
        return False  # سيواصلون مشاوراتهم
    if token in s.accusative and s.words[token].endswith("ا"):
        return False  # تداولت رقماً
    if roles & Role.EACH and not s.roles[token + 1] & Role.FROM:
        return False  # تسأل كل عابر
    if roles & Role.DEMONSTRATIVE and not s.roles[token + 1] & (SOURCE_NOUN | Role.DEFINITE):
        return False
    if any(f.shape in ("past", "now") and not f.cue.weak for f in s.info[token].forms):
        return False  # وتابع يقول
    if roles & _NOT_A_HEAD or roles & (Role.PREPOSITION | Role.ADVERB | Role.PRONOUN):
        return False
    return not s.info[token].lead or bool(roles)


def _is_feminine(s: Sentence, token: int) -> bool:
    other = Role.GIVEN | Role.POSSESSED | Role.QUANTITY  # ثلاثة من العمال are men
    return s.words[token].endswith("ه") and not s.roles[token] & other


def disagrees(s: Sentence, token: int, form: Form) -> bool:
    """سألته الوكالة فأجاب: he answers, not she."""
    he = form.shape in ("past", "now") and not form.feminine and not form.plural
    body = s.roles[token] & (Role.ORGANISATION | Role.OUTLET)
    return he and bool(body) and _is_feminine(s, token)


def past_adjuncts(s: Sentence, token: int, zone: int) -> int:
    """Behind what may stand between a verb and its subject: time, place, adverbs."""
    while token < zone:
        roles = s.roles[token]
        if token in s.times:
            token = s.times[token][0]
        elif roles & Role.TONE:
            token += 2  # بصوت متعب
        elif s.words[token] in "،," and (behind := _past_insertion(s, token, zone)):
            token = behind
        elif roles & (SOURCE_NOUN | Role.GIVEN) and not roles & (
            Role.GLUED_L | Role.GLUED_B | Role.PREPOSITION
        ):
            break
        elif roles & Role.GIVEN and s.roles[token + 1] & Role.JOINS:
            break  # علي بن فلان
        elif (
            (roles & Role.ADVERB and not roles & Role.PREPOSITION)
            or s.words[token] in "،,"
            or (roles & Role.DEMONSTRATIVE and s.roles[token + 1] & Role.MARK)
        ):
            token += 1
        elif roles & (Role.PREPOSITION | Role.GLUED_L | Role.GLUED_B):
            token = _past_complement(s, token, zone)
        else:
            break
    return token


def _past_insertion(s: Sentence, comma: int, zone: int) -> int | None:
    """Behind ، في ردها على سؤال حول …، which a preposition opens and a comma closes."""
    if not s.roles[comma + 1] & (Role.PREPOSITION | Role.GLUED_L | Role.GLUED_B):
        return None
    return next((t + 1 for t in range(comma + 2, zone) if s.words[t] in "،,"), None)


def _past_complement(s: Sentence, token: int, zone: int) -> int:
    """Behind a prepositional phrase that no comma closes: its noun and what is definite behind."""
    roles = s.roles[token]
    his_doing = (
        s.roles[token + 1] & _HIS_DOING == _HIS_DOING and not s.roles[token + 1] & Role.MEDIUM
    )
    if roles & Role.PREPOSITION and his_doing:  # لدى مخاطبته اليوم ورشة …: it has its own object
        return next((t for t in range(token + 2, zone) if s.words[t] in "،,:"), zone)
    if not roles & (Role.GLUED_L | Role.GLUED_B) and token + 1 < zone:
        if quote := s.opens_quote(token + 1):
            return min(quote[1], zone)  # لـ "راديو الساحل"
        if s.words[token + 1] == "(":  # لـ(وات)
            return next((t + 1 for t in range(token + 2, zone) if s.words[t] == ")"), token + 2)
    token += 1 if roles & (Role.GLUED_L | Role.GLUED_B) else 2
    named = s.opens_quote(token)
    if named and named[1] - named[0] <= 8 and s.roles[token - 1] & (SOURCE_NOUN | Role.MEDIUM):
        token = named[1]  # لقناة «الهداف»
    bare = not s.roles[token - 1] & Role.DEFINITE
    while (
        token < zone
        and s.roles[token] & Role.NISBA
        and bare == (not s.roles[token] & Role.DEFINITE)
    ):
        token += 1  # خلال مؤتمر صحفي: the adjective of the noun before
    while token < zone and not s.is_mark(token) and token not in s.times:
        roles = s.roles[token]
        if roles & (Role.POSITION | Role.ANONYMOUS) and not roles & Role.DEFINITE:
            body = s.roles[token - 1] & Role.ORGANISATION
            if not body or s.roles[token - 1] & Role.DEFINITE:
                break  # but بمجلس نواب الشعب
        takes_up = s.roles[token + 1] & (Role.TAKES_UP | Role.ON_IT)  # بيان اطلع عليه الموقع
        held = s.words[token].endswith(("ه", "ها")) or takes_up
        if bare and not roles & ~Role.POSSESSED and held:
            # an indefinite noun and a verb with its pronoun: a relative clause
            # (في اجتماع حضره …، في حديث خص به …)
            return next((t for t in range(token, zone) if s.words[t] in "،,:"), zone)
        person = roles & Role.GIVEN and not roles & Role.DEFINITE  # but لقناة المرسى
        if roles & (Role.PREPOSITION | Role.ADVERB) or person:
            break
        token += 1
    name = s.opens_quote(token) if s.roles[token - 1] & (Role.MEDIUM | Role.OUTLET) else None
    if name and name[1] - name[0] <= 8:
        token = name[1]  # في حديثه لبرنامج «كورة»
    return min(token, zone)


def further_up(s: Sentence, cue: int) -> Range | None:
    """The subject of a sentence whose last noun a cue describes (أصدر الحزب بيانا قال فيه)."""
    if any(s.roles[t] & Role.THAT for t in range(cue)):
        return None  # it may describe a noun of that clause
    issues = next((t for t in range(cue - 1, -1, -1) if s.roles[t] & Role.ISSUES), None)
    if issues is not None and may_head(s, issues + 1):
        last = noun_phrase(s, issues + 1, cue, nominal=True)  # ومن جهة أخرى أصدرت الوزارة بيانا
        return issues + 1, before_object(s, issues + 1, last)
    if phrase := main(s, cue):
        return phrase
    last = 0
    while last < cue and s.roles[last] & (Role.DEFINITE | Role.GIVEN | Role.NISBA):
        last += 1
    return (0, last) if last and s.roles[0] & (SOURCE_NOUN | Role.GIVEN) else None


def main(s: Sentence, stop: int) -> Range | None:
    """The subject of a sentence that opens with a verb of any kind (بحث مسؤولون …، مؤكدين)."""
    first = _past_setting(s, stop)
    while first < stop and (
        s.is_mark(first)
        or s.roles[first] & (Role.PERFECT | Role.AUXILIARY | Role.CONJUNCTION | Role.NEGATION)
    ):
        first += 1
    head = s.info[first] if first < stop else None
    if head is None or head.roles & (Role.PRONOUN | Role.SELF | Role.PURPOSE):
        return None
    noun = head.roles & Role.ABSTRACT and not head.forms and not head.roles & Role.MEETING_VERB
    # which is a verb as well (تمسك السائق، سعى الوزير)
    if noun and not FIFTH_FORM.fullmatch(head.stem) and not head.stem.endswith("ي"):
        return None  # توزيع ملفات وأضاف أن: a heading, glued to the sentence
    if first > 0 and s.roles[first - 1] & Role.AUXILIARY:
        start = first
    elif (
        head.roles & (Role.DEFINITE | Role.PREPOSITION | Role.THAT | SOURCE_NOUN) and not head.forms
    ):
        return None
    else:
        start = first + 1
    start = past_adjuncts(s, start, stop)
    if s.roles[start] & Role.DEMONSTRATIVE and not s.roles[start + 1] & Role.DEFINITE:
        start += 1
    if start >= stop or not may_head(s, start) or _is_own_doing(s, start):
        return None
    if s.roles[start] & Role.DEMONSTRATIVE and not s.roles[start + 1] & SOURCE_NOUN:
        return None  # حدث هذا الأمر
    last = noun_phrase(s, start, stop, nominal=True)
    return (start, before_object(s, start, last)) if last > start else None


def _is_own_doing(s: Sentence, token: int) -> bool:
    """أكد تمسك الحركة …: a verbal noun without the article is what is said, and nobody."""
    roles = s.roles[token]
    return bool(roles & Role.ABSTRACT) and not roles & (SOURCE_NOUN | Role.GIVEN | Role.DEFINITE)


def _past_setting(s: Sentence, stop: int) -> int:
    """Behind a phrase that sets the scene, and its comma (وفي المقابل، …)."""
    first = next((t for t in range(stop) if not s.is_mark(t)), stop)
    if first < stop and s.roles[first] & Role.PREPOSITION:
        comma = next((t for t in range(first, min(first + 7, stop)) if s.words[t] in "،,"), -1)
        return comma + 1 if comma >= 0 else first
    return first


def shared(s: Sentence, drafts: list[Draft], cue: int, form: Form) -> Draft | None:
    """The latest attribution of this sentence whose source agrees and has ended before `cue`."""
    for draft in reversed(drafts):
        if draft.start < cue and s.quoted[draft.start] == s.quoted[cue] and not draft.embedded:
            if not draft.source:
                if _drops_subject(draft) and form.shape == "doing":
                    return draft  # وأضاف أن …، مؤكدا: nobody is named for either
                continue
            if form.plural and not _may_be_plural(draft):
                continue
            return draft
    return None


def _drops_subject(draft: Draft) -> bool:
    """وأضاف at the head of its sentence, with nobody behind it."""
    finite = draft.form is not None and draft.form.shape in ("past", "now") and not draft.cites
    return finite and draft.start <= 1 and not draft.pronoun


def _may_be_plural(draft: Draft) -> bool:
    first, last = draft.source[0]
    words = draft.sentence.words[first:last]
    if draft.sentence.roles[first] & (Role.AUDIENCE | Role.PARTICIPANT):
        return True
    return words[0].endswith(("ون", "ين", "ان", "ات", "ا")) or any(
        w.startswith("و") for w in words[1:]
    )
