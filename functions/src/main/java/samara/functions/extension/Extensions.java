package samara.functions.extension;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// The extensions of one environment, as the Extensions API knows them: external ones, started from `/opt/extensions`,
/// and internal ones, which register from within the runtime. Safe for use by any thread.
public final class Extensions {
    /// What Lambda allows.
    public static final int MAX_EXTENSIONS = 10;

    private static final Set<String> EVENTS = Set.of("INVOKE", "SHUTDOWN");
    private static final String BASE = "/2020-01-01/extension/";

    private final Set<String> programs;
    private final Facts facts;
    private final Supplier<String> ids;
    private final Listener listener;
    private final Map<String, Extension> byId = new LinkedHashMap<>();
    private boolean closed;

    /// What an extension is told about its function.
    public record Facts(String functionName, String functionVersion, String handler, Optional<String> account) {}

    /// Hears of what extensions do. Must not wait.
    public interface Listener {
        /// One has registered, asks for an event, or is over: it may be that nothing is left to wait for.
        void changed();

        /// One gave up; `phase` is `init` or `exit`.
        void failed(String name, String phase, String errorType);
    }

    /// @param programs the names of the external ones
    /// @param ids 32 random hexadecimal digits a time
    public Extensions(Set<String> programs, Facts facts, Supplier<String> ids, Listener listener) {
        this.programs = Set.copyOf(programs);
        this.facts = facts;
        this.ids = ids;
        this.listener = listener;
    }

    /// Answers a request, if it is one of this API.
    public boolean handle(ApiRequest request, Reply reply) {
        if (!request.path().startsWith(BASE)) {
            return false;
        }
        switch (request.method() + " " + request.path().substring(BASE.length())) {
            case "POST register" -> register(request, reply);
            case "GET event/next" -> next(request, reply);
            case "POST init/error" -> failed(request, reply, "init");
            case "POST exit/error" -> failed(request, reply, "exit");
            default ->
                reply.refuse(
                        404,
                        "UnknownPath",
                        "The Extensions API has no `" + request.method() + " " + request.path() + "`.");
        }
        return true;
    }

    private void register(ApiRequest request, Reply reply) {
        String name = request.header("Lambda-Extension-Name").orElse("");
        Optional<Map<String, Object>> body = Json.object(request.body());
        if (name.isEmpty()) {
            reply.refuse(403, "Extension.InvalidExtensionName", "The header `Lambda-Extension-Name` is missing.");
            return;
        }
        if (body.isEmpty() || !(body.get().getOrDefault("events", List.of()) instanceof List<?> wanted)) {
            reply.refuse(
                    400, "InvalidRequestFormat", "The body must be JSON: {\"events\": [\"INVOKE\", \"SHUTDOWN\"]}.");
            return;
        }
        Set<String> events = new HashSet<>();
        wanted.forEach(event -> events.add(String.valueOf(event)));
        boolean external = programs.contains(name);
        if (!EVENTS.containsAll(events)) {
            reply.refuse(403, "Extension.InvalidEventType", "Events are `INVOKE` and `SHUTDOWN`, not " + wanted + ".");
        } else if (!external && events.contains("SHUTDOWN")) {
            reply.refuse(
                    403,
                    "ShutdownEventNotSupportedForInternalExtension",
                    "`" + name + "` is no program in /opt/extensions: an internal extension is given no `SHUTDOWN`.");
        } else {
            accept(request, reply, new Extension(name, uuid(), external, events));
        }
    }

    private void accept(ApiRequest request, Reply reply, Extension extension) {
        synchronized (this) {
            if (byId.values().stream().anyMatch(known -> known.name.equals(extension.name))) {
                reply.refuse(403, "Extension.AlreadyRegistered", "`" + extension.name + "` has registered already.");
                return;
            }
            if (closed) {
                reply.refuse(403, "Extension.RegistrationClosed", "The INIT phase is over.");
                return;
            }
            if (byId.size() >= MAX_EXTENSIONS) {
                reply.refuse(403, "Extension.TooManyExtensions", "A function has at most ten extensions.");
                return;
            }
            byId.put(extension.id, extension);
        }
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put("functionName", facts.functionName());
        answer.put("functionVersion", facts.functionVersion());
        answer.put("handler", facts.handler());
        if (request.header("Lambda-Extension-Accept-Feature").orElse("").contains("accountId")) {
            facts.account().ifPresent(account -> answer.put("accountId", account));
        }
        reply.send(200, Map.of("Lambda-Extension-Identifier", extension.id), Json.text(answer));
        listener.changed();
    }

    /// An identifier in the form of a UUID.
    private String uuid() {
        return ids.get().replaceFirst("(.{8})(.{4})(.{4})(.{4})(.{12})", "$1-$2-$3-$4-$5");
    }

    private void next(ApiRequest request, Reply reply) {
        Extension extension = identified(request, reply);
        if (extension != null) {
            synchronized (this) {
                extension.waiting = reply;
                extension.done = true;
            }
            listener.changed();
        }
    }

    private void failed(ApiRequest request, Reply reply, String phase) {
        Extension extension = identified(request, reply);
        if (extension == null) {
            return;
        }
        Optional<String> type = request.header("Lambda-Extension-Function-Error-Type");
        if (type.isEmpty()) {
            reply.refuse(
                    400, "Extension.MissingHeader", "The header `Lambda-Extension-Function-Error-Type` is missing.");
            return;
        }
        reply.send(202, "{\"status\":\"OK\"}");
        synchronized (this) {
            extension.over = true;
        }
        listener.failed(extension.name, phase, type.get());
    }

    private @Nullable Extension identified(ApiRequest request, Reply reply) {
        Optional<String> id = request.header("Lambda-Extension-Identifier");
        Extension known;
        synchronized (this) {
            known = byId.get(id.orElse(""));
        }
        if (id.isEmpty()) {
            reply.refuse(
                    403,
                    "Extension.MissingExtensionIdentifier",
                    "The header `Lambda-Extension-Identifier` is missing.");
        } else if (known == null) {
            reply.refuse(403, "Extension.UnknownExtensionIdentifier", "No extension has the identifier " + id.get());
        }
        return known;
    }

    /// The name of the extension with an identifier.
    synchronized Optional<String> name(String id) {
        return Optional.ofNullable(byId.get(id)).map(extension -> extension.name);
    }

    /// Whether there are any.
    public synchronized boolean isEmpty() {
        return byId.isEmpty() && programs.isEmpty();
    }

    /// Whether programs of `/opt/extensions` are among them.
    public boolean hasExternal() {
        return !programs.isEmpty();
    }

    /// Whether all external ones have registered, so that the runtime may start.
    public synchronized boolean allRegistered() {
        return byId.values().stream().filter(extension -> extension.external).count() == programs.size();
    }

    /// Whether all have asked for their next event, so that the phase is over.
    public synchronized boolean allDone() {
        return allRegistered() && byId.values().stream().allMatch(extension -> extension.done || extension.over);
    }

    /// Ends registration, and tells what has registered.
    public synchronized List<Map<String, Object>> close() {
        closed = true;
        List<Map<String, Object>> records = new ArrayList<>();
        for (Extension extension : byId.values()) {
            Map<String, Object> record = new LinkedHashMap<>();
            record.put("name", extension.name);
            record.put("state", "Ready");
            record.put("events", extension.events.stream().sorted().toList());
            records.add(record);
        }
        return records;
    }

    /// Gives those that asked for it an `INVOKE` event.
    public void invoke(Map<String, Object> event) {
        send("INVOKE", event);
    }

    /// Gives those that asked for it a `SHUTDOWN` event.
    ///
    /// @param reason `spindown`, `timeout` or `failure`
    public void shutdown(String reason, long deadlineMilliseconds) {
        Map<String, Object> event = new LinkedHashMap<>();
        event.put("eventType", "SHUTDOWN");
        event.put("shutdownReason", reason);
        event.put("deadlineMs", deadlineMilliseconds);
        send("SHUTDOWN", event);
    }

    private void send(String type, Map<String, Object> event) {
        List<Reply> waiting = new ArrayList<>();
        synchronized (this) {
            for (Extension extension : byId.values()) {
                Reply reply = extension.waiting;
                if (extension.events.contains(type) && reply != null && !extension.over) {
                    waiting.add(reply);
                    extension.waiting = null;
                    extension.done = false;
                }
            }
        }
        String json = Json.text(event);
        waiting.forEach(reply -> reply.send(200, Map.of("Lambda-Extension-Event-Identifier", uuid()), json));
    }
}
