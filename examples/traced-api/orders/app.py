"""Keeps an order. The X-Ray SDK adds what happens in here to the request's trace."""
import json
import os

import boto3
from aws_xray_sdk.core import patch, xray_recorder

patch(["boto3"])

orders = boto3.resource("dynamodb").Table(os.environ["TABLE_NAME"])


def handler(event, context):
    order = event["pathParameters"]["id"]
    with xray_recorder.in_subsegment("price") as subsegment:
        subsegment.put_annotation("order", order)
        price = 100 * len(json.loads(event["body"])["items"])
    orders.put_item(Item={"id": order, "price": price})
    return {"statusCode": 201, "body": json.dumps({"id": order, "price": price})}
