package samara.cloud.acm;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import samara.cloud.tls.StoredCertificate;
import samara.wire.acm.CertificateDetail;
import samara.wire.acm.CertificateOptions;
import samara.wire.acm.CertificateSummary;
import samara.wire.acm.DomainValidation;
import samara.wire.acm.ExtendedKeyUsage;
import samara.wire.acm.KeyUsage;
import samara.wire.acm.ResourceRecord;

/// What answers show of a certificate.
final class Views {
    private static final int MOST_SUMMARISED_NAMES = 100;
    private static final List<String> MAILBOXES =
            List.of("admin", "administrator", "hostmaster", "postmaster", "webmaster");

    private Views() {}

    static String status(StoredCertificate stored, Instant now) {
        return stored.certificate().getNotAfter().toInstant().isBefore(now) ? "EXPIRED" : "ISSUED";
    }

    static String export(StoredCertificate stored) {
        return stored.request().filter(StoredCertificate.Request::exportable).isPresent() ? "ENABLED" : "DISABLED";
    }

    static CertificateDetail detail(StoredCertificate stored, Instant now) {
        X509Certificate certificate = stored.certificate();
        var view = CertificateDetail.builder()
                .certificateArn(stored.arn())
                .domainName(stored.names().getFirst())
                .subjectAlternativeNames(stored.names())
                .serial(serial(certificate))
                .subject(certificate.getSubjectX500Principal().getName())
                .issuer(issuer(certificate))
                .createdAt(stored.createdAt())
                .status(status(stored, now))
                .notBefore(certificate.getNotBefore().toInstant())
                .notAfter(certificate.getNotAfter().toInstant())
                .keyAlgorithm(stored.keyAlgorithm().replaceFirst("^RSA_", "RSA-"))
                .signatureAlgorithm(certificate.getSigAlgName().toUpperCase(Locale.ROOT))
                .inUseBy(stored.users())
                .type(type(stored))
                .renewalEligibility("INELIGIBLE")
                .keyUsages(keyUsages(certificate).stream()
                        .map(name -> KeyUsage.builder().name(name).build())
                        .toList())
                .extendedKeyUsages(List.of(ExtendedKeyUsage.builder()
                        .name("TLS_WEB_SERVER_AUTHENTICATION")
                        .oid("1.3.6.1.5.5.7.3.1")
                        .build()));
        if (stored.request().isPresent()) {
            var request = stored.request().get();
            view.issuedAt(stored.createdAt())
                    .options(CertificateOptions.builder()
                            .certificateTransparencyLoggingPreference(request.transparencyLogging())
                            .export(export(stored))
                            .build())
                    .domainValidationOptions(IntStream.range(0, stored.names().size())
                            .mapToObj(i -> validation(stored, i, request))
                            .toList());
        } else {
            view.importedAt(stored.createdAt());
        }
        return view.build();
    }

    private static String type(StoredCertificate stored) {
        return stored.request().isPresent() ? "AMAZON_ISSUED" : "IMPORTED";
    }

    private static DomainValidation validation(StoredCertificate stored, int i, StoredCertificate.Request request) {
        String name = stored.names().get(i);
        String by = request.validationDomains().get(i);
        var view = DomainValidation.builder()
                .domainName(name)
                .validationDomain(by)
                .validationStatus("SUCCESS")
                .validationMethod(request.validationMethod());
        return request.validationMethod().equals("DNS")
                ? view.resourceRecord(record(stored, by)).build()
                : view.validationEmails(
                                MAILBOXES.stream().map(box -> box + "@" + by).toList())
                        .build();
    }

    /// The record by which AWS would know that a domain is the account's own: the same for each certificate.
    private static ResourceRecord record(StoredCertificate stored, String domain) {
        String account = stored.arn().split(":", -1)[4];
        return ResourceRecord.builder()
                .name("_" + digest(account + "/name/" + domain) + "." + domain + ".")
                .type("CNAME")
                .value("_" + digest(account + "/value/" + domain) + ".acm-validations.aws.")
                .build();
    }

    private static String digest(String text) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest, 0, 16);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every JDK has SHA-256.", e);
        }
    }

    private static String serial(X509Certificate certificate) {
        return HexFormat.ofDelimiter(":")
                .formatHex(certificate.getSerialNumber().toByteArray());
    }

    /// The organisation, as AWS shows `Amazon`; else the whole name.
    private static String issuer(X509Certificate certificate) {
        String name = certificate.getIssuerX500Principal().getName();
        return Stream.of(name.split(",", -1))
                .filter(part -> part.startsWith("O="))
                .map(part -> part.substring(2))
                .findFirst()
                .orElse(name);
    }

    private static List<String> keyUsages(X509Certificate certificate) {
        boolean[] usage = certificate.getKeyUsage();
        List<String> names = List.of("DIGITAL_SIGNATURE", "NON_REPUDIATION", "KEY_ENCIPHERMENT");
        return usage == null
                ? List.of("ANY")
                : IntStream.range(0, names.size())
                        .filter(i -> usage[i])
                        .mapToObj(names::get)
                        .toList();
    }

    static CertificateSummary summary(StoredCertificate stored, Instant now) {
        X509Certificate certificate = stored.certificate();
        var view = CertificateSummary.builder()
                .certificateArn(stored.arn())
                .domainName(stored.names().getFirst())
                .subjectAlternativeNameSummaries(
                        stored.names().stream().limit(MOST_SUMMARISED_NAMES).toList())
                .hasAdditionalSubjectAlternativeNames(stored.names().size() > MOST_SUMMARISED_NAMES)
                .status(status(stored, now))
                .type(type(stored))
                .keyAlgorithm(stored.keyAlgorithm().replaceFirst("^RSA_", "RSA-"))
                .keyUsages(keyUsages(certificate))
                .extendedKeyUsages(List.of("TLS_WEB_SERVER_AUTHENTICATION"))
                .inUse(!stored.users().isEmpty())
                .exportOption(export(stored))
                .renewalEligibility("INELIGIBLE")
                .notBefore(certificate.getNotBefore().toInstant())
                .notAfter(certificate.getNotAfter().toInstant())
                .createdAt(stored.createdAt());
        return stored.request().isPresent()
                ? view.issuedAt(stored.createdAt()).build()
                : view.importedAt(stored.createdAt()).build();
    }
}
