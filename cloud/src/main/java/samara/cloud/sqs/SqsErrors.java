package samara.cloud.sqs;

import samara.wire.AwsException;

/// The errors that SQS answers with, by their codes of the query protocol; clients of JSON see these, too, beside the
/// names of the model's shapes.
final class SqsErrors {
    private static final String PREFIX = "AWS.SimpleQueueService.";
    static final String NO_QUEUE = PREFIX + "NonExistentQueue";

    private SqsErrors() {}

    static AwsException noQueue() {
        return new AwsException(NO_QUEUE, 400, "The specified queue does not exist.");
    }

    static AwsException queueExists(String attribute) {
        return new AwsException(
                "QueueAlreadyExists",
                400,
                "A queue already exists with the same name and a different value for attribute " + attribute);
    }

    static AwsException invalidParameter(String why) {
        return new AwsException("InvalidParameterValue", 400, why);
    }

    static AwsException outOfRange(String name, long value, long from, long to) {
        return invalidParameter("Value " + value + " for parameter " + name + " is invalid. Reason: Must be between "
                + from + " and " + to + ", if provided.");
    }

    static AwsException invalidAttributeValue(String name) {
        return new AwsException("InvalidAttributeValue", 400, "Invalid value for the parameter " + name + ".");
    }

    static AwsException unknownAttribute(String name) {
        return new AwsException("InvalidAttributeName", 400, "Unknown Attribute " + name + ".");
    }

    static AwsException missing(String name) {
        return new AwsException("MissingParameter", 400, "The request must contain the parameter " + name + ".");
    }

    static AwsException badHandle() {
        return new AwsException("ReceiptHandleIsInvalid", 400, "The input receipt handle is invalid.");
    }

    static AwsException notInFlight(String handle) {
        return invalidParameter("Value " + handle + " for parameter ReceiptHandle is invalid. Reason: Message does not"
                + " exist or is not available for visibility timeout change.");
    }

    static AwsException expired(String handle) {
        return invalidParameter(
                "Value " + handle + " for parameter ReceiptHandle is invalid. Reason: The receipt handle has expired.");
    }

    static AwsException purging(String name) {
        return new AwsException(
                PREFIX + "PurgeQueueInProgress",
                403,
                "Only one PurgeQueue operation on " + name + " is allowed every 60 seconds.");
    }

    static AwsException overLimit(String why) {
        return new AwsException("OverLimit", 403, why);
    }

    static AwsException emptyBatch() {
        return new AwsException(
                PREFIX + "EmptyBatchRequest",
                400,
                "There should be at least one SendMessageBatchRequestEntry in the request.");
    }

    static AwsException tooManyEntries(int count) {
        return new AwsException(
                PREFIX + "TooManyEntriesInBatchRequest",
                400,
                "Maximum number of entries per request are " + SqsLimits.BATCH + ". You have sent " + count + ".");
    }

    static AwsException sameId(String id) {
        return new AwsException(PREFIX + "BatchEntryIdsNotDistinct", 400, "Id " + id + " repeated.");
    }

    static AwsException badBatchId() {
        return new AwsException(
                PREFIX + "InvalidBatchEntryId",
                400,
                "A batch entry id can only contain alphanumeric characters, hyphens and underscores. It can be at"
                        + " most 80 letters long.");
    }

    static AwsException batchTooLong(long bytes) {
        return new AwsException(
                PREFIX + "BatchRequestTooLong",
                400,
                "Batch requests cannot be longer than " + SqsLimits.MESSAGE_BYTES + " bytes. You have sent " + bytes
                        + " bytes.");
    }

    static AwsException badContents() {
        return new AwsException("InvalidMessageContents", 400, "Invalid characters found in the message body.");
    }

    static AwsException notBuilt(String what) {
        return new AwsException("NotImplemented", 501, "Samara's SQS does not have " + what + " yet.");
    }
}
