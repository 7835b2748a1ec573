"""Words that look like a cue and report nothing: negated, nouns, of others, the paper's own."""

from __future__ import annotations

from claimkit.attribution.contents import describes_source, is_published
from claimkit.attribution.sentences import Sentence
from claimkit.roles import SOURCE_NOUN, Role

_HELPS = Role.AUXILIARY | Role.VERBISH | Role.PERFECT | Role.BACKGROUND
_NEAR = 8  # words behind a weak cue in which its أن must stand


def is_barred(s: Sentence, token: int) -> bool:
    """Whether a word reports nothing where it stands, whatever may follow it."""
    return any(rule(s, token) for rule in _RULES)


def _is_noun(s: Sentence, token: int) -> bool:
    """التقرير، الطالب: a noun where no verb can stand; عدة without أن."""
    roles, word = s.roles[token], s.info[token]
    if roles & Role.QUANTIFIER and not s.roles[token + 1] & Role.THAT:
        return True
    by_noun = roles & Role.GLUED_B and any(f.shape == "noun" for f in word.forms)
    if roles & Role.DEFINITE and not by_noun:
        return True
    return bool(roles & SOURCE_NOUN) and not word.lead and not _is_verb_here(s, token)


def _is_name(s: Sentence, token: int) -> bool:
    """ورأى المفاوض السابق دان هاريسون أن: a given name in the subject of the verb before it."""
    title = Role.DEFINITE | Role.GIVEN | Role.POSITION
    if not s.roles[token] & Role.GIVEN or s.info[token].lead or not s.roles[token - 1] & title:
        return False
    if not s.roles[token + 1] & ~Role.GIVEN and token + 1 < len(s):
        return True  # عضو المجلس ناديا خضر كتبت
    clause = max((t for t in range(token) if s.roles[t] & (Role.THAT | Role.MARK)), default=-1)
    return any(clause < t < token for t in s.cues)


def _is_unsaid(s: Sentence, token: int) -> bool:
    """لم يعلن، إذا أعلن، هل أعلن، أعتقد: denied, supposed, asked, or said by the paper's "I"."""
    before, earlier = s.roles[token - 1], s.roles[token - 2]
    if before & (Role.NEGATION | Role.QUESTION | Role.SUPPOSING) or token in s.first_person:
        return True
    if s.roles[0] & Role.QUESTION and s.words[-1] in "؟?" and s.quoted[token] < 0:
        return True
    helped = not before & ~_HELPS and earlier & Role.NEGATION and token > 1
    if helped and _has(s, token, "now"):
        return True  # لم تعد تتحدث عن
    return bool(before & Role.THAT_HE) and _is_denied(s, token)  # ولم يقل إنه سيعلن


def _is_ahead(s: Sentence, token: int) -> bool:
    """قد يعلن عن الصفقة، يريد أن يقول: nobody has said it yet; but قبل أن يضيف أن."""
    before, earlier = s.roles[token - 1], s.roles[token - 2]
    if not _has(s, token, "now"):
        return False
    if before & Role.PERFECT and not _has(s, token, "past"):
        return True
    until = earlier & Role.ADVERBIAL and earlier & Role.PREPOSITION and not earlier & Role.NEGATION
    governed = before & Role.THAT and not before & Role.THAT_HE and not s.info[token].lead
    return bool(governed) and not until


def _is_held(s: Sentence, token: int) -> bool:
    """التحديث يعد ضروريا: a passive."""
    calls = any(f.cue.calls and not f.object for f in s.info[token].forms)
    return calls and _is_passive(s, token)


def _describes_noun(s: Sentence, token: int) -> bool:
    """مصادر وصفتها بالمطلعة، في تصريح نقلته القناة: of the noun before it."""
    before, word = s.roles[token - 1], s.info[token]
    if describes_source(s, token):
        return True
    bare = before & (Role.MEDIUM | Role.DOCUMENT) and not before & (Role.DEFINITE | Role.POSSESSED)
    return bool(bare and word.forms) and all(f.object for f in word.forms)


def _stays_unnamed(s: Sentence, token: int) -> bool:
    """المصادر، التي طلبت عدم نشر أسمائها، شاب رفض ذكر اسمه: why nobody is named."""
    roles, before = s.roles[token], s.roles[token - 1]
    asks = roles & Role.ANONYMITY and s.roles[token + 1] & Role.ANONYMITY_OBJECT
    return bool(
        (asks and before & Role.RELATIVE)
        or (roles & Role.ANONYMITY_OBJECT and before & Role.ANONYMITY)
    )


def _tells_where(s: Sentence, token: int) -> bool:
    """وثيقة اطلعت عليها الصحيفة، لافتة كتب عليها «…»، نشرت في مجلة، عبر حسابها."""
    roles, behind = s.roles[token], s.roles[token + 1]
    if behind & Role.ON_IT and (s.roles[token + 2] & Role.OUTLET or s.opens_quote(token + 2)):
        return True
    channel = behind & (Role.MEDIUM | Role.PLATFORM | Role.OUTLET)
    through = roles & Role.THROUGH and not s.info[token].lead and channel
    return bool(through) or is_published(s, token)


def _is_matter(s: Sentence, token: int) -> bool:
    """الأمر الذي يرجح أن: what has happened makes it likely, and nobody says so."""
    return bool(s.roles[token - 1] & Role.RELATIVE and s.roles[token - 2] & Role.MATTER)


def _is_weak_there(s: Sentence, token: int) -> bool:
    """أن نسب الإصابة، ما يتداول: a word of many senses behind أن or ما; but ما يرى كثيرون أنه."""
    before, forms = s.roles[token - 1], s.info[token].forms
    if not all(f.cue.weak for f in forms):
        return False
    that = before & Role.THAT and not before & (Role.THAT_HE | Role.BUT)
    lead, until = s.info[token].lead, s.roles[token - 2] & Role.ADVERBIAL
    if that and not _has(s, token, "now") and not lead and not until:
        return True
    said = any(s.roles[t] & Role.THAT for t in range(token + 1, min(token + _NEAR, len(s))))
    return bool(before & Role.WHAT) and not any(f.object for f in forms) and not said


def _is_governed(s: Sentence, token: int) -> bool:
    """رفض ذكر اسمه، عن كشف التفاصيل: a verbal noun behind a verb or a preposition."""
    before, past = s.roles[token - 1], _has(s, token, "past")
    if s.info[token].lead:
        return False
    if past and _is_noun_here(s, token):
        return True
    governed = before & Role.PREPOSITION and not before & (Role.ADVERB | Role.PERFECT)
    finite = past or _has(s, token, "now")
    return bool(finite and governed) and not is_time_end(s, token - 1)


def _is_impersonal(s: Sentence, token: int) -> bool:
    """تبين للشرطة أن، والجدير ذكره أن، يعتقد أن: no voice but the paper's; أما فلان فيعتقد."""
    roles, before, behind = s.roles[token], s.roles[token - 1], s.roles[token + 1]
    if _is_for(s, token + 1) and any(f.cue.subject for f in s.info[token].forms):
        return True
    if before & Role.BACKGROUND and behind & Role.THAT:
        return True
    if not roles & (Role.BACKGROUND | Role.IMPERSONAL):
        return False
    if behind & Role.PREPOSITION:
        behind |= s.roles[token + 2]
    opens = token == 0 or before & (Role.MARK | Role.CONJUNCTION | Role.RELATIVE | Role.LIKE)
    announced = s.roles[0] & Role.TOPIC and s.info[token].lead
    return bool(behind & Role.THAT and (opens or roles & Role.IMPERSONAL)) and not announced


_RULES = (
    _is_noun, _is_name, _is_unsaid, _is_held, _is_ahead, _describes_noun, _stays_unnamed,
    _is_matter, _tells_where, _is_weak_there, _is_governed, _is_impersonal,
)  # fmt: skip


def _has(s: Sentence, token: int, shape: str) -> bool:
    return any(form.shape == shape for form in s.info[token].forms)


def _is_denied(s: Sentence, token: int) -> bool:
    """Whether the verb whose clause a token stands in is negated."""
    for at in range(token - 2, -1, -1):
        if s.info[at].forms:
            return bool(s.roles[at - 1] & Role.NEGATION)
        opens = at == 0 or s.info[at].lead or s.is_mark(at - 1)
        if s.roles[at] & Role.NO_NEWS and opens:
            return True  # a verb behind لم loses its vowel: يقل, يشر
    return False


def _is_for(s: Sentence, token: int) -> bool:
    """لأجهزة الأمن، لفرق الإنقاذ: a noun with a ل before it."""
    unknown = not s.roles[token] and s.word(token).startswith("ل") and len(s.word(token)) > 3
    return bool(s.roles[token] & Role.GLUED_L) or unknown


def _is_verb_here(s: Sentence, token: int) -> bool:
    """A word that is as well a noun (طالب): a verb where a clause opens and a subject follows."""
    if s.roles[token + 1] & Role.TAKES_UP:
        return True  # أقام دعوى طالب فيها بفسخ العقد
    opening = Role.MARK | Role.LIKE | Role.SIBLING | Role.PERFECT | Role.RELATIVE | Role.BUT
    if token and not s.roles[token - 1] & opening:
        return False
    behind = s.roles[token + 1]
    if any(f.shape == "doing" for f in s.info[token].forms) and token:
        # ، متهمة منظمات بـ: a circumstance, where a noun would name somebody by it
        return s.words[token - 1] in "،," and not behind & (Role.PREPOSITION | Role.GIVEN)
    if behind & Role.QUANTITY and not s.roles[token - 1] & Role.DEFINITE:
        return any(f.shape == "past" for f in s.info[token].forms)  # طالب عدد من الأهالي
    asked = behind & Role.GLUED_B and behind & Role.ABSTRACT  # الذي طالب بإبعاده
    named = behind & (SOURCE_NOUN | Role.GIVEN)
    return bool(asked or named) and any(f.shape == "past" for f in s.info[token].forms)


def _is_passive(s: Sentence, token: int) -> bool:
    """التحديث يعد ضروريا: what it is held to be stands right behind, and nobody holds it."""
    somebody = SOURCE_NOUN | Role.GIVEN | Role.DEFINITE | Role.PLACE | Role.THAT
    return s.word(token + 1).endswith("ا") and not s.roles[token + 1] & somebody


def _is_noun_here(s: Sentence, token: int) -> bool:
    """A word that is as well a verbal noun (رفض ذكر اسمه): a verb only at the head of a clause."""
    if not any(f.cue.masdar == s.word(token) for f in s.info[token].forms):
        return False
    if (s.roles[token + 1] | s.roles[token + 2]) & Role.THAT:
        return False
    clause = max((t for t in range(token) if s.roles[t] & Role.THAT or s.opens_quote(t)), default=0)
    if s.roles[token - 1] & (Role.DEFINITE | Role.GIVEN) and not any(
        w.forms for w in s.info[clause:token]
    ):
        return False  # الوزير نفى وجود …: behind a definite noun and no verb before it
    heads = (
        Role.MARK | Role.THAT_HE | Role.PERFECT | Role.AUXILIARY | Role.RELATIVE | Role.LIKE
        | Role.CONJUNCTION | Role.TOPIC | Role.FOR_PART
    )  # fmt: skip
    return not (token == 0 or s.roles[token - 1] & heads or is_time_end(s, token - 1))


def is_time_end(s: Sentence, token: int) -> bool:
    """Whether a token belongs to a date."""
    return any(first <= token < last for first, (last, _) in s.times.items())
