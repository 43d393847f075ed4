"""The stages of a pipeline that this container knows, by the names that MLeap gives them."""

from frame import Cell, Tensor
from java_values import Double, Failure


class BadBundle(Exception):
    """A model that can't be served."""


def stage(operation, attributes, inputs, outputs):
    """A function that adds the stage's columns to a frame. `inputs` and `outputs`: column names by port."""
    make = STAGES.get(operation)
    if make is None:
        known = ", ".join(sorted(STAGES))
        raise BadBundle(f"the stage {operation} is not known here; known are pipeline, {known}")
    return make(attributes, inputs, outputs)


def string_indexer(attributes, inputs, outputs):
    labels = attributes["labels_array_0" if "labels_length" in attributes else "labels"]
    indexes = {label: index for index, label in enumerate(labels)}
    handling = attributes.get("handle_invalid", "error")
    if handling not in ("error", "keep"):
        raise BadBundle(f"a string_indexer that handles invalid values by {handling} is not known here")

    def run(frame):
        text = frame.scalar(inputs["input"], str)
        if text not in indexes and handling == "error":
            raise Failure(f"Unseen label: {text}. To handle unseen labels, set handleInvalid to keep")
        index = indexes.get(text, len(labels))
        frame.add(outputs["output"], Cell("double", "scalar", Double(index)))

    return run


def one_hot_encoder(attributes, inputs, outputs):
    # The older form encodes one column, whose ports have no number.
    sizes = attributes["category_sizes"] if "category_sizes" in attributes else [attributes["size"]]
    drops_last = attributes["drop_last"]
    keeps = attributes.get("handle_invalid", "keep" if drops_last else "error") == "keep"

    def run(frame):
        for number, size in enumerate(sizes):
            suffix = "" if "input" in inputs else number
            value = frame.scalar(inputs[f"input{suffix}"], Double, nullable=False)
            index = _category(value, size, keeps)
            length = size + (not drops_last and keeps) - (drops_last and not keeps)
            vector = [Double(place == index) for place in range(length)]
            frame.add(outputs[f"output{suffix}"], Cell("double", "tensor", Tensor(vector, is_sparse=True)))

    return run


def _category(value, size, keeps):
    if value != int(value):
        raise Failure(f"invalid label: {value}, must be integer")
    if 0 <= value < size:
        return int(value)
    if keeps:
        return size
    if value < 0:
        raise Failure(f"Negative value: {value}. Input can't be negative. To handle invalid values, set Param handleInvalid to keep")
    raise Failure(f"Unseen value: {value}. To handle unseen values, set Param handleInvalid to keep")


def vector_assembler(_, inputs, outputs):
    columns = [inputs[f"input{number}"] for number in range(len(inputs))]

    def run(frame):
        values = [Double(value) for column in columns for value in frame.vector(column)]
        filled = sum(value != 0 for value in values)
        frame.add(outputs["output"], Cell("double", "tensor", Tensor(values, is_sparse=1.5 * (filled + 1) < len(values))))

    return run


def reverse_string_indexer(attributes, inputs, outputs):
    labels = attributes["labels"]

    def run(frame):
        index = _int(frame.scalar(inputs["input"], Double, nullable=False))
        if not 0 <= index < len(labels):
            raise Failure(f"key not found: {index}")
        frame.add(outputs["output"], Cell("string", "scalar", labels[index]))

    return run


def _int(value):
    """A double as an int: cut off, and held within the range of an int."""
    if value != value:
        return 0
    return int(max(-(2.0**31), min(2.0**31 - 1, value)))


STAGES = {
    "one_hot_encoder": one_hot_encoder,
    "reverse_string_indexer": reverse_string_indexer,
    "string_indexer": string_indexer,
    "vector_assembler": vector_assembler,
}
