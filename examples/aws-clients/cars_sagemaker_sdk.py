"""Train, deploy, predict and transform through the local endpoint with the SageMaker Python SDK (sagemaker<3).

Start the server and set the variables as in cars_boto3.py, then: python cars_sagemaker_sdk.py
"""

import os
import pathlib

import sagemaker
from sagemaker.deserializers import StringDeserializer
from sagemaker.estimator import Estimator
from sagemaker.inputs import TrainingInput
from sagemaker.serializers import CSVSerializer

image = os.environ.get("CAR_IMAGE", "car-evaluation:latest")
data = pathlib.Path(__file__).resolve().parent.parent / "car-evaluation" / "data"

# With a bucket named, the SDK does not ask STS who you are: it would ask AWS itself, whatever AWS_ENDPOINT_URL says.
session = sagemaker.Session(default_bucket="cars-sdk")
bucket = session.default_bucket()
print("bucket", bucket)
channels = {
    of: TrainingInput(session.upload_data(str(data / of), bucket, f"cars/{of}"), content_type="text/csv")
    for of in ("train", "validation")
}

estimator = Estimator(
    image_uri=image,
    role="arn:aws:iam::000000000000:role/local",
    instance_count=1,
    instance_type="ml.m5.large",
    hyperparameters={"max_depth": 12, "min_samples_leaf": 1},
    metric_definitions=[{"Name": "validation:accuracy", "Regex": "validation:accuracy=([0-9.]+)"}],
    base_job_name="cars",
    disable_profiler=True,
    sagemaker_session=session,
)
estimator.fit(channels)
print("model", estimator.model_data.rsplit("/", 1)[1])

predictor = estimator.deploy(
    initial_instance_count=1,
    instance_type="ml.m5.large",
    serializer=CSVSerializer(),
    deserializer=StringDeserializer(),
)
try:
    print("prediction", predictor.predict("low,low,5more,more,big,high").strip())
finally:
    predictor.delete_endpoint()

rows = (data / "validation" / "validation.csv").read_text().splitlines()[:5]
session.upload_string_as_file_body(
    "\n".join(row.rsplit(",", 1)[0] for row in rows) + "\n", bucket, "cars/batch/five.csv"
)
transformer = estimator.transformer(instance_count=1, instance_type="ml.m5.large", assemble_with="Line")
transformer.transform(f"s3://{bucket}/cars/batch", content_type="text/csv", split_type="Line")
transformer.wait(logs=False)
answers = session.read_s3_file(bucket, transformer.output_path.split("/", 3)[3] + "/five.csv.out")
print("transformed", answers.split())
