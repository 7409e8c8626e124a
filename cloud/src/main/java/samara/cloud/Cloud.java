package samara.cloud;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import samara.cloud.Wiring.ApiParts;
import samara.cloud.edge.Edge;
import samara.cloud.edge.HostCheck;
import samara.cloud.edge.sigv4.SignatureVerifier;
import samara.cloud.iam.IamDirectory;
import samara.cloud.kernel.Addresses;
import samara.cloud.kernel.Blobs;
import samara.cloud.kernel.Clock;
import samara.cloud.kernel.Credentials;
import samara.cloud.kernel.EventLog;
import samara.cloud.kernel.Ids;
import samara.cloud.kernel.Kernel;
import samara.cloud.kernel.RocksStore;
import samara.cloud.kernel.Scheduler;
import samara.cloud.kernel.Scope;
import samara.cloud.kernel.Sites;
import samara.cloud.kernel.Store;
import samara.cloud.sts.SessionTable;
import samara.cloud.tls.LocalAuthority;
import samara.cloud.tls.ServerNames;
import samara.gateway.waf.WebAcls;

/// A running cloud. The one place where everything is put together.
public final class Cloud implements AutoCloseable {
    private final CloudOptions options;
    private final Deque<Runnable> parts = new ArrayDeque<>();
    private final Instant started;
    private final Services services = new Services();
    private final Kernel kernel;
    private final Administrator administrator;
    private final LocalAuthority authority;
    private boolean closed;

    private Cloud(CloudOptions options) {
        this.options = options;
        try {
            onClose(DataLock.take(options.dataDir())::close);
            Path files = workingFiles();
            Store store = options.isEphemeral()
                    ? Store.inMemory()
                    : RocksStore.open(options.dataDir().resolve("store"), options.cacheDir());
            onClose(store::close);
            Clock clock = Clock.system();
            this.started = clock.now();
            Ids ids = Ids.random();
            var scheduler = new Scheduler(clock);
            onClose(scheduler::close);
            var events = new EventLog(store, scheduler);
            onClose(events::close);
            var iam = new IamDirectory(store, clock, ids);
            var sessions = new SessionTable(store, clock, ids, iam);
            this.administrator = new Administrator(store, ids, options.account(), options.isLoopback());
            var identities = new KnownIdentities(
                    iam, List.of(administrator::byAccessKey, sessions::byAccessKey, iam::byAccessKey));
            var calls = new CallPath(services, identities, events, clock);
            var sites = new Sites();
            var front = new Front(new HostCheck(options.allowedHosts()), sites);
            this.authority = new LocalAuthority(options.dataDir(), clock, ids);
            var names = new ServerNames(authority, List.of(options.region().name()));
            Edge edge = Edge.listen(options.host(), options.port(), ids, front, names);
            onClose(edge::close);
            Path blobs = options.isEphemeral()
                    ? files.resolve("blobs")
                    : options.dataDir().resolve("blobs");
            this.kernel = new Kernel(
                    store,
                    new Blobs(blobs),
                    clock,
                    scheduler,
                    ids,
                    events,
                    calls,
                    identities,
                    sessions,
                    sites,
                    new Addresses(options.host(), edge.port()),
                    files);
            var certificates = Wiring.CertificateParts.of(kernel, authority);
            names.add(certificates.domains()::tlsHost);
            services.add(
                    Registry.SERVICES,
                    new Wiring(
                            kernel,
                            iam,
                            sessions,
                            services,
                            new WebAcls(),
                            certificates,
                            ApiParts.of(kernel, certificates)));
            var verifier = new SignatureVerifier(clock, identities::byAccessKey);
            sites.add(new ControlSite(this, kernel));
            var api = new AwsApi(calls, verifier, new Scope(options.account(), options.region()));
            calls.open(api);
            front.open(api);
            onClose(services::stop);
            services.start();
            scheduler.every(Duration.ofHours(1), sessions::prune);
            state().write(options.dataDir());
        } catch (RuntimeException e) {
            close();
            throw e;
        }
    }

    /// Starts a cloud; it answers when this returns.
    ///
    /// @throws CloudStartException where the state is in use by another one
    /// @throws samara.cloud.edge.PortInUseException where the port is
    public static Cloud start(CloudOptions options) {
        return new Cloud(options);
    }

    /// How clients reach it.
    public Addresses addresses() {
        return kernel.addresses();
    }

    /// The administrator's key.
    public Credentials adminCredentials() {
        return administrator.credentials();
    }

    /// What services are given: for those who embed a cloud, such as `samara up`.
    public Kernel kernel() {
        return kernel;
    }

    /// Who issued the certificates that it shows to TLS clients.
    public LocalAuthority authority() {
        return authority;
    }

    /// The ids of the services that are there.
    public Set<String> services() {
        return services.ids();
    }

    /// How it was started.
    public CloudOptions options() {
        return options;
    }

    /// How long it has run.
    public Duration uptime() {
        return Duration.between(started, kernel.clock().now());
    }

    /// Ends it: no more requests, then no more services, then the store is closed. What was acknowledged is kept.
    @Override
    public synchronized void close() {
        if (closed) {
            return;
        }
        closed = true;
        RuntimeException failed = null;
        while (!parts.isEmpty()) {
            try {
                parts.pop().run();
            } catch (RuntimeException e) {
                // One part that fails must not keep the others open.
                var wrapped = new IllegalStateException("A part of the cloud could not be closed.", e);
                if (failed == null) {
                    failed = wrapped;
                } else {
                    failed.addSuppressed(wrapped);
                }
            }
        }
        if (failed != null) {
            throw failed;
        }
    }

    private StateFile state() {
        return new StateFile(
                ProcessHandle.current().pid(),
                kernel.addresses().base(),
                kernel.addresses().port(),
                options.account().id(),
                options.region().name(),
                options.isEphemeral(),
                started,
                administrator.credentials());
    }

    private void onClose(Runnable close) {
        parts.push(close);
    }

    /// A folder that is empty at each start.
    private Path workingFiles() {
        try {
            Path files = options.dataDir().resolve("run");
            deleteAll(files);
            Files.createDirectories(files);
            onClose(() -> StateFile.delete(options.dataDir()));
            return files;
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "The folder `" + options.dataDir() + "` cannot be used: " + e.getMessage(), e);
        }
    }

    private static void deleteAll(Path folder) throws IOException {
        if (Files.exists(folder)) {
            try (Stream<Path> all = Files.walk(folder)) {
                for (Path path : all.toList().reversed()) {
                    Files.delete(path);
                }
            }
        }
    }
}
