import assert from "node:assert/strict";
import { test } from "node:test";
import { lambdaHandler } from "../../app.mjs";

test("says hello", async () => {
  const answer = await lambdaHandler({}, {});
  assert.equal(answer.statusCode, 200);
  assert.deepEqual(JSON.parse(answer.body), { message: "hello world" });
});
