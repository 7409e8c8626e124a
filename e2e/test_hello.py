"""`samara up examples/hello`, as a developer lives with it."""
import json
import os
import subprocess
import unittest

from harness import NODE_MODULES, AppTest, Up, clean_environment, eventually, request


class HelloTest(AppTest):

    def test_a_session_of_development(self):
        up = Up(self.app)
        self.addCleanup(up.end)
        url = up.url()

        with self.subTest("the API serves both functions"):
            self.assertEqual((200, {"message": "Hello, world!", "items": 0}), self.get(url + "/hello"))
            status, body, _ = request(url + "/items/1", "PUT", '{"name": "chair", "price": 1.5}')
            self.assertEqual((200, {"name": "chair", "price": 1.5, "id": "1"}), (status, json.loads(body)))
            self.assertEqual((200, {"name": "chair", "price": 1.5, "id": "1"}), self.get(url + "/items/1"))
            self.assertEqual((200, {"message": "Hello, Ada!", "items": 1}), self.get(url + "/hello?name=Ada"))
            self.assertEqual(404, request(url + "/items/none")[0])
            self.assertEqual((403, {"message": "Missing Authentication Token"}), self.get(url + "/nowhere"))

        with self.subTest("the logs are tailed"):
            up.wait_for("kept item 1")
            up.wait_for("greeted Ada")
            up.wait_for("REPORT RequestId")

        with self.subTest("a saved change is served"):
            self.edit("greeting/app.mjs", "Hello, ${name}!", "Good day, ${name}!")
            eventually(lambda: self.get(url + "/hello")[1].get("message") == "Good day, world!", "the change")

        with self.subTest("the AWS CLI works against it"):
            self.clients_of_the_aws_cli(up)
        with self.subTest("boto3 works against it"):
            self.boto3(up)
        with self.subTest("the AWS SDK for JavaScript works against it"):
            self.javascript(up)

        with self.subTest("Ctrl-C ends everything"):
            self.assertIn(up.interrupt(), (0, 130), up.output)
            self.assertNotIn("Exception", up.output)
            with self.assertRaises(OSError):
                request(url + "/hello")
            self.assertEqual([], self.processes_of(self.app))

        again = Up(self.app, port=up.port)
        self.addCleanup(again.end)
        with self.subTest("the items are still there, also after a kill -9"):
            self.assertEqual("chair", self.get(again.url() + "/items/1")[1].get("name"))
            request(again.url() + "/items/2", "PUT", '{"name": "table"}')
            again.kill()
        last = Up(self.app, port=up.port)
        self.addCleanup(last.end)
        with self.subTest("after the kill"):
            self.assertEqual("table", self.get(last.url() + "/items/2")[1].get("name"))

        with self.subTest("without the policy the function is denied, and why is said"):
            self.denied(last)

    def get(self, url):
        status, body, _ = request(url)
        return status, json.loads(body)

    def clients_of_the_aws_cli(self, up):
        stacks = self.aws_json(up, "cloudformation", "describe-stacks")["Stacks"]
        self.assertEqual(["CREATE_COMPLETE"], [s["StackStatus"].replace("UPDATE", "CREATE") for s in stacks])
        name = stacks[0]["StackName"]
        outputs = {o["OutputKey"]: o["OutputValue"] for o in stacks[0]["Outputs"]}
        self.assertIn(".execute-api.us-east-1.amazonaws.com/Prod/hello", outputs["HelloUrl"])
        events = self.aws_json(up, "cloudformation", "describe-stack-events", "--stack-name", name)["StackEvents"]
        self.assertIn("CREATE_COMPLETE", {e["ResourceStatus"] for e in events if e["LogicalResourceId"] == "Items"})
        resources = self.aws_json(
            up, "cloudformation", "describe-stack-resources", "--stack-name", name)["StackResources"]
        function = next(r["PhysicalResourceId"] for r in resources if r["LogicalResourceId"] == "ItemsFunction")

        event = {"httpMethod": "GET", "pathParameters": {"id": "1"}}
        out = os.path.join(self.work, "out.json")
        answer = self.aws_json(
            up, "lambda", "invoke", "--function-name", function, "--payload", json.dumps(event),
            *(["--cli-binary-format", "raw-in-base64-out"] if self.is_cli_v2() else []), out)
        self.assertEqual(200, answer["StatusCode"])
        with open(out) as f:
            self.assertEqual(200, json.load(f)["statusCode"])

        items = self.aws_json(up, "dynamodb", "scan", "--table-name", outputs["TableName"])["Items"]
        self.assertEqual([{"id": {"S": "1"}, "name": {"S": "chair"}, "price": {"N": "1.5"}}], items)
        kept = eventually(
            lambda: [e["message"] for e in self.aws_json(
                up, "logs", "filter-log-events", "--log-group-name", f"/aws/lambda/{function}",
                "--filter-pattern", "kept")["events"]], "the log line")
        self.assertEqual(["kept item 1"], [line.strip() for line in kept])
        self.assertIn("samara", self.aws(up, "s3", "ls"))
        self.assertEqual("000000000000", self.aws_json(up, "sts", "get-caller-identity")["Account"])

    def is_cli_v2(self):
        from harness import AWS
        version = subprocess.run([AWS, "--version"], capture_output=True, text=True)
        return (version.stdout + version.stderr).startswith("aws-cli/2")

    def boto3(self, up):
        import boto3
        settings = self.client_environment(up)
        session = boto3.Session(
            aws_access_key_id=settings["AWS_ACCESS_KEY_ID"], aws_secret_access_key=settings["AWS_SECRET_ACCESS_KEY"],
            region_name=settings["AWS_REGION"])
        dynamodb = session.resource("dynamodb", endpoint_url=settings["AWS_ENDPOINT_URL"])
        table = next(iter(dynamodb.tables.all()))
        self.assertEqual({"1"}, {item["id"] for item in table.scan()["Items"]})

    def javascript(self, up):
        program = """
            const { DynamoDBClient, ListTablesCommand } = require("@aws-sdk/client-dynamodb");
            const { S3Client, ListBucketsCommand } = require("@aws-sdk/client-s3");
            (async () => {
              const tables = (await new DynamoDBClient({}).send(new ListTablesCommand({}))).TableNames;
              const buckets = (await new S3Client({}).send(new ListBucketsCommand({}))).Buckets;
              console.log(JSON.stringify([tables.length, buckets.length]));
            })();"""
        answer = subprocess.run(
            ["node", "-e", program], capture_output=True, text=True, timeout=60,
            env=clean_environment(NODE_PATH=NODE_MODULES, **self.client_environment(up)))
        self.assertEqual(0, answer.returncode, answer.stderr)
        self.assertEqual([1, 1], json.loads(answer.stdout))

    def denied(self, up):
        self.edit(
            "template.yaml",
            "      Policies:\n        - DynamoDBCrudPolicy:\n            TableName: !Ref Items\n", "")
        url = up.url()
        eventually(lambda: request(url + "/items/1")[0] == 502, "the denial")
        said = up.wait_for("AccessDeniedException.*dynamodb:GetItem.*")
        self.assertIn("no identity-based policy allows the dynamodb:GetItem action", said.group(0))

    def processes_of(self, folder):
        found = []
        for pid in filter(str.isdigit, os.listdir("/proc")):
            try:
                with open(f"/proc/{pid}/cmdline", "rb") as f:
                    if folder.encode() in f.read():
                        found.append(pid)
            except OSError:
                continue
        return found


if __name__ == "__main__":
    unittest.main()
