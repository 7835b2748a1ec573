"""Who a phrase names: its title and its name taken apart, its kind, the issuer of a document."""

from __future__ import annotations

import re
from dataclasses import dataclass

from claimkit.lexicon import SOURCE_NOUN, Lexicon, Role
from claimkit.model import SourceKind
from claimkit.spans import Span
from claimkit.text import Shadow

WORD = re.compile(r"\w+(?:\.\w+)+|\w+|[^\w\s]")
_GENERIC = Role.TITLE_WORD | Role.NISBA


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

    @property
    def key(self) -> frozenset[str]:
        """The words without their article, to compare mentions by."""
        return frozenset(bare(word) for word in self.words)


def bare(word: str) -> str:
    """A word without the article and a glued ل (للوزارة, الوزارة, وزارة are one)."""
    for prefix in ("لل", "ال"):
        if word.startswith(prefix) and len(word) > len(prefix) + 1:
            return word[len(prefix) :]
    return word


def mention(shadow: Shadow, words: Lexicon, span: Span) -> Mention:
    """Takes a phrase apart into title and name (رئيس الوزراء العراقي | محمد شياع السوداني)."""
    start, end = shadow.inside(span.start), shadow.inside(span.end)
    tokens = [(m[0], m.start(), m.end()) for m in WORD.finditer(shadow.folded, start, end)]
    roles = [words[t[0]].roles for t in tokens]
    if len(tokens) > 1 and roles[0] & Role.DEMONSTRATIVE:  # هذا الموقع
        tokens, roles = tokens[1:], roles[1:]
    plain = tuple(t[0] for t in tokens if t[0][0].isalnum())
    if not tokens:
        return Mention(span, (), (), (), None, "person", False)
    comma = next((i for i, t in enumerate(tokens) if t[0] in "،,"), len(tokens))
    kind = _kind(roles, tokens)
    name = _name_range(roles, tokens, comma)
    if kind == "person" and name is None:
        kind = "office"
    if name and kind in ("person", "office"):
        kind = "person"
    elif name:
        name = None
    first, last = name or (0, 0)
    inside = [t[0] for t in tokens[first:last] if t[0][0].isalnum()]
    titles = tuple(
        t[0] for i, t in enumerate(tokens) if not first <= i < last and t[0][0].isalnum()
    )
    made = Mention(
        span, plain, titles, tuple(inside),
        shadow.span(tokens[first][1], tokens[last - 1][2]) if name else None,
        kind, bool(roles[0] & Role.DEFINITE),
    )  # fmt: skip
    if kind == "document":
        _find_issuer(shadow, made, roles, tokens)
    return made


def _kind(roles: list[int], tokens: list[tuple[str, int, int]]) -> SourceKind:
    head = next((r for r in roles if not r & Role.MARK), 0)
    at = next((i for i, r in enumerate(roles) if not r & Role.MARK), 0)
    if head & Role.GIVEN and not head & (Role.POSITION | Role.ORGANISATION):
        return "person"
    if head & Role.DOCUMENT and not head & Role.OUTLET and not head & Role.ANONYMOUS:
        return "document"
    if head & Role.ANONYMOUS:
        return "anonymous"
    if head & Role.OUTLET:
        return "outlet"
    if head & Role.ORGANISATION:
        return "organisation"
    if head & Role.POSITION and not head & Role.DEFINITE and _is_indefinite(roles, at):
        return "anonymous"
    if head & Role.PARTICIPANT or (tokens[at][0].endswith(("ون", "ين")) and head & Role.POSITION):
        return "group"
    if head & Role.POSITION:
        return "person"
    if head & (Role.PLACE | Role.DEFINITE):
        return "organisation" if head & Role.PLACE or len(tokens) > 1 else "person"
    return "person"


def _is_indefinite(roles: list[int], at: int) -> bool:
    """مسؤول أميركي, ناطق باسم …: nobody in particular; وزير الدفاع is one office."""
    if at + 1 >= len(roles):
        return True
    behind = roles[at + 1]
    bound = behind & (
        Role.DEFINITE | Role.GIVEN | Role.PLACE | SOURCE_NOUN | Role.TITLE_WORD | Role.ABSTRACT
    )
    return bool(behind & (Role.PREPOSITION | Role.ATTACHING)) or (
        not bound and bool(behind & Role.NISBA)
    )


def _name_range(
    roles: list[int], tokens: list[tuple[str, int, int]], comma: int
) -> tuple[int, int] | None:
    """Where a personal name stands in a phrase: behind the title, or before its apposition."""
    parts = [(0, comma)] + ([(comma + 1, len(tokens))] if comma < len(tokens) else [])
    if len(parts) == 2 and roles[0] & Role.POSITION and not _name_in(roles, tokens, *parts[0]):
        return _name_in(roles, tokens, *parts[1])
    return _name_in(roles, tokens, *parts[0])


def _name_in(
    roles: list[int], tokens: list[tuple[str, int, int]], first: int, last: int
) -> tuple[int, int] | None:
    while first < last and roles[first] & Role.MARK:
        first += 1
    at = first
    titled = bool(at < last and roles[at] & Role.POSITION and not _is_first_name(roles, tokens, at))
    common = (
        SOURCE_NOUN
        | _GENERIC
        | Role.PLACE
        | Role.PREPOSITION
        | Role.ABSTRACT
        | Role.EVENT
        | Role.MEDIUM
    )
    while at < last:
        role = roles[at]
        if role & Role.GIVEN and (
            not role & (Role.POSITION | Role.PREPOSITION) or _is_first_name(roles, tokens, at)
        ):
            break
        if not titled and at == first and not role & (SOURCE_NOUN | Role.PLACE):
            break
        if (
            titled
            and at > first
            and not role & (common | Role.DEFINITE | Role.GLUED_L | Role.GLUED_B | Role.MARK)
        ):
            before = roles[at - 1]
            # a bare word behind a complete title begins a name (الإيراني | عباس عراقجي)
            if before & (Role.DEFINITE | Role.NISBA | Role.PLACE) or (
                before & Role.POSITION and role == 0
            ):
                break
        at += 1
    if at >= last:
        return None
    end = at
    while (
        end < last
        and not roles[end] & (Role.MARK | Role.RELATIVE | Role.THAT)
        and not (
            end > at
            and roles[end] & (Role.POSITION | Role.ANONYMOUS | Role.ORGANISATION)
            and not roles[end] & Role.GIVEN
        )
        and not (end > at and roles[end] & Role.PREPOSITION and not roles[end] & Role.GIVEN)
    ):
        end += 1
    return (at, end) if end > at else None


def _is_first_name(roles: list[int], tokens: list[tuple[str, int, int]], at: int) -> bool:
    return bool(roles[at] & Role.GIVEN) and not roles[at] & Role.DEFINITE and at > 0


def _find_issuer(
    shadow: Shadow, made: Mention, roles: list[int], tokens: list[tuple[str, int, int]]
) -> None:
    """Who a document comes from: بيان لوزارة …، صادر عن …، بيان السفارة."""
    for at in range(1, len(tokens)):
        if roles[at] & Role.ABOUT and at + 1 < len(tokens):
            made.issuer = shadow.span(tokens[at + 1][1], tokens[-1][2])
            return
        if roles[at] & Role.GLUED_L:
            made.issuer = shadow.span(tokens[at][1], tokens[-1][2])
            made.issuer_glued = True
            return
    if (
        len(tokens) > 1
        and not made.definite
        and roles[1] & (SOURCE_NOUN | Role.DEFINITE | Role.GIVEN)
    ):
        if not roles[1] & (Role.NISBA | Role.TITLE_WORD) and not roles[1] & Role.DOCUMENT:
            made.issuer = shadow.span(tokens[1][1], tokens[-1][2])
