"""Train, deploy, call and transform through the local endpoint, with nothing but boto3.

    docker build --tag car-evaluation ../car-evaluation/image
    sagemaker-containers server &
    export AWS_ENDPOINT_URL=http://127.0.0.1:4599
    export AWS_ACCESS_KEY_ID=local AWS_SECRET_ACCESS_KEY=local AWS_DEFAULT_REGION=us-east-1
    python cars_boto3.py
"""

import os
import pathlib
import sys
import time

import boto3

image = os.environ.get("CAR_IMAGE", "car-evaluation:latest")
role = "arn:aws:iam::000000000000:role/local"
data = pathlib.Path(__file__).resolve().parent.parent / "car-evaluation" / "data"
name = f"cars-{int(time.time())}"

s3 = boto3.client("s3")
sagemaker = boto3.client("sagemaker")
runtime = boto3.client("sagemaker-runtime")
logs = boto3.client("logs")
quick = {"Delay": 1, "MaxAttempts": 300}

print("account", boto3.client("sts").get_caller_identity()["Account"])
s3.create_bucket(Bucket="cars")
for channel in ("train", "validation"):
    s3.upload_file(str(data / channel / f"{channel}.csv"), "cars", f"data/{channel}/{channel}.csv")


def channel(of):
    source = {"S3DataType": "S3Prefix", "S3Uri": f"s3://cars/data/{of}/"}
    return {"ChannelName": of, "DataSource": {"S3DataSource": source}, "ContentType": "text/csv"}


sagemaker.create_training_job(
    TrainingJobName=name,
    RoleArn=role,
    AlgorithmSpecification={
        "TrainingImage": image,
        "TrainingInputMode": "File",
        "MetricDefinitions": [{"Name": "validation:accuracy", "Regex": "validation:accuracy=([0-9.]+)"}],
    },
    HyperParameters={"max_depth": "12", "min_samples_leaf": "1"},
    InputDataConfig=[channel("train"), channel("validation")],
    OutputDataConfig={"S3OutputPath": "s3://cars/models"},
    ResourceConfig={"InstanceType": "ml.m5.large", "InstanceCount": 1, "VolumeSizeInGB": 1},
    StoppingCondition={"MaxRuntimeInSeconds": 600},
)
sagemaker.get_waiter("training_job_completed_or_stopped").wait(TrainingJobName=name, WaiterConfig=quick)
job = sagemaker.describe_training_job(TrainingJobName=name)
model_data = job["ModelArtifacts"]["S3ModelArtifacts"]
print("training", job["TrainingJobStatus"], [t["Status"] for t in job["SecondaryStatusTransitions"]])
print("accuracy", round(job["FinalMetricDataList"][0]["Value"], 2))
print("model", model_data.replace(name, "NAME"))
assert isinstance(job["CreationTime"].timestamp(), float)

group = "/aws/sagemaker/TrainingJobs"
stream = logs.describe_log_streams(logGroupName=group, logStreamNamePrefix=f"{name}/")["logStreams"][0]
events = logs.get_log_events(logGroupName=group, logStreamName=stream["logStreamName"], startFromHead=True)["events"]
print("log", len(events), "lines; the last:", events[-1]["message"])

sagemaker.create_model(
    ModelName=name, ExecutionRoleArn=role, PrimaryContainer={"Image": image, "ModelDataUrl": model_data}
)
sagemaker.create_endpoint_config(
    EndpointConfigName=name,
    ProductionVariants=[
        {"VariantName": "AllTraffic", "ModelName": name, "InstanceType": "ml.m5.large", "InitialInstanceCount": 1}
    ],
)
sagemaker.create_endpoint(EndpointName=name, EndpointConfigName=name)
sagemaker.get_waiter("endpoint_in_service").wait(EndpointName=name, WaiterConfig=quick)
try:
    car = "low,low,5more,more,big,high"
    answer = runtime.invoke_endpoint(EndpointName=name, ContentType="text/csv", Body=car)
    print("prediction", answer["Body"].read().decode().strip(), "by", answer["InvokedProductionVariant"])
    try:
        runtime.invoke_endpoint(EndpointName=name, ContentType="image/png", Body=b"x")
    except runtime.exceptions.ModelError as error:
        print("ModelError", error.response["ResponseMetadata"]["HTTPStatusCode"], error.response["OriginalStatusCode"])
finally:
    sagemaker.delete_endpoint(EndpointName=name)
    sagemaker.get_waiter("endpoint_deleted").wait(EndpointName=name, WaiterConfig=quick)

rows = (data / "validation" / "validation.csv").read_text().splitlines()[1:6]
s3.put_object(Bucket="cars", Key="batch/five.csv", Body="\n".join(row.rsplit(",", 1)[0] for row in rows) + "\n")
sagemaker.create_transform_job(
    TransformJobName=name,
    ModelName=name,
    TransformInput={
        "DataSource": {"S3DataSource": {"S3DataType": "S3Prefix", "S3Uri": "s3://cars/batch"}},
        "ContentType": "text/csv",
        "SplitType": "Line",
    },
    TransformOutput={"S3OutputPath": "s3://cars/predictions", "AssembleWith": "Line"},
    TransformResources={"InstanceType": "ml.m5.large", "InstanceCount": 1},
)
sagemaker.get_waiter("transform_job_completed_or_stopped").wait(TransformJobName=name, WaiterConfig=quick)
print("transform", sagemaker.describe_transform_job(TransformJobName=name)["TransformJobStatus"])
print(s3.get_object(Bucket="cars", Key="predictions/five.csv.out")["Body"].read().decode().split())

sagemaker.create_processing_job(
    ProcessingJobName=name,
    RoleArn=role,
    AppSpecification={
        "ImageUri": image,
        "ContainerEntrypoint": ["python3", "-c"],
        "ContainerArguments": [
            "import pathlib; here = pathlib.Path('/opt/ml/processing');"
            "lines = len((here / 'in' / 'train.csv').read_text().splitlines());"
            "(here / 'out' / 'count.txt').write_text(str(lines))"
        ],
    },
    ProcessingInputs=[
        {
            "InputName": "cars",
            "S3Input": {
                "S3Uri": "s3://cars/data/train",
                "LocalPath": "/opt/ml/processing/in",
                "S3DataType": "S3Prefix",
                "S3InputMode": "File",
            },
        }
    ],
    ProcessingOutputConfig={
        "Outputs": [
            {
                "OutputName": "count",
                "S3Output": {
                    "S3Uri": f"s3://cars/{name}",
                    "LocalPath": "/opt/ml/processing/out",
                    "S3UploadMode": "EndOfJob",
                },
            }
        ]
    },
    ProcessingResources={"ClusterConfig": {"InstanceCount": 1, "InstanceType": "ml.m5.large", "VolumeSizeInGB": 1}},
)
sagemaker.get_waiter("processing_job_completed_or_stopped").wait(ProcessingJobName=name, WaiterConfig=quick)
print("processing", sagemaker.describe_processing_job(ProcessingJobName=name)["ProcessingJobStatus"])
print("lines", s3.get_object(Bucket="cars", Key=f"{name}/count.txt")["Body"].read().decode())

try:
    sagemaker.create_training_job(
        TrainingJobName="not a name",
        RoleArn=role,
        AlgorithmSpecification={"TrainingImage": image, "TrainingInputMode": "File"},
        OutputDataConfig={"S3OutputPath": "s3://cars/models"},
        ResourceConfig={"InstanceType": "ml.m5.large", "InstanceCount": 1, "VolumeSizeInGB": 1},
        StoppingCondition={"MaxRuntimeInSeconds": 600},
    )
    sys.exit("That name should have been refused.")
except sagemaker.exceptions.ClientError as error:
    print(error)
sagemaker.delete_endpoint_config(EndpointConfigName=name)
sagemaker.delete_model(ModelName=name)
