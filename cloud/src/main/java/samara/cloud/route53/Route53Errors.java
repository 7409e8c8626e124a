package samara.cloud.route53;

import java.util.List;
import samara.wire.AwsException;

/// The errors of Route 53.
final class Route53Errors {
    private Route53Errors() {}

    static AwsException noZone(String id) {
        return new AwsException("NoSuchHostedZone", 404, "No hosted zone found with ID: " + id);
    }

    static AwsException zoneExists(String reference) {
        return new AwsException(
                "HostedZoneAlreadyExists",
                409,
                "A hosted zone has already been created with the specified caller reference: " + reference);
    }

    static AwsException notEmpty() {
        return new AwsException(
                "HostedZoneNotEmpty",
                400,
                "The specified hosted zone contains non-required resource record sets and so cannot be deleted.");
    }

    static AwsException badBatch(List<String> messages) {
        return new AwsException("InvalidChangeBatch", 400, "[" + String.join(", ", messages) + "]");
    }

    static AwsException invalid(String message) {
        return new AwsException("InvalidInput", 400, message);
    }

    static AwsException badName(String name) {
        return new AwsException("InvalidDomainName", 400, name + " is not a valid domain name");
    }

    static AwsException noChange(String id) {
        return new AwsException("NoSuchChange", 404, "Could not find resource with ID: " + id);
    }
}
