"""The benchmark's texts: articles put together from words.toml, and texts made to be awkward."""

import random
import re
import tomllib
from pathlib import Path
from typing import Any

_WORDS: dict[str, Any] = tomllib.loads(
    (Path(__file__).parent / "words.toml").read_text(encoding="utf-8")
)
_SLOTS = {
    name: [word.replace("_", " ") for word in words.split()]
    for name, words in _WORDS.items()
    if isinstance(words, str)
}
# Glued to a noun as Arabic glues them, so that articles differ as words in print do.
_GLUED = {"ال": ("بال", "لل", "وال", "كال", "فال"), "": ("و", "ب", "ل")}


def _filled(slot: str, dice: random.Random) -> str:
    match slot:
        case "number":
            return str(dice.randint(2, 999))
        case "day":
            return str(dice.randint(1, 28))
        case "year":
            return str(dice.randint(2015, 2026))
    word = dice.choice(_SLOTS[slot])
    return _glued(word, dice) if slot in ("quality", "thing") and dice.random() < 0.15 else word


def _glued(word: str, dice: random.Random) -> str:
    article = "ال" if word.startswith("ال") else ""
    return dice.choice(_GLUED[article]) + word.removeprefix(article)


def sentence(dice: random.Random) -> str:
    """One sentence of news, its words drawn by `dice`."""
    template = dice.choice(_WORDS["sentences"])
    return re.sub(r"\{(\w+)\}", lambda slot: _filled(slot[1], dice), template)


def article(dice: random.Random, sentences: int = 18) -> str:
    """An article of so many sentences, in paragraphs of three or so."""
    text = (sentence(dice) + ("\n" if dice.random() < 0.3 else " ") for _ in range(sentences))
    return "".join(text).strip()


def articles(number: int, seed: int = 20251107) -> list[str]:
    """So many articles, the same ones in every run."""
    dice = random.Random(seed)
    return [article(dice, dice.randint(8, 28)) for _ in range(number)]


# One piece, repeated until the text is long enough: what a rule with a hidden loop trips over.
AWKWARD = {
    "quotation marks": '"',
    "guillemets opened": "«",
    "quotations never closed": '"قال إن ',
    "empty quotations": '"" ',
    "quotations without a cue": '"نعم" ',
    "cues": "قال ",
    "cues with و": "وقال ",
    "أن": "أن ",
    "cue and أن": "قال أن ",
    "وفق ما أعلن": "وفق ما أعلن ",
    "نقل عن": "نقل عن ",
    "names": "سامي الحداد ",
    "titles": "رئيس ",
    "من": "من ",
    "و": "و",
    "one word": "ق",
    "commas": "، ",
    "full stops": ". ",
    "colons": "قال: ",
    "line ends": "\n",
    "spaces": " ",
    "brackets": "(",
    "vowel marks": "\N{ARABIC SHADDA}\N{ARABIC FATHA}",
    "tatweel": "\N{ARABIC TATWEEL}",
    "direction marks": "\N{RIGHT-TO-LEFT MARK}",
    "digits": "1",
    "Arabic digits": "٣",
    "dates": "7/11/2025 ",
    "days and months": "7 تشرين الثاني ",
    "weekdays": "يوم الجمعة ",
    "durations": "خلال 12 شهراً ",
    "deictics": "اليوم أمس ",
    "bylines": "بغداد - وكالة/ ",
    "one long sentence": "قال الوزير إن السد آمن وأضاف أن الماء يكفي و",
}


def awkward(name: str, length: int) -> str:
    """The awkward text of this name, exactly so many code points long."""
    piece = AWKWARD[name]
    return (piece * (length // len(piece) + 1))[:length]
