"""Where a noun phrase ends: who stands behind a verb."""

from __future__ import annotations

import re

from claimkit.attribution.complements import attaches, before_name, glued_attaches
from claimkit.attribution.sentences import Sentence
from claimkit.roles import PERSONAL, SOURCE_NOUN, Role

_STOPS = (
    Role.THAT | Role.ADVERB | Role.NEGATION | Role.AUXILIARY | Role.PERFECT | Role.CONJUNCTION
    | Role.CONTRAST | Role.BUT | Role.TOPIC | Role.PRONOUN | Role.CITING | Role.CITING_SOURCES
)  # fmt: skip
_PLURALS = ("ون", "ين", "ا")  # the last folded from اء: خبراء, أطباء
FIFTH_FORM = re.compile(r"ت[^\Wا]\w{2}")  # تفعّل; تابع is none
_BROKEN_PLURAL = re.compile(r"م[^\W\d_]ا[^\W\d_]ي?[^\W\d_]")
_DASHES = frozenset("-–—ـ")


def noun_phrase(s: Sentence, first: int, stop: int, nominal: bool) -> int:
    """The token behind the noun phrase that begins at `first`, at most `stop`.

    `nominal` tells that no clause follows: then a verbal noun opens the content
    (نفت الوكالة | نشرها).
    """
    token = first
    while token < stop:
        step = _step(s, first, token, stop, nominal)
        if step <= token:
            break
        token = step
    while token > first and (s.words[token - 1] in "،,؛:-–—/"):
        token -= 1
    return token


def _step(s: Sentence, first: int, token: int, stop: int, nominal: bool) -> int:
    """The next token of the phrase, or `token` itself where the phrase ends."""
    if token in s.times:
        return s.times[token][0] if _names_outlet(s, first, token) else token
    if s.roles[token] & Role.MARK:
        return _mark(s, first, token, stop, nominal)
    if (step := _past_clause(s, first, token, stop)) is not None:
        return step
    if (step := _past_preposition(s, first, token, stop, nominal)) is not None:
        return step
    if (step := _past_word(s, first, token, stop)) is not None:
        return step
    ends = token > first and (
        (nominal and _opens_content(s, first, token)) or _hears(s, first, token)
    )
    return token if ends else token + 1


def _past_clause(s: Sentence, first: int, token: int, stop: int) -> int | None:
    """Behind a clause that describes who speaks; None where the word at `token` opens none."""
    roles, head = s.roles[token], s.roles[first]
    if token == first:
        return token if roles & Role.RELATIVE else None
    if roles & Role.RELATIVE or (
        roles & Role.ANONYMITY and s.roles[token + 1] & Role.ANONYMITY_OBJECT
    ):
        last = _relative_end(s, token, stop)
        heard = Role.GLUED_L | Role.OUTLET  # طلب عدم الكشف عن اسمه | لشبكة …
        return next((t for t in range(token, last) if s.roles[t] & heard == heard), last)
    if roles & (Role.DEMONSTRATIVE | Role.RELAYED):
        return token  # أفادت الوكالة | نقلا عن المدير
    if head & Role.DOCUMENT and roles & Role.RECEIVED and not s.info[token].lead:
        return token  # بيان للوزارة | تلقت الوكالة نسخة منه
    if roles & Role.TAKES_UP and head & Role.ANONYMOUS:
        return token + 1  # مصدر مطلع فيها
    if roles & Role.FROM and s.roles[token + 1] & Role.FOR_PART:
        return token  # كاتبة الدولة | من جهتها
    if head & Role.ANONYMOUS and roles & Role.HEARS:
        return token  # مصدر أمني | مراسل الإذاعة: who heard him
    if roles & Role.NAME_OF:
        return token + 1
    if _is_described(s, first, token) and not roles & (Role.MEDIUM | Role.OUTLET):
        channel = s.roles[token + 1]
        through = roles & Role.THROUGH and channel & (Role.MEDIUM | Role.OUTLET)
        spoke_there = through and not channel & Role.DEFINITE
        return token if spoke_there else token + 1  # مصادر شاركت في الجلسة
    return None


def _past_preposition(s: Sentence, first: int, token: int, stop: int, nominal: bool) -> int | None:
    """Behind a preposition that goes on with the phrase; None where there is none."""
    roles = s.roles[token]
    glued = roles & (Role.GLUED_B | Role.GLUED_L)
    governs = roles & Role.PREPOSITION and (glued or not roles & Role.DEFINITE)  # بالقرب من
    if not governs or _is_given(s, first, token):
        return None
    inside = token > first and (
        attaches(s, first, token, stop) or before_name(s, token, stop, nominal)
    )
    return token + (1 if s.is_mark(token + 1) else 2) if inside else token


def _past_word(s: Sentence, first: int, token: int, stop: int) -> int | None:
    """Where a word surely ends the phrase, or surely goes on with it; None for any other noun."""
    roles = s.roles[token]
    told = s.roles[first] & Role.DOCUMENT and not s.roles[first] & Role.DEFINITE
    if told and roles & Role.ON_IT and token > first + 1:
        return _relative_end(s, token, stop)  # معطيات حصلت عليها الجريدة
    if token > first and _joins_another(s, token):
        return token + 1
    rank = bool(roles & Role.TITLE_WORD and token > first and s.roles[token - 1] & Role.RANK)
    if roles & _STOPS and not (roles & (SOURCE_NOUN | Role.GIVEN) or rank):
        return token  # but الملازم أول
    if token > first + 1 and _is_told(s, first, token):
        return token  # قال مهندسان بالحقل | لميريديان
    if roles & (Role.GLUED_L | Role.GLUED_B) and not roles & Role.GIVEN:
        # وفقا | لوثيقة صادرة عن …: at the head the preposition belongs to the verb or phrase before
        return token + 1 if token == first or glued_attaches(s, first, token) else token
    if token == first:
        return None
    if roles & Role.QUANTIFIER and s.info[token].forms:
        return token + 1  # ناجية تدعى فلانة
    if token > first + 1 and (_is_manner(s, token, stop) or is_by(s, token)):
        return token
    if told and roles & Role.ISSUES and not s.info[token].lead:
        return _relative_end(s, token, stop)  # بيان نشر أمس على صفحتها
    if _is_verb(s, token):  # بيان نشرته وكالة
        return _relative_end(s, token, stop) if told else token
    return None


def _hears(s: Sentence, first: int, token: int) -> bool:
    """أبلغت مصادر محلية | الموقع، أفادت مصادر عسكرية | وكالة فرانس برس: an outlet that was told."""
    roles, before = s.roles[token], s.roles[token - 1]
    if token == first + 1:
        return False
    paper = Role.DEFINITE | Role.PAPER
    if s.roles[first] & Role.ANONYMOUS and before & Role.NISBA and roles & paper == paper:
        if not before & Role.DEFINITE:
            return True
    acting = s.roles[token + 1] & Role.IN or s.word(token + 1) in ("،", ",")  # وزير النفط وكالة
    new = roles & Role.OUTLET and not (roles & Role.DEFINITE or acting)
    whole = before & (Role.NISBA | Role.DEFINITE)
    return bool(new and whole) and not s.roles[first] & Role.GIVEN


def _is_told(s: Sentence, first: int, token: int) -> bool:
    """A name we do not know, with a ل before it, behind people whom nobody names."""
    head = s.roles[first]
    many = head & Role.POSITION and s.words[first].endswith(("ان", "ون"))
    if not (many or head & (Role.ANONYMOUS | Role.QUANTITY)) or head & (Role.DEFINITE | Role.GIVEN):
        return False
    long = len(s.words[token]) > 5 or s.roles[token + 1] & Role.OUTLET  # لشفق نيوز
    unknown = bool(long) and not s.roles[token] & ~Role.NISBA
    return unknown and s.words[token][0] == "ل"


def _joins_another(s: Sentence, token: int) -> bool:
    """A و that stands alone, as many papers write it, before another noun (الوزير و رئيسها)."""
    roles, behind = s.roles[token], s.roles[token + 1]
    alone = roles & Role.CONJUNCTION and len(s.words[token]) == 1 and token + 1 < len(s)
    if not alone or s.info[token + 1].forms or s.is_mark(token + 1) or token + 1 in s.times:
        return False
    person = Role.POSITION | Role.GIVEN | Role.ORGANISATION | Role.PARTICIPANT
    return bool(behind & person) and not behind & (Role.PREPOSITION | Role.GLUED_B | Role.GLUED_L)


def _is_described(s: Sentence, first: int, token: int) -> bool:
    """Whether a verb before a token describes an indefinite head (فتاة تبلغ من العمر 18 سنة)."""
    head = s.roles[first]
    unnamed = Role.ANONYMOUS | Role.POSITION | Role.ORGANISATION | Role.DOCUMENT
    if not head & unnamed or head & (Role.DEFINITE | Role.GIVEN) or token < first + 2:
        return False
    if s.is_mark(token) or s.roles[token] & (Role.THAT | Role.ADVERB) or s.info[token].lead:
        return False
    feminine = s.words[first].endswith(("ه", "ات")) or head & Role.ANONYMOUS
    return any(
        s.roles[t] & Role.VERBISH
        or (not s.roles[t] and feminine and s.words[t].endswith("ت") and len(s.words[t]) > 3)
        for t in range(first + 1, token)
        if s.roles[t - 1] & (Role.NISBA | Role.ANONYMOUS | Role.POSITION | Role.ORGANISATION)
        and not s.roles[t - 1] & Role.DEFINITE
    )


def _names_outlet(s: Sentence, first: int, token: int) -> bool:
    """صحيفة الغد: a day with the article right behind the noun is the paper's name."""
    outlet = s.roles[first] & Role.OUTLET and not s.roles[first] & Role.DEFINITE
    return bool(outlet) and token == first + 1 and s.words[token].startswith("ال")


def _is_given(s: Sentence, first: int, token: int) -> bool:
    """The name علي, which folding makes one with على: behind a name or title, before no content."""
    if not s.roles[token] & Role.GIVEN or (token == first and token + 1 >= len(s)):
        return False
    return not s.roles[token + 1] & (Role.ABSTRACT | Role.THAT | Role.DEMONSTRATIVE | Role.MEDIUM)


def _mark(s: Sentence, first: int, token: int, stop: int, nominal: bool) -> int:
    word = s.words[token]
    if word == "(" and token > first:
        closing = next(
            (t for t in range(token + 1, min(token + 12, stop)) if s.words[t] == ")"), None
        )
        return closing + 1 if closing is not None else token
    if quote := s.opens_quote(token):
        own = Role.ABSTRACT | Role.POSSESSED
        if nominal and s.roles[token + 1] & own == own:
            return token  # أبدى المبعوث «استعداده»
        its = s.roles[token - 1] & Role.ORGANISATION and s.roles[token - 2] & Role.PREPOSITION
        governed = s.roles[token - 1] & Role.PREPOSITION or its  # مصدر في شركة «نور الشرق»
        if s.roles[first] & Role.ANONYMOUS and not governed:
            return token  # أبلغت مصادر نيابية | "النهار": it heard them
        whole = s.roles[token - 1] & Role.DEFINITE and s.roles[first] & Role.ORGANISATION
        if nominal and whole and token > first + 1:
            return token  # استغربت جمعية المصارف | «توقيت المقال»
        short = quote[1] - quote[0] <= 7 and quote[2].closed and quote[1] <= stop
        return quote[1] if short else token
    if word in _DASHES and token > first and _is_hyphen(s, token):
        return token + 1
    if word in _DASHES and s.roles[first] & Role.ORGANISATION and s.roles[token + 1] & Role.PLACE:
        return token + 2  # دائرة الصحة – أبوظبي
    if word in _DASHES and token > first:
        if s.roles[token + 1] & Role.PREPOSITION:
            return token  # قالت الصحيفة | -في تقرير لها-
        closing = next(
            (t for t in range(token + 1, min(token + 7, stop)) if s.words[t] == word), None
        )
        return closing + 1 if closing is not None else token
    if word in "+/." and token > first and token + 1 < stop:
        return token + 1
    if word in "،," and token > first and _in_apposition(s, first, token + 1, stop, nominal):
        return token + 1
    return token


def _is_hyphen(s: Sentence, token: int) -> bool:
    """No blank on either side (ماري-كلير)."""
    if token + 1 >= len(s):
        return False
    return s.ends[token - 1] == s.starts[token] and s.ends[token] == s.starts[token + 1]


def _in_apposition(s: Sentence, first: int, token: int, stop: int, nominal: bool) -> bool:
    """Whether what follows a comma names the same source again (صباح النعمان، الناطق باسم …)."""
    if token >= stop or token in s.times or s.is_mark(token):
        return False
    roles, word = s.roles[token], s.info[token]
    if roles & Role.QUANTIFIER and word.forms:
        return True  # أحد الشهود، ويدعى فلان
    if roles & (Role.RELATIVE | Role.ANONYMITY) or (word.forms and not roles & SOURCE_NOUN):
        return False
    morning = roles & Role.GIVEN and roles & Role.ADVERB and s.roles[token + 1] & Role.DEFINITE
    if morning and s.roles[first] & PERSONAL and s.word(token + 2) in ("،", ","):
        return True  # عضو اللجنة، صباح الكعبي،
    if word.lead or roles & (_STOPS | Role.PREPOSITION | Role.GLUED_L | Role.GLUED_B):
        return bool(word.lead and roles & (PERSONAL | Role.ORGANISATION | Role.SELF))
    if roles & PERSONAL:
        return True
    if roles & Role.DEFINITE and s.roles[token + 1] & Role.GIVEN:
        return True  # صاحب المحل، الصائغ فلان
    nation = roles & (Role.DEFINITE | Role.NISBA) == Role.DEFINITE | Role.NISBA
    unknown = not (s.roles[token + 1] | s.roles[token + 2]) & ~(Role.GIVEN | Role.NISBA)
    if nation and unknown and s.word(token + 3) in ("،", ",") and s.roles[first] & PERSONAL:
        return True  # وكيل اللاعب، الإيطالي جانلوكا فيري،
    surname = s.roles[token + 1] & (Role.DEFINITE | Role.NISBA) == Role.DEFINITE | Role.NISBA
    if surname and s.word(token + 2) in ("،", ",") and s.roles[first] & PERSONAL:
        return True  # الكاتب العام، الأزهر الحامدي،
    if roles & Role.DEFINITE and not roles & (Role.ABSTRACT | SOURCE_NOUN):
        describes = s.roles[token + 1] & (Role.PREPOSITION | Role.GLUED_L | Role.GLUED_B)
        comma = next((t for t in range(token + 1, min(token + 9, stop)) if s.words[t] in "،,"), -1)
        return bool(describes) and comma > 0  # غرفة العمليات، التابعة للجيش،
    titled = bool(s.roles[first] & PERSONAL)
    other = Role.ABSTRACT | Role.DEFINITE | Role.EVENT | Role.DOCUMENT
    plural = _BROKEN_PLURAL.fullmatch(word.stem)  # وانتقد النائب، مواقف الأغلبية
    named = bool(roles & Role.GIVEN) or not (roles & other or plural)
    if not roles & ~Role.VERBISH and s.roles[token + 1] & (Role.PREPOSITION | Role.GLUED_B):
        return False  # ، قلل من: a verb that we do not know
    she = not roles and word.stem.endswith("ت") and not word.stem.endswith("ات")
    if she and s.roles[token + 1] & Role.DEFINITE:
        return False  # ، انزلقت المركبة: so is this
    closes = any(s.words[t] in "،," for t in range(token + 1, min(token + 7, stop))) or (
        stop - token <= 6
    )
    # المندوب العام، مهيار حمادي في تصريح: two names and what no name is
    unknown = not (roles | s.roles[token + 1]) & ~(Role.GIVEN | Role.NISBA)
    closes = closes or bool(unknown and s.roles[token + 2] & Role.PREPOSITION)
    return bool(titled and named and closes) and not (nominal and roles & Role.ABSTRACT)


def _relative_end(s: Sentence, token: int, stop: int) -> int:
    """The end of a relative clause: a comma with nothing of the source behind it, or `stop`."""
    for at in range(token + 1, stop):
        if s.words[at] in "،,:" and at + 1 < stop:
            return at
        if s.roles[at] & Role.THAT and s.info[at].lead:
            return at  # حسب معطيات أوردتها الوزارة | فإن
    return stop


def _is_verb(s: Sentence, token: int) -> bool:
    word = s.info[token]
    if word.roles & (SOURCE_NOUN | Role.GIVEN | Role.DEFINITE):
        return False
    many = s.roles[token - 1] & (Role.POSITION | Role.AUDIENCE)
    if many and s.words[token - 1].endswith(("ين", "ون")) and s.words[token].endswith("وا"):
        return not word.roles  # ستة ناجين | ساروا
    return any(f.shape in ("past", "now") and not f.cue.weak for f in word.forms)


def _is_manner(s: Sentence, token: int, stop: int) -> bool:
    """A last word with ب behind a complete phrase (يقول الرجل السبعيني | بحسرة: …)."""
    unknown = not s.roles[token] and s.words[token][0] == "ب" and len(s.words[token]) > 3
    complete = s.roles[token - 1] & Role.DEFINITE and not s.roles[token - 1] & Role.GIVEN
    return bool(unknown and complete) and token + 1 >= stop


def is_by(s: Sentence, token: int) -> bool:
    """A word that we do not know with a ب before it, where no name can stand (القرار | بقرب)."""
    unknown = not s.roles[token] and s.words[token][0] == "ب" and len(s.words[token]) > 3
    unknown = unknown and not s.words[token].endswith("ا")  # القرار باطلا: no ب is part of that
    before = s.roles[token - 1]
    if before & Role.OVERSEES:
        return False  # المعنية بشؤون اللاجئين
    named = Role.POSITION | Role.GIVEN | Role.NISBA | Role.PLACE | Role.TITLE_WORD
    if not unknown or before & named or not before & (Role.DEFINITE | Role.POSSESSED):
        return False
    return not any(s.roles[t] & Role.GIVEN for t in range(max(token - 4, 0), token))


def is_doing(s: Sentence, token: int) -> bool:
    """A definite verbal noun with the preposition of its verb (التوصل إلى, التورط في)."""
    roles = s.roles[token]
    other = SOURCE_NOUN | Role.NISBA | Role.TITLE_WORD | Role.PLACE | Role.GIVEN | Role.MEDIUM
    if not roles & Role.DEFINITE or roles & (other | Role.EVENT | Role.PREPOSITION | Role.GLUED_L):
        return False
    verbal = roles & Role.ABSTRACT or FIFTH_FORM.fullmatch(s.info[token].stem)
    prepositions = Role.PREPOSITION | Role.GLUED_B | Role.GLUED_L
    return bool(verbal and s.roles[token + 1] & prepositions)


def _opens_content(s: Sentence, first: int, token: int) -> bool:
    """A verbal noun that is no part of a name (وزارة تطوير …) opens the content."""
    roles, before = s.roles[token], s.roles[token - 1]
    if s.info[token].lead or before & Role.JOINS:
        return False  # مدير الطوارئ ومكافحة الأوبئة، نسيم بن عودة
    if roles & Role.DEFINITE:
        complete = Role.DEFINITE | Role.GIVEN | Role.PLACE | Role.POSSESSED
        given = before & Role.GIVEN and not before & Role.DEFINITE
        if given and token - 2 >= first and not s.roles[token - 2] & Role.GIVEN:
            return False  # السابق طارق البنا على: one given name has a surname behind it
        return bool(before & complete) and is_doing(s, token)
    if not roles & Role.ABSTRACT:
        return False
    whole = Role.DEFINITE | Role.POSSESSED | Role.HONORIFIC  # أكد سموه | حرص بلاده
    construct = before & SOURCE_NOUN and not before & whole
    if before & (Role.POSITION | Role.ANONYMOUS) and s.words[token - 1].endswith(_PLURALS):
        construct = 0  # توقع خبراء ارتفاع: a plural of people is seldom in construct
    return not (construct and not roles & Role.POSSESSED)
