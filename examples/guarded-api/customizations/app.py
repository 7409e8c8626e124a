"""Keeps a partner's customization."""
import json
import os

import boto3

table = boto3.resource("dynamodb").Table(os.environ["TABLE_NAME"])


def handler(event, context):
    request = event["requestContext"]
    item = json.loads(event["body"]) | {"id": request["requestId"], "partner": request["authorizer"]["partner"]}
    table.put_item(Item=item)
    return {"statusCode": 201, "body": json.dumps({"id": item["id"], "partner": item["partner"]})}
