package samara.gateway.http;

import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;
import samara.gateway.ApiRequest;
import samara.gateway.ApiResponse;
import samara.gateway.Backends;
import samara.gateway.Headers;
import samara.gateway.UnsupportedApiException;
import samara.gateway.json.Json;
import samara.gateway.rest.Phases;
import samara.gateway.rest.RequestId;

/// An HTTP API's stage, ready to serve. Immutable but for throttling and what authorizers keep; used by many threads.
///
/// A request goes through: CORS preflight → route → authorizer → throttling → integration, as in API Gateway.
public final class HttpStage {
    /// The largest request body, in bytes.
    public static final int BODY_LIMIT_BYTES = 10 * 1024 * 1024;

    private final DeployedHttpApi deployed;
    private final Backends backends;
    private final InstantSource clock;
    private final LongSupplier random;
    private final RouteTable routes;
    private final Optional<CorsAnswers> cors;
    private final Integrations integrations;

    /// Makes a stage ready.
    ///
    /// @param random where request ids come from
    /// @throws UnsupportedApiException where the API asks for something that is not built or not there
    public HttpStage(DeployedHttpApi deployed, Backends backends, InstantSource clock, LongSupplier random) {
        this.deployed = deployed;
        this.backends = backends;
        this.clock = clock;
        this.random = random;
        this.cors = deployed.api().cors().map(CorsAnswers::new);
        this.integrations = new Integrations(backends);
        Guards guards = new Guards(deployed, backends, clock);
        List<ReadyRoute> ready = new ArrayList<>();
        deployed.api().routes().values().forEach(route -> ready.add(ready(route, guards)));
        this.routes = new RouteTable(ready);
    }

    /// Refuses an API that asks for something that is not built.
    ///
    /// @throws UnsupportedApiException with what and where
    public static void check(HttpApi api) {
        HttpApiRules.check(api);
    }

    /// Refuses an integration that asks for something that is not built, or can't work.
    ///
    /// @throws UnsupportedApiException with what and where
    public static void check(HttpIntegration integration) {
        Integrations.check(integration);
    }

    /// The function that an integration's or authorizer's URI names.
    ///
    /// @throws UnsupportedApiException where it names none
    public static String function(String uri, Map<String, String> stageVariables, String where) {
        return Integrations.function(uri, stageVariables, where);
    }

    /// What this serves.
    public DeployedHttpApi deployed() {
        return deployed;
    }

    private ReadyRoute ready(Route route, Guards guards) {
        HttpIntegration integration = route.integrationId()
                .map(deployed.api().integrations()::get)
                .orElseThrow(() -> new UnsupportedApiException("The route `" + route.key() + "` has no integration."));
        Integrations.check(integration);
        return new ReadyRoute(
                route,
                integration,
                Integrations.target(integration, deployed.stage().variables()),
                guards.of(route),
                deployed.stage().settings(route.key()).bucket(clock));
    }

    /// Answers a request. Blocks until the integration has answered or its time is over.
    public ApiResponse handle(ApiRequest request) {
        Instant now = clock.instant();
        RequestId id = RequestId.next(random, request.headers().get("X-Amzn-Trace-Id"), now);
        HttpExchange x = new HttpExchange(
                request,
                deployed,
                id,
                now,
                new Phases(clock, deployed.stage().accessLog().isPresent()));
        Map<String, Object> context = new HashMap<>();
        Optional<ApiResponse> preflight = cors.flatMap(rules -> rules.preflight(x));
        ApiResponse response;
        try {
            response = preflight.isPresent() ? preflight.get() : serve(x);
        } catch (HttpFault fault) {
            response = answer(fault);
            x.log.add(fault.reason());
            context.put(
                    "error",
                    Map.of(
                            "message",
                            fault.message(),
                            "messageString",
                            "\"" + fault.message() + "\"",
                            "responseType",
                            fault.responseType()));
        }
        ApiResponse out = response;
        if (preflight.isEmpty()) {
            cors.ifPresent(rules -> rules.decorate(x, out.headers()));
        }
        out.headers().set("apigw-requestid", id.extendedRequestId());
        served(x, out, context);
        return out;
    }

    private ApiResponse serve(HttpExchange x) {
        x.matched(routes.find(x.request.method(), x.request.path())
                .orElseThrow(() ->
                        new HttpFault(404, "No route matches " + x.request.method() + " " + x.request.path() + ".")));
        if (x.request.body().length > BODY_LIMIT_BYTES) {
            throw new HttpFault(413, "The body is longer than " + BODY_LIMIT_BYTES + " bytes.");
        }
        ReadyRoute route = x.route();
        route.guard().ifPresent(guard -> admit(guard, x));
        if (route.bucket().isPresent() && !route.bucket().get().tryTake()) {
            throw new HttpFault(429, "The route `" + route.route().key() + "` is throttled.");
        }
        ApiResponse response = integrations.call(x);
        Map<String, String> mapping = route.integration().responseParameters().get(Integer.toString(response.status()));
        return mapping == null ? response : ParameterMapping.response(mapping, response, x);
    }

    private static void admit(ReadyRoute.Guard guard, HttpExchange x) {
        try {
            guard.admit(x);
        } catch (HttpFault fault) {
            x.phases.refused(fault.reason());
            throw fault;
        }
    }

    private static ApiResponse answer(HttpFault fault) {
        Headers headers = new Headers().set("Content-Type", "application/json");
        fault.headers().forEach(headers::set);
        return new ApiResponse(fault.status(), headers, Json.write(Map.of("message", fault.message())));
    }

    private void served(HttpExchange x, ApiResponse response, Map<String, Object> more) {
        if (deployed.stage().accessLog().isEmpty() && x.log.isEmpty()) {
            return;
        }
        Map<String, Object> context = HttpContext.of(x);
        x.phases.into(context, x.id.requestId());
        context.putAll(more);
        context.put("status", response.status());
        context.put("responseLength", response.body().length);
        context.put("dataProcessed", x.request.body().length + response.body().length);
        context.put(
                "responseLatency",
                java.time.Duration.between(x.receivedAt, clock.instant()).toMillis());
        x.routeIfMatched()
                .ifPresent(route -> context.put("routeKey", route.route().key()));
        backends.served(new Backends.ServedRequest(
                x.id.requestId(), response.status(), response.status() >= 500 && !x.log.isEmpty(), x.log, context));
    }
}
