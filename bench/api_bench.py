#!/usr/bin/env python3
"""Measures APIs under load by `wrk` (Debian: apt-get install wrk), and prints a table.

usage: bench/api_bench.py [--seconds 5] [--clients 1 8 64] [--only NAME …] [--million] [--peers FOLDER] [--samara PATH]

What is measured: a mock of a REST API, a mapping template that reads an item of DynamoDB with no function in between, a
function (Python, an empty handler) behind a REST API and behind an HTTP API, all warm. Beside it `sam local start-api` of
PyPI with the same function, where it runs: it needs Docker. With --million: a million requests in ten parts, half to the mock
and half by DynamoDB, and the memory that the cloud holds after each. Machines are noisy: read the ratios.
"""
import argparse
import json
import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request

ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
PATIENCE = 120
TEMPLATE = """Transform: AWS::Serverless-2016-10-31
Resources:
  Things:
    Type: AWS::DynamoDB::Table
    Properties:
      BillingMode: PAY_PER_REQUEST
      AttributeDefinitions: [{AttributeName: id, AttributeType: S}]
      KeySchema: [{AttributeName: id, KeyType: HASH}]
  Role:
    Type: AWS::IAM::Role
    Properties:
      AssumeRolePolicyDocument:
        Statement: [{Effect: Allow, Principal: {Service: apigateway.amazonaws.com}, Action: sts:AssumeRole}]
      Policies:
        - PolicyName: things
          PolicyDocument:
            Statement: [{Effect: Allow, Action: ["dynamodb:GetItem", "dynamodb:PutItem"], Resource: !GetAtt Things.Arn}]
  Rest:
    Type: AWS::Serverless::Api
    Properties:
      StageName: v1
      DefinitionBody:
        openapi: 3.0.1
        info: {title: measured, version: "1"}
        paths:
          /mock:
            get:
              responses: {"200": {description: fine}}
              x-amazon-apigateway-integration:
                type: mock
                requestTemplates: {application/json: '{"statusCode": 200}'}
                responses: {default: {statusCode: "200", responseTemplates: {application/json: '{"ok": true}'}}}
          /things/{id}:
            get:
              responses: {"200": {description: fine}}
              x-amazon-apigateway-integration:
                type: aws
                httpMethod: POST
                uri: !Sub "arn:${AWS::Partition}:apigateway:${AWS::Region}:dynamodb:action/GetItem"
                credentials: !GetAtt Role.Arn
                requestTemplates:
                  application/json: !Sub |
                    {"TableName": "${Things}", "Key": {"id": {"S": "$input.params('id')"}}}
                responses:
                  default:
                    statusCode: "200"
                    responseTemplates: {application/json: "{\\"name\\": $input.json('$.Item.name.S')}"}
            put:
              responses: {"200": {description: fine}}
              x-amazon-apigateway-integration:
                type: aws
                httpMethod: POST
                uri: !Sub "arn:${AWS::Partition}:apigateway:${AWS::Region}:dynamodb:action/PutItem"
                credentials: !GetAtt Role.Arn
                requestTemplates:
                  application/json: !Sub |
                    {"TableName": "${Things}", "Item": {"id": {"S": "$input.params('id')"}, "name": {"S": $input.json('$.name')}}}
                responses: {default: {statusCode: "200"}}
          /function:
            get:
              responses: {}
              x-amazon-apigateway-integration:
                type: aws_proxy
                httpMethod: POST
                uri: !Sub "arn:${AWS::Partition}:apigateway:${AWS::Region}:lambda:path/2015-03-31/functions/${Hello.Arn}/invocations"
"""
FUNCTION = """  Hello:
    Type: AWS::Serverless::Function
    Properties:
      Handler: index.handler
      Runtime: python3.12
      CodeUri: code
      MemorySize: 256
      Events: {Http: {Type: HttpApi, Properties: {Path: /function, Method: get}}}
"""
PERMISSION = """  Permission:
    Type: AWS::Lambda::Permission
    Properties: {Action: lambda:InvokeFunction, FunctionName: !Ref Hello, Principal: apigateway.amazonaws.com}
Outputs:
  Rest: {Value: !Ref Rest}
  Http: {Value: !Ref ServerlessHttpApi}
"""
HANDLER = 'def handler(event, context):\n    return {"statusCode": 200, "body": "{\\"ok\\": true}"}\n'


def free_port():
    with socket.socket() as s:
        s.bind(("127.0.0.1", 0))
        return s.getsockname()[1]


def answered(url, method="GET", body=None):
    """The status of one request, whatever it is."""
    try:
        asked = urllib.request.Request(url, body, method=method, headers={"Content-Type": "application/json"} if body else {})
        with urllib.request.urlopen(asked, timeout=60) as answer:
            answer.read()
            return answer.status
    except urllib.error.HTTPError as answer:
        return answer.code


def wrk(url, clients, seconds):
    """(requests a second, p50 ms, p99 ms, answers that were no 2xx or did not come)"""
    out = subprocess.run(["wrk", f"-t{min(clients, 2)}", f"-c{clients}", f"-d{seconds}s", "--timeout", "30s", "--latency", url],
                         capture_output=True, text=True, check=True).stdout
    unit = {"us": 1e-3, "ms": 1, "s": 1e3}

    def latency(percent):
        value, name = re.search(rf"{percent}%\s+([\d.]+)(us|ms|s)", out).groups()
        return float(value) * unit[name]

    wrong = sum(int(n) for n in re.findall(r"Non-2xx or 3xx responses: (\d+)", out))
    wrong += sum(int(n) for line in re.findall(r"Socket errors: (.*)", out) for n in re.findall(r"\d+", line))
    return float(re.search(r"Requests/sec:\s+([\d.]+)", out).group(1)), latency(50), latency(99), wrong


class Cloud:
    """An embedded cloud in a folder of its own, with the template deployed."""

    def __init__(self, samara, folder):
        self.samara, self.folder, self.port = samara, folder, free_port()
        put(folder, TEMPLATE + FUNCTION + PERMISSION)
        self._log = open(os.path.join(folder, "cloud.log"), "w")
        self.process = subprocess.Popen(
            [samara, "cloud", "run", "--port", str(self.port)], cwd=folder, stdin=subprocess.DEVNULL, stdout=self._log,
            stderr=subprocess.STDOUT, start_new_session=True)
        await_answer(f"http://127.0.0.1:{self.port}/_samara/health", self.process)
        common = ["--local", "--port", str(self.port), "--stack-name", "bench", "--region", "us-east-1"]
        self._run("deploy", *common, "--capabilities", "CAPABILITY_IAM", "--no-confirm-changeset")
        outputs = json.loads(self._run("list", "stack-outputs", *common, "--output", "json"))
        ids = {o["OutputKey"]: o["OutputValue"] for o in outputs}
        base = f"http://127.0.0.1:{self.port}/_aws/execute-api"
        self.rest, self.http = f"{base}/{ids['Rest']}/v1", f"{base}/{ids['Http']}"

    def _run(self, *arguments):
        done = subprocess.run([self.samara, *arguments], cwd=self.folder, stdin=subprocess.DEVNULL, capture_output=True, text=True)
        if done.returncode:
            raise SystemExit(done.stdout + done.stderr)
        return done.stdout

    def resident_mib(self):
        with open(f"/proc/{self.process.pid}/status") as f:
            return int(re.search(r"VmRSS:\s+(\d+)", f.read()).group(1)) / 1024

    def cpu_seconds(self):
        with open(f"/proc/{self.process.pid}/stat") as f:
            fields = f.read().rpartition(")")[2].split()
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")

    def end(self):
        os.killpg(self.process.pid, signal.SIGTERM)
        self.process.wait(30)
        self._log.close()


def put(folder, template):
    os.makedirs(os.path.join(folder, "code"))
    for name, text in (("template.yaml", template), ("code/index.py", HANDLER)):
        with open(os.path.join(folder, name), "w") as f:
            f.write(text)


def await_answer(url, process):
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        try:
            return answered(url)
        except OSError:
            if process.poll() is not None:
                raise SystemExit(f"{process.args} ended with {process.returncode}")
            time.sleep(0.05)
    raise SystemExit(f"{url} did not answer within {PATIENCE} s")


def warm(url, clients, seconds):
    """Until code is compiled and as many environments are started as are needed: the rate grows no more."""
    before = 0
    for _ in range(8):
        rate = wrk(url, clients, seconds)[0]
        if before and rate < before * 1.1:
            return
        before = max(rate, 1)


def measured(o, name, url, rows, cpu_seconds=None):
    status = answered(url)
    if status != 200:
        raise SystemExit(f"{name}: {url} answered {status}")
    for clients in o.clients:
        warm(url, clients, o.seconds)
        before = cpu_seconds() if cpu_seconds else 0
        rate, p50, p99, wrong = wrk(url, clients, o.seconds)
        cpu = f"{(cpu_seconds() - before) / (rate * o.seconds) * 1e6:,.0f} µs" if cpu_seconds and rate else ""
        rows.append({"what": name, "clients": clients, "rate": rate, "p50": p50, "p99": p99, "wrong": wrong})
        print(f"| {name} | {clients} | {rate:,.0f}/s | {p50:.2f} ms | {p99:.2f} ms | {cpu} |"
              + (f" {wrong} errors |" if wrong else ""), flush=True)


def million(cloud):
    """RSS after each tenth of a million requests."""
    targets = (cloud.rest + "/mock", cloud.rest + "/things/1")
    wrk(targets[0], 8, 3)
    wrk(targets[1], 8, 3)
    print(f"after the warm-up: {cloud.resident_mib():.0f} MiB", flush=True)
    sent = 0
    for part in range(1, 11):
        while sent < part * 100_000:
            target = targets[sent // 50_000 % 2]
            rate, _, _, wrong = wrk(target, 8, 5)
            if wrong:
                raise SystemExit(f"{wrong} answers of {target} were errors")
            sent += int(rate * 5)
        print(f"after {sent:,} requests: {cloud.resident_mib():.0f} MiB", flush=True)


def peer(o, work, rows):
    """`sam local start-api` with the same function, or why it can't be measured."""
    sam = os.path.join(o.peers, "bin", "sam")
    sam = sam if os.access(sam, os.X_OK) else shutil.which("sam")
    if not sam or os.path.realpath(sam) == os.path.realpath(o.samara):
        print("sam local start-api: not measured, aws-sam-cli is not installed (bench/bench.py --install-peers)")
        return
    folder, port = os.path.join(work, "sam"), free_port()
    put(folder, "Transform: AWS::Serverless-2016-10-31\nResources:\n" + FUNCTION)
    process = subprocess.Popen(
        [sam, "local", "start-api", "--port", str(port), "--region", "us-east-1", "--warm-containers", "EAGER"], cwd=folder,
        stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, start_new_session=True)
    try:
        await_answer(f"http://127.0.0.1:{port}/function", process)
        measured(o, "`sam local start-api`, function", f"http://127.0.0.1:{port}/function", rows)
    except SystemExit as e:
        said = process.stdout.read().strip().splitlines() if process.poll() is not None else []
        print(f"sam local start-api: could not be measured: {said[-1] if said else e}")
    finally:
        if process.poll() is None:
            os.killpg(process.pid, signal.SIGINT)
            process.wait(30)


NAMES = ("mock", "vtl", "function", "http", "peer")


def main():
    a = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    a.add_argument("--seconds", type=int, default=5)
    a.add_argument("--clients", type=int, nargs="*", default=[1, 8, 64])
    a.add_argument("--only", nargs="*", choices=NAMES, default=NAMES)
    a.add_argument("--million", action="store_true")
    a.add_argument("--peers", default=os.path.join(ROOT, "dist", "tools", "peers"))
    a.add_argument("--samara", default=os.path.join(ROOT, "samara"))
    o = a.parse_args()
    if not shutil.which("wrk"):
        raise SystemExit("wrk is not installed: apt-get install wrk")
    rows = []
    with tempfile.TemporaryDirectory(prefix="samara-bench-", ignore_cleanup_errors=True) as work:
        cloud = Cloud(o.samara, os.path.join(work, "cloud"))
        try:
            if answered(cloud.rest + "/things/1", "PUT", b'{"name": "chair"}') != 200:
                raise SystemExit("the item was not put")
            if o.million:
                million(cloud)
                return
            print(f"load average {os.getloadavg()[0]:.1f}, {os.cpu_count()} cores, {o.seconds} s each")
            print("| what | clients | requests | p50 | p99 | CPU of the cloud a request |\n| --- | --- | --- | --- | --- | --- |")
            for name, what, url in (
                    ("mock", "REST API, mock", cloud.rest + "/mock"),
                    ("vtl", "REST API, mapping template, DynamoDB GetItem", cloud.rest + "/things/1"),
                    ("function", "REST API, function (Python)", cloud.rest + "/function"),
                    ("http", "HTTP API, function (Python)", cloud.http + "/function")):
                if name in o.only:
                    measured(o, what, url, rows, cloud.cpu_seconds)
            print(f"resident memory after the load: {cloud.resident_mib():.0f} MiB")
        finally:
            cloud.end()
        if "peer" in o.only:
            peer(o, work, rows)
    print(json.dumps(rows), file=sys.stderr)


if __name__ == "__main__":
    main()
