"""What a reporting verb attributes to whom: its content, source, channel and day."""

from __future__ import annotations

from collections.abc import Callable

from claimkit.attribution import fronts, subjects
from claimkit.attribution.closings import closing
from claimkit.attribution.drafts import Draft, Opening, Range
from claimkit.attribution.media import described_medium, medium
from claimkit.attribution.objects import object_start
from claimkit.attribution.phrases import noun_phrase
from claimkit.attribution.sentences import Sentence
from claimkit.attribution.verbs import Verb, inner_end
from claimkit.cues import Form
from claimkit.model import TimeExpression
from claimkit.roles import SOURCE_NOUN, Role

_BEFORE_CONTENT = Role.MARK | Role.PREPOSITION | Role.THAT


def attributed(
    s: Sentence, verb: Verb, drafts: list[Draft], ends_at: Callable[[int], bool]
) -> Draft:
    """The attribution that a verb makes."""
    token, form, found = verb.token, verb.form, verb.opening
    content, verbatim = closing(s, found, inner_end(s, token), ends_at)
    if found.how == "nominal" and not (form.cue.whole or form.cue.calls or form.cue.amount):
        content = _without_manner(s, content)
    if s.roles[token - 1] & Role.RELATIVE and s.word(token - 2) in ("،", ","):
        content = _inserted(s, content)
    if found.how == "before":
        content, verbatim = _around(s, found), True
    made = Draft(
        s, [(token, token + 1)], content, form=form, verbatim=verbatim, offset=found.offset
    )
    made.lead = verb.lead
    _set_source(s, verb, drafts, made)
    if verb.carrier >= 0:
        _carry(s, verb, made)
    behind = medium(s, token + 1, found.zone) or _behind_noun(s, found, content)
    if channel := behind or _in_front(s, token, drafts):
        if made.medium and made.medium[0][0] == channel[0]:
            made.medium.clear()  # جاء في منشور للوزارة | على فيسبوك
        made.medium.append(channel)
    made.said = said(s, token, found.zone)
    if (
        made.source
        and not made.medium
        and not made.shared
        and s.roles[made.source[0][0]] & (Role.DOCUMENT | Role.POSITION) == Role.DOCUMENT
    ):
        made.medium.append(made.source[0])
    if found.how == "nominal" and s.roles[token - 1] & Role.RELATIVE:
        _subject_last(s, made)
    held = form.object and made.source and not made.shared  # ووصفه رئيسه بأنه
    if form.cue.whole and not held and found.how in ("nominal", "that", "quote"):
        _take_object(s, made, found, drafts)
    return made


def _behind_noun(s: Sentence, found: Opening, content: list[Range]) -> Range | None:
    """The channel right behind what is said without a clause (المسؤولية | عبر إذاعة الأندلس)."""
    last = content[-1][1]
    through = last < len(s) and s.roles[last] & Role.THROUGH
    stop = next((t for t in range(last, len(s)) if s.words[t] in "،,."), len(s))
    return medium(s, last, stop) if found.how == "nominal" and through else None


def _in_front(s: Sentence, token: int, drafts: list[Draft]) -> Range | None:
    """في تقرير صدر الخميس، قدّرت المنظمة: the channel that opens the sentence, and its comma."""
    first = next((t for t in range(token) if not s.is_mark(t)), token)
    if drafts or not s.roles[first] & Role.THROUGH or not s.roles[first + 1] & Role.MEDIUM:
        return None
    comma = next((t for t in range(first, token) if s.words[t] in "،,"), None)
    return medium(s, first, comma) if comma is not None else None


def _subject_last(s: Sentence, made: Draft) -> None:
    """الجبهة التي أعلن عن تكوينها | أمين عام الحركة: a word with its pronoun, then who says it."""
    first, last = made.content[0]
    own = Role.ABSTRACT | Role.POSSESSED
    somebody = Role.POSITION | Role.ORGANISATION | Role.GIVEN
    if s.roles[first] & own == own and last > first + 1 and s.roles[first + 1] & somebody:
        made.content[0] = (first, first + 1)
        made.source = [(first + 1, noun_phrase(s, first + 1, last, nominal=False))]


def _carry(s: Sentence, verb: Verb, made: Draft) -> None:
    """Both verbs frame the content, and the subject stands behind the first."""
    forms = s.info[verb.carrier].forms
    if forms:
        first = (verb.carrier, verb.carrier + 1)
        made.cue = [(first[0], first[1] + 1)] if first[1] == verb.token else [first, *made.cue]
        under = s.info[verb.carrier].under
        made.lead = under.lead if under else s.info[verb.carrier].lead
    elif s.roles[verb.token] & Role.GLUED_B:
        made.lead = 1  # بالقول: the cue is the noun
    form = forms[0] if forms else verb.form
    subject = subjects.behind(s, verb.carrier, form, verb.token, nominal=False)
    if subject is None and not forms:  # أما الوزير فاكتفى بالقول
        subject, _, _ = fronts.before(s, verb.carrier, form)
    if subject:
        made.source, made.pronoun = [subject], False
    if channel := medium(s, verb.carrier + 1, verb.token):
        made.medium.append(channel)


def _around(s: Sentence, found: Opening) -> list[Range]:
    """The quotation before the verb, and its other half behind the subject."""
    quote = s.quote_of(found.start)
    assert quote is not None
    pieces = [(quote[0], quote[1])]
    at = found.zone + 1 if s.word(found.zone) in ("،", ",", ".") else found.zone
    if rest := s.opens_quote(at):
        pieces.append((rest[0], rest[1]))
    return pieces


def _set_source(s: Sentence, verb: Verb, drafts: list[Draft], made: Draft) -> None:
    token, form, found = verb.token, verb.form, verb.opening
    if form.shape in ("doing", "noun"):
        made.pronoun = form.shape == "noun"
        _share(s, drafts, token, form, made)
        return
    if form.cue.within and not s.roles[token + 1] & Role.TAKES_UP:
        made.source.append((token + 2, noun_phrase(s, token + 2, found.zone, False)))
        made.medium.append(made.source[0])
        return
    source = _behind(s, verb, drafts)
    if s.roles[token + 1] & Role.TAKES_UP and token and not verb.lead and not source:
        _take_up(s, token, made)
        return
    front, pronoun, start = fronts.before(s, token, form)
    if pronoun and (s.roles[token - 1] & Role.BUT or form.cue.to):
        source = None  # لكنها نصحت كبار السن، وإنها تنصح السفن: the pronoun is the subject
    if front and _stands_in_front(s, token, source, front, start):
        source = front
    if source:
        made.source.append(source)
        made.embedded = (
            start < token
            and bool(s.roles[start] & (Role.THAT | Role.RELATIVE))
            and not (s.roles[start] & Role.CONTRAST or s.roles[start - 1] & Role.CONTRAST)
        )
        return
    if verb.takes_up >= 0:
        made.source.append((verb.takes_up, noun_phrase(s, verb.takes_up, token, False)))
        return
    made.pronoun = pronoun
    _find_unnamed(s, verb, drafts, made)


def _behind(s: Sentence, verb: Verb, drafts: list[Draft]) -> Range | None:
    """The subject that follows the verb, and is not whom it addresses."""
    token, form, found = verb.token, verb.form, verb.opening
    hearer = form.object and form.cue.to  # أبلغه المدير أن
    if form.object and not (hearer or form.cue.whole):
        return None
    source = subjects.behind(s, token, form, found.zone, found.how == "nominal")
    if source is None or not verb.lead:
        return source
    place = all(s.roles[t] & Role.PLACE for t in range(*source))  # وعدّ ميسان أكثر تضررا
    other = form.cue.to or (form.cue.calls and place)
    return None if other and _is_called_upon(s, drafts, token, form, source) else source


def _take_up(s: Sentence, token: int, made: Draft) -> None:
    """أصدر الحزب بيانا قال فيه: its subject and its channel stand further up."""
    if phrase := subjects.further_up(s, token):
        made.source.append(phrase)
    if channel := described_medium(s, token):
        made.medium.append(channel)
    if not made.source and made.form and made.form.cue.within:
        made.source = list(made.medium)  # خطبة للمطران جاء فيها
    made.shared = True


def _stands_in_front(
    s: Sentence, token: int, source: Range | None, front: Range, start: int
) -> bool:
    """Whether the phrase before the verb is its subject, and not the one behind it."""
    if source is None:
        return True
    particles = Role.CONTRAST | Role.TOPIC | Role.THAT | Role.AUXILIARY
    announced = start < token and s.roles[start] & particles
    head = s.roles[source[0]]
    somebody = head & (Role.ANONYMOUS | Role.POSITION) and not head & Role.DEFINITE
    other = somebody and s.roles[start] & Role.TOPIC  # أما الحزب، فقال مصدر فيه
    return bool(announced and s.roles[front[0]] & ~Role.ABSTRACT) and not other


def _find_unnamed(s: Sentence, verb: Verb, drafts: list[Draft], made: Draft) -> None:
    """Whoever the verb's pronoun means, where the sentence names him at all."""
    token, form = verb.token, verb.form
    if made.pronoun and s.roles[token - 1] & Role.BUT:
        main = None if drafts else subjects.main(s, token - 1)
        if phrase := _agreeing(drafts, s.stem(token - 1).endswith("ها")) or main:
            made.source.append(phrase)
    elif form.plural and form.shape == "past" and (people := _described(s, token)):
        made.source.append(people)
    elif document := _passed_on(s, token, form):
        made.source.append(document)
    elif token and not made.pronoun and not (verb.lead and s.quoted[token - 1] >= 0):
        _share(s, drafts, token, form, made, verb.lead)


def _without_manner(s: Sentence, content: list[Range]) -> list[Range]:
    """نفى ذلك | باستمرار: a pronoun is all that is denied, and what follows it tells how."""
    first, last = content[0]
    alone = s.roles[first] & Role.DEMONSTRATIVE and last > first + 1
    noun = s.roles[first + 1] & (Role.DEFINITE | SOURCE_NOUN | Role.RELATIVE)
    return [(first, first + 1)] if alone and not noun and not s.opens_quote(first + 1) else content


def _inserted(s: Sentence, content: list[Range]) -> list[Range]:
    """لم يرد البنك، الذي يقول فلان إنه …، | على طلب: behind the comma the sentence goes on."""
    first, last = content[-1]
    for comma in (t for t in range(first, last) if s.words[t] in "،," and s.quoted[t] < 0):
        if s.roles[comma + 1] & (Role.PREPOSITION | Role.THAT) and not s.info[comma + 1].lead:
            return [*content[:-1], (first, comma)]
    return content


def _described(s: Sentence, token: int) -> Range | None:
    """من منتقدين | اتهموا العمدة بـ: an indefinite plural that the verb right behind describes."""
    roles, word = s.roles[token - 1], s.word(token - 1)
    people = roles & (Role.AUDIENCE | SOURCE_NOUN) or word.endswith(("ين", "ون"))
    known = roles & (Role.DEFINITE | Role.GIVEN | Role.PLACE | Role.MARK | Role.POSSESSED)
    return (token - 1, token) if token and people and not known else None


def _passed_on(s: Sentence, token: int, form: Form) -> Range | None:
    """تلقى المدير إخطارا من اللواء فلان، يفيد بـ: the document that a clause describes."""
    if form.shape == "now" and s.roles[token - 1] & Role.DOCUMENT:
        plain = not s.roles[token - 1] & (Role.DEFINITE | Role.POSITION)
        return (token - 1, token) if plain else None  # نشرت الصحيفة | وثائق تفيد بأن
    told = form.shape == "past" and not s.info[token].lead
    if not (told or form.shape == "now") or s.word(token - 1) not in ("،", ","):
        return None
    for at in range(token - 2, -1, -1):
        roles = s.roles[at]
        if roles & (Role.THAT | Role.RELATIVE) or s.words[at] in ".:؛":
            return None
        if not roles & Role.DOCUMENT or roles & Role.DEFINITE:
            continue
        if s.words[at].endswith("ا") and not told:
            return at, token - 1
        if roles & Role.GLUED_B and s.words[at].endswith("ه") == form.feminine:
            return at, token - 1  # أرفق البيان بوثيقة أصدرها الحزب، أشارت إلى أن
    return None


def _is_called_upon(
    s: Sentence, drafts: list[Draft], token: int, form: Form, phrase: Range
) -> bool:
    """قالت إنها جاهزة، ودعت الشباب إلى …: behind a second verb of one speaker, the called."""
    name = (s.roles[t] & (Role.GIVEN | Role.DEFINITE) == Role.GIVEN for t in range(*phrase))
    named = s.opens_quote(phrase[0]) or any(name)
    if named or token == 0:
        return False
    spoke = subjects.shared(s, drafts, token, form)
    return spoke is not None and spoke.form is not None and spoke.form.feminine == form.feminine


def _agreeing(drafts: list[Draft], feminine: bool) -> Range | None:
    """The latest source whose verb tells the gender of a pronoun (لكنه, لكنها)."""
    for draft in reversed(drafts):
        if draft.source and draft.form and draft.form.feminine == feminine:
            return draft.source[0]
    return None


def _share(
    s: Sentence, drafts: list[Draft], token: int, form: Form, made: Draft, lead: int = 0
) -> None:
    made.shared = True
    if other := subjects.shared(s, drafts, token, form):
        made.source = list(other.source)
    elif s.quoted[token] < 0 and (
        form.shape in ("doing", "now") or lead or s.roles[token - 1] & Role.WHAT
    ):
        phrase = subjects.main(s, token)
        if phrase and not (lead and subjects.disagrees(s, phrase[0], form)):
            made.source.append(phrase)


def _take_object(s: Sentence, made: Draft, found: Opening, drafts: list[Draft]) -> None:
    """اتهم X بـ Y: X belongs to the content; it stands behind the subject."""
    assert made.form is not None
    subject_last = made.source[0][1] if made.source else 0
    first, last = made.content[0]
    if subject_last <= made.start:  # بلاغ اتهموا فيه المجلس بـ
        subject_last = made.start + 1 + bool(s.roles[made.start + 1] & Role.TAKES_UP)
    else:
        bare = all(s.roles[t] & _BEFORE_CONTENT for t in range(subject_last, first))
        apart = bare or made.form.cue.amount
        start = made.source[0][0]
        parting = object_start(s, start, min(subject_last, found.zone)) if apart else None
        if parting is None and bare:
            _only_object(s, made, drafts)
            return
        if parting is not None:  # else: تقدر الشركة | إيراداتها بنحو مليون
            subject_last = parting
            made.source[0] = (start, parting)
    between = _past_insertion(s, subject_last, first)
    if between < first and not s.roles[between] & Role.PREPOSITION:
        made.content[0] = (between, last)
        made.offset, made.verbatim = 0, False


def _past_insertion(s: Sentence, token: int, stop: int) -> int:
    """Behind ، في بيان نشرته، between a subject and its object."""
    while token < stop and s.is_mark(token) and not s.opens_quote(token):
        inserted = s.words[token] in "،," and s.roles[token + 1] & Role.PREPOSITION
        closing = next((t for t in range(token + 1, stop) if s.words[t] in "،,"), None)
        token = closing + 1 if inserted and closing is not None else token + 1
    return token


def _only_object(s: Sentence, made: Draft, drafts: list[Draft]) -> None:
    """وحمّل المصارف مسؤولية …: one phrase behind a verb that must have an object is its object."""
    thing = made.source[0]
    assert made.form is not None
    known = all(s.roles[t] and not s.roles[t] & Role.GIVEN for t in range(*thing))
    known = known or bool(s.roles[thing[0]] & Role.PLACE)  # واتهم إسلام آباد بـ
    front, _, _ = fronts.before(s, made.start, made.form)
    if not (known or front) or s.quoted[thing[0]] != s.quoted[made.start]:
        return
    made.source = []
    if front:
        made.source.append(front)
    else:
        _share(s, drafts, made.start, made.form, made, made.lead)
    made.content[0] = (thing[0], made.content[0][1])
    made.offset, made.verbatim = 0, False


def said(s: Sentence, token: int, zone: int) -> TimeExpression | None:
    """The day given for the saying: between cue and content, or at the head of the sentence."""
    for first, (_, time) in s.times.items():
        if token < first < zone and time.on_day and not _and_another(s, first):
            return time
    for first, (last, time) in s.times.items():
        if last <= token and time.on_day and not _and_another(s, first):
            if _heads(s, first, last, token) or _dates_front(s, first, token):
                return time
    return None


def _and_another(s: Sentence, first: int) -> bool:
    """السبت والأحد: two days are no single one."""
    last = s.times[first][0]
    before = (start for start, (end, _) in s.times.items() if end == first)
    joined = [last, *(first for start in before)]
    return any(t in s.times and s.info[t].lead for t in joined)


def _dates_front(s: Sentence, first: int, token: int) -> bool:
    """وفي كلمة له الأربعاء، أمام …، قال: the day of the channel that the sentence opens with."""
    opens = next((t for t in range(first) if not s.is_mark(t)), first)
    if opens == first or not s.roles[opens] & Role.THROUGH:
        return False
    channel = Role.MEDIUM | Role.MEETING | Role.DOCUMENT
    clear = not any(s.words[t] in "،,:" or s.info[t].forms for t in range(opens, first))
    verbs = (t for t in s.cues if t < token and s.quoted[t] == s.quoted[token])
    told = any(f.shape in ("past", "now") for t in verbs for f in s.info[t].forms)
    return clear and any(s.roles[t] & channel for t in range(opens, first)) and not told


def _heads(s: Sentence, first: int, last: int, token: int) -> bool:
    """Only a preposition before a date and marks behind it, up to the verb."""
    front = all(s.is_mark(t) or s.roles[t] & (Role.PREPOSITION | Role.ADVERB) for t in range(first))
    behind = all(
        s.is_mark(t) or s.roles[t] & (Role.PERFECT | Role.AUXILIARY) for t in range(last, token)
    )
    return front and behind
