package samara.gateway.http;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import samara.gateway.ApiResponse;
import samara.gateway.BackendAnswer;
import samara.gateway.Backends;
import samara.gateway.Headers;
import samara.gateway.UnsupportedApiException;
import samara.gateway.rest.PercentEncoding;

/// Calls what routes lead to: functions, HTTP endpoints and AWS services.
final class Integrations {
    private static final Pattern FUNCTION =
            Pattern.compile("(?:arn:aws[a-z-]*:apigateway:[a-z0-9-]+:lambda:path/20\\d\\d-\\d\\d-\\d\\d/functions/)?"
                    + "(arn:aws[a-z-]*:lambda:[^/]+?)(?:/invocations)?");
    private static final Pattern PRIVATE = Pattern.compile("arn:aws[a-z-]*:(?:"
            + "elasticloadbalancing:[a-z0-9-]+:\\d{12}:listener/.+|servicediscovery:[a-z0-9-]+:\\d{12}:service/.+)");
    private static final Pattern VARIABLE = Pattern.compile("\\$\\{stageVariables\\.([A-Za-z0-9_]+)}");
    private static final Set<String> CONNECTION = Set.of(
            "connection", "content-length", "keep-alive", "transfer-encoding", "upgrade", "te", "trailer", "expect");

    private static final List<String> METHODS =
            List.of("ANY", "GET", "PUT", "POST", "DELETE", "OPTIONS", "HEAD", "PATCH");
    private static final int SHORTEST_TIMEOUT_MILLIS = 50;

    private final Backends backends;

    Integrations(Backends backends) {
        this.backends = backends;
    }

    /// @throws UnsupportedApiException where an integration asks for something that is not built
    static void check(HttpIntegration integration) {
        if (!Set.of("AWS_PROXY", "HTTP_PROXY").contains(integration.type())) {
            throw new UnsupportedApiException("An HTTP API has integrations of the types AWS_PROXY and HTTP_PROXY, not "
                    + integration.type() + ".");
        }
        int timeout = integration.timeoutMillis();
        if (timeout < SHORTEST_TIMEOUT_MILLIS || timeout > HttpIntegration.DEFAULT_TIMEOUT_MILLIS) {
            throw new UnsupportedApiException("Timeout should be between " + SHORTEST_TIMEOUT_MILLIS + " ms and "
                    + HttpIntegration.DEFAULT_TIMEOUT_MILLIS + " ms, not " + timeout + ".");
        }
        integration
                .connectionType()
                .filter(type -> !Set.of("INTERNET", "VPC_LINK").contains(type))
                .ifPresent(type -> {
                    throw new UnsupportedApiException(
                            "The connection type `" + type + "` is not known; known are INTERNET and VPC_LINK.");
                });
        checkPrivate(integration);
        if (integration.subtype().isPresent()) {
            if (!integration.type().equals("AWS_PROXY")) {
                throw new UnsupportedApiException("An integration of the subtype `"
                        + integration.subtype().get() + "` is of the type AWS_PROXY, not " + integration.type() + ".");
            }
            ServiceAction.check(integration, integration.subtype().get());
            return;
        }
        MappingRules.check(integration);
        if (integration.uri().isEmpty()) {
            throw new UnsupportedApiException(
                    "There is no URI in an integration of the type " + integration.type() + ".");
        }
        checkCall(integration, integration.uri().get());
    }

    private static void checkCall(HttpIntegration integration, String uri) {
        if (integration.type().equals("AWS_PROXY")) {
            if (!uri.contains("${stageVariables.")) {
                function(uri, Map.of(), "the integration");
            }
            return;
        }
        if (!integration.payloadFormatVersion().equals("1.0")) {
            throw new UnsupportedApiException("The payload format version " + integration.payloadFormatVersion()
                    + " is only for functions; an HTTP endpoint gets 1.0.");
        }
        integration.method().filter(method -> !METHODS.contains(method)).ifPresent(method -> {
            throw new UnsupportedApiException(
                    "`" + method + "` is no method of an integration; known are " + METHODS + ".");
        });
        if (!integration.isPrivate() && !uri.matches("(?i)https?://.+") && !uri.startsWith("${stageVariables.")) {
            throw new UnsupportedApiException("Invalid HTTP endpoint specified for URI: `" + uri
                    + "`; such as `https://example.com/items` was expected.");
        }
    }

    private static void checkPrivate(HttpIntegration integration) {
        if (!integration.isPrivate()) {
            if (integration.serverNameToVerify().isPresent()) {
                throw new UnsupportedApiException(
                        "`tlsConfig` is for private integrations (`connectionType` `VPC_LINK`).");
            }
            return;
        }
        if (!integration.type().equals("HTTP_PROXY")) {
            throw new UnsupportedApiException(
                    "A private integration is of the type HTTP_PROXY, not " + integration.type() + ".");
        }
        if (integration.connectionId().isEmpty()) {
            throw new UnsupportedApiException("A private integration names its VPC link as `connectionId`.");
        }
        String uri = integration.uri().orElse("");
        if (!uri.contains("${stageVariables.") && !PRIVATE.matcher(uri).matches()) {
            throw new UnsupportedApiException(
                    "For VpcLink " + integration.connectionId().get()
                            + ", integration uri should be a valid ELB listener ARN or a valid Cloud Map service ARN, not `"
                            + uri
                            + "`.");
        }
    }

    static ReadyRoute.Target target(HttpIntegration integration, Map<String, String> stageVariables) {
        if (integration.subtype().isPresent()) {
            return new ReadyRoute.Target.Service(
                    ServiceAction.of(integration.subtype().get()));
        }
        String where = "the integration `" + integration.id() + "`";
        String uri =
                integration.uri().orElseThrow(() -> new UnsupportedApiException("There is no URI in " + where + "."));
        if (integration.isPrivate()) {
            return new ReadyRoute.Target.Private(
                    new Backends.VpcLinkUse(
                            filled(integration.connectionId().orElseThrow(), stageVariables),
                            Optional.of(filled(uri, stageVariables))),
                    integration.serverNameToVerify());
        }
        return integration.type().equals("AWS_PROXY")
                ? new ReadyRoute.Target.Function(function(uri, stageVariables, where))
                : new ReadyRoute.Target.Endpoint(filled(uri, stageVariables));
    }

    /// The function that a URI names.
    static String function(String uri, Map<String, String> stageVariables, String where) {
        Matcher function = FUNCTION.matcher(filled(uri, stageVariables));
        if (!function.matches()) {
            throw new UnsupportedApiException(
                    "The URI `" + uri + "` of " + where + " does not name a function: its ARN was expected.");
        }
        return function.group(1);
    }

    private static String filled(String text, Map<String, String> stageVariables) {
        return VARIABLE.matcher(text)
                .replaceAll(m -> Matcher.quoteReplacement(stageVariables.getOrDefault(m.group(1), "")));
    }

    ApiResponse call(HttpExchange x) {
        return switch (x.route().target()) {
            case ReadyRoute.Target.Function function -> function(x, function.arn());
            case ReadyRoute.Target.Endpoint endpoint -> endpoint(x, endpoint.url(), Backends.Reach.INTERNET);
            case ReadyRoute.Target.Private link -> linked(x, link);
            case ReadyRoute.Target.Service service -> service(x, service.action());
        };
    }

    private ApiResponse function(HttpExchange x, String function) {
        ReadyRoute route = x.route();
        HttpIntegration integration = route.integration();
        var call = new Backends.FunctionCall(
                function,
                HttpEvent.of(x),
                false,
                integration.credentials(),
                x.deployed.sourceArn(route.route(), x.request.method()),
                Optional.of(x.id.traceHeader()));
        BackendAnswer answer = x.phases.integration(integration.timeoutMillis(), () -> backends.invoke(call));
        return switch (answer) {
            case BackendAnswer.Returned returned
            when returned.error() -> throw new HttpFault(500, "The function failed: " + text(returned.payload()));
            case BackendAnswer.Returned returned -> {
                ApiResponse response = FunctionAnswer.of(returned.payload(), integration.payloadFormatVersion());
                x.phases.functionStatus(response.status());
                yield response;
            }
            case BackendAnswer.Answered _ -> throw new HttpFault(500, "A function gave an HTTP answer.");
            case BackendAnswer.Refused refused -> throw new HttpFault(500, refused.reason());
            case BackendAnswer.Unreachable unreachable -> throw new HttpFault(500, unreachable.reason());
            case BackendAnswer.TimedOut _ -> throw late(integration);
        };
    }

    private ApiResponse service(HttpExchange x, ServiceAction action) {
        HttpIntegration integration = x.route().integration();
        var call = ServiceIntegration.call(action, integration, x);
        BackendAnswer answer = x.phases.integration(integration.timeoutMillis(), () -> backends.call(call));
        return switch (answer) {
            case BackendAnswer.Answered answered -> passedOn(answered);
            case BackendAnswer.Returned _ -> throw new HttpFault(500, "An AWS action answered as a function does.");
            case BackendAnswer.Refused refused -> throw new HttpFault(500, refused.reason());
            case BackendAnswer.Unreachable unreachable -> throw new HttpFault(500, unreachable.reason());
            case BackendAnswer.TimedOut _ -> throw late(integration);
        };
    }

    /// What is behind a VPC link sees the host that the client asked for, and the stage in its path.
    private ApiResponse linked(HttpExchange x, ReadyRoute.Target.Private to) {
        String stage = x.deployed.stage().name();
        String url = (to.serverName().isPresent() ? "https://" : "http://")
                + x.request.client().domainName()
                + (stage.equals(HttpApiStage.DEFAULT) ? "" : "/" + stage)
                + x.request.path();
        return endpoint(x, url, new Backends.Reach(false, Optional.of(to.link()), to.serverName()));
    }

    private ApiResponse endpoint(HttpExchange x, String url, Backends.Reach reach) {
        HttpIntegration integration = x.route().integration();
        Headers headers = new Headers();
        x.headers.forEach((name, values) -> {
            if (!CONNECTION.contains(name) && !name.equals("host")) {
                headers.add(name, String.join(",", values));
            }
        });
        if (!x.cookies.isEmpty()) {
            headers.add("cookie", String.join("; ", x.cookies));
        }
        var out = ParameterMapping.request(
                integration.requestParameters(), new ParameterMapping.Outgoing(headers, x.query, ""), x);
        String method = integration.method().filter(name -> !name.equals("ANY")).orElse(x.request.method());
        var call = new Backends.HttpCall(
                method, address(url, out, x), headers, x.request.body(), integration.timeoutMillis(), reach);
        BackendAnswer answer = x.phases.integration(integration.timeoutMillis(), () -> backends.fetch(call));
        return switch (answer) {
            case BackendAnswer.Answered answered -> passedOn(answered);
            case BackendAnswer.Returned _ -> throw new HttpFault(500, "An endpoint answered as a function does.");
            case BackendAnswer.Refused refused -> throw new HttpFault(500, refused.reason());
            case BackendAnswer.Unreachable unreachable -> throw new HttpFault(503, unreachable.reason());
            case BackendAnswer.TimedOut _ -> throw late(integration);
        };
    }

    /// The endpoint's address with the request's path parameters and query in it.
    private static String address(String url, ParameterMapping.Outgoing out, HttpExchange x) {
        String filled = url;
        for (var parameter : x.pathParameters().entrySet()) {
            String value = List.of(parameter.getValue().split("/", -1)).stream()
                    .map(PercentEncoding::encode)
                    .reduce((a, b) -> a + "/" + b)
                    .orElse("");
            filled = filled.replace("{" + parameter.getKey() + "+}", value)
                    .replace("{" + parameter.getKey() + "}", value);
        }
        filled = out.path().isEmpty()
                ? filled
                : filled.replaceFirst("^(https?://[^/?]+)[^?]*", "$1")
                        + (out.path().startsWith("/") ? "" : "/")
                        + out.path();
        StringBuilder address = new StringBuilder(filled);
        char separator = filled.indexOf('?') < 0 ? '?' : '&';
        for (var parameter : new LinkedHashMap<>(out.query()).entrySet()) {
            for (String value : parameter.getValue()) {
                address.append(separator)
                        .append(PercentEncoding.encode(parameter.getKey()))
                        .append('=')
                        .append(PercentEncoding.encode(value));
                separator = '&';
            }
        }
        return address.toString();
    }

    private static ApiResponse passedOn(BackendAnswer.Answered answered) {
        Headers headers = new Headers();
        answered.headers().forEach((name, value) -> {
            if (!CONNECTION.contains(name.toLowerCase(Locale.ROOT))) {
                headers.add(name, value);
            }
        });
        return new ApiResponse(answered.status(), headers, answered.body());
    }

    private static HttpFault late(HttpIntegration integration) {
        return new HttpFault(503, "The integration did not answer within " + integration.timeoutMillis() + " ms.");
    }

    private static String text(byte[] bytes) {
        String text = new String(bytes, java.nio.charset.StandardCharsets.UTF_8);
        return text.length() > 1024 ? text.substring(0, 1024) + " [TRUNCATED]" : text;
    }
}
