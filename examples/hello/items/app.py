"""Puts items into a DynamoDB table and gets them back."""
import json
import os
from decimal import Decimal

import boto3

table = boto3.resource("dynamodb").Table(os.environ["TABLE_NAME"])


def handler(event, context):
    item_id = event["pathParameters"]["id"]
    if event["httpMethod"] == "PUT":
        return put(item_id, event["body"])
    found = table.get_item(Key={"id": item_id}).get("Item")
    return answer(200, found) if found else answer(404, {"message": f"There is no item {item_id}."})


def put(item_id, body):
    try:
        item = json.loads(body or "", parse_float=Decimal)
    except ValueError:
        item = None
    if not isinstance(item, dict):
        return answer(400, {"message": "The body must be a JSON object."})
    table.put_item(Item={**item, "id": item_id})
    print(f"kept item {item_id}")
    return answer(200, {**item, "id": item_id})


def answer(status, body):
    return {
        "statusCode": status,
        "headers": {"Content-Type": "application/json"},
        "body": json.dumps(body, default=lambda number: int(number) if number % 1 == 0 else float(number)),
    }
