"""What the notebooks must be before anybody runs them; that they run is nbval's part."""

import json
from pathlib import Path

import nbformat
import pytest

from tests.notebooks import NOTEBOOKS

ALL = sorted(NOTEBOOKS.glob("*.ipynb"))


@pytest.mark.parametrize("path", ALL, ids=lambda path: path.name)
def test_a_notebook_is_small_and_holds_what_it_shows(path: Path) -> None:
    assert path.stat().st_size < 200_000
    notebook = nbformat.read(path, as_version=4)
    nbformat.validate(notebook)
    assert "widgets" not in notebook.metadata
    code = [cell for cell in notebook.cells if cell.cell_type == "code" and cell.source.strip()]
    assert [cell.execution_count for cell in code] == list(range(1, len(code) + 1))
    assert sum(bool(cell.outputs) for cell in code) > len(code) / 2


@pytest.mark.parametrize("path", ALL, ids=lambda path: path.name)
def test_a_notebook_shows_something_where_no_script_runs(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert "<script" not in text
    outputs = [o for c in json.loads(text)["cells"] for o in c.get("outputs", ())]
    for bundle in (output.get("data", {}) for output in outputs):
        if "application/vnd.jupyter.widget-view+json" in bundle:
            assert "text/html" in bundle
