import json
import pathlib
import unittest

from hello_world import app

EVENT = pathlib.Path(__file__).parents[2] / "events" / "event.json"


class HandlerTest(unittest.TestCase):
    def test_says_hello(self):
        answer = app.lambda_handler(json.loads(EVENT.read_text()), None)
        self.assertEqual(200, answer["statusCode"])
        self.assertEqual({"message": "hello world"}, json.loads(answer["body"]))


if __name__ == "__main__":
    unittest.main()
