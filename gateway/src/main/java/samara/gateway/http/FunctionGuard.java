package samara.gateway.http;

import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import samara.gateway.BackendAnswer;
import samara.gateway.Backends;
import samara.gateway.json.Json;
import samara.gateway.json.JsonSyntaxException;
import samara.gateway.rest.InvokePolicy;

/// A Lambda authorizer of an HTTP API, which answers with a policy or with `isAuthorized`. What it said is kept by its
/// identity sources for its time to live.
///
/// See
/// [Lambda authorizers](https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-lambda-authorizer.html).
final class FunctionGuard implements ReadyRoute.Guard {
    private static final int CACHED_AT_MOST = 10_000;

    private final HttpAuthorizer authorizer;
    private final String function;
    private final Backends backends;
    private final InstantSource clock;
    private final Map<List<String>, Verdict> cache = new ConcurrentHashMap<>();

    private record Verdict(
            Optional<InvokePolicy> policy, boolean authorized, Map<String, Object> context, Instant until) {
        boolean allows(String routeArn) {
            return policy.map(one -> one.on(routeArn) == InvokePolicy.Effect.ALLOW)
                    .orElse(authorized);
        }
    }

    FunctionGuard(HttpAuthorizer authorizer, String function, Backends backends, InstantSource clock) {
        this.authorizer = authorizer;
        this.function = function;
        this.backends = backends;
        this.clock = clock;
    }

    @Override
    public void admit(HttpExchange x) {
        List<String> identity = new ArrayList<>();
        for (String source : authorizer.identitySources()) {
            identity.add(x.select(source)
                    .filter(value -> !value.isEmpty())
                    .orElseThrow(() -> new HttpFault(401, "The request has nothing at `" + source + "`.")));
        }
        int ttl = authorizer.ttlSeconds().orElse(0);
        boolean keeps = ttl > 0 && !identity.isEmpty();
        Instant now = clock.instant();
        Verdict verdict = keeps ? cache.get(identity) : null;
        if (verdict == null || !now.isBefore(verdict.until())) {
            verdict = ask(x, identity, now.plusSeconds(ttl));
            if (keeps) {
                keep(identity, verdict, now);
            }
        }
        if (!verdict.context().isEmpty()) {
            x.authorizer.put("lambda", verdict.context());
        }
        if (!verdict.allows(x.routeArn())) {
            throw new HttpFault(403, "The authorizer `" + authorizer.name() + "` does not allow " + x.routeArn() + ".");
        }
    }

    private void keep(List<String> identity, Verdict verdict, Instant now) {
        if (cache.size() >= CACHED_AT_MOST) {
            cache.values().removeIf(old -> !now.isBefore(old.until()));
        }
        if (cache.size() < CACHED_AT_MOST) {
            cache.put(identity, verdict);
        }
    }

    private Verdict ask(HttpExchange x, List<String> identity, Instant until) {
        BackendAnswer answer = backends.invoke(new Backends.FunctionCall(
                function,
                HttpEvent.forAuthorizer(x, authorizer, identity),
                false,
                authorizer.credentials(),
                x.deployed.authorizerArn(authorizer.id()),
                Optional.of(x.id.traceHeader())));
        return switch (answer) {
            case BackendAnswer.Returned returned when returned.error() -> throw failed(returned.payload());
            case BackendAnswer.Returned returned -> verdict(returned.payload(), until);
            case BackendAnswer.Refused refused -> throw broken(refused.reason());
            case BackendAnswer.Unreachable unreachable -> throw broken(unreachable.reason());
            case BackendAnswer.TimedOut _ -> throw broken("its function took too long");
            case BackendAnswer.Answered _ -> throw broken("a function gave an HTTP answer");
        };
    }

    /// A function that raises `Unauthorized` means just that.
    private HttpFault failed(byte[] payload) {
        Object message = read(payload) instanceof Map<?, ?> document ? document.get("errorMessage") : null;
        return "Unauthorized".equals(message)
                ? new HttpFault(401, "The authorizer `" + authorizer.name() + "` said `Unauthorized`.")
                : broken("its function failed: " + message);
    }

    private Verdict verdict(byte[] payload, Instant until) {
        if (!(read(payload) instanceof Map<?, ?> answer)) {
            throw broken("its function returned no object");
        }
        Map<String, Object> context = new LinkedHashMap<>();
        if (answer.get("context") instanceof Map<?, ?> given) {
            given.forEach((name, value) -> {
                if (value != null) {
                    context.put(String.valueOf(name), value);
                }
            });
        }
        if (authorizer.simpleResponses()) {
            if (!(answer.get("isAuthorized") instanceof Boolean authorized)) {
                throw broken("its function's answer has no `isAuthorized`");
            }
            return new Verdict(Optional.empty(), authorized, context, until);
        }
        try {
            return new Verdict(Optional.of(new InvokePolicy(answer.get("policyDocument"))), false, context, until);
        } catch (IllegalArgumentException e) {
            throw broken(String.valueOf(e.getMessage()));
        }
    }

    private @Nullable Object read(byte[] payload) {
        try {
            return Json.read(payload);
        } catch (JsonSyntaxException e) {
            throw broken("its function returned no JSON");
        }
    }

    private HttpFault broken(String why) {
        return new HttpFault(500, "The authorizer `" + authorizer.name() + "` gave no answer: " + why + ".");
    }
}
