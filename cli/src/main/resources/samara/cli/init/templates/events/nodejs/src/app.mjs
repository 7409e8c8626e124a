// Is called by {{ what }}.
{% if source in ['sqs', 'dynamodb', 'kinesis'] %}

/** Handles each record; those that fail are reported, and come again without the others. */
export const lambdaHandler = async (event, context) => {
  const batchItemFailures = [];
  for (const record of event.Records) {
    try {
      handle(record);
    } catch (error) {
      console.error("failed at a record", error);
{% if source == 'sqs' %}
      batchItemFailures.push({ itemIdentifier: record.messageId });
{% elif source == 'dynamodb' %}
      batchItemFailures.push({ itemIdentifier: record.dynamodb.SequenceNumber });
{% else %}
      batchItemFailures.push({ itemIdentifier: record.kinesis.sequenceNumber });
{% endif %}
    }
  }
  return { batchItemFailures };
};

const handle = (record) => {
{% if source == 'sqs' %}
  console.log("message:", record.body.trim());
{% elif source == 'dynamodb' %}
  console.log(record.eventName.toLowerCase(), JSON.stringify(record.dynamodb.NewImage));
{% else %}
  console.log("record:", Buffer.from(record.kinesis.data, "base64").toString());
{% endif %}
};
{% else %}

export const lambdaHandler = async (event, context) => {
{% if source == 'sns' %}
  for (const record of event.Records) {
    console.log("message:", record.Sns.Message);
  }
{% elif source == 's3' %}
  for (const record of event.Records) {
    const key = decodeURIComponent(record.s3.object.key.replace(/\+/g, " "));
    console.log(`object: s3://${record.s3.bucket.name}/${key}`);
  }
{% elif source == 'none' %}
  return { message: `hello ${event.name ?? "world"}` };
{% else %}
  console.log("event:", JSON.stringify(event.detail));
{% endif %}
};
{% endif %}
