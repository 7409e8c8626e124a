import assert from "node:assert/strict";
import { test } from "node:test";
import type { APIGatewayProxyEvent } from "aws-lambda";
import { lambdaHandler } from "../../app";

test("says hello", async () => {
  const answer = await lambdaHandler({} as APIGatewayProxyEvent);
  assert.equal(answer.statusCode, 200);
  assert.deepEqual(JSON.parse(answer.body), { message: "hello world" });
});
