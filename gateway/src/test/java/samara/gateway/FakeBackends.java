package samara.gateway;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Answers as a test says, and keeps what was asked.
public final class FakeBackends implements Backends {
    public final Map<String, BackendAnswer> functions = new LinkedHashMap<>();
    public final List<FunctionCall> invoked = new ArrayList<>();
    public final List<ServiceCall> called = new ArrayList<>();
    public final List<HttpCall> fetched = new ArrayList<>();
    public final Map<String, String> documents = new LinkedHashMap<>();
    public final List<ServedRequest> served = new ArrayList<>();
    public final List<TracedRequest> traced = new ArrayList<>();
    /// Asked where a stage traces.
    public TraceDecision decision = new TraceDecision("Root=untraced", Optional.empty());

    public BackendAnswer endpoint = new BackendAnswer.Unreachable("No endpoint was set.");
    public Access access = new Access.Refused("ACCESS_DENIED", "Nobody may.");

    /// Lets a function return this text.
    public void returns(String function, String payload) {
        functions.put(function, new BackendAnswer.Returned(payload.getBytes(StandardCharsets.UTF_8), false));
    }

    /// Lets the endpoint or action answer this.
    public void answers(int status, Map<String, String> headers, String body) {
        endpoint = new BackendAnswer.Answered(status, Headers.of(headers), body.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public synchronized BackendAnswer invoke(FunctionCall call) {
        invoked.add(call);
        return functions.getOrDefault(call.function(), new BackendAnswer.Unreachable("There is no such function."));
    }

    @Override
    public synchronized BackendAnswer call(ServiceCall call) {
        called.add(call);
        return endpoint;
    }

    @Override
    public synchronized BackendAnswer fetch(HttpCall call) {
        String document = documents.get(call.url());
        if (document != null) {
            return new BackendAnswer.Answered(200, new Headers(), document.getBytes(StandardCharsets.UTF_8));
        }
        fetched.add(call);
        return endpoint;
    }

    @Override
    public Access authorize(AccessQuery query) {
        return access;
    }

    @Override
    public KeyVerdict admit(KeyQuery query) {
        return switch (query.key().orElse("")) {
            case "good-key" -> new KeyVerdict.Admitted("key1", "good-key");
            case "fast-key" -> new KeyVerdict.Throttled();
            case "used-key" -> new KeyVerdict.QuotaExceeded();
            default -> new KeyVerdict.Unknown();
        };
    }

    @Override
    public TraceDecision trace(String traceHeader) {
        return decision;
    }

    @Override
    public synchronized void traced(TracedRequest request) {
        traced.add(request);
    }

    @Override
    public synchronized void served(ServedRequest request) {
        served.add(request);
    }

    /// The event of the last function call.
    public Optional<String> lastEvent() {
        return invoked.isEmpty()
                ? Optional.empty()
                : Optional.of(new String(invoked.getLast().payload(), StandardCharsets.UTF_8));
    }
}
