package samara.cli.local.api;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import samara.cloud.kernel.Headers;
import samara.cloud.kernel.HttpRequest;
import samara.cloud.kernel.HttpResponse;
import samara.gateway.json.Json;

/// The page at `/_samara/explorer`, which lists the routes with what each needs, and sends requests to them. It loads
/// nothing from elsewhere, runs no script but its own file, and shows what comes from templates and answers as text.
final class ExplorerPage {
    /// Where it is; no route of an API is reached below it.
    static final String PATH = "/_samara/explorer";

    private static final Map<String, String> FILES = Map.of(
            PATH,
            "text/html; charset=utf-8",
            PATH + ".css",
            "text/css; charset=utf-8",
            PATH + ".js",
            "text/javascript; charset=utf-8");
    private static final String POLICY = "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self';"
            + " base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    private ExplorerPage() {}

    /// The answer to a request for the page or one of its files; none for all others.
    static Optional<HttpResponse> answer(HttpRequest request, List<ServedRoutes.Route> routes) {
        String path = request.rawPath();
        if (!path.equals(PATH) && !path.startsWith(PATH + ".")) {
            return Optional.empty();
        }
        if (!request.method().equals("GET")) {
            return Optional.of(HttpResponse.of(405, "text/plain; charset=utf-8", "Only GET.\n"));
        }
        if (path.equals(PATH + ".json")) {
            return Optional.of(answer("application/json", Json.text(Map.of("routes", listed(routes)))));
        }
        return Optional.of(Optional.ofNullable(FILES.get(path))
                .map(type -> answer(type, read(path)))
                .orElseGet(() -> HttpResponse.of(404, "text/plain; charset=utf-8", "There is nothing here.\n")));
    }

    private static List<Map<String, String>> listed(List<ServedRoutes.Route> routes) {
        List<Map<String, String>> listed = new ArrayList<>();
        for (ServedRoutes.Route route : routes) {
            Map<String, String> one = new LinkedHashMap<>();
            one.put("method", route.method());
            one.put("path", route.shown());
            one.put("needs", route.needs());
            listed.add(one);
        }
        return listed;
    }

    private static HttpResponse answer(String type, String text) {
        Headers headers = Headers.of("Content-Type", type)
                .with("Content-Security-Policy", POLICY)
                .with("X-Content-Type-Options", "nosniff")
                .with("Referrer-Policy", "no-referrer")
                .with("Cross-Origin-Resource-Policy", "same-origin")
                .with("Cache-Control", "no-store");
        return HttpResponse.of(200, headers, text.getBytes(StandardCharsets.UTF_8));
    }

    private static String read(String path) {
        String name = path.substring(path.lastIndexOf('/') + 1);
        try (InputStream in = Objects.requireNonNull(
                ExplorerPage.class.getResourceAsStream(name.contains(".") ? name : name + ".html"), name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
