package samara.gateway.http;

import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import samara.gateway.ApiRequest;
import samara.gateway.ApiRequest.ClientCertificate;
import samara.gateway.json.Json;

/// The events that functions get from HTTP APIs, in the payload formats 1.0 and 2.0, and those of authorizers.
///
/// See
/// [payload
/// formats](https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-integrations-lambda.html).
final class HttpEvent {
    /// Content that events hold as it is; all other is encoded in Base64.
    private static final Pattern TEXT =
            Pattern.compile("text/.*|application/(.*\\+)?(json|xml)|application/javascript", Pattern.CASE_INSENSITIVE);

    private HttpEvent() {}

    /// The event of an integration.
    static byte[] of(HttpExchange x) {
        boolean second = x.route().integration().payloadFormatVersion().equals("2.0");
        Map<String, @Nullable Object> event = second ? second(x) : first(x);
        byte[] body = x.request.body();
        boolean text = isText(x);
        if (body.length > 0) {
            event.put("body", text ? x.bodyText() : Base64.getEncoder().encodeToString(body));
        } else if (!second) {
            event.put("body", null);
        }
        event.put("isBase64Encoded", body.length > 0 && !text);
        return Json.write(event);
    }

    /// The event of an authorizer.
    static byte[] forAuthorizer(HttpExchange x, HttpAuthorizer authorizer, List<String> identity) {
        boolean second = authorizer.payloadFormatVersion().orElse("2.0").equals("2.0");
        Map<String, @Nullable Object> event = new LinkedHashMap<>();
        event.put("version", second ? "2.0" : "1.0");
        event.put("type", "REQUEST");
        if (second) {
            event.put("routeArn", x.routeArn());
            event.put("identitySource", identity);
        } else {
            event.put("methodArn", x.routeArn());
            event.put("identitySource", String.join(",", identity));
            event.put("authorizationToken", String.join(",", identity));
        }
        Map<String, @Nullable Object> request = second ? second(x) : first(x);
        // Format 1.0 has them for integrations only.
        request.keySet().removeAll(List.of("multiValueHeaders", "multiValueQueryStringParameters"));
        request.forEach(event::putIfAbsent);
        return Json.write(event);
    }

    private static Map<String, @Nullable Object> second(HttpExchange x) {
        Map<String, @Nullable Object> event = new LinkedHashMap<>();
        event.put("version", "2.0");
        event.put("routeKey", x.route().route().key());
        event.put("rawPath", x.eventPath());
        event.put("rawQueryString", x.request.rawQuery().orElse(""));
        if (!x.cookies.isEmpty()) {
            event.put("cookies", x.cookies);
        }
        event.put("headers", joined(x.headers));
        if (!x.query.isEmpty()) {
            event.put("queryStringParameters", joined(x.query));
        }
        event.put("requestContext", secondContext(x));
        if (!x.pathParameters().isEmpty()) {
            event.put("pathParameters", x.pathParameters());
        }
        if (!x.deployed.stage().variables().isEmpty()) {
            event.put("stageVariables", x.deployed.stage().variables());
        }
        return event;
    }

    private static Map<String, @Nullable Object> secondContext(HttpExchange x) {
        ApiRequest.Client client = x.request.client();
        Map<String, @Nullable Object> context = new LinkedHashMap<>();
        context.put("accountId", x.deployed.accountId());
        context.put("apiId", x.deployed.apiId());
        client.certificate().ifPresent(c -> context.put("authentication", Map.of("clientCert", certificate(c))));
        if (!x.authorizer.isEmpty()) {
            context.put("authorizer", x.authorizer);
        }
        context.put("domainName", client.domainName());
        context.put("domainPrefix", HttpContext.domainPrefix(client));
        Map<String, @Nullable Object> http = new LinkedHashMap<>();
        http.put("method", x.request.method());
        http.put("path", x.eventPath());
        http.put("protocol", client.protocol());
        http.put("sourceIp", client.sourceIp());
        http.put("userAgent", x.header("user-agent").orElse(""));
        context.put("http", http);
        context.put("requestId", x.id.extendedRequestId());
        context.put("routeKey", x.route().route().key());
        context.put("stage", x.deployed.stage().name());
        context.put("time", x.time());
        context.put("timeEpoch", x.receivedAt.toEpochMilli());
        return context;
    }

    private static Map<String, @Nullable Object> first(HttpExchange x) {
        Route route = x.route().route();
        Map<String, List<String>> headers = new LinkedHashMap<>(x.headers);
        if (!x.cookies.isEmpty()) {
            headers.put("cookie", List.of(String.join("; ", x.cookies)));
        }
        Map<String, @Nullable Object> event = new LinkedHashMap<>();
        event.put("version", "1.0");
        event.put("resource", route.path());
        event.put("path", x.eventPath());
        event.put("httpMethod", x.request.method());
        event.put("headers", last(headers));
        event.put("multiValueHeaders", headers);
        event.put("queryStringParameters", x.query.isEmpty() ? null : last(x.query));
        event.put("multiValueQueryStringParameters", x.query.isEmpty() ? null : x.query);
        event.put("requestContext", firstContext(x));
        event.put("pathParameters", x.pathParameters().isEmpty() ? null : x.pathParameters());
        event.put(
                "stageVariables",
                x.deployed.stage().variables().isEmpty()
                        ? null
                        : x.deployed.stage().variables());
        return event;
    }

    private static Map<String, @Nullable Object> firstContext(HttpExchange x) {
        ApiRequest.Client client = x.request.client();
        Map<String, @Nullable Object> context = new LinkedHashMap<>();
        context.put("accountId", x.deployed.accountId());
        context.put("apiId", x.deployed.apiId());
        context.put("authorizer", firstAuthorizer(x));
        context.put("domainName", client.domainName());
        context.put("domainPrefix", HttpContext.domainPrefix(client));
        context.put("extendedRequestId", x.id.extendedRequestId());
        context.put("httpMethod", x.request.method());
        context.put("identity", identity(x));
        context.put("path", x.eventPath());
        context.put("protocol", client.protocol());
        context.put("requestId", x.id.extendedRequestId());
        context.put("requestTime", x.time());
        context.put("requestTimeEpoch", x.receivedAt.toEpochMilli());
        context.put("resourceId", x.route().route().key());
        context.put("resourcePath", x.route().route().path());
        context.put("stage", x.deployed.stage().name());
        return context;
    }

    private static Object firstAuthorizer(HttpExchange x) {
        if (x.authorizer.get("lambda") instanceof Map<?, ?> given) {
            return given;
        }
        if (x.authorizer.get("jwt") instanceof Map<?, ?> jwt) {
            return jwt;
        }
        Map<String, @Nullable Object> none = new LinkedHashMap<>();
        none.put("claims", null);
        none.put("scopes", null);
        return none;
    }

    private static Map<String, @Nullable Object> identity(HttpExchange x) {
        Map<?, ?> iam = x.authorizer.get("iam") instanceof Map<?, ?> found ? found : Map.of();
        Map<String, @Nullable Object> identity = new LinkedHashMap<>();
        identity.put("accessKey", iam.get("accessKey"));
        identity.put("accountId", iam.get("accountId"));
        identity.put("caller", iam.get("callerId"));
        identity.put("cognitoAuthenticationProvider", null);
        identity.put("cognitoAuthenticationType", null);
        identity.put("cognitoIdentityId", null);
        identity.put("cognitoIdentityPoolId", null);
        identity.put("principalOrgId", null);
        identity.put("sourceIp", x.request.client().sourceIp());
        identity.put("user", iam.get("userId"));
        identity.put("userAgent", x.header("user-agent").orElse(""));
        identity.put("userArn", iam.get("userArn"));
        x.request.client().certificate().ifPresent(c -> identity.put("clientCert", certificate(c)));
        return identity;
    }

    static Map<String, Object> certificate(ClientCertificate certificate) {
        Map<String, Object> shown = new LinkedHashMap<>();
        shown.put("clientCertPem", certificate.pem());
        shown.put("subjectDN", certificate.subjectDn());
        shown.put("issuerDN", certificate.issuerDn());
        shown.put("serialNumber", certificate.serialNumber());
        shown.put("validity", Map.of("notBefore", certificate.notBefore(), "notAfter", certificate.notAfter()));
        return shown;
    }

    private static boolean isText(HttpExchange x) {
        String type =
                x.header("content-type").orElse("text/plain").split(";", 2)[0].trim();
        return TEXT.matcher(type.toLowerCase(Locale.ROOT)).matches() && !x.headers.containsKey("content-encoding");
    }

    private static Map<String, String> joined(Map<String, List<String>> values) {
        Map<String, String> joined = new LinkedHashMap<>();
        values.forEach((name, list) -> joined.put(name, String.join(",", list)));
        return joined;
    }

    private static Map<String, String> last(Map<String, List<String>> values) {
        Map<String, String> last = new LinkedHashMap<>();
        values.forEach((name, list) -> last.put(name, list.getLast()));
        return last;
    }
}
