"""Trains as a program; answers for the model by the functions that the framework image looks for."""

import argparse
import json
import os
from pathlib import Path

from algorithm import Model, fit, parse_rows, read_samples


def train():
    parser = argparse.ArgumentParser()
    parser.add_argument("--epochs", type=int, default=200)
    parser.add_argument("--learning_rate", type=float, default=0.5)
    parser.add_argument("--model-dir", default=os.environ.get("SM_MODEL_DIR", "/opt/ml/model"))
    parser.add_argument("--train", default=os.environ.get("SM_CHANNEL_TRAIN"))
    parser.add_argument("--validation", default=os.environ.get("SM_CHANNEL_VALIDATION"))
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
    Path(options.model_dir, "model.json").write_text(model.to_json())


def model_fn(model_dir):
    return Model.from_json(Path(model_dir, "model.json").read_text())


def input_fn(body, content_type):
    if content_type.split(";")[0].strip() != "text/csv":
        raise ValueError(f"content type {content_type} is not supported, send text/csv")
    return parse_rows(body if isinstance(body, str) else bytes(body).decode("utf-8"))


def predict_fn(rows, model):
    if not rows or len(rows[0]) != model.columns:
        raise ValueError(f"a row has {model.columns} numbers")
    return [round(model.predict(row), 3) for row in rows]


def output_fn(predictions, accept):
    if accept.split(";")[0].strip() == "application/json":
        return json.dumps({"predictions": predictions}) + "\n", "application/json"
    return "".join(f"{one}\n" for one in predictions), "text/csv"


if __name__ == "__main__":
    train()
