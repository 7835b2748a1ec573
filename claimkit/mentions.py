"""Who a phrase names: its title and its name taken apart, its kind, the issuer of a document."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from claimkit.lexicon import Lexicon, Word
from claimkit.model import SourceKind
from claimkit.roles import SOURCE_NOUN, Role, told_apart
from claimkit.spans import Span
from claimkit.text import TOKEN, Shadow
from claimkit.titles import Titled, is_given, is_known

_HELD = Role.POSSESSED | Role.ABSTRACT | Role.ISSUES  # نشرها باحثون: a verb that looks like a noun
WORD = re.compile(rf"{TOKEN}|[^\w\s]")


@dataclass(slots=True)
class Mention:
    """One phrase that names a source, taken apart: `title` words and `name` words, folded."""

    span: Span
    words: tuple[str, ...]
    title: tuple[str, ...]
    name: tuple[str, ...]
    name_span: Span | None
    kind: SourceKind
    definite: bool
    issuer: Span | None = None  # who a document comes from
    issuer_glued: bool = False
    again: bool = False  # هذا المصدر، المصدر ذاته: whoever was named last
    offices: tuple[tuple[str, ...], ...] = ()  # the words before the name, and those behind it

    # The words of the whole, the title and the name without their article, to compare by.
    key: frozenset[str] = frozenset()
    title_key: frozenset[str] = frozenset()
    name_key: frozenset[str] = frozenset()


def _plain(tokens: list[tuple[str, int, int]]) -> tuple[str, ...]:
    return tuple(t[0] for t in tokens if t[0][0].isalnum())


def _key(words: Iterable[str]) -> frozenset[str]:
    return frozenset(bare(word) for word in words)


@lru_cache(maxsize=20_000)
def bare(word: str) -> str:
    """A word without the article, a glued ل or و (للوزارة, والوزارة, الوزارة, وزارة are one)."""
    for prefix in ("وال", "لل", "ال"):
        if word.startswith(prefix) and len(word) > len(prefix) + 1:
            return word[len(prefix) :]
    return word


def mention(shadow: Shadow, words: Lexicon, span: Span) -> Mention:
    """Takes a phrase apart into title and name (رئيس الوزراء العراقي | محمد شياع السوداني)."""
    start, end = shadow.inside(span.start), shadow.inside(span.end)
    tokens = [(m[0], m.start(), m.end()) for m in WORD.finditer(shadow.folded, start, end)]
    own = shadow.text
    info = [_printed(words, own, shadow, t) for t in tokens]
    for at, word in words.told_together([t[0] for t in tokens]):
        info[at] = word
    roles = [
        Role.MARK if t[0].isdigit() else told_apart(word.roles, own[shadow.own(t[2] - 1)])
        for t, word in zip(tokens, info, strict=True)
    ]
    for at, word in enumerate(info[1:], 1):
        told = any(form.object for form in word.forms) and roles[at - 1] & Role.NEWS
        if told and not roles[at - 1] & Role.DEFINITE:
            roles[at] = Role.POSSESSED  # خبر نشرته مجلة: a verb, and not its bulletin
    again = any(r & (Role.DEMONSTRATIVE | Role.SAME) for r in roles)
    again = again or (len(tokens) == 1 and bool(roles[0] & Role.HONORIFIC))
    if len(tokens) > 1 and roles[0] & (
        Role.DEMONSTRATIVE | Role.SAME | Role.SUPERLATIVE
    ):  # هذا الموقع، أحدث تقرير
        tokens, roles, info = tokens[1:], roles[1:], info[1:]
    if len(tokens) > 1 and roles[-1] & Role.SAME:  # المصدر ذاته
        tokens, roles = tokens[:-1], roles[:-1]
    plain = tuple(t[0] for t in tokens if t[0][0].isalnum())
    if not tokens:
        return Mention(span, (), (), (), None, "person", False)
    comma = next((i for i, t in enumerate(tokens) if t[0] in "،,"), len(tokens))
    if _is_name_not_rank(roles, comma):
        roles[0] &= ~Role.POSITION
    kind = "outlet" if words.spells(plain) else _kind(roles, tokens)
    titled = Titled([t[0] for t in tokens], info, roles)
    name = _behind_initial(roles, tokens, comma) or titled.name(comma)
    if kind == "person" and name is None:
        kind = "office"
    called = any(r & Role.QUANTIFIER for r in roles[1:])  # أحد الناجين، ويدعى فلان
    # مندوبة في أربيل، فلانة; وفد برئاسة … is not who leads it
    led = any(r & Role.GLUED_B for r in roles[:comma])
    apart = kind == "anonymous" and name and name[0] > comma and not led
    if name and (kind in ("person", "office") or roles[0] & Role.POSSESSED or called or apart):
        kind = "person"
    elif name:
        name = None
    first, last = name or (0, 0)
    inside = _plain(tokens[first:last])
    titles = tuple(
        t[0] for i, t in enumerate(tokens) if not first <= i < last and t[0][0].isalnum()
    )
    made = Mention(
        span, plain, titles, inside,
        shadow.span(tokens[first][1], tokens[last - 1][2]) if name else None,
        kind, bool(roles[0] & Role.DEFINITE), again=again,
        offices=tuple(o for o in (_plain(tokens[:first]), _plain(tokens[last:])) if o),
        key=_key(plain), title_key=_key(titles), name_key=_key(inside),
    )  # fmt: skip
    if kind == "document":
        _find_issuer(shadow, made, roles, tokens)
    return made


def _printed(words: Lexicon, own: str, shadow: Shadow, token: tuple[str, int, int]) -> Word:
    """A word as the lexicon knows it; a hamza on its ال shows that it is no article (إلينا)."""
    at = token[0].find("ال", 0, 4)
    if at < 0 or own[shadow.own(token[1] + at)] not in "أإآ":
        return words[token[0]]
    word = words[token[0]]
    known = word.roles & ~(Role.DEFINITE | Role.NISBA | Role.ABSTRACT)
    return word if known else words.without_article(token[0])


def _kind(roles: list[int], tokens: list[tuple[str, int, int]]) -> SourceKind:
    head = next((r for r in roles if not r & Role.MARK), 0)
    at = next((i for i, r in enumerate(roles) if not r & Role.MARK), 0)
    if head & Role.GIVEN and not head & (Role.POSITION | Role.ORGANISATION):
        return "person"
    if (
        head & Role.DOCUMENT
        and not head & Role.POSITION
        and not head & Role.OUTLET
        and not head & Role.ANONYMOUS
    ):
        return "document"
    hides = any(
        role & Role.ANONYMITY and behind & Role.ANONYMITY_OBJECT for role, behind in pairwise(roles)
    )
    if head & (Role.ANONYMOUS | Role.QUANTITY) and roles[at + 1 : at + 2]:
        if roles[at + 1] & Role.OUTLET:
            return "outlet"  # إحدى الصحف المحلية
    if head & Role.ANONYMOUS or hides:  # شاب رفض ذكر اسمه
        return "anonymous"
    if head & Role.QUANTITY:
        return "group"
    if head & Role.OFFICE:
        return "office"
    behind = roles[at + 1] if at + 1 < len(roles) else 0
    people = behind & (Role.POSITION | Role.AUDIENCE) and not behind & Role.DEFINITE
    if head & Role.OUTLET and head & Role.ORGANISATION and people:
        return "organisation"  # شبكة أطباء النيل
    if head & Role.OUTLET:
        return "outlet"
    if head & Role.ORGANISATION:
        return "organisation"
    two = tokens[at][0].endswith("ان") and not head & Role.GIVEN  # مهندسان بالحقل
    if head & Role.POSITION and not head & Role.DEFINITE and (two or _is_indefinite(roles, at)):
        return "anonymous"
    plural = tokens[at][0].endswith(("ون", "ين")) and not head & Role.GIVEN  # أمين is none
    if head & (Role.PARTICIPANT | Role.AUDIENCE) or (plural and head & Role.POSITION):
        return "group"
    if head & Role.POSITION:
        return "person"
    if not head and _is_body(roles[at + 1 : at + 3]):
        return "organisation"  # حراك المعلمين الموحد
    if head & Role.DEFINITE and not head & Role.PLACE and any(map(is_given, roles)):
        return "person"  # الدولي ولاعب النجم فلان
    if head & Role.NISBA and head & Role.DEFINITE and len(tokens) > 1:
        titled = roles[1] & Role.POSITION and not roles[1] & Role.DEFINITE
        nation = len(tokens) == 3 and not any(map(is_known, roles[1:]))
        if tokens[1][0] in "،," or titled or nation:
            return "person"  # الحاجي، ضيف البرنامج; الإيطالي جانلوكا فيري
    if head & (Role.PLACE | Role.DEFINITE):
        return "organisation" if head & Role.PLACE or len(tokens) > 1 else "person"
    return "person"


def _is_name_not_rank(roles: list[int], comma: int) -> bool:
    """رائد الحلاق، المتحدث باسم …: a rank has the article before a name; two words are a name."""
    both = Role.GIVEN | Role.POSITION
    if comma != 2 or roles[0] & both != both or roles[0] & Role.DEFINITE or len(roles) < 4:
        return False
    surname = roles[1] & (Role.DEFINITE | Role.GIVEN) or not roles[1] & ~Role.NISBA
    return bool(surname and roles[3] & Role.POSITION)


def _is_body(behind: list[int]) -> bool:
    """Whether two definite nouns behind a word that we do not know make it a body, and no name."""
    names = Role.GIVEN | Role.MARK
    return len(behind) == 2 and all(r & Role.DEFINITE and not r & names for r in behind)


def _is_indefinite(roles: list[int], at: int) -> bool:
    """مسؤول كبير في …, ناطق باسم …: nobody in particular; وزير الدفاع is one office."""
    for role in roles[at + 1 :]:
        if role & Role.ANONYMITY:
            return True  # مسؤول فضل عدم الكشف عن هويته
        if role & (Role.PREPOSITION | Role.NAME_OF | Role.GLUED_B):
            return True
        if role & (Role.DEFINITE | Role.GIVEN | Role.PLACE | Role.POSSESSED | Role.GLUED_L):
            return False
    return True


def _behind_initial(
    roles: list[int], tokens: list[tuple[str, int, int]], comma: int
) -> tuple[int, int] | None:
    """The name behind a title of one letter (د. عثمان حسن)."""
    for at in range(len(tokens) - 2):
        if len(tokens[at][0]) == 1 and tokens[at][0].isalpha() and tokens[at + 1][0] == ".":
            last = comma if comma > at else len(tokens)
            end = next((t for t in range(at + 2, last) if roles[t] & Role.MARK), last)
            return (at + 2, end) if end > at + 2 else None
    return None


def _find_issuer(
    shadow: Shadow, made: Mention, roles: list[int], tokens: list[tuple[str, int, int]]
) -> None:
    """Who a document comes from: بيان السفارة، بيان لوزارة …، صادر عن …، إحصاء أعدته منظمة."""
    if len(tokens) > 2 and tokens[1][0] in '«"“' and not made.definite:
        last = next((t for t in range(3, len(tokens)) if tokens[t][0] in '»"”'), len(tokens))
        made.issuer = shadow.span(tokens[2][1], tokens[last - 1][2])  # بيانات «بلومبيرغ»
        return
    genitive = (
        len(tokens) > 1
        and not made.definite
        and roles[1] & (SOURCE_NOUN | Role.DEFINITE | Role.GIVEN)
    )
    if genitive and not _is_adjective(roles[1]) and not roles[1] & (Role.DOCUMENT | Role.GLUED_L):
        made.issuer = _issued(shadow, roles, tokens, 1)
        return
    for at in range(1, len(tokens)):
        held = _is_held(roles, tokens, at)
        if held and at + 2 < len(tokens) and roles[at + 1] & Role.TAKES_UP:
            at += 1  # الأرقام التي زودتها بها الوزارة
        behind = roles[at + 1] if at + 1 < len(tokens) else 0
        quoted = behind & Role.MARK and tokens[at + 1][0] in '«"“'
        told = (held and (behind & SOURCE_NOUN or quoted)) or roles[at] & Role.NAME_OF
        counts = at + 1 < len(tokens) and tokens[at + 1][0].isdigit()  # تقرير من 48 صفحة
        by = roles[at] & (Role.ABOUT | Role.FROM) and at + 1 < len(tokens) and not counts
        if told or by:
            made.issuer = _issued(shadow, roles, tokens, at + 1)
            return
        if roles[at] & Role.GLUED_L and not roles[at] & Role.OUTLET:  # تصريح لوكالة: it heard it
            somebody = roles[at] & (SOURCE_NOUN | Role.GIVEN)
            if not somebody and any(_is_held(roles, tokens, t) for t in range(at, len(tokens))):
                continue  # استطلاع للرأي أجراه معهد
            made.issuer, made.issuer_glued = _issued(shadow, roles, tokens, at), True
            return


def _is_held(roles: list[int], tokens: list[tuple[str, int, int]], at: int) -> bool:
    """أعدته, أجراها: a verb, or a noun that looks like one, with the pronoun of the document."""
    return tokens[at][0].endswith(("ه", "ها")) and not roles[at] & ~_HELD


def _is_adjective(role: int) -> bool:
    """بيان رسمي; with the article it cannot belong to a noun without (معطيات المندوبية)."""
    noun = Role.DEFINITE | Role.ORGANISATION
    return bool(role & (Role.NISBA | Role.TITLE_WORD)) and not role & noun


def _issued(
    shadow: Shadow, roles: list[int], tokens: list[tuple[str, int, int]], first: int
) -> Span:
    """The issuer from a token on; a verb with the paper's name behind it is no part of it."""
    last = first + 1
    while last < len(tokens) and not _ends_issuer(roles, tokens, last):
        marks = (t for t in range(last + 1, len(tokens)) if tokens[t][0] in '»"”')
        last = next(marks, last) + 1 if tokens[last][0] in '«"“' else last + 1
    return shadow.span(tokens[first][1], tokens[last - 1][2])


def _ends_issuer(roles: list[int], tokens: list[tuple[str, int, int]], at: int) -> bool:
    word, role, before = tokens[at][0], roles[at], roles[at - 1]
    if word in "(،," or role & (Role.VERBISH | Role.RELATIVE | Role.ISSUES):
        return True
    if word in '«"“':  # but منظمة «ظل»
        bare = before & (Role.ORGANISATION | Role.OUTLET) and not before & Role.DEFINITE
        return not bare
    if role & Role.IN:
        counted = any(t[0][0].isdigit() for t in tokens[at + 1 : at + 2])  # في 9 آذار
        return counted or not any(roles[at + 1 : at + 2])  # في آذار
    if word[0] == "و":
        return not role  # اللجنة وتحصلت الصحيفة على …
    plain = not role & ~(Role.ABSTRACT | Role.POSSESSED)
    return plain and bool(before & (Role.DEFINITE | Role.PLACE))
