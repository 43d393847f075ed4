"""Endpoints as boto3 sees them: updates without a gap, response streams, invocations that don't wait, logs as they come."""

import io
import os
import sys
import tarfile
import threading
import time

import strict_answers
import boto3
from botocore.client import Config
from botocore.exceptions import ClientError

s3 = boto3.client("s3")
sagemaker = boto3.client("sagemaker")
runtime = boto3.client("sagemaker-runtime")
logs = boto3.client("logs", config=Config(inject_host_prefix=False))
role = "arn:aws:iam::000000000000:role/local"
quick = {"Delay": 1, "MaxAttempts": 120}


def same(found, wanted):
    if found != wanted:
        sys.exit(f"found {found!r:.500}\nwanted {wanted!r:.500}")


def error_of(call, **request):
    try:
        call(**request)
    except ClientError as error:
        return error.response
    return {"Error": {"Code": "nothing", "Message": ""}}


def code_of(call, **request):
    return error_of(call, **request)["Error"]["Code"]


def make(name, version, models={}, **config):
    container = {"Image": os.environ["ECHO_IMAGE"], "Environment": {"VERSION": version}, **models}
    sagemaker.create_model(ModelName=name, ExecutionRoleArn=role, PrimaryContainer=container)
    variant = {"VariantName": "main", "ModelName": name, "InstanceType": "ml.m5.large", "InitialInstanceCount": 1}
    sagemaker.create_endpoint_config(EndpointConfigName=name, ProductionVariants=[variant], **config)


def in_service(name):
    sagemaker.get_waiter("endpoint_in_service").wait(EndpointName=name, WaiterConfig=quick)


def ask(name, body, **more):
    return runtime.invoke_endpoint(EndpointName=name, ContentType="text/plain", Body=body, **more)["Body"].read()


def updates():
    make("one", "v1")
    make("two", "v2")
    same(code_of(sagemaker.create_endpoint, EndpointName="echo", EndpointConfigName="none"), "ValidationException")
    sagemaker.create_endpoint(EndpointName="echo", EndpointConfigName="one")
    first = sagemaker.describe_endpoint(EndpointName="echo")
    same(first["EndpointStatus"], "Creating")
    created = first["CreationTime"]
    same(code_of(sagemaker.update_endpoint, EndpointName="echo", EndpointConfigName="two"), "ValidationException")
    in_service("echo")
    same(ask("echo", b"x"), b"v1 x")
    same(code_of(sagemaker.create_endpoint, EndpointName="echo", EndpointConfigName="one"), "ValidationException")
    same(code_of(sagemaker.update_endpoint, EndpointName="echo", EndpointConfigName="none"), "ValidationException")
    same(code_of(sagemaker.update_endpoint, EndpointName="none", EndpointConfigName="two"), "ValidationException")
    weights = [{"VariantName": "main", "DesiredWeight": 0.5, "DesiredInstanceCount": 2}]
    arn = sagemaker.update_endpoint_weights_and_capacities(EndpointName="echo", DesiredWeightsAndCapacities=weights)
    same(arn["EndpointArn"], sagemaker.describe_endpoint(EndpointName="echo")["EndpointArn"])
    unknown = [{"VariantName": "none", "DesiredWeight": 1}]
    same(
        code_of(
            sagemaker.update_endpoint_weights_and_capacities, EndpointName="echo", DesiredWeightsAndCapacities=unknown
        ),
        "ValidationException",
    )
    sagemaker.update_endpoint(EndpointName="echo", EndpointConfigName="two")
    same(sagemaker.describe_endpoint(EndpointName="echo")["EndpointStatus"], "Updating")
    answers = set()
    while sagemaker.describe_endpoint(EndpointName="echo")["EndpointStatus"] == "Updating":
        answers.add(ask("echo", b"y"))
    same(answers <= {b"v1 y", b"v2 y"}, True)
    same(ask("echo", b"z"), b"v2 z")
    now = sagemaker.describe_endpoint(EndpointName="echo")
    same((now["EndpointStatus"], now["EndpointConfigName"]), ("InService", "two"))
    same([e["EndpointStatus"] for e in sagemaker.list_endpoints(NameContains="ech")["Endpoints"]], ["InService"])
    same(now["CreationTime"], created)
    variant = now["ProductionVariants"][0]
    same((variant["CurrentWeight"], variant["DesiredWeight"], variant["CurrentInstanceCount"]), (1, 1, 1))
    same(error_of(runtime.invoke_endpoint, EndpointName="echo", Body=b"x", TargetVariant="b")["Error"]["Code"], "ValidationError")
    failed = error_of(runtime.invoke_endpoint, EndpointName="echo", Body=b"fail")
    same("endpoint echo has" in failed["Error"]["Message"] and "/Endpoints/echo:" in failed["LogStreamArn"], True)


def streams():
    body = b"s" * 200_000
    answer = runtime.invoke_endpoint_with_response_stream(EndpointName="echo", ContentType="text/plain", Accept="a/b", Body=body)
    parts = [event["PayloadPart"]["Bytes"] for event in answer["Body"]]
    same((b"".join(parts), len(parts) > 1, answer["ContentType"]), (b"v2 " + body, True, "a/b"))
    same(answer["InvokedProductionVariant"], "main")
    failed = error_of(runtime.invoke_endpoint_with_response_stream, EndpointName="echo", Body=b"fail")
    same((failed["Error"]["Code"], failed["OriginalStatusCode"]), ("ModelError", 500))
    same(failed["OriginalMessage"], "told to fail")
    none = error_of(runtime.invoke_endpoint, EndpointName="none", Body=b"x")["Error"]
    same((none["Code"], none["Message"]), ("ValidationError", "Endpoint none of account 000000000000 not found."))


def many():
    s3.create_bucket(Bucket="models")
    for name in ("a", "b", "c"):
        packed = io.BytesIO()
        with tarfile.open(fileobj=packed, mode="w:gz") as archive:
            words = tarfile.TarInfo("words")
            words.size = 1
            archive.addfile(words, io.BytesIO(name.encode()))
        s3.put_object(Bucket="models", Key=f"all/{name}.tar.gz", Body=packed.getvalue())
    make("many", "v4", {"Mode": "MultiModel", "ModelDataUrl": "s3://models/all/"})
    sagemaker.create_endpoint(EndpointName="many", EndpointConfigName="many")
    in_service("many")
    answers = [ask("many", b"x", TargetModel=f"{name}.tar.gz") for name in "abcab"]
    same(answers, [b"a x", b"b x", b"c x", b"a x", b"b x"])
    for wrong in ({}, {"TargetModel": "none.tar.gz"}, {"TargetModel": "../../echo.tar.gz"}):
        same(code_of(runtime.invoke_endpoint, EndpointName="many", Body=b"x", **wrong), "ValidationError")
    delete("many")


def object_at(uri):
    bucket, key = uri.removeprefix("s3://").split("/", 1)
    for _ in range(200):
        if code_of(s3.head_object, Bucket=bucket, Key=key) == "nothing":
            got = s3.get_object(Bucket=bucket, Key=key)
            return got["Body"].read(), got["ContentType"]
        time.sleep(0.1)
    sys.exit(f"nothing came to {uri}")


def asynchronous():
    s3.create_bucket(Bucket="later")
    output = {"S3OutputPath": "s3://later/out", "S3FailurePath": "s3://later/failures/"}
    config = {"OutputConfig": output, "ClientConfig": {"MaxConcurrentInvocationsPerInstance": 1}}
    make("later", "v3", AsyncInferenceConfig=config)
    sagemaker.create_endpoint(EndpointName="later", EndpointConfigName="later")
    in_service("later")
    same(sagemaker.describe_endpoint(EndpointName="later")["AsyncInferenceConfig"], config)
    large = b"l" * 8_000_000
    for key, body in {"wait": b"wait 1", "in": b"hello", "bad": b"fail", "large": large}.items():
        s3.put_object(Bucket="later", Key=key, Body=body)
    call = runtime.invoke_endpoint_async
    taken = [
        call(EndpointName="later", InputLocation="s3://later/wait", InferenceId="waits"),
        call(EndpointName="later", InputLocation="s3://later/in", ContentType="text/plain", Accept="text/x"),
        call(EndpointName="later", InputLocation="s3://later/bad", InferenceId="breaks"),
        call(EndpointName="later", Body=b"inline", Filename="mine.txt", S3OutputPathExtension="deep"),
        call(EndpointName="later", InputLocation="s3://later/large"),
        call(EndpointName="later", InputLocation="s3://later/wait", InvocationTimeoutSeconds=1, InferenceId="slow/id"),
        call(EndpointName="later", InputLocation="s3://later/none"),
    ]
    same([one["ResponseMetadata"]["HTTPStatusCode"] for one in taken], [202] * 7)
    same(taken[0]["InferenceId"], "waits")
    same(taken[0]["OutputLocation"], "s3://later/out/waits.out")
    same(taken[2]["FailureLocation"], "s3://later/failures/breaks-error.out")
    same(taken[3]["OutputLocation"], "s3://later/out/deep/mine.txt")
    same(code_of(s3.head_object, Bucket="later", Key="out/waits.out"), "404")
    same(object_at(taken[0]["OutputLocation"])[0], b"v3 wait 1")
    same(object_at(taken[1]["OutputLocation"]), (b"v3 hello", "text/x"))
    same(b'with message "told to fail"' in object_at(taken[2]["FailureLocation"])[0], True)
    same(object_at(taken[3]["OutputLocation"])[0], b"v3 inline")
    same(object_at(taken[4]["OutputLocation"])[0], b"v3 " + large)
    same(object_at(taken[5]["FailureLocation"])[0], b"The container did not answer within 1 s.")
    same(object_at(taken[6]["FailureLocation"])[0], b"The specified key does not exist.")
    same(code_of(call, EndpointName="echo", InputLocation="s3://later/in"), "ValidationError")
    same(code_of(runtime.invoke_endpoint, EndpointName="later", Body=b"x"), "ValidationError")
    same(code_of(call, EndpointName="later"), "ValidationError")
    same(code_of(call, EndpointName="later", InputLocation="s3://later/in", Body=b"x"), "ValidationError")
    same(code_of(call, EndpointName="later", InputLocation="https://example.com/x"), "ValidationError")
    same(code_of(call, EndpointName="none", InputLocation="s3://later/in"), "ValidationError")


def live():
    group = "arn:aws:logs:us-east-1:000000000000:log-group:/aws/sagemaker/Endpoints/echo"
    same(code_of(logs.start_live_tail, logGroupIdentifiers=[group + "-none"]), "ResourceNotFoundException")
    # The group comes with the first line.
    ask("echo", b"say first 1")
    while not logs.describe_log_groups(logGroupNamePrefix="/aws/sagemaker/Endpoints/echo")["logGroups"]:
        time.sleep(0.1)
    both = {"logStreamNames": ["a"], "logStreamNamePrefixes": ["b"]}
    same(code_of(logs.start_live_tail, logGroupIdentifiers=[group], **both), "InvalidParameterException")
    session = logs.start_live_tail(logGroupIdentifiers=[group], logEventFilterPattern="-hidden")["responseStream"]
    updates, sampled, lines = 0, False, []
    for event in session:
        if "sessionStart" in event:
            same(event["sessionStart"]["logGroupIdentifiers"], [group])
            ask("echo", b"say shown 20")
            ask("echo", b"say hidden 20")
            threading.Timer(2.5, ask, ("echo", b"say burst 1200")).start()
            continue
        update = event["sessionUpdate"]
        updates += 1
        found = update["sessionResults"]
        same(len(found) <= 500, True)
        same(all(one["logStreamName"].startswith("main/") and one["timestamp"] > 1e12 for one in found), True)
        lines += [one["message"] for one in found]
        sampled = sampled or update["sessionMetadata"]["sampled"]
        if lines.count("burst 0") or updates > 20:
            break
    session.close()
    same([line for line in lines if line.startswith("shown")], [f"shown {n}" for n in range(20)])
    same((any("hidden" in line for line in lines), sampled), (False, True))
    same(updates >= 3, True)


def delete(*names):
    for name in names:
        sagemaker.delete_endpoint(EndpointName=name)
    for name in names:
        sagemaker.get_waiter("endpoint_deleted").wait(EndpointName=name, WaiterConfig=quick)


def ended():
    delete("echo", "later")
    # Once more under the same name: that the first one was deleted says nothing of the second.
    sagemaker.create_endpoint(EndpointName="echo", EndpointConfigName="one")
    delete("echo")
    for name in ("one", "two", "many", "later"):
        sagemaker.delete_endpoint_config(EndpointConfigName=name)
        sagemaker.delete_model(ModelName=name)


for check in (updates, streams, many, asynchronous, live, ended):
    started = time.time()
    check()
    print(check.__name__, round(time.time() - started, 1), "s", file=sys.stderr)
print("checked")
