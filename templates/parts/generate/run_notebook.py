"""Runs the code cells of a notebook in their order: run_notebook.py NOTEBOOK. A cell with the tag `parameters` is followed by the hyperparameters."""

import json
import os
import re
import sys
from pathlib import Path

# Lines that only a notebook understands.
MAGIC = re.compile(r"^([ \t]*)[%!?].*$", re.MULTILINE)


def cells(path):
    for cell in json.loads(path.read_text(encoding="utf-8")).get("cells", []):
        source = "".join(cell.get("source", []))
        if cell.get("cell_type") == "code" and not re.match(r"\s*%%(?!time|capture|local|prun)", source):
            yield source, cell.get("metadata", {}).get("tags", [])


def main():
    path = Path(sys.argv[1])
    os.environ.setdefault("MPLBACKEND", "Agg")
    sys.path[0] = str(path.parent)
    names = {"__name__": "__main__", "__file__": str(path), "display": print}
    for number, (source, tags) in enumerate(cells(path), 1):
        print(f"cell {number}", flush=True)
        code = MAGIC.sub(lambda line: f"{line[1]}pass", source)
        exec(compile(code, f"{path.name}, cell {number}", "exec"), names)
        if "parameters" in tags:
            names.update(json.loads(os.environ.get("SM_HPS", "{}")))


main()
