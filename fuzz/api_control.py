"""The control plane: sound bodies of AWS's operations with something wrong, and mapping templates and models put through it."""
import json
import urllib.parse
import urllib.request

from api_exchange import Case
from api_json import changed, nested, value
from api_sigv4 import request, signed

TARGETS = {  # the header X-Amz-Target, by service: what a body of it is like
    ("dynamodb", "DynamoDB_20120810.PutItem"): {"TableName": "T", "Item": {"id": {"S": "a"}, "n": {"N": "1"}, "l": {"L": [{"BOOL": True}]}}},
    ("dynamodb", "DynamoDB_20120810.Query"): {"TableName": "T", "KeyConditionExpression": "#i = :i AND begins_with(s, :s)",
                                              "ExpressionAttributeNames": {"#i": "id"}, "ExpressionAttributeValues": {":i": {"S": "a"}}},
    ("dynamodb", "DynamoDB_20120810.CreateTable"): {
        "TableName": "Made", "BillingMode": "PAY_PER_REQUEST", "AttributeDefinitions": [{"AttributeName": "id", "AttributeType": "S"}],
        "KeySchema": [{"AttributeName": "id", "KeyType": "HASH"}]},
    ("logs", "Logs_20140328.PutLogEvents"): {"logGroupName": "g", "logStreamName": "s", "logEvents": [{"timestamp": 1, "message": "m"}]},
    ("ssm", "AmazonSSM.PutParameter"): {"Name": "/a", "Value": "v", "Type": "String", "Tags": [{"Key": "a", "Value": "b"}]},
    ("wafv2", "AWSWAF_20190729.CheckCapacity"): {"Scope": "REGIONAL", "Rules": [{
        "Name": "r", "Priority": 0, "Action": {"Block": {}}, "Statement": {"ByteMatchStatement": {
            "SearchString": "YQ==", "FieldToMatch": {"UriPath": {}}, "TextTransformations": [{"Priority": 0, "Type": "NONE"}],
            "PositionalConstraint": "CONTAINS"}},
        "VisibilityConfig": {"SampledRequestsEnabled": True, "CloudWatchMetricsEnabled": True, "MetricName": "m"}}]},
}
PATHS = {  # REST: method and path, by service
    ("lambda", "POST", "/2015-03-31/functions"): {
        "FunctionName": "f", "Runtime": "python3.12", "Handler": "a.b", "Role": "arn:aws:iam::000000000000:role/r",
        "Code": {"ZipFile": "UEsFBgAAAAAAAAAAAAAAAAAAAAAAAA=="}, "Environment": {"Variables": {"A": "b"}}, "Timeout": 3},
    ("lambda", "POST", "/2015-03-31/functions/Nobody/invocations"): {"a": 1},
    ("apigateway", "POST", "/restapis"): {"name": "a", "binaryMediaTypes": ["*/*"], "endpointConfiguration": {"types": ["REGIONAL"]}},
    ("apigateway", "PUT", "/restapis/REST"): {"openapi": "3.0.1", "info": {"title": "t", "version": "1"}, "paths": {"/a": {
        "get": {"parameters": [{"name": "q", "in": "query", "required": True, "schema": {"type": "string"}}],
                "responses": {"200": {"description": "d"}},
                "x-amazon-apigateway-integration": {"type": "mock", "requestTemplates": {"application/json": "{\"statusCode\": 200}"},
                                                    "responses": {"default": {"statusCode": "200"}}}}}}},
    ("apigateway", "PATCH", "/restapis/REST"): {"patchOperations": [{"op": "replace", "path": "/name", "value": "b"}]},
    ("apigateway", "POST", "/v2/apis"): {"name": "h", "protocolType": "HTTP", "corsConfiguration": {"allowOrigins": ["*"]}},
    ("apigateway", "PUT", "/v2/apis/HTTP"): {"openapi": "3.0.1", "info": {"title": "t"}, "paths": {"/$default": {}}},
    ("apigateway", "POST", "/v2/apis/HTTP/routes"): {"routeKey": "GET /a", "authorizationType": "NONE"},
    ("apigateway", "POST", "/v2/apis/HTTP/integrations"): {"integrationType": "HTTP_PROXY", "integrationUri": "http://127.0.0.1:9", "integrationMethod": "GET", "payloadFormatVersion": "1.0", "requestParameters": {"append:header.a": "$request.header.b"}},
}
TEMPLATE = {"Transform": "AWS::Serverless-2016-10-31", "Parameters": {"P": {"Type": "String", "Default": "a"}},
            "Conditions": {"C": {"Fn::Equals": [{"Ref": "P"}, "b"]}},
            "Resources": {"A": {"Type": "AWS::Serverless::Api", "Properties": {"StageName": "s"}, "Condition": "C"},
                          "F": {"Type": "AWS::Serverless::Function", "Properties": {"Runtime": "python3.12", "Handler": "a.b", "InlineCode": "x", "Events": {"E": {"Type": "Api", "Properties": {"Path": "/", "Method": "get"}}}}}}}
PARAMETERS = {  # query protocol: the action's members, by service
    ("iam", "CreateRole"): {"Version": "2010-05-08", "RoleName": "r", "AssumeRolePolicyDocument": "{\"Version\":\"2012-10-17\",\"Statement\":[]}"},
    ("sts", "AssumeRole"): {"Version": "2011-06-15", "RoleArn": "arn:aws:iam::000000000000:role/r", "RoleSessionName": "s", "DurationSeconds": "900"},
    ("cloudformation", "ValidateTemplate"): {"Version": "2010-05-15", "TemplateBody": json.dumps(TEMPLATE)},
    ("cloudformation", "GetTemplateSummary"): {"Version": "2010-05-15", "TemplateBody": json.dumps(TEMPLATE)},
}


class Control:
    """Requests to the AWS API."""

    def __init__(self, server):
        self._ids = {"REST": server.outputs["Rest"], "HTTP": server.outputs["Http"]}

    def case(self, random, _lane):
        make = random.choice((self._json_rpc, self._rest, self._rest, self._query))
        return make(random)

    def _body(self, random, sound):
        how = random.random()
        if how < 0.8:
            return json.dumps(changed(random, sound, random.randint(1, 3))).encode()
        text = json.dumps(sound).encode()
        return random.choice((
            text[:random.randrange(len(text))], nested(random.choice((100, 3000, 40_000))), random.randbytes(200), b"",
            text.replace(b'"', b"'"), b"[" + text + b"]", b"\xef\xbb\xbf" + text, text + text, b"null",
            json.dumps(value(random, 4)).encode()))

    def _json_rpc(self, random):
        service, target = random.choice(list(TARGETS))
        body = self._body(random, TARGETS[service, target])
        if random.random() < 0.1:
            target = random.choice((target + "X", target.split(".")[0], "." + target, "", "a" * 4000))
        kind = random.choice(("1.0", "1.1")) if service != "dynamodb" else "1.0"
        return self._case(f"{service} {target[:60]}", request(
            service, "POST", "/", body, (("X-Amz-Target", target), ("Content-Type", f"application/x-amz-json-{kind}"))))

    def _rest(self, random):
        service, method, path = random.choice(list(PATHS))
        body = self._body(random, PATHS[service, method, path])
        for name, real in self._ids.items():
            path = path.replace(name, real)
        if random.random() < 0.1:
            path = random.choice((path + "/", path + "/x", path + "%00", "/" + path, path.rstrip("s")))
        return self._case(f"{service} {method} {path[:60]}", request(
            service, method, path, body, (("Content-Type", "application/json"),)))

    def _query(self, random):
        service, action = random.choice(list(PARAMETERS))
        fields = {"Action": action, **PARAMETERS[service, action]}
        for name in random.sample(list(fields), random.randint(1, 2)):
            text = str(fields[name])
            if text.startswith("{") and random.random() < 0.8:
                fields[name] = self._body(random, json.loads(text)).decode("utf-8", "replace")
            elif name != "Action" or random.random() < 0.2:
                fields[name] = str(value(random, 1)).encode("utf-8", "replace").decode()
        if random.random() < 0.2:
            fields[random.choice(("Tags.member.x", "Tags.member.999999999.Key", "Tags.member.-1", "Tags", ".", "a.b.c"))] = "1"
        body = urllib.parse.urlencode(fields).encode()
        return self._case(f"{service} {action}", request(
            service, "POST", "/", body, (("Content-Type", "application/x-www-form-urlencoded"),)))

    @staticmethod
    def _case(label, text):
        return Case("control plane", label, [text])


def call(server, method, path, body):
    """A sound call to API Gateway's control plane; what it answered."""
    data = json.dumps(body).encode()
    headers = signed("apigateway", method, path, data, (("Content-Type", "application/json"),))
    asked = urllib.request.Request(server.url + path, data, {**headers, "Host": "127.0.0.1"}, method=method)
    with urllib.request.urlopen(asked, timeout=30) as answer:
        return json.loads(answer.read() or b"null")


class Lanes:
    """REST APIs that only one thread changes at a time: a method `POST /` each, before a mock."""

    def __init__(self, server, count):
        self.lanes = []
        for _ in range(count):
            api = call(server, "POST", "/restapis", {"name": "lane"})
            base = f"/restapis/{api['id']}"
            method = f"{base}/resources/{api['rootResourceId']}/methods/POST"
            call(server, "POST", base + "/models", {"name": "M", "contentType": "application/json", "schema": "{}"})
            validator = call(server, "POST", base + "/requestvalidators", {"name": "v", "validateRequestBody": True})
            call(server, "PUT", method, {"authorizationType": "NONE", "requestValidatorId": validator["id"],
                                         "requestModels": {"application/json": "M"}})
            call(server, "PUT", method + "/responses/200", {})
            call(server, "PUT", method + "/integration",
                 {"type": "MOCK", "requestTemplates": {"application/json": '{"statusCode": 200}'}})
            call(server, "PUT", method + "/integration/responses/200", {"responseTemplates": {"application/json": ""}})
            self.lanes.append((base, method))
