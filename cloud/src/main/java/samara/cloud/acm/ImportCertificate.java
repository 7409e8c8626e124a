package samara.cloud.acm;

import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import javax.naming.InvalidNameException;
import javax.naming.ldap.LdapName;
import samara.cloud.kernel.Call;
import samara.cloud.kernel.Kernel;
import samara.cloud.tls.BadCertificateException;
import samara.cloud.tls.Certificates;
import samara.cloud.tls.Pem;
import samara.cloud.tls.StoredCertificate;
import samara.wire.acm.ImportCertificateRequest;
import samara.wire.acm.ImportCertificateResponse;

/// Takes a certificate that somebody else issued, with its key; under a known ARN it replaces what was imported before.
final class ImportCertificate {
    private final Kernel kernel;
    private final Certificates certificates;
    private final KnownCertificates known;

    ImportCertificate(Kernel kernel, Certificates certificates, KnownCertificates known) {
        this.kernel = kernel;
        this.certificates = certificates;
        this.known = known;
    }

    ImportCertificateResponse run(ImportCertificateRequest input, Call call) {
        Optional<StoredCertificate> before = input.certificateArn().map(arn -> known.get(arn, call));
        before.filter(found -> found.request().isPresent()).ifPresent(found -> {
            throw AcmErrors.invalid("The certificate " + found.arn() + " was not imported: it can't be replaced.");
        });
        if (before.isPresent() && input.tags().isPresent()) {
            throw AcmErrors.invalid("Tags can't be given where a certificate is imported again.");
        }
        StoredCertificate made = made(input, call);
        if (before.isEmpty()) {
            certificates.add(made);
        } else {
            certificates.change(
                    made.arn(),
                    old -> new StoredCertificate(
                            old.arn(),
                            made.names(),
                            Optional.empty(),
                            made.pem(),
                            made.chainPem(),
                            made.key(),
                            made.keyAlgorithm(),
                            made.createdAt(),
                            old.tags(),
                            old.users()));
        }
        return ImportCertificateResponse.builder().certificateArn(made.arn()).build();
    }

    private StoredCertificate made(ImportCertificateRequest input, Call call) {
        try {
            List<X509Certificate> given = Pem.certificates(input.certificate().toUtf8());
            if (given.size() > 1) {
                throw AcmErrors.invalid("The certificate field contains more than one certificate. You can specify only"
                        + " one certificate in this field.");
            }
            X509Certificate certificate = given.getFirst();
            PrivateKey key = Pem.privateKey(input.privateKey().toUtf8());
            Pem.checkPair(key, certificate);
            List<X509Certificate> chain = input.certificateChain()
                    .map(text -> Pem.certificates(text.toUtf8()))
                    .orElse(List.of());
            check(certificate, chain);
            return new StoredCertificate(
                    input.certificateArn()
                            .orElseGet(() -> call.scope()
                                    .arn("acm", "certificate/" + kernel.ids().uuid())),
                    names(certificate),
                    Optional.empty(),
                    Pem.of(certificate),
                    Pem.of(chain),
                    Pem.of(key),
                    algorithm(certificate),
                    kernel.clock().now(),
                    KnownCertificates.tags(input.tags().orElse(List.of())),
                    List.of());
        } catch (BadCertificateException e) {
            throw AcmErrors.invalid(String.valueOf(e.getMessage()));
        }
    }

    private void check(X509Certificate certificate, List<X509Certificate> chain) {
        Instant now = kernel.clock().now();
        if (certificate.getNotAfter().toInstant().isBefore(now)) {
            throw AcmErrors.invalid("The certificate has expired.");
        }
        if (certificate.getNotBefore().toInstant().isAfter(now)) {
            throw AcmErrors.invalid("The certificate is not valid yet.");
        }
        boolean alone = certificate.getSubjectX500Principal().equals(certificate.getIssuerX500Principal());
        if (chain.isEmpty() && !(alone && isIssuedBy(certificate, certificate))) {
            throw AcmErrors.invalid("The provided certificate is not a valid self signed. Please provide either a valid"
                    + " self-signed certificate or certificate chain.");
        }
        X509Certificate at = certificate;
        for (X509Certificate issuer : chain) {
            if (!isIssuedBy(at, issuer)) {
                throw AcmErrors.invalid("Could not validate the certificate with the certificate chain.");
            }
            at = issuer;
        }
    }

    private static boolean isIssuedBy(X509Certificate certificate, X509Certificate issuer) {
        try {
            certificate.verify(issuer.getPublicKey());
            return certificate.getIssuerX500Principal().equals(issuer.getSubjectX500Principal());
        } catch (GeneralSecurityException e) {
            // That is what "not issued by" looks like.
            return false;
        }
    }

    private static String algorithm(X509Certificate certificate) {
        return switch (certificate.getPublicKey()) {
            case RSAPublicKey rsa -> "RSA_" + rsa.getModulus().bitLength();
            case ECPublicKey ec ->
                switch (ec.getParams().getOrder().bitLength()) {
                    case 256 -> "EC_prime256v1";
                    case 384 -> "EC_secp384r1";
                    case 521 -> "EC_secp521r1";
                    default -> throw AcmErrors.invalid("The certificate's elliptic curve is not supported.");
                };
            default -> throw AcmErrors.invalid("The certificate's key algorithm is not supported.");
        };
    }

    private static List<String> names(X509Certificate certificate) {
        Set<String> names = new LinkedHashSet<>();
        try {
            for (var part : new LdapName(certificate.getSubjectX500Principal().getName()).getRdns()) {
                if (part.getType().equalsIgnoreCase("CN") && part.getValue() instanceof String name) {
                    names.add(name);
                }
            }
            var alternatives = certificate.getSubjectAlternativeNames();
            if (alternatives != null) {
                for (List<?> alternative : alternatives) {
                    // 2 is a DNS name.
                    if (alternative.get(0) instanceof Integer kind
                            && kind == 2
                            && alternative.get(1) instanceof String name) {
                        names.add(name);
                    }
                }
            }
        } catch (InvalidNameException | CertificateParsingException e) {
            throw new BadCertificateException("The certificate's names can't be read.", e);
        }
        if (names.isEmpty()) {
            throw new BadCertificateException("The certificate names no domain.");
        }
        return new ArrayList<>(names);
    }
}
