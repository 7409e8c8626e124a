package samara.cloud.apigateway;

import samara.wire.AwsException;

/// The errors that API Gateway answers its control plane's callers with.
final class ApiGatewayErrors {
    private ApiGatewayErrors() {}

    static AwsException notFound(String message) {
        return new AwsException("NotFoundException", 404, message);
    }

    static AwsException noApi(String accountId, String apiId) {
        return notFound("Invalid API identifier specified " + accountId + ":" + apiId);
    }

    static AwsException badRequest(String message) {
        return new AwsException("BadRequestException", 400, message);
    }

    static AwsException conflict(String message) {
        return new AwsException("ConflictException", 409, message);
    }

    /// Something that AWS has and this has not, by name.
    static AwsException notBuilt(String what) {
        return new AwsException("BadRequestException", 400, what + " is not built yet.");
    }
}
