package samara.gateway.rest;

import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.Supplier;
import samara.gateway.ApiResponse;
import samara.gateway.Headers;
import samara.gateway.api.Integration;
import samara.gateway.api.MethodSettings;

/// A stage's cache of what integrations answered, by method and the method's cache key parameters: a path parameter
/// that is none of them makes no difference, as in API Gateway. Only answers of 2xx are kept, none over 1 MiB.
///
/// A request with `Cache-Control: max-age=0` has its entry made anew. Where the stage asks for a permission to do so
/// (`execute-api:InvalidateCache`), a request without it is refused or answered from the cache, as the stage says.
///
/// @see <a href="https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-caching.html">caching</a>
final class ResponseCache {
    private static final int ENTRY_LIMIT_BYTES = 1024 * 1024;
    private static final long LIMIT_BYTES = 64L * 1024 * 1024;

    private final InstantSource clock;
    private final Predicate<Exchange> mayRenew;
    private final LinkedHashMap<List<String>, Entry> entries = new LinkedHashMap<>(16, 0.75f, true);
    private long bytes;

    /// @param mayRenew whether a caller has the permission that a stage may ask for
    ResponseCache(InstantSource clock, Predicate<Exchange> mayRenew) {
        this.clock = clock;
        this.mayRenew = mayRenew;
    }

    /// Forgets all.
    synchronized void flush() {
        entries.clear();
        bytes = 0;
    }

    private record Entry(ApiResponse response, Instant until) {
        int size() {
            return response.body().length + 512;
        }
    }

    /// Whether a stage keeps the answers of a method: those of GET, and of others where the method's own settings ask.
    static boolean isFor(Exchange x) {
        MethodSettings settings = x.method().settings();
        boolean cacheable = x.deployed.stage().cacheClusterSize().isPresent()
                && settings.cachingEnabled()
                && !x.method().integration().streams()
                && settings.cacheTtlInSeconds() > 0;
        return cacheable
                && (x.request.method().equals("GET")
                        || !settings.equals(x.deployed.stage().methodSettings().get("*/*")));
    }

    /// The answer that is kept, or else the integration's.
    ApiResponse answer(Exchange x, Supplier<ApiResponse> integration) {
        List<String> key = key(x);
        boolean renew = x.header("cache-control")
                .map(value -> value.toLowerCase(Locale.ROOT).replace(" ", ""))
                .filter(value -> value.contains("max-age=0") || value.contains("no-cache"))
                .isPresent();
        boolean warn = false;
        MethodSettings settings = x.method().settings();
        if (renew && settings.requireAuthorizationForCacheControl() && !mayRenew.test(x)) {
            String strategy = settings.unauthorizedCacheControlHeaderStrategy();
            if (strategy.equals("FAIL_WITH_403")) {
                throw new GatewayFault(
                        FaultType.ACCESS_DENIED,
                        Optional.of("Unauthorized to invalidate the cache"),
                        "The request may not renew the cache: execute-api:InvalidateCache is needed.");
            }
            renew = false;
            warn = strategy.equals("SUCCEED_WITH_RESPONSE_HEADER");
        }
        ApiResponse response = renew ? null : kept(key);
        if (response == null) {
            response = integration.get();
            keep(key, response, settings.cacheTtlInSeconds());
        } else {
            x.logAt(() -> "Endpoint response found in the cache");
        }
        if (warn) {
            response.headers().set("Warning", "199 Cache-control headers were ignored");
        }
        return response;
    }

    private static List<String> key(Exchange x) {
        Integration integration = x.method().integration();
        List<String> key = new ArrayList<>();
        key.add(integration.cacheNamespace().orElse(x.method().resource().path()));
        key.add(x.request.method());
        for (String parameter : integration.cacheKeyParameters()) {
            String expression = parameter.startsWith("integration.request.")
                    ? integration.requestParameters().getOrDefault(parameter, "''")
                    : parameter;
            key.add(String.join(",", Parameters.request(expression, x)));
        }
        return key;
    }

    private synchronized @org.jspecify.annotations.Nullable ApiResponse kept(List<String> key) {
        Entry entry = entries.get(key);
        if (entry == null) {
            return null;
        }
        if (!clock.instant().isBefore(entry.until())) {
            entries.remove(key);
            bytes -= entry.size();
            return null;
        }
        return copy(entry.response());
    }

    private synchronized void keep(List<String> key, ApiResponse response, int ttlSeconds) {
        Entry before = entries.remove(key);
        bytes -= before == null ? 0 : before.size();
        if (response.status() / 100 != 2 || response.body().length > ENTRY_LIMIT_BYTES) {
            return;
        }
        Entry entry = new Entry(copy(response), clock.instant().plusSeconds(ttlSeconds));
        entries.put(key, entry);
        bytes += entry.size();
        Iterator<Map.Entry<List<String>, Entry>> oldest = entries.entrySet().iterator();
        while (bytes > LIMIT_BYTES && oldest.hasNext()) {
            bytes -= oldest.next().getValue().size();
            oldest.remove();
        }
    }

    /// Headers are changed on an answer's way out.
    private static ApiResponse copy(ApiResponse response) {
        Headers headers = new Headers();
        response.headers().forEach(headers::add);
        return new ApiResponse(response.status(), headers, response.body());
    }
}
