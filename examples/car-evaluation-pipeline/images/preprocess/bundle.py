"""Writes pipelines as MLeap bundles: `bundle.json`, and `root/` with a folder for every stage."""

import gzip
import io
import json
import tarfile
import uuid

VERSION = "0.20.0"
SCALAR = {"base": "scalar", "isNullable": False}


def strings(values):
    return {"type": "list", "string": list(values)}


def vector(size):
    return {"base": "tensor", "isNullable": False, "tensorShape": {"dimensions": [{"size": size, "name": ""}]}}


def string_indexer(name, labels, column, output):
    attributes = {
        "labels_length": {"int": 1},
        "labels_array_0": strings(labels),
        "handle_invalid": {"string": "error"},
    }
    return _node(name, "string_indexer", attributes, {"input": column}, {"output": output})


def one_hot_encoder(name, sizes, columns, outputs):
    attributes = {
        "category_sizes": {"type": "list", "int": list(sizes)},
        "handle_invalid": {"string": "error"},
        "drop_last": {"boolean": False},
    }
    return _node(name, "one_hot_encoder", attributes, _numbered("input", columns), _numbered("output", outputs))


def vector_assembler(name, sizes, columns, output):
    attributes = {"input_shapes": {"type": "list", "data_shape": [vector(size) for size in sizes]}}
    return _node(name, "vector_assembler", attributes, _numbered("input", columns), {"output": output})


def reverse_string_indexer(name, labels, column, output):
    attributes = {"labels": strings(labels), "input_shape": {"data_shape": SCALAR}}
    return _node(name, "reverse_string_indexer", attributes, {"input": column}, {"output": output})


def write_archive(path, name, nodes):
    """A `model.tar.gz` of a pipeline of these nodes. The same pipeline always gives the same bytes."""
    files = {
        "bundle.json": {
            "uid": str(uuid.uuid5(uuid.NAMESPACE_OID, json.dumps(nodes, sort_keys=True))),
            "name": name,
            "format": "json",
            "version": VERSION,
            "timestamp": "1980-01-01T00:00:00",
        },
        "root/node.json": _place(name, {}, {}),
        "root/model.json": {"op": "pipeline", "attributes": {"nodes": strings(node["name"] for node in nodes)}},
    }
    for node in nodes:
        files[f"root/{node['name']}.node/node.json"] = node["node"]
        files[f"root/{node['name']}.node/model.json"] = node["model"]
    path.parent.mkdir(parents=True, exist_ok=True)
    # Neither the time nor a name goes into the gzip header.
    with path.open("wb") as file, gzip.GzipFile(filename="", fileobj=file, mode="wb", mtime=0) as packed:
        with tarfile.open(fileobj=packed, mode="w") as archive:
            for inside, content in files.items():
                data = (json.dumps(content, indent=2) + "\n").encode("utf-8")
                entry = tarfile.TarInfo(inside)
                entry.size = len(data)
                archive.addfile(entry, io.BytesIO(data))


def _node(name, operation, attributes, inputs, outputs):
    return {"name": name, "node": _place(name, inputs, outputs), "model": {"op": operation, "attributes": attributes}}


def _place(name, inputs, outputs):
    return {"name": name, "shape": {"inputs": _sockets(inputs), "outputs": _sockets(outputs)}}


def _sockets(columns):
    return [{"port": port, "name": column} for port, column in columns.items()]


def _numbered(port, columns):
    return {f"{port}{number}": column for number, column in enumerate(columns)}
