package samara.cloud.acm;

import samara.wire.AwsException;

/// The errors of ACM.
final class AcmErrors {
    private AcmErrors() {}

    static AwsException notFound(String arn) {
        return new AwsException("ResourceNotFoundException", 400, "Could not find certificate " + arn + ".");
    }

    static AwsException inUse(String arn, String accountId) {
        return new AwsException(
                "ResourceInUseException", 400, "Certificate " + arn + " in account " + accountId + " is in use.");
    }

    static AwsException invalidArn(String arn) {
        return new AwsException("InvalidArnException", 400, "The ARN `" + arn + "` is not a certificate's.");
    }

    static AwsException invalid(String message) {
        return new AwsException("ValidationException", 400, message);
    }

    static AwsException invalidParameter(String message) {
        return new AwsException("InvalidParameterException", 400, message);
    }

    static AwsException invalidValidation(String message) {
        return new AwsException("InvalidDomainValidationOptionsException", 400, message);
    }

    static AwsException tooManyTags() {
        return new AwsException("TooManyTagsException", 400, "A certificate has no more than 50 tags.");
    }

    static AwsException notBuilt(String what) {
        return new AwsException("ValidationException", 400, what + " is not built yet.");
    }
}
