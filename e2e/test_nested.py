"""`samara deploy --local` of applications in applications, from their files to their deletion."""
import json
import os
import shutil
import tempfile
from types import SimpleNamespace

from harness import AppTest, free_port, samara

PARENT = """
Transform: AWS::Serverless-2016-10-31
Parameters:
  Greeting: {Type: String, Default: hello}
Resources:
  App:
    Type: AWS::Serverless::Application
    Properties:
      Location: child/template.yaml
      Parameters: {Greeting: !Ref Greeting}
  Plain:
    Type: AWS::CloudFormation::Stack
    Properties:
      TemplateURL: plain/template.yaml
      Parameters: {Text: !GetAtt App.Outputs.Name}
Outputs:
  Function: {Value: !GetAtt App.Outputs.Name}
  Parameter: {Value: !GetAtt Plain.Outputs.Parameter}
"""
CHILD = """
Transform: AWS::Serverless-2016-10-31
Parameters:
  Greeting: {Type: String}
Resources:
  Greet:
    Type: AWS::Serverless::Function
    Properties:
      Runtime: python3.12
      Handler: app.handler
      CodeUri: src/
      Environment: {Variables: {GREETING: !Ref Greeting}}
  Deeper:
    Type: AWS::CloudFormation::Stack
    Properties:
      TemplateURL: ../plain/template.yaml
      Parameters: {Text: !Ref Greeting}
Outputs:
  Name: {Value: !Ref Greet}
"""
PLAIN = """
Parameters:
  Text: {Type: String}
Resources:
  Kept: {Type: AWS::SSM::Parameter, Properties: {Type: String, Value: !Ref Text}}
Outputs:
  Parameter: {Value: !Ref Kept}
"""
CODE = """
import os
def handler(event, context):
    return {"greeting": os.environ["GREETING"]}
"""
DEPLOY = ("deploy", "--local", "--stack-name", "nested", "--capabilities", "CAPABILITY_IAM", "CAPABILITY_AUTO_EXPAND",
          "--no-confirm-changeset")


class NestedTest(AppTest):

    @classmethod
    def setUpClass(cls):
        cls.work = tempfile.mkdtemp(prefix="samara-e2e-")
        cls.addClassCleanup(shutil.rmtree, cls.work, ignore_errors=True)
        cls.app = os.path.join(cls.work, "nested")
        for name, text in (("template.yaml", PARENT), ("child/template.yaml", CHILD), ("child/src/app.py", CODE),
                           ("plain/template.yaml", PLAIN)):
            path = os.path.join(cls.app, name)
            os.makedirs(os.path.dirname(path), exist_ok=True)
            with open(path, "w") as f:
                f.write(text)

    def test_applications_in_applications(self):
        cloud = SimpleNamespace(folder=self.app, port=free_port())
        self.run_samara("cloud", "start", "--port", str(cloud.port))
        self.addCleanup(samara, "cloud", "stop", cwd=self.app)

        with self.subTest("all of them are built and deployed"):
            self.run_samara("build")
            self.run_samara(*DEPLOY)
            stacks = self.aws_json(cloud, "cloudformation", "describe-stacks")["Stacks"]
            self.assertEqual([4, {"CREATE_COMPLETE"}], [len(stacks), {stack["StackStatus"] for stack in stacks}])

        with self.subTest("parameters reach the innermost, outputs the outermost"):
            outputs = self.outputs(cloud)
            self.assertEqual({"greeting": "hello"}, self.invoke(cloud, outputs["Function"]))
            self.assertEqual(outputs["Function"], self.parameter(cloud, outputs["Parameter"]))
            self.assertIn("hello", self.all_parameters(cloud))

        with self.subTest("a change of the parent's parameter is a change of the child's function"):
            self.run_samara(*DEPLOY, "--parameter-overrides", "Greeting=ahoy")
            self.assertEqual({"greeting": "ahoy"}, self.invoke(cloud, self.outputs(cloud)["Function"]))
            self.assertIn("ahoy", self.all_parameters(cloud))

        with self.subTest("what a nested template has wrong ends the deployment, and what was is back"):
            self.edit("plain/template.yaml", "!Ref Text}", "!Ref Text, Nam: a}")
            self.run_samara("build")
            answer = samara(*DEPLOY, cwd=self.app)
            self.assertEqual(1, answer.returncode, answer.stdout + answer.stderr)
            self.assertIn("`Nam`", answer.stdout + answer.stderr)
            self.assertEqual({"greeting": "ahoy"}, self.invoke(cloud, self.outputs(cloud)["Function"]))

        with self.subTest("deletion takes all of them"):
            self.run_samara("delete", "--local", "--stack-name", "nested", "--no-prompts")
            self.assertEqual([], self.aws_json(cloud, "cloudformation", "describe-stacks")["Stacks"])
            self.assertEqual([], self.all_parameters(cloud))

    def run_samara(self, *arguments):
        answer = samara(*arguments, cwd=self.app)
        self.assertEqual(0, answer.returncode, answer.stdout + answer.stderr)

    def outputs(self, cloud):
        stack = self.aws_json(cloud, "cloudformation", "describe-stacks", "--stack-name", "nested")["Stacks"][0]
        return {output["OutputKey"]: output["OutputValue"] for output in stack["Outputs"]}

    def invoke(self, cloud, function):
        out = os.path.join(self.work, "out.json")
        self.aws(cloud, "lambda", "invoke", "--function-name", function, out)
        with open(out) as f:
            return json.load(f)

    def parameter(self, cloud, name):
        return self.aws_json(cloud, "ssm", "get-parameter", "--name", name)["Parameter"]["Value"]

    def all_parameters(self, cloud):
        found = self.aws_json(cloud, "ssm", "describe-parameters")["Parameters"]
        return sorted(self.parameter(cloud, one["Name"]) for one in found)
