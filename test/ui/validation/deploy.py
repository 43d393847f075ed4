import json

from sagemaker.sparkml import SparkMLModel

schema = {
    "input": [
        {"name": "doors", "type": "bigint"},
        {"name": "safety", "type": "string"},
    ],
    "output": {"name": "features", "type": "double", "struct": "vector"},
}
model = SparkMLModel(
    model_data="s3://models/car/model.tar.gz",
    env={"SAGEMAKER_SPARKML_SCHEMA": json.dumps(schema)},
)
