"""A training program as the platform wants it: hyperparameters and channels are files, SIGTERM is heard, a failure leaves its reason."""

import json
import os
import signal
import sys
import traceback
from pathlib import Path

from algorithm import BadRow, read_samples

BASE = Path(os.environ.get("SAGEMAKER_BASE_DIR", "/opt/ml"))
asked_to_stop = False


class Failure(Exception):
    """What the user can put right; it becomes the job's FailureReason."""


def stop(*_):
    """SIGTERM: the platform gives 120 seconds to keep what there is."""
    global asked_to_stop
    asked_to_stop = True


def stopping():
    return asked_to_stop


def hyperparameters(defaults):
    """A positive number for each of these names, of the type of its default."""
    path = BASE / "input/config/hyperparameters.json"
    given = json.loads(path.read_text()) if path.exists() else {}
    return {name: positive(name, given.get(name, default), type(default)) for name, default in defaults.items()}


def positive(name, value, kind):
    # Every value is a string; some SDKs write JSON into it, so 12 may come as 12 or as "12" with its quotes.
    text = str(value).strip().strip('"')
    try:
        number = kind(text)
    except ValueError:
        number = 0
    if not 0 < number < float("inf"):
        raise Failure(f"Hyperparameter {name} must be a positive {'whole ' if kind is int else ''}number, not {value}.")
    return number


def channel(name, needed=True):
    """The samples of a channel: rows whose last column is the target."""
    try:
        samples = read_samples(BASE / "input/data" / name)
    except BadRow as error:
        raise Failure(f"Channel {name}, {error}.") from error
    if needed and not samples:
        raise Failure(f"Channel {name} is missing or holds no rows.")
    return samples


def check_widths(*channels):
    widths = {len(row) for samples in channels for row, _ in samples}
    if len(widths) != 1 or 0 in widths:
        raise Failure("All files need rows of one length: the features, then the target.")


def save(model):
    path = BASE / "model/model.json"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(model.to_json())
    print(f"model saved to {path}")


def run(train):
    """Train, and tell the platform why when that fails."""
    signal.signal(signal.SIGTERM, stop)
    try:
        train()
    except Failure as failure:
        fail(str(failure))
    except Exception as error:
        traceback.print_exc()
        fail(f"{type(error).__name__}: {error}")


def fail(reason):
    print(f"training failed: {reason}", file=sys.stderr)
    path = BASE / "output/failure"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(reason, encoding="utf-8")
    sys.exit(1)
