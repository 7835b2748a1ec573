"""Sentences as attribution reads them: words with their roles, quotations and dates marked."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import accumulate
from typing import NamedTuple

from claimkit.lexicon import Lexicon, Word
from claimkit.model import TimeExpression
from claimkit.quotes import Quoted
from claimkit.roles import SOURCE_NOUN, Role, told_apart
from claimkit.text import SENTENCE_END, TOKEN, Shadow

_TOKEN = re.compile(rf"((?<!\w)\w\.(?=\s\S)|{TOKEN}|[^\w\s])")
_WORD = re.compile(r" *(\w+)")
_LONGEST = 2_000  # code points
_GLUES = (("ل", Role.GLUED_L), ("ب", Role.GLUED_B))
_ANNOUNCED = 8  # tokens of وقال and its subject before a quotation
_BLANK = 40  # code points without a word between a colon and what it announces
_OUTSIDE = 4  # how far behind a sentence rules look
_OPENERS = frozenset('"«»“”„‟‹›')
_EDGE = frozenset("،,:؛;.-–—/ـ!?؟…|*•")


@dataclass(slots=True)
class Sentence:
    """One sentence of the shadow; token `i` is `words[i]` at folded `starts[i]:ends[i]`."""

    lexicon: Lexicon
    words: list[str]
    starts: list[int]
    ends: list[int]
    info: list[Word]
    roles: list[int]  # of each token, and none before the first and behind the last
    quoted: list[int] = field(default_factory=list)  # index of the quotation a token is in, or -1
    quotes: list[tuple[int, int, Quoted]] = field(default_factory=list)  # first, last + 1
    openers: dict[int, tuple[int, int, Quoted]] = field(default_factory=dict)  # … by their first
    times: dict[int, tuple[int, TimeExpression]] = field(default_factory=dict)  # first → last + 1
    cues: list[int] = field(default_factory=list)  # the tokens that may be cues
    first_person: set[int] = field(default_factory=set)  # أعتقد, which folding makes اعتقد
    accusative: set[int] = field(default_factory=set)  # رقماً: what no subject is
    kasra: set[int] = field(default_factory=set)  # إن, which folding makes one with أن
    cited: dict[int, int] = field(default_factory=dict)  # citing phrases: first → last + 1

    def __len__(self) -> int:
        return len(self.words)

    def word(self, token: int) -> str:
        """The folded word, empty outside the sentence."""
        return self.words[token] if 0 <= token < len(self.words) else ""

    def stem(self, token: int) -> str:
        """The word without glued و and ف."""
        return self.word(token)[self.info[token].lead :] if 0 <= token < len(self.info) else ""

    def conjoined(self, token: int) -> int:
        """Code points of و or ف before the word that opens a clause."""
        return self.lexicon.conjoined(self.words[token])

    def is_mark(self, token: int) -> bool:
        """Whether a token is punctuation."""
        return bool(self.roles[token] & Role.MARK)

    def opens_quote(self, token: int) -> tuple[int, int, Quoted] | None:
        """The quotation whose opening mark this token is."""
        return self.openers.get(token)

    def quote_of(self, token: int) -> tuple[int, int, Quoted] | None:
        """The quotation that holds this token."""
        number = self.quoted[token] if 0 <= token < len(self.words) else -1
        return self.quotes[number] if number >= 0 else None

    def trimmed(self, first: int, last: int) -> tuple[int, int]:
        """The range without punctuation at its edges, quotes kept where they are balanced."""
        while first < last and self.words[first] in _EDGE:
            first += 1
        while first < last and self.words[last - 1] in _EDGE:
            last -= 1
        for a, b, quoted in self.quotes:
            if a == first and b == last and last - first > 2:
                return (a + 1, b - 1) if quoted.closed else (a + 1, b)
            if a == first and not quoted.closed:
                first += 1
        if last > first and self.words[last - 1] in _OPENERS and not self._closes(first, last - 1):
            last -= 1
        return first, last

    def _closes(self, first: int, token: int) -> bool:
        return any(a >= first and b == token + 1 and q.closed for a, b, q in self.quotes)

    def folded_range(self, first: int, last: int) -> tuple[int, int]:
        """Folded offsets of tokens `first` to `last - 1`."""
        return self.starts[first], self.ends[last - 1]


class _Words(NamedTuple):
    """Every token of a text: the lists that sentences are slices of."""

    words: list[str]
    starts: list[int]
    ends: list[int]
    info: list[Word]
    roles: list[int]
    tanwin: bool  # whether the text writes the ending of the accusative
    hamza: bool  # … and the hamza of إن

    @classmethod
    def of(cls, shadow: Shadow, lexicon: Lexicon) -> _Words:
        """The tokens of a folded text; asking each match for its place would take longer."""
        pieces = _TOKEN.split(shadow.folded)  # gap, token, gap, token, …, gap
        edges = list(accumulate(map(len, pieces)))
        info = list(map(lexicon.__getitem__, pieces[1::2]))
        roles = [word.roles for word in info]
        return cls(
            pieces[1::2],
            edges[:-1:2],
            edges[1::2],
            info,
            roles,
            "ً" in shadow.text,
            "إ" in shadow.text,
        )


def split(
    shadow: Shadow,
    quotes: Sequence[Quoted],
    times: Sequence[tuple[int, int, TimeExpression]],
    lexicon: Lexicon,
) -> Iterator[Sentence]:
    """The sentences of a folded text in which anything may be attributed, in order.

    A full stop inside a closed quotation ends none.
    """
    text = _Words.of(shadow, lexicon)
    speaking = [token for token, word in enumerate(text.info) if word.speaks]
    first = quote_at = time_at = next_speaking = 0
    bounds = _bounds(shadow.folded, quotes, lexicon)
    pieces = (piece for whole in bounds for piece in _cut(shadow, *whole))
    for _, end in pieces:
        last = bisect_left(text.starts, end, first)
        next_speaking = bisect_left(speaking, first, next_speaking)
        speaks = next_speaking < len(speaking) and speaking[next_speaking] < last
        sentence = _sentence(shadow, text, first, last, lexicon) if speaks else None
        first = last
        while quote_at < len(quotes) and quotes[quote_at].start < end:
            if sentence:
                _mark_quote(sentence, quotes[quote_at])
            quote_at += 1
        while time_at < len(times) and times[time_at][0] < end:
            if sentence:
                _mark_time(sentence, times[time_at])
            time_at += 1
        if sentence:
            yield sentence


def _cut(shadow: Shadow, start: int, end: int) -> Iterator[tuple[int, int]]:
    """A sentence in pieces of a length that somebody may have written.

    What a rule costs grows with the square of a sentence; nobody writes three pages without a stop.
    """
    while end - start > _LONGEST:
        space = shadow.folded.rfind(" ", start + 1, start + _LONGEST)
        middle = space if space > start else start + _LONGEST
        yield start, middle
        start = middle
    yield start, end


def _bounds(folded: str, quotes: Sequence[Quoted], lexicon: Lexicon) -> Iterator[tuple[int, int]]:
    start, nth = 0, 0
    for stop in SENTENCE_END.finditer(folded):
        at, end = stop.span()
        while nth < len(quotes) and quotes[nth].end <= at:
            nth += 1
        if nth < len(quotes) and quotes[nth].start <= at and quotes[nth].closed:
            quote = quotes[nth]
            # …". at the very end of a quotation ends the sentence behind the closing mark.
            if end < quote.outer or folded[quote.end : quote.end + 1] not in ("", " ", "\n"):
                continue
            if (word := _WORD.match(folded, quote.end)) and lexicon[word[1]].roles & Role.THAT:
                continue  # تحت عنوان «إلى أين؟» أن …
            end = quote.end
        elif _goes_on(folded, stop, quotes[nth : nth + 1]):
            continue
        if end > start:
            yield start, end
            start = end
    if start < len(folded):
        yield start, len(folded)


def _goes_on(folded: str, stop: re.Match[str], quotes: Sequence[Quoted]) -> bool:
    """No end at all: an abbreviation, or a line that announces the quotation on the next."""
    if stop[0] == ".":
        return _abbreviates(folded, stop.start())
    return stop[0] == "\n" and any(_announced(folded, stop.start(), quote) for quote in quotes)


def _announced(folded: str, at: int, quote: Quoted) -> bool:
    """A colon at the end of a line, and the next one begins with the quotation."""
    between = folded[at : min(quote.start, at + _BLANK)]
    colon = folded[max(at - _BLANK, 0) : at].rstrip().endswith(":")
    return colon and at < quote.start <= at + _BLANK and between.isspace()


def _abbreviates(folded: str, at: int) -> bool:
    """A single letter before the stop (د. سامي)."""
    return (
        folded[at - 1 : at].isalpha() and not folded[max(at - 2, 0) : at - 1].isalnum() and at > 1
    )


def _sentence(shadow: Shadow, text: _Words, first: int, last: int, lexicon: Lexicon) -> Sentence:
    here = slice(first, last)
    words, starts, info = text.words[here], text.starts[here], text.info[here]
    # Zeros behind the last serve the indices just outside on both sides.
    roles = text.roles[here] + [0] * _OUTSIDE
    made = Sentence(lexicon, words, starts, text.ends[here], info, roles, [-1] * len(words))
    if not lexicon.letters.isdisjoint(words):
        _spell(made)
    for token, word in lexicon.told_together(words):
        info[token], roles[token] = word, word.roles
    if not lexicon.folded_together.isdisjoint(words):
        _tell_apart(made, shadow)
    for token, word in enumerate(info):
        if word.forms or word.roles & _TOLD_APART:
            printed = _as_written(made, shadow, token, word)
            info[token], roles[token] = printed, printed.roles
    if text.hamza:
        _find_van(made, shadow)
    if text.tanwin:
        own = (shadow.own(end - 1) for end in made.ends)
        made.accusative = {t for t, at in enumerate(own) if "ً" in shadow.text[at - 1 : at + 2]}
    made.kasra = {
        token
        for token, word in enumerate(info)
        if word.roles & Role.THAT and shadow.text[shadow.own(starts[token] + word.lead)] == "إ"
    }
    made.cues = [token for token, word in enumerate(info) if word.forms]
    made.cues = [token for token in made.cues if not _is_surname(made, token)]
    made.first_person = {t for t in made.cues if _is_first_person(shadow, starts[t], info[t])}
    return made


def _find_van(s: Sentence, shadow: Shadow) -> None:
    """إيما فان ديك: no فإن, in a text that writes its hamzas."""
    for token, word in enumerate(s.info):
        that = word.lead and word.roles & Role.THAT and not s.roles[token - 1] & Role.MARK
        if that and not s.roles[token + 1] & ~Role.GIVEN:
            if shadow.text[shadow.own(s.starts[token] + word.lead)] == "ا":
                s.info[token] = Word(Role.GIVEN, stem=s.words[token])
                s.roles[token] = Role.GIVEN


def _closes_name(s: Sentence, token: int) -> bool:
    """، الإيطالي جانلوكا فيري، أن: between commas no verb stands last, but behind أما."""
    comma = s.words[token + 1 : token + 2] in (["،"], [","])
    if not comma or any(s.roles[t] & Role.TOPIC for t in range(token)):
        return False
    return token > 1 and not s.roles[token - 1] & ~(Role.GIVEN | Role.NISBA)


def _is_surname(s: Sentence, token: int) -> bool:
    """قال لوح, أعلن الوزير الطيب لوح: no verb follows another one and its subject at once."""
    word, before = s.info[token], token - 1
    if word.lead and s.words[token][0] == "ف" and _closes_name(s, token):
        s.info[token], s.roles[token] = Word(0, stem=s.words[token]), 0
        return True
    if word.lead or word.roles & ~Role.VERBISH or all(f.shape != "past" for f in word.forms):
        return False
    told = Role.DEFINITE | Role.GIVEN | Role.NISBA | Role.TITLE_WORD | Role.POSITION | Role.RANK
    whole = Role.DEFINITE | Role.GIVEN
    if not (s.roles[before] & whole or s.info[before].forms):
        return False
    while before > 0 and s.roles[before] & told and not s.info[before].forms:
        before -= 1
    verbs = (f for f in s.info[before].forms if f.shape == "past" and f.cue.does == "say")
    opens = any(not f.cue.weak and not f.object for f in verbs)
    if opens and s.roles[before] & SOURCE_NOUN == 0:
        s.info[token] = replace(word, forms=())
        return True
    return False


_BY_SHAPE = Role.GLUED_B | Role.ABSTRACT
_TOLD_APART = Role.ABSTRACT | Role.DEFINITE  # … and all verbs: what `_as_written` looks at
_ARTICLE = Role.DEFINITE | Role.NISBA | Role.ABSTRACT | Role.GLUED_B | Role.GLUED_L


def _spell(s: Sentence) -> None:
    """Foreign letters in a row are a name, of an outlet mostly (سي إن إن, لبي بي سي)."""
    known = s.lexicon.letters | s.lexicon.letters_behind
    token = 0
    while token < len(s):
        word, last = s.words[token], token + 1
        glued = next((role for p, role in _GLUES if word[:1] == p and word[1:] in known), 0)
        while (word in s.lexicon.letters or glued) and last < len(s) and s.words[last] in known:
            last += 1
        last -= _opens_clause(s, token, last)
        if last > token + 1:
            for at in range(token, last):
                roles = Role.OUTLET | glued if at == token else 0
                s.info[at], s.roles[at] = Word(roles, stem=s.words[at]), roles
        token = last


def _opens_clause(s: Sentence, first: int, last: int) -> bool:
    """لإذاعة إف إم | أن: a last one that stands alone is no letter, as in سي إن إن."""
    that = 0
    while last - that > first and s.roles[last - that - 1] & Role.THAT:
        that += 1
    return that % 2 == 1 and last - first > 2


def _tell_apart(s: Sentence, shadow: Shadow) -> None:
    """Words that folding made one with others, by the letters that they have in the text."""
    for token, word in enumerate(s.words):
        if word in s.lexicon.without_hamza and _ends_in_hamza(shadow, s.ends[token]):
            s.info[token] = told = s.lexicon.with_hamza(word)  # ماء is no ما
            s.roles[token] = told.roles
        if word in s.lexicon.ambiguous:
            s.roles[token] = told_apart(s.roles[token], shadow.text[shadow.own(s.ends[token] - 1)])


def _as_written(s: Sentence, shadow: Shadow, token: int, word: Word) -> Word:
    """A word without what its own letters rule out, which folding made one with others.

    نسبة is no "he ascribed it", whose pronoun is written ه; وجهاء is no dual of وجه; باطلا is no
    بإلغاء, and the ال of إلينا no article.
    """
    folded, roles = s.words[token], word.roles
    if word.forms and roles & Role.ORGANISATION and folded[-1] == "ي":
        # نادي الأسير is no نادى
        verb = shadow.text[shadow.own(s.ends[token] - 1)] == "ى"
        return word if verb else replace(word, forms=())
    if word.forms and folded[-1] in "ها":
        return _without_forms(shadow, s.ends[token], word)
    if roles & _BY_SHAPE == _BY_SHAPE and folded[-1] == "ا" and not word.listed:
        return word if _ends_in_hamza(shadow, s.ends[token]) else Word(0, stem=folded)
    if roles & Role.ABSTRACT and folded[word.lead] == "ا":
        above = shadow.text[shadow.own(s.starts[token] + word.lead)] == "أ"
        if above and (not word.listed or s.lexicon.has_hamza_below(word.stem)):
            return replace(word, roles=roles & ~Role.ABSTRACT)  # أوهاج: إفعال has its hamza below
    if roles & Role.DEFINITE and not roles & ~_ARTICLE:
        at = folded.find("ال", 0, 4)
        if at >= 0 and shadow.text[shadow.own(s.starts[token] + at)] in "أإآ":
            return s.lexicon.without_article(folded)
    return word


def _without_forms(shadow: Shadow, end: int, word: Word) -> Word:
    last = shadow.text[shadow.own(end - 1)]
    kept = word.forms
    if last == "ة":
        kept = tuple(form for form in kept if not form.object)
    elif _ends_in_hamza(shadow, end):
        kept = tuple(form for form in kept if form.cue.lemma.endswith("ء"))
    return word if kept == word.forms else replace(word, forms=kept)


def _ends_in_hamza(shadow: Shadow, end: int) -> bool:
    behind = shadow.own(end - 1) + 1
    return shadow.text[behind : behind + 1] == "ء"


def _is_first_person(shadow: Shadow, start: int, word: Word) -> bool:
    """أعتقد is "I think": its third person, اعتقد, is written without hamza."""
    bare = all(form.cue.lemma.startswith("ا") for form in word.forms)
    return bare and shadow.text[shadow.own(start + word.lead)] == "أ"


def _mark_quote(sentence: Sentence, quoted: Quoted) -> None:
    first = bisect_left(sentence.starts, quoted.start)
    last = bisect_left(sentence.starts, quoted.end)
    if not quoted.closed:
        last = _before_cue(sentence, first, last)
    if first < last:
        number = len(sentence.quotes)
        quote = (first, last, quoted)
        sentence.quotes.append(quote)
        sentence.openers[first] = quote
        for token in range(first, last):
            sentence.quoted[token] = number


def _before_cue(sentence: Sentence, first: int, last: int) -> int:
    """Where a quotation that nobody closed surely ends: before وقال الوزير and the next mark."""
    for token in range(last - 1, max(last - _ANNOUNCED, first + 1), -1):
        word = sentence.info[token]
        if word.lead and any(f.shape == "past" and not f.cue.weak for f in word.forms):
            return token
    return last


def _mark_time(sentence: Sentence, time: tuple[int, int, TimeExpression]) -> None:
    first = bisect_left(sentence.ends, time[0] + 1)
    last = bisect_left(sentence.starts, time[1])
    if first < last:
        sentence.times[first] = (last, time[2])
