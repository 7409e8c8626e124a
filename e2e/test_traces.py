"""`samara up examples/traced-api`: one trace from the API to what the function's X-Ray SDK says, by boto3 and the CLI."""
import json
import os
import time
import unittest

import boto3

from harness import AppTest, Up, eventually, request, samara

TRACE = f"1-{int(time.time()):08x}-{os.urandom(12).hex()}"


class TracesTest(AppTest):
    example = "traced-api"

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.up = Up(cls.app)
        cls.addClassCleanup(cls.up.end)
        environment = cls.client_environment(cls.up)
        cls.xray = boto3.client(
            "xray", endpoint_url=environment["AWS_ENDPOINT_URL"], region_name=environment["AWS_REGION"],
            aws_access_key_id=environment["AWS_ACCESS_KEY_ID"],
            aws_secret_access_key=environment["AWS_SECRET_ACCESS_KEY"])
        cls.url = cls.up.url() + "/orders/"
        cls.answer = request(
            cls.url + "7", "PUT", json.dumps({"items": ["pen", "ink"]}),
            {"X-Amzn-Trace-Id": f"Root={TRACE};Sampled=1"})

    def documents(self):
        """The segments of the trace by their origins, when the function's own have come in."""
        def probe():
            traces = self.xray.batch_get_traces(TraceIds=[TRACE])["Traces"]
            documents = [json.loads(s["Document"]) for t in traces for s in t["Segments"]]
            found = {d.get("origin"): d for d in documents}
            own = {s["name"] for s in found.get("AWS::Lambda::Function", {}).get("subsegments", [])}
            return found if "AWS::ApiGateway::Stage" in found and own >= {"price", "dynamodb"} else None
        return eventually(probe, "the segments of the trace")

    def test_one_trace_has_the_api_the_function_and_the_table(self):
        status, body, headers = self.answer
        self.assertEqual((201, 200), (status, json.loads(body)["price"]), body)
        self.assertIn(f"Root={TRACE};Parent=", headers["X-Amzn-Trace-Id"])
        found = self.documents()
        stage, service, function = (
            found[o] for o in ("AWS::ApiGateway::Stage", "AWS::Lambda", "AWS::Lambda::Function"))
        self.assertEqual(201, stage["http"]["response"]["status"])
        self.assertEqual(stage["subsegments"][0]["id"], service["parent_id"])
        self.assertEqual(service["id"], function["parent_id"])
        own = {s["name"]: s for s in function["subsegments"]}
        self.assertEqual({"order": "7"}, own["price"]["annotations"])
        self.assertEqual("PutItem", own["dynamodb"]["aws"]["operation"])
        self.assertTrue({"Initialization", "Invocation", "Overhead"} <= own.keys(), own)
        self.assertEqual(own["dynamodb"]["id"], found["AWS::DynamoDB::Table"]["parent_id"])

    def test_a_summary_is_found_by_annotation(self):
        self.documents()
        now = time.time()
        summaries = self.xray.get_trace_summaries(
            StartTime=now - 3600, EndTime=now + 60,
            FilterExpression='annotation[order] = "7" AND http.status = 201 AND service(id(type: "AWS::Lambda"))')
        summary, = summaries["TraceSummaries"]
        self.assertEqual(TRACE, summary["Id"])
        self.assertFalse(summary["HasFault"] or summary["HasError"])

    def test_traces_prints_the_tree_and_the_map(self):
        self.documents()
        port = str(self.up.port)
        shown = samara("traces", "--local", "--port", port, cwd=self.app)
        self.assertEqual(0, shown.returncode, shown.stderr)
        self.assertRegex(shown.stdout, rf"XRay Event \[revision \d+] at \(.*\) with id \({TRACE}\) and duration \(")
        self.assertRegex(shown.stdout, r" - \d\.\d{3}s - .*/Prod \[HTTP: 201]\n   - .* - Lambda \[HTTP: 200]")
        self.assertRegex(shown.stdout, r"New XRay Service Graph\n(.*\n)*  Reference Id: \d+ - \(Root\) AWS::ApiGateway")
        self.assertRegex(shown.stdout, r"AWS::DynamoDB::Table - .* - Edges: \[]")
        logs = samara("logs", "--local", "--port", port, "--stack-name", self.example, "--include-traces", cwd=self.app)
        self.assertRegex(logs.stdout, rf"REPORT RequestId(.*\n)*XRay Event .* with id \({TRACE}\)", logs.stderr)
        tail = samara("traces", "--local", "--port", port, "--tail", "--end-time", "now", cwd=self.app)
        self.assertEqual((0, 1), (tail.returncode, tail.stdout.count(f"with id ({TRACE})")), tail.stderr)
        one = samara("traces", "--local", "--port", port, "--trace-id", TRACE, "--output", "json", cwd=self.app)
        self.assertEqual(TRACE, json.loads(one.stdout)["Id"], one.stderr)
        none = samara("traces", "--local", "--port", port, "--trace-id", TRACE[:-4] + "0000", cwd=self.app)
        self.assertIn("There is no trace", none.stderr)

    def test_the_service_map_says_who_calls_whom(self):
        self.documents()
        services = self.xray.get_trace_graph(TraceIds=[TRACE])["Services"]
        names = {s["ReferenceId"]: s.get("Type") for s in services}
        edges = {(s.get("Type"), names[e["ReferenceId"]]) for s in services for e in s["Edges"]}
        self.assertEqual(
            {("client", "AWS::ApiGateway::Stage"), ("AWS::ApiGateway::Stage", "AWS::Lambda"),
             ("AWS::Lambda", "AWS::Lambda::Function"), ("AWS::Lambda::Function", "AWS::DynamoDB::Table")}, edges)


if __name__ == "__main__":
    unittest.main()
