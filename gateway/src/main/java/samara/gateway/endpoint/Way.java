package samara.gateway.endpoint;

import java.net.URI;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// Where the connection of a call goes, and what TLS is spoken on it.
///
/// @param host an address or a name
/// @param tls none is plain HTTP
public record Way(String host, int port, Optional<Tls> tls) {
    private static final int HTTP = 80;
    private static final int HTTPS = 443;

    /// What TLS is spoken.
    ///
    /// @param serverName what the server is asked for and its certificate must name
    /// @param verifiesAuthority whether somebody who is trusted must have issued the certificate
    /// @param authorities whose certificates are good, beside those that this machine's Java trusts
    /// @param client what the server is shown if it asks for a certificate
    public record Tls(
            String serverName,
            boolean verifiesAuthority,
            List<X509Certificate> authorities,
            Optional<ClientIdentity> client) {}

    /// A certificate to show, and its key.
    public record ClientIdentity(PrivateKey key, List<X509Certificate> chain) {}

    /// The way that a URL spells out.
    ///
    /// @throws IllegalArgumentException where it is no HTTP URL
    public static Way to(URI url) {
        String scheme = String.valueOf(url.getScheme()).toLowerCase(Locale.ROOT);
        if (!scheme.equals("http") && !scheme.equals("https") || url.getHost() == null) {
            throw new IllegalArgumentException("`" + url + "` is no HTTP URL.");
        }
        boolean secure = scheme.equals("https");
        String host = url.getHost().replaceAll("[\\[\\]]", "");
        return new Way(
                host,
                url.getPort() >= 0 ? url.getPort() : secure ? HTTPS : HTTP,
                secure ? Optional.of(new Tls(host, true, List.of(), Optional.empty())) : Optional.empty());
    }

    /// The same to another address, with TLS as before.
    public Way at(String otherHost, int otherPort) {
        return new Way(otherHost, otherPort, tls);
    }

    /// The same with a certificate that must name this server.
    public Way named(String serverName) {
        return new Way(
                host, port, tls.map(t -> new Tls(serverName, t.verifiesAuthority(), t.authorities(), t.client())));
    }

    /// The same, whoever issued the certificate.
    public Way withoutAuthorities() {
        return new Way(host, port, tls.map(t -> new Tls(t.serverName(), false, t.authorities(), t.client())));
    }

    /// The same with these authorities trusted, too.
    public Way trusting(List<X509Certificate> more) {
        return new Way(host, port, tls.map(t -> new Tls(t.serverName(), t.verifiesAuthority(), more, t.client())));
    }

    /// The same with a certificate to show.
    public Way as(ClientIdentity client) {
        return new Way(
                host,
                port,
                tls.map(t -> new Tls(t.serverName(), t.verifiesAuthority(), t.authorities(), Optional.of(client))));
    }

    @Override
    public String toString() {
        return (tls.isPresent() ? "https://" : "http://") + (host.contains(":") ? "[" + host + "]" : host) + ":" + port;
    }
}
