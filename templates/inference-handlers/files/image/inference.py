"""What is yours: how the model is loaded, requests are read, predictions made and answers written. A ValueError is the caller's fault: 400."""

import json
from pathlib import Path

from algorithm import BadRow, Model, parse_rows


def model_fn(model_dir):
    return Model.from_json(Path(model_dir, "model.json").read_text())


def input_fn(body, content_type):
    if content_type.split(";")[0].strip().lower() != "text/csv":
        raise ValueError(f"content type {content_type} is not supported, send text/csv")
    try:
        return parse_rows(body.decode("utf-8"))
    except BadRow as error:
        raise ValueError(str(error)) from error


def predict_fn(rows, model):
    if not rows or len(rows[0]) != model.columns:
        raise ValueError(f"a row has {model.columns} numbers")
    return [round(model.predict(row), 3) for row in rows]


def output_fn(predictions, accept):
    if accept.split(";")[0].strip().lower() == "application/json":
        return json.dumps({"predictions": predictions}) + "\n", "application/json"
    return "".join(f"{one}\n" for one in predictions), "text/csv"
