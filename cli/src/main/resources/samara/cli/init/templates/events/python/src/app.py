"""Is called by {{ what }}."""

{% if source == 'kinesis' %}
import base64
{% endif %}
{% if source in ['dynamodb', 'eventbridge', 'schedule'] %}
import json
{% endif %}
import logging
{% if source == 's3' %}
import urllib.parse
{% endif %}

logger = logging.getLogger()
logger.setLevel(logging.INFO)


def lambda_handler(event, context):
{% if source in ['sqs', 'dynamodb', 'kinesis'] %}
    """Handles each record; those that fail are reported, and come again without the others."""
    failures = []
    for record in event["Records"]:
        try:
            handle(record)
        except Exception:
            logger.exception("failed at a record")
            failures.append({"itemIdentifier": identifier(record)})
    return {"batchItemFailures": failures}


def handle(record):
    """What is to be done with one record."""
{% if source == 'sqs' %}
    logger.info("message: %s", record["body"])
{% elif source == 'dynamodb' %}
    logger.info("%s: %s", record["eventName"], json.dumps(record["dynamodb"].get("NewImage")))
{% else %}
    logger.info("record: %s", base64.b64decode(record["kinesis"]["data"], validate=True).decode())
{% endif %}


def identifier(record):
    """The name by which a record is reported."""
{% if source == 'sqs' %}
    return record["messageId"]
{% else %}
    return record["{{ source }}"]["{{ 'SequenceNumber' if source == 'dynamodb' else 'sequenceNumber' }}"]
{% endif %}
{% elif source == 'sns' %}
    """Logs each message."""
    for record in event["Records"]:
        logger.info("message: %s", record["Sns"]["Message"])
{% elif source == 's3' %}
    """Logs each object that was put."""
    for record in event["Records"]:
        bucket = record["s3"]["bucket"]["name"]
        key = urllib.parse.unquote_plus(record["s3"]["object"]["key"])
        logger.info("object: s3://%s/%s", bucket, key)
{% elif source == 'none' %}
    """Greets whoever the event names."""
    return {"message": f"hello {event.get('name', 'world')}"}
{% else %}
    """Logs the event."""
    logger.info("event: %s", json.dumps(event["detail"]))
{% endif %}
