package samara.cloud.tls;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.util.List;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import org.jspecify.annotations.Nullable;

/// Sends a request with a name in the handshake that needs no DNS, and perhaps a certificate.
///
/// @param client nothing for a client without a certificate
public record TlsClient(
        int port, X509Certificate trusted, @Nullable Issued client) {
    /// The same with a certificate.
    public TlsClient as(Issued other) {
        return new TlsClient(port, trusted, other);
    }

    /// The answer to a `GET`, head and body.
    ///
    /// @throws IOException where the handshake failed
    public String get(String serverName, String host, String path) throws IOException {
        try (var socket =
                (SSLSocket) context().getSocketFactory().createSocket(InetAddress.getLoopbackAddress(), port)) {
            var parameters = socket.getSSLParameters();
            parameters.setServerNames(List.of(new SNIHostName(serverName)));
            parameters.setEndpointIdentificationAlgorithm("");
            socket.setSSLParameters(parameters);
            socket.setSoTimeout(60_000);
            String request = "GET " + path + " HTTP/1.1\r\nHost: " + host + "\r\nConnection: close\r\n\r\n";
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            var answer = socket.getInputStream().readAllBytes();
            X509Certificate shown = (X509Certificate) socket.getSession().getPeerCertificates()[0];
            return "certificate: " + shown.getSubjectX500Principal() + "\r\n"
                    + new String(answer, StandardCharsets.UTF_8);
        }
    }

    /// The same where the handshake and the header name one host.
    public String get(String host, String path) throws IOException {
        return get(host, host, path);
    }

    /// What it trusts.
    public TrustManager[] trust() {
        try {
            var known = KeyStore.getInstance(KeyStore.getDefaultType());
            known.load(null, null);
            known.setCertificateEntry("trusted", trusted);
            var trust = TrustManagerFactory.getInstance("PKIX");
            trust.init(known);
            return trust.getTrustManagers();
        } catch (java.security.GeneralSecurityException | IOException e) {
            throw new IllegalStateException(e);
        }
    }

    /// The same, with what it shows of itself.
    public SSLContext context() {
        try {
            KeyManager[] keys = null;
            if (client != null) {
                keys = new KeyManager[] {new AnyIssuer(client)};
            }
            var context = SSLContext.getInstance("TLS");
            context.init(keys, trust(), null);
            return context;
        } catch (java.security.GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
