package samara.cloud.edge;

import io.netty.channel.Channel;
import io.netty.handler.codec.http2.Http2StreamChannel;
import io.netty.handler.ssl.SslHandler;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import javax.net.ssl.ExtendedSSLSession;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SSLPeerUnverifiedException;
import javax.net.ssl.SSLSession;
import org.jspecify.annotations.Nullable;
import samara.cloud.kernel.Transport;

/// Reads what is known of a connection from its channel.
final class Transports {
    private Transports() {}

    /// @param version what the request's own line says
    static Transport of(Channel channel, String version) {
        boolean stream = channel instanceof Http2StreamChannel;
        String protocol = stream ? "HTTP/2.0" : version;
        SslHandler tls = tls(channel);
        if (tls == null) {
            return Transport.plain(protocol);
        }
        SSLSession session = tls.engine().getSession();
        return new Transport(protocol, true, serverName(session), clientCertificates(session));
    }

    /// Whether files can be handed to the socket as they are.
    static boolean takesFiles(Channel channel) {
        return !(channel instanceof Http2StreamChannel) && tls(channel) == null;
    }

    private static @Nullable SslHandler tls(Channel channel) {
        Channel connection = channel instanceof Http2StreamChannel ? channel.parent() : channel;
        return connection.pipeline().get(SslHandler.class);
    }

    private static Optional<String> serverName(SSLSession session) {
        return session instanceof ExtendedSSLSession extended
                ? extended.getRequestedServerNames().stream()
                        .filter(SNIHostName.class::isInstance)
                        .map(name -> ((SNIHostName) name).getAsciiName().toLowerCase(Locale.ROOT))
                        .findFirst()
                : Optional.empty();
    }

    private static List<X509Certificate> clientCertificates(SSLSession session) {
        try {
            return Stream.of(session.getPeerCertificates())
                    .map(X509Certificate.class::cast)
                    .toList();
        } catch (SSLPeerUnverifiedException e) {
            // The host asks for none.
            return List.of();
        }
    }
}
