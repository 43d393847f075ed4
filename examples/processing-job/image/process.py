"""Split rows into train and validation, and turn every feature into one column per value it can take."""

import argparse
import csv
import json
from pathlib import Path

PROCESSING = Path("/opt/ml/processing")
MESSAGE = Path("/opt/ml/output/message")
COLUMNS = ["buying", "maint", "doors", "persons", "lug_boot", "safety"]


def read_rows(folder):
    rows = []
    for path in sorted(folder.rglob("*.csv")):
        with path.open(newline="") as file:
            rows += [row for row in csv.reader(file) if row]
    if not rows:
        raise SystemExit(f"{folder} holds no rows")
    return rows


def values_by_column(rows):
    """The values of every column, the last one being the label, each in a fixed order."""
    return [sorted({row[index] for row in rows}) for index in range(len(COLUMNS) + 1)]


def encode(row, values):
    """The label's number, then 0 or 1 for every value of every feature."""
    label = values[-1].index(row[-1])
    ones = [int(row[index] == value) for index in range(len(COLUMNS)) for value in values[index]]
    return [label, *ones]


def write_rows(path, rows):
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("w", newline="") as file:
        csv.writer(file, lineterminator="\n").writerows(rows)
    print(f"{path}: {len(rows)} rows of {len(rows[0])} columns")


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--validation-every", type=int, default=5, help="every so many rows go to validation")
    every = parser.parse_args().validation_every

    rows = read_rows(PROCESSING / "input")
    values = values_by_column(rows)
    encoded = [encode(row, values) for row in rows]
    write_rows(PROCESSING / "train" / "train.csv", [row for index, row in enumerate(encoded) if index % every])
    write_rows(PROCESSING / "validation" / "validation.csv", encoded[::every])

    vocabulary = {"labels": values[-1], "columns": dict(zip(COLUMNS, values))}
    (PROCESSING / "vocabulary" / "vocabulary.json").write_text(json.dumps(vocabulary, indent=2) + "\n")
    MESSAGE.write_text(f"{len(rows)} rows, {len(encoded[0]) - 1} columns, {len(values[-1])} labels")


if __name__ == "__main__":
    main()
