package samara.cloud.tls;

import java.math.BigInteger;
import java.security.KeyPair;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.stream.Stream;
import javax.security.auth.x500.X500Principal;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/// Somebody else's certificate authority.
public final class TestAuthority {
    private final KeyPair pair = KeyKind.EC_PRIME256V1.generate();
    private final X509Certificate certificate;
    private final List<X509Certificate> above;

    /// A root.
    public TestAuthority(String name) throws Exception {
        this.certificate = sign(new Issuer(pair, name(name)), pair, name(name), Duration.ofDays(30), true);
        this.above = List.of();
    }

    private TestAuthority(TestAuthority parent, String name) throws Exception {
        this.certificate = sign(parent.issuer(), pair, name(name), Duration.ofDays(30), true);
        this.above = parent.chain();
    }

    private static X500Principal name(String name) {
        return new X500Principal("CN=" + name + ",O=Test,C=DE");
    }

    /// An authority below this one.
    public TestAuthority below(String name) throws Exception {
        return new TestAuthority(this, name);
    }

    /// Its own certificate, then those above.
    public List<X509Certificate> chain() {
        return Stream.concat(Stream.of(certificate), above.stream()).toList();
    }

    /// Its own certificate in PEM.
    public String pem() {
        return Pem.of(certificate);
    }

    /// A certificate that is valid for so long; negative where it has expired.
    public Issued issue(String name, Duration validity) throws Exception {
        KeyPair own = KeyKind.EC_PRIME256V1.generate();
        X509Certificate made = sign(issuer(), own, name(name), validity, false);
        return new Issued(
                own.getPrivate(),
                Stream.concat(Stream.of(made), chain().stream()).toList());
    }

    private Issuer issuer() {
        return new Issuer(pair, certificate.getSubjectX500Principal());
    }

    private record Issuer(KeyPair pair, X500Principal name) {}

    private static X509Certificate sign(Issuer issuer, KeyPair own, X500Principal name, Duration validity, boolean ca)
            throws Exception {
        Instant now = Instant.now();
        Instant until = now.plus(validity);
        var builder = new JcaX509v3CertificateBuilder(
                issuer.name(),
                new BigInteger("a1b2c3d4e5f60718", 16),
                Date.from(until.minus(Duration.ofDays(60))),
                Date.from(until),
                name,
                own.getPublic());
        builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(ca));
        PrivateKey key = issuer.pair().getPrivate();
        return new JcaX509CertificateConverter()
                .getCertificate(builder.build(new JcaContentSignerBuilder("SHA256withECDSA").build(key)));
    }
}
