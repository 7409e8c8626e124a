package samara.gateway.rest;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;
import samara.gateway.BackendAnswer;
import samara.gateway.BackendStream;

/// What is noted of a request's phases for its access log: how long each took, in milliseconds, and how it ended. Notes
/// nothing where there is no such log.
///
/// See [variables for access
/// logging](https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-variables-for-access-logging.html).
public final class Phases {
    private static final String FIREWALL = "waf";
    private static final String AUTHENTICATE = "authenticate";
    private static final String AUTHORIZE = "authorize";
    private static final String AUTHORIZER = "authorizer";
    private static final String INTEGRATION = "integration";
    private static final String STATUS = "status";
    private static final String ERROR = "error";
    private static final String LATENCY = "latency";

    private final InstantSource clock;
    private final boolean wanted;
    private final Map<String, Map<String, Object>> notes = new LinkedHashMap<>(0);

    /// @param wanted whether there is an access log
    public Phases(InstantSource clock, boolean wanted) {
        this.clock = clock;
        this.wanted = wanted;
    }

    /// Calls the backend of an integration, no longer than its timeout.
    public BackendAnswer integration(int timeoutMillis, Supplier<BackendAnswer> call) {
        if (!wanted) {
            return Deadline.within(timeoutMillis, call);
        }
        Instant from = clock.instant();
        BackendAnswer answer = Deadline.within(timeoutMillis, call);
        latency(INTEGRATION, from);
        ended(answer);
        return answer;
    }

    /// Calls the backend of an integration whose answer is streamed; how long that takes is how long it is silent.
    BackendStream streamed(Supplier<BackendStream> call) {
        Instant from = clock.instant();
        BackendStream stream = call.get();
        latency(INTEGRATION, from);
        switch (stream) {
            case BackendStream.Open open -> answered(open.status());
            case BackendStream.Ended(BackendAnswer answer) -> ended(answer);
        }
        return stream;
    }

    private void ended(BackendAnswer answer) {
        switch (answer) {
            case BackendAnswer.Returned returned -> {
                answered(200);
                if (returned.error()) {
                    Faults.errorMessage(returned.payload()).ifPresent(message -> put(INTEGRATION, ERROR, message));
                }
            }
            case BackendAnswer.Answered answered -> answered(answered.status());
            case BackendAnswer.TimedOut late -> {
                answered(504);
                put(INTEGRATION, ERROR, "Endpoint request timed out");
            }
            case BackendAnswer.Refused refused -> put(INTEGRATION, ERROR, refused.reason());
            case BackendAnswer.Unreachable unreachable -> put(INTEGRATION, ERROR, unreachable.reason());
        }
    }

    private void answered(int status) {
        put(INTEGRATION, "integrationStatus", status);
        put(INTEGRATION, STATUS, status);
    }

    /// The status that the code of a function gave, behind a proxy.
    public void functionStatus(int status) {
        put(INTEGRATION, STATUS, status);
    }

    /// Asks the firewall.
    <T> T firewall(Supplier<T> screening) {
        Instant from = clock.instant();
        T said = screening.get();
        latency(FIREWALL, from);
        return said;
    }

    /// Asks an authorizer.
    ///
    /// @throws GatewayFault what it throws
    void authorizer(Runnable asking) {
        Instant from = clock.instant();
        try {
            asking.run();
            put(AUTHORIZER, STATUS, 200);
            put(AUTHORIZE, STATUS, 200);
        } catch (GatewayFault fault) {
            boolean decided = fault.type() == FaultType.ACCESS_DENIED;
            put(AUTHORIZER, STATUS, decided ? 200 : fault.type().status());
            refused(decided ? AUTHORIZE : AUTHORIZER, fault.type().status(), fault.log());
            throw fault;
        } finally {
            latency(AUTHORIZER, from);
        }
    }

    /// IAM or a resource policy let the request pass.
    ///
    /// @param signed whether a signature was asked for
    void allowed(boolean signed, Instant from) {
        if (signed) {
            put(AUTHENTICATE, STATUS, 200);
            latency(AUTHENTICATE, from);
        }
        put(AUTHORIZE, STATUS, 200);
        latency(AUTHORIZE, from);
    }

    /// IAM or a resource policy refused the request.
    void refused(boolean signed, FaultType type, String message, Instant from) {
        boolean known = type == FaultType.ACCESS_DENIED;
        if (signed && known) {
            put(AUTHENTICATE, STATUS, 200);
        }
        String phase = known ? AUTHORIZE : AUTHENTICATE;
        refused(phase, type.status(), message);
        latency(phase, from);
    }

    /// Whoever decides on an HTTP API's route refused the request.
    public void refused(String message) {
        put(AUTHORIZER, ERROR, message);
    }

    private void refused(String phase, int status, String message) {
        put(phase, STATUS, status);
        put(phase, ERROR, message);
    }

    /// The time now, from which a phase is measured.
    Instant now() {
        return clock.instant();
    }

    private void latency(String phase, Instant from) {
        put(phase, LATENCY, Duration.between(from, clock.instant()).toMillis());
    }

    private void put(String phase, String name, Object value) {
        if (wanted) {
            notes.computeIfAbsent(phase, p -> new LinkedHashMap<>()).put(name, value);
        }
    }

    /// Puts what was noted into `$context`, beside what is there.
    ///
    /// @param requestId what services answered under
    public void into(Map<String, Object> context, String requestId) {
        if (!context.containsKey(FIREWALL)) {
            notes.remove(FIREWALL);
        }
        notes.forEach((phase, noted) -> {
            Map<String, Object> all = new LinkedHashMap<>(noted);
            if (phase.equals(INTEGRATION) || phase.equals(AUTHORIZER)) {
                all.put("requestId", requestId);
            }
            if (context.get(phase) instanceof Map<?, ?> before) {
                before.forEach((name, value) -> all.put(String.valueOf(name), value));
            }
            context.put(phase, all);
        });
        Map<String, Object> integration = notes.getOrDefault(INTEGRATION, Map.of());
        copy(integration, LATENCY, context, "integrationLatency");
        copy(integration, "integrationStatus", context, "integrationStatus");
        copy(integration, ERROR, context, "integrationErrorMessage");
    }

    private static void copy(Map<String, Object> from, String name, Map<String, Object> to, String as) {
        Object value = from.get(name);
        if (value != null) {
            to.put(as, value);
        }
    }
}
