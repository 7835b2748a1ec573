"""A text as the words that a comparison aligns, each with what it does to the statement."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from fractions import Fraction
from typing import Any, NamedTuple

from claimkit.comparison.vocabulary import Sense, Wording
from claimkit.spans import Span
from claimkit.text import Shadow, fold

_ATOM = re.compile(
    r"(?P<gap>[\[(]\s{0,3}(?:…|\.{2,9})\s{0,3}[\])]|…|\.{2,})"
    r"|(?P<word>[^\W\d_]+(?:['’][^\W\d_]+)*|[%٪$€£])"
    r"|(?P<digits>[0-9]+(?:[.,][0-9]+)*)"
    r"|(?P<ask>[?؟])|(?P<stop>[.!\n])|(?P<pause>[،,;؛:])"
)
_LONGEST = 6  # words in a phrase of the tables
_GROUPS = re.compile(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?")
_NUMERALS = frozenset({"number", "digits", "ordinal", "scale", "plural", "fraction"})
ELLIPSIS = "…"

Slot = tuple[str, Any]


class Atom(NamedTuple):
    """A word, a number in digits or an ellipsis, in folded offsets."""

    word: str
    start: int
    end: int
    kind: str
    clause: int
    sentence: int


class Item(NamedTuple):
    """What is aligned: a word, a phrase, a number however it is written.

    `key` is what must be equal, `spelled` how it is written, `loose` the same without the seats
    of its hamzas.
    """

    key: str
    spelled: str
    span: Span  # in the text's own offsets
    clause: int
    sentence: int
    cue: str = ""
    slots: tuple[Slot, ...] = ()
    loose: str = ""
    lead: str = ""  # the conjunction glued to it
    ordinal: bool = False

    @property
    def counts(self) -> bool:
        """Whether it is a number."""
        return self.key.startswith("#")


class Words(NamedTuple):
    """The items of a text; `asked` holds the sentences that are questions."""

    text: str
    items: tuple[Item, ...]
    asked: frozenset[int]

    def span(self, start: int, end: int) -> Span:
        """Where the items from `start` up to `end` stand."""
        if start < end:
            return Span(self.items[start].span.start, self.items[end - 1].span.end)
        at = self.items[start].span.start if start < len(self.items) else len(self.text)
        return Span(at, at)


def words(text: str, wording: Wording) -> Words:
    """The text as items, one for each word, phrase or number that the language tells apart."""
    shadow = Shadow(text)
    asked: set[int] = set()
    atoms = _dated(list(_atoms(shadow.folded, wording, asked)), shadow.folded, wording)
    found: list[Item] = []
    at = 0
    while at < len(atoms):
        size, item = _item(atoms, at, shadow, wording)
        found.append(item)
        at += size
    return Words(text, tuple(found), frozenset(asked))


def plain(text: str) -> list[tuple[str, int, int]]:
    """The words and numbers of a folded text with their offsets, and nothing else about them."""
    return [
        (hit[0].lower(), hit.start(), hit.end())
        for hit in _ATOM.finditer(text)
        if hit.lastgroup in ("word", "digits", "gap")
    ]


def _atoms(text: str, wording: Wording, asked: set[int]) -> Iterator[Atom]:
    clause = sentence = 0
    for hit in _ATOM.finditer(text):
        kind = hit.lastgroup or ""
        if kind in ("ask", "stop", "pause"):
            if kind == "ask":
                asked.add(sentence)
            clause, sentence = clause + 1, sentence + (kind != "pause")
            continue
        for part in _in_full(hit[0], wording) if kind == "word" else (hit[0],):
            yield Atom(part, hit.start(), hit.end(), kind, clause, sentence)


def _dated(atoms: list[Atom], text: str, wording: Wording) -> list[Atom]:
    """3/4/2026 with its month as a word, where the language writes the day first."""
    for at in range(1, len(atoms) - 1):
        day, month, year = atoms[at - 1 : at + 2]
        slashed = text[day.end : month.start] == text[month.end : year.start] in ("/", "-")
        if not slashed or {a.kind for a in (day, month, year)} != {"digits"}:
            continue
        if len(year.word) == 4 and month.word.isdigit() and 0 < int(month.word[:3]) <= 12:
            if name := wording.month_names[int(month.word) - 1 : int(month.word)]:
                atoms[at] = month._replace(word=name[0], kind="word")
    return atoms


def _in_full(word: str, wording: Wording) -> Sequence[str]:
    word = word.replace("’", "'")
    for short, full in wording.contractions.items():
        if word.lower().endswith(short):
            return (word[: -len(short)] + full).split()
    return (word,)


def _item(atoms: Sequence[Atom], at: int, shadow: Shadow, wording: Wording) -> tuple[int, Item]:
    first = atoms[at]
    if first.kind == "gap":
        return 1, _made(first, first, ELLIPSIS, shadow, wording)
    alone = first.kind == "word" and len(first.word) == first.end - first.start
    if alone and wording.is_plain(first.word):
        return 1, _made(first, first, first.word.lower(), shadow, wording)
    size, value, key, ordinal = _number(atoms, at, wording)
    if size:
        last = atoms[at + size - 1]
        item = _made(first, last, key, shadow, wording)
        spelled = _spelled(atoms[at : at + size], shadow)
        return size, item._replace(spelled=spelled, slots=(("number", value),), ordinal=ordinal)
    ahead = _ahead(atoms, at)
    size, senses = wording.senses([atom.word for atom in ahead])
    last = ahead[size - 1]
    key = " ".join(atom.word.lower() for atom in ahead[:size])
    slots = tuple(_slots(senses, atoms, at, size, wording))
    item = _made(first, last, _key(key, slots), shadow, wording)
    return size, item._replace(
        spelled=_spelled(ahead[:size], shadow), slots=slots,
        cue=_cue(senses, item._replace(slots=slots), atoms, at, size, shadow, wording),
    )  # fmt: skip


def _spelled(atoms: Sequence[Atom], shadow: Shadow) -> str:
    """The atoms as they are written; a contraction stays one."""
    if any(atom.end - atom.start != len(atom.word) for atom in atoms):
        return shadow.folded[atoms[0].start : atoms[-1].end].lower().replace("’", "'")
    return " ".join(atom.word.lower() for atom in atoms)


def _ahead(atoms: Sequence[Atom], at: int) -> list[Atom]:
    """The atoms from `at` on that no mark divides."""
    ahead = [atoms[at]]
    for atom in atoms[at + 1 : at + _LONGEST]:
        if atom.clause != ahead[-1].clause or atom.kind not in ("word", "digits"):
            break
        ahead.append(atom)
    return ahead


def _made(first: Atom, last: Atom, key: str, shadow: Shadow, wording: Wording) -> Item:
    span = shadow.span(first.start, last.end)
    own = span.of(shadow.text)
    silent = str.maketrans("", "", wording.policy["silent"])
    loose = " ".join(fold(own.translate(silent)).lower().split())
    loose = re.sub(r"وا\b", "و", loose)  # يدعو, يدعوا: one is a slip for the other
    low = first.word.lower()
    shape = wording.policy["lead_shape"]
    bare = wording.bare(low) if shape and re.match(shape, low) else low
    lead = low[: len(low) - len(bare)]
    return Item(key, low, span, first.clause, first.sentence, loose=loose, lead=lead)


def _key(spelled: str, slots: Sequence[Slot]) -> str:
    """One key for all names of a month or a unit of measure."""
    for kind, value in slots:
        if kind in ("month", "measure"):
            return f"={kind}:{value}"
    return spelled


def _slots(
    senses: Sequence[Sense], atoms: Sequence[Atom], at: int, size: int, wording: Wording
) -> Iterator[Slot]:
    behind = atoms[at + size] if at + size < len(atoms) else None
    before = atoms[at - 1] if at else None
    near_number = any(atom and _numeral(atom, wording) for atom in (before, behind))
    for sense in senses:
        match sense.kind:
            case "month":
                led = (
                    before is not None
                    and wording.bare(before.word) in wording.policy["before_number"]
                )
                if near_number or led or sense.lead or " " in atoms[at].word or size > 1:
                    yield "month", sense.value
            case "unit":
                yield "unit", sense.value.name
                if sense.value.number == 2:
                    yield "number", Fraction(2)
            case "bound":
                if near_number:
                    yield sense.kind, sense.value
            case "weekday" | "deictic" | "direction" | "pod" | "decade" | "share" | "often" | \
                 "order" | "times" | "measure":  # fmt: skip
                yield sense.kind, sense.value


def _numeral(atom: Atom, wording: Wording) -> bool:
    if atom.kind == "digits":
        return True
    _, senses = wording.senses([atom.word])
    return any(sense.kind in _NUMERALS for sense in senses)


def _cue(
    senses: Sequence[Sense], item: Item, atoms: Sequence[Atom], at: int, size: int,
    shadow: Shadow, wording: Wording,
) -> str:  # fmt: skip
    own = item.span.of(shadow.text)
    if any(kind in ("month", "measure") for kind, _ in item.slots):
        return ""
    for word, cue in wording.apart.items():
        if own.endswith(word) and own[: -len(word)] in ("", *wording.policy["leads"]):
            return cue
    for sense in senses:
        if sense.kind == "may":
            verb = atoms[at + size].word if at + size < len(atoms) else ""
            return "" if _past(verb, wording) else "possible"
        if sense.kind == "negation" and any(s.kind == "bound" for s in senses):
            behind = atoms[at + size] if at + size < len(atoms) else None
            return "" if behind and _numeral(behind, wording) else "negation"
        if sense.value == sense.kind:
            return sense.kind
    return ""


def _past(verb: str, wording: Wording) -> bool:
    policy = wording.policy
    return verb.endswith(policy["past"]) or bool(re.match(policy["past_shape"], verb))


def _number(
    atoms: Sequence[Atom], at: int, wording: Wording
) -> tuple[int, Fraction | str, str, bool]:
    """How many atoms from `at` on make a number, its value, its key, whether it is an ordinal."""
    sums = _Sum()
    size, ordinal = 0, False
    while at + size < len(atoms):
        ahead = _ahead(atoms, at + size)
        if size and (ahead[0].clause != atoms[at].clause):
            break
        if size and ahead[0].word.lower() == wording.times.policy["and"] and len(ahead) > 1:
            step, sense = _numeric(ahead[1:], wording)
            if sense is None or not sums.add(sense, joined=True):
                break
            size += 1 + step
            continue
        step, sense = _numeric(ahead, wording)
        if sense is None:
            break
        if not sums.add(sense, joined=sense.lead.startswith(wording.times.policy["and"])):
            break
        ordinal |= sense.kind == "ordinal"
        size += step
    value = sums.value
    return size, value, f"#{value}", ordinal


def _numeric(ahead: Sequence[Atom], wording: Wording) -> tuple[int, Sense | None]:
    if ahead[0].kind == "digits":
        return 1, Sense("digits", _digits(ahead[0].word))
    length, senses = wording.senses([atom.word for atom in ahead])
    found = next((sense for sense in senses if sense.kind in _NUMERALS), None)
    if found and found.kind == "ordinal" and found.value < 0:
        return 1, None
    behind = ahead[length] if length < len(ahead) else None
    if found and found.kind == "number" and behind and _numeral(behind, wording):
        # ألفا ومئتي عائلة is a thousand in the accusative: the dual keeps its ن before "and"
        one = (s for s in senses if s.kind == "scale" and s.value * 2 == found.value)
        joined = behind.word.startswith(wording.times.policy["and"])
        found = next(one, found) if joined else found
    return length, found and found._replace(value=Fraction(found.value))


def _digits(written: str) -> Fraction:
    """The value of a number in digits: a comma before three of them parts thousands."""
    if _GROUPS.fullmatch(written):
        written = written.replace(",", "")
    if written.count(".") > 1 or (written.count(",") and written.count(".")):
        written = re.sub(r"[.,]", "", written)  # 1.234.567
    written = written.replace(",", "." if written.count(",") == 1 else "")
    return Fraction(written[:60])


class _Sum:
    """A number made of its words: ثلاثة ملايين ومئتان وخمسة وعشرون."""

    def __init__(self) -> None:
        self.total, self.current = Fraction(0), None  # type: Fraction, Fraction | None
        self.scale: Fraction | None = None  # the last one
        self.kind, self.vague = "", False

    @property
    def value(self) -> Fraction | str:
        value = self.total + (self.current or 0)
        return f"{value} and more" if self.vague else value

    def add(self, sense: Sense, *, joined: bool) -> bool:
        """Whether the word belongs to the number; it is counted then."""
        before, self.kind = self.kind, sense.kind
        if sense.kind in ("scale", "plural"):
            return self._scale(sense, joined)
        if self.vague:
            return False
        if not before:
            if sense.kind != "digits" and sense.value >= 1000:  # ألفان: two of a scale
                self.total, self.scale = sense.value, sense.value / 2
            else:
                self.current = sense.value
            return True
        if sense.kind == "fraction":
            return joined and self._part(sense.value)
        if sense.kind == "digits":
            return joined and self.current is None and self._smaller(sense.value)
        return before != "digits" and self._number(sense.value, joined)

    def _scale(self, sense: Sense, joined: bool) -> bool:
        if self.current is None and self.scale is not None and not joined:
            return bool(sense.value == self.scale)  # مليون ونصف المليون
        if sense.kind == "plural" and self.current is None and self.scale is None:
            self.vague = True
        if self.current is None and joined and not (self.scale and sense.value < self.scale):
            return False
        if sense.value == 100 and self.current is not None and self.current < 10:
            self.current *= 100
            return True
        self.total += (Fraction(1) if self.current is None else self.current) * sense.value
        self.current, self.scale = None, sense.value
        return True

    def _part(self, value: Fraction) -> bool:
        if self.current is not None:
            self.current += value
        else:
            self.total += value * (self.scale or 1)
        return True

    def _smaller(self, value: Fraction) -> bool:
        if self.scale is None or value >= self.scale:
            return False
        self.current = value
        return True

    def _number(self, value: Fraction, joined: bool) -> bool:
        now = self.current
        if now is None:
            return self._smaller(value)
        if value == 10 and now < 10 and not joined:  # ثلاثة عشر
            self.current = now + 10
        elif value == 100 and now < 10 and not joined:  # ثلاث مئة
            self.current = now * 100
        elif (
            (20 <= value < 100 and now < 10 and joined)
            or (value < 10 and 20 <= now < 100 and now % 10 == 0 and not joined)
            or (now >= 100 and now % 100 == 0 and value < 100)
        ):  # خمسة وعشرون, twenty five
            self.current = now + value
        else:
            return False
        return True
