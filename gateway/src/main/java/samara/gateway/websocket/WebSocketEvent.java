package samara.gateway.websocket;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import samara.gateway.http.DeployedHttpApi;
import samara.gateway.rest.ForwardedHeaders;
import samara.gateway.rest.PercentEncoding;
import samara.gateway.rest.Phases;
import samara.gateway.rest.RequestId;

/// What a function is sent.
///
/// @param routeKey the route that was chosen
/// @param type `CONNECT`, `MESSAGE` or `DISCONNECT`
/// @param end of a connection: `disconnectStatusCode` and `disconnectReason`
/// @param phases what is noted for the access log
record WebSocketEvent(
        DeployedHttpApi deployed,
        Connection connection,
        String routeKey,
        String type,
        RequestId id,
        Instant at,
        Map<String, Object> end,
        Phases phases) {
    private static final DateTimeFormatter REQUEST_TIME = DateTimeFormatter.ofPattern(
                    "dd/MMM/yyyy:HH:mm:ss Z", Locale.ENGLISH)
            .withZone(ZoneOffset.UTC);

    /// The same once more is known of its client.
    WebSocketEvent of(Connection known) {
        return new WebSocketEvent(deployed, known, routeKey, type, id, at, end, phases);
    }

    /// The ARN by which the route calls its integration.
    String arn() {
        return deployed.arn(deployed.stage().name() + "/" + routeKey);
    }

    /// `requestContext`, as events and `$context` have it.
    Map<String, Object> context() {
        Map<String, Object> context = new LinkedHashMap<>();
        context.put("routeKey", routeKey);
        if (!connection.authorizer().isEmpty()) {
            context.put("authorizer", connection.authorizer());
        }
        if (type.equals("MESSAGE")) {
            context.put("messageId", id.extendedRequestId());
        }
        context.putAll(end);
        context.put("eventType", type);
        context.put("extendedRequestId", id.extendedRequestId());
        context.put("requestTime", REQUEST_TIME.format(at));
        context.put("messageDirection", "IN");
        context.put("stage", deployed.stage().name());
        context.put("connectedAt", connection.connectedAt().toEpochMilli());
        context.put("requestTimeEpoch", at.toEpochMilli());
        Map<String, Object> identity = new LinkedHashMap<>();
        if (!connection.userAgent().isEmpty()) {
            identity.put("userAgent", connection.userAgent());
        }
        identity.put("sourceIp", connection.sourceIp());
        identity.putAll(connection.identity());
        context.put("identity", identity);
        context.put("requestId", id.extendedRequestId());
        context.put("domainName", connection.request().client().domainName());
        context.put("connectionId", connection.id());
        context.put("apiId", deployed.apiId());
        return context;
    }

    private void headers(Map<String, Object> event) {
        Map<String, List<String>> all = ForwardedHeaders.of(connection.request(), id);
        all.keySet().removeIf("Upgrade"::equalsIgnoreCase);
        Map<String, String> last = new LinkedHashMap<>();
        all.forEach((name, values) -> last.put(name, values.getLast()));
        event.put("headers", last);
        event.put("multiValueHeaders", all);
        Map<String, List<String>> query =
                PercentEncoding.query(connection.request().rawQuery());
        if (!query.isEmpty()) {
            Map<String, String> lastOfQuery = new LinkedHashMap<>();
            query.forEach((name, values) -> lastOfQuery.put(name, values.getLast()));
            event.put("queryStringParameters", lastOfQuery);
            event.put("multiValueQueryStringParameters", query);
        }
    }

    private Map<String, Object> finished(Map<String, Object> event, Map<String, Object> context) {
        if (!deployed.stage().variables().isEmpty()) {
            event.put("stageVariables", deployed.stage().variables());
        }
        event.put("requestContext", context);
        return event;
    }

    Map<String, Object> connect() {
        Map<String, Object> event = new LinkedHashMap<>();
        headers(event);
        finished(event, context());
        event.put("isBase64Encoded", false);
        return event;
    }

    Map<String, Object> authorizer(String methodArn) {
        Map<String, Object> event = new LinkedHashMap<>();
        event.put("type", "REQUEST");
        event.put("methodArn", methodArn);
        headers(event);
        event.putIfAbsent("queryStringParameters", Map.of());
        event.putIfAbsent("multiValueQueryStringParameters", Map.of());
        event.put("stageVariables", deployed.stage().variables());
        event.put("requestContext", context());
        return event;
    }

    Map<String, Object> message(String body) {
        Map<String, Object> event = finished(new LinkedHashMap<>(), context());
        event.put("body", body);
        event.put("isBase64Encoded", false);
        return event;
    }

    Map<String, Object> disconnect() {
        Map<String, Object> event = new LinkedHashMap<>();
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("Host", connection.request().client().domainName());
        headers.put("x-api-key", "");
        headers.put("X-Forwarded-For", "");
        headers.put("x-restapi", "");
        event.put("headers", headers);
        Map<String, List<String>> several = new LinkedHashMap<>();
        headers.forEach((name, value) -> several.put(name, List.of(value)));
        event.put("multiValueHeaders", several);
        finished(event, context());
        event.put("isBase64Encoded", false);
        return event;
    }
}
