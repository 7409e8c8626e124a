"""The functions behind the conformance suite's APIs."""
import base64
import json
import time

PNG = base64.b64encode(b"\x89PNG\r\n\x1a\n").decode()


def echo(event, context):
    """The event itself, as the body of an answer."""
    return {"statusCode": 200, "headers": {"Content-Type": "application/json"}, "body": json.dumps(event)}


def answers(event, context):
    """The answer that the query string asks for."""
    what = (event.get("queryStringParameters") or {}).get("kind")
    return {
        "headers": {"statusCode": 201, "headers": {"X-One": "1"}, "multiValueHeaders": {"X-Two": ["a", "b"]}, "body": "made"},
        "cookies": {"statusCode": 200, "cookies": ["a=1", "b=2"], "body": "baked"},
        "binary": {"statusCode": 200, "headers": {"Content-Type": "image/png"}, "isBase64Encoded": True, "body": PNG},
        "malformed": {"statusCode": "many", "body": {}},
        "simple": {"hello": "world"},
        "long": {"statusCode": 200, "headers": {"Content-Type": "text/plain"}, "body": "x" * 4096},
    }[what]


def raw(event, context):
    """What a mapping template made of a request; `fail` asks for an error with that message."""
    if event.get("fail"):
        raise ValueError(event["fail"])
    return {"got": event}


def slow(event, context):
    time.sleep(1)
    return {"statusCode": 200, "body": "too late"}


def policy(effect, arn):
    return {"Version": "2012-10-17", "Statement": [{"Action": "execute-api:Invoke", "Effect": effect, "Resource": arn}]}


def guard(event, context):
    """A TOKEN or REQUEST authorizer of a REST API."""
    token = event.get("authorizationToken") or (event.get("headers") or {}).get("x-who", "")
    if token == "nobody":
        raise Exception("Unauthorized")
    effect = "Allow" if token.startswith("friend") else "Deny"
    return {"principalId": token, "policyDocument": policy(effect, event["methodArn"]), "context": {"level": 7, "asked": event["type"]}}


def simple(event, context):
    """An authorizer of an HTTP API with simple answers."""
    return {"isAuthorized": event["identitySource"] == ["friend"], "context": {"version": event["version"]}}
