"""The sources that an article has told so far, and where each was mentioned."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from claimkit.mentions import Mention, bare
from claimkit.model import SourceKind
from claimkit.spans import Span

_REMARK = re.compile(r"\s*\([^()]*\s[^()]*\s[^()]*\)")


def cleaned(name: str) -> str:
    """A name without the remark in brackets that a paper adds; an acronym in brackets stays."""
    name = _REMARK.sub("", name).strip(" \n\t،,.:؛")
    if name[:1] in '«"“' and not set(name[1:]) & set('»"”'):
        name = name[1:]  # a mark that nobody closed
    return name[1:-1] if name[:1] in '«"' and name[-1:] in '»"' and len(name) > 2 else name


@dataclass(slots=True, eq=False)
class Known:
    """A source as far as the article has told."""

    name: str
    kind: SourceKind
    mentions: list[Mention] = field(default_factory=list)
    order: int = 0
    number: int = 0
    feminine: set[bool] = field(default_factory=set)  # the genders of the verbs it has taken
    plural: bool = False  # one of its verbs was
    names: frozenset[str] = frozenset()
    keys: dict[frozenset[str], Mention] = field(default_factory=dict)
    titles: set[tuple[str, frozenset[str]]] = field(default_factory=set)  # head, all words


class Roll:
    """The sources told so far, found by any word of their mentions."""

    def __init__(self) -> None:
        self.all: list[Known] = []
        self._by_word: dict[str, dict[int, Known]] = {}
        self._places: set[tuple[int, Span]] = set()

    def new(self, name: str, kind: SourceKind, found: Mention) -> Known:
        """A source that nothing told so far fits."""
        made = Known(name, kind, order=len(self.all))
        self.all.append(made)
        self.note(made, found)
        return made

    def note(self, known: Known, found: Mention) -> Known:
        """One more place that mentions a source."""
        if (id(known), found.span) not in self._places:
            self._places.add((id(known), found.span))
            known.mentions.append(found)
            known.names |= found.name_key
            known.keys.setdefault(found.key, found)
            for office in (found.title, *found.offices):
                if office:
                    known.titles.add((bare(office[0]), frozenset(map(bare, office))))
            for word in found.key:
                self._by_word.setdefault(word, {})[id(known)] = known
        return known

    def also(self, known: Known, inner: Mention) -> Known:
        """A source that is found again by a part of its mention, too: whose statement it is."""
        known.keys.setdefault(inner.key, inner)
        for word in inner.key:
            self._by_word.setdefault(word, {})[id(known)] = known
        return known

    def near(self, words: frozenset[str]) -> list[Known]:
        """The sources that share a word, in the order they were told."""
        found: dict[int, Known] = {}
        for word in words:
            found |= self._by_word.get(word, {})
        return sorted(found.values(), key=lambda known: known.order)
