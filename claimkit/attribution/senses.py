"""Which sense a word has: a cue that reports, or one of the many things it is besides."""

from __future__ import annotations

from claimkit.attribution import fronts, subjects
from claimkit.attribution.barred import is_time_end
from claimkit.attribution.contents import distance, is_adjective
from claimkit.attribution.drafts import Opening
from claimkit.attribution.media import described_medium
from claimkit.attribution.sentences import Sentence
from claimkit.cues import Form
from claimkit.roles import SOURCE_NOUN, Role

_THING = Role.DEFINITE | Role.ABSTRACT | Role.SITE
_SHORT = 12  # words between a cue of a narrow frame and what it reports
_CLOSE = 8  # … and for a weak one in the present


def _is_anothers(s: Sentence, token: int, form: Form, found: Opening) -> bool:
    """قالت الشرطة التي كشفت صورهم إن: the إن belongs to the verb before that takes it."""
    if found.how != "that" or form.cue.kasra or found.start - 1 not in s.kasra:
        return False
    for at in range(token - 1, -1, -1):
        if s.roles[at] & Role.THAT or s.words[at] in ":؛":
            return False
        if any(f.cue.kasra for f in s.info[at].forms):
            return bool(s.roles[token - 1] & Role.RELATIVE)
    return False


def _signs(s: Sentence, token: int, form: Form, found: Opening) -> bool:
    """كتب فلان: at the head of a line, and nothing quoted: it tells who wrote the article."""
    heads = token == 0 and not s.info[0].lead and form.cue.signs and form.shape == "past"
    if not heads or found.how != "colon" or s.opens_quote(found.start):
        return False
    name = range(token + 1, found.zone)
    return 0 < len(name) < 5 and not any(s.roles[t] & (SOURCE_NOUN | Role.MARK) for t in name)


def holds(s: Sentence, token: int, form: Form, found: Opening) -> bool:
    """Whether this reading of the cue stands up to the frame it was found in."""
    if s.roles[token + 1] & Role.ANYONE and s.roles[token + 2] & Role.THAT:
        return False
    if _is_anothers(s, token, form, found) or _signs(s, token, form, found):
        return False
    if s.quoted[token] >= 0 and not _speaks_inside(s, token, form, found):
        return False
    if form.cue.within:
        return _document_speaks(s, token, found)
    if form.cue.subject and s.stem(token) in form.cue.subject:
        return _opens_clause(s, token, form, found)
    if form.cue.object and found.how != "nominal":
        return False
    if s.roles[token] & Role.PREPOSITION:  # عبر: "expressed" only with its own عن
        heads = Role.RELATIVE | Role.AUXILIARY | Role.SIBLING | Role.PERFECT | Role.LIKE | Role.MARK
        opens = token == 0 or s.info[token].lead or s.roles[token - 1] & heads
        return found.how == "nominal" and found.bare and bool(opens)
    if form.shape == "noun" and s.roles[token] & Role.DEFINITE:
        return _makes_do(s, token, form, found)
    if form.shape == "noun":
        return form.cue.says and found.how != "nominal" and found.zone - token <= 6
    if form.shape == "doing":
        return _circumstance(s, token, form, found)
    return _finite(s, token, form, found)


def _document_speaks(s: Sentence, token: int, found: Opening) -> bool:
    """جاء في البيان أن، تلا بيانا جاء فيه أن."""
    if s.roles[token + 1] & Role.TAKES_UP:
        named = described_medium(s, token) is not None
    else:
        behind = s.roles[token + 2] & (Role.DOCUMENT | Role.MEDIUM)
        named = bool(s.roles[token + 1] & Role.IN and behind)
    return bool(named) and found.how != "nominal" and distance(s, token, found.zone) <= _SHORT


def _opens_clause(s: Sentence, token: int, form: Form, found: Opening) -> bool:
    """A word that is mostly another one (بين) reports at the head of a clause."""
    heads = token == 0 or s.info[token].lead or s.is_mark(token - 1)
    if s.info[token].lead and (s.roles[token + 1] & Role.THAT or s.word(token + 1) in ("،", ",")):
        return True  # وبيّن أن، وبيّن، خلال اللقاء، أن
    if not heads or found.how != "that" or distance(s, token, found.zone) > _SHORT:
        return False
    return subjects.behind(s, token, form, found.zone, nominal=False) is not None


def _circumstance(s: Sentence, token: int, form: Form, found: Opening) -> bool:
    """A participle that reports: behind a comma, or right before what it reports."""
    comma = token == 0 or s.words[token - 1] in '،,»«"”'
    if s.roles[token] & Role.ADVERB:
        return False
    if found.zone == token + 1 and is_adjective(s, token, form):
        return False  # the clause is the verb's before it
    weak = form.cue.weak and form.cue.only != form.shape and not form.cue.calls
    if found.how == "nominal":
        return not weak and (comma or _trails(s, token, form))
    if weak or not (comma or _trails(s, token, form)):
        own = s.stem(found.zone) in form.cue.of  # مشيرة في السياق ذاته إلى أن
        return found.zone - token <= (3 if comma else _CLOSE if own else 1)
    return found.zone - token <= _SHORT


def _trails(s: Sentence, token: int, form: Form) -> bool:
    """… مؤكدا الحاجة إلى: many leave out the comma, but only a circumstance has the alef."""
    if form.cue.does == "promise":
        return False  # مبنى مهددا بالسقوط
    masculine = not form.feminine and not form.plural and s.words[token].endswith("ا")
    before = s.roles[token - 1]
    predicate = before & (Role.AUXILIARY | Role.NEGATION | Role.PERFECT | Role.PREPOSITION)
    spoke = any(f.shape in ("past", "now") for t in s.cues if t < token for f in s.info[t].forms)
    return masculine and not predicate and spoke


def _makes_do(s: Sentence, token: int, form: Form, found: Opening) -> bool:
    """اكتفى بالقول إن، رد بالإشارة إلى أن: the verb before tells that the noun reports."""
    if found.how == "nominal" or found.zone - token > 3:
        return False
    return form.cue.says or any(makes_do(s, t) for t in range(max(token - 15, 0), token))


def makes_do(s: Sentence, token: int) -> bool:
    """Whether بالقول, بالإشارة may stand behind a verb (اكتفى, رد, ورد)."""
    under = s.info[token].under
    return bool((s.roles[token] | (under.roles if under else 0)) & Role.MAKES_DO)


def _finite(s: Sentence, token: int, form: Form, found: Opening) -> bool:
    if found.how == "before":
        return True
    if form.cue.weak and not _weak_holds(s, token, form, found):
        return False
    if form.object and form.cue.judges:
        return False  # إدانته is "his being condemned"
    if form.cue.amount and (found.how not in ("nominal", "that") or form.object):
        return False
    if form.cue.verbal and (found.how != "nominal" or form.object):
        return False
    if form.cue.whole and form.cue.of_by and not form.object and _lacks_object(s, token, found):
        return False
    if form.cue.only and form.cue.only != form.shape and found.how != "that":
        return False
    if form.cue.people and found.how == "nominal" and not _of_people(s, token, form, found):
        return False
    if form.cue.calls and found.how == "nominal" and not form.object:
        return _holds_it(s, token, form, found)
    if found.how != "nominal" or form.cue.calls:
        return found.start < len(s)
    if form.object and not form.cue.whole:
        return False
    if any(word in form.cue.other for word in s.words[token + 1 : found.start + 1]):
        return False
    if form.shape == "now" and (_describes(s, token) or s.roles[token - 1] & Role.SELF):
        return False  # وهو يشير إلى اللوحة
    return not form.cue.judges or _clause_like(s, found)


def _of_people(s: Sentence, token: int, form: Form, found: Opening) -> bool:
    """Whether people are the subject, or none is named."""
    front, _, _ = fronts.before(s, token, form)
    who = subjects.behind(s, token, form, found.zone, True) or front
    people = Role.POSITION | Role.PARTICIPANT | Role.AUDIENCE | Role.GIVEN | Role.QUANTITY
    return who is None or bool(s.roles[who[0]] & (people | Role.ANONYMOUS))


def _holds_it(s: Sentence, token: int, form: Form, found: Opening) -> bool:
    """Whether somebody holds it: يعتبر السد مشروعا مهما is a passive, وعدّ المشاريع خطوة is none."""
    if found.zone > token + 1:
        return True
    front, pronoun, _ = fronts.before(s, token, form)
    somebody = SOURCE_NOUN | Role.GIVEN | Role.PLACE | Role.DEFINITE
    named = front is not None and bool(s.roles[front[0]] & somebody or not s.roles[front[0]])
    return named or pronoun or (form.shape == "past" and bool(s.info[token].lead))


def _lacks_object(s: Sentence, token: int, found: Opening) -> bool:
    """أشخاص اتهموا بـ, وصف بأنه: without the one whom it is said of the verb is a passive."""
    return found.zone <= token + 1 and found.how in ("nominal", "that")


def _weak_holds(s: Sentence, token: int, form: Form, found: Opening) -> bool:
    """A weak cue needs its clause or quotation close, and a place where a verb can stand."""
    if form.cue.calls and found.how == "nominal":
        return True
    if found.how == "colon" and found.zone == token + 1 and _names_writer(s, found.start):
        return False
    if found.how == "nominal":
        return _weak_nominal(s, token, form, found)
    if form.object and not form.cue.to:
        return False
    if not s.info[token].lead and _inside_a_phrase(s, token):
        return False
    if form.shape == "now" and _words_between(s, token, form, found.zone) > _CLOSE:
        return False
    if form.cue.does == "opinion" and found.how == "quote" and _sees(s, token, form, found):
        return False
    return found.how != "quote" or _stands_next(s, token, form, found)


def _sees(s: Sentence, token: int, form: Form, found: Opening) -> bool:
    """رأى الجسر «يميل»: what is seen, and nobody who thinks."""
    thing = subjects.behind(s, token, form, found.start, False)
    return thing is not None and not s.roles[thing[0]] & ~_THING


def _weak_nominal(s: Sentence, token: int, form: Form, found: Opening) -> bool:
    """طلب من فلان كذا، أظهر التقرير ارتفاع …: who is asked, or who shows it, tells the sense."""
    if form.cue.to_by or form.cue.verbal:
        return not form.object
    if not form.cue.documents or form.object:
        return False
    subject = subjects.behind(s, token, form, found.start, nominal=True)
    if subject is None:
        subject, _, _ = fronts.before(s, token, form)
    return subject is not None and bool(s.roles[subject[0]] & Role.DOCUMENT)


def _words_between(s: Sentence, token: int, form: Form, zone: int) -> int:
    """How many words stand between a cue, or the subject behind it, and what it reports."""
    subject = subjects.behind(s, token, form, zone, nominal=False)
    return distance(s, subject[1] - 1 if subject else token, zone)


def _names_writer(s: Sentence, first: int) -> bool:
    """كتب: كريم أبو زيد at the head of an article."""
    name = range(first, len(s))
    return len(name) <= 5 and any(s.roles[t] & Role.GIVEN for t in name)


def _inside_a_phrase(s: Sentence, token: int) -> bool:
    """A word of a name that looks like a weak cue (المدرب البرتغالي روي فارينا)."""
    before = s.roles[token - 1]
    heads = (
        Role.MARK | Role.THAT | Role.PERFECT | Role.AUXILIARY | Role.RELATIVE | Role.LIKE
        | Role.CONJUNCTION | Role.TOPIC | Role.BUT | Role.SIBLING | Role.ADVERB | Role.FOR_PART
    )  # fmt: skip
    if token == 0 or before & heads or is_time_end(s, token - 1):
        return False
    return any(
        f.shape in ("past", "now") and not f.cue.weak for t in range(token) for f in s.info[t].forms
    ) and not any(s.roles[t] & (Role.THAT | Role.RELATIVE) for t in range(token))


def _clause_like(s: Sentence, found: Opening) -> bool:
    """Praise and blame are claims where their object is quoted or stands for a clause."""
    first = found.start
    quoted = s.opens_quote(first) is not None
    return quoted or bool(s.roles[first] & (Role.ABSTRACT | Role.DOCUMENT))


def _describes(s: Sentence, token: int) -> bool:
    """A verb that only describes the indefinite noun before it (قرار يدين النظام)."""
    if token == 0 or s.info[token].lead:
        return False
    before = s.roles[token - 1]
    return not before & ~(Role.NISBA | Role.ABSTRACT | Role.NORM | Role.DOCUMENT)


def _speaks_inside(s: Sentence, token: int, form: Form, found: Opening) -> bool:
    """Inside a quotation only a third person with a clause of its own is another claim."""
    if form.shape not in ("past", "now"):
        return False
    acts = form.cue.does in ("promise", "call", "deny") and form.shape == "past"
    if found.how != "that" and not (found.how == "nominal" and acts and not form.object):
        return False
    somebody = SOURCE_NOUN | Role.GIVEN | Role.PLACE
    if subject := subjects.behind(s, token, form, found.zone, found.how == "nominal"):
        return found.how == "that" or bool(s.roles[subject[0]] & somebody)
    front, _, _ = fronts.before(s, token, form)
    return front is not None and bool(s.roles[front[0]] & somebody)


def _stands_next(s: Sentence, token: int, form: Form, found: Opening) -> bool:
    """Whether a quotation follows a weak cue with only its subject and circumstances between."""
    subject = subjects.behind(s, token, form, found.start, False)
    last = subjects.past_adjuncts(s, subject[1] if subject else token + 1, found.start)
    return all(s.is_mark(t) for t in range(last, found.start))
