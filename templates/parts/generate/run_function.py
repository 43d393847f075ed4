"""Calls a function that trains, with arguments by the names of its parameters: run_function.py MODULE FUNCTION [ARGUMENT…]."""

import importlib
import inspect
import json
import os
import re
import sys

MODEL = re.compile(r"^(model|output|save|artifacts?|export|checkpoint)_?(dir|directory|path|folder)$|^model_output$")
DATA = re.compile(r"^(train|training|data|dataset|input)(_?(dir|directory|path|folder|data))?$")
OTHER = re.compile(r"^(validation|valid|val|test|eval)(_?(dir|directory|path|folder|data))?$")


def channel(*names):
    channels = json.loads(os.environ.get("SM_CHANNELS", "[]"))
    name = next((name for name in names if name in channels), channels[0] if channels else "train")
    return os.environ.get(f"SM_CHANNEL_{name.upper()}", name)


def value_of(parameter, given, function):
    name = parameter.name
    if name in given:
        return given[name]
    if MODEL.match(name):
        return os.environ["SM_MODEL_DIR"]
    if parameter.default is not parameter.empty:
        return parameter.default
    if OTHER.match(name):
        return channel("validation", "test", "eval")
    if DATA.match(name):
        return channel("train", "training", "data")
    raise SystemExit(f"no hyperparameter is called {name}, which {function} needs")


def main():
    sys.path[0] = ""
    module, name = sys.argv[1:3]
    # What follows is for the function, if it looks at its command line.
    sys.argv[1:] = sys.argv[3:]
    function = getattr(importlib.import_module(module), name)
    given = json.loads(os.environ.get("SM_HPS", "{}"))
    parameters = [
        parameter
        for parameter in inspect.signature(function).parameters.values()
        if parameter.kind not in (parameter.VAR_POSITIONAL, parameter.VAR_KEYWORD)
    ]
    function(**{parameter.name: value_of(parameter, given, name) for parameter in parameters})


main()
