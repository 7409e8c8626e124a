package samara.cloud.apigateway.domain;

import java.util.regex.Pattern;
import samara.cloud.kernel.Scope;
import samara.cloud.tls.Certificates;
import samara.cloud.tls.StoredCertificate;

/// What a domain's settings must be.
record DomainChecks(Certificates certificates) {
    private static final Pattern NAME =
            Pattern.compile("(\\*\\.)?([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\\.)+[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?");
    private static final int LONGEST_NAME = 512;

    static void checkName(String name) {
        if (name.length() > LONGEST_NAME || !NAME.matcher(name).matches()) {
            throw DomainErrors.badRequest("Invalid domain name: `" + name + "`");
        }
        if (name.endsWith(".amazonaws.com") || name.endsWith(".localhost") || name.equals("localhost")) {
            throw DomainErrors.badRequest(
                    "`" + name + "` can't be a custom domain name: the cloud itself answers there.");
        }
    }

    void check(String name, DomainSettings settings, Scope scope) {
        switch (settings.endpointType()) {
            case "EDGE", "REGIONAL" -> {}
            case "PRIVATE" -> throw DomainErrors.badRequest("Private domain names are not built yet.");
            default -> throw DomainErrors.badRequest("Invalid endpoint type `" + settings.endpointType() + "`");
        }
        StoredCertificate certificate = certificate(settings.certificateArn(), name, settings, scope);
        if (!settings.securityPolicy().equals("TLS_1_0")
                && !settings.securityPolicy().equals("TLS_1_2")) {
            throw DomainErrors.badRequest("The security policy `" + settings.securityPolicy() + "` is not built yet;"
                    + " `TLS_1_0` and `TLS_1_2` are.");
        }
        settings.ownershipCertificateArn().ifPresent(arn -> ownership(arn, name, settings, scope));
        if (settings.truststore().isPresent()) {
            mutualTls(settings, certificate);
        }
    }

    private static void mutualTls(DomainSettings settings, StoredCertificate certificate) {
        if (settings.endpointType().equals("EDGE")) {
            throw DomainErrors.badRequest("Mutual TLS is only supported for Regional domain names.");
        }
        if (settings.securityPolicy().equals("TLS_1_0")) {
            throw DomainErrors.badRequest("Mutual TLS needs the security policy `TLS_1_2`.");
        }
        if (certificate.request().isEmpty()
                && settings.ownershipCertificateArn().isEmpty()) {
            throw DomainErrors.badRequest("With an imported certificate, mutual TLS needs an"
                    + " `ownershipVerificationCertificateArn`: a certificate that ACM issued for the domain.");
        }
    }

    private void ownership(String arn, String name, DomainSettings settings, Scope scope) {
        if (settings.truststore().isEmpty()) {
            throw DomainErrors.badRequest("An ownership verification certificate is only for mutual TLS.");
        }
        if (certificate(arn, name, settings, scope).request().isEmpty()) {
            throw DomainErrors.badRequest(
                    "The ownership verification certificate " + arn + " is imported; ACM has to have issued it.");
        }
    }

    private StoredCertificate certificate(String arn, String name, DomainSettings settings, Scope scope) {
        String region = settings.endpointType().equals("EDGE")
                ? "us-east-1"
                : scope.region().name();
        String[] parts = arn.split(":", -1);
        if (parts.length != 6 || !parts[2].equals("acm") || !parts[5].startsWith("certificate/")) {
            throw DomainErrors.badRequest("Invalid certificate ARN: " + arn);
        }
        if (!parts[3].equals(region)) {
            throw DomainErrors.badRequest(
                    "Invalid certificate ARN: " + arn + ". Certificate must be in '" + region + "'.");
        }
        StoredCertificate certificate = certificates
                .find(arn)
                .filter(found -> parts[4].equals(scope.account().id()))
                .orElseThrow(() -> DomainErrors.badRequest("Certificate " + arn + " was not found in account "
                        + scope.account().id() + "."));
        if (!certificate.covers(name)) {
            throw DomainErrors.badRequest("The domain name " + name + " is not one of the names of the certificate "
                    + arn + ": " + String.join(", ", certificate.names()));
        }
        return certificate;
    }
}
