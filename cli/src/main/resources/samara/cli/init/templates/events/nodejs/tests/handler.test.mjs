import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { lambdaHandler } from "../src/app.mjs";

const event = () => JSON.parse(readFileSync(new URL("../events/event.json", import.meta.url)));

test("takes the event", async () => {
  const answer = await lambdaHandler(event(), {});
{% if source in ['sqs', 'dynamodb', 'kinesis'] %}
  assert.deepEqual(answer, { batchItemFailures: [] });
});

test("reports what it failed at", async () => {
  const broken = event();
{% if source == 'sqs' %}
  delete broken.Records[0].body;
{% elif source == 'dynamodb' %}
  delete broken.Records[0].eventName;
{% else %}
  delete broken.Records[0].kinesis.data;
{% endif %}
  const answer = await lambdaHandler(broken, {});
  assert.equal(answer.batchItemFailures.length, 1);
});
{% elif source == 'none' %}
  assert.deepEqual(answer, { message: "hello world" });
});
{% else %}
  assert.equal(answer, undefined);
});
{% endif %}
