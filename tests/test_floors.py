"""The floors of the house: who may import whom, and what `import claimkit` must not load."""

import ast
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parent.parent / "claimkit"

# A room imports only from lower floors. A package (times, attribution, checks, ...) is one room.
FLOORS = (
    {"spans", "bidi"},
    {"model"},
    {"text", "language", "roles"},
    {"cues"},
    {"lexicon"},
    {"titles"},
    {"mentions"},
    {"voices"},
    {"quotes", "times", "attribution", "sources", "statements", "byline"},
    {"comparison", "sounds"},
    {"relays", "names", "spreadsheet"},
    {"aliases", "groups", "searching", "anchoring", "verdicts", "evidence"},
    {"reading", "suggestions", "checks", "records", "articles"},
    {"ledger"},
    {"export", "frames", "evaluate", "terminal", "validation"},
    {"cli", "__main__", "widgets", "__init__"},
)
# The stages read one another in this order, each only what stands before it.
STAGES = ("quotes", "times", "attribution", "sources", "statements", "byline")
INSIDE_A_FLOOR = {
    "articles": {"records"},  # a line of JSON becomes an article
    "__main__": {"cli"},
}
# A value may show itself: lazy, declared, and no more of them.
LOOKS_UPWARDS = {"model": {"frames", "export"}, "comparison": {"export"}}
HEAVY = ("pandas", "sqlalchemy", "IPython", "ipywidgets", "anywidget", "altair", "itables")
WIDGETS_ONLY = ("ipywidgets", "anywidget", "traitlets")


def rooms() -> dict[str, list[Path]]:
    found: dict[str, list[Path]] = {}
    for file in sorted(PACKAGE.rglob("*.py")):
        found.setdefault(file.relative_to(PACKAGE).parts[0].removesuffix(".py"), []).append(file)
    return found


def imported(file: Path) -> Iterator[str]:
    """The absolute names of all modules that a file imports, at its top or inside a function."""
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        match node:
            case ast.Import(names=names):
                yield from (name.name for name in names)
            case ast.ImportFrom(module=module, names=names, level=0) if module:
                yield from (f"{module}.{name.name}" for name in names)
            case ast.ImportFrom(level=level) if level:
                pytest.fail(f"{file}: a relative import hides which room it enters")


def rooms_of(file: Path) -> set[str]:
    names = (name.split(".") for name in imported(file))
    return {parts[1] for parts in names if parts[0] == "claimkit" and len(parts) > 1} - {
        "__version__"
    }


def floor(room: str) -> int:
    return next((n for n, floor in enumerate(FLOORS) if room in floor), -1)


@pytest.mark.parametrize("room", rooms())
def test_every_room_has_a_floor(room: str) -> None:
    assert floor(room) >= 0, f"add {room} to FLOORS"


@pytest.mark.parametrize("room", [room for room in rooms() if room != "__init__"])
def test_a_room_imports_from_lower_floors_only(room: str) -> None:
    allowed = {room} | INSIDE_A_FLOOR.get(room, set()) | LOOKS_UPWARDS.get(room, set())
    if room in STAGES:
        allowed |= set(STAGES[: STAGES.index(room)])
    for file in rooms()[room]:
        above = {other for other in rooms_of(file) - allowed if floor(other) >= floor(room)}
        assert not above, f"{file.relative_to(PACKAGE)} imports {above}"


@pytest.mark.parametrize("room", [room for room in rooms() if room != "__init__"])
def test_nobody_imports_through_the_front_door(room: str) -> None:
    names = {name for file in rooms()[room] for name in imported(file)}
    front = {name.split(".")[1] for name in names if name.count(".") == 1 and "claimkit." in name}
    assert front - {"__version__"} <= set(rooms()), "import from the room that holds it"


@pytest.mark.parametrize("room", [room for room in rooms() if room != "widgets"])
def test_only_the_widgets_import_widget_libraries(room: str) -> None:
    packages = {name.split(".")[0] for file in rooms()[room] for name in imported(file)}
    assert not packages & set(WIDGETS_ONLY)


def test_heavy_libraries_are_imported_inside_functions() -> None:
    """The widgets and the ledger are those rooms themselves, and nobody enters them unasked."""
    for room, files in rooms().items():
        for file in files if room not in ("widgets", "ledger") else ():
            top = ast.parse(file.read_text(encoding="utf-8")).body
            names = {
                (alias.name if isinstance(node, ast.Import) else node.module or "").split(".")[0]
                for node in top
                if isinstance(node, ast.Import | ast.ImportFrom)
                for alias in node.names
            }
            assert not names & set(HEAVY), file


@pytest.mark.parametrize(
    ("statement", "asked"),
    [
        ("import claimkit", []),
        ("from claimkit import *", ["sqlalchemy"]),  # it asks for the Ledger by name
        ("import claimkit.cli", []),
    ],
)
def test_importing_the_core_loads_nothing_heavy(statement: str, asked: list[str]) -> None:
    probe = f"{statement}; import sys; print([m for m in {HEAVY} if m in sys.modules])"
    done = subprocess.run([sys.executable, "-c", probe], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == str(asked)
