"""What is learnt: a weight for each number of a row, by gradient descent. Put your own in its place; the programs know these names only."""

import csv
import json
import math
from pathlib import Path


class BadRow(Exception):
    """A row that can't be read; the message says which one and why."""


def parse_rows(text, columns=None):
    """Rows of numbers, as lists of floats. Every row has as many as the first one, or as `columns` says."""
    rows = []
    for number, cells in enumerate(csv.reader(text.splitlines()), 1):
        if not cells:
            continue
        columns = columns or len(cells)
        if len(cells) != columns:
            raise BadRow(f"row {number} has {len(cells)} columns, expected {columns}")
        try:
            rows.append([float(cell) for cell in cells])
        except ValueError as error:
            raise BadRow(f"row {number} holds something that is no number: {','.join(cells)}") from error
    return rows


def read_samples(folder):
    """The samples in all files of a folder: rows whose last column is the target."""
    files = sorted(path for path in Path(folder).rglob("*") if path.is_file() and not path.name.startswith("."))
    samples = []
    for path in files:
        try:
            rows = parse_rows(path.read_text(encoding="utf-8"))
        except (BadRow, UnicodeDecodeError) as error:
            raise BadRow(f"{path.name}: {error}") from error
        samples += [(row[:-1], row[-1]) for row in rows]
    return samples


class Model:
    def __init__(self, weights, bias):
        self.weights, self.bias = weights, bias

    @property
    def columns(self):
        return len(self.weights)

    def predict(self, row):
        return self.bias + sum(weight * value for weight, value in zip(self.weights, row))

    def rmse(self, samples):
        return math.sqrt(sum((self.predict(row) - target) ** 2 for row, target in samples) / len(samples))

    def to_json(self):
        return json.dumps({"weights": self.weights, "bias": self.bias}, indent=1) + "\n"

    @classmethod
    def from_json(cls, text):
        fields = json.loads(text)
        return cls(fields["weights"], fields["bias"])


def fit(samples, learning_rate, epochs):
    """Yields the model after each epoch. A sample is a row and its target."""
    model = Model([0.0] * len(samples[0][0]), 0.0)
    for _ in range(epochs):
        errors = [(model.predict(row) - target, row) for row, target in samples]
        step = 2 * learning_rate / len(samples)
        model.bias -= step * sum(error for error, _ in errors)
        model.weights = [
            weight - step * sum(error * row[index] for error, row in errors)
            for index, weight in enumerate(model.weights)
        ]
        yield model
