"""One function behind all routes of the chat."""
import json
import os

import boto3
from botocore.exceptions import ClientError

table = boto3.resource("dynamodb").Table(os.environ["TABLE_NAME"])


def management(context):
    """The client for `@connections`. An embedded cloud is reached by the path form of an API's address."""
    local = os.environ.get("AWS_ENDPOINT_URL")
    if local:
        endpoint = f"{local}/_aws/execute-api/{context['apiId']}/{context['stage']}"
    else:
        endpoint = f"https://{context['domainName']}/{context['stage']}"
    return boto3.client("apigatewaymanagementapi", endpoint_url=endpoint)


def handler(event, _):
    context = event["requestContext"]
    return ROUTES[context["routeKey"]](event, context, context["connectionId"])


def connect(event, context, connection):
    name = (event.get("queryStringParameters") or {}).get("name")
    if not name:
        return {"statusCode": 400}
    table.put_item(Item={"connectionId": connection, "name": name})
    return {"statusCode": 200}


def disconnect(event, context, connection):
    table.delete_item(Key={"connectionId": connection})
    return {"statusCode": 200}


def say(event, context, connection):
    people = table.scan()["Items"]
    name = next(p["name"] for p in people if p["connectionId"] == connection)
    text = json.dumps({"from": name, "text": json.loads(event["body"])["text"]}).encode()
    client = management(context)
    for person in people:
        try:
            client.post_to_connection(ConnectionId=person["connectionId"], Data=text)
        except ClientError as error:
            if error.response["Error"]["Code"] != "GoneException":
                raise
            table.delete_item(Key={"connectionId": person["connectionId"]})
    return {"statusCode": 200}


def who(event, context, connection):
    names = sorted(person["name"] for person in table.scan()["Items"])
    return {"statusCode": 200, "body": json.dumps({"who": names})}


ROUTES = {"$connect": connect, "$disconnect": disconnect, "say": say, "who": who}
