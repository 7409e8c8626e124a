package samara.cloud.apigateway;

import samara.wire.AwsException;

/// The errors that API Gateway answers its control plane's callers with.
public final class ApiGatewayErrors {
    /// The code of the answer that something is not there.
    public static final String NOT_FOUND = "NotFoundException";

    private ApiGatewayErrors() {}

    /// Something that is not there.
    public static AwsException notFound(String message) {
        return new AwsException(NOT_FOUND, 404, message);
    }

    static AwsException noApi(String accountId, String apiId) {
        return notFound("Invalid API identifier specified " + accountId + ":" + apiId);
    }

    /// Something that can't be done.
    public static AwsException badRequest(String message) {
        return new AwsException("BadRequestException", 400, message);
    }

    /// Something that is there already.
    public static AwsException conflict(String message) {
        return new AwsException("ConflictException", 409, message);
    }

    /// Something that AWS has and this has not, by name.
    public static AwsException notBuilt(String what) {
        return new AwsException("BadRequestException", 400, what + " is not built yet.");
    }
}
