package samara.cloud.ssm;

import samara.wire.AwsException;

/// The errors of Parameter Store.
final class SsmErrors {
    private SsmErrors() {}

    static AwsException notFound(String name) {
        return new AwsException("ParameterNotFound", 400, "Parameter " + name + " not found.");
    }

    static AwsException versionNotFound(String name, String selector) {
        return new AwsException(
                "ParameterVersionNotFound",
                400,
                "Systems Manager could not find version " + selector + " of " + name
                        + ". Verify the version and try again.");
    }

    static AwsException alreadyExists() {
        return new AwsException(
                "ParameterAlreadyExists",
                400,
                "The parameter already exists. To overwrite this value, set the overwrite option in the request to"
                        + " true.");
    }

    static AwsException validation(String message) {
        return new AwsException("ValidationException", 400, message);
    }

    static AwsException patternMismatch() {
        return new AwsException(
                "ParameterPatternMismatchException",
                400,
                "Parameter value, cannot be validated against allowedPattern.");
    }

    static AwsException invalidPattern(String pattern) {
        return new AwsException(
                "InvalidAllowedPatternException",
                400,
                "The regular expression `" + pattern + "` of AllowedPattern cannot be read.");
    }

    static AwsException invalidToken() {
        return new AwsException("InvalidNextToken", 400, "The specified token isn't valid.");
    }

    static AwsException invalidFilter(String message) {
        return new AwsException("InvalidFilterKey", 400, message);
    }

    static AwsException invalidResource(String message) {
        return new AwsException("InvalidResourceId", 400, message);
    }

    static AwsException tooLarge() {
        return validation(
                "Standard tier parameters support a maximum parameter value of 4096 characters. To create a"
                        + " larger parameter value, upgrade the parameter to use the advanced-parameter tier. For more"
                        + " information, see"
                        + " https://docs.aws.amazon.com/systems-manager/latest/userguide/parameter-store-advanced-parameters.html");
    }

    static AwsException notBuilt(String what) {
        return new AwsException(
                "NotImplemented", 501, "Samara does not implement " + what + " of Parameter Store yet.");
    }
}
