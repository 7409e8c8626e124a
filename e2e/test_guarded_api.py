"""`samara up examples/guarded-api`: a web ACL, an authorizer and a model before a function is called."""
import json
import unittest
from urllib.parse import quote

from harness import AppTest, Up, eventually, request

GOOD = {"name": "Cherry", "imageUrl": "https://example.com/cherry.png", "sock": "1", "cape": "4"}


class GuardedApiTest(AppTest):
    example = "guarded-api"

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.up = Up(cls.app)
        cls.addClassCleanup(cls.up.end)
        cls.url = cls.up.url() + "/customizations"

    def send(self, body, query="", token="Bearer acme-capes", agent="a partner"):
        headers = {"Content-Type": "application/json", "User-Agent": agent}
        if token:
            headers["Authorization"] = token
        text = body if isinstance(body, str) else json.dumps(body)
        status, answer, _ = request(self.url + query, "POST", text, headers)
        return status, json.loads(answer)

    def test_a_partner_is_served(self):
        status, answer = self.send(GOOD)
        self.assertEqual((201, "acme"), (status, answer["partner"]), answer)

    def test_the_model_refuses_what_does_not_fit(self):
        for change in ({"imageUrl": "cherry.png"}, {"cape": "four"}, {"extra": 1}, {"name": ""}):
            self.assertEqual((400, {"message": "Invalid request body"}), self.send(GOOD | change), change)

    def test_the_authorizer_refuses_strangers(self):
        self.assertEqual((401, {"message": "Unauthorized"}), self.send(GOOD, token=None))
        self.assertEqual((401, {"message": "Unauthorized"}), self.send(GOOD, token="Basic x"))
        status, answer = self.send(GOOD, token="Bearer stranger")
        self.assertEqual(403, status)
        self.assertIn("explicit deny", answer["Message"])

    def test_the_firewall_stops_attacks_before_all_else(self):
        forbidden = (403, {"message": "Forbidden"})
        injection = "2); INSERT INTO Cape (NAME,PRICE) VALUES ('Bad color', 10000.00"
        self.assertEqual(forbidden, self.send(GOOD | {"cape": injection}))
        self.assertEqual(forbidden, self.send(GOOD, query="?id=" + quote("1' or 1=1"), token=None))
        self.assertEqual(forbidden, self.send(GOOD | {"name": "x" * 3000}))
        self.assertEqual(forbidden, self.send(GOOD, query="?q=" + quote("<script>alert(1)</script>")))
        self.assertEqual(forbidden, self.send(GOOD, agent="sqlmap/1.8"))
        self.up.wait_for("blocked POST .*rule AWS#AWSManagedRulesCommonRuleSet/UserAgent_BadBots_HEADER")

        stack = self.aws_json(self.up, "cloudformation", "describe-stacks")["Stacks"][0]
        group = next(o["OutputValue"] for o in stack["Outputs"] if o["OutputKey"] == "FirewallLogName")
        events = eventually(
            lambda: self.aws_json(
                self.up, "logs", "filter-log-events", "--log-group-name", group,
                "--filter-pattern", '"sql-injection"')["events"], "the firewall's log")
        record = json.loads(events[0]["message"])
        self.assertEqual(("BLOCK", "sql-injection"), (record["action"], record["terminatingRuleId"]))
        self.assertNotIn("acme-capes", json.dumps(record))

    def test_too_many_requests_are_slowed_down(self):
        answers = [self.send("{}", token="Bearer too-fast") for _ in range(101)]
        self.assertEqual((429, {"message": "Slow down."}), answers[-1])
        self.assertEqual({403}, {status for status, _ in answers[:-1]})
        self.assertEqual(201, self.send(GOOD)[0])


if __name__ == "__main__":
    unittest.main()
