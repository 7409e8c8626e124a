package samara.cloud.apigateway.domain;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.UnaryOperator;
import samara.cloud.edge.TlsHost;
import samara.cloud.kernel.Call;
import samara.cloud.kernel.Kernel;
import samara.cloud.kernel.Locks;
import samara.cloud.kernel.Range;
import samara.cloud.kernel.RecordTable;
import samara.cloud.kernel.Scope;
import samara.cloud.tls.Certificates;
import samara.cloud.tls.ClientJudge;
import samara.cloud.tls.Issued;
import samara.cloud.tls.TrustStore;

/// The custom domain names of all accounts, and their mappings. A name is one domain's only, whosever it is.
public final class Domains {
    private static final int ID_LENGTH = 10;

    private final Kernel kernel;
    private final Certificates certificates;
    private final DomainChecks checks;
    private final Truststores truststores;
    private final Locks locks = new Locks();
    private final RecordTable<StoredDomain> domains;
    private final RecordTable<StoredMapping> mappings;
    private final Map<String, StoredDomain> byName = new ConcurrentHashMap<>();
    private final Map<String, TlsHost> hosts = new ConcurrentHashMap<>();
    private final Map<String, List<StoredMapping>> routes = new ConcurrentHashMap<>();
    private final List<StageServer> servers = new CopyOnWriteArrayList<>();

    /// Over a cloud's state.
    public Domains(Kernel kernel, Certificates certificates) {
        this.kernel = kernel;
        this.certificates = certificates;
        this.checks = new DomainChecks(certificates);
        this.truststores = new Truststores(kernel);
        this.domains = kernel.store().table("apigateway/domains", StoredDomain.class);
        this.mappings = kernel.store().table("apigateway/mappings", StoredMapping.class);
        domains.list(Range.all(), Integer.MAX_VALUE).forEach(domain -> byName.put(domain.name(), domain));
        certificates.onReplacement(arn -> hosts.clear());
    }

    /// Lets domains be mapped to one more kind of API.
    public void serveBy(StageServer server) {
        servers.add(server);
    }

    /// The domain that a host name belongs to: of that name, or a wildcard. Costs nothing: asked for every request.
    public Optional<StoredDomain> ofHost(String host) {
        StoredDomain exact = byName.get(host);
        if (exact != null || byName.isEmpty()) {
            return Optional.ofNullable(exact);
        }
        int dot = host.indexOf('.');
        return dot < 0 ? Optional.empty() : Optional.ofNullable(byName.get("*" + host.substring(dot)));
    }

    /// What a client that names this host is shown, if it is a domain here.
    public Optional<TlsHost> tlsHost(String host) {
        return ofHost(host).map(domain -> hosts.computeIfAbsent(domain.name(), name -> tlsHost(domain)));
    }

    private TlsHost tlsHost(StoredDomain domain) {
        Issued certificate = certificates
                .find(domain.settings().certificateArn())
                .orElseThrow(() -> new IllegalStateException("A certificate in use was deleted."))
                .issued();
        TlsHost open = TlsHost.of(certificate.key(), certificate.chain());
        return domain.trusted()
                .map(trusted -> open.onlyFor(new ClientJudge(
                        TrustStore.read(trusted.bundle(), kernel.clock().now()), kernel.clock()::now)))
                .orElse(open);
    }

    /// Makes a domain.
    public StoredDomain create(String given, DomainSettings settings, Map<String, String> tags, Call call) {
        String name = given.toLowerCase(Locale.ROOT);
        DomainChecks.checkName(name);
        checks.check(name, settings, call.scope());
        Optional<StoredDomain.Trusted> trusted = settings.truststore().map(at -> truststores.read(at, call));
        StoredDomain made = new StoredDomain(
                name,
                call.scope().account().id(),
                call.scope().region().name(),
                kernel.ids().lowerAlphanumeric(ID_LENGTH),
                settings,
                trusted,
                kernel.clock().now(),
                tags);
        locks.locked(name, () -> {
            if (byName.containsKey(name)) {
                throw DomainErrors.exists();
            }
            domains.put(key(made.scope(), name), made);
            byName.put(name, made);
        });
        used(settings).forEach(arn -> certificates.use(arn, made.arn()));
        return made;
    }

    /// A domain of the caller's.
    public StoredDomain get(Scope scope, String name) {
        return domains.get(key(scope, name)).orElseThrow(DomainErrors::noDomain);
    }

    /// All domains of an account and Region.
    public List<StoredDomain> list(Scope scope) {
        return domains.list(scope.key() + "/");
    }

    /// Changes what its owner chose. A truststore is read again.
    public StoredDomain change(String name, UnaryOperator<DomainSettings> change, Call call) {
        StoredDomain before = get(call.scope(), name);
        DomainSettings settings = change.apply(before.settings());
        checks.check(before.name(), settings, call.scope());
        Optional<StoredDomain.Trusted> trusted = settings.truststore().map(at -> truststores.read(at, call));
        boolean sameCertificate =
                settings.certificateArn().equals(before.settings().certificateArn());
        Instant date =
                sameCertificate ? before.certificateDate() : kernel.clock().now();
        StoredDomain after = put(call.scope(), name, domain -> domain.with(settings, trusted, date));
        used(settings).forEach(arn -> certificates.use(arn, after.arn()));
        used(before.settings()).stream()
                .filter(arn -> !used(settings).contains(arn))
                .forEach(arn -> certificates.release(arn, after.arn()));
        return after;
    }

    /// Changes its tags.
    public StoredDomain retag(Scope scope, String name, UnaryOperator<Map<String, String>> change) {
        return put(scope, name, domain -> domain.withTags(change.apply(domain.tags())));
    }

    private StoredDomain put(Scope scope, String given, UnaryOperator<StoredDomain> change) {
        String name = given.toLowerCase(Locale.ROOT);
        return locks.locked(name, () -> {
            StoredDomain after = change.apply(get(scope, name));
            domains.put(key(scope, name), after);
            byName.put(name, after);
            hosts.remove(name);
            return after;
        });
    }

    private static List<String> used(DomainSettings settings) {
        List<String> used = new ArrayList<>(List.of(settings.certificateArn()));
        settings.ownershipCertificateArn().ifPresent(used::add);
        return used;
    }

    /// Deletes a domain with its mappings.
    public void delete(Scope scope, String given) {
        String name = given.toLowerCase(Locale.ROOT);
        StoredDomain gone = locks.locked(name, () -> {
            StoredDomain domain = get(scope, name);
            var batch = kernel.store().batch().delete(domains, key(scope, name));
            mappings.keys(Range.prefix(key(scope, name) + "/"), Integer.MAX_VALUE)
                    .forEach(key -> batch.delete(mappings, key));
            batch.commit();
            byName.remove(name);
            hosts.remove(name);
            routes.remove(name);
            return domain;
        });
        used(gone.settings()).forEach(arn -> certificates.release(arn, gone.arn()));
    }

    /// The mappings of a domain, in the order of their keys.
    public List<StoredMapping> mappings(Scope scope, String domain) {
        return mappings.list(key(scope, get(scope, domain).name()) + "/");
    }

    /// The same, for requests.
    List<StoredMapping> routes(StoredDomain domain) {
        List<StoredMapping> known = routes.get(domain.name());
        return known != null
                ? known
                : locks.locked(
                        domain.name(),
                        () -> routes.computeIfAbsent(
                                domain.name(), name -> mappings.list(key(domain.scope(), name) + "/")));
    }

    /// The domains that are mapped to an API: it can't be deleted meanwhile.
    public List<String> mappedTo(Scope scope, String apiId) {
        return mappings.list(scope.key() + "/").stream()
                .filter(mapping -> mapping.apiId().equals(apiId))
                .map(StoredMapping::domain)
                .distinct()
                .toList();
    }

    /// Maps a part of a domain's paths.
    ///
    /// @param taken what is said where another mapping has the key
    public StoredMapping map(Scope scope, StoredMapping wanted, String taken) {
        check(scope, wanted);
        return locks.locked(wanted.domain(), () -> {
            checkKind(scope, wanted);
            String key = key(scope, get(scope, wanted.domain()).name()) + "/" + wanted.key();
            if (mappings.get(key).isPresent()) {
                throw DomainErrors.conflict(taken);
            }
            mappings.put(key, wanted);
            routes.remove(wanted.domain());
            return wanted;
        });
    }

    /// Changes a mapping.
    ///
    /// @param taken what is said where another mapping has the new key
    public StoredMapping remap(Scope scope, StoredMapping before, StoredMapping after, String taken) {
        check(scope, after);
        String base = key(scope, get(scope, before.domain()).name()) + "/";
        return locks.locked(before.domain(), () -> {
            checkKind(scope, after);
            if (!after.key().equals(before.key())
                    && mappings.get(base + after.key()).isPresent()) {
                throw DomainErrors.conflict(taken);
            }
            kernel.store()
                    .batch()
                    .delete(mappings, base + before.key())
                    .put(mappings, base + after.key(), after)
                    .commit();
            routes.remove(before.domain());
            return after;
        });
    }

    /// Takes a mapping away.
    public void unmap(Scope scope, StoredMapping mapping) {
        locks.locked(mapping.domain(), () -> {
            mappings.delete(key(scope, mapping.domain()) + "/" + mapping.key());
            routes.remove(mapping.domain());
        });
    }

    /// An id for a mapping.
    public String newId() {
        return kernel.ids().lowerAlphanumeric(6);
    }

    private void check(Scope scope, StoredMapping mapping) {
        StageServer server = server(scope, mapping.apiId())
                .orElseThrow(() -> DomainErrors.noApi(scope.account().id(), mapping.apiId()));
        if (!mapping.stage().isEmpty() && !server.hasStage(scope, mapping.apiId(), mapping.stage())) {
            throw DomainErrors.noStage();
        }
    }

    /// A domain with a WebSocket API is for such APIs only. See
    /// <https://docs.aws.amazon.com/apigateway/latest/developerguide/websocket-api-mappings.html>.
    private void checkKind(Scope scope, StoredMapping wanted) {
        boolean webSocket = isWebSocket(scope, wanted.apiId());
        DomainSettings settings = get(scope, wanted.domain()).settings();
        if (webSocket
                && (!settings.endpointType().equals("REGIONAL")
                        || !settings.securityPolicy().equals("TLS_1_2"))) {
            throw DomainErrors.edgeWebSocket();
        }
        boolean mixed = mappings(scope, wanted.domain()).stream()
                .filter(other -> !other.id().equals(wanted.id()))
                .anyMatch(other -> isWebSocket(scope, other.apiId()) != webSocket);
        if (mixed) {
            throw DomainErrors.mixed();
        }
    }

    private boolean isWebSocket(Scope scope, String apiId) {
        return server(scope, apiId)
                .filter(server -> server.isWebSocket(scope, apiId))
                .isPresent();
    }

    /// Whether a WebSocket API has a stage. The REST API's interface knows those no other way.
    public boolean hasWebSocketStage(Scope scope, String apiId, String stage) {
        return server(scope, apiId)
                .filter(server -> server.isWebSocket(scope, apiId) && server.hasStage(scope, apiId, stage))
                .isPresent();
    }

    /// Refuses an API that the REST API's interface can't map to a domain.
    public void refuseWebSocket(Scope scope, String apiId) {
        if (isWebSocket(scope, apiId)) {
            throw DomainErrors.mixed();
        }
    }

    /// Who answers for an API.
    Optional<StageServer> server(Scope scope, String apiId) {
        return servers.stream().filter(server -> server.hasApi(scope, apiId)).findFirst();
    }

    private static String key(Scope scope, String name) {
        return scope.key() + "/" + name.toLowerCase(Locale.ROOT);
    }
}
