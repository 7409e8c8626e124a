"""`samara up examples/dynamodb-patterns`: an API in front of a table, with no function in between."""
import json
import os
import unittest
from urllib.parse import quote

from harness import AppTest, Up, eventually, request


class DynamoDbPatternsTest(AppTest):
    example = "dynamodb-patterns"

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.up = Up(cls.app)
        cls.addClassCleanup(cls.up.end)
        cls.albums = cls.up.url() + "/albums"

    def setUp(self):
        stack = self.aws_json(self.up, "cloudformation", "describe-stacks")["Stacks"][0]
        self.outputs = {o["OutputKey"]: o["OutputValue"] for o in stack["Outputs"]}
        key = self.aws_json(
            self.up, "apigateway", "get-api-key", "--api-key", self.outputs["ApiKeyId"], "--include-value")
        self.key = {"x-api-key": key["value"], "Content-Type": "application/json"}

    def send(self, method, url, body=None, headers=None):
        status, text, _ = request(url, method, body, self.key if headers is None else headers)
        return status, json.loads(text)

    def test_albums_are_kept_and_found_by_their_artist(self):
        titles = ["Hejira", 'Blue "side A"', "It's all right"]
        ids = []
        for title in titles:
            status, answer = self.send("POST", self.albums, json.dumps({"artist": "Joni M.", "title": title}))
            self.assertEqual(201, status, answer)
            ids.append(answer["id"])
        self.send("POST", self.albums, json.dumps({"artist": "Somebody", "title": "Else", "year": 1999}))

        status, answer = self.send("GET", self.albums + "?artist=" + quote("Joni M."))
        self.assertEqual(200, status, answer)
        self.assertEqual(
            sorted(zip(ids, titles)), sorted((a["id"], a["title"]) for a in answer["albums"]))
        status, answer = self.send("GET", self.albums + "?artist=Somebody&limit=1")
        self.assertEqual([("Else", 1999)], [(a["title"], a["year"]) for a in answer["albums"]])

        out = os.path.join(self.work, "shelf.json")
        self.aws(
            self.up, "lambda", "invoke", "--function-name", self.outputs["ShelfFunctionName"],
            "--payload", json.dumps({"id": ids[0]}), *self.raw(), out)
        with open(out) as f:
            self.assertEqual({"found": True, "shelf": "J: Joni M., Hejira"}, json.load(f))

    def raw(self):
        import subprocess
        from harness import AWS
        version = subprocess.run([AWS, "--version"], capture_output=True, text=True)
        is_v2 = (version.stdout + version.stderr).startswith("aws-cli/2")
        return ["--cli-binary-format", "raw-in-base64-out"] if is_v2 else []

    def test_nobody_comes_in_without_a_key(self):
        self.assertEqual((403, {"message": "Forbidden"}), self.send("GET", self.albums + "?artist=x", headers={}))
        self.assertEqual(
            (403, {"message": "Forbidden"}),
            self.send("GET", self.albums + "?artist=x", headers={"x-api-key": "guessed"}))

    def test_what_does_not_fit_the_model_never_reaches_the_table(self):
        for body in ['{"artist": "x"}', '{"artist": "x", "title": "", "year": 1}', '[]', '{"artist": 1, "title": "t"}']:
            self.assertEqual((400, {"message": "Invalid request body"}), self.send("POST", self.albums, body), body)
        self.assertEqual(
            (400, {"message": "Missing required request parameters: [artist]"}), self.send("GET", self.albums))

    def test_a_text_that_looks_like_json_stays_a_text(self):
        trick = '"}}, "TableName": {"x": "'
        self.assertEqual((200, {"albums": []}), self.send("GET", self.albums + "?artist=" + quote(trick)))
        self.assertEqual((200, {"albums": []}), self.send("GET", self.albums + "?artist=nobody&limit=1,%22X%22:1"))

    def test_the_quota_of_the_plan_holds(self):
        plan = self.aws_json(self.up, "apigateway", "get-usage-plans")["items"][0]
        self.assertEqual({"limit": 1000, "offset": 0, "period": "MONTH"}, plan["quota"])
        self.aws(
            self.up, "apigateway", "update-usage-plan", "--usage-plan-id", plan["id"],
            "--patch-operations", "op=replace,path=/quota/limit,value=1")
        self.addCleanup(
            self.aws, self.up, "apigateway", "update-usage-plan", "--usage-plan-id", plan["id"],
            "--patch-operations", "op=replace,path=/quota/limit,value=1000")
        eventually(
            lambda: self.send("GET", self.albums + "?artist=x") == (429, {"message": "Limit Exceeded"}), "the quota")


if __name__ == "__main__":
    unittest.main()
