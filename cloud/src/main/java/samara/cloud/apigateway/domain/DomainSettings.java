package samara.cloud.apigateway.domain;

import java.util.Optional;

/// What the owner of a domain chose.
///
/// @param endpointType `EDGE` or `REGIONAL`
/// @param certificateName a name for it that only the REST API's control plane shows
/// @param securityPolicy `TLS_1_0` or `TLS_1_2`
/// @param ownershipCertificateArn a certificate of ACM that proves the domain to be the owner's, where the other is
///     imported
/// @param truststore the authorities of clients under mutual TLS
public record DomainSettings(
        String endpointType,
        String certificateArn,
        Optional<String> certificateName,
        String securityPolicy,
        Optional<String> ownershipCertificateArn,
        Optional<Truststore> truststore) {

    /// An object of S3.
    ///
    /// @param uri `s3://bucket/key`
    public record Truststore(String uri, Optional<String> version) {}

    /// The same with another certificate.
    public DomainSettings withCertificateArn(String other) {
        return new DomainSettings(
                endpointType, other, certificateName, securityPolicy, ownershipCertificateArn, truststore);
    }

    /// The same with another name of the certificate.
    public DomainSettings withCertificateName(Optional<String> other) {
        return new DomainSettings(
                endpointType, certificateArn, other, securityPolicy, ownershipCertificateArn, truststore);
    }

    /// The same with another policy.
    public DomainSettings withSecurityPolicy(String other) {
        return new DomainSettings(
                endpointType, certificateArn, certificateName, other, ownershipCertificateArn, truststore);
    }

    /// The same with another proof of ownership.
    public DomainSettings withOwnershipCertificateArn(Optional<String> other) {
        return new DomainSettings(endpointType, certificateArn, certificateName, securityPolicy, other, truststore);
    }

    /// The same with another truststore, or without one.
    public DomainSettings withTruststore(Optional<Truststore> other) {
        return new DomainSettings(
                endpointType, certificateArn, certificateName, securityPolicy, ownershipCertificateArn, other);
    }
}
