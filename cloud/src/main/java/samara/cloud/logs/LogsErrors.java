package samara.cloud.logs;

import samara.wire.AwsException;

/// The errors that CloudWatch Logs answers with.
final class LogsErrors {
    private LogsErrors() {}

    static AwsException noGroup() {
        return new AwsException("ResourceNotFoundException", 400, "The specified log group does not exist.");
    }

    static AwsException noStream() {
        return new AwsException("ResourceNotFoundException", 400, "The specified log stream does not exist.");
    }

    static AwsException groupExists() {
        return new AwsException("ResourceAlreadyExistsException", 400, "The specified log group already exists");
    }

    static AwsException streamExists() {
        return new AwsException("ResourceAlreadyExistsException", 400, "The specified log stream already exists");
    }

    static AwsException invalid(String why) {
        return new AwsException("InvalidParameterException", 400, why);
    }

    static AwsException notBuilt(String what) {
        return new AwsException("NotImplemented", 501, "Samara's CloudWatch Logs does not have " + what + " yet.");
    }
}
