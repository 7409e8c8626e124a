package samara.cloud.tls;

import java.security.cert.X509Certificate;
import java.security.interfaces.RSAPublicKey;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// The authorities whose clients a host accepts, as they were read from a bundle of PEM.
///
/// @param warnings what is wrong with some of them; they are left out, or accept nobody
/// @see <a href="https://docs.aws.amazon.com/apigateway/latest/developerguide/rest-api-mutual-tls.html">what API
///     Gateway asks of a truststore</a>
public record TrustStore(List<X509Certificate> certificates, List<String> warnings) {
    private static final int MAX_CERTIFICATES = 1000;
    private static final int SMALLEST_RSA_BITS = 2048;

    public TrustStore {
        certificates = List.copyOf(certificates);
        warnings = List.copyOf(warnings);
    }

    /// Reads a bundle.
    ///
    /// @throws BadCertificateException where it holds no usable certificate at all, or more than 1000
    public static TrustStore read(String bundle, Instant now) {
        List<String> blocks = Pem.blocks(bundle);
        if (blocks.isEmpty()) {
            throw new BadCertificateException("The truststore holds no PEM-encoded certificate.");
        }
        if (blocks.size() > MAX_CERTIFICATES) {
            throw new BadCertificateException("The truststore holds more than " + MAX_CERTIFICATES + " certificates.");
        }
        List<X509Certificate> usable = new ArrayList<>();
        List<String> warnings = new ArrayList<>();
        for (int i = 0; i < blocks.size(); i++) {
            String which = "Certificate " + (i + 1) + " of the truststore";
            try {
                X509Certificate certificate = Pem.certificate(blocks.get(i));
                which += " (" + certificate.getSubjectX500Principal() + ")";
                warnings.addAll(warnings(certificate, which, now));
                usable.add(certificate);
            } catch (BadCertificateException e) {
                warnings.add(which + " could not be parsed and is ignored.");
            }
        }
        if (usable.isEmpty()) {
            throw new BadCertificateException("The truststore holds no certificate that can be parsed.");
        }
        for (X509Certificate certificate : usable) {
            boolean hasIssuer = usable.stream()
                    .anyMatch(other -> other.getSubjectX500Principal().equals(certificate.getIssuerX500Principal()));
            if (!hasIssuer) {
                warnings.add("The issuer of " + certificate.getSubjectX500Principal()
                        + " is not in the truststore: the chain of trust is incomplete.");
            }
        }
        return new TrustStore(usable, warnings);
    }

    private static List<String> warnings(X509Certificate certificate, String which, Instant now) {
        List<String> warnings = new ArrayList<>();
        if (certificate.getNotAfter().toInstant().isBefore(now)) {
            warnings.add(which + " has expired.");
        }
        if (certificate.getNotBefore().toInstant().isAfter(now)) {
            warnings.add(which + " is not valid yet.");
        }
        if (certificate.getVersion() != 3) {
            warnings.add(which + " is not an X.509v3 certificate.");
        }
        if (isWeak(certificate)) {
            warnings.add(which + " has a weak signature or key: SHA-256 or stronger and RSA of 2048 bits or elliptic"
                    + " curves are accepted.");
        }
        return warnings;
    }

    /// Whether a certificate's signature or key is of a kind that is not accepted.
    static boolean isWeak(X509Certificate certificate) {
        String signature = certificate.getSigAlgName().toUpperCase(Locale.ROOT);
        boolean weakHash = signature.contains("SHA1") || signature.contains("MD5") || signature.contains("MD2");
        boolean smallKey = certificate.getPublicKey() instanceof RSAPublicKey rsa
                && rsa.getModulus().bitLength() < SMALLEST_RSA_BITS;
        return weakHash || smallKey;
    }
}
