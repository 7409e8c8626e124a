// Greets, and says how many items the table holds.
import { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { DynamoDBDocumentClient, ScanCommand } from "@aws-sdk/lib-dynamodb";

const documents = DynamoDBDocumentClient.from(new DynamoDBClient({}));

export const handler = async (event) => {
  const name = event.queryStringParameters?.name ?? "world";
  const { Count } = await documents.send(new ScanCommand({ TableName: process.env.TABLE_NAME, Select: "COUNT" }));
  console.log(`greeted ${name}`);
  return {
    statusCode: 200,
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify({ message: `Hello, ${name}!`, items: Count }),
  };
};
