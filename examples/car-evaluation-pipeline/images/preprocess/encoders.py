"""The two encoders of the pipeline, fitted as Spark ML fits them."""

from collections import Counter


class StringIndexer:
    """Numbers the values of a column: the most frequent one is 0, equally frequent ones go by the alphabet."""

    def __init__(self, labels):
        self.labels = labels

    @classmethod
    def fit(cls, values):
        counts = Counter(values)
        return cls(sorted(counts, key=lambda value: (-counts[value], value)))

    def index(self, value):
        return self.labels.index(value)


class OneHotEncoder:
    """Turns an index into one 0 or 1 per category; no category is left out."""

    def __init__(self, size):
        self.size = size

    def encode(self, index):
        return [1.0 if category == index else 0.0 for category in range(self.size)]
