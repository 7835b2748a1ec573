"""What is said: where the content of a cue begins."""

from __future__ import annotations

from claimkit.attribution.drafts import Opening
from claimkit.attribution.nominals import (
    behind_bracket,
    ends_channel,
    nominal_content,
    subject_end,
)
from claimkit.attribution.predicates import called
from claimkit.attribution.sentences import Sentence
from claimkit.cues import Form
from claimkit.roles import SOURCE_NOUN, Role

_CLAUSE_PREPOSITION = Role.TO | Role.ON | Role.ABOUT | Role.FROM | Role.IN
_FAR = 80  # tokens that may stand between a cue and what it reports
_NEAR = 22  # … and where the cue is a weak one


def opening(s: Sentence, cue: int, form: Form, stop: int) -> Opening | None:
    """How the content of the cue at token `cue` opens, at most at `stop`."""
    verb = form.cue
    far = _reach(s, cue, _NEAR, stop) if verb.weak else min(cue + _FAR, stop)
    found = _clause(s, cue, form, far)
    if verb.calls and (held := called(s, cue, form, found)):
        return held
    if verb.of and (not found or found.how in ("that", "quote")):
        nominal = nominal_content(s, cue, form, found.zone if found else _boundary(s, cue + 1, far))
        if nominal and (not found or _comes_first(s, nominal, found.zone)):
            if not found or not _clause_is_sure(s, cue, form, nominal, found):
                return nominal
    return found


def _past(s: Sentence, token: int, stop: int) -> int:
    """The token behind what stands at `token`: a date, a bracket or a quotation is one thing."""
    if token in s.times:
        return s.times[token][0]
    if quote := s.opens_quote(token):
        return quote[1]
    return behind_bracket(s, token, stop) if s.words[token] == "(" else token + 1


def _reach(s: Sentence, cue: int, words: int, stop: int) -> int:
    """The token that many words behind the cue; dates, brackets and quotations count nothing."""
    token = _behind_insertion(s, cue, stop)
    while token < stop and words:
        behind = _past(s, token, stop)
        words -= behind == token + 1 and not s.is_mark(token)
        token = behind
    # a quotation or أن right behind the last word still counts
    return min(token + 1, stop)


def _behind_insertion(s: Sentence, cue: int, stop: int) -> int:
    """Behind ، في رده على سؤال حول …، where a clause follows it at once."""
    if s.word(cue + 1) in ("،", ","):
        for token in range(cue + 2, min(cue + _FAR, stop)):
            if s.words[token] in "،," and s.roles[token + 1] & Role.THAT:
                return token
    return cue + 1


def distance(s: Sentence, cue: int, token: int) -> int:
    """How many words stand between a cue and a token, counted as `_reach` counts."""
    at, words = _behind_insertion(s, cue, token), 0
    while at < token:
        behind = _past(s, at, token)
        words += behind == at + 1 and not s.is_mark(at)
        at = behind
    return words


def _clause_is_sure(s: Sentence, cue: int, form: Form, nominal: Opening, found: Opening) -> bool:
    """Whether the clause is the content all the same, and the noun before it part of the way."""
    if found.how == "that" and found.start - found.zone == 2:
        # ألمح في تقرير إلى المجلس إلى أن: the verb's own preposition once more before أن
        return not s.roles[nominal.start] & Role.ABSTRACT
    held = s.roles[nominal.start] & Role.POSSESSED and s.words[nominal.start].endswith(("ه", "ها"))
    if found.how == "that" and held and ends_channel(s, nominal.start - 1):
        return True  # في مؤتمر صحافي عقده في صور أن: he held it
    if found.how == "that" and s.words[found.zone - 1] in "،," and _inserted(s, cue, nominal.start):
        return True  # ، بمناسبة التوقيع على العقد، أن
    # في مؤتمر عقد بالعاصمة، أن: a bare noun behind another phrase is as likely a verb of it
    behind = nominal.start > subject_end(s, cue, form, nominal.start + 1)
    return not nominal.bare and s.words[found.zone - 1] in "،," and behind


def _inserted(s: Sentence, cue: int, token: int) -> bool:
    """Whether a token stands inside a phrase that a preposition opens behind a comma."""
    comma = next((t for t in range(token - 1, cue, -1) if s.words[t] in "،,"), None)
    opens = Role.PREPOSITION | Role.GLUED_B | Role.GLUED_L
    return comma is not None and bool(s.roles[comma + 1] & opens) and token > comma + 2


def _comes_first(s: Sentence, nominal: Opening, zone: int) -> bool:
    """Whether a nominal content holds the أن behind it (على ضرورة أن، وجود أدلة على أن)."""
    between = s.words[nominal.start : zone - 1]
    first = nominal.start + (nominal.start in s.openers)
    if s.roles[first] & Role.ABSTRACT and "،" in between and not nominal.offset:
        return True  # استبعد تمرير القانون، … أن
    if nominal.offset:  # بالقصرين in a title is not what بأن reports
        return bool(s.roles[first] & (Role.ABSTRACT | Role.DOCUMENT))
    return nominal.bare or bool(s.roles[first] & Role.POSSESSED) or s.info[first].listed


def _clause(s: Sentence, cue: int, form: Form, stop: int) -> Opening | None:
    token = cue + 1
    while token < stop:
        roles = s.roles[token]
        if token in s.cited:
            token = s.cited[token]
            continue
        if roles & Role.MARK:
            word = s.words[token]
            if word == ":" and s.roles[token - 1] & Role.FROM and s.roles[token - 2] & Role.EACH:
                return None  # كل من: a list of who
            if word == ":" and token + 1 < stop + 1 and token + 1 < len(s):
                if s.roles[token + 1] & Role.THAT:
                    return Opening("that", token, token + 2)
                return Opening("colon", token, token + 1)
            if word in "؛;":
                return None
            if quote := s.opens_quote(token):
                if _is_speech(s, cue, quote, form):
                    goes_on = _goes_on(s, quote, form)  # منتقدا "غياب التواصل" بين الأندية
                    return Opening("nominal" if goes_on else "quote", token, token)
                token = quote[1]
                continue
            if word == "(":
                token = behind_bracket(s, token, stop)
                continue
            if word in "،," and _turns(s, token + 1):
                return None
        elif roles & Role.HOW and form.cue.does == "say" and token > cue + 1:
            return Opening("that", token, token)
        elif roles & Role.THAT:
            found = _that(s, cue, form, token)
            if found or _turns(s, token - 1):
                return found
        elif token > cue + 1 and s.info[token].forms and _next_cue(s, token):
            if form.cue.kasra and s.roles[token - 1] & Role.RELATIVE and _its_own(s, token):
                token += 1  # قالت الشرطة التي كشفت صورهم | إن
                continue
            if (behind := _behind_circumstance(s, form, token)) is None:
                return None
            token = behind
        token += 1
    return None


def _next_cue(s: Sentence, token: int) -> bool:
    return _coordinates(s, token) or _takes_over(s, token)


def _its_own(s: Sentence, token: int) -> bool:
    """Whether the next particle is written إن, which only verbs like قال take."""
    if any(form.cue.kasra for form in s.info[token].forms):
        return False
    that = next((t for t in range(token, len(s)) if s.roles[t] & Role.THAT), None)
    return that in s.kasra


def _goes_on(s: Sentence, quote: tuple[int, int, object], form: Form) -> bool:
    """Whether a few quoted words are the head of a noun phrase that goes on behind them."""
    first, last, _ = quote
    taken = s.stem(first - 1) in form.cue.of and s.roles[first - 1] & Role.PREPOSITION
    if taken and last < len(s) and s.roles[last] & Role.SUPPOSING:
        return True  # حذر من «خطر كبير» إذا استمر الوضع
    construct = s.roles[first + 1] & Role.ABSTRACT and not s.roles[first + 1] & Role.DEFINITE
    if construct and "" in form.cue.of and s.word(last)[:1].isdigit():
        return True  # يعلنون «إعادة تأهيل» 64 طفلا
    short = last - first <= 6 and "" in form.cue.of and last < len(s)
    roles = s.roles[last]
    behind = roles & (Role.PREPOSITION | Role.GLUED_L | Role.GLUED_B)
    return short and bool(behind) and not roles & Role.AFTER_QUOTATION


def _behind_circumstance(s: Sentence, form: Form, token: int) -> int | None:
    """لفت المحلل، متحدثا لـ«…»، إلى أن: behind a participle that reports nothing of its own."""
    own = [f for f in s.info[token].forms if f.shape == "doing"]
    comma = next((t for t in range(token + 1, len(s)) if s.words[t] in "،,"), None)
    if not own or comma is None or any(s.roles[t] & Role.THAT for t in range(token, comma)):
        return None
    to = s.word(comma + 1)
    taken = to in _prepositions(form) and not any(to in _prepositions(f) for f in own)
    return comma if taken and s.roles[comma + 2] & Role.THAT else None


def _prepositions(form: Form) -> frozenset[str]:
    return frozenset(word for phrase in (*form.cue.of, *form.cue.that) for word in phrase.split())


def _that(s: Sentence, cue: int, form: Form, token: int) -> Opening | None:
    """The clause that أن at `token` opens, unless the word before makes another one of it."""
    before = token - 1
    if s.info[token].lead:
        return None
    zone = token
    glued = s.words[token].startswith("ب") and "ب" in form.cue.that
    if form.cue.that and not glued and s.stem(before) not in _prepositions(form):
        return None  # a verb that takes no bare أن
    if before > cue and s.roles[before] & _CLAUSE_PREPOSITION:
        if s.stem(before) not in _prepositions(form):
            return None  # على أن, إلى أن without a verb that takes them: provided that, until
        zone = before
        before -= 1
    elif before > cue and s.roles[before] & (Role.ADVERBIAL | Role.IMPERSONAL | Role.CONTRAST):
        return None
    aside = Role.ADVERBIAL | Role.CONTRAST
    if before > cue and s.roles[before] & aside and not s.roles[before] & Role.DEMONSTRATIVE:
        return None  # أرجع ذلك إلى أن has its object between
    return Opening("that", zone, token + 1)


def _turns(s: Sentence, token: int) -> bool:
    """A contrast or another clause: what follows is not this cue's content."""
    return bool(s.roles[token] & (Role.CONTRAST | Role.BUT)) and not s.is_mark(token)


def _coordinates(s: Sentence, token: int) -> bool:
    """A further cue of the same sentence (، مشيرا، وأضاف): it takes what stands behind it."""
    word = s.info[token]
    other = Role.PREPOSITION | Role.RELAYED | Role.CITING | Role.CITING_SOURCES | Role.QUANTIFIER
    if word.lead and s.roles[token + 1] & Role.THAT and any(f.cue.subject for f in word.forms):
        return True  # وبيّن أن
    if word.roles & other or is_published(s, token):
        return False
    for form in word.forms:
        if form.shape == "doing" and not word.roles & (SOURCE_NOUN | Role.GIVEN | Role.ADVERB):
            comma = s.words[token - 1] in "،,"
            if is_adjective(s, token, form):
                continue
            return _reports_close(s, token) or (comma and not form.cue.weak)
        if form.shape == "noun" and _reports_close(s, token):
            return True
        joined = (
            word.lead
            or s.roles[token - 1] & (Role.LIKE | Role.RELATIVE | Role.SIBLING | Role.SELF)
            or s.words[token - 1] in "،,"
        )
        if form.shape in ("past", "now") and joined:
            strong = not form.cue.weak or _reports_near(s, token)
            return strong and not word.roles & (SOURCE_NOUN | Role.GIVEN)
    return False


def is_adjective(s: Sentence, token: int, form: Form) -> bool:
    """مصادر مطلعة أن، مصادر أمنية مطلعة أن: a participle that describes an indefinite noun."""
    before = s.roles[token - 1]
    noun = before & (SOURCE_NOUN | Role.NISBA) and not before & Role.GIVEN
    return bool(noun and not before & Role.DEFINITE) and (form.feminine or form.plural)


def describes_source(s: Sentence, token: int) -> bool:
    """مصادر وصفتها بالمطلعة: a clause that describes the indefinite noun before it."""
    held = any(form.object and form.cue.whole for form in s.info[token].forms)
    before = s.roles[token - 1] if token else 0
    return held and bool(before & SOURCE_NOUN) and not before & (Role.DEFINITE | Role.POSSESSED)


def is_published(s: Sentence, token: int) -> bool:
    """دراسة ونشرت في مجلة، دراسة نشرت نتائجها في دورية: it tells where, and not what."""
    if not s.roles[token] & Role.ISSUES:
        return False
    at = token + 2 if s.roles[token + 1] & Role.POSSESSED else token + 1
    return bool(s.roles[at] & Role.IN and s.roles[at + 1] & (Role.OUTLET | Role.DOCUMENT))


def _takes_over(s: Sentence, token: int) -> bool:
    """A strong cue right before أن, colon or quotation: the content is its own (كتب فلان يقول:)."""
    word = s.info[token]
    other = SOURCE_NOUN | Role.GIVEN | Role.DEFINITE | Role.PREPOSITION | Role.QUANTIFIER
    if word.roles & other or is_published(s, token):
        return False
    governs = Role.NEGATION | Role.PREPOSITION | Role.ANONYMITY
    if describes_source(s, token) or s.roles[token - 1] & governs:
        return False  # عدم كشف هويته، رفض ذكر اسمه
    finite = any(f.shape in ("past", "now") for f in word.forms)
    weak = all(f.cue.weak for f in word.forms)
    # a weak one in a clause of its own (الذي اعتبر أن، إذ كتب: «…»)
    own = s.roles[token - 1] & (Role.RELATIVE | Role.SIBLING)
    return finite and _reports_close(s, token) and bool(own or not weak)


def _reports_close(s: Sentence, token: int) -> bool:
    if (s.roles[token + 1] | s.roles[token + 2]) & Role.THAT or token + 1 in s.openers:
        return True
    return s.word(token + 1) == ":"


def _reports_near(s: Sentence, token: int) -> bool:
    """A colon or أن with no other clause before it (وكتب عبر منصة إكس: …)."""
    for at in range(token + 1, min(token + _NEAR // 2, len(s))):
        if s.words[at] == ":" or s.roles[at] & Role.THAT:
            return True
        if s.words[at] in "،,؛." or (s.info[at].forms and not s.roles[at] & Role.PREPOSITION):
            break
    return _reports_close(s, token)


def _is_speech(s: Sentence, cue: int, quote: tuple[int, int, object], form: Form) -> bool:
    """Whether a quotation behind a cue is what was said, and no name (صحيفة "النهار")."""
    first, last, _ = quote
    words = sum(1 for t in range(first, last) if not s.is_mark(t))
    before = s.roles[first - 1]
    if s.roles[first + 1] & Role.THAT and words > 1:
        return True
    if words <= 5 and first - 1 == cue and (_is_subject(s, last) or _is_named(s, last, form)):
        return False  # أعلنت "مجموعة البحيرة" أن: a name
    prepared = s.roles[last] & _CLAUSE_PREPOSITION and s.roles[last + 1] & Role.THAT
    if s.roles[last] & Role.THAT or prepared:
        return False
    if form.cue.to and last < len(s) and s.words[last] in form.cue.of:
        return False  # دعا فلان «كل القوى» إلى التوحد: who is called upon
    if before & Role.TAKES_UP and first - 1 > cue + 1 and words <= 5:
        return False  # في تصريح خص به «الصباح»
    if form.cue.whole and form.cue.of_by and s.roles[last] & Role.GLUED_B:
        return False  # اتهم فلان «كبار الملاكين» بالضغط على النواب
    if before & (Role.SIBLING | Role.REASON | Role.TITLED | Role.PURPOSE):
        return False
    if before & Role.ON_IT and s.info[first - 2].forms and first - 2 > cue:
        return False  # علق الأهالي لافتة كتب عليها «…»
    names = before & (SOURCE_NOUN | Role.MEDIUM) and not before & (Role.DEFINITE | Role.POSSESSED)
    if names and first - 1 > cue and words <= 8 and last < len(s) and not s.is_mark(last):
        return False
    if before & Role.PREPOSITION and first - 1 > cue and s.stem(first - 1) not in form.cue.of:
        return False
    if first - 1 == cue or s.words[first - 1] in "،,:":
        return words > 1 or last >= len(s) - 1
    if words > 4:
        return True
    named = before & (SOURCE_NOUN | Role.MEDIUM | Role.NISBA) and not before & Role.POSSESSED
    ends = last >= len(s) or s.words[last] in ".،,؛"
    return ends and words > 1 and not named


def _is_subject(s: Sentence, behind: int) -> bool:
    """Whether behind a short quotation the clause still comes (توقعت «كابيتال» في مذكرة أن)."""
    for token in range(behind, min(behind + 20, len(s))):
        if s.roles[token] & Role.THAT:
            return not s.info[token].lead
        if s.words[token] in ".:؛،," or s.info[token].lead or s.opens_quote(token):
            return False
    return False


def _is_named(s: Sentence, behind: int, form: Form) -> bool:
    """أكدت «جبهة النهر» المتمردة حضورها: an adjective or the object stands behind the name."""
    if "" not in form.cue.of or behind >= len(s):
        return False
    his = Role.ABSTRACT | Role.POSSESSED
    object_at = behind + 1 if s.roles[behind] & Role.DEFINITE else behind
    return s.roles[object_at] & his == his


def _boundary(s: Sentence, first: int, stop: int) -> int:
    """The first token from `first` on that surely belongs to another clause."""
    token = first
    while token < stop:
        if quote := s.opens_quote(token):
            token = quote[1]
            continue
        if (
            s.words[token] in "؛;:"
            or s.roles[token] & Role.THAT
            or _turns(s, token)
            or (token > first and s.info[token].forms and _coordinates(s, token))
        ):
            return token
        token += 1
    return stop
