package samara.cloud;

import samara.cloud.edge.sigv4.AuthenticationException;
import samara.wire.AwsException;
import samara.wire.Protocol;
import samara.wire.ServiceModel;

/// What AWS answers to a request whose signature it does not take: codes differ from protocol to protocol, and S3 has
/// its own.
///
/// See <https://docs.aws.amazon.com/IAM/latest/UserGuide/signature-v4-troubleshooting.html> and
/// <https://docs.aws.amazon.com/AmazonS3/latest/API/ErrorResponses.html>.
final class AuthenticationErrors {
    private AuthenticationErrors() {}

    static AwsException of(ServiceModel service, Protocol protocol, AuthenticationException cause) {
        if (cause.kind() == AuthenticationException.Kind.BODY_TOO_LARGE) {
            return new AwsException("RequestEntityTooLargeException", 413, cause.message());
        }
        if (service.id().equals("s3")) {
            return ofS3(cause);
        }
        return switch (protocol) {
            case JSON_1_0, JSON_1_1, RPC_V2_CBOR -> ofJson(cause, 400);
            case REST_JSON -> ofJson(cause, 403);
            case QUERY, REST_XML -> ofQuery(cause);
        };
    }

    private static AwsException ofJson(AuthenticationException cause, int status) {
        String code = switch (cause.kind()) {
            case MISSING -> "MissingAuthenticationTokenException";
            case INCOMPLETE -> "IncompleteSignatureException";
            case UNKNOWN_KEY, WRONG_TOKEN -> "UnrecognizedClientException";
            case MISMATCH, SKEWED, EXPIRED_URL, WRONG_BODY -> "InvalidSignatureException";
            case EXPIRED_TOKEN -> "ExpiredTokenException";
            case BODY_TOO_LARGE -> "RequestEntityTooLargeException";
        };
        return new AwsException(code, status, cause.message());
    }

    private static AwsException ofQuery(AuthenticationException cause) {
        return switch (cause.kind()) {
            case MISSING ->
                new AwsException("MissingAuthenticationToken", 403, "Request is missing Authentication Token");
            case INCOMPLETE -> new AwsException("IncompleteSignature", 400, cause.message());
            case UNKNOWN_KEY, WRONG_TOKEN -> new AwsException("InvalidClientTokenId", 403, cause.message());
            case MISMATCH, SKEWED, EXPIRED_URL, WRONG_BODY ->
                new AwsException("SignatureDoesNotMatch", 403, cause.message());
            case EXPIRED_TOKEN -> new AwsException("ExpiredToken", 403, cause.message());
            case BODY_TOO_LARGE -> new AwsException("RequestEntityTooLargeException", 413, cause.message());
        };
    }

    private static AwsException ofS3(AuthenticationException cause) {
        return switch (cause.kind()) {
            case MISSING -> new AwsException("AccessDenied", 403, "Access Denied");
            case INCOMPLETE -> new AwsException("AuthorizationHeaderMalformed", 400, cause.message());
            case UNKNOWN_KEY ->
                new AwsException(
                        "InvalidAccessKeyId", 403, "The AWS Access Key Id you provided does not exist in our records.");
            case WRONG_TOKEN ->
                new AwsException("InvalidToken", 400, "The provided token is malformed or otherwise invalid.");
            case MISMATCH -> new AwsException("SignatureDoesNotMatch", 403, cause.message());
            case SKEWED -> new AwsException("RequestTimeTooSkewed", 403, cause.message());
            case EXPIRED_URL -> new AwsException("AccessDenied", 403, cause.message());
            case EXPIRED_TOKEN -> new AwsException("ExpiredToken", 400, "The provided token has expired.");
            case WRONG_BODY -> new AwsException("XAmzContentSHA256Mismatch", 400, cause.message());
            case BODY_TOO_LARGE -> new AwsException("EntityTooLarge", 400, cause.message());
        };
    }
}
