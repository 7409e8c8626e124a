"""Signature Version 4: sound signatures for the control plane, and signatures with something wrong."""
import datetime
import hashlib
import hmac
import urllib.parse

from api_exchange import Case

KEY, SECRET, REGION = "test", "test", "us-east-1"
ALGORITHM = "AWS4-HMAC-SHA256"


def signed(service, method, path, body=b"", headers=(), query="", now=None):
    """The headers, with their signature, of a request to the cloud."""
    moment = (now or datetime.datetime.now(datetime.timezone.utc)).strftime("%Y%m%dT%H%M%SZ")
    scope = f"{moment[:8]}/{REGION}/{service}/aws4_request"
    all_headers = {"host": "127.0.0.1", "x-amz-date": moment, **{k.lower(): v for k, v in headers}}
    names = ";".join(sorted(all_headers))
    canonical = "\n".join((
        method, urllib.parse.quote(path, safe="/-_.~") if service != "s3" else path, query,
        "".join(f"{n}:{all_headers[n].strip()}\n" for n in sorted(all_headers)), names, hashlib.sha256(body).hexdigest()))
    text = "\n".join((ALGORITHM, moment, scope, hashlib.sha256(canonical.encode()).hexdigest()))
    key = f"AWS4{SECRET}".encode()
    for part in (moment[:8], REGION, service, "aws4_request"):
        key = hmac.digest(key, part.encode(), "sha256")
    signature = hmac.new(key, text.encode(), "sha256").hexdigest()
    all_headers["Authorization"] = (
        f"{ALGORITHM} Credential={KEY}/{scope}, SignedHeaders={names}, Signature={signature}")
    return all_headers


def request(service, method, path, body=b"", headers=()):
    """The bytes of a signed request."""
    lines = [f"{method} {urllib.parse.quote(path, safe='/-_.~%')} HTTP/1.1"]
    lines += [f"{n}: {v}" for n, v in signed(service, method, path, body, headers).items()]
    lines.append(f"Content-Length: {len(body)}")
    return "\r\n".join(lines).encode() + b"\r\n\r\n" + body


class SigV4:
    """Requests whose signature, scope, date or query is wrong, to the control plane and to a signed route."""

    def __init__(self, server):
        self._route = f"/_aws/execute-api/{server.outputs['Rest']}/v1/signed"

    def case(self, random, _lane):
        service, method, path = random.choice((
            ("execute-api", "GET", self._route), ("apigateway", "GET", "/restapis"), ("dynamodb", "POST", "/"),
            ("lambda", "GET", "/2015-03-31/functions"), ("s3", "GET", "/"), ("sts", "POST", "/")))
        if random.random() < 0.3:
            return self._presigned(random, service, method, path)
        headers = signed(service, method, path)
        mutate = random.choice((self._field, self._field, self._text, self._date, self._token, self._sound))
        mutate(random, headers)
        lines = [f"{method} {path} HTTP/1.1", *(f"{n}: {v}" for n, v in headers.items()), "Content-Length: 0"]
        text = "\r\n".join(lines).encode("utf-8", "surrogateescape") + b"\r\n\r\n"
        return Case("sigv4", f"{service} {mutate.__name__}", [text], open_ended=True)

    def _sound(self, _random, _headers):
        """A sound one among them."""

    def _field(self, random, headers):
        replacement = random.choice((
            "", "/", "////", "a/b/c/d/e/f/g", f"{KEY}/20260101/{REGION}/x/aws4_request", "=", ",", ";;", "host;host", "HOST",
            "0" * 64, "g" * 64, "a" * 20_000, "\u00e9", f"{KEY}/00000000/{REGION}/s3/aws4_request", "test/20261332/-/-/-", "%",
            f"ASIA{'A' * 16}/20260101/{REGION}/s3/aws4_request", "x-amz-date", "*"))
        parts = headers["Authorization"].split(", ")
        index = random.randrange(len(parts))
        name = parts[index].rpartition("=")[0] or parts[index]
        if "Credential" in parts[index]:
            name = f"{ALGORITHM} Credential"
        parts[index] = f"{name}={replacement}"
        if random.random() < 0.2:
            parts.append(parts[random.randrange(len(parts))])
        headers["Authorization"] = ", ".join(parts)

    def _text(self, random, headers):
        whole = headers["Authorization"]
        at = random.randrange(len(whole))
        headers["Authorization"] = random.choice((
            whole[:at], whole[at:], whole[:at] + random.choice("\t ,;=/%\u00fc") + whole[at:], "AWS4-HMAC-SHA256", "AWS a:b",
            "AWS4-ECDSA-P256-SHA256 " + whole[17:], "Bearer x", whole.replace(", ", ","), whole * 3, whole.lower()))

    def _date(self, random, headers):
        headers["x-amz-date"] = random.choice((
            "", "now", "20260101", "20261301T000000Z", "20260101T250000Z", "99991231T235959Z", "00000101T000000Z",
            "20260101T000000", "Thu, 01 Jan 1970 00:00:00 GMT", "\u0662\u0660\u0662\u0666", "1" * 5000))
        if random.random() < 0.3:
            del headers["x-amz-date"]
            headers["Date"] = random.choice(("", "x", "Thu, 01 Jan 1970 00:00:00 GMT", "Thu, 99 Jan 1970 00:00:00 GMT"))

    def _token(self, random, headers):
        headers["X-Amz-Security-Token"] = random.choice(("", "x", "a" * 9000, "//==", "\u00fc", "eyJ.e30."))
        headers["X-Amz-Content-Sha256"] = random.choice(
            ("", "UNSIGNED-PAYLOAD", "STREAMING-AWS4-HMAC-SHA256-PAYLOAD", "STREAMING-X", "0" * 64, "zz",
             "STREAMING-UNSIGNED-PAYLOAD-TRAILER", "STREAMING-AWS4-HMAC-SHA256-PAYLOAD-TRAILER"))

    def _presigned(self, random, service, method, path):
        today = datetime.datetime.now(datetime.timezone.utc).strftime("%Y%m%d")
        fields = {"X-Amz-Algorithm": ALGORITHM, "X-Amz-Credential": f"{KEY}/{today}/{REGION}/{service}/aws4_request",
                  "X-Amz-Date": f"{today}T000000Z", "X-Amz-Expires": "86400", "X-Amz-SignedHeaders": "host",
                  "X-Amz-Signature": "0" * 64}
        for _ in range(random.randint(1, 3)):
            name = random.choice(list(fields))
            fields[name] = random.choice(("", "-1", "604801", "x", "9" * 30, "%ff", "a" * 3000, "/////", "host;x", "\u00e9"))
        if random.random() < 0.3:
            del fields[random.choice(list(fields))]
        query = urllib.parse.urlencode(fields, safe="%")
        head = f"{method} {path}?{query} HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: 0\r\n\r\n".encode()
        return Case("sigv4", f"{service} presigned", [head], open_ended=True)
