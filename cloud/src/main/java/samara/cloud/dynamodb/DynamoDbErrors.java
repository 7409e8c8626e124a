package samara.cloud.dynamodb;

import samara.wire.AwsException;

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
