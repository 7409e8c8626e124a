package samara.functions.extension;

import java.net.URI;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/// What one environment tells its extensions: the platform's events and what the function and its extensions write.
/// Safe for use by any thread.
public final class Telemetry {
    private static final String TELEMETRY = "/2022-07-01/telemetry";
    private static final String LOGS = "/2020-08-15/logs";
    private static final Set<String> TYPES = Set.of("platform", "function", "extension");
    /// The platform's events that the Logs API knows.
    private static final Set<String> OF_LOGS = Set.of(
            "platform.start",
            "platform.end",
            "platform.report",
            "platform.runtimeDone",
            "platform.extension",
            "platform.logsSubscription",
            "platform.logsDropped");

    private final List<Subscription> subscriptions = new CopyOnWriteArrayList<>();
    private final InstantSource clock;
    private final UnaryOperator<String> hosts;

    /// @param hosts the machine's name for a host that the sandbox has, such as `sandbox.localdomain`
    public Telemetry(InstantSource clock, UnaryOperator<String> hosts) {
        this.clock = clock;
        this.hosts = hosts;
    }

    /// Answers a request, if it is one of these APIs.
    public boolean handle(ApiRequest request, Extensions extensions, Reply reply) {
        boolean logs = request.path().equals(LOGS) || request.path().equals(LOGS + "/");
        if (!logs && !request.path().equals(TELEMETRY) && !request.path().equals(TELEMETRY + "/")) {
            return false;
        }
        Optional<String> name = request.header("Lambda-Extension-Identifier").flatMap(extensions::name);
        if (!request.method().equals("PUT")) {
            reply.refuse(405, "MethodNotAllowed", "A subscription is made by PUT.");
        } else if (name.isEmpty()) {
            reply.refuse(
                    403, "Extension.UnknownExtensionIdentifier", "`Lambda-Extension-Identifier` names no extension.");
        } else {
            subscribe(name.get(), logs, Json.object(request.body()).orElse(Map.of()), reply);
        }
        return true;
    }

    private void subscribe(String name, boolean logs, Map<String, Object> body, Reply reply) {
        try {
            Subscription.Buffering buffering = buffering(body.get("buffering"));
            Set<String> types = types(body.get("types"));
            var made = new Subscription(name, logs, types, buffering, destination(body.get("destination")));
            subscriptions.removeIf(known -> {
                boolean same = known.isOf(name, logs);
                if (same) {
                    known.close();
                }
                return same;
            });
            subscriptions.add(made);
            reply.send(200, "\"OK\"");
            Map<String, Object> record = new LinkedHashMap<>();
            record.put("name", name);
            record.put("state", "Subscribed");
            record.put("types", types.stream().sorted().toList());
            platform(logs ? "platform.logsSubscription" : "platform.telemetrySubscription", record);
        } catch (IllegalArgumentException e) {
            reply.refuse(400, "ValidationError", String.valueOf(e.getMessage()));
        }
    }

    private static Set<String> types(@Nullable Object given) {
        if (!(given instanceof List<?> list) || list.isEmpty() || !TYPES.containsAll(list)) {
            throw new IllegalArgumentException("`types` must list some of `platform`, `function` and `extension`.");
        }
        return Set.copyOf(list.stream().map(String::valueOf).toList());
    }

    private static Subscription.Buffering buffering(@Nullable Object given) {
        Map<?, ?> values = given instanceof Map<?, ?> map ? map : Map.of();
        return new Subscription.Buffering(
                between("maxItems", values, 1000, 10_000, 10_000),
                between("maxBytes", values, 262_144, 1_048_576, 262_144),
                between("timeoutMs", values, 25, 30_000, 1000));
    }

    private static int between(String name, Map<?, ?> values, int least, int most, int otherwise) {
        Object value = values.get(name);
        if (value == null) {
            return otherwise;
        }
        if (!(value instanceof Number number) || number.intValue() < least || number.intValue() > most) {
            throw new IllegalArgumentException(
                    "`buffering." + name + "` must be a number from " + least + " to " + most + ".");
        }
        return number.intValue();
    }

    private Subscription.Destination destination(@Nullable Object given) {
        Map<?, ?> values = given instanceof Map<?, ?> map ? map : Map.of();
        String protocol = String.valueOf(values.get("protocol"));
        return switch (protocol) {
            case "HTTP" -> {
                URI uri = URI.create(String.valueOf(values.get("URI")));
                String host = uri.getHost();
                if (host == null || uri.getPort() < 0 || !"http".equals(uri.getScheme())) {
                    throw new IllegalArgumentException(
                            "`destination.URI` must be such as http://sandbox.localdomain:8080.");
                }
                String path = uri.getRawPath() == null || uri.getRawPath().isEmpty() ? "/" : uri.getRawPath();
                yield new Subscription.Destination(
                        host(host), host + ":" + uri.getPort(), uri.getPort(), Optional.of(path));
            }
            case "TCP" -> {
                if (!(values.get("port") instanceof Number port)) {
                    throw new IllegalArgumentException("`destination.port` must be a number.");
                }
                yield new Subscription.Destination(host("sandbox.localdomain"), "", port.intValue(), Optional.empty());
            }
            default -> throw new IllegalArgumentException("`destination.protocol` must be `HTTP` or `TCP`.");
        };
    }

    /// Only the sandbox's own addresses: telemetry is no way to reach the machine's other servers.
    private String host(String host) {
        if (host.equals("sandbox.localdomain") || host.equals("sandbox") || host.equals("sandbox.local")) {
            return hosts.apply("sandbox.localdomain");
        }
        if (host.equals("localhost") || host.equals("127.0.0.1")) {
            return "127.0.0.1";
        }
        throw new IllegalArgumentException("`destination.URI` must name the host `sandbox.localdomain`.");
    }

    /// Whether anybody listens.
    public boolean isWanted() {
        return !subscriptions.isEmpty();
    }

    /// An event of the platform's, such as `platform.start`.
    public void platform(String type, Map<String, Object> record) {
        if (isWanted()) {
            tell("platform", type, record, clock.instant());
        }
    }

    /// What the function, or an extension, wrote.
    ///
    /// @param source `function` or `extension`
    /// @param record text, or an object where logs are JSON
    public void line(String source, Object record, Instant time) {
        if (isWanted()) {
            tell(source, source, record, time);
        }
    }

    private void tell(String source, String type, Object record, Instant time) {
        Map<String, Object> event = new LinkedHashMap<>();
        event.put("time", time.toString());
        event.put("type", type);
        event.put("record", record);
        String json = Json.text(event);
        for (Subscription subscription : subscriptions) {
            if (!source.equals("platform") || !subscription.isOfLogs() || OF_LOGS.contains(type)) {
                subscription.take(source, json);
            }
        }
    }

    /// Delivers what is kept, for some time at most.
    public void flush(int milliseconds) throws InterruptedException {
        for (Subscription subscription : subscriptions) {
            subscription.flush(milliseconds);
        }
    }

    /// Ends all deliveries.
    public void close() {
        subscriptions.forEach(Subscription::close);
    }
}
