"""What the end-to-end tests share: an application copied aside, `samara` run on it, and unmodified clients."""
import json
import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import threading
import time
import unittest
import urllib.error
import urllib.request

ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
SAMARA = os.path.join(ROOT, "samara")
AWS = os.path.join(os.path.dirname(sys.executable), "aws")
NODE_MODULES = os.path.join(ROOT, "dist", "tools", "node", "node_modules")
PATIENCE = 120


def free_port():
    with socket.socket() as s:
        s.bind(("127.0.0.1", 0))
        return s.getsockname()[1]


def clean_environment(**more):
    kept = {k: v for k, v in os.environ.items() if not k.startswith(("AWS_", "SAMARA_LOCAL"))}
    return {k: v for k, v in {**kept, **more}.items() if v is not None}


def samara(*arguments, cwd, env=None, timeout=PATIENCE, stdin=""):
    return subprocess.run(
        [SAMARA, *arguments], cwd=cwd, env=clean_environment(**(env or {})), input=stdin,
        capture_output=True, text=True, timeout=timeout)


def request(url, method="GET", body=None, headers=None):
    """(status, body, headers) of one HTTP request, whatever the status is."""
    data = body.encode() if isinstance(body, str) else body
    r = urllib.request.Request(url, data=data, method=method, headers=headers or {})
    try:
        with urllib.request.urlopen(r, timeout=40) as answer:
            return answer.status, answer.read().decode(), dict(answer.headers)
    except urllib.error.HTTPError as answer:
        return answer.code, answer.read().decode(), dict(answer.headers)


def eventually(probe, what, patience=PATIENCE):
    """The first true value of `probe`, asked again and again until `patience` seconds have passed."""
    end = time.monotonic() + patience
    while True:
        value = probe()
        if value:
            return value
        if time.monotonic() > end:
            raise AssertionError(f"waited {patience} s in vain: {what}")
        time.sleep(0.02)


class Up:
    """A running `samara up`."""

    def __init__(self, folder, *arguments, port=None, env=None):
        self.folder = folder
        self.port = port or free_port()
        self.process = subprocess.Popen(
            [SAMARA, "up", folder, "--port", str(self.port), *arguments], cwd=folder,
            env=clean_environment(**(env or {})),
            stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True,
            start_new_session=True)
        self.lines = []
        self._reader = threading.Thread(target=self._read, daemon=True)
        self._reader.start()

    def _read(self):
        for line in self.process.stdout:
            self.lines.append(line.rstrip("\n"))

    @property
    def output(self):
        return "\n".join(self.lines)

    def wait_for(self, pattern, patience=PATIENCE):
        def probe():
            found = re.search(pattern, self.output)
            if not found and self.process.poll() is not None:
                self._reader.join(5)
                found = re.search(pattern, self.output)
                if not found:
                    raise AssertionError(f"up ended with {self.process.returncode}:\n{self.output}")
            return found
        try:
            return eventually(probe, f"{pattern!r} in the output of up", patience)
        except AssertionError as e:
            raise AssertionError(f"{e}\n{self.output}") from None

    def url(self):
        """The base URL of the stage, in the form that every client can use."""
        return self.wait_for(r"http://127\.0\.0\.1:\d+/_aws/execute-api/\w+/\w+").group(0)

    def interrupt(self):
        if self.process.poll() is None:
            os.killpg(self.process.pid, signal.SIGINT)
        self.process.wait(30)
        self._reader.join(5)
        return self.process.returncode

    def kill(self):
        os.kill(self.process.pid, signal.SIGKILL)
        self.process.wait(30)
        self._reader.join(5)

    def end(self):
        if self.process.poll() is None:
            try:
                self.interrupt()
            except subprocess.TimeoutExpired:
                os.killpg(self.process.pid, signal.SIGKILL)
                self.process.wait(10)
        self.process.stdout.close()


class AppTest(unittest.TestCase):
    """Each test class works on a copy of an example of its own."""

    example = "hello"

    @classmethod
    def setUpClass(cls):
        cls.work = tempfile.mkdtemp(prefix="samara-e2e-")
        cls.addClassCleanup(shutil.rmtree, cls.work, ignore_errors=True)
        cls.app = os.path.join(cls.work, cls.example)
        shutil.copytree(
            os.path.join(ROOT, "examples", cls.example), cls.app,
            ignore=shutil.ignore_patterns(".samara", ".aws-sam", "node_modules"))

    @classmethod
    def client_environment(cls, up):
        """The environment that `samara cloud env` prints for clients."""
        answer = samara("cloud", "env", "--port", str(up.port), cwd=up.folder)
        if answer.returncode != 0:
            raise AssertionError(answer.stdout + answer.stderr)
        pairs = re.findall(r"^export (\w+)=(\S+)$", answer.stdout, re.M)
        return {name: value.strip("'\"") for name, value in pairs}

    def aws(self, up, *arguments):
        answer = subprocess.run(
            [AWS, *arguments, "--output", "json"], env=clean_environment(**self.client_environment(up)),
            cwd=self.work, capture_output=True, text=True, timeout=PATIENCE)
        self.assertEqual(0, answer.returncode, answer.stdout + answer.stderr)
        return answer.stdout

    def aws_json(self, up, *arguments):
        return json.loads(self.aws(up, *arguments) or "null")

    def edit(self, name, old, new):
        path = os.path.join(self.app, name)
        with open(path) as f:
            text = f.read()
        self.assertIn(old, text)
        with open(path + ".tmp", "w") as f:
            f.write(text.replace(old, new))
        os.replace(path + ".tmp", path)
