package samara.gateway.rest;

import java.io.InputStream;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;
import samara.gateway.ApiRequest;
import samara.gateway.ApiResponse;
import samara.gateway.Backends;
import samara.gateway.UnsupportedApiException;
import samara.gateway.api.Authorizer;
import samara.gateway.api.Method;
import samara.gateway.api.MethodSettings;
import samara.gateway.api.Resource;
import samara.gateway.api.RestApi;
import samara.gateway.api.Stage;
import samara.gateway.token.JsonWebKeys;

/// A REST API's stage, ready to serve. Immutable but for throttling and the authorizers' caches; used by many threads.
///
/// A request goes through: route → resource policy and IAM → authorizer → API key → throttling → validation →
/// cache → integration, as in API Gateway.
public final class RestStage {
    /// The largest request body, in bytes.
    public static final int BODY_LIMIT_BYTES = 10 * 1024 * 1024;

    private final DeployedApi deployed;
    private final Backends backends;
    private final InstantSource clock;
    private final LongSupplier random;
    private final Router router = new Router();
    private final ProxyIntegration proxies;
    private final StreamedIntegration streams;
    private final MappedIntegration mapped;
    private final ResponseCache cache;
    private final Optional<RestStage> canary;
    private final Map<String, MethodAuthorizer> authorizers = new LinkedHashMap<>();
    private final Map<String, Map<String, JsonWebKeys>> userPools = new LinkedHashMap<>();

    /// Makes a stage ready.
    ///
    /// @param random where request ids come from
    /// @throws UnsupportedApiException where the API asks for something that is not built or not there
    public RestStage(DeployedApi deployed, Backends backends, InstantSource clock, LongSupplier random) {
        this(deployed, backends, clock, random, Optional.empty());
    }

    /// The same with a canary, which gets its share of the requests.
    private RestStage(
            DeployedApi deployed,
            Backends backends,
            InstantSource clock,
            LongSupplier random,
            Optional<RestStage> canary) {
        this.deployed = deployed;
        this.canary = canary;
        this.backends = backends;
        this.clock = clock;
        this.random = random;
        this.cache = new ResponseCache(clock, this::mayInvalidateCache);
        this.proxies = new ProxyIntegration(backends);
        this.streams = new StreamedIntegration(backends);
        this.mapped = new MappedIntegration(backends, new Templates());
        for (Resource resource : deployed.api().resources().values()) {
            for (Method method : resource.methods().values()) {
                router.add(method(resource, method));
            }
        }
    }

    /// This stage, with the canary that it names.
    ///
    /// @param api the snapshot that the canary serves
    public RestStage withCanary(RestApi api) {
        Optional<RestStage> made = deployed.stage()
                .canary()
                .map(settings -> new RestStage(
                        new DeployedApi(
                                deployed.apiId(),
                                deployed.accountId(),
                                deployed.region(),
                                deployed.partition(),
                                api,
                                deployed.stage().asCanary(settings)),
                        backends,
                        clock,
                        random));
        return new RestStage(deployed, backends, clock, random, made);
    }

    /// Whether this request is one for the canary.
    private boolean isForCanary() {
        double share =
                deployed.stage().canary().map(Stage.Canary::percentTraffic).orElse(0.0);
        return (random.getAsLong() >>> 11) * 0x1.0p-53 * 100 < share;
    }

    /// Refuses an API that asks for something that is not built, whatever its stage's variables will be.
    ///
    /// @throws UnsupportedApiException with what and where
    public static void check(RestApi api) {
        for (Resource resource : api.resources().values()) {
            for (Method method : resource.methods().values()) {
                String where = RestMethod.name(resource, method);
                method.integration().ifPresent(integration -> IntegrationCheck.check(integration, where));
                RequestCheck.of(method, api, where);
                method.authorizerId().map(api.authorizers()::get).ifPresent(IntegrationCheck::check);
            }
        }
    }

    /// What this serves.
    public DeployedApi deployed() {
        return deployed;
    }

    /// Forgets the answers that it has kept.
    public void flushCache() {
        cache.flush();
        canary.ifPresent(RestStage::flushCache);
    }

    /// Forgets what its authorizers said.
    public void flushAuthorizers() {
        authorizers.values().forEach(MethodAuthorizer::flush);
        canary.ifPresent(RestStage::flushAuthorizers);
    }

    /// Whoever signs the request is asked for, whether the method wants a signature or not.
    private boolean mayInvalidateCache(Exchange x) {
        boolean signed = x.request
                        .headers()
                        .get("Authorization")
                        .filter(a -> a.startsWith("AWS4-"))
                        .isPresent()
                || x.query.containsKey("X-Amz-Signature");
        return backends.mayInvalidateCache(new Backends.AccessQuery(
                x.request, signed, deployed.api().settings().policy(), x.methodArn()));
    }

    private RestMethod method(Resource resource, Method method) {
        String where = RestMethod.name(resource, method);
        MethodSettings settings = deployed.stage().settings(resource.path(), method.httpMethod());
        Optional<TokenBucket> bucket = settings.throttlingRateLimit()
                .map(rate ->
                        new TokenBucket(rate, settings.throttlingBurstLimit().orElse(rate.intValue()), clock));
        Target target = Targets.of(
                method.integration()
                        .orElseThrow(() -> new UnsupportedApiException("No integration defined for method " + where)),
                deployed.stage().variables(),
                where);
        return new RestMethod(
                resource,
                method,
                settings,
                target,
                authorizer(method, where),
                RequestCheck.of(method, deployed.api(), where),
                bucket);
    }

    private Optional<MethodAuthorizer> authorizer(Method method, String where) {
        return switch (method.authorizationType()) {
            case "NONE", "AWS_IAM" -> Optional.empty();
            case "CUSTOM", "COGNITO_USER_POOLS" -> {
                String id = method.authorizerId()
                        .orElseThrow(() -> new UnsupportedApiException("No authorizer is named for " + where + "."));
                Authorizer authorizer = deployed.api().authorizers().get(id);
                if (authorizer == null) {
                    throw new UnsupportedApiException("The authorizer `" + id + "` of " + where + " does not exist.");
                }
                if (authorizer.type().equals(UserPoolAuthorizer.TYPE)) {
                    var keys = userPools.computeIfAbsent(id, i -> UserPoolAuthorizer.keys(authorizer, backends, clock));
                    yield Optional.of(new UserPoolAuthorizer(authorizer, method.authorizationScopes(), keys, clock));
                }
                yield Optional.of(authorizers.computeIfAbsent(
                        id,
                        i -> new FunctionAuthorizer(authorizer, deployed.stage().variables(), backends, clock)));
            }
            default ->
                throw new UnsupportedApiException(
                        "The authorization type `" + method.authorizationType() + "` of " + where + " is not known.");
        };
    }

    /// Answers a request. Blocks until the backend has answered or the integration's time is over.
    public ApiResponse handle(ApiRequest request) {
        return canary.isPresent() && isForCanary() ? canary.get().answer(request) : answer(request);
    }

    private ApiResponse answer(ApiRequest request) {
        Instant now = clock.instant();
        RequestId fresh = RequestId.next(random, request.headers().get("X-Amzn-Trace-Id"), now);
        Optional<Backends.TraceDecision> traced =
                deployed.stage().tracingEnabled() ? Optional.of(backends.trace(fresh.traceHeader())) : Optional.empty();
        RequestId id = TraceNotes.id(fresh, traced);
        var phases = new Phases(clock, deployed.stage().accessLog().isPresent());
        Backends.Screening screening = phases.firewall(() -> backends.screen(request));
        if (screening instanceof Backends.Screening.Passed passed) {
            passed.headers().forEach(request.headers()::set);
        }
        ApiRequest read = request;
        Optional<GatewayFault> unreadable = Optional.empty();
        try {
            read = Compression.decompressed(request, deployed.api());
        } catch (GatewayFault fault) {
            unreadable = Optional.of(fault);
        }
        Exchange x = new Exchange(read, deployed, id, now, phases);
        x.screening = Optional.of(screening);
        x.trace = TraceNotes.of(traced, clock);
        ApiResponse response;
        try {
            if (unreadable.isPresent()) {
                throw unreadable.get();
            }
            response = serve(x);
        } catch (GatewayFault fault) {
            x.log.add(fault.log());
            x.failed = fault.type().status() >= 500;
            response = GatewayResponses.answer(x, fault);
        }
        response.headers().set("x-amzn-RequestId", id.requestId());
        response.headers().set("x-amz-apigw-id", id.extendedRequestId());
        if (response.stream().isPresent()) {
            return streamed(x, response, response.stream().get());
        }
        ApiResponse out = Compression.apply(response, x);
        served(x, out, out.body().length);
        return out;
    }

    /// Its log is written when it has ended.
    private ApiResponse streamed(Exchange x, ApiResponse head, InputStream stream) {
        InputStream body = new StreamedBody(stream, end -> {
            end.failure().ifPresent(x.log::add);
            x.failed = end.failure().isPresent();
            served(x, head, end.bytes());
        });
        return new ApiResponse(head.status(), head.headers(), head.body(), Optional.of(body));
    }

    private ApiResponse serve(Exchange x) {
        if (x.screening.orElse(null) instanceof Backends.Screening.Blocked blocked) {
            if (blocked.answer().isPresent()) {
                x.log.add("Request blocked by AWS WAF: rule " + blocked.rule());
                return blocked.answer().get();
            }
            throw new GatewayFault(
                    FaultType.WAF_FILTERED,
                    Optional.of("Forbidden"),
                    "Request blocked by AWS WAF: rule " + blocked.rule());
        }
        if (x.request.body().length > BODY_LIMIT_BYTES) {
            throw new GatewayFault(
                    FaultType.REQUEST_TOO_LARGE, "HTTP content length exceeded " + BODY_LIMIT_BYTES + " bytes.");
        }
        x.matched(router.find(x.request.method(), x.request.path())
                .orElseThrow(() -> new GatewayFault(
                        FaultType.MISSING_AUTHENTICATION_TOKEN,
                        Optional.of("Missing Authentication Token"),
                        "No method matches " + x.request.method() + " " + x.request.path())));
        x.logAt(() -> "Method request path: " + x.pathParameters());
        admit(x);
        x.method().check().ifPresent(check -> check.check(x));
        return ResponseCache.isFor(x) ? cache.answer(x, () -> integrated(x)) : integrated(x);
    }

    private ApiResponse integrated(Exchange x) {
        return x.trace.isPresent() ? x.trace.get().around(x, () -> called(x)) : called(x);
    }

    private ApiResponse called(Exchange x) {
        return switch (x.method().target()) {
            case Target.FunctionProxy target
            when x.method().integration().streams() -> streams.function(x, target.function());
            case Target.FunctionProxy target -> proxies.function(x, target.function());
            case Target.HttpProxy target when x.method().integration().streams() -> streams.http(x, target.url());
            case Target.HttpProxy target -> proxies.http(x, target.url());
            case Target.Function target -> mapped.function(x, target.function());
            case Target.Action target -> mapped.action(x, target);
            case Target.Http target -> mapped.http(x, target.url());
            case Target.Mock target -> mapped.mock(x);
        };
    }

    private void admit(Exchange x) {
        RestMethod method = x.method();
        Optional<String> policy = deployed.api().settings().policy();
        boolean signed = method.method().authorizationType().equals("AWS_IAM");
        if (signed || policy.isPresent()) {
            Instant asked = x.phases.now();
            switch (backends.authorize(new Backends.AccessQuery(x.request, signed, policy, x.methodArn()))) {
                case Backends.Access.Allowed allowed -> {
                    x.phases.allowed(signed, asked);
                    x.identity.putAll(allowed.identity());
                    x.contextChanged();
                }
                case Backends.Access.Refused refused -> {
                    FaultType type = FaultType.valueOf(refused.responseType());
                    x.phases.refused(signed, type, refused.message(), asked);
                    throw new GatewayFault(type, refused.message());
                }
            }
        }
        method.authorizer().ifPresent(authorizer -> x.phases.authorizer(() -> authorizer.authorize(x)));
        if (method.method().apiKeyRequired()) {
            key(x);
        }
        if (method.bucket().isPresent() && !method.bucket().get().tryTake()) {
            throw new GatewayFault(FaultType.THROTTLED, "Too Many Requests");
        }
    }

    private void key(Exchange x) {
        RestMethod method = x.method();
        Optional<String> key = deployed.api().settings().apiKeySource().equals("AUTHORIZER")
                ? x.usageIdentifierKey
                : x.header("x-api-key");
        var verdict = backends.admit(new Backends.KeyQuery(
                deployed.apiId(),
                deployed.stage().name(),
                method.resource().path(),
                method.method().httpMethod(),
                key));
        switch (verdict) {
            case Backends.KeyVerdict.Admitted admitted -> {
                x.identity.put("apiKey", admitted.key());
                x.identity.put("apiKeyId", admitted.keyId());
                x.contextChanged();
            }
            case Backends.KeyVerdict.Unknown unknown -> throw new GatewayFault(FaultType.INVALID_API_KEY, "Forbidden");
            case Backends.KeyVerdict.Throttled throttled ->
                throw new GatewayFault(FaultType.THROTTLED, "Too Many Requests");
            case Backends.KeyVerdict.QuotaExceeded exceeded ->
                throw new GatewayFault(FaultType.QUOTA_EXCEEDED, "Limit Exceeded");
        }
    }

    private void served(Exchange x, ApiResponse response, long length) {
        x.trace.ifPresent(notes -> backends.traced(notes.done(x, response.status(), length)));
        boolean accessLog = deployed.stage().accessLog().isPresent();
        if (!accessLog && x.log.isEmpty()) {
            return;
        }
        x.logAt(() -> "Method completed with status: " + response.status());
        Map<String, Object> context = x.context();
        x.phases.into(context, x.id.requestId());
        context.put("endpointType", deployed.api().settings().endpointTypes().getFirst());
        x.request.basePath().ifPresent(base -> context.put("customDomain", Map.of("basePathMatched", base)));
        context.put("status", Integer.toString(response.status()));
        context.put("responseLength", Long.toString(length));
        context.put(
                "responseLatency",
                Long.toString(java.time.Duration.between(x.receivedAt, clock.instant())
                        .toMillis()));
        backends.served(new Backends.ServedRequest(
                x.id.requestId(), response.status(), x.failed, java.util.List.copyOf(x.log), context));
    }
}
