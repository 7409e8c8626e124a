package samara.gateway.rest;

/// The gateway responses by API Gateway's names, with what they say unless the API's owner words them otherwise.
///
/// @see <a href="https://docs.aws.amazon.com/apigateway/latest/developerguide/supported-gateway-response-types.html">
///     gateway response types</a>
enum FaultType {
    ACCESS_DENIED(403, "AccessDeniedException"),
    API_CONFIGURATION_ERROR(500, "InternalServerErrorException"),
    AUTHORIZER_CONFIGURATION_ERROR(500, "AuthorizerConfigurationException"),
    AUTHORIZER_FAILURE(500, "AuthorizerFailureException"),
    BAD_REQUEST_BODY(400, "BadRequestException"),
    BAD_REQUEST_PARAMETERS(400, "BadRequestException"),
    EXPIRED_TOKEN(403, "ExpiredTokenException"),
    INTEGRATION_FAILURE(504, "InternalServerErrorException"),
    INTEGRATION_TIMEOUT(504, "InternalServerErrorException"),
    INVALID_API_KEY(403, "ForbiddenException"),
    INVALID_SIGNATURE(403, "InvalidSignatureException"),
    MISSING_AUTHENTICATION_TOKEN(403, "MissingAuthenticationTokenException"),
    QUOTA_EXCEEDED(429, "LimitExceededException"),
    REQUEST_TOO_LARGE(413, "RequestTooLargeException"),
    RESOURCE_NOT_FOUND(404, "NotFoundException"),
    THROTTLED(429, "TooManyRequestsException"),
    UNAUTHORIZED(401, "UnauthorizedException"),
    UNSUPPORTED_MEDIA_TYPE(415, "BadRequestException"),
    WAF_FILTERED(403, "ForbiddenException"),
    /// A function's answer that is none; the owner words it as `DEFAULT_5XX`.
    MALFORMED_PROXY_RESPONSE(502, "InternalServerErrorException"),
    /// Anything else that a mapping template finds wrong with a request; worded as `DEFAULT_4XX`.
    BAD_REQUEST(400, "BadRequestException");

    private final int status;
    private final String errorType;

    FaultType(int status, String errorType) {
        this.status = status;
        this.errorType = errorType;
    }

    int status() {
        return status;
    }

    /// What `x-amzn-ErrorType` says.
    String errorType() {
        return errorType;
    }

    /// The type that words this one where its own is not set.
    String fallback() {
        return status < 500 ? "DEFAULT_4XX" : "DEFAULT_5XX";
    }
}
