package samara.gateway.http;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import samara.gateway.ApiRequest;
import samara.gateway.json.Json;
import samara.gateway.rest.PercentEncoding;
import samara.gateway.rest.Phases;
import samara.gateway.rest.RequestId;
import samara.gateway.vtl.BodyException;
import samara.gateway.vtl.InputVariable;

/// One request on its way through an HTTP API. Used by one thread at a time.
final class HttpExchange {
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("dd/MMM/yyyy:HH:mm:ss Z", Locale.ENGLISH)
            .withZone(ZoneOffset.UTC);

    final ApiRequest request;
    final DeployedHttpApi deployed;
    final RequestId id;
    final Instant receivedAt;
    final Map<String, List<String>> query;

    /// All values by lower-case name, with those that the gateway adds and without cookies.
    final Map<String, List<String>> headers;

    final List<String> cookies;
    final List<String> log = new ArrayList<>(0);

    /// What authorizers found out: `jwt`, `lambda` or `iam` with what `requestContext.authorizer` holds under it.
    final Map<String, Object> authorizer = new LinkedHashMap<>(0);

    /// What is noted for the access log.
    final Phases phases;

    private RouteTable.@Nullable Match match;

    HttpExchange(ApiRequest request, DeployedHttpApi deployed, RequestId id, Instant receivedAt, Phases phases) {
        this.phases = phases;
        this.request = request;
        this.deployed = deployed;
        this.id = id;
        this.receivedAt = receivedAt;
        this.query = PercentEncoding.query(request.rawQuery());
        this.cookies = request.headers().all("Cookie").stream()
                .flatMap(line -> List.of(line.split(";\\s*", -1)).stream())
                .filter(cookie -> !cookie.isBlank())
                .toList();
        this.headers = headers(request, id);
    }

    private static Map<String, List<String>> headers(ApiRequest request, RequestId id) {
        Map<String, List<String>> headers = new LinkedHashMap<>();
        request.headers().forEach((name, value) -> {
            String lower = name.toLowerCase(Locale.ROOT);
            if (!lower.equals("cookie") && !lower.equals("connection") && !lower.equals("transfer-encoding")) {
                headers.computeIfAbsent(lower, n -> new ArrayList<>(1)).add(value);
            }
        });
        ApiRequest.Client client = request.client();
        String before = String.join(",", headers.getOrDefault("x-forwarded-for", List.of()));
        headers.put(
                "x-forwarded-for", List.of(before.isEmpty() ? client.sourceIp() : before + "," + client.sourceIp()));
        headers.put("x-forwarded-port", List.of(Integer.toString(client.port())));
        headers.put("x-forwarded-proto", List.of(client.scheme()));
        headers.put("x-amzn-trace-id", List.of(id.traceHeader()));
        return headers;
    }

    void matched(RouteTable.Match found) {
        match = found;
    }

    /// The route that was found. Only after routing.
    ReadyRoute route() {
        if (match == null) {
            throw new IllegalStateException("The request has not been routed.");
        }
        return match.route();
    }

    Optional<ReadyRoute> routeIfMatched() {
        return Optional.ofNullable(match).map(RouteTable.Match::route);
    }

    Map<String, String> pathParameters() {
        return match == null ? Map.of() : match.pathParameters();
    }

    Optional<String> header(String name) {
        List<String> values = headers.get(name.toLowerCase(Locale.ROOT));
        return values == null ? Optional.empty() : Optional.of(String.join(",", values));
    }

    String time() {
        return TIME.format(receivedAt);
    }

    /// The path as it was sent: with the stage, unless it is the default one.
    String rawPath() {
        return request.fullPath();
    }

    /// The path that events show. It is decoded even where it is named `rawPath`: functions at AWS get it so.
    String eventPath() {
        return PercentEncoding.decode(rawPath(), false);
    }

    String bodyText() {
        return new String(request.body(), StandardCharsets.UTF_8);
    }

    /// The ARN of the route as it was called.
    String routeArn() {
        return deployed.routeArn(request.method(), request.path());
    }

    /// The value of a selection expression such as `$request.header.Authorization`, `$context.stage` or
    /// `$stageVariables.name`; nothing where there is none.
    Optional<String> select(String expression) {
        if (expression.startsWith("$request.header.")) {
            String name = expression.substring("$request.header.".length());
            return name.equalsIgnoreCase("cookie") && !cookies.isEmpty()
                    ? Optional.of(String.join("; ", cookies))
                    : header(name);
        }
        if (expression.startsWith("$request.querystring.")) {
            List<String> values = query.get(expression.substring("$request.querystring.".length()));
            return values == null ? Optional.empty() : Optional.of(String.join(",", values));
        }
        if (expression.startsWith("$request.path.")) {
            return Optional.ofNullable(pathParameters().get(expression.substring("$request.path.".length())));
        }
        if (expression.equals("$request.path")) {
            return Optional.of(request.path());
        }
        if (expression.equals("$request.body")) {
            return Optional.of(bodyText());
        }
        if (expression.startsWith("$request.body.")) {
            return inBody(request.body(), "$" + expression.substring("$request.body".length()));
        }
        if (expression.startsWith("$stageVariables.")) {
            return Optional.ofNullable(
                    deployed.stage().variables().get(expression.substring("$stageVariables.".length())));
        }
        if (expression.startsWith("$context.")) {
            return HttpContext.value(this, expression.substring("$context.".length()));
        }
        return Optional.empty();
    }

    /// What a JSON path finds in a body: a text as it is, anything else as JSON. As in API Gateway, only the first
    /// 100 KB are looked at.
    Optional<String> inBody(byte[] body, String path) {
        String text = new String(body, 0, Math.min(body.length, 100 * 1024), StandardCharsets.UTF_8);
        try {
            Object found = new InputVariable(text, Map.of()).path(path);
            return found == null ? Optional.empty() : Optional.of(found instanceof String s ? s : Json.text(found));
        } catch (BodyException e) {
            log.add("`" + path + "` was not looked for: the body is no JSON.");
            return Optional.empty();
        }
    }
}
