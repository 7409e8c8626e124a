package samara.cloud.lambda;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import samara.cloud.kernel.Headers;
import samara.cloud.kernel.HttpRequest;
import samara.cloud.kernel.HttpResponse;

/// [Cross-origin rules](https://docs.aws.amazon.com/lambda/latest/dg/urls-configuration.html#urls-cors) of a URL. Where
/// there are rules, headers of the same names from the function give way.
final class UrlCors {
    private static final String ALLOW = "access-control-allow-";

    private UrlCors() {}

    /// The answer to a preflight request, which the function never sees.
    static Optional<HttpResponse> preflight(StoredUrl url, HttpRequest request) {
        boolean asks = request.method().equals("OPTIONS")
                && request.headers().first("Origin").isPresent()
                && request.headers().first("Access-Control-Request-Method").isPresent();
        if (!asks || url.cors().isEmpty()) {
            return Optional.empty();
        }
        StoredUrl.CrossOrigin rules = url.cors().get();
        Headers headers = shared(rules, request);
        String method = request.headers().first("Access-Control-Request-Method").orElse("");
        if (headers.all().isEmpty() || !allows(rules.allowMethods(), method)) {
            return Optional.of(HttpResponse.of(200, Headers.of("Content-Length", "0"), new byte[0]));
        }
        headers = headers.with(ALLOW + "methods", String.join(",", rules.allowMethods()));
        if (!rules.allowHeaders().isEmpty()) {
            headers = headers.with(ALLOW + "headers", String.join(",", rules.allowHeaders()));
        }
        if (rules.maxAge().isPresent()) {
            headers =
                    headers.with("access-control-max-age", rules.maxAge().get().toString());
        }
        return Optional.of(HttpResponse.of(200, headers, new byte[0]));
    }

    /// What an answer tells the browser.
    static Headers on(StoredUrl url, HttpRequest request, Headers answer) {
        if (url.cors().isEmpty()) {
            return answer;
        }
        var left = new Headers(answer.all().stream()
                .filter(header -> !header.name().toLowerCase(Locale.ROOT).startsWith("access-control-"))
                .toList());
        if (request.headers().first("Origin").isEmpty()) {
            return left;
        }
        for (Headers.Header header : shared(url.cors().get(), request).all()) {
            left = left.with(header.name(), header.value());
        }
        return left;
    }

    /// Empty where the origin is none of those allowed.
    private static Headers shared(StoredUrl.CrossOrigin rules, HttpRequest request) {
        String origin = request.headers().first("Origin").orElse("");
        if (!allows(rules.allowOrigins(), origin)) {
            return Headers.none();
        }
        boolean any = rules.allowOrigins().contains("*") && !rules.allowCredentials();
        Headers headers = Headers.of(ALLOW + "origin", any ? "*" : origin).with("vary", "Origin");
        if (rules.allowCredentials()) {
            headers = headers.with(ALLOW + "credentials", "true");
        }
        if (!rules.exposeHeaders().isEmpty()) {
            headers = headers.with("access-control-expose-headers", String.join(",", rules.exposeHeaders()));
        }
        return headers;
    }

    private static boolean allows(List<String> allowed, String asked) {
        return allowed.contains("*") || allowed.stream().anyMatch(one -> one.equalsIgnoreCase(asked));
    }
}
