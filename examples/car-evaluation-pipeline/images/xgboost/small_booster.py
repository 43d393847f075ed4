"""Gradient boosted trees for several classes in plain Python, by the rules of XGBoost's exact greedy method.

Made for data that is mostly zeros, such as one-hot columns: only other values are looked at one by one.
"""

import math

from tree_model import Model, Tree

DEFAULTS = {"eta": 0.3, "max_depth": 6, "min_child_weight": 1.0, "lambda": 1.0}
# Splits that gain less are none.
LEAST_GAIN = 1e-6


def train(settings, training, validation, report):
    """A model of up to `num_round` rounds. `report` gets the round and both scores, and ends the training by True."""
    model = Model(settings["objective"], settings["num_class"], len(training.rows[0]))
    grower = _Grower(settings, training.rows)
    margins = [list(model.bases) for _ in training.rows]
    checked = [list(model.bases) for _ in validation.rows]
    for number in range(settings["num_round"]):
        shares = [softmax(scores) for scores in margins]
        for label in range(model.classes):
            tree = grower.grow(*_gradients(shares, training.labels, label), margins, label)
            model.trees.append(tree)
            for scores, row in zip(checked, validation.rows):
                scores[label] += tree.predict(row)
        if report(number, mlogloss(margins, training.labels), mlogloss(checked, validation.labels)):
            break
    return model


def softmax(scores):
    top = max(scores)
    powers = [math.exp(score - top) for score in scores]
    total = sum(powers)
    return [power / total for power in powers]


def mlogloss(margins, labels):
    return -sum(math.log(max(softmax(scores)[int(label)], 1e-16)) for scores, label in zip(margins, labels)) / len(labels)


def _gradients(shares, labels, label):
    gradients = [share[label] - (int(own) == label) for share, own in zip(shares, labels)]
    hessians = [max(2.0 * share[label] * (1.0 - share[label]), 1e-16) for share in shares]
    return gradients, hessians


class _Grower:
    def __init__(self, settings, rows):
        self.eta, self.max_depth = settings["eta"], settings["max_depth"]
        self.least_weight, self.penalty = settings["min_child_weight"], settings["lambda"]
        self.rows = rows
        self.filled = [[(column, value) for column, value in enumerate(row) if value] for row in rows]

    def grow(self, gradients, hessians, margins, label):
        """A tree for one class; its leaves are added to that class's margins."""
        self.gradients, self.hessians = gradients, hessians
        tree = Tree()
        everything = list(range(len(self.rows)))
        level = [(self.leaf(tree, -1, everything), everything)]
        for _ in range(self.max_depth):
            level = [child for node, rows in level for child in self.split(tree, node, rows, margins, label)]
        for node, rows in level:
            self.settle(tree, node, rows, margins, label)
        return tree

    def leaf(self, tree, parent, rows):
        gradient, hessian = self.total(rows)
        return tree.add(parent, -gradient / (hessian + self.penalty) * self.eta, hessian)

    def total(self, rows):
        return sum(self.gradients[row] for row in rows), sum(self.hessians[row] for row in rows)

    def split(self, tree, node, rows, margins, label):
        """The two children of a node with their rows; none where nothing is gained."""
        found = self.best_split(rows)
        if found is None:
            self.settle(tree, node, rows, margins, label)
            return []
        gain, column, condition = found
        tree.split(node, column, condition, gain)
        sides = [[row for row in rows if (self.rows[row][column] < condition) == is_left] for is_left in (True, False)]
        return [(self.leaf(tree, node, side), side) for side in sides]

    def settle(self, tree, node, rows, margins, label):
        for row in rows:
            margins[row][label] += tree.condition[node]

    def best_split(self, rows):
        gradient, hessian = self.total(rows)
        before = self.score(gradient, hessian)
        best = None
        for column, values in sorted(self.sums(rows, gradient, hessian).items()):
            left_gradient = left_hessian = 0.0
            ordered = sorted(values.items())
            for (value, (own_gradient, own_hessian, _)), (following, _) in zip(ordered, ordered[1:]):
                left_gradient, left_hessian = left_gradient + own_gradient, left_hessian + own_hessian
                right_gradient, right_hessian = gradient - left_gradient, hessian - left_hessian
                if min(left_hessian, right_hessian) < self.least_weight:
                    continue
                gain = self.score(left_gradient, left_hessian) + self.score(right_gradient, right_hessian) - before
                if gain > (best[0] if best else LEAST_GAIN):
                    best = (gain, column, (value + following) / 2)
        return best

    def sums(self, rows, gradient, hessian):
        """Gradient, hessian and number of rows of every value of every column."""
        columns = {}
        for row in rows:
            own_gradient, own_hessian = self.gradients[row], self.hessians[row]
            for column, value in self.filled[row]:
                sums = columns.setdefault(column, {}).setdefault(value, [0.0, 0.0, 0])
                sums[0] += own_gradient
                sums[1] += own_hessian
                sums[2] += 1
        for values in columns.values():
            totals = [sum(one[place] for one in values.values()) for place in range(3)]
            if totals[2] < len(rows):
                values[0.0] = [gradient - totals[0], hessian - totals[1], len(rows) - totals[2]]
        return columns

    def score(self, gradient, hessian):
        return gradient * gradient / (hessian + self.penalty)
