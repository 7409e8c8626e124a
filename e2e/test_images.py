"""What image functions can do beside answering: `ImageConfig`, large events, extensions, wrapper scripts, own libraries.

The same for images that Podman builds, run in its containers, and for those that Samara builds by itself and unpacks.
"""
import json
import os
import shutil
import signal
import subprocess
import tempfile
import unittest

import base_image
import boto3
from botocore.config import Config
from harness import SAMARA, clean_environment, eventually, free_port, request, samara

TEMPLATE = """Transform: AWS::Serverless-2016-10-31
Globals:
  Function: {Timeout: 20, MemorySize: 256}
Resources:
  Echo:
    Type: AWS::Serverless::Function
    Metadata: &image {Dockerfile: Dockerfile, DockerContext: ./code, DockerTag: e2e, DockerBuildTarget: plain}
    Properties: {PackageType: Image}
  Configured:
    Type: AWS::Serverless::Function
    Metadata: *image
    Properties:
      PackageType: Image
      ImageConfig:
        Command: [elsewhere.handler]
        EntryPoint: [/usr/bin/env, FROM_ENTRY_POINT=yes, /lambda-entrypoint.sh]
        WorkingDirectory: /srv/other
  Extended:
    Type: AWS::Serverless::Function
    Metadata: {Dockerfile: Dockerfile, DockerContext: ./code, DockerTag: e2e, DockerBuildTarget: extended}
    Properties:
      PackageType: Image
      Environment: {Variables: {AWS_LAMBDA_EXEC_WRAPPER: /opt/wrapper}}
"""
FILES = {
    "Dockerfile": """\
FROM {base} AS plain
COPY app.py ./
COPY elsewhere.py /srv/other/
COPY old/colours.py /var/runtime/
CMD ["app.handler"]

FROM plain AS extended
COPY wrapper /opt/
COPY watcher /opt/extensions/
COPY new/colours.py /opt/python/
CMD ["app.describe"]
""",
    "app.py": """import os

def handler(event, context):
    return {"size": len(event["body"]), "id": context.aws_request_id, "memory": context.memory_limit_in_mb}

def describe(event, context):
    import colours
    print("from the function")
    return {"colour": colours.BEST, "wrapped": os.environ.get("WRAPPED")}
""",
    "elsewhere.py": """import os

def handler(event, context):
    return {"folder": os.getcwd(), "entry": os.environ.get("FROM_ENTRY_POINT"),
            "container": os.path.exists("/run/.containerenv")}
""",
    "old/colours.py": "BEST = 'red'\n",
    "new/colours.py": "BEST = 'green'\n",
    "wrapper": "#!/bin/sh\nexport WRAPPED=\"by $0\"\nexec \"$@\"\n",
    "watcher": """#!/usr/bin/env python3
import http.server, json, os, threading, urllib.request
api = "http://" + os.environ["AWS_LAMBDA_RUNTIME_API"]
def call(method, path, headers, body=None):
    request = urllib.request.Request(
        api + path, method=method, headers=headers, data=None if body is None else json.dumps(body).encode())
    with urllib.request.urlopen(request) as answer:
        return answer.headers, json.loads(answer.read() or b"null")
class Receiver(http.server.BaseHTTPRequestHandler):
    def do_POST(self):
        for event in json.loads(self.rfile.read(int(self.headers["content-length"]))):
            if event["type"] != "extension":
                print("TOLD", event["type"], json.dumps(event["record"]), flush=True)
        self.send_response(200)
        self.send_header("content-length", "0")
        self.end_headers()
    def log_message(self, *_):
        pass
server = http.server.ThreadingHTTPServer(("sandbox.localdomain", 0), Receiver)
threading.Thread(target=server.serve_forever, daemon=True).start()
headers, about = call("POST", "/2020-01-01/extension/register", {"Lambda-Extension-Name": "watcher"},
                      {"events": ["INVOKE", "SHUTDOWN"]})
me = {"Lambda-Extension-Identifier": headers["Lambda-Extension-Identifier"]}
call("PUT", "/2022-07-01/telemetry", me, {
    "schemaVersion": "2022-12-13", "types": ["platform", "function"],
    "buffering": {"timeoutMs": 25, "maxItems": 1000, "maxBytes": 262144},
    "destination": {"protocol": "HTTP", "URI": "http://sandbox.localdomain:%d" % server.server_port}})
while True:
    _, event = call("GET", "/2020-01-01/extension/event/next", me)
    print("EVENT", event["eventType"], event.get("shutdownReason", ""), flush=True)
    if event["eventType"] == "SHUTDOWN":
        break
""",
}


class Images:
    """The tests; the classes below say who builds."""

    engine = "none"
    runs_in = "sandbox"

    @classmethod
    def base(cls):
        return base_image.archive()

    @classmethod
    def setUpClass(cls):
        cls.work = tempfile.mkdtemp(prefix="samara-e2e-")
        cls.addClassCleanup(shutil.rmtree, cls.work, ignore_errors=True)
        cls.environment = {
            "SAMARA_CONTAINER_ENGINE": cls.engine, "SAMARA_IMAGES_RUN_IN": cls.runs_in,
            "SAMARA_IMAGES": os.path.join(cls.work, "images"), "HOME": cls.work}
        base = cls.base()
        for name, text in {"../template.yaml": TEMPLATE, **FILES}.items():
            path = os.path.join(cls.work, "app", "code", name)
            os.makedirs(os.path.dirname(path), exist_ok=True)
            with open(path, "w") as file:
                file.write(text.replace("{base}", base))
            os.chmod(path, 0o755)
        cls.app = os.path.join(cls.work, "app")
        built = cls.samara("build")
        if built.returncode:
            raise AssertionError(built.stdout + built.stderr)

    @classmethod
    def samara(cls, *arguments, stdin=""):
        return samara(*arguments, cwd=cls.app, env=cls.environment, stdin=stdin)

    def invoke(self, name):
        answer = self.samara("local", "invoke", name, "-e", "-", stdin="{}")
        self.assertEqual(0, answer.returncode, answer.stderr)
        return json.loads(answer.stdout), answer.stderr

    def test_image_config_says_what_is_run_and_where(self):
        self.assertEqual(
            {"folder": "/srv/other", "entry": "yes", "container": self.runs_in == "container"},
            self.invoke("Configured")[0])

    def test_an_extension_a_wrapper_and_a_library_in_opt_take_part(self):
        answer, log = self.invoke("Extended")
        self.assertEqual({"colour": "green", "wrapped": "by /opt/wrapper"}, answer)
        self.assertIn('TOLD platform.initRuntimeDone {"initializationType": "on-demand"', log)
        self.assertIn('TOLD function "from the function', log)
        self.assertRegex(log, r'TOLD platform.report .*"memorySizeMB": 256')
        self.assertRegex(log, "(?s)EVENT INVOKE.*EVENT SHUTDOWN spindown")

    def test_an_event_of_five_megabytes_goes_through_by_the_sdk_and_by_the_emulators_address(self):
        port = free_port()
        url = f"http://127.0.0.1:{port}"
        process = subprocess.Popen(
            [SAMARA, "local", "start-lambda", "Echo", "--port", str(port)], cwd=self.app,
            env=clean_environment(**self.environment), stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL, start_new_session=True)
        try:
            eventually(lambda: self.listens(url, process), "start-lambda to listen")
            event = json.dumps({"body": "x" * (5 << 20)})
            client = boto3.client(
                "lambda", endpoint_url=url, region_name="us-east-1", aws_access_key_id="any",
                aws_secret_access_key="any", config=Config(read_timeout=60, retries={"max_attempts": 0}))
            answer = client.invoke(FunctionName="Echo", Payload=event)
            self.assertNotIn("FunctionError", answer)
            self.assertEqual(5 << 20, json.loads(answer["Payload"].read())["size"])
            status, body, _ = request(url + "/2015-03-31/functions/function/invocations", "POST", event)
            self.assertEqual((200, 5 << 20, "256"), (status, json.loads(body)["size"], json.loads(body)["memory"]))
        finally:
            if process.poll() is None:
                os.killpg(process.pid, signal.SIGINT)
            process.wait(30)
        self.assert_nothing_is_left()

    def assert_nothing_is_left(self):
        """Overridden where there is something to look at from outside."""

    def listens(self, url, process):
        self.assertIsNone(process.poll(), "start-lambda ended")
        try:
            return request(url + "/")[0] == 200
        except OSError:
            return False


class BySamara(Images, unittest.TestCase):
    pass


@unittest.skipUnless(shutil.which("podman"), "needs podman")
class ByPodman(Images, unittest.TestCase):
    engine = "podman"
    runs_in = "container"

    @classmethod
    def base(cls):
        subprocess.run(["podman", "load", "-q", "-i", base_image.archive()], check=True, capture_output=True)
        built = [f"{name}:e2e" for name in ("echo", "configured", "extended")]
        cls.addClassCleanup(subprocess.run, ["podman", "rmi", "-f", *built, base_image.NAME], capture_output=True)
        return base_image.NAME

    def assert_nothing_is_left(self):
        listed = subprocess.run(
            ["podman", "ps", "--all", "--quiet", "--filter", "name=samara-function-"], capture_output=True, text=True)
        self.assertEqual((0, ""), (listed.returncode, listed.stdout.strip()))


if __name__ == "__main__":
    unittest.main()
