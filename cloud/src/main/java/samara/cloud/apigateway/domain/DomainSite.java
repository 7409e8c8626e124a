package samara.cloud.apigateway.domain;

import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.Optional;
import samara.cloud.kernel.Headers;
import samara.cloud.kernel.HttpRequest;
import samara.cloud.kernel.HttpResponse;
import samara.cloud.kernel.Site;

/// Custom domain names on the cloud's port: requests whose `Host` is one, and those to `/_aws/domains/NAME/…`. The
/// longest mapping that the path starts with has the request.
public final class DomainSite implements Site {
    /// What the paths begin with that name their domain themselves.
    public static final String PATH_PREFIX = "/_aws/domains/";

    private final Domains domains;

    /// Over a cloud's domains.
    public DomainSite(Domains domains) {
        this.domains = domains;
    }

    @Override
    public boolean claims(HttpRequest request) {
        return request.rawPath().startsWith(PATH_PREFIX) || isFor(request.host());
    }

    @Override
    public boolean isFor(String host) {
        return domains.ofHost(host).isPresent();
    }

    @Override
    public boolean isForAllPages() {
        return true;
    }

    /// A request's host and path, as they were meant.
    private record Asked(String host, String path) {
        static Asked of(HttpRequest request) {
            if (!request.rawPath().startsWith(PATH_PREFIX)) {
                return new Asked(request.host(), request.rawPath());
            }
            String rest = request.rawPath().substring(PATH_PREFIX.length());
            int slash = rest.indexOf('/');
            return slash < 0 ? new Asked(rest, "/") : new Asked(rest.substring(0, slash), rest.substring(slash));
        }
    }

    @Override
    public HttpResponse serve(HttpRequest request) {
        Asked asked = Asked.of(request);
        Optional<StoredDomain> domain = domains.ofHost(asked.host());
        if (domain.isEmpty()) {
            return forbidden("There is no custom domain name `" + asked.host() + "`.");
        }
        if (domain.get().trusted().isPresent() && !isMutual(request, domain.get())) {
            return forbidden("The domain asks for client certificates: connect with TLS and name `" + asked.host()
                    + "` in the handshake (SNI).");
        }
        Optional<Routed> to = route(domain.get(), asked);
        if (to.isEmpty()) {
            return forbidden("No mapping of `" + asked.host() + "` has the path.");
        }
        return domains.server(domain.get().scope(), to.get().apiId())
                .map(server -> server.serve(request, to.get()))
                .orElseGet(() -> forbidden("The mapping's API `" + to.get().apiId() + "` was deleted."));
    }

    /// Whether this domain's own handshake, and no other one's, brought the connection.
    private boolean isMutual(HttpRequest request, StoredDomain domain) {
        boolean named = request.transport()
                .serverName()
                .flatMap(domains::ofHost)
                .filter(other -> other.name().equals(domain.name()))
                .isPresent();
        return named && !request.transport().clientCertificates().isEmpty();
    }

    private Optional<Routed> route(StoredDomain domain, Asked asked) {
        String path = asked.path();
        return domains.routes(domain).stream()
                .filter(mapping -> mapping.key().isEmpty()
                        || path.equals("/" + mapping.key())
                        || path.startsWith("/" + mapping.key() + "/"))
                .max(Comparator.comparingInt(mapping -> mapping.key().length()))
                .map(mapping -> routed(mapping, asked));
    }

    private static Routed routed(StoredMapping mapping, Asked asked) {
        String rest = mapping.key().isEmpty()
                ? asked.path()
                : asked.path().substring(mapping.key().length() + 1);
        String below = rest.isEmpty() ? "/" : rest;
        if (!mapping.stage().isEmpty()) {
            return new Routed(mapping.apiId(), mapping.stage(), below, asked.path(), asked.host());
        }
        int slash = below.indexOf('/', 1);
        String stage = slash < 0 ? below.substring(1) : below.substring(1, slash);
        return new Routed(mapping.apiId(), stage, slash < 0 ? "/" : below.substring(slash), asked.path(), asked.host());
    }

    private static HttpResponse forbidden(String reason) {
        Headers headers = Headers.of("Content-Type", "application/json")
                .with("x-amzn-ErrorType", "ForbiddenException")
                .with("x-samara-reason", reason.replaceAll("[^\\x20-\\x7e]", "?"));
        return HttpResponse.of(403, headers, "{\"message\":\"Forbidden\"}".getBytes(StandardCharsets.UTF_8));
    }
}
