"""Reads an album and says where it stands on the shelf."""
import os

import boto3

table = boto3.resource("dynamodb").Table(os.environ["TABLE_NAME"])


def handler(event, context):
    album = table.get_item(Key={"id": event["id"]}).get("Item")
    if album is None:
        return {"found": False}
    return {"found": True, "shelf": f"{album['artist'][0].upper()}: {album['artist']}, {album['title']}"}
