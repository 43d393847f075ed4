"""A frame of one row: columns with types, filled from a request by the schema and read by it for the answer."""

from typing import NamedTuple

from java_values import (
    Byte,
    Double,
    Failure,
    Float,
    Integer,
    Long,
    Short,
    cast,
    java_name,
    real_number,
    to_text,
    whole_number,
)

KINDS = {
    "boolean": bool,
    "byte": Byte,
    "short": Short,
    "int": Integer,
    "float": Float,
    "double": Double,
    "long": Long,
    "string": str,
}
# A list or an output that is declared as float holds doubles.
WIDE_KINDS = {**KINDS, "float": Double}


class JavaList(NamedTuple):
    """A list that came with the request."""

    values: list


class Tensor(NamedTuple):
    values: list
    is_sparse: bool = False


class Cell(NamedTuple):
    """What a column holds: its type in words and its value. `shape` is one of scalar, list and tensor."""

    type: str
    shape: str
    value: object

    def describe(self):
        words = {"scalar": f"ScalarType({self.type},true)", "list": f"ListType({self.type},true)"}
        return words.get(self.shape, f"TensorType({self.type},None,true)")


class Frame:
    def __init__(self):
        self.cells = {}

    def add(self, name, cell):
        if name in self.cells:
            raise Failure(f"struct already has field: {name}")
        self.cells[name] = cell

    def scalar(self, name, kind, nullable=True):
        """A column as a scalar of a type: scalars are converted, lists and vectors are not."""
        if name not in self.cells:
            raise Failure(f"invalid field: {name}")
        cell = self.cells[name]
        if cell.shape != "scalar":
            wanted = next(word for word, one in KINDS.items() if one is kind)
            raise Failure(f"Cannot cast {cell.describe()} to ScalarType({wanted},{'true' if nullable else 'false'})")
        return _as_text(cell.value) if kind is str else _as_double(cell.value)

    def vector(self, name):
        if name not in self.cells:
            raise Failure(f"invalid field: {name}")
        cell = self.cells[name]
        if cell.shape == "tensor":
            return cell.value.values
        return [self.scalar(name, Double)]


def fill(schema, data):
    """A frame of the row. Values beyond the columns are ignored. Raises Failure."""
    cells = []
    for place, column in enumerate(schema.input):
        if column is None:
            raise Failure()
        if column.type not in KINDS:
            raise Failure("Data type passed in the request is wrong for one or more columns")
        if place >= len(data):
            raise Failure(f"Index: {place}, Size: {len(data)}")
        cells.append((column.name, _cell(column, data[place])))
    frame = Frame()
    for name, cell in cells:
        frame.add(name, cell)
    return frame


def basic(kind, value):
    """A value as a scalar of a type: its text is read."""
    if kind not in KINDS:
        raise Failure("Given type is not supported")
    text = to_text(value)
    if kind == "string":
        return text
    if kind == "boolean":
        return text.lower() == "true"
    return (real_number if kind in ("float", "double") else whole_number)(text, KINDS[kind])


def _cell(column, value):
    if column.struct.strip() == "" or column.struct == "basic":
        return Cell(column.type, "scalar", basic(column.type, value))
    if column.struct == "array":
        kind = WIDE_KINDS[column.type]
        return Cell(column.type, "list", JavaList([cast(one, kind) for one in _listed(value, "array")]))
    # Every other word is taken for a vector, though the column then counts as a scalar.
    if column.type != "double":
        raise Failure("Only Double type is supported for vector")
    numbers = [cast(one, Double) for one in _listed(value, "vector")]
    if None in numbers:
        raise Failure()
    return Cell(column.type, "tensor" if column.struct == "vector" else "scalar", Tensor(numbers))


def _listed(value, struct):
    if value is None:
        raise Failure()
    if not isinstance(value, list):
        raise Failure(f"Input val is not a list but struct passed is {struct}")
    return value


def _as_text(value):
    return to_text(_no_tensor(value, str))


def _as_double(value):
    if isinstance(_no_tensor(value, Double), str):
        return real_number(value, Double)
    return Double(value)


def _no_tensor(value, kind):
    if isinstance(value, Tensor):
        raise _wrong_class(value, java_name(kind))
    return value


def select(frame, output):
    """The value of the output column: a list for vectors and arrays, else its text. Raises Failure."""
    if output.name not in frame.cells:
        raise Failure(f"invalid fields: {output.name}")
    value = frame.cells[output.name].value
    if output.struct == "basic":
        if output.type not in WIDE_KINDS:
            raise Failure("Given type is not supported")
        kind = WIDE_KINDS[output.type]
        if type(value) is not kind:
            raise _wrong_class(value, java_name(kind))
        return to_text(value)
    wanted, name = (Tensor, "ml.combust.mleap.tensor.Tensor") if output.struct == "vector" else (JavaList, "scala.collection.Seq")
    if not isinstance(value, wanted):
        raise _wrong_class(value, name)
    return value.values


def _wrong_class(value, wanted):
    if isinstance(value, Tensor):
        found = f"ml.combust.mleap.tensor.{'SparseTensor' if value.is_sparse else 'DenseTensor'}"
    elif isinstance(value, JavaList):
        found = "scala.collection.convert.Wrappers$JListWrapper"
    else:
        found = java_name(type(value))
    return Failure(f"{found} cannot be cast to {wanted}")
