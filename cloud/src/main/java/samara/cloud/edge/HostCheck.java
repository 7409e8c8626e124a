package samara.cloud.edge;

import java.net.URI;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import samara.cloud.kernel.HttpRequest;
import samara.cloud.kernel.HttpResponse;

/// Keeps pages of the internet out of a cloud on the loopback address: a page may make its own host name point here
/// (DNS rebinding), but the browser then names that host; and a browser says which page a request comes from.
public final class HostCheck {
    private static final Pattern LOOPBACK =
            Pattern.compile("localhost|[a-z0-9._-]+\\.localhost|127\\.\\d{1,3}\\.\\d{1,3}\\.\\d{1,3}|\\[::1]|::1");
    private static final Pattern AWS = Pattern.compile("([a-z0-9._-]+\\.)?amazonaws\\.com(\\.cn)?");

    private final Set<String> more;

    /// @param more hosts by which this cloud is reached beside the loopback ones, in lower case
    public HostCheck(Set<String> more) {
        this.more = Set.copyOf(more);
    }

    /// The refusal of a request that names another host, if it does.
    public Optional<HttpResponse> refusal(HttpRequest request) {
        String host = request.host();
        if (!isOwn(host) && !AWS.matcher(host).matches()) {
            return Optional.of(refused("The host `" + host + "` is not one of this cloud's. Use `localhost`, or start"
                    + " the cloud with `--allowed-host " + host + "`."));
        }
        return Optional.empty();
    }

    /// The refusal of a request that comes from a page which is not this machine's, if it does.
    public Optional<HttpResponse> refusalOfPage(HttpRequest request) {
        Optional<String> origin = request.headers().first("Origin");
        if (origin.isPresent() && !isOwnOrigin(origin.get())) {
            return Optional.of(refused("Pages of `" + origin.get() + "` may not call this cloud."));
        }
        return Optional.empty();
    }

    private boolean isOwn(String host) {
        return LOOPBACK.matcher(host).matches() || more.contains(host);
    }

    private boolean isOwnOrigin(String origin) {
        try {
            String host = URI.create(origin).getHost();
            return host != null && isOwn(host.toLowerCase(Locale.ROOT));
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private static HttpResponse refused(String why) {
        return HttpResponse.of(403, "text/plain; charset=utf-8", why + "\n");
    }
}
