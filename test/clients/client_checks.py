"""What boto3 sees of the local endpoint, checked where a person would not look. Prints one word at its end."""

import hashlib
import io
import os
import sys
import tarfile
import time

import strict_answers
import boto3
from boto3.s3.transfer import TransferConfig
from botocore.client import Config
from botocore.exceptions import ClientError

s3 = boto3.client("s3")
sagemaker = boto3.client("sagemaker")
logs = boto3.client("logs")
role = "arn:aws:iam::000000000000:role/local"


def code_of(call, **request):
    try:
        call(**request)
    except ClientError as error:
        return error.response["Error"]["Code"]
    return "nothing"


def same(found, wanted):
    if found != wanted:
        sys.exit(f"found {found!r}\nwanted {wanted!r}")


def buckets_and_objects():
    same(code_of(s3.head_bucket, Bucket="none"), "404")
    same(code_of(s3.list_objects_v2, Bucket="none"), "NoSuchBucket")
    same(code_of(s3.put_object, Bucket="none", Key="a", Body=b""), "NoSuchBucket")
    s3.create_bucket(Bucket="checks")
    same(code_of(s3.get_public_access_block, Bucket="checks"), "NoSuchPublicAccessBlockConfiguration")
    closed = {"BlockPublicAcls": True, "IgnorePublicAcls": True, "BlockPublicPolicy": False, "RestrictPublicBuckets": True}
    s3.put_public_access_block(Bucket="checks", PublicAccessBlockConfiguration=closed)
    same(s3.get_public_access_block(Bucket="checks")["PublicAccessBlockConfiguration"], closed)
    s3.delete_public_access_block(Bucket="checks")
    same(code_of(s3.get_public_access_block, Bucket="checks"), "NoSuchPublicAccessBlockConfiguration")
    same(code_of(s3.get_public_access_block, Bucket="none"), "NoSuchBucket")
    body = os.urandom(100_000)
    md5 = hashlib.md5(body).hexdigest()
    for algorithm in (None, "CRC32", "CRC32C", "CRC64NVME", "SHA1", "SHA256"):
        try:
            extra = {"ChecksumAlgorithm": algorithm} if algorithm else {}
            put = s3.put_object(Bucket="checks", Key="a b/ü+&.bin", Body=body, Metadata={"who": "me"}, **extra)
        except Exception as error:  # botocore needs awscrt for some of them
            same("CRT" in str(error) or "crt" in str(error), True)
            continue
        same(put["ETag"], f'"{md5}"')
    got = s3.get_object(Bucket="checks", Key="a b/ü+&.bin")
    same(got["Body"].read(), body)
    same((got["Metadata"], got["ContentLength"]), ({"who": "me"}, len(body)))
    for header, start, end in (("bytes=10-19", 10, 20), ("bytes=99990-", 99_990, 100_000), ("bytes=-7", 99_993, 100_000)):
        part = s3.get_object(Bucket="checks", Key="a b/ü+&.bin", Range=header)
        same((part["Body"].read(), part["ResponseMetadata"]["HTTPStatusCode"]), (body[start:end], 206))
    same(code_of(s3.get_object, Bucket="checks", Key="a b/ü+&.bin", Range="bytes=100000-"), "InvalidRange")
    same(code_of(s3.get_object, Bucket="checks", Key="none"), "NoSuchKey")
    same(code_of(s3.put_object, Bucket="checks", Key="a b/ü+&.bin", Body=b"", IfNoneMatch="*"), "PreconditionFailed")
    same(code_of(s3.put_object, Bucket="checks", Key="x", Body=b"1", ContentMD5="AAAAAAAAAAAAAAAAAAAAAA=="), "BadDigest")
    same(code_of(s3.head_object, Bucket="checks", Key="x"), "404")
    s3.copy_object(Bucket="checks", Key="copy", CopySource={"Bucket": "checks", "Key": "a b/ü+&.bin"})
    same(s3.head_object(Bucket="checks", Key="copy")["ETag"], f'"{md5}"')
    for way in ("..", "../up", "a/../../up", "a//b", "/etc/passwd", "copy/below", "./x"):
        same(code_of(s3.put_object, Bucket="checks", Key=way, Body=b"1"), "InvalidArgument")
        same(code_of(s3.get_object, Bucket="checks", Key=way), "NoSuchKey")
    same(code_of(s3.delete_bucket, Bucket="checks"), "BucketNotEmpty")


def folders():
    """Empty objects that stand for folders, as the console makes them."""
    s3.create_bucket(Bucket="folders")
    empty = f'"{hashlib.md5(b"").hexdigest()}"'
    same(s3.put_object(Bucket="folders", Key="a/b/", ContentType="application/x-directory")["ETag"], empty)
    same(code_of(s3.put_object, Bucket="folders", Key="a/c/", Body=b"x"), "InvalidArgument")
    same(code_of(s3.put_object, Bucket="folders", Key="a//", Body=b""), "InvalidArgument")
    s3.put_object(Bucket="folders", Key="a/b/file", Body=b"x")

    def keys(**query):
        return [(one["Key"], one["Size"]) for one in s3.list_objects_v2(Bucket="folders", **query).get("Contents", [])]

    same(keys(), [("a/b/", 0), ("a/b/file", 1)])
    same(keys(Prefix="a/b/"), [("a/b/", 0), ("a/b/file", 1)])
    same(keys(Prefix="a/b/f"), [("a/b/file", 1)])
    level = s3.list_objects_v2(Bucket="folders", Prefix="a/", Delimiter="/")
    same(([one["Prefix"] for one in level["CommonPrefixes"]], level["KeyCount"]), (["a/b/"], 1))
    got = s3.get_object(Bucket="folders", Key="a/b/")
    same((got["Body"].read(), got["ETag"], got["ContentType"]), (b"", empty, "application/x-directory"))
    same(code_of(s3.head_object, Bucket="folders", Key="a/"), "404")
    s3.copy_object(Bucket="folders", Key="copy/", CopySource={"Bucket": "folders", "Key": "a/b/"})
    same(keys(Prefix="copy"), [("copy/", 0)])
    s3.delete_object(Bucket="folders", Key="a/b/file")
    same(keys(), [("a/b/", 0), ("copy/", 0)])
    same(code_of(s3.delete_bucket, Bucket="folders"), "BucketNotEmpty")
    for key in ("a/b/", "copy/", "none/"):
        s3.delete_object(Bucket="folders", Key=key)
    same(keys(), [])
    s3.delete_bucket(Bucket="folders")


def pages():
    for number in range(25):
        s3.put_object(Bucket="checks", Key=f"many/{number:02}/x.txt", Body=b"x")
    pages = list(s3.get_paginator("list_objects_v2").paginate(Bucket="checks", Prefix="many/", PaginationConfig={"PageSize": 7}))
    same([len(page["Contents"]) for page in pages], [7, 7, 7, 4])
    same([key["Key"] for page in pages for key in page["Contents"]], [f"many/{n:02}/x.txt" for n in range(25)])
    old = list(s3.get_paginator("list_objects").paginate(Bucket="checks", Prefix="many/", PaginationConfig={"PageSize": 10}))
    same(sum(len(page["Contents"]) for page in old), 25)
    folders = s3.list_objects_v2(Bucket="checks", Prefix="many/", Delimiter="/", MaxKeys=3)
    same([one["Prefix"] for one in folders["CommonPrefixes"]], ["many/00/", "many/01/", "many/02/"])
    gone = s3.delete_objects(Bucket="checks", Delete={"Objects": [{"Key": f"many/{n:02}/x.txt"} for n in range(25)]})
    same(len(gone["Deleted"]), 25)
    same(s3.list_objects_v2(Bucket="checks", Prefix="many/")["KeyCount"], 0)


def parts():
    body = os.urandom(17 * 1024 * 1024 + 3)
    config = TransferConfig(multipart_threshold=6 * 1024 * 1024, multipart_chunksize=5 * 1024 * 1024, max_concurrency=4)
    s3.upload_fileobj(io.BytesIO(body), "checks", "large.bin", Config=config)
    same(s3.head_object(Bucket="checks", Key="large.bin")["ETag"].endswith('-4"'), True)
    back = io.BytesIO()
    s3.download_fileobj("checks", "large.bin", back, Config=config)
    same(hashlib.sha256(back.getvalue()).digest(), hashlib.sha256(body).digest())
    upload = s3.create_multipart_upload(Bucket="checks", Key="two")["UploadId"]
    tags = [
        {"PartNumber": n, "ETag": s3.upload_part(Bucket="checks", Key="two", UploadId=upload, PartNumber=n, Body=b"x")["ETag"]}
        for n in (1, 2)
    ]
    whole = {"Bucket": "checks", "Key": "two", "UploadId": upload}
    same(code_of(s3.complete_multipart_upload, **whole, MultipartUpload={"Parts": tags}), "EntityTooSmall")
    same(code_of(s3.complete_multipart_upload, **whole, MultipartUpload={"Parts": tags[::-1]}), "InvalidPartOrder")
    other = s3.create_multipart_upload(Bucket="checks", Key="two")["UploadId"]
    s3.create_multipart_upload(Bucket="checks", Key="three &")
    pages = s3.get_paginator("list_multipart_uploads").paginate(Bucket="checks", PaginationConfig={"PageSize": 1})
    under_way = [(one["Key"], one["UploadId"]) for page in pages for one in page["Uploads"]]
    same(len(under_way), 3)
    same((under_way[0][0], set(under_way[1:])), ("three &", {("two", upload), ("two", other)}))
    same(len(s3.list_multipart_uploads(Bucket="checks", Prefix="tw")["Uploads"]), 2)
    for key, one in under_way:
        s3.abort_multipart_upload(Bucket="checks", Key=key, UploadId=one)
    same("Uploads" in s3.list_multipart_uploads(Bucket="checks"), False)
    same(code_of(s3.list_parts, **whole), "NoSuchUpload")
    signed = boto3.client("s3", config=Config(s3={"addressing_style": "path"}))
    import urllib.request

    url = signed.generate_presigned_url("get_object", {"Bucket": "checks", "Key": "copy"}, ExpiresIn=60)
    same(len(urllib.request.urlopen(url).read()), 100_000)


def training(name, python, **more):
    algorithm = {"TrainingImage": "python:3.11-slim", "TrainingInputMode": "File", "ContainerEntrypoint": ["python3", "-uc", python]}
    request = {
        "TrainingJobName": name,
        "RoleArn": role,
        "AlgorithmSpecification": algorithm,
        "OutputDataConfig": {"S3OutputPath": "s3://checks/out"},
        "ResourceConfig": {"InstanceType": "ml.m5.large", "InstanceCount": 1, "VolumeSizeInGB": 1},
        "StoppingCondition": {"MaxRuntimeInSeconds": 300},
    }
    sagemaker.create_training_job(**{**request, **more})


def ended(name):
    waiter = sagemaker.get_waiter("training_job_completed_or_stopped")
    try:
        waiter.wait(TrainingJobName=name, WaiterConfig={"Delay": 1, "MaxAttempts": 120})
    except Exception:
        pass
    return sagemaker.describe_training_job(TrainingJobName=name)


def jobs():
    training("check-a", "print('\\n'.join(f'line {n}' for n in range(2500)))", Tags=[{"Key": "one", "Value": "1"}])
    training("check-b", "import signal, time; signal.signal(signal.SIGTERM, lambda *_: exit(0)); print('up'); time.sleep(200)")
    code = io.BytesIO()
    with tarfile.open(fileobj=code, mode="w:gz") as archive:
        archive.add(__file__, arcname="train.py")
    s3.put_object(Bucket="checks", Key="code/sourcedir.tar.gz", Body=code.getvalue())
    submitted = {"sagemaker_submit_directory": '"s3://checks/code/sourcedir.tar.gz"', "sagemaker_program": '"train.py"'}
    training("check-e", "import os; print(os.listdir('/opt/ml/code'))", HyperParameters=submitted)
    missing = {"sagemaker_submit_directory": "s3://checks/none.tar.gz"}
    training("check-f", "print()", HyperParameters=missing)
    training("check-c", "open('/opt/ml/output/failure', 'w').write('no luck'); exit(3)")
    same(code_of(training, name="check-a", python=""), "ResourceInUse")
    same(ended("check-a")["TrainingJobStatus"], "Completed")
    failed = ended("check-c")
    same((failed["TrainingJobStatus"], failed["FailureReason"]), ("Failed", "AlgorithmError: no luck, exit code: 3"))
    same(ended("check-e")["TrainingJobStatus"], "Completed")
    same("Code download failed" in ended("check-f")["FailureReason"], True)
    for name in ("check-e", "check-f"):
        same(code_of(sagemaker.delete_training_job, TrainingJobName=name), "nothing")
    while sagemaker.describe_training_job(TrainingJobName="check-b")["SecondaryStatus"] != "Training":
        time.sleep(0.2)
    sagemaker.stop_training_job(TrainingJobName="check-b")
    same(sagemaker.describe_training_job(TrainingJobName="check-b")["TrainingJobStatus"] == "InProgress", False)
    sagemaker.stop_training_job(TrainingJobName="check-b")
    same(ended("check-b")["TrainingJobStatus"], "Stopped")
    same(code_of(sagemaker.stop_training_job, TrainingJobName="check-b"), "ValidationException")
    same(code_of(sagemaker.describe_training_job, TrainingJobName="none"), "ValidationException")
    pager = sagemaker.get_paginator("list_training_jobs")
    pages = list(pager.paginate(SortBy="Name", SortOrder="Ascending", PaginationConfig={"PageSize": 2}))
    same([[job["TrainingJobName"] for job in page["TrainingJobSummaries"]] for page in pages], [["check-a", "check-b"], ["check-c"]])
    only = sagemaker.list_training_jobs(StatusEquals="Failed", MaxResults=1, SortBy="Name", SortOrder="Ascending")
    same((only["TrainingJobSummaries"], "NextToken" in only), ([], True))
    same([job["TrainingJobName"] for job in sagemaker.list_training_jobs()["TrainingJobSummaries"]], ["check-c", "check-b", "check-a"])
    described = sagemaker.describe_training_job(TrainingJobName="check-a")
    arn = described["TrainingJobArn"]
    # Estimator.attach of the SageMaker SDK reads the key also where there is none.
    same(described["OutputDataConfig"], {"KmsKeyId": "", "S3OutputPath": "s3://checks/out"})
    sagemaker.add_tags(ResourceArn=arn, Tags=[{"Key": "two", "Value": "2"}, {"Key": "one", "Value": "3"}])
    sagemaker.delete_tags(ResourceArn=arn, TagKeys=["none"])
    same(sagemaker.list_tags(ResourceArn=arn)["Tags"], [{"Key": "two", "Value": "2"}, {"Key": "one", "Value": "3"}])
    same(code_of(training, name="check-d", python="", InputDataConfig=[{"ChannelName": "a", "DataSource": {"S3DataSource": {"S3DataType": "S3Prefix", "S3Uri": "file:///etc"}}}]), "ValidationException")


def events():
    group = "/aws/sagemaker/TrainingJobs"
    [stream] = [s["logStreamName"] for s in logs.describe_log_streams(logGroupName=group, logStreamNamePrefix="check-a/")["logStreams"]]
    lines, token = [], None
    while True:
        more = {"nextToken": token} if token else {"startFromHead": True}
        page = logs.get_log_events(logGroupName=group, logStreamName=stream, limit=999, **more)
        lines += [event["message"] for event in page["events"]]
        if page["nextForwardToken"] == token:
            break
        token = page["nextForwardToken"]
    same(lines, [f"line {n}" for n in range(2500)])
    tail = logs.get_log_events(logGroupName=group, logStreamName=stream, limit=2)
    same([event["message"] for event in tail["events"]], ["line 2498", "line 2499"])
    before = logs.get_log_events(logGroupName=group, logStreamName=stream, limit=2, nextToken=tail["nextBackwardToken"])
    same([event["message"] for event in before["events"]], ["line 2496", "line 2497"])
    found = [
        event
        for page in logs.get_paginator("filter_log_events").paginate(
            logGroupName=group, filterPattern='?"line 7" ?up', PaginationConfig={"PageSize": 400}
        )
        for event in page["events"]
    ]
    same(sum(event["message"].startswith("line 7") for event in found), 111)
    same(any(event["message"] == "up" for event in found), True)
    same(len({event["eventId"] for event in found}), len(found))
    same([event["timestamp"] for event in found], sorted(event["timestamp"] for event in found))
    same(code_of(logs.get_log_events, logGroupName=group, logStreamName="none"), "ResourceNotFoundException")
    same(code_of(logs.describe_log_streams, logGroupName="none"), "ResourceNotFoundException")


buckets_and_objects()
folders()
pages()
parts()
jobs()
events()
print("checked")
