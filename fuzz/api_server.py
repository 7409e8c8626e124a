"""The server that is fuzzed: an embedded cloud with `apis/template.yaml` deployed, and what it holds open."""
import json
import os
import re
import shutil
import signal
import socket
import subprocess
import tempfile
import time
import urllib.request

HERE = os.path.dirname(os.path.abspath(__file__))
DEADLINE_SECONDS = 120


class Server:
    """A cloud in a folder of its own, in memory. Use it as a context manager."""

    def __init__(self, samara):
        self.samara = samara
        self.folder = tempfile.mkdtemp(prefix="samara-fuzz-")
        self.log_path = os.path.join(self.folder, "cloud.log")
        with socket.socket() as s:
            s.bind(("127.0.0.1", 0))
            self.port = s.getsockname()[1]
        self.url = f"http://127.0.0.1:{self.port}"
        self.outputs = {}
        self.process = None

    def __enter__(self):
        shutil.copy(os.path.join(HERE, "apis", "template.yaml"), self.folder)
        self._environment = {k: v for k, v in os.environ.items() if not k.startswith(("AWS_", "SAMARA_LOCAL"))}
        # The heap is resident from the start: what is resident later beyond that leaks outside of it.
        options = self._environment.get("SAMARA_JAVA_OPTS", "") + " -Xms512m -XX:+AlwaysPreTouch"
        with open(self.log_path, "w") as log:
            self.process = subprocess.Popen(
                [self.samara, "cloud", "run", "--port", str(self.port), "--ephemeral"], cwd=self.folder, stdout=log,
                stderr=log, stdin=subprocess.DEVNULL,
                env=self._environment | {"SAMARA_JAVA_OPTS": options}, start_new_session=True)
        try:
            self._wait()
            self._deploy()
        except BaseException:
            self.__exit__()
            raise
        return self

    def _wait(self):
        end = time.monotonic() + DEADLINE_SECONDS
        while not self.answers():
            if self.process.poll() is not None or time.monotonic() > end:
                raise SystemExit("the cloud did not start:\n" + self.log())
            time.sleep(0.05)

    def _deploy(self):
        done = subprocess.run(
            [self.samara, "deploy", "--local", "--port", str(self.port), "--stack-name", "fuzz", "--region",
             "us-east-1", "--capabilities", "CAPABILITY_IAM", "--no-confirm-changeset"], cwd=self.folder,
            env=self._environment, stdin=subprocess.DEVNULL, capture_output=True, text=True, timeout=DEADLINE_SECONDS)
        listed = subprocess.run(
            [self.samara, "list", "stack-outputs", "--local", "--port", str(self.port), "--stack-name", "fuzz",
             "--region", "us-east-1", "--output", "json"], cwd=self.folder, env=self._environment,
            stdin=subprocess.DEVNULL, capture_output=True, text=True, timeout=DEADLINE_SECONDS)
        if done.returncode or listed.returncode:
            raise SystemExit(done.stdout + done.stderr + listed.stdout + listed.stderr)
        self.outputs = {o["OutputKey"]: o["OutputValue"] for o in json.loads(listed.stdout)}

    def __exit__(self, *_):
        if self.process.poll() is None:
            os.killpg(self.process.pid, signal.SIGTERM)
            try:
                self.process.wait(20)
            except subprocess.TimeoutExpired:
                os.killpg(self.process.pid, signal.SIGKILL)
        shutil.rmtree(self.folder, ignore_errors=True)

    def answers(self):
        try:
            with urllib.request.urlopen(self.url + "/_samara/health", timeout=5) as answer:
                return answer.status == 200
        except OSError:
            return False

    def log(self):
        with open(self.log_path, errors="replace") as f:
            return f.read()

    def held(self):
        """What the process holds: connections of its port, descriptors, threads (of the system), resident MiB, and of
        these MiB of live objects."""
        base = f"/proc/{self.process.pid}"
        with open(base + "/status") as f:
            status = f.read()
        return {"connections": self._connections(), "descriptors": self._descriptors(),
                "threads": int(re.search(r"Threads:\s+(\d+)", status).group(1)),
                "MiB": int(re.search(r"VmRSS:\s+(\d+)", status).group(1)) // 1024, "live MiB": self._live()}

    def _live(self):
        """After a garbage collection, which the histogram begins with."""
        jcmd = os.path.join(os.path.dirname(os.readlink(f"/proc/{self.process.pid}/exe")), "jcmd")
        done = subprocess.run([jcmd, str(self.process.pid), "GC.class_histogram"], capture_output=True, text=True,
                              timeout=DEADLINE_SECONDS, check=True)
        return int(re.search(r"^Total\s+\d+\s+(\d+)", done.stdout, re.M).group(1)) // 2**20

    def _descriptors(self):
        return len(os.listdir(f"/proc/{self.process.pid}/fd"))

    def _connections(self):
        """Connections that the server's side has not closed."""
        suffix = f":{self.port:04X}"
        with open("/proc/net/tcp") as f:
            rows = [line.split() for line in f.readlines()[1:]]
        return sum(row[1].endswith(suffix) and row[3] in ("01", "02", "03", "08") for row in rows)

    def settled(self, before, patience=20):
        """What is held once it is no more than before, or after `patience` seconds."""
        end = time.monotonic() + patience
        while True:
            if self._connections() == 0 and self._descriptors() <= before["descriptors"] or time.monotonic() > end:
                return self.held()
            time.sleep(0.2)
