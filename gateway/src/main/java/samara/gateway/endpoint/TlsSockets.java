package samara.gateway.endpoint;

import java.io.IOException;
import java.net.Socket;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;
import org.jspecify.annotations.Nullable;

/// TLS over a connection that is there already. The server's name is always checked, as API Gateway does even where it
/// skips asking who issued the certificate.
final class TlsSockets {
    private static final char[] NO_PASSWORD = new char[0];

    private TlsSockets() {}

    static Socket over(Socket plain, Way way, Way.Tls tls) throws IOException {
        try {
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(keys(tls), new TrustManager[] {trust(tls)}, null);
            SSLSocket socket =
                    (SSLSocket) context.getSocketFactory().createSocket(plain, tls.serverName(), way.port(), true);
            SSLParameters parameters = socket.getSSLParameters();
            parameters.setEndpointIdentificationAlgorithm("HTTPS");
            socket.setSSLParameters(parameters);
            socket.startHandshake();
            return socket;
        } catch (GeneralSecurityException e) {
            throw new IOException("This machine can't make a TLS connection: " + e.getMessage(), e);
        }
    }

    private static KeyManager @Nullable [] keys(Way.Tls tls) throws GeneralSecurityException, IOException {
        if (tls.client().isEmpty()) {
            return null;
        }
        Way.ClientIdentity client = tls.client().get();
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, NO_PASSWORD);
        store.setKeyEntry("client", client.key(), NO_PASSWORD, client.chain().toArray(X509Certificate[]::new));
        KeyManagerFactory factory = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        factory.init(store, NO_PASSWORD);
        return factory.getKeyManagers();
    }

    private static TrustManager trust(Way.Tls tls) throws GeneralSecurityException, IOException {
        if (!tls.verifiesAuthority()) {
            return new AnyAuthority();
        }
        X509TrustManager usual = manager(null);
        if (tls.authorities().isEmpty()) {
            return usual;
        }
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, NO_PASSWORD);
        int number = 0;
        for (X509Certificate authority : tls.authorities()) {
            store.setCertificateEntry("authority-" + number++, authority);
        }
        for (X509Certificate authority : usual.getAcceptedIssuers()) {
            store.setCertificateEntry("authority-" + number++, authority);
        }
        return manager(store);
    }

    private static X509TrustManager manager(@Nullable KeyStore store) throws GeneralSecurityException {
        TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        factory.init(store);
        for (TrustManager manager : factory.getTrustManagers()) {
            if (manager instanceof X509TrustManager known) {
                return known;
            }
        }
        throw new GeneralSecurityException("There is no manager of X.509 certificates.");
    }

    /// Takes certificates of every issuer while they are valid. That they name the server, Java's TLS checks itself,
    /// as this is no extended manager.
    private static final class AnyAuthority implements X509TrustManager {
        @Override
        public void checkClientTrusted(X509Certificate[] chain, String authType) throws CertificateException {
            throw new CertificateException("This trusts no clients.");
        }

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String authType) throws CertificateException {
            for (X509Certificate certificate : chain) {
                certificate.checkValidity();
            }
        }

        @Override
        public X509Certificate[] getAcceptedIssuers() {
            return new X509Certificate[0];
        }
    }
}
