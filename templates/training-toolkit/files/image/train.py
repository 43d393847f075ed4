"""Run by the toolkit: hyperparameters are arguments, folders are in SM_ variables. What it prints goes to the log."""

import argparse
import os
import signal
from pathlib import Path

from algorithm import fit, read_samples

stopping = False


def stop(*_):
    """SIGTERM, which the platform sends 120 seconds before the end."""
    global stopping
    stopping = True


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--epochs", type=int, default=200)
    parser.add_argument("--learning_rate", type=float, default=0.5)
    parser.add_argument("--train", default=os.environ.get("SM_CHANNEL_TRAIN"))
    parser.add_argument("--validation", default=os.environ.get("SM_CHANNEL_VALIDATION"))
    parser.add_argument("--model-dir", default=os.environ.get("SM_MODEL_DIR", "/opt/ml/model"))
    options = parser.parse_args()

    training, validation = (read_samples(folder) if folder else [] for folder in (options.train, options.validation))
    if not training:
        raise SystemExit("the channel train is missing or holds no rows")
    if options.epochs < 1:
        raise SystemExit("epochs must be at least 1")
    for epoch, model in enumerate(fit(training, options.learning_rate, options.epochs), 1):
        if epoch % 10 == 0 or epoch == options.epochs:
            scores = f"train:rmse={model.rmse(training):.5f};"
            scores += f" validation:rmse={model.rmse(validation):.5f};" if validation else ""
            print(f"epoch={epoch}; {scores}")
        if stopping:
            break
    Path(options.model_dir, "model.json").write_text(model.to_json())
    print(f"model saved after {epoch} epochs")


signal.signal(signal.SIGTERM, stop)
main()
