"""Claims through edits: what survives keeps its place, and nothing takes another's."""

import random
from pathlib import Path

import pytest
from rapidfuzz import fuzz

from claimkit.anchoring import carry
from claimkit.articles import load
from claimkit.model import Article, Claim, Reading
from claimkit.reading import read
from claimkit.text import fold

ROOT = Path(__file__).parent.parent
TEXTS = [
    *(article.text for article in load(ROOT / "notebooks/data/silo.jsonl") if article.lang == "ar"),
    *(article.text for article in load(ROOT / "seeds/000_5ef256accc8a372d.txt")),
]
ASIDES = ("أمس", "للمرة الأولى", "كما هو متوقع", "جديد", "بحسب المتابعين", "في المدينة", "الآن")


def edited(text: str, chance: random.Random) -> str:
    """One edit of the kind that a newsroom makes after publication."""
    match chance.randrange(5):
        case 0:  # a word more
            words = text.split(" ")
            words.insert(chance.randrange(len(words)), chance.choice(ASIDES))
            return " ".join(words)
        case 1:  # a word less
            words = text.split(" ")
            del words[chance.randrange(len(words))]
            return " ".join(words)
        case 2:  # another word
            words = text.split(" ")
            words[chance.randrange(len(words))] = chance.choice(ASIDES)
            return " ".join(words)
        case 3:  # sentences change places
            parts = text.split(". ")
            one, other = chance.randrange(len(parts)), chance.randrange(len(parts))
            parts[one], parts[other] = parts[other], parts[one]
            return ". ".join(parts)
        case _:  # something before it all
            return f"{chance.choice(ASIDES)}. {text}"


def words(reading: Reading, claim: Claim) -> str:
    return fold(reading.text_of(claim.content))


def stretch(reading: Reading, claim: Claim) -> str:
    """All that makes the claim, from the first of its words to the last."""
    spans = (*claim.content, *claim.source, *claim.cue)
    first, last = min(span.start for span in spans), max(span.end for span in spans)
    return fold(reading.article.text[first:last])


@pytest.mark.parametrize("text", TEXTS, ids=range(len(TEXTS)))
def test_claims_whose_words_survive_are_carried(text: str) -> None:
    """Twenty times one to five edits; the bar over all texts is asked below."""
    survived, carried = followed(text)
    assert carried >= 0.85 * survived


def test_nineteen_of_twenty_claims_whose_words_survive_are_carried() -> None:
    counts = [followed(text) for text in TEXTS]
    survived, carried = (sum(column) for column in zip(*counts, strict=True))
    assert survived > 500
    assert carried >= 0.95 * survived


def followed(text: str) -> tuple[int, int]:
    old, chance = read(Article(text, "a")), random.Random(text)
    survived = carried = 0
    for turn in range(20):
        after = text
        for _ in range(1 + turn % 5):
            after = edited(after, chance)
        new = read(Article(after, "a"))
        for each in carry(old, new):
            stays = stretch(old, each.old) in fold(after)
            survived += stays
            if each.new is None:
                continue
            carried += stays
            before, now = words(old, each.old), words(new, each.new)
            assert fuzz.ratio(before, now) > 70, (before, now)  # nobody else's claim
    return survived, carried


def carried(before: str, after: str) -> list[tuple[str, str]]:
    old, new = read(Article(before, "a")), read(Article(after, "a"))
    return [
        (each.fate, new.text_of(each.new.content) if each.new else "") for each in carry(old, new)
    ]


SAID = "قال الوزير سامي العلي إن الجسر الجديد سيفتح أمام السيارات."


@pytest.mark.parametrize(
    ("after", "fate"),
    [
        (SAID, "kept"),
        (f"بغداد. {SAID}", "moved"),
        (SAID.replace("الجديد", "الجَديد"), "edited"),
        (SAID.replace("أمام السيارات", "أمام السيارات والحافلات"), "edited"),
        (SAID.replace("سيفتح", "لن يفتح"), "gone"),
        (SAID.replace("الجديد", "القديم"), "gone"),
        (SAID.replace("السيارات", "3 سيارات"), "gone"),
        (SAID.replace("سامي العلي", "هاني الجبوري"), "gone"),
        ("لا شيء هنا.", "gone"),
    ],
)
def test_what_becomes_of_a_claim(after: str, fate: str) -> None:
    ((found, _),) = carried(SAID, after)
    assert found == fate


def test_of_two_equal_claims_each_keeps_its_own() -> None:
    one = "قال الوزير سامي العلي إن الطريق مفتوحة أمام الجميع."
    other = "وأكد المحافظ هاني الجبوري أن الطريق مفتوحة أمام الجميع."
    old, new = read(Article(f"{one} {other}", "a")), read(Article(f"{other} {one}", "a"))
    for each in carry(old, new):
        assert each.new
        before, after = old.speaker_of(each.old), new.speaker_of(each.new)
        assert before
        assert after
        assert before.name == after.name
