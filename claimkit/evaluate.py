"""How well readings agree with gold: claims, their sources, kinds, speakers and dates.

Only letters and digits count, so that white space and quotation marks at an edge never matter. Two
claims are a pair when they share half of their contents' letters (intersection over union); a claim
is right, end to end, when it is paired and the sources share half of the shorter one. Gold claims
marked `optional`, and predictions on a cue that gold lists as `undefined`, count neither way.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from claimkit.records import Record

Counts = Counter[str]
Letters = frozenset[int]
KINDS = ("direct", "mixed", "indirect")


@dataclass(frozen=True, slots=True)
class Score:
    """Precision, recall and their harmonic mean, each between 0 and 1.

    >>> Score(right=3, found=4, gold=6).f1
    0.6
    """

    right: int
    found: int
    gold: int

    @property
    def precision(self) -> float:
        """The share of what was found that is right."""
        return self.right / self.found if self.found else 0.0

    @property
    def recall(self) -> float:
        """The share of gold that was found right."""
        return self.right / self.gold if self.gold else 0.0

    @property
    def f1(self) -> float:
        """The harmonic mean of precision and recall."""
        return 2 * self.right / (self.found + self.gold) if self.right else 0.0


@dataclass(frozen=True, slots=True)
class _Claim:
    """A claim of a record with its spans as sets of the offsets of letters and digits."""

    fields: Record
    content: Letters
    source: Letters
    cue: Letters


def _letters(text: str, spans: Iterable[Sequence[int]]) -> Letters:
    return frozenset(
        i for start, end in spans for i in range(start, min(end, len(text))) if text[i].isalnum()
    )


def _claims(record: Record, text: str) -> list[_Claim]:
    claims = (
        _Claim(c, *(_letters(text, c.get(role) or ()) for role in ("content", "source", "cue")))
        for c in record.get("claims") or ()
    )
    return [claim for claim in claims if claim.content]


def _sources_agree(one: Letters, other: Letters) -> bool:
    if not one or not other:
        return not one and not other
    return 2 * len(one & other) >= min(len(one), len(other))


def _paired(gold: list[_Claim], found: list[_Claim]) -> list[tuple[_Claim, _Claim]]:
    """Pairs one to one, the best overlap first; on a tie the source decides, then the cue."""
    ranked = sorted(
        (-overlap, not _sources_agree(g.source, f.source), not g.cue & f.cue, i, j)
        for i, g in enumerate(gold)
        for j, f in enumerate(found)
        if (overlap := len(g.content & f.content) / len(g.content | f.content)) >= 0.5
    )
    golds, founds, pairs = set(), set(), []
    for *_, i, j in ranked:
        if i not in golds and j not in founds:
            golds.add(i)
            founds.add(j)
            pairs.append((gold[i], found[j]))
    return pairs


def _counted(record: Record, found: Record) -> tuple[list[_Claim], list[_Claim]]:
    """The claims of both sides that count, those excused left out."""
    text = record["text"]
    gold, predicted = _claims(record, text), _claims(found, text)
    excused = {id(f) for g, f in _paired(gold, predicted) if g.fields.get("optional")}
    known: Letters = frozenset().union(*(claim.cue for claim in gold))
    doubtful = _letters(text, [cue["cue"] for cue in record.get("undefined") or ()]) - known
    return (
        [claim for claim in gold if not claim.fields.get("optional")],
        [
            claim
            for claim in predicted
            if id(claim) not in excused and not (claim.cue & doubtful and not claim.cue & known)
        ],
    )


def _same(pairs: list[tuple[_Claim, _Claim]], field: str) -> Iterator[tuple[str, int]]:
    told = [(g.fields[field], f.fields.get(field)) for g, f in pairs if g.fields.get(field)]
    yield f"{field} told", len(told)
    yield f"{field} same", sum(gold == found for gold, found in told)


def count(gold: Record, found: Record) -> Counts:
    """What agrees between a gold record and the record of its reading; the counts can be summed."""
    golds, founds = _counted(gold, found)
    pairs = _paired(golds, founds)
    right = [(g, f) for g, f in pairs if _sources_agree(g.source, f.source)]
    counts = Counts({"documents": 1, "gold": len(golds), "found": len(founds)})
    counts.update({"paired": len(pairs), "right": len(right)})
    counts["source exact"] = sum(g.source == f.source for g, f in pairs)
    counts["kind same"] = sum(g.fields.get("kind") == f.fields.get("kind") for g, f in pairs)
    for field in ("speaker", "said_on"):
        counts.update(dict(_same(pairs, field)))
    for kind in KINDS:
        counts[f"gold {kind}"] = sum(g.fields.get("kind") == kind for g in golds)
        counts[f"right {kind}"] = sum(g.fields.get("kind") == kind for g, _ in right)
    if "dates" in gold:
        counts.update(_dates(gold["dates"], found["dates"]))
    return counts


def _dates(gold: list[Record], found: list[Record]) -> Counts:
    """Time expressions paired by the best overlap of their spans; right when the value is too."""
    ranked = sorted(
        (-shared, g["value"] != f["value"], i, j)
        for i, g in enumerate(gold)
        for j, f in enumerate(found)
        if (shared := min(g["span"][1], f["span"][1]) - max(g["span"][0], f["span"][0])) > 0
    )
    golds, founds, right = set(), set(), 0
    for *_, i, j in ranked:
        if i not in golds and j not in founds:
            golds.add(i)
            founds.add(j)
            right += found[j]["value"] in (gold[i]["value"], *gold[i].get("alt", ()))
    return Counts({"dates gold": len(gold), "dates found": len(found), "dates right": right})


def scores(counts: Counts) -> dict[str, Score]:
    """Content, END-TO-END and dates as precision, recall and F1, from summed counts."""
    found, gold = counts["found"], counts["gold"]
    table = {
        "content": Score(counts["paired"], found, gold),
        "END-TO-END": Score(counts["right"], found, gold),
    }
    if counts["dates gold"] or counts["dates found"]:
        dates = (counts[f"dates {side}"] for side in ("right", "found", "gold"))
        table["dates"] = Score(*dates)
    return table


def report(counts: Counts) -> Iterator[str]:
    """The lines that `claimkit evaluate` prints."""
    gold, found = counts["gold"], counts["found"]
    yield f"{counts['documents']} documents, {gold} claims in gold, {found} found"
    yield ""
    yield "             P      R      F1"
    for name, score in scores(counts).items():
        yield f"{name:<10} {score.precision:.3f}  {score.recall:.3f}  {score.f1:.3f}"
    yield ""
    yield "of the paired claims"
    for name, same, told in _shares(counts):
        yield (
            f"{name:<15} {same / told:.3f}  ({same} of {told})" if told else f"{name:<15} none told"
        )
    yield ""
    yield "found end to end, by kind"
    for kind in KINDS:
        yield f"{kind:<15} {counts[f'right {kind}']} of {counts[f'gold {kind}']}"


def _shares(counts: Counts) -> Iterator[tuple[str, int, int]]:
    paired = counts["paired"]
    yield "source overlaps", counts["right"], paired
    yield "source exact", counts["source exact"], paired
    yield "kind", counts["kind same"], paired
    yield "speaker", counts["speaker same"], counts["speaker told"]
    yield "said_on", counts["said_on same"], counts["said_on told"]
