package samara.cloud;

import java.nio.file.Path;
import java.util.List;
import samara.cloud.Wiring.ApiParts;
import samara.cloud.iam.IamDirectory;
import samara.cloud.kernel.Addresses;
import samara.cloud.kernel.Blobs;
import samara.cloud.kernel.Clock;
import samara.cloud.kernel.EventLog;
import samara.cloud.kernel.Ids;
import samara.cloud.kernel.Kernel;
import samara.cloud.kernel.Scheduler;
import samara.cloud.kernel.Sites;
import samara.cloud.kernel.Store;
import samara.cloud.resource.ResourceHandlers;
import samara.cloud.sts.SessionTable;
import samara.cloud.tls.LocalAuthority;
import samara.gateway.waf.WebAcls;

/// The resource types that this cloud has, without a cloud that runs: nothing listens, nothing is started and nothing
/// is kept. For those who ask what a template may hold.
public final class Catalogue implements AutoCloseable {
    private final Scheduler scheduler;
    private final EventLog events;
    private final Services services = new Services();
    private final ResourceHandlers handlers = new ResourceHandlers(services);

    /// @param folder is named to the services as theirs; nothing is written there
    public Catalogue(Path folder) {
        Clock clock = Clock.system();
        Ids ids = Ids.random();
        Store store = Store.inMemory();
        this.scheduler = new Scheduler(clock);
        this.events = new EventLog(store, scheduler);
        var iam = new IamDirectory(store, clock, ids);
        var sessions = new SessionTable(store, clock, ids, iam);
        var identities = new KnownIdentities(iam, List.of(sessions::byAccessKey, iam::byAccessKey));
        var kernel = new Kernel(
                store,
                new Blobs(folder.resolve("blobs")),
                clock,
                scheduler,
                ids,
                events,
                new CallPath(services, identities, events, clock),
                identities,
                sessions,
                new Sites(),
                new Addresses("127.0.0.1", 0),
                folder);
        var certificates = Wiring.CertificateParts.of(kernel, new LocalAuthority(folder, clock, ids));
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
    }

    /// The types.
    public ResourceHandlers handlers() {
        return handlers;
    }

    @Override
    public void close() {
        services.stop();
        events.close();
        scheduler.close();
    }
}
