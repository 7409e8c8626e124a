package samara.gateway.http;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import samara.gateway.ApiResponse;
import samara.gateway.Headers;

/// What an API's CORS configuration makes of requests and answers. Where there is one, the gateway answers preflights
/// itself, and CORS headers of integrations are not passed on.
final class CorsAnswers {
    private final Cors cors;

    CorsAnswers(Cors cors) {
        this.cors = cors;
    }

    /// The answer to a preflight; nothing where the request is none.
    Optional<ApiResponse> preflight(HttpExchange x) {
        Optional<String> origin = x.header("origin");
        boolean asks = x.request.method().equals("OPTIONS")
                && origin.isPresent()
                && x.header("access-control-request-method").isPresent();
        if (!asks) {
            return Optional.empty();
        }
        Headers headers = new Headers();
        if (allowed(origin.get()).isPresent()) {
            common(headers, origin.get());
            put(headers, "access-control-allow-methods", cors.allowMethods());
            put(headers, "access-control-allow-headers", cors.allowHeaders());
            cors.maxAgeSeconds().ifPresent(age -> headers.set("access-control-max-age", Integer.toString(age)));
        }
        return Optional.of(new ApiResponse(204, headers, new byte[0]));
    }

    /// Puts the headers of an ordinary answer in place of the integration's.
    void decorate(HttpExchange x, Headers headers) {
        List.of("allow-origin", "allow-methods", "allow-headers", "expose-headers", "max-age", "allow-credentials")
                .forEach(name -> headers.remove("access-control-" + name));
        Optional<String> origin =
                x.header("origin").filter(asked -> allowed(asked).isPresent());
        origin.ifPresent(asked -> {
            common(headers, asked);
            put(headers, "access-control-expose-headers", cors.exposeHeaders());
        });
    }

    private void common(Headers headers, String origin) {
        headers.set("access-control-allow-origin", allowed(origin).orElse(origin));
        if (cors.allowCredentials()) {
            headers.set("access-control-allow-credentials", "true");
        }
        if (!cors.allowOrigins().contains("*")) {
            headers.add("vary", "Origin");
        }
    }

    /// What `Access-Control-Allow-Origin` says to this origin.
    private Optional<String> allowed(String origin) {
        if (cors.allowOrigins().contains("*")) {
            return Optional.of("*");
        }
        String asked = origin.toLowerCase(Locale.ROOT);
        return cors.allowOrigins().stream()
                        .map(one -> one.toLowerCase(Locale.ROOT))
                        .anyMatch(one -> one.endsWith("://*")
                                ? asked.startsWith(one.substring(0, one.length() - 1))
                                : one.equals(asked))
                ? Optional.of(origin)
                : Optional.empty();
    }

    private static void put(Headers headers, String name, List<String> values) {
        if (!values.isEmpty()) {
            headers.set(name, String.join(",", values));
        }
    }
}
