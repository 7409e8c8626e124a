package samara.cloud.dynamodb;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import samara.cloud.dynamodb.value.Value;
import samara.wire.AwsException;
import samara.wire.dynamodb.CancellationReason;
import samara.wire.dynamodb.ConditionalCheckFailedException;
import samara.wire.dynamodb.TransactionCanceledException;

/// The errors that the service answers beside `ValidationException`, which is made by
/// [samara.cloud.dynamodb.value.Invalid].
final class DynamoDbErrors {
    private DynamoDbErrors() {}

    static AwsException resourceNotFound() {
        return new AwsException("ResourceNotFoundException", 400, "Requested resource not found");
    }

    static AwsException tableNotFound(String name) {
        return new AwsException(
                "ResourceNotFoundException", 400, "Requested resource not found: Table: " + name + " not found");
    }

    static AwsException arnNotFound(String arn) {
        return new AwsException(
                "ResourceNotFoundException", 400, "Requested resource not found: ResourcArn: " + arn + " not found");
    }

    static AwsException tableExists(String name) {
        return new AwsException("ResourceInUseException", 400, "Table already exists: " + name);
    }

    static AwsException conditionalCheckFailed(Optional<Map<String, Value>> item) {
        var failed = new AwsException("ConditionalCheckFailedException", 400, "The conditional request failed");
        return item.map(there -> failed.with(ConditionalCheckFailedException.builder()
                        .message(failed.message())
                        .item(AttributeValues.write(there))
                        .build()))
                .orElse(failed);
    }

    static AwsException transactionCanceled(List<CancellationReason> reasons) {
        String codes = reasons.stream()
                .map(reason -> reason.code().orElse("None"))
                .collect(Collectors.joining(", ", "[", "]"));
        var canceled = new AwsException(
                "TransactionCanceledException",
                400,
                "Transaction cancelled, please refer cancellation reasons for specific reasons " + codes);
        return canceled.with(TransactionCanceledException.builder()
                .message(canceled.message())
                .cancellationReasons(reasons)
                .build());
    }

    static AwsException limitExceeded(String message) {
        return new AwsException("LimitExceededException", 400, message);
    }

    static AwsException idempotentParameterMismatch() {
        return new AwsException(
                "IdempotentParameterMismatchException",
                400,
                "An error occurred (IdempotentParameterMismatchException) because the request token was used before"
                        + " with other parameters");
    }
}
