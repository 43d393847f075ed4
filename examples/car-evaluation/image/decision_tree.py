"""A decision tree over categorical columns. Each node asks whether one column holds one of a set of values."""

from collections import Counter
from itertools import combinations

COLUMNS = ["buying", "maint", "doors", "persons", "lug_boot", "safety"]
MAX_SUBSET_VALUES = 8


class BadRow(ValueError):
    """A row that is no car; the message says which row and why."""


def parse_rows(text, columns):
    """Split CSV without quotes into rows of stripped cells; empty lines are skipped."""
    rows = []
    for number, line in enumerate(text.splitlines(), 1):
        if not line.strip():
            continue
        cells = [cell.strip() for cell in line.split(",")]
        if len(cells) != columns:
            raise BadRow(f"row {number} has {len(cells)} columns, expected {columns}")
        rows.append(cells)
    return rows


class Tree:
    """Grown level by level with `grow`; plain data through `to_dict` and `from_dict`."""

    def __init__(self, root, values):
        self.root = root
        self.values = values

    @classmethod
    def leaf(cls, samples):
        """A tree that knows one answer: the most frequent label. `samples` are pairs of cells and label."""
        values = [sorted({cells[column] for cells, _ in samples}) for column in range(len(COLUMNS))]
        return cls(_leaf(samples), values)

    @classmethod
    def from_dict(cls, data):
        return cls(data["tree"], data["values"])

    def to_dict(self):
        return {"columns": COLUMNS, "values": self.values, "tree": _plain(self.root)}

    def grow(self, min_samples_leaf):
        """Split every leaf that gains by it, once. Returns whether any did."""
        return _grow(self.root, self.values, min_samples_leaf)

    def predict(self, cells):
        """The label of one row and the share of training rows behind it. Raises BadRow for values never seen."""
        for name, cell, known in zip(COLUMNS, cells, self.values):
            if cell not in known:
                raise BadRow(f'"{cell}" is no value of column {name}; known are {", ".join(known)}')
        node = self.root
        while "column" in node:
            node = node["yes"] if cells[node["column"]] in node["in"] else node["no"]
        return node["label"], node["share"]

    def accuracy(self, samples):
        return sum(self.predict(cells)[0] == label for cells, label in samples) / len(samples)


def _leaf(samples):
    counts = Counter(label for _, label in samples)
    label, count = min(counts.items(), key=lambda item: (-item[1], item[0]))
    return {"label": label, "share": round(count / len(samples), 4), "samples": samples}


def _plain(node):
    if "column" not in node:
        return {"label": node["label"], "share": node["share"]}
    return {**node, "yes": _plain(node["yes"]), "no": _plain(node["no"])}


def _grow(node, values, min_samples_leaf):
    if "column" in node:
        grown = [_grow(node[side], values, min_samples_leaf) for side in ("yes", "no")]
        return any(grown)
    samples = node["samples"]
    split = _best_split(samples, values, min_samples_leaf) if node["share"] < 1 else None
    if split is None:
        return False
    column, chosen = split
    node.clear()
    node["column"] = column
    node["in"] = sorted(chosen)
    node["yes"] = _leaf([sample for sample in samples if sample[0][column] in chosen])
    node["no"] = _leaf([sample for sample in samples if sample[0][column] not in chosen])
    return True


def _best_split(samples, values, min_samples_leaf):
    total = Counter(label for _, label in samples)
    best, best_impurity = None, _impurity(total)
    for column in range(len(COLUMNS)):
        counts = {}
        for cells, label in samples:
            counts.setdefault(cells[column], Counter())[label] += 1
        for chosen in _subsets([value for value in values[column] if value in counts]):
            yes = sum((counts[value] for value in chosen), Counter())
            no = total - yes
            if min(sum(yes.values()), sum(no.values())) < min_samples_leaf:
                continue
            impurity = _impurity(yes) + _impurity(no)
            if impurity < best_impurity - 1e-9:
                best, best_impurity = (column, set(chosen)), impurity
    return best


def _subsets(values):
    """Every way to part the values in two, or one against the rest when there are too many."""
    if len(values) > MAX_SUBSET_VALUES:
        return [(value,) for value in values]
    return [chosen for size in range(1, len(values) // 2 + 1) for chosen in combinations(values, size)]


def _impurity(counts):
    """Gini impurity, weighted with the number of samples."""
    number = sum(counts.values())
    return number - sum(count * count for count in counts.values()) / number if number else 0.0
