package samara.cloud;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import samara.cloud.kernel.Event;
import samara.cloud.kernel.HttpRequest;
import samara.cloud.kernel.HttpResponse;
import samara.cloud.kernel.Json;
import samara.cloud.kernel.Kernel;
import samara.cloud.kernel.RecordCodec;
import samara.cloud.kernel.Site;
import samara.cloud.tls.Pem;

/// What the `samara` command asks of a running cloud, in JSON: `GET /_samara/health`, `GET` and `POST /_samara/clock`,
/// `GET /_samara/events`; and `GET /_samara/ca.pem`, the certificate that clients trust. A `POST` must carry
/// `X-Samara-Control`, which no page of another origin can send.
final class ControlSite implements Site {
    private static final Set<String> PATHS =
            Set.of("/_samara/health", "/_samara/clock", "/_samara/events", "/_samara/ca.pem");
    private static final int MAX_BODY = 64 * 1024;
    private static final int MAX_EVENTS = 10_000;
    private static final RecordCodec<Health> HEALTH = RecordCodec.of(Health.class);
    private static final RecordCodec<Time> TIME = RecordCodec.of(Time.class);
    private static final RecordCodec<Event> EVENT = RecordCodec.of(Event.class);

    private final Cloud cloud;
    private final Kernel kernel;

    private record Health(String status, String version, List<String> services, String store, long uptimeSeconds) {}

    private record Time(String now, Optional<Boolean> isFrozen) {}

    ControlSite(Cloud cloud, Kernel kernel) {
        this.cloud = cloud;
        this.kernel = kernel;
    }

    @Override
    public boolean claims(HttpRequest request) {
        return PATHS.contains(request.rawPath());
    }

    @Override
    public HttpResponse serve(HttpRequest request) {
        return switch (request.method() + " " + request.rawPath()) {
            case "GET /_samara/health" -> json(HEALTH.encode(health()));
            case "GET /_samara/clock" -> json(TIME.encode(time()));
            case "POST /_samara/clock" -> setClock(request);
            case "GET /_samara/events" -> events(request);
            case "GET /_samara/ca.pem" ->
                HttpResponse.of(
                        200, "application/x-pem-file", Pem.of(cloud.authority().certificate()));
            default -> HttpResponse.of(405, "text/plain; charset=utf-8", "This takes no " + request.method() + ".\n");
        };
    }

    private Health health() {
        String version = Optional.ofNullable(Cloud.class.getPackage().getImplementationVersion())
                .orElse("0.1.0");
        return new Health(
                "running",
                version,
                List.copyOf(cloud.services()),
                cloud.options().isEphemeral() ? "memory" : "rocksdb",
                cloud.uptime().toSeconds());
    }

    private Time time() {
        return new Time(
                kernel.clock().now().toString(), Optional.of(kernel.clock().isFrozen()));
    }

    private HttpResponse setClock(HttpRequest request) {
        if (request.headers().first("X-Samara-Control").isEmpty()) {
            return refused("The header `X-Samara-Control` is missing.");
        }
        try {
            var wanted = Json.parse(new String(request.body().readNBytes(MAX_BODY), StandardCharsets.UTF_8))
                    .asObject()
                    .orElseThrow(() -> new IllegalArgumentException("an object is expected."));
            Optional<String> advance = wanted.string("advance");
            if (advance.isPresent()) {
                kernel.clock().advance(Duration.parse(advance.get()));
            } else if (wanted.has("freeze")) {
                kernel.clock().freeze();
            } else if (wanted.has("resume")) {
                kernel.clock().resume();
            } else {
                return refused("Say `advance` with an ISO 8601 duration, `freeze` or `resume`.");
            }
            return json(TIME.encode(time()));
        } catch (DateTimeException | IllegalArgumentException e) {
            return refused("The request is not understood: " + e.getMessage());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// `?limit=`, `&service=`, `&requestId=`, `&denied=true`; the newest first.
    private HttpResponse events(HttpRequest request) {
        Map<String, String> query = request.rawQuery().stream()
                .flatMap(text -> List.of(text.split("&")).stream())
                .map(part -> part.split("=", 2))
                .collect(Collectors.toMap(part -> part[0], part -> part.length > 1 ? part[1] : "", (a, b) -> b));
        Predicate<Event> wanted =
                event -> (!query.containsKey("service") || event.service().equals(query.get("service")))
                        && (!query.containsKey("requestId") || event.requestId().equals(query.get("requestId")))
                        && (!"true".equals(query.get("denied")) || event.isDenied());
        try {
            int limit = Math.min(MAX_EVENTS, Integer.parseInt(query.getOrDefault("limit", "100")));
            String events = kernel.events().latest(wanted, limit).stream()
                    .map(event -> new String(EVENT.encode(event), StandardCharsets.UTF_8))
                    .collect(Collectors.joining(",", "[", "]"));
            return json(events.getBytes(StandardCharsets.UTF_8));
        } catch (NumberFormatException e) {
            return refused("`limit` is not a number.");
        }
    }

    private static HttpResponse json(byte[] body) {
        return HttpResponse.of(200, samara.cloud.kernel.Headers.of("Content-Type", "application/json"), body);
    }

    private static HttpResponse refused(String why) {
        return HttpResponse.of(400, "text/plain; charset=utf-8", why + "\n");
    }
}
