"""Two learners whose predictions are averaged: boosted trees of one split each, and a plain linear model."""

import csv
import json
import math


class BadRow(Exception):
    """A row that can't be read; the message says which one and why."""


def parse_rows(text, columns=None):
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


class Boosted:
    """Each round cuts one column in two and moves both sides towards what is still missing."""

    def __init__(self, start, cuts):
        self.start, self.cuts = start, cuts

    @classmethod
    def fit(cls, samples, eta, rounds):
        start = sum(target for _, target in samples) / len(samples)
        missing = [target - start for _, target in samples]
        rows, cuts = [row for row, _ in samples], []
        for _ in range(rounds):
            column, limit, left, right = best_cut(rows, missing)
            cuts.append([column, limit, eta * left, eta * right])
            missing = [one - (eta * left if row[column] < limit else eta * right) for one, row in zip(missing, rows)]
        return cls(start, cuts)

    def predict(self, row):
        return self.start + sum(left if row[column] < limit else right for column, limit, left, right in self.cuts)


def best_cut(rows, missing):
    """The cut that leaves the least: its column, its limit, and the mean of what is missing on either side."""
    total, best = sum(missing), None
    for column in range(len(rows[0])):
        order = sorted(range(len(rows)), key=lambda index: rows[index][column])
        below = 0.0
        for count, index in enumerate(order[:-1], 1):
            below += missing[index]
            above = total - below
            gain = below**2 / count + above**2 / (len(rows) - count)
            limit = (rows[index][column] + rows[order[count]][column]) / 2
            if best is None or gain > best[0]:
                best = gain, column, limit, below / count, above / (len(rows) - count)
    return best[1:]


class Linear:
    def __init__(self, weights, bias):
        self.weights, self.bias = weights, bias

    @classmethod
    def fit(cls, samples, epochs=200, rate=0.5):
        weights, bias = [0.0] * len(samples[0][0]), 0.0
        for _ in range(epochs):
            errors = [bias + sum(w * v for w, v in zip(weights, row)) - target for row, target in samples]
            step = 2 * rate / len(samples)
            bias -= step * sum(errors)
            weights = [w - step * sum(e * row[i] for e, (row, _) in zip(errors, samples)) for i, w in enumerate(weights)]
        return cls(weights, bias)

    def predict(self, row):
        return self.bias + sum(weight * value for weight, value in zip(self.weights, row))


class Ensemble:
    """Its prediction is a mean, in which the linear model counts `share`."""

    def __init__(self, boosted, linear, share):
        self.boosted, self.linear, self.share = boosted, linear, share

    @classmethod
    def fit(cls, samples, eta, rounds, share):
        return cls(Boosted.fit(samples, eta, rounds), Linear.fit(samples), share)

    @property
    def columns(self):
        return len(self.linear.weights)

    def predict(self, row):
        return self.share * self.linear.predict(row) + (1 - self.share) * self.boosted.predict(row)

    def rmse(self, samples):
        return math.sqrt(sum((self.predict(row) - target) ** 2 for row, target in samples) / len(samples))

    def to_json(self):
        return json.dumps({"boosted": vars(self.boosted), "linear": vars(self.linear), "share": self.share}) + "\n"

    @classmethod
    def from_json(cls, text):
        fields = json.loads(text)
        return cls(Boosted(**fields["boosted"]), Linear(**fields["linear"]), fields["share"])
