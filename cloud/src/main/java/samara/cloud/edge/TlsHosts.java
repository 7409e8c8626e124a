package samara.cloud.edge;

import java.util.Optional;

/// The hosts of a port that speaks TLS. Asked at each connection, on a thread that may block.
@FunctionalInterface
public interface TlsHosts {

    /// What a client is shown.
    ///
    /// @param serverName the host that it named, in lower case, if it named one
    TlsHost of(Optional<String> serverName);
}
