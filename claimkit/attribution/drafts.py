"""A claim in the making, in the tokens of its sentence."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from claimkit.attribution.sentences import Sentence
from claimkit.cues import Form
from claimkit.model import TimeExpression

Range = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Opening:
    """How a content opens: by أن, colon, quotation, preposition, or as the verb's object."""

    how: Literal["that", "colon", "quote", "nominal", "before"]
    zone: int  # the token behind the subject and its adjuncts
    start: int  # the first token of the content
    offset: int = 0  # code points of a glued preposition that stay out
    bare: bool = False  # opened by a preposition alone, not by a verbal noun


@dataclass(slots=True, eq=False)
class Draft:
    """What is known of one attribution while its sentence is read; ranges count tokens."""

    sentence: Sentence
    cue: list[Range]
    content: list[Range]
    source: list[Range] = field(default_factory=list)
    medium: list[Range] = field(default_factory=list)
    form: Form | None = None
    said: TimeExpression | None = None
    verbatim: bool = False  # everything is quoted or follows a colon
    pronoun: bool = False  # the source is only a pronoun (قوله, لكنه)
    embedded: bool = False  # it lies in a clause of another one
    shared: bool = False  # the source stands elsewhere in the sentence
    cites: bool = False  # a citing preposition, its source behind or before the content
    tentative: bool = False  # a headline: only if its name speaks elsewhere, too
    lead: int = 0  # code points of و or ف glued to the cue
    within: Draft | None = None  # the relay that passes it on, where the content does not tell
    offset: int = 0  # code points of the first content word that belong to a preposition (بـ)

    @property
    def start(self) -> int:
        """The first token of the cue."""
        return self.cue[0][0]
