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


def model(service, folder):
    full = botocore.loaders.Loader().load_service_model(folder, "service-2")
    result = stripped({part: full[part] for part in ("metadata", "operations", "shapes")})
    for shape in UNIONS.get(service, []):
        result["shapes"][shape]["union"] = True
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
