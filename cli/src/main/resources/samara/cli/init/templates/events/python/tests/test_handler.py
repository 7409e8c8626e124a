import json
import pathlib
import unittest

from src import app

EVENT = pathlib.Path(__file__).parents[1] / "events" / "event.json"


class HandlerTest(unittest.TestCase):
    def test_takes_the_event(self):
        answer = app.lambda_handler(json.loads(EVENT.read_text()), None)
{% if source in ['sqs', 'dynamodb', 'kinesis'] %}
        self.assertEqual({"batchItemFailures": []}, answer)

    def test_reports_what_it_failed_at(self):
        event = json.loads(EVENT.read_text())
        record = event["Records"][0]
        del record["{{ 'body' if source == 'sqs' else 'eventName' if source == 'dynamodb' else 'eventID' }}"]
{% if source == 'kinesis' %}
        record["kinesis"]["data"] = "!"
{% endif %}
        self.assertEqual(1, len(app.lambda_handler(event, None)["batchItemFailures"]))
{% elif source == 'none' %}
        self.assertEqual({"message": "hello world"}, answer)
{% else %}
        self.assertIsNone(answer)
{% endif %}


if __name__ == "__main__":
    unittest.main()
