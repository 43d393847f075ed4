"""Reads an MLeap bundle that was unpacked: `bundle.json`, and `root/` with `node.json` and `model.json` of every stage."""

import json

from stages import BadBundle, stage


def load(folder):
    """The stages of the pipeline in their order. Raises BadBundle."""
    bundle = _read(folder / "bundle.json")
    if bundle.get("format") != "json":
        raise BadBundle(f"{folder / 'bundle.json'} has the format {bundle.get('format')}, only json is known here")
    return _stages(folder / "root")


def _stages(folder):
    model, node = _read(folder / "model.json"), _read(folder / "node.json")
    try:
        attributes = {name: _value(value) for name, value in model.get("attributes", {}).items()}
        if model["op"] == "pipeline":
            return [one for name in attributes["nodes"] for one in _stages(folder / f"{name}.node")]
        inputs, outputs = (
            {socket["port"]: socket["name"] for socket in node["shape"][side]} for side in ("inputs", "outputs")
        )
        return [stage(model["op"], attributes, inputs, outputs)]
    except KeyError as error:
        raise BadBundle(f"{folder} has no {error}") from error


def _value(value):
    """The value of an attribute, which stands under the name of its type."""
    return next(content for kind, content in value.items() if kind != "type")


def _read(path):
    try:
        return json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise BadBundle(f"{path} can't be read: {error}") from error
