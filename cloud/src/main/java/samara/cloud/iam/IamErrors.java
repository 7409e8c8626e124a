package samara.cloud.iam;

import samara.wire.AwsException;

/// Every error that IAM answers with here.
///
/// See <https://docs.aws.amazon.com/IAM/latest/APIReference/CommonErrors.html>.
final class IamErrors {
    /// The code of the answer that something is not there.
    static final String NO_SUCH_ENTITY = "NoSuchEntity";

    private IamErrors() {}

    static AwsException noSuchEntity(String kind, String name) {
        return new AwsException(NO_SUCH_ENTITY, 404, "The " + kind + " with name " + name + " cannot be found.");
    }

    static AwsException noSuchInlinePolicy(String kind, String policy) {
        return new AwsException(
                NO_SUCH_ENTITY, 404, "The " + kind + " policy with name " + policy + " cannot be found.");
    }

    static AwsException noSuchPolicy(String arn) {
        String hint = AwsManagedPolicies.isAwsManaged(arn) ? " (this AWS managed policy is not kept in Samara)" : "";
        return new AwsException(
                NO_SUCH_ENTITY, 404, "Policy " + arn + " does not exist or is not attachable" + hint + ".");
    }

    static AwsException noSuchVersion(String arn, String version) {
        return new AwsException(NO_SUCH_ENTITY, 404, "Policy " + arn + " version " + version + " does not exist.");
    }

    static AwsException notAttached(String arn) {
        return new AwsException(NO_SUCH_ENTITY, 404, "Policy " + arn + " was not found.");
    }

    static AwsException entityAlreadyExists(String kind, String name) {
        return new AwsException(
                "EntityAlreadyExists",
                409,
                kind.substring(0, 1).toUpperCase(java.util.Locale.ROOT) + kind.substring(1) + " with name " + name
                        + " already exists.");
    }

    static AwsException deleteConflict(String why) {
        return new AwsException("DeleteConflict", 409, "Cannot delete entity, " + why + ".");
    }

    static AwsException malformedPolicy(String why) {
        return new AwsException("MalformedPolicyDocument", 400, why);
    }

    static AwsException limitExceeded(String why) {
        return new AwsException("LimitExceeded", 409, why);
    }

    static AwsException validation(String why) {
        return new AwsException("ValidationError", 400, why);
    }

    static AwsException unmodifiable(String arn) {
        return new AwsException("AccessDenied", 403, "The policy " + arn + " is managed by AWS and cannot be changed.");
    }
}
