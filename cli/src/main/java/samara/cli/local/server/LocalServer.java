package samara.cli.local.server;

import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import samara.cli.command.Invocation;
import samara.cli.command.UserException;
import samara.cloud.edge.Edge;
import samara.cloud.edge.HostCheck;
import samara.cloud.edge.PortInUseException;
import samara.cloud.edge.TlsHost;
import samara.cloud.kernel.HttpRequest;
import samara.cloud.kernel.HttpResponse;
import samara.cloud.kernel.Ids;

/// A port that a `local start-…` command serves until it is told to end. On the loopback address requests are checked
/// for the host they name and the page they come from, so that no page of the internet calls functions here.
public final class LocalServer {
    private static final Pattern LOOPBACK = Pattern.compile("localhost|127\\.\\d+\\.\\d+\\.\\d+|::1");

    private final String host;
    private final int port;
    private final Optional<TlsHost> tls;

    private LocalServer(String host, int port, Optional<TlsHost> tls) {
        this.host = host;
        this.port = port;
        this.tls = tls;
    }

    /// Where a command's options say.
    public static LocalServer of(Invocation invocation, int port) {
        int chosen = invocation.arguments().integer("port").orElse(port);
        if (chosen < 0 || chosen > 65_535) {
            throw new UserException("--port takes a port from 0 to 65535, not " + chosen + ".");
        }
        return new LocalServer(
                invocation.arguments().text("host").orElse("127.0.0.1"), chosen, ServerCertificate.of(invocation));
    }

    /// Whether others than this machine may reach it.
    public boolean isOpen() {
        return !LOOPBACK.matcher(host).matches();
    }

    /// Serves requests; the port is open when this returns.
    ///
    /// @param pages whether pages of other hosts may call: an API says by CORS itself what they see of it
    /// @throws UserException if the port can't be had
    public Edge start(boolean pages, Function<HttpRequest, HttpResponse> front) {
        var check = new HostCheck(Set.of());
        Function<HttpRequest, HttpResponse> checked = request -> {
            Optional<HttpResponse> refusal = isOpen() ? Optional.empty() : check.refusal(request);
            return refusal.or(() -> pages ? Optional.empty() : check.refusalOfPage(request))
                    .orElseGet(() -> front.apply(request));
        };
        try {
            return tls.isPresent()
                    ? Edge.listenTls(host, port, Ids.random(), checked, name -> tls.get())
                    : Edge.listen(host, port, Ids.random(), checked);
        } catch (PortInUseException e) {
            throw new UserException(String.valueOf(e.getMessage()));
        }
    }

    /// The address for clients on this machine.
    public String url(Edge edge) {
        String name = isOpen() && (host.equals("0.0.0.0") || host.equals("::")) ? "127.0.0.1" : host;
        return (tls.isPresent() ? "https://" : "http://") + (name.contains(":") ? "[" + name + "]" : name) + ":"
                + edge.port();
    }

    /// Blocks until the process or this thread is told to end, then runs `end`.
    public static void untilEnd(Invocation invocation, Runnable end) {
        invocation
                .terminal()
                .note(
                        invocation.arguments().isOn("no_watch")
                                ? "Changes are not taken up (--no-watch). Ctrl-C ends it."
                                : "Changes of the code and the template are taken up. Ctrl-C ends it.");
        Runtime.getRuntime().addShutdownHook(Thread.ofPlatform().unstarted(end));
        try {
            Thread.currentThread().join();
        } catch (InterruptedException e) {
            end.run();
            Thread.currentThread().interrupt();
        }
    }

    /// What people are told whose port is open to others.
    public Optional<String> warning() {
        return isOpen()
                ? Optional.of("Everybody who reaches " + host + " can run these functions with your credentials.")
                : Optional.empty();
    }
}
