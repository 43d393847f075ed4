"""Looks at every answer that boto3 gets, as it came: each member known, of its type, required ones there, enums among theirs."""

import json
import sys

import boto3
from botocore.validate import ParamValidator

boto3.setup_default_session()
seen = set()


def complain(operation, path, what):
    sys.exit(f"{operation}: {path} {what}")


def look(operation, shape, value, path):
    kind = shape.type_name
    if kind == "structure":
        unknown = set(value) - set(shape.members)
        missing = set(shape.required_members) - set(value)
        if unknown or missing:
            complain(operation, path, f"has unknown {sorted(unknown)}, lacks {sorted(missing)}")
        for member, inner in value.items():
            look(operation, shape.members[member], inner, f"{path}.{member}")
    elif kind == "list":
        for inner in value:
            look(operation, shape.member, inner, f"{path}[]")
    elif kind == "map":
        for inner in value.values():
            look(operation, shape.value, inner, f"{path}{{}}")
    elif kind in ("timestamp", "integer", "long", "float", "double"):
        whole = kind in ("integer", "long")
        if isinstance(value, bool) or not isinstance(value, int if whole else (int, float)):
            complain(operation, path, f"is {value!r}, not a {kind}")
    elif kind == "boolean":
        if not isinstance(value, bool):
            complain(operation, path, f"is {value!r}, not a boolean")
    elif kind == "string":
        if not isinstance(value, str) or (shape.enum and value not in shape.enum):
            complain(operation, path, f"is {value!r}, not one of {shape.enum or 'the strings'}")


def raw(operation_model, response_dict, **_):
    output = operation_model.output_shape
    protocol = operation_model.service_model.metadata["protocol"]
    if protocol != "json" or response_dict["status_code"] != 200 or operation_model.has_event_stream_output:
        return
    seen.add(operation_model.name)
    if output is not None:
        look(operation_model.name, output, json.loads(response_dict["body"]), "answer")


def parsed(http_response, parsed, model, **_):
    if http_response.status_code < 300 and model.output_shape is not None and not model.has_streaming_output:
        members = {name: value for name, value in parsed.items() if name != "ResponseMetadata"}
        report = ParamValidator().validate(members, model.output_shape)
        if report.has_errors() and not model.has_event_stream_output:
            complain(model.name, "answer", report.generate_report())


boto3.DEFAULT_SESSION.events.register("before-parse", raw)
boto3.DEFAULT_SESSION.events.register("after-call", parsed)
