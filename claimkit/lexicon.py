"""What a printed word can be: its glued particles, the roles it plays, the cues it may be."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache

from claimkit.cues import Form, forms
from claimkit.language import Language
from claimkit.roles import CITES, NAME_OR_PREPOSITION, NAMED, Role
from claimkit.text import fold


@dataclass(frozen=True, slots=True)
class Word:
    """A printed form: `lead` counts the glued و/ف; `stem` has lost them and the article."""

    roles: int
    lead: int = 0
    stem: str = ""
    forms: tuple[Form, ...] = ()
    listed: bool = False  # its role as an abstract noun is in the list, not guessed from its shape
    under: Word | None = None  # another reading, with و or ف taken off (وعد: promised, or و + عدّ)
    speaks: bool = field(init=False)  # whether an attribution may hang on it

    def __post_init__(self) -> None:
        hangs = bool(self.forms or self.roles & CITES or self.stem == ":")
        object.__setattr__(self, "speaks", hangs)


_LISTS = {
    "quantities": Role.QUANTITY, "reasons": Role.REASON, "supposing": Role.SUPPOSING,
    "takes_up": Role.TAKES_UP, "makes_do": Role.MAKES_DO, "amounts": Role.AMOUNT,
    "issues": Role.ISSUES, "meeting_verb": Role.MEETING_VERB,
    "siblings": Role.SIBLING, "questions": Role.QUESTION, "for_part": Role.FOR_PART,
    "anonymity": Role.ANONYMITY, "anonymity_object": Role.ANONYMITY_OBJECT,
    "before_adverbial": Role.ADVERBIAL, "impersonal": Role.IMPERSONAL, "contrast": Role.CONTRAST,
    "but": Role.BUT, "negations": Role.NEGATION, "relatives": Role.RELATIVE,
    "auxiliaries": Role.AUXILIARY, "perfect_particles": Role.PERFECT,
    "topic_particles": Role.TOPIC, "conjunctions": Role.CONJUNCTION,
    "prepositions": Role.PREPOSITION, "attaching": Role.ATTACHING, "adverbs": Role.ADVERB,
    "pronouns": Role.PRONOUN, "demonstratives": Role.DEMONSTRATIVE,
    "quantifiers": Role.QUANTIFIER, "qualities": Role.QUALITY, "background": Role.BACKGROUND,
    "asides": Role.ASIDE, "after_quotation": Role.AFTER_QUOTATION,
}  # fmt: skip
_PARTICLES = {
    "in": Role.IN, "from": Role.FROM, "about": Role.ABOUT, "on": Role.ON, "to": Role.TO,
    "with": Role.WITH, "name_of": Role.NAME_OF, "each": Role.EACH,
    "what": Role.WHAT, "matter": Role.MATTER, "self": Role.SELF, "relayed": Role.RELAYED,
    "limit": Role.LIMIT, "wording": Role.WORDING, "his_wording": Role.HIS_WORDING,
    "tongue": Role.TONGUE, "on_it": Role.ON_IT, "through": Role.THROUGH,
    "same": Role.SAME, "learned": Role.LEARNED, "how": Role.HOW, "any": Role.ANY,
    "purpose": Role.PURPOSE, "no_news": Role.NO_NEWS,
    "withholds": Role.WITHHOLDS, "superlatives": Role.SUPERLATIVE,
    "received": Role.RECEIVED, "all": Role.ALL, "tones": Role.TONE,
}  # fmt: skip
_NOUNS = {
    "position": Role.POSITION, "anonymous": Role.ANONYMOUS, "organisation": Role.ORGANISATION,
    "outlet": Role.OUTLET, "document": Role.DOCUMENT, "medium": Role.MEDIUM,
    "platform": Role.PLATFORM, "titled": Role.TITLED,
    "joins": Role.JOINS, "honorific": Role.HONORIFIC, "family": Role.FAMILY,
    "oversees": Role.OVERSEES, "site": Role.SITE, "sent": Role.SENT, "hears": Role.HEARS,
    "rank": Role.RANK, "paper": Role.PAPER, "press": Role.PRESS, "kin": Role.KIN,
    "authority": Role.AUTHORITY, "news": Role.NEWS, "kunya": Role.KUNYA, "anyone": Role.ANYONE,
    "member": Role.MEMBER,
    "audience": Role.AUDIENCE, "event": Role.EVENT, "meeting": Role.MEETING, "office": Role.OFFICE,
    "participant": Role.PARTICIPANT, "abstract": Role.ABSTRACT, "place": Role.PLACE,
    "title_words": Role.TITLE_WORD, "given": Role.GIVEN,
}  # fmt: skip
_PRONOUNS = ("هما", "ها", "هم", "هن", "ه", "نا", "ني", "ي", "ك", "كم")
# إفعال, افتعال, انفعال, استفعال; تفعيل; مفاعلة: shapes that verbal nouns have and names seldom.
_VERBAL_NOUN = re.compile(
    r"(?:ا(?:ست|نت|ن|ت)?\w{2,4}ا\w?|ا\wا\wه|ت\w{1,3}ي\w|ت\wا\w{1,2}|م\w{1,2}ا\w{1,2}ه)$"
)
_POSSESSED_NOUN = re.compile(r"ت\w{3}$")  # تفعّل; without a pronoun too many names look so
_FIFTH_FORM = re.compile(r"ت[^\Wاي]\w[^\Wه]")  # تفعّل
_ENDINGS = ("ه", "ان", "ين", "ون", "ات", "ا", "و", "ي")
_OBLIQUE = ("ين", "ي")
_VERB_ENDINGS = ("", "ت", "ا", "وا", "ه", "ها", "هم", "ان", "ين", "ون", "ات", "ي", "يه")
_GLUED_NOUN = re.compile(
    r"\w{2}[او]\wه?$"
)  # فعال, فعول, فعالة: read as a verbal noun only behind ب
_VERBISH = re.compile(r"(?:س?ي|ست|سن)\w{3,}$")  # an imperfect; only where nothing else is known
_NISBA = re.compile(r"\w{3,}(?:ي|يه|يين|يون|يان|يتين)$")


class Lexicon(dict[str, Word]):
    """Folded word → `Word`, analysed at first sight and remembered."""

    _REMEMBERED = 200_000  # distinct forms; a hostile text cannot fill the memory

    def __init__(self, language: Language) -> None:
        super().__init__()
        self._forms = forms(language)
        self._fixed = _fixed(language)
        self._nouns = _nouns(language)
        both = (set(self._fixed) & set(self._nouns)) - {""}
        names = {
            w
            for w in both
            if (self._fixed[w] | self._nouns[w]) & NAME_OR_PREPOSITION == NAME_OR_PREPOSITION
        }
        self.ambiguous = frozenset(lead + word for word in names for lead in ("", "و", "ف"))
        self._native_w = frozenset(map(fold, language.table("words")["native_w"]))
        self._native_f = frozenset(map(fold, language.table("words")["native_f"]))
        spelled = language.table("words")["letters"]
        self.letters = frozenset(map(fold, spelled["first"]))
        self.letters_behind = frozenset(map(fold, spelled["behind"]))
        self.without_hamza = _without_hamza(language)
        self.citing_phrases = _citing_phrases(language)
        self._together = _told_together(language)
        self._ended = _ends_it(language)
        self.folded_together = self.ambiguous | self.without_hamza
        nouns = language.table("words")["nouns"]["abstract"]
        above = {fold(noun) for noun in nouns if noun[0] == "أ"}
        self._below = {fold(noun) for noun in nouns if noun[0] == "إ"} - above
        self._no_article = frozenset(map(fold, language.table("words")["no_article"]))
        self._native_b = frozenset(map(fold, language.table("words")["nouns"]["native_b"]))

    def __missing__(self, word: str) -> Word:
        if len(self) >= self._REMEMBERED:
            self.clear()
        found = self[word] = self._analyse(word)
        return found

    def _analyse(self, word: str) -> Word:
        if not word[:1].isalnum():
            return Word(Role.MARK, stem=word)
        whole = self._core(word, 0)
        if len(word) > 2 and word[0] in "وف" and word not in self._native_f:
            rest = self._core(word, 1)
            if rest.roles & ~Role.VERBISH or rest.forms:  # فيتمان is no ف + يتمان
                if not (whole.roles & ~Role.NISBA) and not whole.forms:
                    return rest
                if whole.forms and rest.forms:
                    return Word(whole.roles, 0, whole.stem, whole.forms, False, rest)
        return whole

    def _core(self, word: str, lead: int) -> Word:
        core = word[lead:]
        roles = self._fixed.get(core, 0)
        if roles & Role.THAT:
            return Word(roles, lead, core)
        found = self._forms.get(core, ())
        noun, stem = self._noun(core)
        listed = self._is_listed(core.removeprefix("ال"))
        return Word(int(roles | noun), lead, stem, found, listed)

    def _is_listed(self, core: str) -> bool:
        bare = self.unpossessed(core)
        return any(self._nouns.get(word, 0) & Role.ABSTRACT for word in (core, bare))

    def _noun(self, core: str) -> tuple[int, str]:
        """The roles of a noun under its article, glued prepositions and pronouns."""
        if core[-1:].isdigit() and (named := self._numbered(core)):
            return named, core
        if core in self._no_article:
            return self._nouns.get(core, 0), core
        if core in self._nouns:
            # إلغاء begins with no article; verbal nouns are listed without one
            article = core.startswith("ال") and not self._nouns[core] & (Role.ABSTRACT | Role.GIVEN)
            definite = Role.DEFINITE | self._nouns.get(core[2:], 0) if article else 0
            return self._nouns[core] | definite | self._shape(core), core.removeprefix("ال")
        own = Role.POSSESSED | Role.ABSTRACT
        if core.startswith("ال") and (known := self._possessed(core)) & own == own:
            return known | self._shape(core), core  # التزامهم is no ال + تزام
        for prefix, role in (
            ("ال", Role.DEFINITE), ("لل", Role.GLUED_L | Role.DEFINITE),
            ("بال", Role.GLUED_B | Role.DEFINITE), ("كال", Role.DEFINITE),
        ):  # fmt: skip
            verb = prefix == "ال" and core in self._forms  # ألمح is no ال + مح
            if core.startswith(prefix) and len(core) > len(prefix) + 1 and not verb:
                rest = core[len(prefix) :]
                listed = self._nouns.get(rest, 0) | self._nouns.get("ال" + rest, 0)
                known = listed or self._inflected(rest)
                return known | role | self._shape(rest), rest
        if len(core) > 3 and core[0] in "لب" and core not in self._native_b:
            rest = core[1:]
            known = self._possessed(rest)
            glued = Role.GLUED_L if core[0] == "ل" else Role.GLUED_B
            if (
                core[0] == "ب"
                and core[1] not in "الي"
                and not known
                and core not in self._nouns
                and _GLUED_NOUN.fullmatch(rest)
            ):
                return Role.ABSTRACT | glued, rest
            # لإنقاذ; a ل before another letter begins too many names
            shaped = core[0] == "ب" or (rest[0] == "ا" and not self._inflected(core))
            fifth = core[0] == "ب" and _FIFTH_FORM.fullmatch(rest)  # بتجنب
            if fifth and not known:
                return Role.ABSTRACT | glued, rest
            if known or (shaped and _VERBAL_NOUN.fullmatch(rest)):
                return known | glued | self._shape(rest), rest
        if core.startswith("بب") and core not in self._native_b:
            return Role.GLUED_B | self._possessed(core[1:]), core[1:]  # ببراءته
        own = core in self._native_b or core[:-2] + "ه" in self._nouns  # بلديات
        if core[0] == "ب" and core.endswith("ات") and len(core) > 5 and not own:
            return Role.GLUED_B | Role.ABSTRACT, core[1:]  # بعقوبات
        if any(form.shape == "doing" for form in self._forms.get(core, ())):
            return self._shape(core), core  # مشيرة is no "his field marshal"
        known = self._possessed(core) or self._inflected(core) or self._accusative(core)
        return known | self._shape(core) or self._verbish(core), core

    def _numbered(self, core: str) -> int:
        """كوردستان24, لفرانس24: a place or outlet with its number is an outlet."""
        base = core.rstrip("0123456789")
        glued = {"ب": Role.GLUED_B, "ل": Role.GLUED_L}.get(base[:1], 0)
        for name, role in ((base, 0), (base[1:], glued)):
            if self._nouns.get(name, 0) & (Role.PLACE | Role.OUTLET):
                return Role.OUTLET | role
        return 0

    def _accusative(self, core: str) -> int:
        """A verbal noun, or عدد, with the alef of the indefinite accusative (تراجعا, عددا)."""
        bare = core.removesuffix("ا")
        if bare == core or core in self._forms or core in self._fixed:
            return 0
        known = self._nouns.get(bare, 0)
        number = Role.QUANTITY if self._fixed.get(bare, 0) & Role.QUANTITY else 0
        return (known | self._shape(bare)) & (Role.ABSTRACT | Role.DOCUMENT) | number

    def _inflected(self, core: str) -> int:
        """A dual or sound plural of an office (وزيرا خارجية البلدين, مديرو)."""
        if core in self._forms:
            return 0
        for ending in _ENDINGS:
            base = core.removesuffix(ending)
            if base != core and self._nouns.get(base, 0) & Role.POSITION:
                oblique = Role.OBLIQUE if ending in _OBLIQUE else 0
                return self._nouns[base] & ~Role.GIVEN | oblique
        return 0

    def _verbish(self, core: str) -> int:
        return Role.VERBISH if _VERBISH.fullmatch(core) and core not in self._fixed else 0

    def with_hamza(self, word: str) -> Word:
        """What a word of `without_hamza` is with a hamza behind it (بإنهاء is no بأنها)."""
        lead = 1 if word[0] in "وف" else 0
        core = word[lead:]
        if core not in self._ended:
            return Word(0, stem=word)
        glued = {"ب": Role.GLUED_B, "ل": Role.GLUED_L}.get(core[0], 0)
        return Word(Role.ABSTRACT | glued, lead, core[1:] if glued else core)

    def has_hamza_below(self, stem: str) -> bool:
        """Whether a listed verbal noun is written with إ (إجراؤه, but أجراه is "he made it")."""
        return stem in self._below or self.unpossessed(stem) in self._below

    def unpossessed(self, word: str) -> str:
        """A noun without the pronoun glued on (معاليه, سعادته)."""
        for pronoun in ("ها", "هم", "ه"):
            if word.endswith(pronoun) and len(word) > len(pronoun) + 2:
                bare = word[: -len(pronoun)]
                return bare[:-1] + "ه" if bare.endswith("ت") else bare
        return word

    def is_common(self, word: str) -> bool:
        """Whether a word is more likely a verb or a common noun than part of a name."""
        known = self[word]
        noun = known.roles & Role.ABSTRACT and not known.roles & (Role.GIVEN | Role.NISBA)
        return bool(known.forms or noun) and not known.roles & Role.GIVEN

    def spells(self, name: Sequence[str]) -> bool:
        """Whether a name is foreign letters in a row (سي إن إن)."""
        behind = self.letters | self.letters_behind
        return len(name) > 1 and name[0] in self.letters and behind.issuperset(name)

    def told_together(self, words: Sequence[str]) -> Iterator[tuple[int, Word]]:
        """Where words stand that mean something else together, and what (بان كي مون)."""
        if self._together.keys().isdisjoint(words):
            return
        for token, first in enumerate(words):
            for phrase, roles in self._together.get(first, ()):
                if list(words[token : token + len(phrase)]) == phrase:
                    for nth, (word, role) in enumerate(zip(phrase, roles, strict=True)):
                        yield token + nth, Word(role, stem=word)

    def without_article(self, word: str) -> Word:
        """A word whose ال is no article, as its own hamza shows (إلينا, بإلزام)."""
        lead = 1 if word[0] in "وف" else 0
        glued = {"ب": Role.GLUED_B, "ل": Role.GLUED_L}.get(word[lead], 0)
        core = word[lead + bool(glued) :]
        return Word(self._possessed(core) | self._shape(core) | glued, lead, core)

    def conjoined(self, word: str) -> int:
        """How many code points of و or ف a word at the head of a clause begins with."""
        known = self[word]
        if known.lead or known.roles & ~Role.NISBA or known.forms or len(word) < 4:
            return known.lead
        native = any(word.startswith(w) and word[len(w) :] in _VERB_ENDINGS for w in self._native_w)
        return 1 if word[0] == "و" and not native else 0

    def _possessed(self, core: str) -> int:
        if core in self._nouns:
            return self._nouns[core]
        for pronoun in _PRONOUNS:
            if core.endswith(pronoun) and len(core) > len(pronoun) + 2:
                bare = core[: -len(pronoun)]
                bare_f = bare[:-1] + "ه" if bare.endswith("ت") else bare
                known = self._nouns.get(bare) or self._nouns.get(bare_f)
                named = known and known & (Role.GIVEN | Role.PLACE | Role.FAMILY)
                if known and (not named or known & Role.ABSTRACT):  # but رضاه, أملها
                    # مديري الإدارات: "my managers" would have no article behind it
                    oblique = Role.OBLIQUE if pronoun == "ي" and known & Role.POSITION else 0
                    return known | Role.POSSESSED | oblique | self._shape(bare) & Role.ABSTRACT
                if (
                    pronoun in ("ه", "ها", "هم", "هما")
                    and not core.startswith("ال")
                    and any(
                        _VERBAL_NOUN.fullmatch(b) or _POSSESSED_NOUN.fullmatch(b)
                        for b in (bare, bare_f)
                    )
                ):
                    return Role.ABSTRACT | Role.POSSESSED
        return 0

    def _shape(self, rest: str) -> int:
        roles = Role.NISBA if _NISBA.fullmatch(rest) else 0
        return roles | (
            Role.ABSTRACT
            if _VERBAL_NOUN.fullmatch(rest) and not self._nouns.get(rest, 0) & NAMED
            else 0
        )


@cache
def lexicon(language: Language) -> Lexicon:
    """The lexicon of a language; it fills as words are met."""
    return Lexicon(language)


def _without_hamza(language: Language) -> frozenset[str]:
    """Forms that end in ا, folded; with a hamza behind it they are other words (ما, ماء)."""
    words = (w for name in _LISTS for w in language.table("words")[name])
    particles = (w for name in _PARTICLES for w in language.table("words")["particle"][name])
    verbs = (v for family in language.table("cues").values() for v in family)
    told = frozenset(fold(w) for w in (*words, *particles, *verbs) if w.endswith("ا"))
    return told | {lead + word for word in _ends_it(language) for lead in ("", "و", "ف")}


def _ends_it(language: Language) -> set[str]:
    """إنها, بأنها, لأنها: with a hamza behind them they are the verbal noun إنهاء."""
    that = language.table("words")["complementisers"]
    return {fold(glued + word + "ها") for word in that for glued in ("", "ب", "ل")}


def _fixed(language: Language) -> dict[str, int]:
    words = language.table("words")
    table: dict[str, int] = {}

    def add(word: str, role: int) -> None:
        table[fold(word)] = table.get(fold(word), 0) | role

    for name, role in _LISTS.items():
        for word in words[name]:
            add(word, role)
    for prefix in ("", *words["complementiser_prepositions"][:1]):
        for that in words["complementisers"]:
            add(prefix + that, Role.THAT)
            for pronoun in _PRONOUNS:
                add(prefix + that + pronoun, Role.THAT | Role.THAT_HE)
    for name, role in _PARTICLES.items():
        for word in words["particle"][name]:
            add(word, role)
    for word in words["reasons"]:
        add(word, Role.CONJUNCTION)
    citing = words["citing"]
    for name, role in (
        ("always", Role.CITING),
        ("sources", Role.CITING_SOURCES),
        ("like", Role.LIKE),
        ("own", Role.CITING_OWN),
    ):
        for word in citing[name]:
            add(word, role)
    for word in _citing_phrases(language):
        table[word] = table.get(word, 0) | Role.CITING_PHRASE
    for word in citing["norms"]:
        add(word, Role.NORM)
    return table


def _told_together(language: Language) -> dict[str, list[tuple[list[str], list[int]]]]:
    """First word → the words of names and offices that mean something else apart, their roles."""
    table: dict[str, list[tuple[list[str], list[int]]]] = {}
    together = language.table("words")["together"]
    title = Role.DEFINITE | Role.TITLE_WORD
    kinds = (("names", Role.GIVEN, Role.GIVEN), ("offices", Role.POSITION, title))
    for kind, head, rest in kinds:
        for phrase in together[kind]:
            words = fold(phrase).split()
            table.setdefault(words[0], []).append((words, [head, *[rest] * (len(words) - 1)]))
    return table


def _citing_phrases(language: Language) -> dict[str, tuple[str, ...]]:
    """The longest word of each citing phrase, folded, and all its words."""
    phrases = (fold(p).split() for p in language.table("words")["citing"]["phrases"])
    return {max(phrase, key=len): tuple(phrase) for phrase in phrases}


def _nouns(language: Language) -> dict[str, int]:
    table: dict[str, int] = {}
    for name, role in _NOUNS.items():
        for word in language.table("words")["nouns"][name]:
            table[fold(word)] = table.get(fold(word), 0) | role
    return table
