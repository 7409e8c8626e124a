"""Each mistake gives one clear located error, the right exit code, and leaves the cloud and its data as they were."""
import json
import os
import re
import subprocess
import unittest

from harness import ROOT, AppTest, Up, clean_environment, free_port, request, samara, SAMARA


class TemplateMistakes(AppTest):

    def setUp(self):
        self.template = os.path.join(self.app, "template.yaml")
        with open(self.template) as f:
            original = f.read()
        self.addCleanup(self.write, original)

    def write(self, text):
        with open(self.template, "w") as f:
            f.write(text)

    def refused(self, place, *words):
        answer = samara("validate", cwd=self.app)
        said = answer.stdout + answer.stderr
        self.assertEqual(1, answer.returncode, said)
        self.assertRegex(said, r"template\.yaml:" + place)
        for word in words:
            self.assertIn(word, said)
        self.assertNotIn("\tat ", said)
        return said

    def line_of(self, text):
        with open(self.template) as f:
            return next(n for n, line in enumerate(f, 1) if text in line)

    def test_the_example_is_valid(self):
        answer = samara("validate", cwd=self.app)
        self.assertEqual(0, answer.returncode, answer.stdout + answer.stderr)

    def test_a_yaml_typo(self):
        self.edit("template.yaml", "    Timeout: 10\n", "    Timeout: [10\n")
        self.refused(r"\d+:\d+")

    def test_a_duplicate_key(self):
        self.edit("template.yaml", "    Timeout: 10\n", "    Timeout: 10\n    Timeout: 11\n")
        self.refused(rf"{self.line_of('Timeout: 11')}:5", "Timeout")

    def test_an_unknown_resource_type(self):
        self.edit("template.yaml", "AWS::Serverless::SimpleTable", "AWS::Serverless::SimpelTable")
        self.refused(rf"{self.line_of('SimpelTable')}:11", "AWS::Serverless::SimpleTable")

    def test_an_unknown_property(self):
        self.edit("template.yaml", "      Handler: app.handler\n      Runtime: python3.12", "      Handlr: app.handler\n      Runtime: python3.12")
        self.refused(rf"{self.line_of('Handlr')}:7", "Handlr", "Handler")

    def test_a_dangling_reference(self):
        self.edit("template.yaml", "    Value: !Ref Items", "    Value: !Ref Itmes")
        self.refused(rf"{self.line_of('!Ref Itmes')}:\d+", "Itmes")


class Building(AppTest):

    def test_a_missing_handler_file(self):
        self.edit("template.yaml", "Handler: app.handler\n      Runtime: python3.12", "Handler: apps.handler\n      Runtime: python3.12")
        answer = samara("build", cwd=self.app)
        said = answer.stdout + answer.stderr
        self.assertEqual(1, answer.returncode, said)
        self.assertRegex(said, r"template\.yaml:\d+:\d+")
        self.assertIn("apps.py", said)
        self.edit("template.yaml", "Handler: apps.handler", "Handler: app.handler")

    def test_a_failing_pip_install(self):
        self.edit("items/requirements.txt", "boto3", "no-such-package-of-samara==9.9")
        answer = samara("build", "ItemsFunction", cwd=self.app)
        said = answer.stdout + answer.stderr
        self.assertEqual(1, answer.returncode, said)
        self.assertIn("no-such-package-of-samara", said)
        self.assertIn("requirements.txt", said)
        self.assertNotIn("\tat ", said)
        self.edit("items/requirements.txt", "no-such-package-of-samara==9.9", "boto3")


HANDLERS = '''
import os, time

def raises(event, context):
    raise ValueError("the handler's own words")

def hangs(event, context):
    time.sleep(60)

def exits(event, context):
    os._exit(3)

def large(event, context):
    return "x" * (7 * 1024 * 1024)

def fine(event, context):
    return {"statusCode": 200, "body": "fine"}
'''


def template_of(names):
    functions = "".join(f"""
  {name.capitalize()}:
    Type: AWS::Serverless::Function
    Properties:
      FunctionName: {name}
      CodeUri: code/
      Handler: app.{name}
      Runtime: python3.12
      Timeout: 2
      Events:
        Get:
          Type: Api
          Properties: {{Path: /{name}, Method: get}}""" for name in names)
    return f"Transform: AWS::Serverless-2016-10-31\nResources:{functions}\n"


class Handlers(AppTest):

    def test_functions_that_misbehave(self):
        names = ["raises", "hangs", "exits", "large", "fine"]
        app = os.path.join(self.work, "misbehaving")
        os.makedirs(os.path.join(app, "code"))
        with open(os.path.join(app, "code", "app.py"), "w") as f:
            f.write(HANDLERS)
        with open(os.path.join(app, "template.yaml"), "w") as f:
            f.write(template_of(names))
        up = Up(app)
        self.addCleanup(up.end)
        url = up.url()
        for name in ["raises", "hangs", "exits", "large"]:
            with self.subTest(name):
                status, body, _ = request(f"{url}/{name}")
                self.assertEqual((502, {"message": "Internal server error"}), (status, json.loads(body)))
        self.assertEqual(200, request(f"{url}/fine")[0])
        errors = {name: self.invoke(up, name) for name in names}
        self.assertEqual("ValueError", errors["raises"]["errorType"])
        self.assertEqual("the handler's own words", errors["raises"]["errorMessage"])
        self.assertIn("Task timed out after 2.00 seconds", errors["hangs"]["errorMessage"])
        self.assertEqual("Runtime.ExitError", errors["exits"]["errorType"])
        self.assertEqual("Function.ResponseSizeTooLarge", errors["large"]["errorType"])
        self.assertEqual({"statusCode": 200, "body": "fine"}, errors["fine"])
        self.assertEqual(200, request(f"{url}/fine")[0])

    def invoke(self, up, name):
        out = os.path.join(self.work, f"{name}.json")
        self.aws(up, "lambda", "invoke", "--function-name", name, out)
        with open(out) as f:
            return json.load(f)


class Clouds(AppTest):

    def test_a_port_in_use_and_a_store_in_use(self):
        first, second = os.path.join(self.work, "first"), os.path.join(self.work, "second")
        os.mkdir(first), os.mkdir(second)
        port = free_port()
        started = samara("cloud", "start", "--port", str(port), cwd=first)
        self.addCleanup(samara, "cloud", "stop", cwd=first)
        self.assertEqual(0, started.returncode, started.stdout + started.stderr)

        with self.subTest("the port"):
            answer = samara("cloud", "run", "--port", str(port), cwd=second)
            self.assertEqual(1, answer.returncode)
            self.assertRegex(answer.stdout + answer.stderr, rf"{port}")
            self.assertNotIn("\tat ", answer.stdout + answer.stderr)
        with self.subTest("the store"):
            answer = samara("cloud", "run", "--port", str(free_port()), cwd=first)
            self.assertEqual(1, answer.returncode)
            self.assertIn(".samara", answer.stdout + answer.stderr)
            self.assertNotIn("\tat ", answer.stdout + answer.stderr)
        with self.subTest("the first one goes on"):
            self.assertEqual(200, request(f"http://127.0.0.1:{port}/_samara/health")[0])

    def test_a_foreign_host_is_refused(self):
        folder = os.path.join(self.work, "third")
        os.mkdir(folder)
        port = free_port()
        self.assertEqual(0, samara("cloud", "start", "--port", str(port), cwd=folder).returncode)
        self.addCleanup(samara, "cloud", "stop", cwd=folder)
        status, _, _ = request(f"http://127.0.0.1:{port}/_samara/health", headers={"Host": "evil.example"})
        self.assertEqual(403, status)


class Usage(unittest.TestCase):

    def test_an_unknown_command_and_option(self):
        for arguments in (["dploy"], ["validate", "--templat", "x"]):
            answer = subprocess.run(
                [SAMARA, *arguments], cwd=ROOT, env=clean_environment(), capture_output=True, text=True, timeout=60)
            self.assertEqual(2, answer.returncode, answer.stdout + answer.stderr)
            self.assertTrue(re.search(r"deploy|--template", answer.stdout + answer.stderr))


if __name__ == "__main__":
    unittest.main()
