package samara.cloud.sts;

import samara.wire.AwsException;

/// Every error that STS answers with here.
final class StsErrors {
    private StsErrors() {}

    static AwsException accessDenied(String why) {
        return new AwsException("AccessDenied", 403, why);
    }

    static AwsException validation(String why) {
        return new AwsException("ValidationError", 400, why);
    }

    static AwsException notBuilt(String member) {
        return new AwsException(
                "NotImplemented", 501, "Samara does not implement `" + member + "` of sts:AssumeRole yet.");
    }
}
