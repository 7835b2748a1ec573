"""The commands of the ledger: what is kept, reviewed, due and changed."""

from __future__ import annotations

import argparse
import datetime as dt
import getpass
import os
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from claimkit.cli.given import Readings, add_articles, day, tell
from claimkit.records import dump

if TYPE_CHECKING:
    from claimkit.ledger import Entry, Ledger

_FAILED = 2


def add_commands(commands: Any) -> None:
    """Enter `claimkit ledger …` into the commands."""
    ledger = commands.add_parser("ledger", help="claims kept, reviewed and followed over time")
    ledger.add_argument(
        "--db", default=os.environ.get("CLAIMKIT_DB", "claims.db"), metavar="URL",
        help="a file (claims.db) or postgresql+psycopg://…; else CLAIMKIT_DB",
    )  # fmt: skip
    ledger.add_argument("--as", dest="actor", default=_me(), metavar="NAME", help="who writes")
    ledger.add_argument("--verdicts", type=Path, metavar="FILE.toml", help="a team's own verdicts")
    ledger.set_defaults(run=_run)
    steps = ledger.add_subparsers(required=True, metavar="STEP")

    add = _step(steps, "add", _add, "read articles and keep them; a new text is a revision")
    add_articles(add)
    add.add_argument("--quiet", action="store_true", help="no progress bar")

    for name, run, told in (
        ("list", _list, "the claims"), ("search", _search, "claims by their words"),
    ):  # fmt: skip
        listed = _step(steps, name, run, told)
        if name == "search":
            listed.add_argument("text", help="words; a word that ends in * begins longer ones")
        _add_filters(listed)

    show = _step(steps, "show", _show, "one claim with its reviews")
    show.add_argument("claim", metavar="CLAIM")

    review = _step(steps, "review", _review, "write down a verdict")
    review.add_argument("claim", metavar="CLAIM")
    review.add_argument("verdict", metavar="VERDICT")
    review.add_argument("--note", default="")
    review.add_argument("--quote", default="", help="the words that the verdict rests on")
    review.add_argument("--url", help="where they stand; nothing is fetched")
    review.add_argument("--archive", help="a stored copy of that page")
    review.add_argument("--file", type=Path, help="a local file: its SHA-256 and place are kept")
    review.add_argument("--seen", type=int, default=0, help="the last review that you have seen")

    due = _step(steps, "due", _due, "what claims spoke of as ahead, by the day it ends")
    due.add_argument("--before", type=day, metavar="DATE", help="only what ends before that day")
    due.add_argument("--overdue", action="store_true", help="only what has ended, not followed up")

    changes = _step(steps, "changes", _changes, "what the last revision of an article changed")
    changes.add_argument("article", metavar="ARTICLE")

    verify = _step(steps, "verify", _verify, "whether the log is whole")
    verify.add_argument("--head", help="an earlier head that must be in the log")

    export = _step(steps, "export", _export, "all of it, to standard output or a file")
    forms = ("jsonl", "csv", "claimreview", "annotations")
    export.add_argument("--format", choices=forms, default="jsonl")
    export.add_argument("-o", "--output", type=Path, metavar="FILE")
    export.add_argument("--redact", action="store_true", help="numbers for the names of people")

    take = _step(steps, "import", _import, "an exported ledger into an empty one")
    take.add_argument("path", metavar="FILE.jsonl", type=Path)


def _step(steps: Any, name: str, run: Callable[..., int], told: str) -> argparse.ArgumentParser:
    step: argparse.ArgumentParser = steps.add_parser(name, help=told)
    step.set_defaults(step=run)
    return step


def _add_filters(step: argparse.ArgumentParser) -> None:
    step.add_argument("--speaker", default="", help="a name, in Arabic or Latin script")
    step.add_argument("--kind", choices=("direct", "indirect", "mixed"))
    step.add_argument("--finding", metavar="CHECK", help="claims about which this check spoke")
    step.add_argument("--verdict", help="a verdict, or '' for claims that have none")
    for side in ("from", "to"):
        step.add_argument(f"--said-{side}", type=day, metavar="DATE")
        step.add_argument(f"--published-{side}", type=day, metavar="DATE")
    step.add_argument("--limit", type=int, default=50)
    step.add_argument("--offset", type=int, default=0)


def _me() -> str:
    try:
        return getpass.getuser()
    except (KeyError, OSError):  # a container without a user of that number
        return ""


def _run(options: argparse.Namespace) -> int:
    from claimkit.ledger import Ledger, LedgerError
    from claimkit.verdicts import load_verdicts

    makes = options.step in (_add, _import)
    if not makes and "://" not in options.db and not Path(options.db).exists():
        tell(f"{options.db}: there is no ledger; claimkit ledger add makes one")
        return _FAILED
    try:
        own = load_verdicts(options.verdicts) if options.verdicts else None
        code: int = options.step(Ledger(options.db, options.actor, own), options)
        return code
    except (LedgerError, ValueError) as error:
        tell(error)
    except KeyError as error:
        tell(error.args[0])
    except BrokenPipeError:
        raise
    except OSError as error:
        tell(f"{error.filename}: {error.strerror}")
    return _FAILED


def _add(ledger: Ledger, options: argparse.Namespace) -> int:
    from tqdm import tqdm

    readings = Readings(options)
    bar = tqdm(desc="articles", unit="", disable=options.quiet or not sys.stderr.isatty())
    with bar:
        added = ledger.add(readings, lambda _: bar.update())
    revised = [one for one in added if one.revision > 1]
    new, same = (sum(one.revision == number for one in added) for number in (1, 0))
    claims = sum(one.new for one in added)
    print(f"articles: {new} added, {len(revised)} revised, {same} unchanged; new claims: {claims}")
    for one in revised:
        if one.orphaned:
            print(f"{one.article}: {one.orphaned} claims are gone from the text: see `changes`")
    return _FAILED if readings.failed else 0


def _list(ledger: Ledger, options: argparse.Namespace) -> int:
    return _print_claims(ledger, options, "")


def _search(ledger: Ledger, options: argparse.Namespace) -> int:
    return _print_claims(ledger, options, options.text)


def _print_claims(ledger: Ledger, options: argparse.Namespace, text: str) -> int:
    from claimkit.ledger import Query

    names = (
        "speaker", "kind", "finding", "verdict", "said_from", "said_to", "published_from",
        "published_to",
    )  # fmt: skip
    query = Query(text=text, **{name: getattr(options, name) for name in names})
    found = ledger.claims(query, options.limit, options.offset)
    for entry in found:
        _print_entry(entry)
    print(f"{len(found)} of {ledger.count(query)} claims")
    return 0


def _print_entry(entry: Entry) -> None:
    from claimkit.terminal import isolated

    days = {entry.said_from, entry.said_to} - {None}
    said = "/".join(sorted(str(day) for day in days)) or "no day"
    marks = ", ".join([entry.verdict or "no verdict", *(["contested"] if entry.contested else [])])
    print(f"{entry.id}  {isolated(entry.speaker) or 'unknown'}  ({said}; {marks})")
    print(f"    {isolated(entry.cue)}: {isolated(entry.content)}")


def _show(ledger: Ledger, options: argparse.Namespace) -> int:
    from claimkit.terminal import isolated

    entry = ledger.claim(options.claim)
    _print_entry(entry)
    print(f"    in {isolated(entry.article)}, revision {entry.revision}, {entry.state}")
    for review in ledger.reviews(entry.id):
        back = " (withdrawn)" if review.withdrawn else ""
        print(
            f"  review {review.id}: {isolated(review.reviewer)} {review.verdict}{back} {review.at}"
        )
        if review.note:
            print(f"    {isolated(review.note)}")
        for piece in review.evidence:
            told = (piece.quote, piece.url, piece.archive, piece.sha256)
            missing = piece.sha256 and piece.quote and piece.span is None
            lacks = " (the file does not hold these words)" if missing else ""
            print(f"    evidence: {' '.join(isolated(part) for part in told if part)}{lacks}")
    return 0


def _review(ledger: Ledger, options: argparse.Namespace) -> int:
    from claimkit.evidence import from_bytes
    from claimkit.model import Evidence

    evidence = []
    if options.file:
        raw = options.file.read_bytes()
        evidence.append(from_bytes(options.file.name, raw, options.quote))
        _tell_place(options.quote, raw, str(options.file))
    elif options.quote or options.url or options.archive:
        evidence.append(Evidence(options.quote, options.url, archive=options.archive))
    made = ledger.review(
        options.claim, options.verdict, note=options.note, evidence=evidence, seen=options.seen
    )
    print(f"review {made.id}: {made.verdict}")
    return 0


def _tell_place(quote: str, raw: bytes, file: str) -> None:
    """Say so where the words do not stand in the file, or not like that."""
    from claimkit.comparison import find_quote
    from claimkit.evidence import text_of
    from claimkit.terminal import isolated

    if not quote:
        return
    text = text_of(raw)
    found = find_quote(quote, text)
    if found is None:
        tell(f"{file}: the quote does not stand in it; it is kept as you gave it")
    elif found.kind != "same":
        there = isolated(found.place.of(text))
        tell(f"{file}: it reads otherwise there: {there}: {found.sentence()}")


def _due(ledger: Ledger, options: argparse.Namespace) -> int:
    from claimkit.terminal import isolated

    today = dt.datetime.now(dt.UTC).date() if options.overdue else None
    for due in ledger.due(options.before, today):
        print(f"{due.day}  {isolated(due.text)}  {isolated(due.speaker)}  {due.claim}")
    return 0


def _changes(ledger: Ledger, options: argparse.Namespace) -> int:
    from claimkit.terminal import isolated

    changes = ledger.changes(options.article)
    if changes.revision == 1:
        tell(f"{options.article}: its first revision; all is new")
    for fate in ("gone", "edited", "moved", "new", "kept"):
        for entry in getattr(changes, fate):
            print(f"{fate:7} {entry.id}  {isolated(entry.content)}")
    return 0


def _verify(ledger: Ledger, options: argparse.Namespace) -> int:
    seen = ledger.verify(options.head)
    print(f"{seen.events} events, journal {seen.journal}, head {seen.head}")
    for problem in seen.problems:
        tell(problem)
    return _FAILED if seen.problems else 0


def _export(ledger: Ledger, options: argparse.Namespace) -> int:
    if options.output is None:
        sys.stdout.writelines(_exported(ledger, options))
        print(f"head {ledger.head}", file=sys.stderr)
        return 0
    beside = options.output.with_name(options.output.name + ".new")
    with beside.open("w", encoding="utf-8", newline="") as file:
        file.writelines(_exported(ledger, options))
    beside.replace(options.output)
    print(f"head {ledger.head}")
    return 0


def _exported(ledger: Ledger, options: argparse.Namespace) -> Iterator[str]:
    from claimkit import spreadsheet
    from claimkit.export.annotations import web_annotations
    from claimkit.export.claimreview import claim_reviews

    match options.format:
        case "jsonl":
            yield from ledger.export(options.redact)
        case "csv":
            yield spreadsheet.text_of(ledger.to_frame(state=None).assign(head=ledger.head))
        case "claimreview":
            yield from (dump(one) + "\n" for one in claim_reviews(ledger))
        case _:
            for article in ledger.articles():
                names = {e.local: e.id for e in ledger.claims(article=article)}
                for one in web_annotations(ledger.reading(article), names, ledger.head):
                    yield dump(one) + "\n"


def _import(ledger: Ledger, options: argparse.Namespace) -> int:
    with options.path.open(encoding="utf-8", newline="") as lines:
        number = ledger.take(lines, str(options.path))
    print(f"{number} events, head {ledger.head}")
    return 0
