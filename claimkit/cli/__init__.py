"""The command line: read, check, trace, report, evaluate; lab, app, validate; ledger."""

from __future__ import annotations

import argparse
import os
import shutil
import sys
import traceback
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from claimkit import __version__
from claimkit.articles import Unreadable, gold_in
from claimkit.cli import ledger, notebooks
from claimkit.cli.given import Readings, add_articles, tell
from claimkit.records import dump, to_record

# What a command needs is imported inside it: `claimkit --help` reads no article.
if TYPE_CHECKING:
    from claimkit.checks import Examination
    from claimkit.model import CheckRun, Finding, Reading
    from claimkit.relays import Edge, RelayGraph

FOUND, FAILED, INTERRUPTED, PIPE_CLOSED = 1, 2, 130, 141


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; the exit code is 0, for `check` 1 if it found something, 2 on bad input."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):  # Arabic must come out wherever the locale is plain C
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    options = _parser().parse_args(arguments)
    try:
        code: int = options.run(options)
        sys.stdout.flush()
        return code
    except BrokenPipeError:  # as with `claimkit read … | head`
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return PIPE_CLOSED
    except KeyboardInterrupt:
        return INTERRUPTED
    except Exception:  # a traceback would leave with 1, and that means findings
        traceback.print_exc()
        return FAILED


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        "claimkit", description="Attributed claims in the news: who said what, when, through what."
    )
    parser.add_argument("--version", action="version", version=f"claimkit {__version__}")
    commands = parser.add_subparsers(required=True, metavar="COMMAND")

    read = _reading_command(commands, "read", _read, "the claims of articles")
    read.add_argument("--format", choices=("table", "jsonl", "csv"), default="table")

    check = _reading_command(commands, "check", _check, "what in articles cannot be right")
    check.add_argument("--format", choices=("text", "json"), default="text")

    trace = _reading_command(commands, "trace", _trace, "who relays whom, articles on one story")
    trace.add_argument("--format", choices=("text", "json", "dot"), default="text")

    report = _reading_command(commands, "report", _report, "one HTML page of claims and findings")
    report.add_argument("-o", "--output", required=True, metavar="FILE.html", type=Path)
    report.add_argument("--ui", choices=("en", "ar"), default="en", help="the report's language")

    evaluate = commands.add_parser("evaluate", help="read gold texts again and score the readings")
    evaluate.add_argument("gold", metavar="GOLD.jsonl", type=Path)
    evaluate.set_defaults(run=_evaluate)

    notebooks.add_commands(commands)
    ledger.add_commands(commands)
    return parser


def _reading_command(commands: Any, name: str, run: Any, told: str) -> argparse.ArgumentParser:
    command: argparse.ArgumentParser = commands.add_parser(name, help=told)
    add_articles(command)
    command.set_defaults(run=run)
    return command


def _code(readings: Readings, found: bool = False) -> int:
    """The exit code: what could not be read outweighs what was found."""
    return FAILED if readings.failed else FOUND if found else 0


def _read(options: argparse.Namespace) -> int:
    readings = Readings(options)
    match options.format:
        case "jsonl":
            for reading in readings:
                print(dump(to_record(reading)))
        case "csv":
            from claimkit import frames, spreadsheet

            spreadsheet.write(frames.claims(readings), sys.stdout)
        case _:
            for reading in readings:
                _print_table(reading)
    return _code(readings)


def _print_table(reading: Reading) -> None:
    from claimkit.terminal import isolated, table

    head = [isolated(reading.article.id)]
    if reading.published:
        how = " (inferred from the text)" if reading.published_inferred else ""
        head.append(f"published {reading.published}{how}")
    if reading.publisher:
        head.append(isolated(reading.publisher))
    print(" · ".join(head), end="\n\n")
    rows = [
        (
            f"{claim.id} in {claim.parent}" if claim.parent else claim.id,
            str(claim.said_on or ""),
            speaker.name if (speaker := reading.speaker_of(claim)) else "",
            reading.text_of(claim.cue),
            reading.text_of(claim.content),
        )
        for claim in reading.claims
    ]
    columns = shutil.get_terminal_size().columns
    print(*table(("claim", "said on", "speaker", "cue", "content"), rows, columns), sep="\n")
    print()


def _check(options: argparse.Namespace) -> int:
    from claimkit.checks import cross_examine, examine

    readings = Readings(options)
    as_json = options.format == "json"
    read: list[Reading] = []
    examinations = []
    for reading in readings:
        read.append(reading)
        examinations.append(examine(reading))
        if not as_json:
            _print_findings(reading.article.id, [reading], examinations[-1])
    if len(read) > 1:
        examinations.append(cross_examine(read))
        if not as_json:
            _print_findings("all of them together", read, examinations[-1])
    if not as_json:
        _print_runs(examinations)
    else:
        findings = [_finding_fields(one) for each in examinations for one in each.findings]
        runs = [_run_fields(one) for each in examinations for one in each.runs]
        print(dump({"findings": findings, "runs": runs}))
    return _code(readings, any(map(len, examinations)))


def _finding_fields(finding: Finding) -> dict[str, Any]:
    return {
        "article": finding.article,
        "check": finding.check,
        "severity": finding.severity,
        "message": finding.message,
        "spans": [list(span) for span in finding.spans],
        "claims": list(finding.claims),
        "hypotheses": [
            {"span": list(edit.span), "replace": edit.replace, "why": edit.why}
            for edit in finding.hypotheses
        ],
    }


def _run_fields(run: CheckRun) -> dict[str, Any]:
    return {"article": run.article, "check": run.check, "status": run.status, "reason": run.reason}


def _print_findings(head: str, readings: Sequence[Reading], examination: Examination) -> None:
    from claimkit.terminal import isolated

    texts = {reading.article.id: reading.article.text for reading in readings}
    print(isolated(head))
    for finding in examination.findings:
        where = f" in {isolated(finding.article)}" if len(readings) > 1 else ""
        print(f"  {finding.severity}  {finding.check}{where}: {isolated(finding.message)}")
        for span in finding.spans:
            print(f"    at {span.start}–{span.end}: {isolated(span.of(texts[finding.article]))}")
        for edit in finding.hypotheses:
            change = f"{isolated(edit.span.of(texts[finding.article]))} → {isolated(edit.replace)}"
            print(f"    would fit: {change} ({isolated(edit.why)})")
    for run in examination.runs:
        if run.status == "not run":
            print(f"  not run: {run.check}: {isolated(run.reason)}")
    print()


def _print_runs(examinations: Sequence[Examination]) -> None:
    """Which checks ran on how many articles, each named once."""
    ran = Counter(r.check for each in examinations for r in each.runs if r.status == "ran")
    for number in sorted(set(ran.values()), reverse=True):
        names = [check for check, times in ran.items() if times == number]
        where = "once" if number == 1 else f"on {number} articles"
        print(f"{len(names)} checks ran {where}: {', '.join(names)}")
    print() if ran else print("no check ran\n")


def _trace(options: argparse.Namespace) -> int:
    from claimkit.relays import trace

    reading = Readings(options)
    readings = list(reading)
    graph = trace(readings)
    match options.format:
        case "json":
            edges = [_edge_fields(edge) for edge in graph.edges]
            verdicts = {"single_source": graph.single_source, "circular": graph.circular}
            print(dump({"roots": graph.roots, **verdicts, "rings": graph.rings, "edges": edges}))
        case "dot":
            print(graph.dot())
        case _:
            for one in readings:
                _print_ways(one, graph)
            _print_origins(graph)
    return _code(reading)


def _edge_fields(edge: Edge) -> dict[str, Any]:
    return {
        "from": edge.start,
        "to": edge.end,
        "kind": edge.kind,
        "article": edge.article,
        "claim": edge.claim,
        "medium": edge.medium,
        "spans": [list(span) for span in edge.spans],
    }


def _print_ways(reading: Reading, graph: RelayGraph) -> None:
    from claimkit.terminal import isolated

    print(isolated(reading.article.id))
    for claim in reading.claims:
        if way := graph.way(reading.article.id, claim.id):
            names = [way[0].start, *(edge.end for edge in way)]
            print(f"  {claim.id:4}", " → ".join(map(isolated, names)))
    print()


def _print_origins(graph: RelayGraph) -> None:
    from claimkit.terminal import isolated

    print("it began with:", ", ".join(map(isolated, graph.roots)) or "nobody who is told")
    if graph.single_source:
        print("fewer than two independent sources")
    for ring in graph.rings:
        print("cited in a circle:", " → ".join(map(isolated, (*ring, ring[0]))))


def _report(options: argparse.Namespace) -> int:
    from claimkit.checks import examine
    from claimkit.export import html

    readings = Readings(options)
    read = list(readings)
    page = html.page(read, [examine(reading) for reading in read], options.ui)
    try:
        options.output.write_text(page, encoding="utf-8")
    except OSError as error:
        tell(f"{options.output}: {(error.strerror or str(error)).lower()}")
        return FAILED
    claims = sum(len(r.claims) for r in read)
    print(f"{options.output}: articles: {len(read)}, claims: {claims}")
    return _code(readings)


def _evaluate(options: argparse.Namespace) -> int:
    from claimkit import evaluate
    from claimkit.reading import read

    code, counts = 0, evaluate.Counts()
    for item in gold_in(options.gold):
        if isinstance(item, Unreadable):
            code = FAILED
            tell(item)
        else:
            gold, article = item
            counts.update(evaluate.count(gold, to_record(read(article))))
    print(*evaluate.report(counts), sep="\n")
    return code
