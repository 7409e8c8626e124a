package samara.cloud.tls;

import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import javax.security.auth.x500.X500Principal;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.cert.CertIOException;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509ExtensionUtils;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/// Makes and signs X.509 certificates.
///
/// @param serial of the next certificate
record CertificateMaker(BigInteger serial, Instant from, Duration validity) {
    /// A common name has no room for more; the alternative names say it all.
    private static final int LONGEST_COMMON_NAME = 64;

    /// A root authority's own certificate.
    X509Certificate authority(KeyPair pair, String commonName) {
        X500Principal name = new X500Principal("O=Samara,CN=" + commonName);
        var builder = new JcaX509v3CertificateBuilder(name, serial, Date.from(from), until(), name, pair.getPublic());
        try {
            builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(0));
            builder.addExtension(Extension.keyUsage, true, new KeyUsage(KeyUsage.keyCertSign | KeyUsage.cRLSign));
            return signed(builder, pair.getPublic(), pair.getPrivate());
        } catch (CertIOException e) {
            throw broken(e);
        }
    }

    /// A client's certificate that nobody but itself vouches for.
    X509Certificate client(KeyPair pair, String commonName) {
        X500Principal name = new X500Principal("CN=" + commonName);
        var builder = new JcaX509v3CertificateBuilder(name, serial, Date.from(from), until(), name, pair.getPublic());
        try {
            builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(false));
            builder.addExtension(
                    Extension.extendedKeyUsage, false, new ExtendedKeyUsage(KeyPurposeId.id_kp_clientAuth));
            return signed(builder, pair.getPublic(), pair.getPrivate());
        } catch (CertIOException e) {
            throw broken(e);
        }
    }

    /// A server's certificate.
    ///
    /// @param names host names and IP addresses
    X509Certificate server(Issued issuer, PublicKey key, List<String> names) {
        String first = names.getFirst();
        X500Principal name = new X500Principal(first.length() <= LONGEST_COMMON_NAME ? "CN=" + first : "");
        var builder =
                new JcaX509v3CertificateBuilder(issuer.certificate(), serial, Date.from(from), until(), name, key);
        try {
            int usage = KeyUsage.digitalSignature | (key.getAlgorithm().equals("RSA") ? KeyUsage.keyEncipherment : 0);
            builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(false));
            builder.addExtension(Extension.keyUsage, true, new KeyUsage(usage));
            builder.addExtension(
                    Extension.extendedKeyUsage, false, new ExtendedKeyUsage(KeyPurposeId.id_kp_serverAuth));
            builder.addExtension(Extension.subjectAlternativeName, false, alternatives(names));
            builder.addExtension(
                    Extension.authorityKeyIdentifier,
                    false,
                    new JcaX509ExtensionUtils().createAuthorityKeyIdentifier(issuer.certificate()));
            return signed(builder, key, issuer.key());
        } catch (GeneralSecurityException | CertIOException e) {
            throw broken(e);
        }
    }

    private Date until() {
        return Date.from(from.plus(validity));
    }

    private static GeneralNames alternatives(List<String> names) {
        return new GeneralNames(names.stream()
                .map(name -> new GeneralName(
                        name.matches("[0-9.]+|.*:.*") ? GeneralName.iPAddress : GeneralName.dNSName, name))
                .toArray(GeneralName[]::new));
    }

    private static X509Certificate signed(X509v3CertificateBuilder builder, PublicKey key, PrivateKey issuer) {
        String algorithm = issuer.getAlgorithm().equals("RSA") ? "SHA256withRSA" : "SHA256withECDSA";
        try {
            builder.addExtension(
                    Extension.subjectKeyIdentifier, false, new JcaX509ExtensionUtils().createSubjectKeyIdentifier(key));
            return new JcaX509CertificateConverter()
                    .getCertificate(builder.build(new JcaContentSignerBuilder(algorithm).build(issuer)));
        } catch (GeneralSecurityException | OperatorCreationException | CertIOException e) {
            throw broken(e);
        }
    }

    private static IllegalStateException broken(Exception e) {
        return new IllegalStateException("A certificate could not be made.", e);
    }
}
