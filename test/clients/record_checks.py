"""Resources that are records, search, and what is refused with the reason, as boto3 sees them."""

import os
import sys
import time

import strict_answers
import boto3
from botocore.exceptions import ClientError

s3 = boto3.client("s3")
sagemaker = boto3.client("sagemaker")
role = "arn:aws:iam::000000000000:role/local"


def same(found, wanted):
    if found != wanted:
        sys.exit(f"found {found!r:.500}\nwanted {wanted!r:.500}")


def error_of(call, **request):
    try:
        call(**request)
    except ClientError as error:
        return error.response["Error"]["Code"], error.response["Error"]["Message"]
    return "nothing", ""


def tuning():
    limits = {"MaxNumberOfTrainingJobs": 2, "MaxParallelTrainingJobs": 1}
    request = {
        "HyperParameterTuningJobConfig": {"Strategy": "Random", "ResourceLimits": limits},
        "TrainingJobDefinition": {
            "AlgorithmSpecification": {"TrainingImage": "python:3.11-slim", "TrainingInputMode": "File"},
            "RoleArn": role,
            "OutputDataConfig": {"S3OutputPath": "s3://records/out"},
            "ResourceConfig": {"InstanceType": "ml.m5.large", "InstanceCount": 1, "VolumeSizeInGB": 1},
            "StoppingCondition": {"MaxRuntimeInSeconds": 60},
        },
        "Tags": [{"Key": "a", "Value": "b"}],
    }
    for name in ("fails", "stops"):
        arn = sagemaker.create_hyper_parameter_tuning_job(HyperParameterTuningJobName=name, **request)
    same(error_of(sagemaker.create_hyper_parameter_tuning_job, HyperParameterTuningJobName="stops", **request)[0], "ResourceInUse")
    same(sagemaker.list_tags(ResourceArn=arn["HyperParameterTuningJobArn"])["Tags"], request["Tags"])

    def now(name):
        return sagemaker.describe_hyper_parameter_tuning_job(HyperParameterTuningJobName=name)

    same(now("stops")["HyperParameterTuningJobStatus"], "InProgress")
    sagemaker.stop_hyper_parameter_tuning_job(HyperParameterTuningJobName="stops")
    ends = {}
    while len(ends) < 2:
        for name in ("fails", "stops"):
            job = now(name)
            if job["HyperParameterTuningJobStatus"] not in ("InProgress", "Stopping"):
                ends[name] = job["HyperParameterTuningJobStatus"]
        time.sleep(0.1)
    same(ends, {"fails": "Failed", "stops": "Stopped"})
    same("record" in now("fails")["FailureReason"], True)
    names = {"HyperParameterTuningJobName": "fails"}
    same(sagemaker.list_training_jobs_for_hyper_parameter_tuning_job(**names)["TrainingJobSummaries"], [])
    same(error_of(sagemaker.stop_hyper_parameter_tuning_job, **names)[0], "ValidationException")
    same(len(sagemaker.list_hyper_parameter_tuning_jobs(StatusEquals="Stopped")["HyperParameterTuningJobSummaries"]), 1)
    sagemaker.delete_hyper_parameter_tuning_job(**names)
    same(error_of(sagemaker.describe_hyper_parameter_tuning_job, **names)[0], "ResourceNotFound")


def registry():
    training = {
        "TrainingImage": "python:3.11-slim",
        "SupportedTrainingInstanceTypes": ["ml.m5.large"],
        "TrainingChannels": [{"Name": "train", "SupportedContentTypes": ["text/csv"], "SupportedInputModes": ["File"]}],
    }
    sagemaker.create_algorithm(AlgorithmName="mine", AlgorithmDescription="of mine", TrainingSpecification=training)
    same(sagemaker.describe_algorithm(AlgorithmName="mine")["AlgorithmStatus"], "Completed")
    same([one["AlgorithmName"] for one in sagemaker.list_algorithms()["AlgorithmSummaryList"]], ["mine"])
    same(error_of(sagemaker.create_algorithm, AlgorithmName="mine", TrainingSpecification=training)[0], "ValidationException")
    sagemaker.delete_algorithm(AlgorithmName="mine")
    same(error_of(sagemaker.describe_algorithm, AlgorithmName="mine")[0], "ValidationException")
    inference = {
        "Containers": [{"Image": "python:3.11-slim"}],
        "SupportedContentTypes": ["text/csv"],
        "SupportedResponseMIMETypes": ["text/csv"],
    }
    arn = sagemaker.create_model_package(ModelPackageName="pack", InferenceSpecification=inference)["ModelPackageArn"]
    sagemaker.update_model_package(ModelPackageArn=arn, ModelApprovalStatus="Approved", ApprovalDescription="good")
    same(sagemaker.describe_model_package(ModelPackageName=arn)["ModelApprovalStatus"], "Approved")
    for status, count in {"Approved": 1, "Rejected": 0}.items():
        same(len(sagemaker.list_model_packages(ModelApprovalStatus=status)["ModelPackageSummaryList"]), count)
    group = error_of(sagemaker.create_model_package, ModelPackageGroupName="g", InferenceSpecification=inference)
    same((group[0], "ModelPackageName" in group[1]), ("ValidationException", True))
    sagemaker.delete_model_package(ModelPackageName="pack")
    same(sagemaker.list_model_packages()["ModelPackageSummaryList"], [])


def training(name, python, uri=None, **more):
    source = {"S3DataType": "S3Prefix", "S3Uri": uri}
    channels = [{"ChannelName": "train", "DataSource": {"S3DataSource": source}}] if uri else []
    algorithm = {"TrainingImage": "python:3.11-slim", "TrainingInputMode": "File", "ContainerEntrypoint": ["python3", "-uc", python]}
    sagemaker.create_training_job(
        TrainingJobName=name,
        RoleArn=role,
        AlgorithmSpecification=algorithm,
        OutputDataConfig={"S3OutputPath": "s3://records/out"},
        ResourceConfig={"InstanceType": "ml.m5.large", "InstanceCount": 1, "VolumeSizeInGB": 1},
        StoppingCondition={"MaxRuntimeInSeconds": 60},
        **({"InputDataConfig": channels} if channels else {}),
        **more,
    )


def refused():
    words = "1 validation error detected: Value '{}' at '{}' failed to satisfy constraint: Member must {}"
    pattern = "satisfy regular expression pattern: "
    calls = {
        words.format("Age", "sortBy", "satisfy enum value set: [Name, CreationTime, Status]"): (sagemaker.list_training_jobs, {"SortBy": "Age"}),
        words.format("a b", "nameContains", pattern + "[a-zA-Z0-9-]+"): (sagemaker.list_models, {"NameContains": "a b"}),
        words.format("a_b", "endpointName", pattern + "[a-zA-Z0-9](-*[a-zA-Z0-9]){0,62}"): (sagemaker.describe_endpoint, {"EndpointName": "a_b"}),
    }
    for message, (call, request) in calls.items():
        same(error_of(call, **request), ("ValidationException", message))
    model = {"ExecutionRoleArn": role}
    same(error_of(sagemaker.create_model, ModelName="none", **model), ("ValidationException", "The model has no container."))
    sagemaker.create_model(ModelName="small", PrimaryContainer={"Image": "python:3.11-slim"}, **model)
    variant = {"VariantName": "v", "ModelName": "small", "ServerlessConfig": {"MemorySizeInMB": 1500, "MaxConcurrency": 1}}
    create = sagemaker.create_endpoint_config
    same(error_of(create, EndpointConfigName="odd", ProductionVariants=[variant])[1].startswith("MemorySizeInMB is 1500;"), True)
    create(EndpointConfigName="even", ProductionVariants=[{**variant, "ServerlessConfig": {"MemorySizeInMB": 1024, "MaxConcurrency": 1}}])
    unable = error_of(sagemaker.create_endpoint, EndpointName="even", EndpointConfigName="even")
    same((unable[0], unable[1].startswith("ServerlessConfig is not supported")), ("ValidationException", True))
    source = {"S3DataSource": {"S3DataType": "S3Prefix", "S3Uri": "s3://records/data"}}
    transform = {"TransformJobName": "t", "ModelName": "none", "TransformInput": {"DataSource": source}}
    output = {"TransformOutput": {"S3OutputPath": "s3://records/out"}, "TransformResources": {"InstanceType": "ml.m5.large", "InstanceCount": 1}}
    same(error_of(sagemaker.create_transform_job, **transform, **output)[1].startswith("Could not find model"), True)
    sagemaker.delete_endpoint_config(EndpointConfigName="even")
    sagemaker.delete_model(ModelName="small")


def prefixes():
    for key in ("data/train/a.csv", "data/train-2/a.csv", "data/alone/a.csv"):
        s3.put_object(Bucket="records", Key=key, Body=b"1")
    for uri in ("s3://records/data/train", "s3://records/data/tra", "s3://records/dat"):
        code, message = error_of(training, name="never", python="", uri=uri)
        same((code, "beginning" in message), ("ValidationException", True))
    wanted = "import os; assert os.listdir('/opt/ml/input/data/train') == ['a.csv']; import time; time.sleep(3)"
    tags = [{"Key": "team", "Value": "blue"}]
    training("searched", wanted, uri="s3://records/data/train/", HyperParameters={"depth": "3"}, Tags=tags)
    arn = sagemaker.update_training_job(TrainingJobName="searched", ProfilerConfig={"DisableProfiler": True})
    same(arn["TrainingJobArn"].endswith(":training-job/searched"), True)
    training("other", "pass", uri="s3://records/data/alone")
    waiter = sagemaker.get_waiter("training_job_completed_or_stopped")
    for name in ("searched", "other"):
        waiter.wait(TrainingJobName=name, WaiterConfig={"Delay": 1, "MaxAttempts": 60})
    same(error_of(sagemaker.update_training_job, TrainingJobName="other")[0], "ValidationException")


def search():
    def found(*filters, **more):
        names = ("Name", "Operator", "Value")
        expression = {"Filters": [dict(zip(names, one)) for one in filters], "Operator": more.pop("operator", "And")}
        answer = sagemaker.search(Resource="TrainingJob", SearchExpression=expression, **more)
        return [one["TrainingJob"]["TrainingJobName"] for one in answer["Results"]]

    same(found(("Tags.team", "Equals", "blue")), ["searched"])
    same(found(("HyperParameters.depth", "Equals", "3")), ["searched"])
    same(found(("TrainingJobName", "Contains", "other"), ("Tags.team", "Exists")), [])
    either = (("TrainingJobName", "Contains", "other"), ("Tags.team", "Exists"))
    same(found(*either, operator="Or", SortBy="TrainingJobName", SortOrder="Ascending"), ["other", "searched"])
    same(found(("CreationTime", "GreaterThan", "2020-01-01T00:00:00Z"), MaxResults=1, SortBy="CreationTime"), ["other"])
    same(found(("TrainingJobStatus", "In", "Failed, Stopped"), ("Tags.team", "Exists")), [])
    same(error_of(sagemaker.search, Resource="Pipeline")[0], "ValidationException")


def copied_parts():
    body = os.urandom(6 * 1024 * 1024)
    s3.put_object(Bucket="records", Key="source", Body=body)
    whole = {"Bucket": "records", "Key": "joined"}
    upload = s3.create_multipart_upload(**whole)["UploadId"]
    ranges = {1: f"bytes=0-{5 * 1024 * 1024 - 1}", 2: f"bytes={5 * 1024 * 1024}-{len(body) - 1}"}
    source = {"Bucket": "records", "Key": "source"}
    tags = []
    for number, part in ranges.items():
        copy = s3.upload_part_copy(**whole, UploadId=upload, PartNumber=number, CopySource=source, CopySourceRange=part)
        tags.append({"PartNumber": number, "ETag": copy["CopyPartResult"]["ETag"]})
    s3.complete_multipart_upload(**whole, UploadId=upload, MultipartUpload={"Parts": tags})
    same(s3.get_object(**whole)["Body"].read() == body, True)
    beyond = {**whole, "UploadId": "0" * 32, "PartNumber": 1, "CopySource": source}
    same(error_of(s3.upload_part_copy, **beyond)[0], "NoSuchUpload")
    same(error_of(s3.upload_part_copy, **beyond, CopySourceRange="bytes=7-99999999")[0], "InvalidArgument")


def absent():
    code, message = error_of(boto3.client("ecr").describe_repositories)
    same((code, "image is one that the engine knows" in message), ("UnknownOperationException", True))
    same(error_of(boto3.client("ssm").get_parameter, Name="x")[0], "UnknownOperationException")


s3.create_bucket(Bucket="records")
for check in (refused, tuning, registry, prefixes, search, copied_parts, absent):
    started = time.time()
    check()
    print(check.__name__, round(time.time() - started, 1), "s", file=sys.stderr)
print("checked")
