package samara.cloud.apigateway;

import samara.wire.AwsException;

/// Deletes what may be gone already.
final class Gone {
    private Gone() {}

    static void ignored(Runnable delete) {
        try {
            delete.run();
        } catch (AwsException e) {
            if (!e.code().equals("NotFoundException")) {
                throw e;
            }
        }
    }
}
