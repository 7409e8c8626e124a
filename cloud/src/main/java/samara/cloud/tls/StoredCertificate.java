package samara.cloud.tls;

import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// A certificate as ACM keeps it.
///
/// @param names its host names; the first is the one it is known by
/// @param request how it was asked for; nothing where it was imported
/// @param pem itself
/// @param chainPem its issuers; empty where it is its own
/// @param users the ARNs of what serves it
public record StoredCertificate(
        String arn,
        List<String> names,
        Optional<Request> request,
        String pem,
        String chainPem,
        Secret key,
        String keyAlgorithm,
        Instant createdAt,
        Map<String, String> tags,
        List<String> users) {

    /// How a certificate was asked for.
    ///
    /// @param validationDomains the domains that each name was validated by, in the names' order
    /// @param idempotencyToken of the caller
    /// @param exportable whether its key may leave
    public record Request(
            String validationMethod,
            List<String> validationDomains,
            String transparencyLogging,
            Optional<String> idempotencyToken,
            boolean exportable) {}

    /// The certificate itself.
    public X509Certificate certificate() {
        return Pem.certificates(pem).getFirst();
    }

    /// With its key, as a server shows it.
    public Issued issued() {
        return new Issued(Pem.privateKey(key.pem()), Pem.certificates(pem + chainPem));
    }

    /// Whether it is for a host: by its name, or by a wildcard for one label.
    public boolean covers(String host) {
        int dot = host.indexOf('.');
        String wildcard = dot < 0 ? "" : "*" + host.substring(dot);
        return names.stream().anyMatch(name -> name.equalsIgnoreCase(host) || name.equalsIgnoreCase(wildcard));
    }

    /// The same with other tags.
    public StoredCertificate withTags(Map<String, String> others) {
        return new StoredCertificate(arn, names, request, pem, chainPem, key, keyAlgorithm, createdAt, others, users);
    }

    StoredCertificate withUsers(List<String> others) {
        return new StoredCertificate(arn, names, request, pem, chainPem, key, keyAlgorithm, createdAt, tags, others);
    }
}
