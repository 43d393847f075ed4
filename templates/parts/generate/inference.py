"""Loads the model that {{program}} leaves, and asks it: change it to what yours needs."""

{{imports}}
from pathlib import Path


def model_fn(model_dir):
    """The model in a folder: /opt/ml/model on the platform."""
    path = next((one for one in sorted(Path(model_dir).rglob("*")) if one.suffix in {{suffixes}}), None)
    if path is None:
        raise FileNotFoundError(f"{model_dir} holds no file that ends with {{ending}}")
    return {{load}}


def predict_fn(data, model):
    """`data` is what `serve` read of the body: rows of CSV, or JSON."""
    data = table(data, model)
    return {{predict}}


def table(data, model):
    """Rows with the names of their columns, for a model that was trained with them, such as one of scikit-learn."""
    names = getattr(model, "feature_names_in_", None)
    if names is None:
        return data
    import pandas

    return pandas.DataFrame(list(data), columns=None if isinstance(data[0], dict) else names).infer_objects()
