"""Checks requests by the shapes of botocore: a JSON list of {"operation", "request"} on stdin, what is wrong on stdout."""

import json
import sys

import botocore.session
from botocore.validate import ParamValidator

services = [botocore.session.get_session().get_service_model(name) for name in ("sagemaker", "pricing")]
operations = {name: service for service in services for name in service.operation_names}
known = 0
for item in json.load(sys.stdin):
    shape = operations[item["operation"]].operation_model(item["operation"]).input_shape
    report = ParamValidator().validate(item["request"], shape)
    if report.has_errors():
        print(item["operation"], report.generate_report())
    known += 1
print(f"{known} looked at")
