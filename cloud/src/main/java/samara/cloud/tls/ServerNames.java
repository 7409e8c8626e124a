package samara.cloud.tls;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import samara.cloud.edge.TlsHost;
import samara.cloud.edge.TlsHosts;
import samara.template.PseudoParameters;

/// What the cloud's port shows to TLS clients: a service's certificate for a host that it serves, else the cloud's own,
/// which is for `localhost`, names below it, the loopback addresses, and AWS's names of APIs in common use.
public final class ServerNames implements TlsHosts {
    /// A wildcard stands for one label.
    private static final List<String> OWN_NAMES = List.of(
            "localhost",
            "*.localhost",
            "*.execute-api.localhost",
            "*.lambda-url.localhost",
            "*.s3.localhost",
            "127.0.0.1",
            "::1");

    private final LocalAuthority authority;
    private final List<String> names;
    private final List<Function<String, Optional<TlsHost>>> services = new CopyOnWriteArrayList<>();
    private @Nullable TlsHost own;

    /// @param regions whose `*.execute-api.REGION.amazonaws.com[.cn]` the cloud's own certificate is for, too
    public ServerNames(LocalAuthority authority, List<String> regions) {
        this.authority = authority;
        this.names = java.util.stream.Stream.concat(
                        OWN_NAMES.stream(),
                        regions.stream()
                                .map(region -> "*.execute-api." + region + "." + PseudoParameters.urlSuffix(region)))
                .toList();
    }

    /// Asks a service for hosts, too.
    public void add(Function<String, Optional<TlsHost>> service) {
        services.add(service);
    }

    @Override
    public TlsHost of(Optional<String> serverName) {
        return serverName
                .map(name -> name.toLowerCase(Locale.ROOT))
                .flatMap(name -> services.stream()
                        .flatMap(service -> service.apply(name).stream())
                        .findFirst())
                .orElseGet(this::own);
    }

    private synchronized TlsHost own() {
        if (own == null) {
            Issued issued = authority.issue(names, KeyKind.EC_PRIME256V1);
            own = TlsHost.of(issued.key(), issued.chain());
        }
        return own;
    }
}
