"""`local invoke` beside a deployed stack: its values, its resources, and layers by ARN."""
import json
import os
import zipfile
from types import SimpleNamespace

from harness import AppTest, free_port, samara

TEMPLATE = """
Transform: AWS::Serverless-2016-10-31
Parameters:
  Layer: {Type: String, Default: ""}
Conditions:
  HasLayer: !Not [!Equals [!Ref Layer, ""]]
Resources:
  Notes: {Type: AWS::Serverless::SimpleTable, Properties: {PrimaryKey: {Name: id, Type: String}}}
  Note:
    Type: AWS::Serverless::Function
    Properties:
      Runtime: python3.12
      Handler: app.handler
      CodeUri: src/
      Timeout: 30
      Layers: !If [HasLayer, [!Ref Layer], []]
      Policies: [DynamoDBCrudPolicy: {TableName: !Ref Notes}]
      Environment: {Variables: {TABLE: !Ref Notes}}
"""
CODE = """
import os
import boto3

def handler(event, context):
    try:
        from greeting import WORD
    except ImportError:
        WORD = "no layer"
    if event.get("put"):
        boto3.resource("dynamodb").Table(os.environ["TABLE"]).put_item(Item={"id": event["put"]})
    return {"table": os.environ["TABLE"], "word": WORD}
"""


class LocalOnStackTest(AppTest):

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        for name, text in (("template.yaml", TEMPLATE), ("src/app.py", CODE)):
            path = os.path.join(cls.app, name)
            os.makedirs(os.path.dirname(path), exist_ok=True)
            with open(path, "w") as f:
                f.write(text)

    def run_samara(self, *arguments, stdin=""):
        answer = samara(*arguments, cwd=self.app, stdin=stdin, env={"HOME": self.work})
        self.assertEqual(0, answer.returncode, answer.stdout + answer.stderr)
        return answer.stdout

    def invoke(self, event, *arguments):
        return json.loads(self.run_samara(
            "local", "invoke", "Note", "-e", "-", "--local", *arguments, stdin=json.dumps(event)))

    def test_a_function_here_works_on_what_is_deployed(self):
        cloud = SimpleNamespace(folder=self.app, port=free_port())
        self.run_samara("cloud", "start", "--port", str(cloud.port))
        self.addCleanup(samara, "cloud", "stop", cwd=self.app)
        self.run_samara("build")
        self.run_samara("deploy", "--local", "--stack-name", "notes", "--capabilities", "CAPABILITY_IAM",
                        "--no-confirm-changeset", "--resolve-s3")
        table = self.aws_json(cloud, "cloudformation", "describe-stack-resource", "--stack-name", "notes",
                              "--logical-resource-id", "Notes")["StackResourceDetail"]["PhysicalResourceId"]

        with self.subTest("without the stack, a reference is the resource's name in the template"):
            self.assertEqual("Notes", self.invoke({})["table"])

        with self.subTest("with it, what is deployed, which the function writes to"):
            self.assertEqual(table, self.invoke({"put": "from here"}, "--stack-name", "notes")["table"])
            items = self.aws_json(cloud, "dynamodb", "scan", "--table-name", table)["Items"]
            self.assertEqual([{"id": {"S": "from here"}}], items)

        with self.subTest("a stack that is not there is named"):
            answer = samara("local", "invoke", "Note", "--local", "--stack-name", "nots", cwd=self.app)
            self.assertEqual(1, answer.returncode)
            self.assertIn("nots", answer.stderr)

        with self.subTest("a layer by its ARN comes from the cloud, once"):
            arn = self.publish(cloud, "WORD = 'from a layer'\n")
            cache = os.path.join(self.work, "layers")
            given = ("--parameter-overrides", f"Layer={arn}", "--layer-cache-basedir", cache)
            self.assertEqual("from a layer", self.invoke({}, *given)["word"])
            self.assertEqual(1, len(os.listdir(cache)))

        with self.subTest("a layer that is not there is named"):
            answer = samara("local", "invoke", "Note", "--local", "--parameter-overrides", f"Layer={arn[:-1]}9",
                            cwd=self.app)
            self.assertEqual(1, answer.returncode)
            self.assertIn(f"{arn[:-1]}9", answer.stderr)

    def publish(self, cloud, text):
        path = os.path.join(self.work, "layer.zip")
        with zipfile.ZipFile(path, "w") as archive:
            archive.writestr("python/greeting.py", text)
        return self.aws_json(cloud, "lambda", "publish-layer-version", "--layer-name", "greeting",
                             "--zip-file", f"fileb://{path}")["LayerVersionArn"]
