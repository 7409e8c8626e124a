"""The conformance suite of APIs: `conformance/requests.yaml` asked of `conformance/template.yaml`, deployed, by plain HTTP
clients; `conformance/services.yaml`, what AWS's services are sent; and `conformance/clauses.txt`, which says of each thing
that APIs can do what shows it."""
import gzip
import http.client
import json
import os
import re
import shutil
import signal
import subprocess
import tempfile
import threading
import unittest
import urllib.parse
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import boto3
import yaml
from botocore.auth import SigV4Auth
from botocore.awsrequest import AWSRequest
from botocore.credentials import Credentials

from harness import ROOT, SAMARA, Up, clean_environment, eventually, free_port, request, samara

HERE = os.path.join(ROOT, "e2e", "conformance")


class Backend(BaseHTTPRequestHandler):
    """Answers with what it was asked."""

    protocol_version = "HTTP/1.1"

    def answer(self):
        body = self.rfile.read(int(self.headers.get("Content-Length") or 0)).decode()
        said = json.dumps({"method": self.command, "url": self.path, "headers": dict(self.headers), "body": body}).encode()
        self.send_response(200)
        self.send_header("Content-Type", "application/json")
        self.send_header("X-Backend", "yes")
        self.send_header("Content-Length", str(len(said)))
        self.end_headers()
        self.wfile.write(said)

    do_GET = do_PUT = do_POST = do_PATCH = answer

    def log_message(self, *_):
        pass


class Service(BaseHTTPRequestHandler):
    """Stands for AWS's services: keeps what it is sent, and answers each call alike."""

    protocol_version = "HTTP/1.1"
    sent = []

    def answer(self):
        body = self.rfile.read(int(self.headers.get("Content-Length") or 0)).decode()
        self.sent.append((self.path, self.headers, body))
        self.send_response(200)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", "11")
        self.end_headers()
        self.wfile.write(b'{"id": "1"}')

    do_GET = do_PUT = do_POST = answer

    def log_message(self, *_):
        pass


def listen(test, handler):
    """A server on loopback, until the class is done."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    test.addClassCleanup(server.server_close)
    test.addClassCleanup(server.shutdown)
    return f"http://127.0.0.1:{server.server_port}"


def member(value, path):
    """What is at a dotted path; `None` where there is nothing. A name with dots comes before what is below a name."""
    if path == "":
        return value
    if isinstance(value, dict):
        if path in value:
            return value[path]
        name, _, rest = path.partition(".")
        lower = {key.lower(): key for key in value}
        key = name if name in value else lower.get(name.lower()) if rest == "" else None
        if key is not None:
            return member(value[key], rest)
    return None


def matches(wanted, found):
    if isinstance(wanted, str) and len(wanted) > 2 and wanted.startswith("/") and wanted.endswith("/"):
        return isinstance(found, str) and re.search(wanted[1:-1], found) is not None
    return wanted == found


class ConformanceTest(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.folder = tempfile.mkdtemp(prefix="samara-e2e-")
        cls.addClassCleanup(shutil.rmtree, cls.folder, ignore_errors=True)
        for name in ("template.yaml", "functions"):
            copy = shutil.copytree if name == "functions" else shutil.copy
            copy(os.path.join(HERE, name), os.path.join(cls.folder, name))
        cls.up = Up(cls.folder, "--parameter-overrides", f"Backend={listen(cls, Backend)}")
        cls.addClassCleanup(cls.up.end)
        cls.up.url()
        answer = samara("cloud", "env", "--port", str(cls.up.port), cwd=cls.folder)
        found = dict(re.findall(r"^export (\w+)=['\"]?([^'\"\n]+)", answer.stdout, re.M))
        cls.credentials = Credentials(found["AWS_ACCESS_KEY_ID"], found["AWS_SECRET_ACCESS_KEY"])
        cls.session = boto3.Session(
            found["AWS_ACCESS_KEY_ID"], found["AWS_SECRET_ACCESS_KEY"], region_name=found["AWS_REGION"])
        cls.endpoint = found["AWS_ENDPOINT_URL"]
        cls.region = found["AWS_REGION"]
        stack = cls.client("cloudformation").describe_stacks()["Stacks"][0]
        cls.outputs = {o["OutputKey"]: o["OutputValue"] for o in stack["Outputs"]}

    @classmethod
    def client(cls, service):
        return cls.session.client(service, endpoint_url=cls.endpoint)

    def send(self, row):
        method, target = row["send"].split(" ", 1)
        name = re.match(r"\w+", target).group(0)
        api, stage = self.outputs[name].split("/")
        rest = target[len(name):]
        host = row.get("host", "").replace("{id}", api)
        path = f"/{stage}{rest}" if host else f"/_aws/execute-api/{api}/{stage}{rest}"
        headers = {str(k): str(v) for k, v in row.get("with", {}).items()}
        if "key" in row:
            headers["x-api-key"] = row["key"]
        if "authorization" in row:
            headers["Authorization"] = str(row["authorization"])
        if host:
            headers["Host"] = f"{host}:{self.up.port}"
        body = row.get("body")
        body = bytes.fromhex(row["hex"]) if "hex" in row else bytes(row["zeros"]) if "zeros" in row else body.encode() if body else None
        if row.get("sign"):
            asked = AWSRequest(method, f"http://127.0.0.1:{self.up.port}{path}", headers, body or b"")
            SigV4Auth(self.credentials, "execute-api", self.region).add_auth(asked)
            headers = dict(asked.headers)
        connection = http.client.HTTPConnection("127.0.0.1", self.up.port, timeout=40)
        try:
            connection.request(method, path, body, headers)
            answer = connection.getresponse()
            return answer.status, answer.headers, answer.read()
        finally:
            connection.close()

    def check_headers(self, wanted, headers):
        for name, value in wanted.items():
            found = ", ".join(headers.get_all(name) or []) if name in headers else None
            self.assertTrue(matches(value, found), f"{name}: wanted {value!r}, got {found!r}")

    def check(self, row):
        status, headers, body = self.send(row)
        self.assertEqual(row["status"], status, body[:500])
        self.check_headers(row.get("headers", {}), headers)
        if "bytes" in row:
            self.assertEqual(row["bytes"], body.hex())
        if "inflated" in row:
            self.assertEqual(row["inflated"], len(gzip.decompress(body)))
        if "answer" in row:
            self.assertEqual(row["answer"], body.decode() if isinstance(row["answer"], str) else json.loads(body))
        for path, wanted in row.get("has", {}).items():
            found = member(json.loads(body), path)
            self.assertTrue(matches(wanted, found), f"{path}: wanted {wanted!r}, got {found!r} in {body[:2000]}")
        for path, wanted in row.get("event", {}).items():
            found = member(json.loads(body), path)
            self.assertTrue(matches(wanted, found), f"event {path}: wanted {wanted!r}, got {found!r} in {body[:2000]}")
        for path, names in row.get("keys", {}).items():
            self.assertEqual(sorted(names), sorted(member(json.loads(body), path)), f"members of {path or 'the event'}")

    def test_every_request_is_answered_as_api_gateway_answers_it(self):
        rows = table("requests.yaml")
        for row in rows:
            with self.subTest(f"{row['clause']}: {row['rule']}", send=row["send"]):
                self.check(row)
        print(f"{len(rows)} requests of {len({row['clause'] for row in rows})} clauses")

    def logged(self, row):
        """What the access log has of a request: the variables that are there."""
        _, headers, _ = self.send(row)
        wanted = headers.get("x-amzn-RequestId") or headers["apigw-requestid"]

        def lines():
            said = self.client("logs").filter_log_events(logGroupName=self.outputs["log"])["events"]
            return [e for e in (json.loads(e["message"]) for e in said) if e["requestId"] == wanted]

        return {name: value for name, value in eventually(lines, f"the line of {wanted}")[0].items() if value != "-"}

    def check_logged(self, row, there, values):
        found = self.logged(row)
        self.assertEqual(set(), set(there.split()) - set(found), "variables that are not there")
        self.assertEqual(values, {name: found.get(name) for name in values})
        for name in found:
            if name.lower().endswith("latency"):
                self.assertGreaterEqual(int(found[name]), 0)

    def test_access_logs_have_what_is_known_of_each_request(self):
        always = ("requestId extendedRequestId accountId apiId stage path httpMethod protocol domainName domainPrefix requestTime"
                  " requestTimeEpoch status responseLatency responseLength identity.sourceIp identity.userAgent")
        rest = always + " deploymentId endpointType xrayTraceId awsEndpointRequestId resourceId resourcePath"
        agent = {"User-Agent": "tests"}
        called = " integration.latency integration.requestId integrationLatency"
        self.check_logged(
            {"send": "GET rest/token", "authorization": "friend", "with": agent},
            rest + called + " authorizer.latency authorizer.integrationLatency authorizer.requestId",
            {"path": "/v1/token", "status": "200", "authorizer.principalId": "friend", "authorizer.level": "7",
             "authorizer.status": "200", "authorize.status": "200", "integration.status": "200",
             "integration.integrationStatus": "200", "integrationStatus": "200", "error.message": None})
        self.check_logged(
            {"send": "GET rest/token", "authorization": "stranger", "with": agent}, rest + " authorize.error error.message",
            {"status": "403", "authorizer.status": "200", "authorize.status": "403", "error.responseType": "ACCESS_DENIED",
             "integration.status": None})
        self.check_logged(
            {"send": "GET rest/signed", "sign": True, "with": agent},
            rest + called + " authenticate.latency authorize.latency identity.userArn identity.accountId identity.caller identity.user",
            {"authenticate.status": "200", "authorize.status": "200"})
        self.check_logged(
            {"send": "GET rest/signed", "with": agent}, rest + " authenticate.error",
            {"authenticate.status": "403", "authorize.status": None, "error.responseType": "MISSING_AUTHENTICATION_TOKEN"})
        self.check_logged(
            {"send": "GET rest/answers?kind=headers", "with": agent}, rest + called,
            {"status": "201", "integration.status": "201", "integration.integrationStatus": "200"})
        self.check_logged(
            {"send": "GET rest/answers?kind=unknown", "with": agent}, rest + called,
            {"status": "502", "integration.error": "'unknown'", "error.responseType": "MALFORMED_PROXY_RESPONSE"})
        self.check_logged(
            {"send": "POST rest/orders?dry=yes", "body": "{}", "with": {**agent, "Content-Type": "application/json"}},
            rest + " error.validationErrorString", {"status": "400", "error.responseType": "BAD_REQUEST_BODY"})
        self.check_logged(
            {"send": "GET http/guarded", "with": {**agent, "x-who": "friend"}}, always + called + " dataProcessed",
            {"status": "200", "routeKey": "GET /guarded", "authorizer.version": "2.0", "integration.status": "200"})
        self.check_logged(
            {"send": "GET http/guarded", "with": agent}, always + " authorizer.error",
            {"status": "401", "error.message": "Unauthorized", "error.responseType": "UNAUTHORIZED"})
        self.check_logged(
            {"send": "GET http/answers?kind=unknown", "with": agent}, always + called,
            {"status": "500", "integrationErrorMessage": "'unknown'", "integration.integrationStatus": "200"})

    def test_execution_logs_follow_a_request(self):
        _, headers, _ = self.send({"send": "GET rest/logged"})
        group = f"API-Gateway-Execution-Logs_{self.outputs['rest']}"

        def lines():
            said = self.client("logs").filter_log_events(logGroupName=group)["events"]
            return [e["message"] for e in said if headers["x-amzn-RequestId"] in e["message"]]

        said = "\n".join(eventually(lambda: len(lines()) > 3 and lines(), "the request's lines"))
        for words in ("Method request path", "Endpoint response body before transformations", "Method completed with status: 200"):
            self.assertIn(words, said)


class ServicesTest(unittest.TestCase):
    """What integrations with services send, told by `local start-api` with services at another address."""

    @classmethod
    def setUpClass(cls):
        cls.folder = tempfile.mkdtemp(prefix="samara-e2e-")
        cls.addClassCleanup(shutil.rmtree, cls.folder, ignore_errors=True)
        shutil.copy(os.path.join(HERE, "services", "template.yaml"), cls.folder)
        port = free_port()
        cls.url = f"http://127.0.0.1:{port}"
        process = subprocess.Popen(
            [SAMARA, "local", "start-api", "-p", str(port)], cwd=cls.folder,
            env=clean_environment(
                HOME=cls.folder, AWS_ACCESS_KEY_ID="AKIDEXAMPLE", AWS_SECRET_ACCESS_KEY="secret", AWS_REGION="us-east-1",
                AWS_ENDPOINT_URL=listen(cls, Service)),
            stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True)
        cls.addClassCleanup(lambda: (os.killpg(process.pid, signal.SIGTERM), process.wait(30)))
        eventually(cls.answers, "start-api answers")

    @classmethod
    def answers(cls):
        try:
            return request(cls.url + "/_samara/explorer")[0] == 200
        except OSError:
            return False

    def test_services_are_sent_their_own_requests(self):
        rows = table("services.yaml")
        for row in rows:
            with self.subTest(f"{row['clause']}: {row['send']}"):
                Service.sent.clear()
                self.check(row)
        print(f"{len(rows)} requests to services")

    def check(self, row):
        method, path = row["send"].split(" ", 1)
        body = row["body"] if isinstance(row["body"], str) else json.dumps(row["body"])
        status, answer, _ = request(self.url + path, method, body, {"Content-Type": "application/json"})
        self.assertEqual((200, row["answer"]), (status, json.loads(answer)))
        self.assertEqual(1, len(Service.sent))
        target, headers, text = Service.sent[0]
        target = urllib.parse.urlsplit(target)
        self.assertRegex(headers["Authorization"], rf"^AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE/\d{{8}}/us-east-1/{row['signed']}/aws4_request")
        self.assertEqual(row.get("path", "/"), target.path)
        self.assertEqual(row.get("target"), headers["X-Amz-Target"])
        if "type" in row:
            self.assertEqual(row["type"], headers["Content-Type"])
        if "query" in row:
            self.assertEqual(row["query"], dict(urllib.parse.parse_qsl(target.query)))
        if "form" in row:
            form = dict(urllib.parse.parse_qsl(target.query) + urllib.parse.parse_qsl(text))
            form.pop("Version", None)
            self.assertEqual(row["form"], form)
            self.assertEqual("application/x-www-form-urlencoded", headers["Content-Type"])
        if "text" in row:
            self.assertEqual(row["text"], text)
        if "json" in row:
            self.assertEqual(row["json"], json.loads(text))


class ClausesTest(unittest.TestCase):
    """No clause is without evidence, and none has evidence that is not there."""

    def test_every_clause_is_shown(self):
        asked = {row["clause"] for name in ("requests.yaml", "services.yaml") for row in table(name)}
        listed = {}
        with open(os.path.join(HERE, "clauses.txt")) as f:
            for line in f:
                if line.strip() and not line.startswith("#"):
                    name, evidence, _ = re.split(r"\s{2,}", line.strip(), maxsplit=2)
                    listed[name] = evidence
        self.assertEqual(set(), asked - set(listed), "clauses that clauses.txt does not know")
        for name, evidence in listed.items():
            with self.subTest(name):
                for one in evidence.split(","):
                    self.assertTrue(name in asked if one == "requests" else is_test(one), one)


def table(name):
    with open(os.path.join(HERE, name)) as f:
        return yaml.safe_load(f)


def is_test(name):
    """Whether there is a test `Class.method` of a module, or `module.method` of the end-to-end tests."""
    owner, _, method = name.partition(".")
    if owner.startswith("test_"):
        return f"def {method}(" in read(os.path.join(ROOT, "e2e", owner + ".py"))
    for module in ("cloud", "gateway", "cli"):
        for folder, _, files in os.walk(os.path.join(ROOT, module, "src", "test", "java")):
            if owner + ".java" in files:
                return re.search(rf"@(Test|ParameterizedTest|TestFactory)[^;{{]*\b{method}\(", read(os.path.join(folder, owner + ".java"))) is not None
    return False


def read(path):
    with open(path) as f:
        return f.read()


if __name__ == "__main__":
    unittest.main()
