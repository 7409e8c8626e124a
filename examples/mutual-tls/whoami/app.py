"""Tells a client by which certificate it is known."""
import json


def handler(event, context):
    request = event["requestContext"]
    # An HTTP API shows the certificate under `authentication`, a REST API under `identity`.
    shown = request.get("authentication") or request["identity"]
    certificate = shown["clientCert"]
    return {
        "statusCode": 200,
        "headers": {"Content-Type": "application/json"},
        "body": json.dumps({
            "path": event.get("rawPath") or event["path"],
            "domain": request["domainName"],
            "subject": certificate["subjectDN"],
            "issuer": certificate["issuerDN"],
            "serial": certificate["serialNumber"],
            "validity": certificate["validity"],
            "pem": certificate["clientCertPem"],
        }),
    }
