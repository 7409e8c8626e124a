package samara.cloud.apigateway.domain;

import samara.wire.AwsException;

/// The errors of domain names and mappings.
final class DomainErrors {
    private DomainErrors() {}

    static AwsException noDomain() {
        return new AwsException("NotFoundException", 404, "Invalid domain name identifier specified");
    }

    static AwsException exists() {
        return badRequest("The domain name you provided already exists.");
    }

    static AwsException truststore(String reason) {
        return badRequest("Invalid truststore URI/versionId specified. " + reason);
    }

    static AwsException noApi(String accountId, String apiId) {
        return notFound("Invalid API identifier specified " + accountId + ":" + apiId);
    }

    static AwsException noStage() {
        return badRequest("Invalid stage identifier specified");
    }

    static AwsException mixed() {
        return badRequest(
                "Mixing of REST APIs and HTTP APIs on the same domain name can only be accomplished through"
                        + " API Gateway's V2 DomainName interface. Currently, WebSocket APIs can only be attached to a domain"
                        + " name with other WebSocket APIs. This must also occur through API Gateway's V2 DomainName interface.");
    }

    static AwsException edgeWebSocket() {
        return badRequest(
                "A WebSocket API can only be mapped to a Regional domain name with the security policy" + " TLS_1_2.");
    }

    static AwsException conflict(String message) {
        return new AwsException("ConflictException", 409, message);
    }

    static AwsException notFound(String message) {
        return new AwsException("NotFoundException", 404, message);
    }

    static AwsException badRequest(String message) {
        return new AwsException("BadRequestException", 400, message);
    }
}
