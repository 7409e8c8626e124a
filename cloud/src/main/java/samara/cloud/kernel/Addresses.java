package samara.cloud.kernel;

import java.net.URI;

/// How clients on this machine reach the cloud's one port.
///
/// @param host the name or address that the port is bound to, such as `127.0.0.1`
public record Addresses(String host, int port) {

    /// The address of the AWS API and of everything that is claimed by path, such as `http://127.0.0.1:4566`. This
    /// form needs no name resolution, so that every client can use it.
    public URI base() {
        String name = host.equals("0.0.0.0") || host.equals("::") ? "127.0.0.1" : host;
        return URI.create("http://" + (name.contains(":") ? "[" + name + "]" : name) + ":" + port);
    }

    /// A place below [#base]; `path` starts with a slash and is encoded already.
    public URI path(String path) {
        return URI.create(base() + path);
    }

    /// The same port by a host name below `localhost`, such as `http://abc123.execute-api.localhost:4566`. Browsers,
    /// curl and musl resolve such names to the loopback address; some clients don't.
    public URI subdomain(String labels) {
        return URI.create("http://" + labels + ".localhost:" + port);
    }
}
