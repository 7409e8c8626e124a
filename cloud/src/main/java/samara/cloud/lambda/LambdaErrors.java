package samara.cloud.lambda;

import samara.wire.AwsException;

/// The errors that Lambda answers with.
final class LambdaErrors {
    private LambdaErrors() {}

    static AwsException notFound(String arn) {
        return new AwsException("ResourceNotFoundException", 404, "Function not found: " + arn);
    }

    static AwsException aliasNotFound(String arn) {
        return new AwsException("ResourceNotFoundException", 404, "Cannot find alias arn: " + arn);
    }

    static AwsException noPolicy() {
        return new AwsException("ResourceNotFoundException", 404, "The resource you requested does not exist.");
    }

    static AwsException noStatement(String id) {
        return new AwsException(
                "ResourceNotFoundException", 404, "Statement " + id + " is not found in resource policy.");
    }

    static AwsException denied(String why) {
        return new AwsException("AccessDeniedException", 403, why);
    }

    static AwsException exists(String what) {
        return new AwsException("ResourceConflictException", 409, what);
    }

    static AwsException invalid(String why) {
        return new AwsException("InvalidParameterValueException", 400, why);
    }

    static AwsException tooLarge(String why) {
        return new AwsException("RequestTooLargeException", 413, why);
    }

    static AwsException badJson(String why) {
        return new AwsException(
                "InvalidRequestContentException", 400, "Could not parse request body into json: " + why);
    }

    static AwsException tooMany() {
        return new AwsException("TooManyRequestsException", 429, "Rate Exceeded.");
    }

    static AwsException stale() {
        return new AwsException(
                "PreconditionFailedException",
                412,
                "The Revision Id provided does not match the latest Revision Id. Call the GetFunction/GetAlias API to "
                        + "retrieve the latest Revision Id");
    }

    static AwsException notBuilt(String what) {
        return new AwsException("NotImplemented", 501, "Samara's Lambda does not have " + what + " yet.");
    }
}
