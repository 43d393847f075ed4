"""The same calls of the local endpoint and of moto, which is somebody else's idea of AWS: names of members, codes of errors, pages. Values are not compared."""

import sys
from pprint import pformat

import boto3
from botocore.client import Config
from botocore.exceptions import ClientError
from moto.server import ThreadedMotoServer

role = "arn:aws:iam::000000000000:role/local"
# What moto is known to have or to lack, by the name of the call: members that it alone has, and those that it alone has not.
only_moto = {
    "describe model": {"Containers", "VpcConfig"},
    "describe configuration": {"DataCaptureConfig"},
    "describe training": {"AlgorithmSpecification.MetricDefinitions", "FinalMetricDataList"},
}
only_ours = {
    "describe model": {"PrimaryContainer.Environment"},
    "describe training": {"TrainingTimeInSeconds", "OutputDataConfig.KmsKeyId"},
    "page": {"TrainingJobSummaries.SecondaryStatus"},
    "last page": {"TrainingJobSummaries.SecondaryStatus"},
}


def names(value, path=""):
    """Paths of all members; what a list holds is told by its first item."""
    if isinstance(value, list):
        return names(value[0], path) if value else set()
    if not isinstance(value, dict):
        return set()
    found = set()
    for member, inner in value.items():
        place = f"{path}.{member}".strip(".")
        found |= {place} | names(inner, place)
    return found


def beside(found, known):
    """What is neither known nor a member of something known."""
    return {name for name in found if not any(f"{name}.".startswith(f"{one}.") for one in known)}


class Walk:
    """What one of both answers, by the name of each call."""

    def __init__(self, url):
        self.answers = {}
        made = {name: boto3.client(name, endpoint_url=url, config=Config(retries={"max_attempts": 0})) for name in ("s3", "sts")}
        self.s3, self.sts = made["s3"], made["sts"]
        self.sagemaker = boto3.client("sagemaker", endpoint_url=url)
        self.storage()
        self.resources()
        self.jobs()

    def ask(self, name, call, **request):
        try:
            found = call(**request)
            found.pop("ResponseMetadata")
        except ClientError as error:
            found = error.response["Error"]["Code"]
        self.answers[name] = found if isinstance(found, str) else names(found)
        return found

    def storage(self):
        ask, s3, twins = self.ask, self.s3, {"Bucket": "twins"}
        ask("who", self.sts.get_caller_identity)
        ask("list no bucket", s3.list_objects_v2, Bucket="no-bucket")
        ask("make", s3.create_bucket, **twins)
        ask("make again", s3.create_bucket, **twins)
        ask("put", s3.put_object, **twins, Key="a/b.txt", Body=b"x")
        for number in range(5):
            s3.put_object(**twins, Key=f"p/{number}", Body=b"x")
        ask("head", s3.head_object, **twins, Key="a/b.txt")
        ask("head nothing", s3.head_object, **twins, Key="none")
        ask("get nothing", s3.get_object, **twins, Key="none")
        ask("list", s3.list_objects_v2, **twins, Prefix="p/", MaxKeys=2)
        ask("list folders", s3.list_objects_v2, **twins, Delimiter="/")
        ask("copy", s3.copy_object, **twins, Key="c", CopySource={"Bucket": "twins", "Key": "a/b.txt"})
        ask("range behind the end", s3.get_object, **twins, Key="c", Range="bytes=9-")
        ask("delete a full bucket", s3.delete_bucket, **twins)
        ask("parts of nothing", s3.list_parts, **twins, Key="c", UploadId="0" * 32)

    def resources(self):
        ask, client = self.ask, self.sagemaker
        container = {"Image": "python:3.11-slim", "Environment": {"A": "b"}}
        ask("model", client.create_model, ModelName="m", ExecutionRoleArn=role, PrimaryContainer=container)
        ask("describe model", client.describe_model, ModelName="m")
        ask("models", client.list_models)
        arn = client.describe_model(ModelName="m")["ModelArn"]
        ask("tag", client.add_tags, ResourceArn=arn, Tags=[{"Key": "k", "Value": "v"}])
        ask("tags", client.list_tags, ResourceArn=arn)
        ask("tag no more", client.delete_tags, ResourceArn=arn, TagKeys=["k"])
        variant = {"VariantName": "v", "ModelName": "m", "InstanceType": "ml.m5.large", "InitialInstanceCount": 1}
        create = client.create_endpoint_config
        ask("configuration", create, EndpointConfigName="e", ProductionVariants=[variant])
        ask("of no model", create, EndpointConfigName="f", ProductionVariants=[{**variant, "ModelName": "none"}])
        ask("describe configuration", client.describe_endpoint_config, EndpointConfigName="e")
        ask("configurations", client.list_endpoint_configs)
        ask("no endpoints", client.list_endpoints)
        ask("no model", client.describe_model, ModelName="none")
        ask("delete no model", client.delete_model, ModelName="none")
        ask("no configuration", client.describe_endpoint_config, EndpointConfigName="none")
        ask("no endpoint", client.describe_endpoint, EndpointName="none")
        ask("delete no endpoint", client.delete_endpoint, EndpointName="none")
        ask("delete configuration", client.delete_endpoint_config, EndpointConfigName="e")
        ask("delete model", client.delete_model, ModelName="m")

    def jobs(self):
        ask, client = self.ask, self.sagemaker
        ask("no training", client.describe_training_job, TrainingJobName="none")
        ask("no processing", client.describe_processing_job, ProcessingJobName="none")
        ask("no transform", client.describe_transform_job, TransformJobName="none")
        algorithm = {"TrainingImage": "python:3.11-slim", "TrainingInputMode": "File", "ContainerEntrypoint": ["true"]}
        request = {
            "RoleArn": role,
            "AlgorithmSpecification": algorithm,
            "OutputDataConfig": {"S3OutputPath": "s3://twins/out"},
            "ResourceConfig": {"InstanceType": "ml.m5.large", "InstanceCount": 1, "VolumeSizeInGB": 1},
            "StoppingCondition": {"MaxRuntimeInSeconds": 60},
        }
        jobs = [f"twin-{number}" for number in range(3)]
        for job in jobs:
            ask("train", client.create_training_job, TrainingJobName=job, **request)
        waiter = client.get_waiter("training_job_completed_or_stopped")
        for job in jobs:
            waiter.wait(TrainingJobName=job, WaiterConfig={"Delay": 1, "MaxAttempts": 60})
        ask("describe training", client.describe_training_job, TrainingJobName=jobs[0])
        only = {"NameContains": "twin-", "MaxResults": 2}
        page = ask("page", client.list_training_jobs, **only)
        last = ask("last page", client.list_training_jobs, **only, NextToken=page["NextToken"])
        self.answers["sizes"] = str([len(one["TrainingJobSummaries"]) for one in (page, last)])
        names_of = [job["TrainingJobName"] for one in (page, last) for job in one["TrainingJobSummaries"]]
        self.answers["all"] = str(sorted(names_of))


moto = ThreadedMotoServer(ip_address="127.0.0.1", port=0, verbose=False)
moto.start()
try:
    host, port = moto.get_host_and_port()
    theirs = Walk(f"http://{host}:{port}").answers
finally:
    moto.stop()
ours = Walk(sys.argv[1]).answers
for name, own in ours.items():
    other = theirs[name]
    if isinstance(own, str) or isinstance(other, str):
        if own != other:
            sys.exit(f"{name}: ours {own}, theirs {other}")
        continue
    missing, more = beside(other - own, only_moto.get(name, ())), beside(own - other, only_ours.get(name, ()))
    if missing or more:
        sys.exit(f"{name}: missing {pformat(missing)}, more {pformat(more)}")
print("compared", len(ours))
