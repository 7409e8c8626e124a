package samara.cloud.lambda;

import java.io.ByteArrayOutputStream;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import samara.cloud.kernel.Headers;
import samara.cloud.kernel.HttpRequest;
import samara.cloud.kernel.Identity;
import samara.cloud.kernel.Kernel;
import samara.gateway.json.Json;
import tools.jackson.core.JsonGenerator;

/// A request as a function sees it:
/// [payload format 2.0](https://docs.aws.amazon.com/lambda/latest/dg/urls-invocation.html#urls-payloads).
final class UrlEvent {
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("dd/MMM/yyyy:HH:mm:ss Z", Locale.ENGLISH)
            .withZone(ZoneOffset.UTC);
    /// A form is Base64 to a function: Lambda takes it for no text.
    private static final List<String> TEXTS = List.of("application/json", "application/xml", "application/javascript");
    /// Cookies have a place of their own, and what is between two hops is nobody else's.
    private static final List<String> HIDDEN =
            List.of("cookie", "connection", "keep-alive", "upgrade", "http2-settings");

    private final Kernel kernel;
    private final StoredUrl url;
    private final UrlCaller.Admitted admitted;
    private final String path;

    /// @param path below the URL, percent-encoded, with a leading slash
    UrlEvent(Kernel kernel, StoredUrl url, UrlCaller.Admitted admitted, String path) {
        this.kernel = kernel;
        this.url = url;
        this.admitted = admitted;
        this.path = path;
    }

    byte[] json(byte[] body, String traceHeader) {
        var out = new ByteArrayOutputStream(1024 + body.length);
        HttpRequest request = admitted.request();
        try (JsonGenerator json = Json.generator(out)) {
            json.writeStartObject();
            json.writeStringProperty("version", "2.0");
            json.writeStringProperty("routeKey", "$default");
            json.writeStringProperty("rawPath", path);
            json.writeStringProperty("rawQueryString", request.rawQuery().orElse(""));
            writeCookies(json, request);
            write(json, "headers", headers(request, traceHeader));
            Map<String, String> query = query(request.rawQuery().orElse(""));
            if (!query.isEmpty()) {
                write(json, "queryStringParameters", query);
            }
            writeContext(json, request);
            if (body.length > 0) {
                boolean text = isText(request.headers().first("Content-Type").orElse("application/octet-stream"));
                json.writeStringProperty(
                        "body",
                        text
                                ? new String(body, StandardCharsets.UTF_8)
                                : Base64.getEncoder().encodeToString(body));
                json.writeBooleanProperty("isBase64Encoded", !text);
            } else {
                json.writeBooleanProperty("isBase64Encoded", false);
            }
            json.writeEndObject();
        }
        return out.toByteArray();
    }

    private void writeContext(JsonGenerator json, HttpRequest request) {
        Instant now = kernel.clock().now();
        String domain = domain();
        json.writeObjectPropertyStart("requestContext");
        json.writeStringProperty(
                "accountId",
                admitted.identity().map(Identity::account).map(Object::toString).orElse("anonymous"));
        json.writeStringProperty("apiId", url.id());
        if (admitted.identity().isPresent()) {
            writeAuthorizer(json, admitted.identity().get());
        }
        json.writeStringProperty("domainName", domain);
        json.writeStringProperty("domainPrefix", url.id());
        json.writeObjectPropertyStart("http");
        json.writeStringProperty("method", request.method());
        json.writeStringProperty("path", path);
        json.writeStringProperty("protocol", "HTTP/1.1");
        json.writeStringProperty("sourceIp", request.sourceIp());
        json.writeStringProperty(
                "userAgent", request.headers().first("User-Agent").orElse(""));
        json.writeEndObject();
        json.writeStringProperty("requestId", request.requestId());
        json.writeStringProperty("routeKey", "$default");
        json.writeStringProperty("stage", "$default");
        json.writeStringProperty("time", TIME.format(now));
        json.writeNumberProperty("timeEpoch", now.toEpochMilli());
        json.writeEndObject();
    }

    private void writeAuthorizer(JsonGenerator json, Identity identity) {
        String id = kernel.identities().uniqueId(identity.principal());
        json.writeObjectPropertyStart("authorizer");
        json.writeObjectPropertyStart("iam");
        json.writeStringProperty("accessKey", identity.credentials().accessKeyId());
        json.writeStringProperty("accountId", identity.account().id());
        json.writeStringProperty("callerId", id);
        json.writeNullProperty("cognitoIdentity");
        json.writeNullProperty("principalOrgId");
        json.writeStringProperty("userArn", identity.principal().name());
        json.writeStringProperty("userId", id);
        json.writeEndObject();
        json.writeEndObject();
    }

    private String domain() {
        return url.id() + ".lambda-url." + url.scope().region() + ".on.aws";
    }

    private Map<String, String> headers(HttpRequest request, String traceHeader) {
        Map<String, String> headers = new LinkedHashMap<>();
        for (Headers.Header header : request.headers().all()) {
            String name = header.name().toLowerCase(Locale.ROOT);
            if (!HIDDEN.contains(name)) {
                headers.merge(name, header.value(), (one, other) -> one + "," + other);
            }
        }
        headers.put("x-amzn-trace-id", traceHeader);
        headers.putIfAbsent("x-forwarded-for", request.sourceIp());
        headers.putIfAbsent(
                "x-forwarded-port", Integer.toString(kernel.addresses().port()));
        headers.putIfAbsent("x-forwarded-proto", "http");
        return headers;
    }

    private static void writeCookies(JsonGenerator json, HttpRequest request) {
        List<String> cookies = new ArrayList<>();
        for (String header : request.headers().all("Cookie")) {
            for (String cookie : header.split(";")) {
                cookies.add(cookie.strip());
            }
        }
        if (!cookies.isEmpty()) {
            json.writeArrayPropertyStart("cookies");
            cookies.forEach(json::writeString);
            json.writeEndArray();
        }
    }

    private static Map<String, String> query(String raw) {
        Map<String, String> query = new LinkedHashMap<>();
        for (String pair : raw.split("&")) {
            if (!pair.isEmpty()) {
                int equals = pair.indexOf('=');
                String name = decoded(equals < 0 ? pair : pair.substring(0, equals));
                query.merge(
                        name, equals < 0 ? "" : decoded(pair.substring(equals + 1)), (one, other) -> one + "," + other);
            }
        }
        return query;
    }

    /// What is no percent-encoding stays as it is.
    private static String decoded(String text) {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return text;
        }
    }

    private static void write(JsonGenerator json, String name, Map<String, String> map) {
        json.writeObjectPropertyStart(name);
        map.forEach(json::writeStringProperty);
        json.writeEndObject();
    }

    private static boolean isText(String contentType) {
        String type =
                contentType.toLowerCase(Locale.ROOT).replaceFirst(";.*", "").strip();
        return type.startsWith("text/") || TEXTS.contains(type) || type.endsWith("+json") || type.endsWith("+xml");
    }
}
