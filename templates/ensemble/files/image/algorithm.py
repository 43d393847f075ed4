"""Two learners whose predictions are averaged: boosted trees of one split each, and the linear model of `linear`."""

import json
import math

from linear.algorithm import BadRow, parse_rows, read_samples
from linear.algorithm import Model as Linear
from linear.algorithm import fit as linear_epochs

__all__ = ["BadRow", "Model", "parse_rows", "read_samples"]


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


def fit_linear(samples):
    *_, last = linear_epochs(samples, learning_rate=0.5, epochs=200)
    return last


class Model:
    """Its prediction is a mean, in which the linear model counts `share`."""

    def __init__(self, boosted, linear, share):
        self.boosted, self.linear, self.share = boosted, linear, share

    @classmethod
    def fit(cls, samples, eta, rounds, share):
        return cls(Boosted.fit(samples, eta, rounds), fit_linear(samples), share)

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
