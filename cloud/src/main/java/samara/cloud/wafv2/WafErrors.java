package samara.cloud.wafv2;

import samara.wire.AwsException;

/// The errors that AWS WAF answers with.
final class WafErrors {
    private WafErrors() {}

    static AwsException invalid(String why) {
        return new AwsException("WAFInvalidParameterException", 400, why);
    }

    static AwsException notThere(String what) {
        return new AwsException(
                "WAFNonexistentItemException",
                400,
                "AWS WAF couldn’t perform the operation because your resource doesn’t exist: " + what);
    }

    static AwsException duplicate(String name) {
        return new AwsException(
                "WAFDuplicateItemException",
                400,
                "AWS WAF couldn’t perform the operation because some resource in your request is a duplicate of an"
                        + " existing one: " + name);
    }

    static AwsException stale() {
        return new AwsException(
                "WAFOptimisticLockException",
                400,
                "AWS WAF couldn’t save your changes because someone changed the resource after you started to edit it."
                        + " Reapply your changes.");
    }

    static AwsException associated(String by) {
        return new AwsException(
                "WAFAssociatedItemException",
                400,
                "AWS WAF couldn’t perform the operation because your resource is being used by another resource: "
                        + by);
    }

    static AwsException notBuilt(String what) {
        return invalid(what + " is not built yet.");
    }
}
