package samara.gateway.websocket;

import java.time.InstantSource;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;
import samara.gateway.ApiRequest;
import samara.gateway.ApiResponse;
import samara.gateway.Backends;
import samara.gateway.Headers;
import samara.gateway.http.DeployedHttpApi;
import samara.gateway.http.HttpApi;
import samara.gateway.http.Route;
import samara.gateway.json.Json;
import samara.gateway.rest.Phases;
import samara.gateway.rest.RequestId;
import samara.gateway.rest.TokenBucket;
import samara.gateway.vtl.ParsedTemplates;

/// A WebSocket API's stage, ready to serve. All methods block, and may be called by many threads.
public final class WebSocketStage {
    /// The route of a handshake.
    public static final String CONNECT = "$connect";
    /// The route of a connection's end.
    public static final String DISCONNECT = "$disconnect";

    /// What a route without an integration answers.
    private static final MessageIntegrations.Result NOTHING = new MessageIntegrations.Result(200, Optional.empty());

    private final DeployedHttpApi deployed;
    private final Backends backends;
    private final InstantSource clock;
    private final LongSupplier random;
    private final Map<String, Route> routes = new LinkedHashMap<>();
    private final Map<String, TokenBucket> buckets = new HashMap<>();
    private final SelectionExpression selection;
    private final MessageIntegrations integrations;
    private final RouteCheck check;
    private final ParsedTemplates templates = new ParsedTemplates();

    /// Makes a stage ready.
    ///
    /// @param random where request ids come from
    /// @throws samara.gateway.UnsupportedApiException where the API asks for something that is not built
    public WebSocketStage(DeployedHttpApi deployed, Backends backends, InstantSource clock, LongSupplier random) {
        this.deployed = deployed;
        this.backends = backends;
        this.clock = clock;
        this.random = random;
        deployed.api().routes().values().forEach(route -> {
            routes.put(route.key(), route);
            deployed.stage().settings(route.key()).bucket(clock).ifPresent(bucket -> buckets.put(route.key(), bucket));
        });
        this.selection = SelectionExpression.ofBody(
                deployed.api().routeSelectionExpression().orElseThrow());
        this.integrations = new MessageIntegrations(deployed, backends);
        check(deployed.api());
        this.check = new RouteCheck(deployed, backends);
    }

    /// Refuses an API that asks for something that is not built.
    ///
    /// @throws samara.gateway.UnsupportedApiException with what and where
    public static void check(HttpApi api) {
        api.routeSelectionExpression().ifPresent(SelectionExpression::ofBody);
        RouteCheck.check(api);
        api.integrations().values().forEach(integration -> new IntegrationCheck(integration).check());
    }

    /// What this serves.
    public DeployedHttpApi deployed() {
        return deployed;
    }

    /// `arn:aws:execute-api:region:account:api/stage/{rest}`.
    public String arn(String rest) {
        return deployed.arn(deployed.stage().name() + "/" + rest);
    }

    /// Decides on a handshake: the authorizer first, then the API key and parameters, then the `$connect` route's
    /// integration, whose status counts.
    public Handshake connect(ApiRequest request, String connectionId) {
        WebSocketEvent event =
                event(Connection.of(connectionId, clock.instant(), request), CONNECT, "CONNECT", Map.of());
        Route route = routes.get(CONNECT);
        ExecutionLog log = log(event, "");
        try {
            if (route == null) {
                served(event, log, NOTHING);
                return new Handshake.Accepted(event.connection(), Optional.empty());
            }
            throttle(CONNECT);
            event = event.of(new ConnectGuard(deployed, backends, arn(CONNECT)).admit(route, event));
            event = event.of(event.connection().keyed(check.key(route, event.connection())));
            MessageSource source = source(event, "");
            check.parameters(route, source);
            MessageIntegrations.Result result = integrations.call(route, source, event.connect());
            served(event, log, result);
            if (result.status() >= 200 && result.status() < 300) {
                return new Handshake.Accepted(event.connection(), result.protocol());
            }
            return new Handshake.Rejected(rejection(
                    result.status() < 400 ? 502 : result.status(),
                    result.status() < 400 || result.status() >= 500 ? "Internal server error" : "Forbidden",
                    event));
        } catch (WebSocketFault fault) {
            served(event, log, fault);
            return new Handshake.Rejected(rejection(fault.status(), fault.shown(), event));
        }
    }

    private MessageSource source(WebSocketEvent event, String body) {
        return new MessageSource(event, event.context(), body, templates);
    }

    private static ApiResponse rejection(int status, String message, WebSocketEvent event) {
        Headers headers = new Headers().set("Content-Type", "application/json");
        headers.set("x-amzn-requestid", event.id().requestId());
        headers.set("x-amz-apigw-id", event.id().extendedRequestId());
        return new ApiResponse(status, headers, Json.write(error(message, event)));
    }

    /// What a client is told that is not served.
    private static Map<String, Object> error(String message, WebSocketEvent event) {
        Map<String, Object> error = new LinkedHashMap<>();
        error.put("message", message);
        error.put("connectionId", event.connection().id());
        error.put("requestId", event.id().extendedRequestId());
        return error;
    }

    /// Takes a message.
    ///
    /// @return what its sender is sent: a route response, or an error
    public Optional<String> message(Connection connection, String body) {
        String key = selection.select(body).filter(this::isCustom).orElse(Route.DEFAULT);
        WebSocketEvent event = event(connection, key, "MESSAGE", Map.of());
        ExecutionLog log = log(event, body);
        try {
            Route route = routes.get(key);
            if (route == null) {
                throw new WebSocketFault(403, "Forbidden", "No route takes the message, and there is no `$default`.");
            }
            throttle(key);
            check.key(route, connection);
            MessageSource source = source(event, body);
            check.body(route, source);
            MessageIntegrations.Result result = integrations.call(route, source, event.message(body));
            served(event, log, result);
            return route.isAnswered() ? result.body() : Optional.empty();
        } catch (WebSocketFault fault) {
            served(event, log, fault);
            return Optional.of(Json.text(error(fault.shown(), event)));
        }
    }

    private boolean isCustom(String key) {
        return routes.containsKey(key) && !key.equals(CONNECT) && !key.equals(DISCONNECT);
    }

    /// Tells the `$disconnect` route of a connection's end. What comes of it nobody is told but the log.
    ///
    /// @param status the close code, 1006 where there was none
    public void disconnect(Connection connection, int status, String reason) {
        Route route = routes.get(DISCONNECT);
        Map<String, Object> end = Map.of("disconnectStatusCode", status, "disconnectReason", reason);
        WebSocketEvent event = event(connection, DISCONNECT, "DISCONNECT", end);
        ExecutionLog log = log(event, "");
        if (route == null) {
            served(event, log, NOTHING);
            return;
        }
        try {
            served(event, log, integrations.call(route, source(event, ""), event.disconnect()));
        } catch (WebSocketFault fault) {
            served(event, log, fault);
        }
    }

    private void throttle(String key) {
        TokenBucket bucket = buckets.get(key);
        if (bucket != null && !bucket.tryTake()) {
            throw new WebSocketFault(429, "Too Many Requests", "The route `" + key + "` is throttled.");
        }
    }

    private WebSocketEvent event(Connection connection, String key, String type, Map<String, Object> end) {
        RequestId id = RequestId.next(random, connection.request().headers().get("X-Amzn-Trace-Id"), clock.instant());
        var phases = new Phases(clock, deployed.stage().accessLog().isPresent());
        return new WebSocketEvent(deployed, connection, key, type, id, clock.instant(), end, phases);
    }

    private ExecutionLog log(WebSocketEvent event, String body) {
        var log = new ExecutionLog(deployed.stage().settings(event.routeKey()));
        log.begin(event, body);
        return log;
    }

    private void served(WebSocketEvent event, ExecutionLog log, MessageIntegrations.Result result) {
        log.end(result.status(), result.body());
        Map<String, Object> context = event.context();
        event.phases().into(context, event.id().requestId());
        context.put("status", result.status());
        backends.served(new Backends.ServedRequest(
                event.id().extendedRequestId(), result.status(), false, log.lines(), context));
    }

    private void served(WebSocketEvent event, ExecutionLog log, WebSocketFault fault) {
        log.failed(fault);
        Map<String, Object> error = new LinkedHashMap<>();
        error.put("message", fault.reason());
        error.put("messageString", Json.text(fault.reason()));
        if (!fault.validation().isEmpty()) {
            error.put("validationErrorString", fault.validation());
        }
        Map<String, Object> context = event.context();
        event.phases().into(context, event.id().requestId());
        context.put("status", fault.status());
        context.put("error", error);
        backends.served(new Backends.ServedRequest(
                event.id().extendedRequestId(), fault.status(), fault.status() >= 500, log.lines(), context));
    }
}
