package samara.cloud.apigateway;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import samara.cloud.kernel.Kernel;
import samara.cloud.kernel.Locks;
import samara.cloud.kernel.RecordTable;
import samara.cloud.kernel.Scope;
import samara.cloud.tls.Issued;
import samara.cloud.tls.Pem;
import samara.cloud.tls.SelfSigned;

/// The certificates that stages show to their HTTP backends ("client certificates"). Valid for a year.
final class StageCertificates {
    private static final Duration VALIDITY = Duration.ofDays(365);

    private final Kernel kernel;
    private final Locks locks = new Locks();
    private final RecordTable<StoredClientCertificate> table;

    StageCertificates(Kernel kernel) {
        this.kernel = kernel;
        this.table = kernel.store().table("apigateway/clientcertificates", StoredClientCertificate.class);
    }

    StoredClientCertificate generate(Scope scope, Optional<String> description, Map<String, String> tags) {
        Instant now = kernel.clock().now().truncatedTo(ChronoUnit.SECONDS);
        Issued made = SelfSigned.client("ApiGateway", now, VALIDITY, kernel.ids());
        var stored = new StoredClientCertificate(
                kernel.ids().lowerAlphanumeric(6),
                description,
                Pem.of(made.certificate()),
                Pem.of(made.key()),
                now,
                now.plus(VALIDITY),
                tags);
        table.put(key(scope, stored.id()), stored);
        return stored;
    }

    Optional<StoredClientCertificate> find(Scope scope, String id) {
        return table.get(key(scope, id));
    }

    /// @throws samara.wire.AwsException `NotFoundException`
    StoredClientCertificate get(Scope scope, String id) {
        return find(scope, id)
                .orElseThrow(() -> ApiGatewayErrors.notFound("Invalid Client Certificate identifier specified"));
    }

    List<StoredClientCertificate> list(Scope scope) {
        return table.list(scope.key() + "/");
    }

    StoredClientCertificate change(Scope scope, String id, UnaryOperator<StoredClientCertificate> change) {
        return locks.locked(key(scope, id), () -> {
            StoredClientCertificate changed = change.apply(get(scope, id));
            table.put(key(scope, id), changed);
            return changed;
        });
    }

    void delete(Scope scope, String id) {
        get(scope, id);
        table.delete(key(scope, id));
    }

    private static String key(Scope scope, String id) {
        return scope.key() + "/" + id;
    }
}
