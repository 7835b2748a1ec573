"""`claimkit validate`: what a notebook shows now beside what it stores, in words."""

from pathlib import Path

import nbformat
import pytest
from nbformat.v4 import new_code_cell, new_notebook, new_output

from claimkit.cli import main


def printed(text: str) -> nbformat.NotebookNode:
    return new_output("stream", name="stdout", text=text)


def shown(**data: str) -> nbformat.NotebookNode:
    fields = {key.replace("_", "/"): value for key, value in data.items()}
    return new_output("execute_result", data=fields, execution_count=1)


HTML = "from IPython.display import HTML\nHTML('<p>{}</p>')"
OBJECT = "<IPython.core.display.HTML object>"
CELLS = [
    ("print('واحد')", [printed("واحد\n")], ()),
    ("print('one')\nprint('two')", [printed("one\nthree\n")],
     ("what it prints is another:", "stored  three", "now     two")),
    ("1 / 0", [], ("it raises an error: ZeroDivisionError: division by zero",)),
    ("print('x')", [], ("what it prints is new, nothing is stored",)),
    ("pass", [printed("gone\n")], ("what it prints is stored, and gone now",)),
    (HTML.format("the <b>dam</b>"), [shown(text_plain=OBJECT, text_html="<p>the <i>dam</i></p>")],
     ("what it shows as HTML is another:", "only in its markup")),
    (HTML.format("x" * 400 + "y"), [shown(text_plain=OBJECT, text_html=f"<p>{'x' * 400}z</p>")],
     ("what it shows as HTML is another:", "…xxx", "xz", "xy")),
    ("import time; time.sleep(60)", [], ("it was stopped after 5 seconds",)),
]  # fmt: skip


def write(path: Path, cells: list[tuple[str, list[nbformat.NotebookNode]]]) -> Path:
    made = [new_code_cell(code, outputs=outputs, execution_count=1) for code, outputs in cells]
    nbformat.write(new_notebook(cells=made), path)
    return path


def test_every_difference_is_told_in_words(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    write(tmp_path / "all.ipynb", [(code, outputs) for code, outputs, _ in CELLS])
    assert main(["validate", str(tmp_path), "--timeout", "5"]) == 1
    told = capsys.readouterr().out
    head, *cells = told.split("  code cell ")
    assert (
        head
        == f"{tmp_path / 'all.ipynb'}: {len(CELLS)} code cells, {len(CELLS) - 1} not as stored\n"
    )
    expected = [(code, words) for code, _, words in CELLS if words]
    for cell, (code, words) in zip(cells, expected, strict=True):
        assert code.split("\n")[0] in cell
        for word in words:
            assert word in cell
        assert max(map(len, cell.splitlines())) < 130


def test_a_notebook_that_shows_what_it_stores_is_fine(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = write(tmp_path / "fine.ipynb", [("print(1)", [printed("1\n")])])
    before = path.read_bytes()
    assert main(["validate", str(path)]) == 0
    assert capsys.readouterr().out == f"{path}: 1 code cell, as stored\n"
    assert path.read_bytes() == before


def test_what_is_no_notebook_is_named(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["validate", str(tmp_path)]) == 2
    assert f"{tmp_path}: no notebook" in capsys.readouterr().err
    broken = tmp_path / "broken.ipynb"
    broken.write_text("{", encoding="utf-8")
    assert main(["validate", str(broken)]) == 1
    assert "it cannot be read" in capsys.readouterr().out


def test_an_app_needs_something_to_show(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["app"]) == 2
    assert "name articles, or a ledger with --db" in capsys.readouterr().err
    assert main(["app", "nowhere.txt"]) == 2
    assert "nowhere.txt: no such file" in capsys.readouterr().err


def test_pytest_that_cannot_run_is_no_notebook_as_stored(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    path = write(tmp_path / "fine.ipynb", [("print(1)", [printed("1\n")])])
    monkeypatch.setenv("PYTEST_ADDOPTS", "--no-such-option")
    assert main(["validate", str(path)]) == 2
    assert "no-such-option" in capsys.readouterr().err
