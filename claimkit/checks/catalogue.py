"""The catalogue of checks: how one is written down, what it is given, how it is run."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass, field

from claimkit.checks.case import Case
from claimkit.language import language
from claimkit.model import CheckRun, Finding, Hypothesis, Reading, Severity, Spans
from claimkit.spans import Span


@dataclass(frozen=True, slots=True)
class Trouble:
    """What a check yields: a message with the sum in words, the places, and single edits."""

    message: str
    spans: Spans
    hypotheses: tuple[Hypothesis, ...] = ()
    severity: Severity | None = None  # None: the check's own
    claims: tuple[str, ...] = ()  # none: those at the places


@dataclass(frozen=True, slots=True)
class Check:
    """One check; `needs_date` and `needs_claims` tell what it cannot run without.

    `lacks` tells what it missed where it found nothing, "" where it missed nothing.
    """

    name: str
    severity: Severity
    run: Callable[[Case], Iterator[Trouble]]
    needs_date: bool = False
    needs_claims: bool = False
    lacks: Callable[[Case], str] | None = None


CHECKS: dict[str, Check] = {}


def check(
    name: str,
    severity: Severity = "error",
    *,
    needs_date: bool = False,
    needs_claims: bool = False,
    lacks: Callable[[Case], str] | None = None,
) -> Callable[[Callable[[Case], Iterator[Trouble]]], Callable[[Case], Iterator[Trouble]]]:
    """Write a function into the catalogue under a name with its family's prefix."""

    def enter(function: Callable[[Case], Iterator[Trouble]]) -> Callable[[Case], Iterator[Trouble]]:
        CHECKS[name] = Check(name, severity, function, needs_date, needs_claims, lacks)
        return function

    return enter


@dataclass(frozen=True, slots=True)
class Examination:
    """The findings of one article, and which checks ran: "not run" is never "nothing found"."""

    findings: tuple[Finding, ...] = ()
    runs: tuple[CheckRun, ...] = field(default=())

    def __iter__(self) -> Iterator[Finding]:
        return iter(self.findings)

    def __len__(self) -> int:
        return len(self.findings)


def run_checks(reading: Reading, ignore: Collection[str] = ()) -> Examination:
    """Run every check of the catalogue but those ignored, by name or by family (`date`)."""
    case = Case(reading)
    findings: list[Finding] = []
    runs = []
    for one in CHECKS.values():
        if one.name in ignore or one.name.partition("-")[0] in ignore:
            continue
        if reason := _missing(one, reading):
            runs.append(CheckRun(reading.article.id, one.name, "not run", reason))
            continue
        found = [_finding(case, one, trouble) for trouble in one.run(case)]
        missed = one.lacks(case) if one.lacks and not found else ""
        runs.append(CheckRun(reading.article.id, one.name, "not run" if missed else "ran", missed))
        findings += found
    return Examination(tuple(sorted(findings, key=_place)), tuple(runs))


def _missing(one: Check, reading: Reading) -> str:
    """What a check would need and the reading lacks."""
    if one.needs_date and reading.published is None:
        return "the day of publication is not known"
    if one.needs_claims and not language(reading.article.lang).has("cues"):
        return "claims are not read in this language"
    return ""


def _finding(case: Case, one: Check, trouble: Trouble) -> Finding:
    return Finding(
        case.reading.article.id, one.name, trouble.severity or one.severity, trouble.message,
        trouble.spans, trouble.claims or case.claims_at(trouble.spans), trouble.hypotheses,
    )  # fmt: skip


def _place(finding: Finding) -> Span:
    return min(finding.spans, default=Span(0, 0))
