"""Runs notebooks from top to bottom, each in a fresh kernel: `python run.py [--save] [notebook ...]`.

Ends with 1 when a cell fails. With --save, the output is written into the files, unless it holds a secret.
"""

import argparse
import os
import sys
from pathlib import Path

import nbformat
from nbclient import NotebookClient
from nbclient.exceptions import CellExecutionError


def run(path: Path, save: bool) -> bool:
    notebook = nbformat.read(path, as_version=4)
    for cell in notebook.cells:
        if cell.cell_type == "code":
            cell.outputs, cell.execution_count = [], None
    try:
        # Timing would make each saved run another file.
        NotebookClient(
            notebook, timeout=600, record_timing=False, resources={"metadata": {"path": str(path.parent)}}
        ).execute()
    except CellExecutionError as failure:
        print(f"{path.name}: a cell fails\n{failure}", file=sys.stderr)
        return False
    if save:
        # What the kernel says of itself is that of the machine it ran on.
        notebook.metadata["language_info"] = {"name": "python"}
        text = nbformat.writes(notebook) + "\n"
        for name in secrets_in(text):
            print(f"{path.name}: not saved, for its output holds {name}", file=sys.stderr)
            return False
        path.write_text(text, encoding="utf-8")
    print(f"{path.name}: {sum(cell.cell_type == 'code' for cell in notebook.cells)} cells ran")
    return True


def secrets_in(text: str) -> list[str]:
    marks = ("PASSWORD", "SECRET", "TOKEN")
    return [
        name
        for name, value in os.environ.items()
        if len(value) >= 8 and any(mark in name for mark in marks) and value in text
    ]


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--save", action="store_true", help="write the output into the files")
    parser.add_argument("notebooks", nargs="*", type=Path, help="default: all in this folder")
    given = parser.parse_args()
    notebooks = given.notebooks or sorted(Path(__file__).parent.glob("*.ipynb"))
    return 0 if all([run(path.resolve(), given.save) for path in notebooks]) else 1


if __name__ == "__main__":
    sys.exit(main())
