"""What SageMaker gives a training container: hyperparameters and channels."""

import csv
import json
import os
from pathlib import Path
from typing import NamedTuple

BASE = Path(os.environ.get("SAGEMAKER_BASE_DIR", "/opt/ml"))
CSV_TYPES = ("csv", "text/csv")


class Failure(Exception):
    """What the user can put right; it becomes the job's FailureReason."""


class Data(NamedTuple):
    labels: list
    rows: list


def hyperparameters():
    """By name, as text. The Python SDK writes each value as JSON inside its text, so that texts may come in quotes."""
    path = BASE / "input/config/hyperparameters.json"
    given = json.loads(path.read_text(encoding="utf-8")) if path.exists() else {}
    return {name: str(value).strip().strip('"') for name, value in given.items()}


def whole(settings, name, least, default=None):
    text = settings.get(name, default)
    if text is None:
        raise Failure(f"Hyperparameter {name} is missing.")
    if not str(text).isdecimal() or int(text) < least:
        raise Failure(f"Hyperparameter {name} must be a whole number from {least}, not {text}.")
    return int(text)


def channel(name):
    """The rows of a channel of CSV files without a header, the label in the first column."""
    settings = _channels().get(name)
    if settings is None:
        raise Failure(f"Channel {name} is missing.")
    content_type = settings.get("ContentType", "text/csv").split(";")[0].strip().lower()
    if content_type not in CSV_TYPES:
        raise Failure(f"Channel {name} has the ContentType {content_type}; only csv is known here.")
    data = Data([], [])
    for path in sorted(path for path in (BASE / "input/data" / name).rglob("*") if path.is_file()):
        with path.open(encoding="utf-8", newline="") as file:
            for number, line in enumerate(csv.reader(file), 1):
                _add(data, line, f"Channel {name}, {path.name}, row {number}")
    if not data.rows:
        raise Failure(f"Channel {name} holds no rows.")
    return data


def _add(data, line, place):
    if not line:
        return
    try:
        label, *row = (float(cell) for cell in line)
    except ValueError as error:
        raise Failure(f"{place}: {error}.") from error
    if data.rows and len(row) != len(data.rows[0]):
        raise Failure(f"{place}: {len(row)} features, the rows before it have {len(data.rows[0])}.")
    data.labels.append(label)
    data.rows.append(row)


def _channels():
    path = BASE / "input/config/inputdataconfig.json"
    return json.loads(path.read_text(encoding="utf-8")) if path.exists() else {}
