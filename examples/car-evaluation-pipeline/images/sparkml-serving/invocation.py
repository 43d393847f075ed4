"""One request of /invocations: its rows go through the pipeline, the output column comes back as the caller accepts it."""

import json
import os
import re

import java_csv
import java_json
from frame import basic, fill, select
from java_values import Failure, to_text
from schema import Mismatch, bind_request, bind_rows, bind_schema

CSV = "text/csv"
LINES = "application/jsonlines"
TEXT = "application/jsonlines;data=text"


class BadRequest(Exception):
    """A body that does not even reach the program: answered with an error document."""


def invoke(stages, content_type, body, accept):
    """Content type and body of the answer. Raises Failure, or BadRequest."""
    if not body:
        raise BadRequest
    text = body.decode("utf-8", errors="replace")
    if content_type == "application/json":
        request = _request(text)
        form = _form(accept)
        schema = _schema(request.schema)
        return _answer(stages, schema, request.data, form)
    form = _form(accept)
    if content_type == LINES:
        return _lines(stages, text, form)
    schema = _schema(None)
    return _answer(stages, schema, _csv_row(text, schema), form)


def _request(text):
    try:
        request = bind_request(java_json.read(text))
    except Failure as error:
        raise BadRequest from error
    if request is None:
        raise BadRequest
    return request


def _form(accept):
    """What the caller, or else a variable, wants: one of three texts, letter by letter."""
    asked = (accept or "").strip()
    wanted = os.environ.get("SAGEMAKER_DEFAULT_INVOCATIONS_ACCEPT", "") if asked in ("", "*/*") else accept
    if wanted not in ("", CSV, LINES, TEXT):
        raise Failure("Accept value passed via request or environment variable is not valid")
    return wanted or CSV


def _schema(own):
    """The schema of the request, or else of the environment, which is read anew every time."""
    if own is not None:
        return own
    text = os.environ.get("SAGEMAKER_SPARKML_SCHEMA")
    if text is None:
        raise Failure("Input schema has to be provided either via environment variable or via the request")
    schema = bind_schema(java_json.read(text))
    if schema is None:
        raise Failure()
    return schema


def _csv_row(text, schema):
    """Values of the first row. All are taken for scalars here, so vectors and arrays can't come through CSV."""
    values = java_csv.first_record(text)
    row = []
    for place, column in enumerate(schema.input):
        if column is None:
            raise Failure()
        if place >= len(values):
            raise Failure(str(place))
        row.append(basic(column.type, values[place]))
    return row


def _lines(stages, text, form):
    # A line end at the very end does not begin another line.
    lines = re.sub(r"(\r?\n)+\Z", "", text)
    lines = re.split(r"\r?\n", lines)
    if lines == [""] and text.strip("\r\n") == "" and text:
        raise Failure("0")
    first = bind_request(java_json.read(lines[0]))
    if first is None:
        raise Failure()
    schema = _schema(first.schema)
    rows = [row for line in lines for row in _rows(java_json.read(line))]
    if not rows:
        raise Failure("Index: 0, Size: 0")
    answers = [_answer(stages, schema, row, form) for row in rows]
    # Java's way to print a list of lists.
    return answers[0][0], to_text([[body] for _, body in answers])


def _rows(node):
    try:
        request = bind_rows(node)
        rows = None if request is None else request.data
    except Mismatch:
        rows = [bind_request(node).data]
    if rows is None or None in rows:
        raise Failure()
    return rows


def _answer(stages, schema, data, form):
    frame = fill(schema, data)
    for stage in stages:
        stage(frame)
    value = select(frame, schema.output)
    if isinstance(value, str):
        return (CSV if form == CSV else LINES), value
    if form == CSV:
        return CSV, ",".join(map(to_text, value))
    if form == TEXT:
        return LINES, f'{{"source":{_json(" ".join(map(to_text, value)))}}}'
    return LINES, f'{{"features":[{",".join(map(_json, value))}]}}'


def _json(value):
    if isinstance(value, str):
        return json.dumps(value, ensure_ascii=False)
    text = "null" if value is None else to_text(value)
    return f'"{text}"' if text in ("NaN", "Infinity", "-Infinity") else text
