"""Runs the code cells of a notebook in their order: run_notebook.py NOTEBOOK. A cell with the tag `parameters` is followed by the hyperparameters."""

import json
import os
import re
import sys
from pathlib import Path

# Lines that a notebook acts on itself, with those that they go on in.
MAGIC = re.compile(r"^([ \t]*)((?:%{1,2}[A-Za-z_]|!(?!=)|\?)(?:[^\n]*\\\n)*[^\n]*|[\w.]+\?{1,2}[ \t]*$)", re.MULTILINE)
# Cells that are Python, whatever is measured of them; others are for another program.
PYTHON = re.compile(r"\s*(?!%%)|\s*%%(?:time|timeit|capture|local|prun|memit|mprun|python3?)\b")
FILE = re.compile(r"\s*%%(?:write)?file[ \t]+(-a[ \t]+)?(\S+)[^\n]*\n")
TIMED = re.compile(r"%(?:time|timeit|prun|memit|mprun)[ \t]+(?=[^\s-])")
VARIABLE = re.compile(r"%(?:set_)?env[ \t]+(\w+)(?:[ \t]*=[ \t]*|[ \t]+)(.*)")


def cells(path):
    for cell in json.loads(path.read_text(encoding="utf-8")).get("cells", []):
        source = "".join(cell.get("source", []))
        if cell.get("cell_type") != "code":
            continue
        if PYTHON.match(source):
            yield python_of(source), cell.get("metadata", {}).get("tags", [])
        elif FILE.match(source):
            write(source)


def python_of(source):
    """A cell with its magics as Python; what looks like one inside of a text is none."""
    while True:
        try:
            compile(source, "cell", "exec")
            return source
        except SyntaxError as error:
            found = (one for one in MAGIC.finditer(source) if source.count("\n", 0, one.start()) + 1 == error.lineno)
            magic = next(found, None)
            # Whatever it is, running it will tell.
            if magic is None:
                return source
            source = source[: magic.start()] + plain(magic) + source[magic.end() :]


def plain(magic):
    """What a magic does, as Python: nothing, for most of them."""
    indent, text = magic[1], magic[2]
    timed, variable = TIMED.match(text), VARIABLE.match(text)
    if timed:
        return indent + text[timed.end() :]
    if variable:
        os.environ[variable[1]] = variable[2].strip()
    return f"{indent}pass"


def write(source):
    found = FILE.match(source)
    path = Path(found[2].strip("\"'"))
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("a" if found[1] else "w", encoding="utf-8") as file:
        file.write(source[found.end() :])


def main():
    path = Path(sys.argv[1])
    os.environ.setdefault("MPLBACKEND", "Agg")
    sys.path[0] = str(path.parent)
    names = {"__name__": "__main__", "__file__": str(path), "display": print}
    for number, (source, tags) in enumerate(cells(path), 1):
        print(f"cell {number}", flush=True)
        exec(compile(source, f"{path.name}, cell {number}", "exec"), names)
        if "parameters" in tags:
            names.update(json.loads(os.environ.get("SM_HPS", "{}")))


main()
