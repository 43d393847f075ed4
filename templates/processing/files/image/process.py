"""Reads all rows of the input, scales every column to 0–1, and splits them into rows to train and to validate."""

import argparse
import csv
import os
import signal
import sys
from pathlib import Path

BASE = Path(os.environ.get("SAGEMAKER_BASE_DIR", "/opt/ml"))


def read_rows(folder):
    rows = []
    for path in sorted(folder.rglob("*.csv")):
        with path.open(newline="", encoding="utf-8") as file:
            rows += [[float(cell) for cell in row] for row in csv.reader(file) if row]
    if not rows:
        raise SystemExit(f"{folder} holds no rows")
    return rows


def scaled(rows):
    lows, highs = [min(column) for column in zip(*rows)], [max(column) for column in zip(*rows)]
    spans = [high - low or 1 for low, high in zip(lows, highs)]
    return [[round((value - low) / span, 4) for value, low, span in zip(row, lows, spans)] for row in rows]


def write_rows(path, rows):
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("w", newline="", encoding="utf-8") as file:
        csv.writer(file, lineterminator="\n").writerows(rows)
    print(f"{path.name}: {len(rows)} rows")


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--validation-every", type=int, default=5, help="every so many rows go to validation")
    every = parser.parse_args().validation_every
    folder = BASE / "processing"
    rows = scaled(read_rows(folder / "input"))
    training = [row for index, row in enumerate(rows) if index % every]
    write_rows(folder / "train/train.csv", training)
    write_rows(folder / "validation/validation.csv", rows[::every])
    message = BASE / "output/message"
    message.parent.mkdir(parents=True, exist_ok=True)
    message.write_text(f"{len(training)} rows to train, {len(rows) - len(training)} to validate", encoding="utf-8")


# Nothing here is worth keeping half done: a job that is stopped ends at once.
signal.signal(signal.SIGTERM, lambda *_: sys.exit("stopped"))
main()
