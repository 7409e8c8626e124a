package samara.cloud.dynamodb.value;

import samara.wire.AwsException;

/// What DynamoDB answers to a request that it can not make sense of: a `ValidationException`.
public final class Invalid {
    private Invalid() {}

    /// The answer with this sentence.
    public static AwsException because(String message) {
        return new AwsException("ValidationException", 400, message);
    }

    /// The answer for a value of a parameter, with the words that DynamoDB puts before most of them.
    public static AwsException parameter(String message) {
        return because("One or more parameter values were invalid: " + message);
    }
}
