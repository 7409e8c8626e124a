"""`local invoke`, `local start-lambda` and `local generate-event`, by the AWS CLI and boto3."""
import json
import os
import re
import signal
import subprocess
import unittest

import boto3
from botocore.config import Config
from botocore.exceptions import ClientError

from harness import AWS, SAMARA, AppTest, clean_environment, eventually, free_port, request, samara

TEMPLATE = """Transform: AWS::Serverless-2016-10-31
Globals:
  Function:
    Timeout: 10
Resources:
  Echo:
    Type: AWS::Serverless::Function
    Properties:
      Runtime: python3.12
      Handler: app.handler
      CodeUri: code/
      Environment: {Variables: {COLOUR: green}}
  Lost:
    Type: AWS::Serverless::Function
    Properties: {Runtime: python3.12, Handler: nowhere.handler, CodeUri: code/}
  Misnamed:
    Type: AWS::Serverless::Function
    Properties: {Runtime: python3.12, Handler: app.handle, CodeUri: code/}
  Old:
    Type: AWS::Serverless::Function
    Properties: {Runtime: dotnetcore1.0, Handler: "A::B::C", CodeUri: code/}
"""
CODE = """import os

def handler(event, context):
    if event == "fail":
        raise RuntimeError("as told")
    print("working on", context.aws_request_id)
    if isinstance(event, dict) and "size" in event:
        return "x" * event["size"]
    return {"event": event, "colour": os.environ["COLOUR"], "region": os.environ["AWS_REGION"]}
"""


class LocalTest(AppTest):

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.folder = os.path.join(cls.work, "local")
        os.makedirs(os.path.join(cls.folder, "code"))
        cls.put("template.yaml", TEMPLATE)
        cls.put("code/app.py", CODE)

    @classmethod
    def put(cls, name, text):
        with open(os.path.join(cls.folder, name), "w") as f:
            f.write(text)

    def invoke(self, *arguments, stdin=""):
        return samara("local", "invoke", *arguments, cwd=self.folder, stdin=stdin, env={"HOME": self.work})


class Invoke(LocalTest):

    def test_a_generated_event_goes_through_a_pipe(self):
        event = samara("local", "generate-event", "s3", "put", "--key", "a b.txt", cwd=self.folder)
        self.assertEqual(0, event.returncode, event.stderr)
        answer = self.invoke("Echo", "-e", "-", "--region", "eu-west-3", stdin=event.stdout)
        self.assertEqual(0, answer.returncode, answer.stderr)
        body = json.loads(answer.stdout)
        self.assertEqual("a+b.txt", body["event"]["Records"][0]["s3"]["object"]["key"])
        self.assertEqual(("green", "eu-west-3"), (body["colour"], body["region"]))
        self.assertRegex(answer.stderr, r"(?s)START RequestId: .*working on .*END RequestId: .*REPORT RequestId: ")

    def test_a_functions_error_is_an_answer(self):
        answer = self.invoke("Echo", "-e", "-", stdin='"fail"')
        self.assertEqual(0, answer.returncode)
        self.assertEqual("RuntimeError", json.loads(answer.stdout)["errorType"])

    def test_a_module_or_handler_that_is_missing_is_named(self):
        self.assertEqual("Runtime.ImportModuleError", json.loads(self.invoke("Lost").stdout)["errorType"])
        self.assertEqual("Runtime.HandlerNotFound", json.loads(self.invoke("Misnamed").stdout)["errorType"])

    def refused(self, *arguments, words=(), stdin=""):
        answer = self.invoke(*arguments, stdin=stdin)
        self.assertEqual(1, answer.returncode, answer.stdout + answer.stderr)
        for word in words:
            self.assertIn(word, answer.stderr)
        self.assertNotIn("\tat ", answer.stderr)

    def test_mistakes_are_one_clear_error_each(self):
        self.refused("Eco", words=["There is no function `Eco`", "Did you mean `Echo`?"])
        self.refused("Echo", "-e", "-", stdin="{nonsense", words=["no JSON", "line 1"])
        self.refused("Echo", "-e", "no.json", words=["no.json does not exist"])
        self.refused("Echo", "--env-vars", "no.json", words=["no.json, does not exist"])
        self.refused("Old", words=["dotnetcore1.0"])
        self.refused(words=["Name the function", "Echo", "Old"])
        self.refused("Echo", "--docker-network", "lan", words=["--docker-network is refused"])


class StartLambda(LocalTest):

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.port = free_port()
        cls.url = f"http://127.0.0.1:{cls.port}"
        cls.log = open(os.path.join(cls.work, "server.log"), "w+")
        cls.addClassCleanup(cls.log.close)
        cls.process = subprocess.Popen(
            [SAMARA, "local", "start-lambda", "-p", str(cls.port)], cwd=cls.folder,
            env=clean_environment(HOME=cls.work), stdin=subprocess.DEVNULL, stdout=cls.log, stderr=cls.log,
            start_new_session=True)
        cls.addClassCleanup(cls.stop)
        eventually(cls.answers, "start-lambda answers")
        cls.client = boto3.client(
            "lambda", endpoint_url=cls.url, region_name="us-east-1", aws_access_key_id="a",
            aws_secret_access_key="b", config=Config(retries={"max_attempts": 0}, read_timeout=60))

    @classmethod
    def answers(cls):
        if cls.process.poll() is not None:
            cls.log.seek(0)
            raise AssertionError(cls.log.read())
        try:
            return request(cls.url + "/")[0] == 200
        except OSError:
            return False

    @classmethod
    def stop(cls):
        if cls.process.poll() is None:
            os.killpg(cls.process.pid, signal.SIGINT)
            cls.process.wait(30)

    def call(self, name="Echo", payload=b"{}", **more):
        answer = self.client.invoke(FunctionName=name, Payload=payload, **more)
        return answer, answer["Payload"].read()

    def test_boto3_invokes(self):
        answer, body = self.call(payload=b'{"a": 1}', LogType="Tail")
        self.assertEqual(200, answer["StatusCode"])
        self.assertEqual("$LATEST", answer["ExecutedVersion"])
        self.assertEqual({"a": 1}, json.loads(body)["event"])
        self.assertNotIn("FunctionError", answer)
        self.assertIn("LogResult", answer)

    def test_the_function_may_be_called_by_its_arn(self):
        _, body = self.call(name="arn:aws:lambda:us-east-1:123456789012:function:Echo:live")
        self.assertEqual({}, json.loads(body)["event"])

    def test_a_failing_function_is_marked(self):
        answer, body = self.call(payload=b'"fail"')
        self.assertEqual(200, answer["StatusCode"])
        self.assertEqual("Unhandled", answer["FunctionError"])
        self.assertEqual("as told", json.loads(body)["errorMessage"])

    def test_event_and_dry_run(self):
        self.assertEqual(202, self.call(InvocationType="Event")[0]["StatusCode"])
        self.assertEqual(204, self.call(InvocationType="DryRun")[0]["StatusCode"])

    def test_a_body_of_five_megabytes_goes_through_both_ways(self):
        _, body = self.call(payload=json.dumps({"size": 5_000_000}).encode())
        self.assertEqual(5_000_002, len(body))
        _, body = self.call(payload=json.dumps({"text": "x" * 5_000_000}).encode())
        self.assertEqual(5_000_000, len(json.loads(body)["event"]["text"]))

    def test_errors_are_lambdas(self):
        with self.assertRaises(ClientError) as caught:
            self.call(name="Nobody")
        self.assertEqual("ResourceNotFoundException", caught.exception.response["Error"]["Code"])
        with self.assertRaises(ClientError) as caught:
            self.call(payload=b"{nonsense")
        self.assertEqual("InvalidRequestContentException", caught.exception.response["Error"]["Code"])
        with self.assertRaises(ClientError) as caught:
            self.call(payload=b'"' + b"x" * 6_400_000 + b'"')
        self.assertEqual("RequestTooLargeException", caught.exception.response["Error"]["Code"])

    def test_pages_of_other_hosts_are_refused(self):
        status, _, _ = request(self.url + "/2015-03-31/functions/Echo/invocations", "POST", "{}",
                               {"Origin": "https://evil.example"})
        self.assertEqual(403, status)

    @unittest.skipUnless(os.path.exists(AWS), "the AWS CLI is not installed beside this Python")
    def test_the_aws_cli_invokes(self):
        out = os.path.join(self.work, "out.json")
        answer = subprocess.run(
            [AWS, "lambda", "invoke", "--endpoint-url", self.url, "--function-name", "Echo", out],
            env=clean_environment(AWS_ACCESS_KEY_ID="a", AWS_SECRET_ACCESS_KEY="b", AWS_DEFAULT_REGION="us-east-1"),
            capture_output=True, text=True, timeout=60)
        self.assertEqual(0, answer.returncode, answer.stderr)
        with open(out) as f:
            self.assertEqual("green", json.load(f)["colour"])

    def test_saved_code_is_taken_up(self):
        self.put("code/app.py", CODE.replace('{"event": event,', '{"event": event, "new": True,'))
        self.addCleanup(self.put, "code/app.py", CODE)
        eventually(lambda: b'"new": true' in self.call()[1], "the new code answers", 30)


API_TEMPLATE = """Transform: AWS::Serverless-2016-10-31
Resources:
  Api:
    Type: AWS::Serverless::Api
    Properties:
      StageName: dev
      Cors: "'*'"
      Variables: {colour: green}
      Auth:
        DefaultAuthorizer: Token
        AddDefaultAuthorizerToCorsPreflight: false
        Authorizers: {Token: {FunctionArn: !GetAtt Guard.Arn}}
  Guard:
    Type: AWS::Serverless::Function
    Properties:
      Handler: index.handler
      Runtime: python3.12
      InlineCode: |
        def handler(event, context):
            effect = "Allow" if event["authorizationToken"] == "yes" else "Deny"
            return {"principalId": "p", "policyDocument": {"Version": "2012-10-17", "Statement": [
                {"Action": "execute-api:Invoke", "Effect": effect, "Resource": event["methodArn"]}]}}
  Show:
    Type: AWS::Serverless::Function
    Properties:
      Handler: index.handler
      Runtime: python3.12
      AutoPublishAlias: live
      InlineCode: |
        import json
        def handler(event, context):
            return {"statusCode": 200, "body": json.dumps(
                {"id": event["pathParameters"], "stage": event["requestContext"]["stage"], "v": event["stageVariables"]})}
      Events:
        Item: {Type: Api, Properties: {Path: "/items/{id}", Method: get, RestApiId: !Ref Api}}
        Open: {Type: Api, Properties: {Path: /open, Method: any, RestApiId: !Ref Api, Auth: {Authorizer: NONE}}}
        Key:
          Type: Api
          Properties: {Path: /key, Method: get, RestApiId: !Ref Api, Auth: {Authorizer: NONE, ApiKeyRequired: true}}
  Table:
    Type: AWS::Serverless::Api
    Properties:
      StageName: dev
      DefinitionBody:
        openapi: 3.0.1
        info: {title: "<table>", version: "1"}
        paths:
          /things/{id}:
            get:
              responses: {"200": {description: fine}}
              x-amazon-apigateway-integration:
                type: aws
                httpMethod: POST
                uri: !Sub "arn:${AWS::Partition}:apigateway:${AWS::Region}:dynamodb:action/GetItem"
                credentials: arn:aws:iam::123456789012:role/things
                requestTemplates:
                  application/json: '{"TableName": "Things", "Key": {"id": {"S": "$input.params(''id'')"}}}'
                responses:
                  default: {statusCode: "200", responseTemplates: {application/json: "$input.json('$.Item.name.S')"}}
                  '4\\d{2}': {statusCode: "400", responseTemplates: {application/json: "$input.json('$.__type')"}}
"""


class StartApi(AppTest):

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.folder = os.path.join(cls.work, "api")
        os.makedirs(os.path.join(cls.folder, "public"))
        for name, text in (("template.yaml", API_TEMPLATE), ("public/index.html", "the page")):
            with open(os.path.join(cls.folder, name), "w") as f:
                f.write(text)
        cls.url = f"http://127.0.0.1:{(port := free_port())}"
        cls.cloud = str(free_port())
        cloud = subprocess.Popen(
            [SAMARA, "cloud", "run", "--port", cls.cloud, "--ephemeral"], cwd=cls.folder, env=clean_environment(),
            stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True)
        cls.addClassCleanup(lambda: (os.killpg(cloud.pid, signal.SIGTERM), cloud.wait(30)))
        eventually(lambda: cls.is_up(f"http://127.0.0.1:{cls.cloud}/_samara/health"), "the cloud answers")
        cls.log = open(os.path.join(cls.work, "api.log"), "w+")
        cls.addClassCleanup(cls.log.close)
        cls.process = subprocess.Popen(
            [SAMARA, "local", "start-api", "-p", str(port), "--local"], cwd=cls.folder,
            env=clean_environment(HOME=cls.work),
            stdin=subprocess.DEVNULL, stdout=cls.log, stderr=cls.log, start_new_session=True)
        cls.addClassCleanup(StartLambda.stop.__func__, cls)
        eventually(lambda: StartLambda.answers.__func__(cls), "start-api answers")

    @staticmethod
    def is_up(url):
        try:
            return request(url)[0] == 200
        except OSError:
            return False

    def said(self):
        with open(os.path.join(self.work, "api.log")) as f:
            return f.read()

    def test_routes_are_listed_with_what_they_need(self):
        self.assertRegex(self.said(), r"GET +/items/\{id\} +needs authorizer Token")
        self.assertRegex(self.said(), r"GET +/key +needs x-api-key")

    def test_the_authorizer_decides(self):
        self.assertEqual(401, request(self.url + "/items/7")[0])
        self.assertEqual(403, request(self.url + "/items/7", headers={"Authorization": "no"})[0])
        status, body, _ = request(self.url + "/items/7", headers={"Authorization": "yes"})
        self.assertEqual((200, {"id": {"id": "7"}, "stage": "dev", "v": {"colour": "green"}}), (status, json.loads(body)))

    def test_an_api_key_is_asked_for(self):
        key = re.search(r"API key `[^`]*`: (\w+)", self.said()).group(1)
        self.assertEqual(403, request(self.url + "/key")[0])
        self.assertEqual(403, request(self.url + "/key", headers={"x-api-key": "guessed"})[0])
        self.assertEqual(200, request(self.url + "/key", headers={"x-api-key": key})[0])

    def test_what_has_no_route_is_refused_and_files_are_served(self):
        self.assertEqual(200, request(self.url + "/open", "POST", "{}")[0])
        self.assertEqual(403, request(self.url + "/nowhere")[0])
        self.assertEqual("the page", request(self.url + "/index.html")[1])
        self.assertEqual(403, request(self.url + "/..%2Ftemplate.yaml")[0])

    def test_an_aws_service_is_called_in_the_embedded_cloud(self):
        dynamodb = boto3.client("dynamodb", endpoint_url=f"http://127.0.0.1:{self.cloud}", region_name="us-east-1",
                                aws_access_key_id="test", aws_secret_access_key="test")
        status, body, _ = request(self.url + "/things/7")
        self.assertEqual(400, status)
        self.assertIn("ResourceNotFoundException", body)
        dynamodb.create_table(
            TableName="Things", BillingMode="PAY_PER_REQUEST", KeySchema=[{"AttributeName": "id", "KeyType": "HASH"}],
            AttributeDefinitions=[{"AttributeName": "id", "AttributeType": "S"}])
        dynamodb.put_item(TableName="Things", Item={"id": {"S": "7"}, "name": {"S": "chair"}})
        self.assertEqual((200, '"chair"'), request(self.url + "/things/7")[:2])

    def test_the_explorer_lists_the_routes_and_loads_nothing_from_elsewhere(self):
        self.assertIn(self.url + "/_samara/explorer", self.said())
        status, page, headers = request(self.url + "/_samara/explorer")
        self.assertEqual(200, status)
        self.assertIn("default-src 'none'; script-src 'self'", headers["Content-Security-Policy"])
        self.assertNotRegex(page, r"(?i)https?://|<script>|\bon\w+=|style=")
        for file in re.findall(r'(?:src|href)="([^"]+)"', page):
            status, text, headers = request(self.url + "/_samara/" + file)
            self.assertEqual((200, "nosniff"), (status, headers["X-Content-Type-Options"]))
            self.assertNotIn("innerHTML", text)
        routes = json.loads(request(self.url + "/_samara/explorer.json")[1])["routes"]
        needs = {(r["method"], r["path"]): r["needs"] for r in routes}
        self.assertRegex(needs["GET", "/items/{id}"], "authorizer Token")
        self.assertEqual("x-api-key", needs["GET", "/key"])
        self.assertEqual(405, request(self.url + "/_samara/explorer", "POST", "x")[0])

    def test_preflight_is_answered(self):
        status, _, headers = request(self.url + "/items/7", "OPTIONS", headers={"Origin": "https://shop.example"})
        self.assertEqual((200, "*"), (status, headers["Access-Control-Allow-Origin"]))


if __name__ == "__main__":
    unittest.main()
