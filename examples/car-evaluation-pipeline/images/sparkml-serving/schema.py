"""The schema of SAGEMAKER_SPARKML_SCHEMA, and the requests that may carry one, as strictly as the original binds them."""

from typing import NamedTuple

from java_json import Members, Number, plain
from java_values import Failure

PACKAGE = "com.amazonaws.sagemaker.dto"


class Mismatch(Failure):
    """JSON that is no schema, or no request."""


class Column(NamedTuple):
    name: str
    type: str
    struct: str


class Schema(NamedTuple):
    input: list
    output: Column


class Request(NamedTuple):
    schema: Schema
    data: list


def bind_schema(node):
    """A schema; None for null."""
    return _bean(node, "DataSchema", {"output": bind_column, "input": _columns}, ("input", "output"), Schema)


def bind_column(node):
    properties = {"type": _text, "name": _text, "struct": _text}
    column = _bean(node, "ColumnSchema", properties, ("name", "type"), Column)
    return column and column._replace(struct="basic" if column.struct is None else column.struct)


def bind_request(node):
    """A request of one row."""
    properties = {"schema": bind_schema, "data": _list_of(plain, "java.lang.Object")}
    return _bean(node, "SageMakerRequestObject", properties, ("data",), Request)


def bind_rows(node):
    """A request of several rows."""
    inner = _list_of(plain, "java.lang.Object")
    rows = _list_of(inner, "java.util.List<java.lang.Object>")
    return _bean(node, "SageMakerRequestListObject", {"schema": bind_schema, "data": rows}, ("data",), Request)


def _bean(node, name, properties, required, make):
    """An object of these properties. Missing ones are found before unknown ones, as in the original."""
    if node is None:
        return None
    if not isinstance(node, Members):
        raise _no_object(node, f"{PACKAGE}.{name}")
    found = {key: properties[key](value) for key, value in node if key in properties}
    if any(found.get(key) is None for key in required):
        raise Mismatch(f"Cannot construct instance of `{PACKAGE}.{name}`, problem: `java.lang.NullPointerException`")
    unknown = next((key for key, _ in node if key not in properties), None)
    if unknown is not None:
        known = ", ".join(f'"{key}"' for key in properties)
        raise Mismatch(
            f'Unrecognized field "{unknown}" (class {PACKAGE}.{name}), not marked as ignorable '
            f"({len(properties)} known properties: {known}])"
        )
    return make(**{key: found.get(key) for key in properties})


def _columns(node):
    return _list_of(bind_column, f"{PACKAGE}.ColumnSchema")(node)


def _list_of(bind, name):
    def bind_list(node):
        if node is None:
            return None
        if isinstance(node, Members) or not isinstance(node, list):
            raise _wrong_type(node, f"java.util.ArrayList<{name}>")
        return [bind(value) for value in node]

    return bind_list


def _text(node):
    """Text; numbers and booleans are taken as they are written."""
    if isinstance(node, list):
        raise _wrong_type(node, "java.lang.String")
    if isinstance(node, bool):
        return "true" if node else "false"
    return node if node is None else str(node)


def _no_object(node, name):
    if isinstance(node, list):
        return _wrong_type(node, name)
    if node == "":
        why = "but could if coercion was enabled using `CoercionConfig`"
        return Mismatch(f'Cannot coerce empty String ("") to `{name}` value ({why})')
    if isinstance(node, bool):
        argument, value = "boolean/Boolean", f"boolean value ({'true' if node else 'false'})"
    elif isinstance(node, Number):
        argument, value = "int/Int" if node.is_whole else "double/Double", f"Number value ({node})"
    else:
        argument, value = "String", f"String value ('{node}')"
    return Mismatch(
        f"Cannot construct instance of `{name}` (although at least one Creator exists): "
        f"no {argument}-argument constructor/factory method to deserialize from {value}"
    )


def _wrong_type(node, name):
    if isinstance(node, bool):
        found, token = "Boolean", "VALUE_TRUE" if node else "VALUE_FALSE"
    elif isinstance(node, Number):
        found, token = ("Integer", "VALUE_NUMBER_INT") if node.is_whole else ("Floating-point", "VALUE_NUMBER_FLOAT")
    elif isinstance(node, Members):
        found, token = "Object", "START_OBJECT"
    elif isinstance(node, list):
        found, token = "Array", "START_ARRAY"
    else:
        found, token = "String", "VALUE_STRING"
    return Mismatch(f"Cannot deserialize value of type `{name}` from {found} value (token `JsonToken.{token}`)")
