/// Amazon SQS. Start at [samara.cloud.sqs.SqsService].
///
/// Modelled: standard and FIFO queues with their attributes, tags and policies; messages one by one and in batches,
/// with
/// attributes and their MD5 sums, delays, visibility, retention, long polling on the cloud's clock; message groups,
/// sequence numbers, deduplication by id or content for five minutes; dead-letter queues (`RedrivePolicy`,
/// `RedriveAllowPolicy`). Queues and messages are in the store. Clients speak AWS JSON 1.0 or the older query protocol.
/// [API reference](https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/).
///
/// A queue's URL is `http://127.0.0.1:4566/{account}/{name}`; a URL of any host with this path means the same queue.
///
/// Deviations: a standard queue gives messages in the order in which they were sent, also those with a `MessageGroupId`
/// (there is no fair queuing); counts are exact; a deleted queue's name is free at once; `SenderId` is the principal's
/// name, and an account for its root user; throughput is not limited.
///
/// Not built, and refused by name: KMS keys, `ReceiveRequestAttemptId`, `AddPermission` and `RemovePermission`, message
/// move tasks.
@NullMarked
package samara.cloud.sqs;

import org.jspecify.annotations.NullMarked;
