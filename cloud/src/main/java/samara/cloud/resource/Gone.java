package samara.cloud.resource;

import samara.wire.AwsException;

/// Deletes what may be gone already: for CloudFormation that is success.
public final class Gone {
    private Gone() {}

    /// Runs it; that the service answers with this error, which says that there is no such thing, is well.
    public static void ignored(String code, Runnable delete) {
        try {
            delete.run();
        } catch (AwsException e) {
            if (!e.code().equals(code)) {
                throw e;
            }
        }
    }
}
