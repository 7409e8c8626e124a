package samara.cloud.tls;

import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.List;

/// A certificate with its key.
///
/// @param chain its own certificate first, then those of its issuers
public record Issued(PrivateKey key, List<X509Certificate> chain) {
    public Issued {
        chain = List.copyOf(chain);
    }

    /// The certificate itself.
    public X509Certificate certificate() {
        return chain.getFirst();
    }

    @Override
    public String toString() {
        return "Issued[" + certificate().getSubjectX500Principal() + "]";
    }
}
