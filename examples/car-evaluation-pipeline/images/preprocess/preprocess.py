"""Processing job: fits the encoders on all cars and writes what the training job and the endpoint need.

train/ and validation/ get CSV without a header, the label's number first. preprocessor/ and postprocessor/ get a
model.tar.gz each, so that requests go through the encoders that the training rows went through.
"""

import argparse
import csv
import os
import random
from pathlib import Path

from bundle import one_hot_encoder, reverse_string_indexer, string_indexer, vector_assembler, write_archive
from encoders import OneHotEncoder, StringIndexer

BASE = Path(os.environ.get("SAGEMAKER_BASE_DIR", "/opt/ml"))
COLUMNS = ["buying", "maint", "doors", "persons", "lug_boot", "safety"]


def read_rows(folder):
    rows = []
    for path in sorted(path for path in folder.rglob("*") if path.suffix in (".csv", ".data")):
        with path.open(encoding="utf-8", newline="") as file:
            for number, row in enumerate(csv.reader(file), 1):
                if row and len(row) != len(COLUMNS) + 1:
                    raise SystemExit(f"{path.name}, row {number}: {len(row)} columns, expected {len(COLUMNS) + 1}")
                rows += [row] if row else []
    if not rows:
        raise SystemExit(f"{folder} holds no rows: the input needs .csv or .data files")
    return rows


def write_rows(path, rows):
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file, lineterminator="\n").writerows(rows)
    print(f"{path.parent.name}/{path.name}: {len(rows)} rows of {len(rows[0])} columns")


def write_models(folder, indexers, label):
    indexes = [f"{column}_index" for column in COLUMNS]
    vectors = [f"{column}_vector" for column in COLUMNS]
    sizes = [len(indexer.labels) for indexer in indexers]
    nodes = [
        string_indexer(f"string_indexer_{column}", indexer.labels, column, index)
        for column, indexer, index in zip(COLUMNS, indexers, indexes)
    ]
    nodes.append(one_hot_encoder("one_hot_encoder", sizes, indexes, vectors))
    nodes.append(vector_assembler("vector_assembler", sizes, vectors, "features"))
    write_archive(folder / "preprocessor/model.tar.gz", "preprocessor", nodes)
    back = reverse_string_indexer("index_to_string", label.labels, "label_index", "label")
    write_archive(folder / "postprocessor/model.tar.gz", "postprocessor", [back])
    print(f"preprocessor: {len(nodes)} stages, {sum(sizes)} features; postprocessor: {', '.join(label.labels)}")


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--validation-fraction", type=float, default=0.2, help="share of rows that go to validation")
    parser.add_argument("--seed", type=int, default=7, help="decides which rows these are")
    options = parser.parse_args()

    folder = BASE / "processing"
    rows = read_rows(folder / "input")
    indexers = [StringIndexer.fit([row[place] for row in rows]) for place in range(len(COLUMNS))]
    encoders = [OneHotEncoder(len(indexer.labels)) for indexer in indexers]
    label = StringIndexer.fit([row[-1] for row in rows])

    def encode(row):
        ones = [encoder.encode(indexer.index(value)) for encoder, indexer, value in zip(encoders, indexers, row)]
        return [label.index(row[-1]), *(number for vector in ones for number in vector)]

    encoded = [encode(row) for row in rows]
    random.Random(options.seed).shuffle(encoded)
    validation = round(len(encoded) * options.validation_fraction)
    if not 0 < validation < len(encoded):
        raise SystemExit(f"--validation-fraction {options.validation_fraction} leaves one of the two sets empty")
    write_rows(folder / "train/train.csv", encoded[validation:])
    write_rows(folder / "validation/validation.csv", encoded[:validation])
    write_models(folder, indexers, label)

    message = BASE / "output/message"
    message.parent.mkdir(parents=True, exist_ok=True)
    message.write_text(
        f"{len(encoded) - validation} rows to train, {validation} to validate, "
        f"{len(encoded[0]) - 1} features, {len(label.labels)} labels",
        encoding="utf-8",
    )


if __name__ == "__main__":
    main()
