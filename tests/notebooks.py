"""Runs the notebooks and stores what they show: `python -m tests.notebooks [NAME]`.

Outputs belong into the repository, because the strict comparison needs them and because a code
host shows them; the state of the widgets, times and versions of the machine do not.
"""

import sys
from pathlib import Path

import nbformat
from nbclient import NotebookClient

NOTEBOOKS = Path(__file__).parent.parent / "notebooks"


def run(path: Path) -> None:
    notebook = nbformat.read(path, as_version=4)
    client = NotebookClient(
        notebook,
        timeout=120,
        kernel_name="python3",
        resources={"metadata": {"path": str(path.parent)}},
        store_widget_state=False,
        record_timing=False,
    )
    client.execute()
    notebook.metadata = {
        "kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"},
        "language_info": {"name": "python"},
    }
    nbformat.write(notebook, path)


if __name__ == "__main__":
    for wanted in sorted(NOTEBOOKS.glob(f"{sys.argv[1] if sys.argv[1:] else ''}*.ipynb")):
        run(wanted)
        print(f"{wanted.name}: {wanted.stat().st_size / 1000:.0f} kB")
