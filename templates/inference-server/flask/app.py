"""The server's two routes."""

import json
import os
from pathlib import Path

from algorithm import BadRow, Model, parse_rows
from flask import Flask, Response, request

BASE = Path(os.environ.get("SAGEMAKER_BASE_DIR", "/opt/ml"))
model = Model.from_json((BASE / "model/model.json").read_text())
app = Flask(__name__)


@app.get("/ping")
def ping():
    return Response()


@app.post("/invocations")
def invocations():
    kind = media_type(request.headers.get("Content-Type", "text/csv"))
    if kind != "text/csv":
        return refuse(415, f"content type {kind} is not supported, send text/csv")
    try:
        rows = parse_rows(request.get_data().decode("utf-8"), model.columns)
    except (BadRow, UnicodeDecodeError) as error:
        return refuse(400, str(error))
    if not rows:
        return refuse(400, "the body holds no row")
    predictions = (round(model.predict(row), 3) for row in rows)
    accept = media_type(request.headers.get("Accept", "text/csv"))
{{#streaming=yes}}
    if accept == "application/jsonlines":
        # Sent line by line: InvokeEndpointWithResponseStream hands each part on as it comes.
        return Response((json.dumps(one) + "\n" for one in predictions), content_type="application/jsonlines")
{{/streaming=yes}}
    if accept == "application/json":
        return Response(json.dumps({"predictions": list(predictions)}) + "\n", content_type="application/json")
    return Response("".join(f"{one}\n" for one in predictions), content_type="text/csv")


def refuse(status, reason):
    return Response(f"{reason}\n", status, content_type="text/plain; charset=utf-8")


def media_type(value):
    return value.split(";")[0].strip().lower()
