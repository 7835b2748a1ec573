"""Every form that a cue verb takes in print, generated from its line in `cues.toml`."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any, Literal

from claimkit.language import Language
from claimkit.text import fold

Shape = Literal["past", "now", "doing", "noun"]


@dataclass(frozen=True, slots=True)
class Cue:
    """A verb that reports: what its source does with the content, and the frames it takes."""

    lemma: str
    does: str  # say, deny, opinion, predict, promise, call, accuse, describe, relay
    of: tuple[str, ...] = ()  # prepositions before a nominal content, folded; "" a direct object
    that: tuple[str, ...] = ()  # prepositions before أن, where the verb takes no bare one
    weak: bool = False
    subject: tuple[str, ...] = ()  # forms, folded, that report only where their subject stands
    to: bool = False  # an addressee stands before the content (دعا الحكومة إلى …)
    whom: bool = False  # it must have an addressee: a single noun behind it is he (حث القادة على)
    to_by: str = ""  # the preposition before the addressee, where only he makes a request of it
    only: str = ""  # the one shape that takes a nominal content
    documents: bool = False  # a nominal content only where a document is the subject
    whole: bool = False  # the object belongs to the content (اتهم X بـ Y)
    calls: bool = False  # an object and what it is held to be (عدّه سلوكا عدوانيا)
    judges: bool = False  # optional on a bare thing, a claim on a clause-like noun or a quotation
    own: bool = False  # a nominal content must carry the pronoun of its subject (جدد رفضه)
    within: bool = False  # the document that speaks stands behind في (جاء في البيان أن)
    amount: bool = False  # a number stands behind its ب (قدّر الخسائر بنحو مليون)
    verbal: bool = False  # a nominal content must be a verbal noun (وجه بمنع الزراعة)
    object: str = ""  # the one noun that makes a nominal content of it (تبنى مسؤولية)
    other: tuple[str, ...] = ()  # objects, folded, that make it another verb (توقّع اتفاقا: signs)
    fixed: tuple[str, ...] = ()  # nouns of a set phrase before its preposition (كشف النقاب عن)
    masdar: str = ""  # the verbal noun, folded
    of_by: bool = False  # the content may stand behind a glued ب
    of_for: bool = False  # … or ل
    people: bool = False  # a nominal content only of people (يشكو السكان من, but تشكو المنطقة من)
    kasra: bool = False  # the particle behind it is written إن
    signs: bool = False  # a name and a colon behind it are a byline (كتب فلان:)
    says: bool = False  # its verbal noun reports alone (قوله إن)
    source_by: str = ""  # the preposition before who is relayed (نقل عن, نسب إلى)


@dataclass(frozen=True, slots=True)
class Form:
    """One surface form of a cue: its shape and what the grammar says of its subject."""

    cue: Cue
    shape: Shape
    feminine: bool = False
    plural: bool = False
    object: bool = False  # an object pronoun is glued on (أعلنه)


_FLAGS = (
    "weak",
    "to",
    "whom",
    "only",
    "documents",
    "whole",
    "calls",
    "judges",
    "own",
    "within",
    "people",
    "kasra",
    "says",
    "signs",
    "verbal",
    "amount",
)
_GLUED = "بل"  # the prepositions that are one letter and never stand alone


@cache
def forms(language: Language) -> dict[str, tuple[Form, ...]]:
    """Folded surface form → the cue forms it may be, without the glued و and ف.

    >>> from claimkit.language import language
    >>> [(f.cue.lemma, f.shape, f.feminine) for f in forms(language("ar"))["ستعلن"]]
    [('أعلن', 'now', True)]
    """
    table: dict[str, list[Form]] = {}
    for does, verbs in language.table("cues").items():
        for past, entry in verbs.items():
            cue = _cue(past, does, entry)
            masdar, other = fold(entry.get("noun", "")), set(map(fold, entry.get("not", ())))
            for surface, form in _conjugate(cue, past, entry):
                if (form.object and fold(surface) == masdar) or fold(surface) in other:
                    continue  # إضافة is a noun, not "he added it"
                known = table.setdefault(fold(surface), [])
                if all(form.cue.lemma != other.cue.lemma for other in known):
                    known.append(form)
    return {surface: tuple(found) for surface, found in table.items()}


def _cue(past: str, does: str, entry: dict[str, Any]) -> Cue:
    flags = {name: entry[name] for name in _FLAGS if name in entry}
    return Cue(
        lemma=past,
        does=does,
        of=tuple(fold(p) for p in entry.get("of", ())),
        that=tuple(fold(p) for p in entry.get("that", ())),
        other=tuple(fold(noun) for noun in entry.get("other", ())),
        fixed=tuple(fold(p).split()[0] for p in entry.get("of", ()) if " " in p),
        masdar=fold(entry.get("noun", "")),
        object=fold(entry.get("object", "")),
        of_by=_GLUED[0] in entry.get("of", ()),
        of_for=_GLUED[1] in entry.get("of", ()),
        source_by=fold(entry.get("from", [""])[0]),
        to_by=fold(entry.get("to_by", "")),
        subject=tuple(map(fold, entry.get("subject", ()))),
        **flags,
    )


def _conjugate(cue: Cue, past: str, entry: dict[str, Any]) -> Iterator[tuple[str, Form]]:
    past, now = fold(past), fold(entry["now"])
    doing = fold(entry.get("doing", "م" + now[1:]))
    yield from _finite(cue, past, now)
    yield from _participles(cue, doing)
    if noun := fold(entry.get("noun", "")):
        stem = noun[:-1] + "ت" if noun.endswith("ه") else noun
        for pronoun in ("ه", "ها", "هم", "هما"):
            form = Form(cue, "noun", pronoun == "ها", pronoun == "هم")
            yield stem + pronoun, form
            yield "ب" + stem + pronoun, form
        yield "بال" + noun, Form(cue, "noun")  # اكتفى بالقول، رد بالإشارة إلى


def _finite(cue: Cue, past: str, now: str) -> Iterator[tuple[str, Form]]:
    # A verb that ends in a long vowel loses it before a vowel of the ending (نفى: نفت، نفوا).
    weak_past = past[:-1] if past[-1] in "يا" else past
    weak_now = now[:-1] if now[-1] in "يو" else now
    she = "ت" + now[1:]
    past_forms = (
        (past, False, False), (weak_past + "ت", True, False), (weak_past + "وا", False, True),
        (past + "ا", False, True), (weak_past + "تا", True, True),
    )  # fmt: skip
    now_forms = (
        (now, False, False), (she, True, False), (weak_now + "ون", False, True),
        (weak_now + "وا", False, True), (now + "ان", False, True), (she + "ان", True, True),
    )  # fmt: skip
    for shape, rows in (("past", past_forms), ("now", now_forms)):
        for surface, feminine, plural in rows:
            form = Form(cue, shape, feminine, plural)  # type: ignore[arg-type]
            yield surface, form
            if shape == "now":
                yield "س" + surface, form
            # The object pronoun: أعلنه، نشرته، وصفها; و loses its silent alef before it.
            # … and ى is written ا (نفاه).
            held = surface.removesuffix("ا") if surface.endswith("وا") else surface
            if shape == "past" and surface == past and past[-1] == "ي":
                held = past[:-1] + "ا"
            for pronoun in ("ه", "ها", "هم", "هما"):
                yield held + pronoun, Form(cue, shape, feminine, plural, object=True)  # type: ignore[arg-type]


def _participles(cue: Cue, doing: str) -> Iterator[tuple[str, Form]]:
    # Only the accusative is circumstance (…، مؤكدا أن); the feminine looks the same in all cases.
    stem = doing.removesuffix("ي") if doing.endswith("ي") else doing
    yield doing + "ا", Form(cue, "doing")
    yield doing + "ه", Form(cue, "doing", feminine=True)
    yield stem + "ين", Form(cue, "doing", plural=True)
    yield doing + "تين", Form(cue, "doing", feminine=True, plural=True)
