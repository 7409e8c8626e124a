package samara.cloud.apigateway;

import samara.wire.AwsException;

/// Deletes what may be gone already.
public final class Gone {
    private Gone() {}

    /// Runs it; that the resource is not there is well.
    public static void ignored(Runnable delete) {
        try {
            delete.run();
        } catch (AwsException e) {
            if (!e.code().equals("NotFoundException")) {
                throw e;
            }
        }
    }
}
