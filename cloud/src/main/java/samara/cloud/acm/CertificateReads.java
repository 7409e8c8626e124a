package samara.cloud.acm;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import samara.cloud.kernel.Call;
import samara.cloud.kernel.Clock;
import samara.cloud.kernel.Operation;
import samara.cloud.tls.BadCertificateException;
import samara.cloud.tls.Certificates;
import samara.cloud.tls.KeyExport;
import samara.cloud.tls.StoredCertificate;
import samara.wire.acm.AcmApi;
import samara.wire.acm.CertificateSummary;
import samara.wire.acm.DescribeCertificateRequest;
import samara.wire.acm.DescribeCertificateResponse;
import samara.wire.acm.ExportCertificateRequest;
import samara.wire.acm.ExportCertificateResponse;
import samara.wire.acm.Filters;
import samara.wire.acm.GetCertificateRequest;
import samara.wire.acm.GetCertificateResponse;
import samara.wire.acm.ListCertificatesRequest;
import samara.wire.acm.ListCertificatesResponse;

/// Reads certificates.
record CertificateReads(KnownCertificates known, Certificates certificates, Clock clock) {
    private static final int PAGE = 1000;
    private static final int SHORTEST_PASSPHRASE = 4;
    private static final int LONGEST_PASSPHRASE = 128;

    List<Operation<?, ?>> all() {
        return List.of(
                new AcmOperation<>(
                        AcmApi.DESCRIBE_CERTIFICATE, DescribeCertificateRequest::certificateArn, this::describe),
                new AcmOperation<>(AcmApi.GET_CERTIFICATE, GetCertificateRequest::certificateArn, this::get),
                new AcmOperation<>(AcmApi.LIST_CERTIFICATES, in -> "*", this::list),
                new AcmOperation<>(AcmApi.EXPORT_CERTIFICATE, ExportCertificateRequest::certificateArn, this::export));
    }

    private DescribeCertificateResponse describe(DescribeCertificateRequest input, Call call) {
        return DescribeCertificateResponse.builder()
                .certificate(Views.detail(known.get(input.certificateArn(), call), clock.now()))
                .build();
    }

    private GetCertificateResponse get(GetCertificateRequest input, Call call) {
        StoredCertificate found = known.get(input.certificateArn(), call);
        return GetCertificateResponse.builder()
                .certificate(found.pem())
                .certificateChain(found.chainPem().isEmpty() ? null : found.chainPem())
                .build();
    }

    private ExportCertificateResponse export(ExportCertificateRequest input, Call call) {
        StoredCertificate found = known.get(input.certificateArn(), call);
        if (found.request().filter(StoredCertificate.Request::exportable).isEmpty()) {
            throw AcmErrors.invalid("Certificate ARN: " + found.arn() + " is not a private certificate");
        }
        byte[] passphrase = input.passphrase().toByteArray();
        if (passphrase.length < SHORTEST_PASSPHRASE || passphrase.length > LONGEST_PASSPHRASE) {
            throw AcmErrors.invalid("The passphrase must have 4 to 128 characters.");
        }
        try {
            return ExportCertificateResponse.builder()
                    .certificate(found.pem())
                    .certificateChain(found.chainPem())
                    .privateKey(KeyExport.encrypted(
                            found.issued().key(), input.passphrase().toUtf8()))
                    .build();
        } catch (BadCertificateException e) {
            throw AcmErrors.invalid(String.valueOf(e.getMessage()));
        }
    }

    private ListCertificatesResponse list(ListCertificatesRequest input, Call call) {
        input.sortBy().filter(by -> !by.equals("CREATED_AT")).ifPresent(by -> {
            throw AcmErrors.invalid("`" + by + "` is nothing to sort by.");
        });
        List<StoredCertificate> wanted = certificates.list(call.scope()).stream()
                .filter(found -> input.certificateStatuses()
                        .filter(statuses -> !statuses.contains(Views.status(found, clock.now())))
                        .isEmpty())
                .filter(found ->
                        input.includes().map(filters -> fits(found, filters)).orElse(true))
                .sorted(order(input))
                .toList();
        int from = input.nextToken().map(CertificateReads::offset).orElse(0);
        int to = Math.min(wanted.size(), from + Math.clamp(input.maxItems().orElse(PAGE), 1, PAGE));
        List<CertificateSummary> page = wanted.subList(Math.min(from, to), to).stream()
                .map(found -> Views.summary(found, clock.now()))
                .toList();
        return ListCertificatesResponse.builder()
                .certificateSummaryList(page)
                .nextToken(to < wanted.size() ? Integer.toString(to) : null)
                .build();
    }

    private static Comparator<StoredCertificate> order(ListCertificatesRequest input) {
        Comparator<StoredCertificate> order =
                Comparator.comparing(StoredCertificate::createdAt).thenComparing(StoredCertificate::arn);
        return input.sortOrder().equals(Optional.of("DESCENDING")) ? order.reversed() : order;
    }

    private static boolean fits(StoredCertificate found, Filters filters) {
        if (filters.keyUsage().isPresent() || filters.extendedKeyUsage().isPresent()) {
            throw AcmErrors.notBuilt("Filtering by `keyUsage` or `extendedKeyUsage`");
        }
        if (filters.managedBy().isPresent()) {
            throw AcmErrors.notBuilt("Filtering by `managedBy`");
        }
        // Without this filter AWS lists RSA keys of up to 2048 bits; here all are listed.
        return filters.keyTypes()
                        .map(kinds -> kinds.contains(found.keyAlgorithm()))
                        .orElse(true)
                && filters.exportOption()
                        .map(option -> option.equals(Views.export(found)))
                        .orElse(true);
    }

    private static int offset(String token) {
        try {
            return Math.max(0, Integer.parseInt(token));
        } catch (NumberFormatException e) {
            throw AcmErrors.invalid("`NextToken` is not one that this gave out.");
        }
    }
}
