"""Lets partners in by their token. A real one would look the token up, or verify its signature."""

PARTNERS = {"Bearer acme-capes": "acme", "Bearer sock-world": "socks"}


def handler(event, context):
    partner = PARTNERS.get(event["authorizationToken"])
    return {
        "principalId": partner or "stranger",
        "policyDocument": {
            "Version": "2012-10-17",
            "Statement": [{
                "Action": "execute-api:Invoke",
                "Effect": "Allow" if partner else "Deny",
                "Resource": event["methodArn"],
            }],
        },
        "context": {"partner": partner or ""},
    }
