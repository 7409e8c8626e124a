package samara.gateway.rest;

import java.io.ByteArrayOutputStream;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import samara.gateway.BackendAnswer;
import samara.gateway.Backends;
import samara.gateway.UnsupportedApiException;
import samara.gateway.api.Authorizer;
import samara.gateway.json.Json;
import samara.gateway.json.JsonSyntaxException;
import tools.jackson.core.JsonGenerator;

/// A Lambda authorizer, `TOKEN` or `REQUEST`: calls the function, keeps what it said by the identity sources for the
/// authorizer's time to live, and asks the policy about each method anew.
///
/// @see <a href="https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-use-lambda-authorizer.html">
///     Lambda authorizers</a>
final class FunctionAuthorizer implements MethodAuthorizer {
    private static final int CACHED_AT_MOST = 10_000;

    private final Authorizer authorizer;
    private final String function;
    private final boolean token;
    private final List<String> sources;
    private final Optional<Pattern> expression;
    private final int ttlSeconds;
    private final Backends backends;
    private final InstantSource clock;
    private final Map<List<String>, Verdict> cache = new ConcurrentHashMap<>();

    /// What the function said.
    private record Verdict(
            InvokePolicy policy, Map<String, Object> context, Optional<String> usageIdentifierKey, Instant until) {}

    FunctionAuthorizer(
            Authorizer authorizer, Map<String, String> stageVariables, Backends backends, InstantSource clock) {
        String where = "the authorizer `" + authorizer.name() + "`";
        this.authorizer = authorizer;
        this.token = authorizer.type().equals("TOKEN");
        this.function = Targets.function(
                Targets.fill(
                        authorizer.uri().orElseThrow(() -> new UnsupportedApiException("There is no URI in " + where)),
                        stageVariables),
                where);
        this.sources = authorizer.identitySource().stream()
                .flatMap(s -> java.util.Arrays.stream(s.split(",")))
                .map(String::trim)
                .filter(s -> !s.isEmpty())
                .toList();
        this.expression = authorizer.identityValidationExpression().map(Pattern::compile);
        this.ttlSeconds = authorizer.resultTtlInSeconds().orElse(300);
        this.backends = backends;
        this.clock = clock;
    }

    /// Lets the caller pass, and puts what the authorizer says of it into the exchange.
    ///
    /// @throws GatewayFault 401, 403 or 500
    @Override
    public void authorize(Exchange x) {
        List<String> identity = identity(x);
        boolean keeps = ttlSeconds > 0 && !identity.isEmpty();
        Verdict verdict = keeps ? cache.get(identity) : null;
        Instant now = clock.instant();
        if (verdict == null || !now.isBefore(verdict.until())) {
            verdict = ask(x, identity, now);
            if (keeps) {
                if (cache.size() >= CACHED_AT_MOST) {
                    cache.values().removeIf(v -> !now.isBefore(v.until()));
                }
                if (cache.size() < CACHED_AT_MOST) {
                    cache.put(identity, verdict);
                }
            }
        }
        x.authorizer = verdict.context();
        x.policy = Optional.of(verdict.policy());
        x.usageIdentifierKey = verdict.usageIdentifierKey();
        x.contextChanged();
        switch (verdict.policy().on(x.methodArn())) {
            case ALLOW -> {}
            case DENY ->
                throw new GatewayFault(
                        FaultType.ACCESS_DENIED,
                        "User is not authorized to access this resource with an explicit deny in an identity-based"
                                + " policy");
            case NONE ->
                throw new GatewayFault(FaultType.ACCESS_DENIED, "User is not authorized to access this resource");
        }
    }

    @Override
    public void flush() {
        cache.clear();
    }

    private List<String> identity(Exchange x) {
        List<String> identity = new ArrayList<>(sources.size());
        for (String source : sources) {
            List<String> values = Parameters.request(source, x);
            String value = values.isEmpty() ? "" : values.getLast();
            if (value.isEmpty()) {
                throw new GatewayFault(FaultType.UNAUTHORIZED, "Unauthorized");
            }
            identity.add(value);
        }
        if (token
                && expression.isPresent()
                && !expression.get().matcher(identity.getFirst()).matches()) {
            throw new GatewayFault(FaultType.UNAUTHORIZED, "Unauthorized");
        }
        return identity;
    }

    private Verdict ask(Exchange x, List<String> identity, Instant now) {
        byte[] event = token ? tokenEvent(x, identity) : ProxyEvent.forAuthorizer(x);
        BackendAnswer answer = backends.invoke(new Backends.FunctionCall(
                function,
                event,
                false,
                authorizer.credentials(),
                x.deployed.authorizerArn(authorizer.id()),
                Optional.of(x.id.traceHeader())));
        long latency = java.time.Duration.between(now, clock.instant()).toMillis();
        return switch (answer) {
            case BackendAnswer.Returned returned when returned.error() -> throw failed(returned.payload());
            case BackendAnswer.Returned returned -> verdict(returned.payload(), latency, now);
            case BackendAnswer.Refused refused -> throw configuration(refused.reason());
            case BackendAnswer.Unreachable unreachable -> throw configuration(unreachable.reason());
            case BackendAnswer.TimedOut timedOut -> throw configuration("The authorizer's function timed out.");
            case BackendAnswer.Answered answered -> throw configuration("A function gave an HTTP answer.");
        };
    }

    private static byte[] tokenEvent(Exchange x, List<String> identity) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(256);
        try (JsonGenerator out = Json.generator(bytes)) {
            out.writeStartObject();
            out.writeStringProperty("type", "TOKEN");
            out.writeStringProperty("methodArn", x.methodArn());
            out.writeStringProperty("authorizationToken", identity.isEmpty() ? "" : identity.getFirst());
            out.writeEndObject();
        }
        return bytes.toByteArray();
    }

    private static GatewayFault failed(byte[] payload) {
        Object document = readOrNull(payload);
        Object message = document instanceof Map<?, ?> map ? map.get("errorMessage") : null;
        if ("Unauthorized".equals(message)) {
            return new GatewayFault(FaultType.UNAUTHORIZED, "Unauthorized");
        }
        return new GatewayFault(
                FaultType.AUTHORIZER_FAILURE,
                Optional.empty(),
                "Execution failed due to an authorizer error: " + (message == null ? "no message" : message));
    }

    private static @org.jspecify.annotations.Nullable Object readOrNull(byte[] payload) {
        try {
            return Json.read(payload);
        } catch (JsonSyntaxException e) {
            return null;
        }
    }

    private Verdict verdict(byte[] payload, long latency, Instant now) {
        if (!(readOrNull(payload) instanceof Map<?, ?> answer) || !(answer.get("principalId") instanceof String who)) {
            throw configuration("The authorizer returned no object with a `principalId`.");
        }
        Map<String, Object> context = new LinkedHashMap<>();
        context.put("principalId", who);
        context.put("integrationLatency", latency);
        if (answer.get("context") instanceof Map<?, ?> given) {
            given.forEach((key, value) -> {
                if (value instanceof Map || value instanceof List) {
                    throw configuration("The authorizer's context `" + key + "` is an object or a list.");
                }
                if (value != null) {
                    context.put(String.valueOf(key), value.toString());
                }
            });
        }
        Optional<String> key = answer.get("usageIdentifierKey") instanceof String k ? Optional.of(k) : Optional.empty();
        try {
            return new Verdict(
                    new InvokePolicy(answer.get("policyDocument")), context, key, now.plusSeconds(ttlSeconds));
        } catch (IllegalArgumentException e) {
            throw configuration(String.valueOf(e.getMessage()));
        }
    }

    private static GatewayFault configuration(String why) {
        return new GatewayFault(
                FaultType.AUTHORIZER_CONFIGURATION_ERROR,
                Optional.empty(),
                "Execution failed due to configuration error: " + why);
    }
}
