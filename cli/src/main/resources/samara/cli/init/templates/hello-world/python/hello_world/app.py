"""Answers GET /hello."""

import json


def lambda_handler(event, context):
    """An API Gateway proxy event in, a proxy response out.

    https://docs.aws.amazon.com/apigateway/latest/developerguide/set-up-lambda-proxy-integrations.html
    """
    return {
        "statusCode": 200,
        "headers": {"Content-Type": "application/json"},
        "body": json.dumps({"message": "hello world"}),
    }
