#!/usr/bin/env python3
"""Takes AWS's service models from an installed botocore (PyPI, Apache-2.0) into this folder.

Run by hand when the models should be renewed: `pip install botocore && python3 fetch.py`. Every word of
documentation is left out; what remains is the structure: operations, shapes, constraints, HTTP bindings.
"""

import gzip
import json
import pathlib

import botocore
import botocore.loaders

HERE = pathlib.Path(__file__).parent

# Our id of a service (its package name) and botocore's folder.
SERVICES = {
    "acm": "acm",
    "acmpca": "acm-pca",
    "apigateway": "apigateway",
    "apigatewaymanagement": "apigatewaymanagementapi",
    "apigatewayv2": "apigatewayv2",
    "applicationautoscaling": "application-autoscaling",
    "appsync": "appsync",
    "cloudformation": "cloudformation",
    "cloudwatch": "cloudwatch",
    "cloudwatchlogs": "logs",
    "codebuild": "codebuild",
    "codedeploy": "codedeploy",
    "codepipeline": "codepipeline",
    "cognitoidp": "cognito-idp",
    "dynamodb": "dynamodb",
    "dynamodbstreams": "dynamodbstreams",
    "ecr": "ecr",
    "ecrpublic": "ecr-public",
    "eventbridge": "events",
    "firehose": "firehose",
    "iam": "iam",
    "iot": "iot",
    "kafka": "kafka",
    "kinesis": "kinesis",
    "kms": "kms",
    "lambda": "lambda",
    "mq": "mq",
    "pipes": "pipes",
    "route53": "route53",
    "s3": "s3",
    "scheduler": "scheduler",
    "schemas": "schemas",
    "secretsmanager": "secretsmanager",
    "serverlessrepo": "serverlessrepo",
    "signer": "signer",
    "sns": "sns",
    "sqs": "sqs",
    "ssm": "ssm",
    "stepfunctions": "stepfunctions",
    "sts": "sts",
    "wafv2": "wafv2",
    "xray": "xray",
}

# Keys that say nothing about what goes over the wire.
WORDS = {
    "documentation",
    "documentationUrl",
    "deprecated",
    "deprecatedMessage",
    "deprecatedSince",
    "examples",
    "staticContextParams",
    "operationContextParams",
    "contextParam",
    "endpointdiscovery",
    "endpointoperation",
    "readonly",
    "auth",
    "unsignedPayload",
    "uid",
    "signatureVersion",
    "serviceAbbreviation",
    "sensitive",
    "retryable",
    "wrapper",
    "synthetic",
}


def stripped(value, inside_members=False):
    if isinstance(value, dict):
        return {
            key: stripped(child, key in ("members", "shapes", "operations"))
            for key, child in value.items()
            if inside_members or key not in WORDS
        }
    if isinstance(value, list):
        return [stripped(child) for child in value]
    return value


# DynamoDB's value is a union that its model, which is older than unions, calls a structure.
UNIONS = {"dynamodb": ["AttributeValue"], "dynamodbstreams": ["AttributeValue"]}

# SQS speaks JSON to its newest clients and the query protocol to all others; its model tells only the names of JSON.
# What the query protocol calls the members of these shapes, after the SQS API reference's query examples:
SQS_NAMES = {
    "AWSAccountIdList": "AWSAccountId",
    "ActionNameList": "ActionName",
    "AttributeNameList": "AttributeName",
    "BatchResultErrorEntryList": "BatchResultErrorEntry",
    "BinaryList": "BinaryListValue",
    "ChangeMessageVisibilityBatchRequestEntryList": "ChangeMessageVisibilityBatchRequestEntry",
    "ChangeMessageVisibilityBatchResultEntryList": "ChangeMessageVisibilityBatchResultEntry",
    "DeleteMessageBatchRequestEntryList": "DeleteMessageBatchRequestEntry",
    "DeleteMessageBatchResultEntryList": "DeleteMessageBatchResultEntry",
    "ListMessageMoveTasksResultEntryList": "ListMessageMoveTasksResultEntry",
    "MessageAttributeNameList": "MessageAttributeName",
    "MessageBodyAttributeMap": "MessageAttribute",
    "MessageBodySystemAttributeMap": "MessageSystemAttribute",
    "MessageList": "Message",
    "MessageSystemAttributeList": "MessageSystemAttributeName",
    "MessageSystemAttributeMap": "Attribute",
    "QueueAttributeMap": "Attribute",
    "QueueUrlList": "QueueUrl",
    "SendMessageBatchRequestEntryList": "SendMessageBatchRequestEntry",
    "SendMessageBatchResultEntryList": "SendMessageBatchResultEntry",
    "StringList": "StringListValue",
    "TagKeyList": "TagKey",
    "TagMap": "Tag",
}
SQS_KEYS = {"TagMap": ("Key", "Value")}
# Where the query protocol's code of an error is not its shape's name, and statuses other than 400.
SQS_CODES = {
    "QueueDoesNotExist": "AWS.SimpleQueueService.NonExistentQueue",
    "QueueNameExists": "QueueAlreadyExists",
}
SQS_PREFIXED = [
    "BatchEntryIdsNotDistinct",
    "BatchRequestTooLong",
    "EmptyBatchRequest",
    "InvalidBatchEntryId",
    "MessageNotInflight",
    "PurgeQueueInProgress",
    "QueueDeletedRecently",
    "TooManyEntriesInBatchRequest",
    "UnsupportedOperation",
]
SQS_STATUSES = {"InvalidAddress": 404, "OverLimit": 403, "PurgeQueueInProgress": 403, "RequestThrottled": 403}


def with_query_names(result):
    result["metadata"]["xmlNamespace"] = "http://queue.amazonaws.com/doc/2012-11-05/"
    shapes = result["shapes"]
    for operation in result["operations"].values():
        if "output" in operation:
            operation["output"]["resultWrapper"] = operation["name"] + "Result"
    for name, shape in shapes.items():
        for member in shape.get("members", {}).values():
            if member["shape"] in SQS_NAMES:
                member["queryName"] = SQS_NAMES[member["shape"]]
        if shape["type"] == "map":
            key, value = SQS_KEYS.get(name, ("Name", "Value"))
            shape["key"]["locationName"] = key
            shape["value"]["locationName"] = value
        if shape.get("exception"):
            code = SQS_CODES.get(name, "AWS.SimpleQueueService." + name if name in SQS_PREFIXED else name)
            shape["error"] = {"code": code, "httpStatusCode": SQS_STATUSES.get(name, 400)}


def model(service, folder):
    full = botocore.loaders.Loader().load_service_model(folder, "service-2")
    result = stripped({part: full[part] for part in ("metadata", "operations", "shapes")})
    for shape in UNIONS.get(service, []):
        result["shapes"][shape]["union"] = True
    if service == "sqs":
        with_query_names(result)
    return result


def main():
    total = 0
    for service, folder in SERVICES.items():
        text = json.dumps(model(service, folder), separators=(",", ":"))
        data = gzip.compress(text.encode(), compresslevel=9, mtime=0)
        (HERE / f"{service}.json.gz").write_bytes(data)
        total += len(data)
    print(f"{len(SERVICES)} services of botocore {botocore.__version__}: {total // 1024} KB")


if __name__ == "__main__":
    main()
