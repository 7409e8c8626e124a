"""Each runtime from an empty folder to an answer: init, build, local invoke, local start-lambda with boto3, up.

A row is one kind of application. What it asks for on the machine is brought by ./verify.
"""
import json
import os
import re
import shutil
import signal
import subprocess
import tempfile
import unittest

import base_image
from harness import SAMARA, Up, clean_environment, eventually, free_port, request, samara

PATIENCE = 300
ROWS = {
    "python": ["--runtime", "python3.13", "--app-template", "hello-world"],
    "nodejs": ["--runtime", "nodejs22.x", "--app-template", "hello-world"],
    "java_maven": ["--runtime", "java21", "--app-template", "hello-world", "--dependency-manager", "maven"],
    "java_gradle": ["--runtime", "java17", "--app-template", "hello-world", "--dependency-manager", "gradle"],
    "ruby": ["--runtime", "ruby3.3", "--app-template", "hello-world"],
    "go": ["--runtime", "provided.al2023", "--app-template", "hello-world"],
    "rust": ["--runtime", "provided.al2023", "--app-template", "hello-world-rust"],
    "shell": ["--runtime", "provided.al2023", "--app-template", "hello-world-shell"],
}
# The programs that build or run a row's functions.
NEEDS = {
    "python": ["python3"], "nodejs": ["node", "npm"], "java_maven": ["mvn"], "java_gradle": ["gradle"],
    "ruby": ["ruby", "bundle"], "go": ["go"], "rust": ["cargo"], "shell": ["make", "curl"],
}
# Who builds images: Podman, or Samara by itself.
ENGINES = {"podman": "podman", "no_engine": "none"}


class RuntimeTest(unittest.TestCase):
    """One test a row, made below."""

    def setUp(self):
        self.work = tempfile.mkdtemp(prefix="samara-e2e-")
        self.addCleanup(shutil.rmtree, self.work, ignore_errors=True)
        self.app = os.path.join(self.work, "app")
        self.environment = {}

    def run_samara(self, *arguments):
        answer = samara(*arguments, cwd=self.app, env=self.environment, timeout=PATIENCE)
        self.assertEqual(0, answer.returncode, f"{arguments}\n{answer.stdout}\n{answer.stderr}")
        return answer

    def check(self, options):
        made = samara("init", "--no-interactive", "--name", "app", *options, cwd=self.work)
        self.assertEqual(0, made.returncode, made.stderr)
        self.prepare()
        self.assertIn("is a valid SAM Template", self.run_samara("validate").stdout)
        self.assertIn("Build Succeeded", self.run_samara("build").stdout)
        self.assert_hello(self.run_samara(
            "local", "invoke", "HelloWorldFunction", "--event", "events/event.json").stdout)
        self.start_lambda()
        self.up()

    def prepare(self):
        """What a row does between `init` and `build`."""

    def start_lambda(self):
        import boto3
        from botocore.config import Config
        port = free_port()
        process = subprocess.Popen(
            [SAMARA, "local", "start-lambda", "--port", str(port)], cwd=self.app,
            env=clean_environment(**self.environment),
            stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True)
        try:
            client = boto3.client(
                "lambda", endpoint_url=f"http://127.0.0.1:{port}", region_name="us-east-1",
                aws_access_key_id="any", aws_secret_access_key="any",
                config=Config(read_timeout=60, retries={"max_attempts": 0}))
            eventually(lambda: self.listens(port, process), "start-lambda to listen")
            with open(os.path.join(self.app, "events", "event.json")) as event:
                answer = client.invoke(FunctionName="HelloWorldFunction", Payload=event.read())
            self.assertEqual(200, answer["StatusCode"])
            self.assertNotIn("FunctionError", answer)
            self.assert_hello(answer["Payload"].read().decode())
        finally:
            if process.poll() is None:
                os.killpg(process.pid, signal.SIGINT)
            process.wait(30)

    def listens(self, port, process):
        if process.poll() is not None:
            raise AssertionError(f"start-lambda ended with {process.returncode}")
        try:
            request(f"http://127.0.0.1:{port}/")
            return True
        except OSError:
            return False

    def up(self):
        up = Up(self.app, env=self.environment)
        self.addCleanup(up.end)
        status, body, _ = request(up.url() + "/hello")
        self.assertEqual((200, {"message": "hello world"}), (status, json.loads(body)), up.output)
        self.assertIn(up.interrupt(), (0, 130), up.output)

    def assert_hello(self, text):
        answer = json.loads(text.strip().splitlines()[-1])
        self.assertEqual(200, answer["statusCode"])
        self.assertEqual({"message": "hello world"}, json.loads(answer["body"]))

    def check_image(self, engine):
        self.environment = {"SAMARA_CONTAINER_ENGINE": engine, "SAMARA_IMAGES": os.path.join(self.work, "images")}
        base = base_image.archive()
        if engine == "podman":
            subprocess.run(["podman", "load", "-q", "-i", base], check=True, capture_output=True)
            self.addCleanup(subprocess.run, ["podman", "rmi", "-f", "helloworldfunction:python3.13-v1", base_image.NAME],
                            capture_output=True)
            base = base_image.NAME

        def name_the_base():
            path = os.path.join(self.app, "hello_world", "Dockerfile")
            with open(path) as file:
                text = file.read()
            named = re.sub(r"^FROM \S+$", "FROM " + base, text, flags=re.M)
            self.assertNotEqual(text, named)
            with open(path, "w") as file:
                file.write(named)

        self.prepare = name_the_base
        self.check(["--package-type", "Image", "--base-image", "amazon/python3.13-base",
                    "--app-template", "hello-world-lambda-image"])


def _row(name, options):
    missing = [tool for tool in NEEDS[name] if not shutil.which(tool)]

    @unittest.skipIf(missing, f"needs {', '.join(missing)}")
    def test(self):
        if name == "java_gradle":
            # Debian's Gradle fails on the newest JDKs.
            self.environment = {"JAVA_HOME": None}
        self.check(options)
    return test


for _name, _options in ROWS.items():
    setattr(RuntimeTest, f"test_{_name}_from_init_to_up", _row(_name, _options))


def _image_row(engine):
    @unittest.skipIf(engine != "none" and not shutil.which(engine), f"needs {engine}")
    def test(self):
        self.check_image(engine)
    return test


for _name, _engine in ENGINES.items():
    setattr(RuntimeTest, f"test_image_by_{_name}_from_init_to_up", _image_row(_engine))


if __name__ == "__main__":
    unittest.main()
