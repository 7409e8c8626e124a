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
