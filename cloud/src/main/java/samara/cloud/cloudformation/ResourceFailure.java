package samara.cloud.cloudformation;

import samara.cloud.resource.PropertiesException;
import samara.wire.AwsException;

/// Why a resource could not be made what it should be.
final class ResourceFailure extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private static final System.Logger LOG = System.getLogger(ResourceFailure.class.getName());

    ResourceFailure(String reason) {
        super(reason, null, false, false);
    }

    String reason() {
        return String.valueOf(getMessage());
    }

    /// The reason as events give it. What no service answered is a bug: it is logged, and the event says so.
    static String reasonOf(RuntimeException problem) {
        return switch (problem) {
            case ResourceFailure failure -> failure.reason();
            case AwsException answer ->
                "Resource handler returned message: \"" + answer.message() + "\" (Status Code: " + answer.status()
                        + ", Error Code: " + answer.code() + ")";
            case PropertiesException properties -> CloudFormationErrors.lines(properties.diagnostics());
            default -> {
                LOG.log(System.Logger.Level.ERROR, "A resource type failed.", problem);
                yield "Internal failure: " + problem;
            }
        };
    }
}
