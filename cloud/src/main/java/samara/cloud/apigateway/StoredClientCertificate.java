package samara.cloud.apigateway;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import samara.cloud.tls.Pem;
import samara.cloud.tls.Secret;
import samara.gateway.endpoint.Way;

/// A certificate that API Gateway made, for stages to show to their HTTP backends.
///
/// @param pem itself
record StoredClientCertificate(
        String id,
        Optional<String> description,
        String pem,
        Secret key,
        Instant createdDate,
        Instant expirationDate,
        Map<String, String> tags) {

    StoredClientCertificate described(Optional<String> other) {
        return new StoredClientCertificate(id, other, pem, key, createdDate, expirationDate, tags);
    }

    StoredClientCertificate withTags(Map<String, String> other) {
        return new StoredClientCertificate(id, description, pem, key, createdDate, expirationDate, other);
    }

    /// What a backend is shown.
    Way.ClientIdentity identity() {
        return new Way.ClientIdentity(Pem.privateKey(key.pem()), Pem.certificates(pem));
    }
}
