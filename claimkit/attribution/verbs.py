"""Cue verbs: which of a sentence's verbs report, and where the content of each opens."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from claimkit.attribution import fronts, senses, subjects
from claimkit.attribution.barred import is_barred
from claimkit.attribution.contents import opening
from claimkit.attribution.drafts import Opening
from claimkit.attribution.objects import before_object
from claimkit.attribution.predicates import held_to_be
from claimkit.attribution.sentences import Sentence
from claimkit.cues import Form
from claimkit.roles import SOURCE_NOUN, Role


@dataclass(frozen=True, slots=True)
class Verb:
    """A verb that reports: its token, the form it is read as, how its content opens."""

    token: int
    form: Form
    opening: Opening
    breaks: int  # the token at which the content of an earlier cue ends; -1 where it is embedded
    lead: int  # code points of a glued و or ف
    carrier: int = -1  # the verb that قائلا goes with (وصرح أمام المحكمة قائلا)
    takes_up: int = -1  # where the phrase stands that its pronoun means, inside another content


def find(s: Sentence) -> list[Verb]:
    """The reporting verbs of a sentence in order."""
    found: list[Verb] = []
    for token in s.cues:
        if not _is_coordinated(s, found, token) and (verb := _read(s, token)):
            if found and found[-1].token == verb.carrier:
                found.pop()  # تابع يقول: two verbs, one attribution
            found.append(_inside(s, found, verb))
    return found


def _is_coordinated(s: Sentence, earlier: list[Verb], token: int) -> bool:
    """طالب بإبعاده ووصفه بالفاشل: a verbal noun with its pronoun, beside that of a call."""
    word = s.info[token]
    if not word.lead or not any(
        f.object and word.stem.startswith(f.cue.masdar) for f in word.forms
    ):
        return False
    if not earlier or earlier[-1].opening.how != "nominal" or not earlier[-1].form.cue.to:
        return False
    return not any(s.words[t] in "،," for t in range(earlier[-1].token, token))


def _headline(s: Sentence, token: int) -> bool:
    """خبير يحذر من كذا ويقترح كذا: verbs in the present, and no stop."""
    now = any(f.shape == "now" for t in s.cues if t < token for f in s.info[t].forms)
    return now and s.words[-1] not in ".!؟"


def _inside(s: Sentence, earlier: list[Verb], verb: Verb) -> Verb:
    """لكنه قال behind a feminine source: the pronoun means the subject of what she said."""
    outer = next((v for v in reversed(earlier) if v.form.shape in ("past", "now")), None)
    if verb.breaks < 0 or outer is None or outer.opening.how != "that":
        return verb
    if s.roles[verb.breaks] & Role.BUT:
        if outer.form.feminine == s.stem(verb.breaks).endswith("ها"):
            return verb
    elif not _goes_on_inside(s, outer, verb):
        return verb
    return replace(verb, breaks=-1, takes_up=outer.opening.start)


def _goes_on_inside(s: Sentence, outer: Verb, verb: Verb) -> bool:
    """قال إن ناجين وصلوا حيث قالوا إن؛ ذكرت أن البلاد تدين …، وتؤكد دعمها: of the inner subject."""
    form, first = verb.form, outer.opening.start
    if subjects.behind(s, verb.token, form, verb.opening.zone, verb.opening.how == "nominal"):
        return False
    if form.plural and not outer.form.plural:
        return bool(s.roles[verb.breaks] & Role.SIBLING) and form.shape == "past"
    joined = verb.lead and form.shape == "now" and outer.form.shape == "past"
    if not joined or verb.opening.how != "nominal":
        return False
    inner = (f for t in range(first, verb.token) for f in s.info[t].forms if f.shape == "now")
    return any(f.feminine == form.feminine for f in inner)


def _read(s: Sentence, token: int) -> Verb | None:
    if is_barred(s, token):
        return None
    stop = inner_end(s, token)
    for form, lead in forms(s, token):
        found = opening(s, token, form, stop)
        if found is None or (found.how == "quote" and s.words[found.start - 1] in "،,"):
            found = _postposed(s, token, form, lead) or found
        if found and senses.holds(s, token, form, found):
            carrier = _carrier(s, token, form)
            first = carrier if carrier >= 0 else token
            return Verb(token, form, found, _breaks(s, first, form, found, lead), lead, carrier)
    return None


def _carrier(s: Sentence, token: int, form: Form) -> int:
    """The finite verb that قائلا or a verb behind it goes with (وصرح أمام المحكمة قائلا)."""
    if s.info[token].lead == 0 and token and _goes_with(s, token, form):
        return token - 1
    if s.roles[token - 1] & Role.DEMONSTRATIVE:
        return -1  # استبعد ذلك قائلا
    his = form.cue.says and s.roles[token] & Role.HIS_WORDING  # أضاف الهاشمي قوله
    noun = form.shape == "noun" and (s.roles[token] & Role.DEFINITE or his)
    if not noun and not (form.shape == "doing" and form.cue.says):
        return -1
    other = SOURCE_NOUN | Role.GIVEN | Role.DEFINITE | Role.PREPOSITION
    said = s.roles[token] & Role.GLUED_B  # ردت الوزيرة، فلانة، في كلمة …، بالقول
    for at in range(token - 1, max(token - (30 if said else 15), -1), -1):
        if s.words[at] in "،," and said:
            continue
        if (s.is_mark(at) and s.quoted[at] < 0) or s.roles[at] & (Role.THAT | Role.RELATIVE):
            return -1
        finite = any(f.shape in ("past", "now") for f in s.info[at].forms)
        if senses.makes_do(s, at):
            return at
        if finite and not s.roles[at] & other:
            return at
    return -1


def _goes_with(s: Sentence, token: int, form: Form) -> bool:
    """تابع يقول، تابع شارحا: the second one right behind the first."""
    second = form.shape == "doing" or (form.shape == "now" and form.cue.says)
    first = any(f.shape == "past" and not f.object for f in s.info[token - 1].forms)
    return second and first and not s.roles[token - 1] & SOURCE_NOUN


def forms(s: Sentence, token: int) -> Iterator[tuple[Form, int]]:
    """The readings of a word, the one its frame fits first (وعدّ أن, but وعد بأن)."""
    word = s.info[token]
    readings = [(form, word.lead) for form in word.forms]
    if word.under:
        under = [(form, word.under.lead) for form in word.under.forms]
        bare = any(f.cue.that and "" not in f.cue.that for f in word.forms)
        calls = any(f.cue.calls for f in word.under.forms) and held_to_be(
            s, token
        )  # وعدّ القرار باطلا
        first = calls or (bare and _bare_that(s, token))
        readings = under + readings if first else readings + under
    yield from readings


def _bare_that(s: Sentence, token: int) -> bool:
    """Whether the next أن stands without a preposition."""
    for at in range(token + 1, min(token + 40, len(s))):
        if s.roles[at] & Role.THAT:
            return not s.words[at].startswith("ب")
    return False


def inner_end(s: Sentence, token: int) -> int:
    """Where the quotation that a token stands in ends; the sentence's end outside of one."""
    quote = s.quote_of(token)
    return quote[1] - 1 if quote and quote[2].closed else len(s)


def _postposed(s: Sentence, token: int, form: Form, lead: int) -> Opening | None:
    """«لم أنم»، تقول أم ياسر: a quotation right before a verb of saying and its subject."""
    if lead or form.cue.does != "say" or form.shape not in ("past", "now") or form.object:
        return None
    thus = s.roles[token - 1] & Role.ADVERB and s.word(token - 2) in ("،", ",")
    if thus:
        token -= 1  # «…»، هكذا يشرح فلان
    comma = token > 0 and s.word(token - 1) in "،,"
    if form.cue.weak and not comma:
        return None  # «نورث ليدي» تواصل رحلتها: a name and what it does
    at = token - 2 if comma else token - 1
    quote = s.quote_of(at) if at >= 0 else None
    if quote is None or quote[1] != at + 1 or not quote[2].closed or s.quoted[token] >= 0:
        return None
    if quote[0] > 0 and not all(s.is_mark(t) for t in range(quote[0])):
        return None
    token += bool(thus)
    if subject := subjects.behind(s, token, form, len(s), nominal=False):
        described = any(s.roles[t] & Role.RELATIVE for t in range(*subject))
        last = subject[1] if described else before_object(s, *subject)
        return Opening("before", last, quote[0])
    ends = token + 1 >= len(s) or s.words[token + 1] in "." or s.roles[token + 1] & Role.SELF
    return Opening("before", token + 1, quote[0]) if ends else None  # «…»، قالت وهي تبكي


def _breaks(s: Sentence, token: int, form: Form, found: Opening, lead: int) -> int:
    """Where this attribution ends the content of the one before; -1 where it lies inside it."""
    before = s.roles[token - 1]
    if form.shape == "doing":
        return token
    if form.shape == "noun":  # وختم بالقول: where its verb begins a new one
        carried = any(f.shape == "past" for f in s.info[token].forms)
        return token if carried and s.info[token].lead else -1
    sure = form.cue.to_by or form.cue.verbal or form.cue.documents
    close = found.how != "nominal" or not form.cue.weak or bool(sure) or form.cue.calls
    if lead:
        joined = found.how != "nominal" or before & (Role.MARK | Role.DEMONSTRATIVE)
        joined = joined or (form.shape == "now" and _headline(s, token))
        return token if close and joined and not form.object else -1
    if before & Role.SIBLING and close:
        return token - 2 if s.roles[token - 2] & Role.IN else token - 1  # في حين رأى
    if before & Role.THAT and form.shape == "now" and s.roles[token - 2] & Role.ADVERBIAL:
        return token - 2  # قبل أن يضيف
    if before & (Role.LIKE | Role.BUT):
        return token - 1
    if s.word(token - 1) in ("،", ",", "؛"):
        front, _, start = fronts.before(s, token, form)
        if front and s.roles[start] & (Role.CONTRAST | Role.TOPIC):
            return start
        if front and s.roles[start] & Role.THAT:
            return -1
        if front and start < token - 1:
            return token
        explicit = subjects.behind(s, token, form, found.zone, found.how == "nominal")
        return token if explicit else -1
    _, _, start = fronts.before(s, token, form)
    if start < token and s.roles[start] & (Role.CONTRAST | Role.TOPIC):
        return start
    return -1
