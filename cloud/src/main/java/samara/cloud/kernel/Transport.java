package samara.cloud.kernel;

import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Optional;

/// The connection that a request came by.
///
/// @param protocol `HTTP/1.1` or `HTTP/2.0`
/// @param isEncrypted whether it is a TLS connection
/// @param serverName the host that the client named in its TLS handshake, in lower case
/// @param clientCertificates the client's chain, its own certificate first; only where the host asks for one, and then
///     it was verified in the handshake
public record Transport(
        String protocol, boolean isEncrypted, Optional<String> serverName, List<X509Certificate> clientCertificates) {

    public Transport {
        clientCertificates = List.copyOf(clientCertificates);
    }

    /// A connection without TLS.
    public static Transport plain(String protocol) {
        return new Transport(protocol, false, Optional.empty(), List.of());
    }

    /// `http` or `https`.
    public String scheme() {
        return isEncrypted ? "https" : "http";
    }
}
