package samara.cloud.tls;

import java.net.Socket;
import java.security.GeneralSecurityException;
import java.security.cert.CertPathBuilder;
import java.security.cert.CertStore;
import java.security.cert.CertificateException;
import java.security.cert.CollectionCertStoreParameters;
import java.security.cert.PKIXBuilderParameters;
import java.security.cert.PKIXCertPathBuilderResult;
import java.security.cert.TrustAnchor;
import java.security.cert.X509CertSelector;
import java.security.cert.X509Certificate;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.X509ExtendedTrustManager;

/// Accepts a client whose certificate is in a [TrustStore], or was issued by an authority in it, at the cloud's own
/// time: certificates expire when its clock is advanced. Revocation lists are not asked, as in API Gateway.
public final class ClientJudge extends X509ExtendedTrustManager {
    /// Authorities above a client's certificate.
    private static final int DEEPEST_CHAIN = 4;

    private static final String CLIENTS = "1.3.6.1.5.5.7.3.2";
    private static final String ANY_USE = "2.5.29.37.0";

    private final TrustStore store;
    private final InstantSource clock;

    /// Over a trust store.
    public ClientJudge(TrustStore store, InstantSource clock) {
        this.store = store;
        this.clock = clock;
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String authType) throws CertificateException {
        X509Certificate client = chain[0];
        Date now = Date.from(clock.instant());
        client.checkValidity(now);
        if (TrustStore.isWeak(client)) {
            throw new CertificateException("The client certificate's signature or key is too weak.");
        }
        List<String> usages = client.getExtendedKeyUsage();
        if (usages != null && !usages.contains(CLIENTS) && !usages.contains(ANY_USE)) {
            throw new CertificateException("The client certificate is not meant for clients.");
        }
        if (!store.certificates().contains(client)) {
            checkPath(client, List.of(chain), now);
        }
    }

    private void checkPath(X509Certificate client, List<X509Certificate> chain, Date now) throws CertificateException {
        Set<TrustAnchor> anchors = store.certificates().stream()
                .filter(ClientJudge::isAuthority)
                .map(certificate -> new TrustAnchor(certificate, null))
                .collect(Collectors.toSet());
        if (anchors.isEmpty()) {
            throw new CertificateException("The truststore holds no authority.");
        }
        try {
            X509CertSelector target = new X509CertSelector();
            target.setCertificate(client);
            PKIXBuilderParameters parameters = new PKIXBuilderParameters(anchors, target);
            parameters.setRevocationEnabled(false);
            parameters.setDate(now);
            parameters.setMaxPathLength(DEEPEST_CHAIN - 1);
            List<X509Certificate> known = new ArrayList<>(chain);
            known.addAll(store.certificates());
            parameters.addCertStore(CertStore.getInstance("Collection", new CollectionCertStoreParameters(known)));
            var path = (PKIXCertPathBuilderResult)
                    CertPathBuilder.getInstance("PKIX").build(parameters);
            checkAll(path, now);
        } catch (GeneralSecurityException e) {
            throw new CertificateException("The client certificate is of no authority in the truststore.", e);
        }
    }

    /// An anchor's own dates are nothing that PKIX looks at; API Gateway does.
    private static void checkAll(PKIXCertPathBuilderResult path, Date now) throws CertificateException {
        path.getTrustAnchor().getTrustedCert().checkValidity(now);
        for (var certificate : path.getCertPath().getCertificates()) {
            if (TrustStore.isWeak((X509Certificate) certificate)) {
                throw new CertificateException("A certificate in the client's chain has a weak signature or key.");
            }
        }
    }

    private static boolean isAuthority(X509Certificate certificate) {
        return certificate.getBasicConstraints() >= 0;
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String authType, Socket socket)
            throws CertificateException {
        checkClientTrusted(chain, authType);
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String authType, SSLEngine engine)
            throws CertificateException {
        checkClientTrusted(chain, authType);
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authType) throws CertificateException {
        throw new CertificateException("This judges clients only.");
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authType, Socket socket)
            throws CertificateException {
        checkServerTrusted(chain, authType);
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authType, SSLEngine engine)
            throws CertificateException {
        checkServerTrusted(chain, authType);
    }

    /// Shown to clients, which choose a certificate by them.
    @Override
    public X509Certificate[] getAcceptedIssuers() {
        return store.certificates().toArray(X509Certificate[]::new);
    }
}
