package samara.cloud.edge;

import io.netty.handler.ssl.ApplicationProtocolConfig;
import io.netty.handler.ssl.ApplicationProtocolNames;
import io.netty.handler.ssl.ClientAuth;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslProvider;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.List;
import javax.net.ssl.SSLException;
import javax.net.ssl.X509TrustManager;
import org.jspecify.annotations.Nullable;

/// What is shown to clients that name one host in their TLS handshake: a certificate, and whether they have to show one
/// themselves. TLS 1.2 and 1.3, HTTP/2 and HTTP/1.1. What was negotiated before stays with this object, so that a
/// changed host is a new one.
public final class TlsHost {
    private final PrivateKey key;
    private final List<X509Certificate> chain;
    private final @Nullable X509TrustManager clients;
    private @Nullable SslContext context;

    private TlsHost(PrivateKey key, List<X509Certificate> chain, @Nullable X509TrustManager clients) {
        this.key = key;
        this.chain = List.copyOf(chain);
        this.clients = clients;
    }

    /// A host that anybody may connect to.
    ///
    /// @param chain its own certificate first
    public static TlsHost of(PrivateKey key, List<X509Certificate> chain) {
        return new TlsHost(key, chain, null);
    }

    /// The same for clients alone whose certificates `judge` accepts.
    public TlsHost onlyFor(X509TrustManager judge) {
        return new TlsHost(key, chain, judge);
    }

    /// Costs tens of milliseconds the first time.
    ///
    /// @throws SSLException where the certificate's key is of a kind that TLS has not
    synchronized SslContext context() throws SSLException {
        if (context == null) {
            var builder = SslContextBuilder.forServer(key, chain)
                    .sslProvider(SslProvider.JDK)
                    .protocols("TLSv1.3", "TLSv1.2")
                    .applicationProtocolConfig(new ApplicationProtocolConfig(
                            ApplicationProtocolConfig.Protocol.ALPN,
                            ApplicationProtocolConfig.SelectorFailureBehavior.NO_ADVERTISE,
                            ApplicationProtocolConfig.SelectedListenerFailureBehavior.ACCEPT,
                            ApplicationProtocolNames.HTTP_2,
                            ApplicationProtocolNames.HTTP_1_1));
            if (clients != null) {
                builder.clientAuth(ClientAuth.REQUIRE).trustManager(clients);
            }
            context = builder.build();
        }
        return context;
    }
}
