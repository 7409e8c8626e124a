package samara.cloud.acm;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import samara.cloud.kernel.Call;
import samara.cloud.kernel.Kernel;
import samara.cloud.tls.Certificates;
import samara.cloud.tls.Issued;
import samara.cloud.tls.KeyKind;
import samara.cloud.tls.LocalAuthority;
import samara.cloud.tls.Pem;
import samara.cloud.tls.StoredCertificate;
import samara.wire.acm.CertificateOptions;
import samara.wire.acm.DomainValidationOption;
import samara.wire.acm.RequestCertificateRequest;
import samara.wire.acm.RequestCertificateResponse;

/// Issues a certificate at once.
final class RequestCertificate {
    private static final Pattern NAME =
            Pattern.compile("(\\*\\.)?([A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?\\.)+[A-Za-z0-9-]{1,62}[A-Za-z0-9]");
    private static final int LONGEST_NAME = 253;
    private static final int MOST_NAMES = 100;
    /// The same request with the same token is the same certificate for so long.
    private static final Duration TOKEN_LIFE = Duration.ofHours(1);

    private final Kernel kernel;
    private final Certificates certificates;
    private final LocalAuthority authority;

    RequestCertificate(Kernel kernel, Certificates certificates, LocalAuthority authority) {
        this.kernel = kernel;
        this.certificates = certificates;
        this.authority = authority;
    }

    RequestCertificateResponse run(RequestCertificateRequest input, Call call) {
        refuse(input);
        List<String> names = names(input);
        Optional<String> known = repeated(input, names, call);
        return RequestCertificateResponse.builder()
                .certificateArn(known.orElseGet(() -> issue(input, names, call)))
                .build();
    }

    private static void refuse(RequestCertificateRequest input) {
        input.certificateAuthorityArn().ifPresent(arn -> {
            throw AcmErrors.notBuilt("A certificate of a private authority (`CertificateAuthorityArn`)");
        });
        input.managedBy().ifPresent(service -> {
            throw AcmErrors.notBuilt("`ManagedBy`");
        });
        input.validationMethod()
                .filter(method -> !method.equals("DNS") && !method.equals("EMAIL"))
                .ifPresent(method -> {
                    throw AcmErrors.notBuilt("Validation by `" + method + "`");
                });
    }

    private static List<String> names(RequestCertificateRequest input) {
        Set<String> names = new LinkedHashSet<>();
        names.add(input.domainName().toLowerCase(Locale.ROOT));
        input.subjectAlternativeNames().orElse(List.of()).forEach(name -> names.add(name.toLowerCase(Locale.ROOT)));
        for (String name : names) {
            if (name.length() > LONGEST_NAME || !NAME.matcher(name).matches()) {
                throw AcmErrors.invalid(
                        "`" + name + "` is not a domain name such as `api.example.com` or" + " `*.example.com`.");
            }
        }
        if (names.size() > MOST_NAMES) {
            throw new samara.wire.AwsException(
                    "LimitExceededException", 400, "A certificate has no more than " + MOST_NAMES + " names.");
        }
        return List.copyOf(names);
    }

    private Optional<String> repeated(RequestCertificateRequest input, List<String> names, Call call) {
        Instant oldest = kernel.clock().now().minus(TOKEN_LIFE);
        return input.idempotencyToken()
                .flatMap(token -> certificates.list(call.scope()).stream()
                        .filter(known -> known.request()
                                .flatMap(StoredCertificate.Request::idempotencyToken)
                                .filter(token::equals)
                                .isPresent())
                        .filter(known ->
                                known.names().equals(names) && known.createdAt().isAfter(oldest))
                        .map(StoredCertificate::arn)
                        .findFirst());
    }

    private String issue(RequestCertificateRequest input, List<String> names, Call call) {
        KeyKind kind = kind(input.keyAlgorithm().orElse("RSA_2048"));
        List<String> validationDomains = validationDomains(input, names);
        Optional<CertificateOptions> options = input.options();
        var request = new StoredCertificate.Request(
                input.validationMethod().orElse("EMAIL"),
                validationDomains,
                options.flatMap(CertificateOptions::certificateTransparencyLoggingPreference)
                        .orElse("ENABLED"),
                input.idempotencyToken(),
                options.flatMap(CertificateOptions::export)
                        .filter("ENABLED"::equals)
                        .isPresent());
        var tags = KnownCertificates.tags(input.tags().orElse(List.of()));
        Issued issued = authority.issue(names, kind);
        String arn = call.scope().arn("acm", "certificate/" + kernel.ids().uuid());
        certificates.add(new StoredCertificate(
                arn,
                names,
                Optional.of(request),
                Pem.of(issued.certificate()),
                Pem.of(issued.chain().subList(1, issued.chain().size())),
                Pem.of(issued.key()),
                input.keyAlgorithm().orElse("RSA_2048"),
                kernel.clock().now(),
                tags,
                List.of()));
        return arn;
    }

    private static KeyKind kind(String algorithm) {
        return switch (algorithm) {
            case "RSA_2048" -> KeyKind.RSA_2048;
            case "EC_prime256v1" -> KeyKind.EC_PRIME256V1;
            case "EC_secp384r1" -> KeyKind.EC_SECP384R1;
            default ->
                throw AcmErrors.invalid("The key algorithm `" + algorithm + "` can't be requested; `RSA_2048`,"
                        + " `EC_prime256v1` and `EC_secp384r1` can.");
        };
    }

    private static List<String> validationDomains(RequestCertificateRequest input, List<String> names) {
        List<String> domains = new ArrayList<>(names.stream()
                .map(name -> name.startsWith("*.") ? name.substring(2) : name)
                .toList());
        for (DomainValidationOption option : input.domainValidationOptions().orElse(List.of())) {
            int at = names.indexOf(option.domainName().toLowerCase(Locale.ROOT));
            String by = option.validationDomain().toLowerCase(Locale.ROOT);
            if (at < 0) {
                throw AcmErrors.invalidValidation("`" + option.domainName() + "` is not a name of this certificate.");
            }
            if (!domains.get(at).equals(by) && !domains.get(at).endsWith("." + by)) {
                throw AcmErrors.invalidValidation(
                        "`" + by + "` is neither `" + domains.get(at) + "` nor a domain above it.");
            }
            domains.set(at, by);
        }
        return domains;
    }
}
