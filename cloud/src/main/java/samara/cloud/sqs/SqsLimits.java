package samara.cloud.sqs;

import java.time.Duration;

/// SQS's quotas: <https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-quotas.html>.
final class SqsLimits {
    /// Entries of one batch, and messages of one answer.
    static final int BATCH = 10;
    /// Bytes of a message with its attributes, and of all messages of a batch.
    static final int MESSAGE_BYTES = 1_048_576;
    /// Attributes of a message.
    static final int MESSAGE_ATTRIBUTES = 10;
    static final int MAX_DELAY_SECONDS = 900;
    static final int MAX_VISIBILITY_SECONDS = 43_200;
    static final int MAX_WAIT_SECONDS = 20;
    static final int TAGS = 50;
    /// Messages of a queue that were received and are not deleted.
    static final int IN_FLIGHT = 120_000;
    /// How long a FIFO queue knows a deduplication id.
    static final Duration DEDUPLICATION = Duration.ofMinutes(5);
    /// How long after a purge the next is refused.
    static final Duration BETWEEN_PURGES = Duration.ofSeconds(60);

    private SqsLimits() {}
}
