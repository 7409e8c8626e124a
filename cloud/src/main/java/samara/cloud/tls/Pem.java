package samara.cloud.tls;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.cert.CertificateEncodingException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.asn1.x9.X9ObjectIdentifiers;
import org.bouncycastle.openssl.PEMEncryptedKeyPair;
import org.bouncycastle.openssl.PEMKeyPair;
import org.bouncycastle.openssl.PEMParser;
import org.bouncycastle.pkcs.PKCS8EncryptedPrivateKeyInfo;

/// Certificates and keys as text.
public final class Pem {
    /// No bundle is larger; those of public authorities are a fourth of it.
    public static final int LIMIT_BYTES = 1024 * 1024;

    private static final Pattern BLOCK =
            Pattern.compile("-----BEGIN (?:X509 )?CERTIFICATE-----[^-]*-----END (?:X509 )?CERTIFICATE-----");

    private Pem() {}

    /// The texts of all certificates of a bundle, in their order. What is between them is left out.
    static List<String> blocks(String bundle) {
        List<String> blocks = new ArrayList<>();
        Matcher block = BLOCK.matcher(bundle);
        while (block.find()) {
            blocks.add(block.group());
        }
        return blocks;
    }

    /// All certificates of a text, at least one.
    ///
    /// @throws BadCertificateException where one is broken or there is none
    public static List<X509Certificate> certificates(String text) {
        List<X509Certificate> found =
                blocks(text).stream().map(Pem::certificate).toList();
        if (found.isEmpty()) {
            throw new BadCertificateException("No PEM-encoded certificate was found.");
        }
        return found;
    }

    /// One certificate.
    ///
    /// @throws BadCertificateException where it is broken
    static X509Certificate certificate(String block) {
        String base64 = block.replaceAll("-----[^-]+-----", "").replaceAll("\\s", "");
        try {
            byte[] encoded = Base64.getDecoder().decode(base64);
            return (X509Certificate)
                    CertificateFactory.getInstance("X.509").generateCertificate(new ByteArrayInputStream(encoded));
        } catch (CertificateException | IllegalArgumentException e) {
            throw new BadCertificateException("The certificate is not valid PEM.", e);
        }
    }

    /// A private key: PKCS #8, or OpenSSL's forms of RSA and elliptic-curve keys.
    ///
    /// @throws BadCertificateException where it is broken, encrypted or of another kind
    public static PrivateKey privateKey(String text) {
        PrivateKeyInfo info = info(text);
        try {
            var algorithm = info.getPrivateKeyAlgorithm().getAlgorithm();
            String name = algorithm.equals(PKCSObjectIdentifiers.rsaEncryption)
                    ? "RSA"
                    : algorithm.equals(X9ObjectIdentifiers.id_ecPublicKey) ? "EC" : "";
            if (name.isEmpty()) {
                throw new BadCertificateException("The private key is neither an RSA nor an elliptic-curve key.");
            }
            return KeyFactory.getInstance(name).generatePrivate(new PKCS8EncodedKeySpec(info.getEncoded()));
        } catch (GeneralSecurityException | IOException e) {
            throw new BadCertificateException("The private key is not valid.");
        }
    }

    private static PrivateKeyInfo info(String text) {
        try (var parser = new PEMParser(new StringReader(text))) {
            for (Object part = parser.readObject(); part != null; part = parser.readObject()) {
                if (part instanceof PEMKeyPair pair) {
                    return pair.getPrivateKeyInfo();
                } else if (part instanceof PrivateKeyInfo info) {
                    return info;
                } else if (part instanceof PEMEncryptedKeyPair || part instanceof PKCS8EncryptedPrivateKeyInfo) {
                    throw new BadCertificateException(
                            "The private key is encrypted; it has to come without a password.");
                }
            }
        } catch (IOException | IllegalArgumentException e) {
            // What the parser says may hold parts of the key.
            throw new BadCertificateException("The private key is not valid PEM.");
        }
        throw new BadCertificateException("No PEM-encoded private key was found.");
    }

    /// Checks that a key is a certificate's.
    ///
    /// @throws BadCertificateException where it is not
    public static void checkPair(PrivateKey key, X509Certificate certificate) {
        String kind = key.getAlgorithm();
        if (!kind.equals(certificate.getPublicKey().getAlgorithm()) || !fits(key, certificate)) {
            throw new BadCertificateException("The private key does not match the certificate.");
        }
    }

    private static boolean fits(PrivateKey key, X509Certificate certificate) {
        byte[] probe = "the same key".getBytes(StandardCharsets.US_ASCII);
        String algorithm = key.getAlgorithm().equals("RSA") ? "SHA256withRSA" : "SHA256withECDSA";
        try {
            var signing = java.security.Signature.getInstance(algorithm);
            signing.initSign(key);
            signing.update(probe);
            byte[] signature = signing.sign();
            var verifying = java.security.Signature.getInstance(algorithm);
            verifying.initVerify(certificate.getPublicKey());
            verifying.update(probe);
            return verifying.verify(signature);
        } catch (GeneralSecurityException e) {
            throw new BadCertificateException("The private key can't be used.");
        }
    }

    /// A certificate as text.
    public static String of(X509Certificate certificate) {
        try {
            return text("CERTIFICATE", certificate.getEncoded());
        } catch (CertificateEncodingException e) {
            throw new IllegalStateException("A certificate that was decoded can be encoded.", e);
        }
    }

    /// Certificates as text, one after another.
    public static String of(List<X509Certificate> chain) {
        return String.join("", chain.stream().map(Pem::of).toList());
    }

    /// A private key as PKCS #8.
    public static Secret of(PrivateKey key) {
        return new Secret(text("PRIVATE KEY", key.getEncoded()));
    }

    private static String text(String kind, byte[] bytes) {
        String base64 = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(bytes);
        return "-----BEGIN " + kind + "-----\n" + base64 + "\n-----END " + kind + "-----\n";
    }
}
