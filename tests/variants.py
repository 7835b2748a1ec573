"""The seed article told otherwise: other names, months, digits, marks, spellings, orders and verbs.

Each variant changes the text and, by the same substitutions, what must be read in it.
"""

import random
import tomllib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import pairwise
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent
SEED = HERE.parent / "seeds" / "000_5ef256accc8a372d.txt"

Claim = Mapping[str, str]


@dataclass(frozen=True)
class Told:
    """A text and what must be read in it."""

    text: str
    claims: tuple[Claim, ...]
    dates: Mapping[str, str]
    published: str
    publisher: str
    relayed: str
    finds: tuple[str, ...]
    silent: tuple[str, ...]


Change = Callable[[Told], Told]


def seed() -> Told:
    table: dict[str, Any] = tomllib.loads((HERE / "cases" / "seed.toml").read_text("utf-8"))
    table |= {key: tuple(table[key]) for key in ("claims", "finds", "silent")}
    return Told(SEED.read_text(encoding="utf-8"), **table)


def replaced(pairs: Mapping[str, str]) -> Change:
    """Each word for another, in the text and in what is expected; longer ones first."""

    def swap(text: str) -> str:
        for n, old in enumerate(sorted(pairs, key=len, reverse=True)):
            text = text.replace(old, f"\0{n}\0")
        for n, old in enumerate(sorted(pairs, key=len, reverse=True)):
            text = text.replace(f"\0{n}\0", pairs[old])
        return text

    return lambda told: each(told, swap)


def each(told: Told, swap: Callable[[str], str]) -> Told:
    """The same change to the text and to every word that is expected from it."""
    words = ("opens", "closes", "cue", "source", "medium", "speaker")
    return replace(
        told,
        text=swap(told.text),
        claims=tuple(
            {key: swap(value) if key in words else value for key, value in claim.items()}
            for claim in told.claims
        ),
        dates={swap(written): value for written, value in told.dates.items()},
        publisher=swap(told.publisher),
        relayed=swap(told.relayed),
    )


def moved(days: Mapping[str, str], values: Mapping[str, str]) -> Change:
    """Dates replaced where they are written, and their values where they are expected."""

    def shift(value: str) -> str:
        for old, new in values.items():
            value = value.replace(old, f"\0{new}")
        return value.replace("\0", "")

    def change(told: Told) -> Told:
        told = replaced(days)(told)
        claims = ({k: shift(v) if k == "said_on" else v for k, v in c.items()} for c in told.claims)
        dates = {written: shift(value) for written, value in told.dates.items()}
        return replace(told, claims=tuple(claims), dates=dates, published=shift(told.published))

    return change


def respelled(swap: Callable[[str], str]) -> Change:
    """Another spelling of the text only: what is expected is compared folded."""
    return lambda told: replace(told, text=swap(told.text))


def marked(opening: str, closing: str) -> Callable[[str], str]:
    """The text with its straight marks, which come in pairs, turned into another pair."""

    def swap(text: str) -> str:
        parts = text.split('"')
        return "".join(p + (opening, closing)[n % 2] for n, p in enumerate(parts))[: -len(opening)]

    return swap


def unmarked(told: Told) -> Told:
    """No quotation marks at all: everything is indirect, and بـ"الحنكة" is written بالحنكة."""
    plain = each(told, lambda text: text.replace('بـ"', "ب").replace('"', ""))
    return replace(plain, claims=tuple({**claim, "kind": "indirect"} for claim in plain.claims))


def sprinkled(marks: str, share: float) -> Callable[[str], str]:
    """The text with marks after some of its letters, the same ones every time."""

    def swap(text: str) -> str:
        dice = random.Random(7)
        return "".join(
            letter + dice.choice(marks)
            if "ب" <= letter <= "ه" and dice.random() < share
            else letter
            for letter in text
        )

    return swap


def stretched(text: str) -> str:
    """Tatweel inside words, where letters join."""
    dice = random.Random(7)
    joins = "بتثجحخسشصضطظعغفقكلمنهي"
    return "".join(
        letter + "ـ" * dice.randint(1, 3)
        if letter in joins and "ء" <= after <= "ي" and dice.random() < 0.3
        else letter
        for letter, after in zip(text, text[1:] + " ", strict=True)
    )


def reordered(*order: int) -> Change:
    """The sentences of the article in another order; the byline stays in front."""

    def swap(text: str) -> str:
        head, _, body = text.partition("\n")
        starts = [body.index(words) for words in _SENTENCES] + [body.rindex("|")]
        told = [body[a:b].strip() for a, b in pairwise(starts)]
        return "\n".join([head, " ".join(told[n] for n in order) + " |"])

    return respelled(swap)


_SENTENCES = (
    "بحث مسؤولون", "وأوضح النعمان", "وأكد المشاركون", "تعزيز قدرات قوات الأمن العراقية بضمنها",
    "وكان مستشار", "ونقل بيان", "في (27", "وعدّ رئيس",
)  # fmt: skip

NAMES = {
    "صباح النعمان": "كريم الدليمي",
    "النعمان": "الدليمي",
    "الأعرجي": "الخزرجي",
    "للأعرجي": "للخزرجي",
    "محمد شياع السوداني": "سامي جبار الموصلي",
    "جوزيف كينت": "ريتشارد مور",
}
OFFICES = {
    "الناطق باسم القائد العام للقوات المسلحة العراقية": "المتحدث باسم وزارة الدفاع العراقية",
    "رئيس الوزراء العراقي": "وزير الخارجية العراقي",
    "مستشار الأمن القومي العراقي": "وزير الداخلية العراقي",
    "المكتب الإعلامي": "المكتب الصحفي",
    "للمكتب الإعلامي": "للمكتب الصحفي",
    "حكومتا العراق والولايات المتحدة": "وزارتا الدفاع العراقية والأميركية",
}
OUTLETS = {
    "عشتارتيفي كوم": "السومرية نيوز",
    "رووداو": "شفق نيوز",
    "نيويورك بوست": "واشنطن تايمز",
}
COUNTRIES = {
    "عراقيون": "أردنيون",
    "والعراقيين": "والأردنيين",
    "العراقيون": "الأردنيون",
    "العراقية": "الأردنية",
    "العراقي": "الأردني",
    "العراق": "الأردن",
    "أميركيون": "بريطانيون",
    "وأميركيون": "وبريطانيون",
    "والأميركيون": "والبريطانيون",
    "الأميركيين": "البريطانيين",
    "الأميركية": "البريطانية",
    "الأميركي": "البريطاني",
    "أميركي": "بريطاني",
    "الولايات المتحدة": "المملكة المتحدة",
}
SPOKESWOMAN = {
    "أعلن صباح النعمان، الناطق": "أعلنت هناء الزبيدي، الناطقة",
    "وفق ما أعلن": "وفق ما أعلنت",
    "صباح النعمان، الناطق": "هناء الزبيدي، الناطقة",
    "صباح النعمان": "هناء الزبيدي",
    "وأوضح النعمان": "وأوضحت الزبيدي",
    "ولفت النعمان": "ولفتت الزبيدي",
    "أوضح": "أوضحت",
    "لفت": "لفتت",
    "النعمان": "الزبيدي",
}
EGYPTIAN = {"تشرين الثاني": "نوفمبر", "أيلول": "سبتمبر"}
MOROCCAN = {"تشرين الثاني": "نونبر", "أيلول": "شتنبر"}
BOTH_NAMES = {"تشرين الثاني": "تشرين الثاني/نوفمبر", "أيلول": "أيلول/سبتمبر"}
# Friday 15 March 2024; the twelve months from 2 February 2024 end long after that February.
TO_MARCH = {
    "7 تشرين الثاني 2025": "15 آذار 2024",
    "3 تشرين الثاني 2025": "11 آذار 2024",
    "27 أيلول 2025": "2 شباط 2024",
    "نهاية أيلول 2025": "نهاية شباط 2024",
}
TO_MARCH_VALUES = {
    "2025-11-07": "2024-03-15",
    "2025-11-06": "2024-03-14",
    "2025-11-03": "2024-03-11",
    "2025-09-27": "2024-02-02",
    "2026-09-27": "2025-02-02",
    "2025-09-30": "2024-02-29",
}
# The same announcement on a Tuesday: the weekdays move with the days.
TO_TUESDAY = {
    "الجمعة (7 تشرين الثاني 2025)": "الثلاثاء (11 تشرين الثاني 2025)",
    "أمس الخميس": "أمس الاثنين",
}
TO_TUESDAY_VALUES = {"2025-11-07": "2025-11-11", "2025-11-06": "2025-11-10"}
VERBS = {
    "وفق ما أعلن": "بحسب ما ذكر",
    "مؤكدين": "مجددين",
    "أوضح": "ذكر",
    "وأوضح": "وذكر",
    "أكد المشاركون": "جدد المشاركون",
    "أكد": "جدد",
    "لفت": "أشار",
    "ولفت": "وأشار",
    "أعلنت": "كشفت",
    "عدّ": "اعتبر",
    "وعدّ": "واعتبر",
    '"، وفق البيان': '"، بحسب البيان',
    "وفق": "بحسب",
}
MORE_VERBS = {
    "وفق ما أعلن": "حسبما أفاد",
    "أوضح": "بيّن",
    "وأوضح": "وبيّن",
    "لفت": "نوه",
    "ولفت": "ونوه",
    "عدّ": "رأى",
    "وعدّ": "ورأى",
}

VARIANTS: dict[str, tuple[Change, ...]] = {
    "the seed itself": (),
    "other names": (replaced(NAMES),),
    "other offices": (replaced(OFFICES),),
    "other outlets": (replaced(OUTLETS),),
    "another country": (replaced(COUNTRIES),),
    "a spokeswoman": (replaced(SPOKESWOMAN),),
    "Egyptian months": (replaced(EGYPTIAN),),
    "Moroccan months": (replaced(MOROCCAN),),
    "both names of a month": (replaced(BOTH_NAMES),),
    "Arabic-Indic digits": (
        lambda told: each(told, lambda t: t.translate(str.maketrans("0123456789", "٠١٢٣٤٥٦٧٨٩"))),
    ),
    "guillemets": (respelled(marked("«", "»")),),
    "curly marks": (respelled(marked("“", "”")),),
    "no marks": (unmarked,),
    "all vowel marks": (respelled(sprinkled("\u064e\u064f\u0650\u0652\u0651", 1.0)),),
    "some vowel marks": (respelled(sprinkled("\u064e\u0651", 0.2)),),
    "tatweel": (respelled(stretched),),
    "hamzas left out": (respelled(lambda t: t.translate(str.maketrans("أإآؤئ", "اااوي"))),),
    "Windows line ends": (respelled(lambda t: t.replace("\n", "\r\n")),),
    "another month": (moved(TO_MARCH, TO_MARCH_VALUES),),
    "another weekday": (moved(TO_TUESDAY, TO_TUESDAY_VALUES),),
    "the opinion article first": (reordered(7, 0, 1, 2, 3, 4, 5, 6),),
    "the announcement first": (reordered(6, 7, 0, 1, 2, 3, 4, 5),),
    "the delegation last": (reordered(0, 1, 2, 3, 6, 7, 4, 5),),
    "other verbs": (replaced(VERBS),),
    "more verbs": (replaced(MORE_VERBS),),
    "much at once": (
        replaced(NAMES | OFFICES | OUTLETS),
        moved(TO_MARCH, TO_MARCH_VALUES),
        respelled(marked("«", "»")),
        respelled(sprinkled("\u064e\u0651", 0.1)),
    ),
}


def variant(name: str) -> Told:
    told = seed()
    for change in VARIANTS[name]:
        told = change(told)
    return told


def texts() -> Iterator[tuple[str, str]]:
    """Every variant's text by its name, to look at."""
    for name in VARIANTS:
        yield name, variant(name).text
