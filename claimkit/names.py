"""How names are written: folding, the skeleton that two scripts share, who may be the same."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache, lru_cache

from rapidfuzz.distance import LCSseq, Levenshtein

from claimkit.language import language
from claimkit.sounds import PARTICLE, Part, consonants, parts
from claimkit.text import fold

LIKELY = 0.75  # from here on a pair is worth a person's look; see tests/test_names.py for the table
_UNSURE = 0.99  # only names that fold to the same are 1
_SHORT_FORM = 0.9  # Joe for Joseph
_UNLIKE = 0.4  # words this far apart share letters by chance only
_MORE = 0.2  # what a word costs that only one name has: names are printed long and short


@dataclass(frozen=True, slots=True)
class Suggestion:
    """Two names that may be one: `score` from 0 to 1 and, in words, the `reason`.

    It never merges anything. Where it is about sources, `places` are those that bear the names,
    each the id of an article and the id of a source in it.
    """

    name: str
    other: str
    score: float
    reason: str
    places: tuple[tuple[str, str], ...] = ()


def fold_name(name: str) -> str:
    """A name without what the press writes in many ways: titles, article, بن, case, accents, hamza.

    What stands in brackets or quotation marks is left out, unless there is nothing else. Names that
    fold to the same are written the same; whether they mean one person, no name can tell.

    >>> fold_name("الرئيس محمّد بن سلمان"), fold_name("Béji Caïd es-Sebsi")
    ('محمد سلمان', 'beji caid sebsi')
    """
    words = parts(name)
    return " ".join(p.word for p in words if p.weight > PARTICLE) or " ".join(p.word for p in words)


def skeleton(name: str) -> str:
    """The consonants of a name in an alphabet that Arabic and Latin letters share.

    Each letter is read in its most usual way; `suggest` tries the others, too.

    >>> skeleton("صباح النعمان"), skeleton("Sabah al-Numan")
    ('sbh nmn', 'sbh nmn')
    """
    return " ".join(consonants(part.sounds[0]) for part in parts(name))


def suggest(name: str, candidates: Iterable[str], least: float = 0.5) -> tuple[Suggestion, ...]:
    """The candidates that may be the same name, likeliest first; none that scores below `least`.

    A score of 1 says that the two fold to the same. Scores and order depend on the names alone.

    >>> for found in suggest("الأعرجي", ["Qasim al-Araji", "al-Araji", "Hadi al-Amiri"]):
    ...     print(found.other, found.score, found.reason)
    al-Araji 0.99 sounds alike: اعرجي = araji
    Qasim al-Araji 0.833 sounds alike: اعرجي = araji; only in one: qasim
    """
    found = (compare(name, other) for other in dict.fromkeys(candidates))
    likely = (each for each in found if each.score >= least)
    return tuple(sorted(likely, key=lambda each: (-each.score, each.other)))


def compare(name: str, other: str) -> Suggestion:
    """How likely two names are one, in whatever scripts they are written.

    >>> compare("سعد الحريري", "Rafik Hariri").score
    0.5
    """
    folded = fold_name(name)
    if folded == fold_name(other):
        return Suggestion(name, other, 1.0, "written the same")
    pairs = _aligned(parts(name), parts(other))
    return Suggestion(name, other, min(_score(pairs), _UNSURE), _reason(pairs))


Pair = tuple[Part | None, Part | None, float]  # the words of both names, and how alike they are


def _score(pairs: Iterable[Pair]) -> float:
    """How much of the names agrees: words that only one name has count little, words that each
    has against the other count in full."""
    alike = both = mine = theirs = 0.0
    for one, other, likeness in pairs:
        if one and other:
            weight = (one.weight + other.weight) / 2
            alike, both = alike + likeness * weight, both + weight
        elif one:
            mine += one.weight
        elif other:
            theirs += other.weight
    against = min(mine, theirs) + _MORE * abs(mine - theirs)
    return round(alike / (both + against), 3) if both else 0.0


def _reason(pairs: Iterable[Pair]) -> str:
    same = [f"{one.word} = {other.word}" for one, other, _ in pairs if one and other]
    alone = [
        part.word for one, other, _ in pairs if not (one and other) for part in (one, other) if part
    ]
    told = f"sounds alike: {', '.join(same)}" if same else "nothing sounds alike"
    return f"{told}; only in one: {', '.join(alone)}" if alone else told


def _aligned(mine: tuple[Part, ...], theirs: tuple[Part, ...]) -> list[Pair]:
    """The words of two names side by side, in order; two words may stand against one (بن جلون)."""

    @cache
    def best(i: int, j: int) -> tuple[float, tuple[Pair, ...]]:
        """The likeness of the names from their words i and j on, and the pairs that show it."""
        if i == len(mine):
            return 0.0, tuple((None, part, 0.0) for part in theirs[j:])
        if j == len(theirs):
            return 0.0, tuple((part, None, 0.0) for part in mine[i:])
        ways = [_beside((mine[i], None, 0.0), best(i + 1, j))]
        ways.append(_beside((None, theirs[j], 0.0), best(i, j + 1)))
        for more_mine, more_theirs in ((1, 1), (2, 1), (1, 2)):
            if i + more_mine <= len(mine) and j + more_theirs <= len(theirs):
                one, other = _joined(mine[i : i + more_mine]), _joined(theirs[j : j + more_theirs])
                if likeness := _likeness(one, other):
                    rest = best(i + more_mine, j + more_theirs)
                    ways.append(_beside((one, other, likeness), rest))
        return max(ways, key=lambda way: way[0])

    return list(best(0, 0)[1])


def _beside(pair: Pair, rest: tuple[float, tuple[Pair, ...]]) -> tuple[float, tuple[Pair, ...]]:
    one, other, likeness = pair
    weight = (one.weight + other.weight) / 2 if one and other else 0.0
    return rest[0] + likeness * weight, (pair, *rest[1])


def _joined(words: tuple[Part, ...]) -> Part:
    return words[0] if len(words) == 1 else words[0] + words[1]


@lru_cache(maxsize=1 << 18)
def _likeness(one: Part, other: Part) -> float:
    """How alike two words are, from 0 (no more than by chance) to 1."""
    if one.word == other.word:
        return 1.0
    if _short_forms(one.word) & _short_forms(other.word):
        return _SHORT_FORM
    bones, others = consonants(one.sounds[0]), consonants(other.sounds[0])
    if abs(len(bones) - len(others)) > 2:  # too far apart, whatever the letters are
        return 0.0
    across = one.arabic != other.arabic
    if other.arabic and across:
        one, other = other, one
    likeness = max((_alike(a, b, across) for a in one.sounds for b in other.sounds), default=0.0)
    if not across:  # of one script the letters count, too: س is not ص
        likeness = (likeness + Levenshtein.normalized_similarity(one.word, other.word)) / 2
    return max(0.0, (likeness - _UNLIKE) / (1 - _UNLIKE))


def _alike(one: str, other: str, across: bool) -> float:
    bones, others = consonants(one), consonants(other)
    same = Levenshtein.normalized_similarity(bones, others)
    vowels = _vowels_across(one, other) if across else Levenshtein.normalized_similarity(one, other)
    share = 0.5 if max(len(bones), len(others)) < 2 else 0.35  # علي has one consonant
    return (1 - share) * same + share * vowels


def _vowels_across(arabic: str, latin: str) -> float:
    """How well an Arabic word fits a Latin one: all its letters should be heard, but short vowels
    of the Latin one need none."""
    heard = max(LCSseq.similarity(arabic, latin.replace("e", e)) for e in "ai")
    long, longs = arabic.replace("a", ""), latin.replace("a", "").replace("e", "")
    return (heard / max(len(arabic), 1) + LCSseq.similarity(long, longs) / max(len(longs), 1)) / 2


@cache
def _groups() -> dict[str, frozenset[int]]:
    found: dict[str, frozenset[int]] = {}
    for number, group in enumerate(language("ar").table("names")["short_forms"]):
        for word in map(fold, group):
            found[word] = found.get(word, frozenset()) | {number}
    return found


def _short_forms(word: str) -> frozenset[int]:
    return _groups().get(word, frozenset())
