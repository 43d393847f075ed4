"""Run by the toolkit: hyperparameters are arguments, folders are in SM_ variables. What it prints goes to the log."""

import argparse
import os
import signal
from pathlib import Path

from algorithm import fit, parse_rows

stopping = False


def stop(*_):
    """SIGTERM, which the platform sends 120 seconds before the end."""
    global stopping
    stopping = True


def samples(folder):
    files = sorted(path for path in Path(folder).rglob("*") if path.is_file() and not path.name.startswith("."))
    rows = [row for path in files for row in parse_rows(path.read_text(encoding="utf-8"))]
    if not rows:
        raise SystemExit(f"{folder} holds no rows")
    return [(row[:-1], row[-1]) for row in rows]


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--epochs", type=int, default=200)
    parser.add_argument("--learning_rate", type=float, default=0.5)
    parser.add_argument("--train", default=os.environ.get("SM_CHANNEL_TRAIN"))
    parser.add_argument("--validation", default=os.environ.get("SM_CHANNEL_VALIDATION"))
    parser.add_argument("--model-dir", default=os.environ.get("SM_MODEL_DIR", "/opt/ml/model"))
    options = parser.parse_args()

    training, validation = samples(options.train), samples(options.validation)
    for epoch, model in enumerate(fit(training, options.learning_rate, options.epochs), 1):
        if epoch % 10 == 0:
            print(f"epoch={epoch}; train:rmse={model.rmse(training):.5f}; validation:rmse={model.rmse(validation):.5f};")
        if stopping:
            break
    Path(options.model_dir, "model.json").write_text(model.to_json())
    print(f"model saved after {epoch} epochs")


signal.signal(signal.SIGTERM, stop)
main()
