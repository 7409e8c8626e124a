package samara.cloud.apigateway.http;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import samara.cloud.apigateway.ApiUrl;
import samara.cloud.apigateway.CloudBackends;
import samara.cloud.apigateway.SiteExchange;
import samara.cloud.kernel.Addresses;
import samara.cloud.kernel.Headers;
import samara.cloud.kernel.HttpRequest;
import samara.cloud.kernel.HttpResponse;
import samara.cloud.kernel.WebSocket;
import samara.gateway.ApiRequest;
import samara.gateway.Backends.Access;
import samara.gateway.Backends.AccessQuery;
import samara.gateway.json.Json;
import samara.gateway.rest.PercentEncoding;
import samara.gateway.websocket.Handshake;
import samara.gateway.websocket.WebSocketStage;

/// What a WebSocket API's stage answers to HTTP requests: handshakes, and the management of its connections below
/// `/@connections/`.
///
/// See
/// [@connections](https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-how-to-call-websocket-api-connections.html).
final class WebSocketServer {
    private static final String CONNECTIONS = "/@connections/";
    private static final int MESSAGE_BYTES = 128 * 1024;
    private static final int FRAME_BYTES = 32 * 1024;
    /// 16 bytes in base64.
    private static final Pattern KEY = Pattern.compile("[A-Za-z0-9+/]{22}==");

    private final OpenConnections connections;
    private final Addresses addresses;

    WebSocketServer(OpenConnections connections, Addresses addresses) {
        this.connections = connections;
        this.addresses = addresses;
    }

    /// A stage and what it reaches.
    record Ready(WebSocketStage stage, CloudBackends backends) {}

    HttpResponse serve(HttpRequest request, ApiUrl url, Ready ready) {
        return url.path().startsWith(CONNECTIONS)
                ? manage(SiteExchange.request(request, url, addresses, MESSAGE_BYTES), ready)
                : handshake(request, url, ready.stage());
    }

    private HttpResponse handshake(HttpRequest request, ApiUrl url, WebSocketStage stage) {
        if (!request.headers().hasToken("Upgrade", "websocket")
                || !request.headers().hasToken("Connection", "upgrade")) {
            HttpResponse refusal = SiteExchange.answer(
                    426, "Upgrade Required", "This is a WebSocket API: connect to it by ws:// or wss://.");
            return HttpResponse.of(
                    426,
                    refusal.headers().with("Upgrade", "websocket"),
                    Json.write(Map.of("message", "Upgrade Required")));
        }
        boolean known = request.headers()
                .first("Sec-WebSocket-Version")
                .filter("13"::equals)
                .isPresent();
        boolean keyed = request.headers()
                .first("Sec-WebSocket-Key")
                .filter(key -> KEY.matcher(key).matches())
                .isPresent();
        if (!known || !keyed || !request.method().equals("GET")) {
            Headers headers = Headers.of("Content-Type", "application/json").with("Sec-WebSocket-Version", "13");
            return HttpResponse.of(400, headers, Json.write(Map.of("message", "Bad Request")));
        }
        if (!url.path().equals("/")) {
            return SiteExchange.answer(403, "Forbidden", "A WebSocket API has no path below its stage.");
        }
        ApiRequest handshake = SiteExchange.request(request, url, addresses, 0);
        return switch (stage.connect(handshake, connections.newId())) {
            case Handshake.Rejected rejected -> SiteExchange.response(rejected.response());
            case Handshake.Accepted accepted ->
                new HttpResponse(
                        101,
                        accepted.protocol()
                                .map(protocol -> Headers.of("Sec-WebSocket-Protocol", protocol))
                                .orElseGet(() -> Headers.of("x-amzn-requestid", request.requestId())),
                        new HttpResponse.Content.Upgraded(
                                connections.listener(stage, accepted.connection()),
                                new WebSocket.Limits(FRAME_BYTES, MESSAGE_BYTES)));
        };
    }

    private HttpResponse manage(ApiRequest request, Ready ready) {
        String id = PercentEncoding.decode(request.path().substring(CONNECTIONS.length()), false);
        String arn = ready.stage().arn(request.method() + CONNECTIONS + id);
        Access access = ready.backends().manageConnections(new AccessQuery(request, true, Optional.empty(), arn));
        if (access instanceof Access.Refused refused) {
            return error(403, "ForbiddenException", refused.message());
        }
        var deployed = ready.stage().deployed();
        Optional<OpenConnections.Open> found =
                connections.find(deployed.apiId(), deployed.stage().name(), id);
        if (found.isEmpty()) {
            return error(410, "GoneException", "The connection `" + id + "` is not open.");
        }
        return switch (request.method()) {
            case "POST" -> {
                if (request.body().length > MESSAGE_BYTES) {
                    yield error(413, "PayloadTooLargeException", "A message has 128 KB at most.");
                }
                found.get().send(new String(request.body(), StandardCharsets.UTF_8));
                yield HttpResponse.of(200, Headers.of("Content-Type", "application/json"), new byte[0]);
            }
            case "GET" -> shown(found.get());
            case "DELETE" -> {
                found.get().close("Connection closed by the server");
                yield HttpResponse.of(204, Headers.of("Content-Type", "application/json"), new byte[0]);
            }
            default -> error(403, "ForbiddenException", "POST, GET or DELETE was expected.");
        };
    }

    private static HttpResponse shown(OpenConnections.Open open) {
        Map<String, Object> identity = new LinkedHashMap<>();
        identity.put("sourceIp", open.connection().sourceIp());
        identity.put("userAgent", open.connection().userAgent());
        Map<String, Object> shown = new LinkedHashMap<>();
        shown.put("connectedAt", open.connection().connectedAt().toString());
        shown.put("identity", identity);
        shown.put("lastActiveAt", open.lastActive().toString());
        return HttpResponse.of(200, Headers.of("Content-Type", "application/json"), Json.write(shown));
    }

    private static HttpResponse error(int status, String code, String message) {
        Headers headers = Headers.of("Content-Type", "application/json").with("x-amzn-ErrorType", code);
        return HttpResponse.of(status, headers, Json.write(Map.of("message", message)));
    }
}
