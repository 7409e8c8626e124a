package samara.cloud.apigateway;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsExchange;
import com.sun.net.httpserver.HttpsParameters;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.util.Optional;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509TrustManager;
import org.jspecify.annotations.Nullable;
import samara.cloud.tls.Issued;

/// An HTTP server of a test's own behind an API, which answers what it was asked: `GET example.com /path?query`, and
/// with TLS the name that it was asked by and the subject of the client's certificate.
public final class Upstream implements AutoCloseable {
    private final HttpServer server;
    private final String scheme;

    private Upstream(HttpServer server, String scheme) {
        this.server = server;
        this.scheme = scheme;
        server.createContext("/", Upstream::answer);
        server.start();
    }

    public static Upstream plain() throws IOException {
        return new Upstream(HttpServer.create(anyPort(), 0), "http");
    }

    /// One that speaks TLS, and asks for a certificate without looking at it.
    public static Upstream secure(Issued certificate) throws IOException, GeneralSecurityException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        store.setKeyEntry(
                "server", certificate.key(), new char[0], certificate.chain().toArray(X509Certificate[]::new));
        KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        keys.init(store, new char[0]);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(keys.getKeyManagers(), new TrustManager[] {new Anybody()}, null);
        HttpsServer server = HttpsServer.create(anyPort(), 0);
        server.setHttpsConfigurator(new HttpsConfigurator(context) {
            @Override
            public void configure(HttpsParameters parameters) {
                SSLParameters tls = context.getDefaultSSLParameters();
                tls.setWantClientAuth(true);
                parameters.setSSLParameters(tls);
            }
        });
        return new Upstream(server, "https");
    }

    private static InetSocketAddress anyPort() {
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    }

    /// Its address, and a path.
    public String url(String path) {
        return scheme + "://127.0.0.1:" + server.getAddress().getPort() + path;
    }

    private static void answer(HttpExchange exchange) throws IOException {
        exchange.getRequestBody().readAllBytes();
        String text = exchange.getRequestMethod() + " "
                + Optional.ofNullable(exchange.getRequestHeaders().getFirst("Host"))
                        .orElse("")
                        .replaceFirst("^127\\.0\\.0\\.1:\\d+$", "here")
                + " " + exchange.getRequestURI() + (exchange instanceof HttpsExchange tls ? " " + peer(tls) : "");
        byte[] body = text.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(200, body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }

    private static String peer(HttpsExchange tls) {
        try {
            return ((X509Certificate) tls.getSSLSession().getPeerCertificates()[0])
                    .getSubjectX500Principal()
                    .getName();
        } catch (javax.net.ssl.SSLPeerUnverifiedException e) {
            return "nobody";
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }

    private static final class Anybody implements X509TrustManager {
        @Override
        public void checkClientTrusted(X509Certificate[] chain, String authType) {
            // A test reads who it was from the answer.
        }

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String authType) {
            throw new IllegalStateException("This is a server.");
        }

        @Override
        public X509Certificate @Nullable [] getAcceptedIssuers() {
            return new X509Certificate[0];
        }
    }
}
