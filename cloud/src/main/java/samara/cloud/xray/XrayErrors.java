package samara.cloud.xray;

import samara.wire.AwsException;

/// The errors of X-Ray.
final class XrayErrors {
    private XrayErrors() {}

    static AwsException invalid(String message) {
        return new AwsException("InvalidRequestException", 400, message);
    }

    static AwsException notBuilt(String what) {
        return new AwsException("NotImplemented", 501, "Samara does not implement " + what + " of X-Ray yet.");
    }
}
