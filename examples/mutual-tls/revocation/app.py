"""Refuses clients whose certificate was revoked: mutual TLS itself asks no revocation list."""
import os

REVOKED = {serial.strip().lower() for serial in os.environ["REVOKED_SERIALS"].split(",")}


def handler(event, context):
    certificate = event["requestContext"]["authentication"]["clientCert"]
    return {"isAuthorized": certificate["serialNumber"].lower() not in REVOKED}
