"""The commands around notebooks: open them, serve the Explorer, validate what they show."""

from __future__ import annotations

import argparse
import json
import logging
import os
import sys
from collections.abc import Sequence
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from claimkit.validation import Cell

FOUND, FAILED = 1, 2
# Nobody learns from us what a reader works on: JupyterLab asks neither for news nor for updates.
_UNOBSERVED = (
    "--LabApp.news_url=None",
    "--LabApp.check_for_updates_class=jupyterlab.NeverCheckForUpdate",
    "--LabApp.extension_manager=readonly",
)
# Voila's page would ask another host for a font of icons; the browser is told to ask nobody.
_ALONE = "default-src 'self' 'unsafe-inline' 'unsafe-eval' data: blob: ws: wss:"
_APP = Path(__file__).parent.parent / "widgets" / "app.ipynb"


def add_commands(commands: Any) -> None:
    """Write lab, app and validate into the command line."""
    lab = commands.add_parser("lab", help="open notebooks in JupyterLab")
    lab.add_argument("folder", metavar="DIR", nargs="?", type=Path, default=Path())
    lab.set_defaults(run=_lab)

    app = commands.add_parser("app", help="the Explorer in the browser, without a notebook")
    app.add_argument("paths", metavar="PATH", nargs="*", help="articles: .txt, .jsonl or .csv")
    app.add_argument("--db", metavar="FILE|URL", help="the ledger; without one nothing is kept")
    app.add_argument("--reviewer", metavar="NAME", default="", help="who gives the verdicts")
    app.add_argument("--ui", choices=("en", "ar"), default="en", help="the interface's language")
    app.add_argument("--theme", choices=("light", "dark"), default="light")
    app.add_argument("--port", type=int, default=8866)
    app.add_argument("--no-browser", action="store_true", help="only serve; open nothing")
    app.set_defaults(run=_app)

    validate = commands.add_parser("validate", help="whether notebooks still show what they store")
    validate.add_argument("paths", metavar="PATH", nargs="+", type=Path, help=".ipynb or a folder")
    validate.add_argument("--timeout", metavar="SECONDS", type=int, default=60, help="for a cell")
    validate.set_defaults(run=_validate)


def _lab(options: argparse.Namespace) -> int:
    if not find_spec("jupyterlab"):
        return _fail("JupyterLab is not installed: pip install 'claimkit[lab]'")
    if not options.folder.is_dir():
        return _fail(f"{options.folder}: no such folder")
    # In a container everybody is root, and JupyterLab refuses root without being told.
    as_root = ["--allow-root"] if hasattr(os, "geteuid") and os.geteuid() == 0 else []
    return _become("jupyterlab", *_UNOBSERVED, *as_root, str(options.folder))


def _app(options: argparse.Namespace) -> int:
    if not (find_spec("voila") and find_spec("anywidget")):
        return _fail("Voila is not installed: pip install 'claimkit[lab]'")
    if not (options.paths or options.db):
        return _fail("nothing to explore: name articles, or a ledger with --db")
    for path in options.paths:
        if not Path(path).is_file():
            return _fail(f"{path}: no such file")
    db = options.db
    if db and "://" not in db:
        db = str(Path(db).absolute())
    os.environ["CLAIMKIT_APP"] = json.dumps({
        "paths": [str(Path(path).absolute()) for path in options.paths],
        "db": db, "reviewer": options.reviewer, "ui": options.ui,
    })  # fmt: skip
    print(f"claimkit: http://127.0.0.1:{options.port}/ (Control-C ends it)", file=sys.stderr)
    from voila.app import Voila

    Voila.launch_instance(
        [str(_APP), f"--port={options.port}", f"--VoilaConfiguration.theme={options.theme}"],
        ip="127.0.0.1",
        open_browser=not options.no_browser,
        tornado_settings={"headers": {"Content-Security-Policy": _ALONE}},
        log_level=logging.ERROR,  # that our own notebook is "not trusted" is nothing to look into
    )
    return 0


def _become(module: str, *arguments: str) -> int:
    command = [sys.executable, "-m", module, *arguments]
    os.execv(command[0], command)  # in our place: Control-C is its own to ask about


def _validate(options: argparse.Namespace) -> int:
    if not (find_spec("nbval") and find_spec("pytest")):
        return _fail("nbval is not installed: pip install 'claimkit[lab]'")
    from claimkit.validation import validate

    notebooks: list[Path] = []
    for path in options.paths:
        found = sorted(path.rglob("*.ipynb")) if path.is_dir() else [path]
        notebooks += [each for each in found if ".ipynb_checkpoints" not in each.parts]
        if not found or not all(each.is_file() for each in found):
            return _fail(f"{path}: no notebook")
    try:
        return max([_tell(each, validate(each, options.timeout)) for each in notebooks])
    except RuntimeError as error:
        return _fail(str(error))


def _tell(notebook: Path, cells: Sequence[Cell]) -> int:
    wrong = [cell for cell in cells if cell.differences]
    told = f"{len(wrong)} not as stored" if wrong else "as stored"
    print(f"{notebook}: {len(cells)} code cell{'s' * (len(cells) != 1)}, {told}")
    for cell in wrong:
        print(f"  code cell {cell.number}: {cell.begins}")
        print(*(f"    {line}" for line in cell.differences), sep="\n")
    return FOUND if wrong else 0


def _fail(problem: str) -> int:
    print(f"claimkit: {problem}", file=sys.stderr)
    return FAILED
