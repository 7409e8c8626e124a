"""Functions that misuse what they are given, and builds that can't be: each is one clear error, and nothing of it is
left: no process, no file, no port."""
import json
import os
import shutil
import socket
import subprocess
import unittest

from harness import SAMARA, AppTest, clean_environment, eventually, free_port, samara

CODE = '''
import os, signal, socket, time

def forks(event, context):
    for _ in range(1100):  # bounded: where nothing else stops it, the machine must stand it
        if os.fork() == 0:
            time.sleep(60)
            os._exit(0)
    return "nothing stopped it"

def floods(event, context):
    line = b"x" * 65_535 + b"\\n"
    for _ in range(4096):
        os.write(1, line)
    return "done"

def ignores(event, context):
    for name in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP):
        signal.signal(name, signal.SIG_IGN)
    if os.fork() == 0:
        os.setsid()
    print("started", flush=True)
    time.sleep(60)

def fills(event, context):
    block = b"x" * 16_000_000
    with open("/tmp/big", "wb") as file:
        while True:
            file.write(block)

def hoards(event, context):
    blocks = []
    while True:
        blocks.append(bytearray(64 * 1024 * 1024))

def listens(event, context):
    global server
    server = socket.create_server(("127.0.0.1", event))
    return "listening"
'''
FUNCTION = """  {name}:
    Type: AWS::Serverless::Function
    Properties:
      Handler: {module}.{handler}
      Runtime: python3.12
      CodeUri: code/
      Timeout: {timeout}
      MemorySize: {memory}
      Environment: {{Variables: {{SAMARA_E2E_MARK: "{mark}"}}}}
"""
HANDLERS = ["forks", "floods", "ignores", "fills", "hoards", "listens"]


class Misbehaving(AppTest):

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.mark = os.path.basename(cls.work)
        cls.folder, cls.tmp = os.path.join(cls.work, "app"), os.path.join(cls.work, "tmp")
        os.makedirs(os.path.join(cls.folder, "code"))
        os.mkdir(cls.tmp)
        functions = [("Syntax", "broken", "handler", 5)]
        functions += [(name.capitalize(), "app", name, 2 if name == "ignores" else 60) for name in HANDLERS]
        with open(os.path.join(cls.folder, "template.yaml"), "w") as f:
            f.write("Transform: AWS::Serverless-2016-10-31\nResources:\n" + "".join(
                FUNCTION.format(name=name, module=module, handler=handler, timeout=timeout, mark=cls.mark,
                                memory=3008 if name == "Forks" else 128)
                for name, module, handler, timeout in functions))
        for name, text in (("app.py", CODE), ("broken.py", "def handler(event, context):\n    return {\n")):
            with open(os.path.join(cls.folder, "code", name), "w") as f:
                f.write(text)

    def environment(self):
        return clean_environment(HOME=self.work, SAMARA_JAVA_OPTS=f"-Djava.io.tmpdir={self.tmp}")

    def invoke(self, name, event="1"):
        answer = subprocess.run(
            [SAMARA, "local", "invoke", name, "-e", "-", "--log-file", os.devnull], cwd=self.folder,
            env=self.environment(), input=event, capture_output=True, text=True, timeout=120)
        self.assertEqual(0, answer.returncode, answer.stdout + answer.stderr)
        self.assertNotIn("\tat ", answer.stderr)
        self.assert_nothing_is_left()
        return json.loads(answer.stdout)

    def assert_nothing_is_left(self):
        eventually(lambda: not self.processes(), "the function's processes end", 10)
        self.assertEqual([], [name for name in os.listdir(self.tmp) if not name.startswith("hsperf")])

    def processes(self):
        """Processes with the functions' variable: whatever they have become, they inherit it."""
        found = []
        for pid in filter(str.isdigit, os.listdir("/proc")):
            try:
                with open(f"/proc/{pid}/environ", "rb") as f:
                    if f"SAMARA_E2E_MARK={self.mark}".encode() in f.read():
                        found.append(pid)
            except OSError:
                continue  # it ended meanwhile, or is another user's
        return found

    def test_a_syntax_error_is_shown_with_its_line(self):
        error = self.invoke("Syntax")
        self.assertEqual("Runtime.UserCodeSyntaxError", error["errorType"])
        self.assertRegex(error["stackTrace"][0], r'File "/var/task/broken.py" Line 2')

    def test_a_function_that_forks_without_end_is_refused(self):
        self.assertEqual("BlockingIOError", self.invoke("Forks")["errorType"])

    def test_a_flood_of_log_goes_through(self):
        self.assertEqual("done", self.invoke("Floods"))

    def test_a_function_that_ignores_sigterm_is_killed(self):
        self.assertIn("Task timed out after 2.00 seconds", self.invoke("Ignores")["errorMessage"])

    def test_a_full_tmp_is_the_functions_error(self):
        self.assertIn("No space left on device", self.invoke("Fills")["errorMessage"])

    def test_too_much_memory_is_killed(self):
        self.assertIn("signal: killed", self.invoke("Hoards")["errorMessage"])

    def test_a_port_is_free_afterwards(self):
        port = free_port()
        self.assertEqual("listening", self.invoke("Listens", str(port)))
        with socket.socket() as again:
            again.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            again.bind(("127.0.0.1", port))

    def test_what_a_killed_command_ran_ends_with_it(self):
        process = subprocess.Popen(
            [SAMARA, "local", "invoke", "Floods", "--no-event"], cwd=self.folder, env=self.environment(),
            stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, start_new_session=True)
        self.assertIn(b"START RequestId", process.stderr.readline())
        process.kill()
        process.stderr.close()
        process.wait(10)
        eventually(lambda: not self.processes(), "the function's processes end", 10)
        shutil.rmtree(self.tmp)
        os.mkdir(self.tmp)


class Building(AppTest):

    def refused(self, files, *words, env=None, resource="Runtime: nodejs22.x, Handler: app.handler, CodeUri: code"):
        folder = os.path.join(self.work, self.id().rsplit(".", 1)[1])
        os.makedirs(os.path.join(folder, "code"))
        template = ("Transform: AWS::Serverless-2016-10-31\nResources:\n  Broken:\n"
                    "    Type: AWS::Serverless::Function\n")
        for name, text in {"template.yaml": template + resource, **files}.items():
            with open(os.path.join(folder, name), "w") as f:
                f.write(text)
        answer = samara("build", cwd=folder, env=env)
        said = answer.stdout + answer.stderr
        self.assertEqual(1, answer.returncode, said)
        for word in words:
            self.assertIn(word, said)
        self.assertNotIn("\tat ", said)
        self.assertFalse(os.path.exists(os.path.join(folder, ".aws-sam", "build", "template.yaml")), said)

    def test_a_build_tool_that_is_missing_is_named(self):
        tools = os.path.join(self.work, "tools")
        os.mkdir(tools)
        for tool in ("bash", "find", "readlink"):
            os.symlink(shutil.which(tool), os.path.join(tools, tool))
        self.refused(
            {"code/go.mod": "module m\n\ngo 1.21\n", "code/main.go": "package main\n\nfunc main() {}\n"},
            "`go`", "Install Go", env={"PATH": tools, "HOME": self.work},
            resource="    Metadata: {BuildMethod: go1.x}\n"
                     "    Properties: {Runtime: provided.al2023, Handler: bootstrap, CodeUri: code}\n")

    @unittest.skipUnless(shutil.which("npm"), "npm is not installed")
    def test_a_dependency_that_cannot_be_resolved_is_named(self):
        self.refused(
            {"code/app.js": "exports.handler = async () => 1;\n",
             "code/package.json": '{"name": "m", "version": "1.0.0", "dependencies": {"lost": "file:./lost.tgz"}}\n'},
            "lost.tgz", "Broken",
            resource="    Properties: {Runtime: nodejs22.x, Handler: app.handler, CodeUri: code}\n")

    def test_a_failing_dockerfile_is_shown_with_its_line(self):
        self.refused(
            {"code/Dockerfile": "FROM scratch\nCOPY nowhere.txt /\n"}, "nowhere.txt", "Broken",
            resource="    Metadata: {Dockerfile: Dockerfile, DockerContext: code}\n"
                     "    Properties: {PackageType: Image}\n")


if __name__ == "__main__":
    unittest.main()
