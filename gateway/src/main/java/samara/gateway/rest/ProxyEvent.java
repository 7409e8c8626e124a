package samara.gateway.rest;

import java.io.ByteArrayOutputStream;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import samara.gateway.ApiRequest.ClientCertificate;
import samara.gateway.json.Json;
import tools.jackson.core.JsonGenerator;

/// The event that a function gets from a Lambda proxy integration (payload format 1.0), and its near relative for a
/// `REQUEST` authorizer. Every documented key is there, `null` where there is nothing.
///
/// @see <a
/// href="https://docs.aws.amazon.com/apigateway/latest/developerguide/set-up-lambda-proxy-integrations.html#api-gateway-simple-proxy-for-lambda-input-format">
///     input format</a>
final class ProxyEvent {
    private static final List<String> IDENTITY_KEYS = List.of(
            "cognitoIdentityPoolId",
            "accountId",
            "cognitoIdentityId",
            "caller",
            "sourceIp",
            "principalOrgId",
            "accessKey",
            "cognitoAuthenticationType",
            "cognitoAuthenticationProvider",
            "userArn",
            "userAgent",
            "user");

    private final Exchange x;
    private final JsonGenerator out;

    private ProxyEvent(Exchange x, JsonGenerator out) {
        this.x = x;
        this.out = out;
    }

    /// The event of a proxy integration.
    static byte[] of(Exchange x) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(2048 + x.request.body().length * 4 / 3);
        try (JsonGenerator out = Json.generator(bytes)) {
            ProxyEvent event = new ProxyEvent(x, out);
            out.writeStartObject();
            event.request();
            event.body();
            out.writeEndObject();
        }
        return bytes.toByteArray();
    }

    /// The event of a `REQUEST` authorizer.
    static byte[] forAuthorizer(Exchange x) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(2048);
        try (JsonGenerator out = Json.generator(bytes)) {
            out.writeStartObject();
            out.writeStringProperty("type", "REQUEST");
            out.writeStringProperty("methodArn", x.methodArn());
            new ProxyEvent(x, out).request();
            out.writeEndObject();
        }
        return bytes.toByteArray();
    }

    private void request() {
        out.writeStringProperty("resource", x.method().resource().path());
        out.writeStringProperty("path", x.request.shownPath());
        out.writeStringProperty("httpMethod", x.request.method());
        last("headers", x.headers);
        all("multiValueHeaders", x.headers);
        last("queryStringParameters", x.query);
        all("multiValueQueryStringParameters", x.query);
        strings("pathParameters", x.pathParameters());
        strings("stageVariables", x.stageVariables());
        out.writeName("requestContext");
        requestContext();
    }

    private void requestContext() {
        RestMethod method = x.method();
        out.writeStartObject();
        out.writeStringProperty("resourceId", method.resource().id());
        if (x.authorizer != null) {
            out.writeName("authorizer");
            Json.write(out, x.authorizer);
        }
        out.writeStringProperty("resourcePath", method.resource().path());
        if (method.method().operationName().isPresent()) {
            out.writeStringProperty(
                    "operationName", method.method().operationName().get());
        }
        out.writeStringProperty("httpMethod", x.request.method());
        out.writeStringProperty("extendedRequestId", x.id.extendedRequestId());
        out.writeStringProperty("requestTime", x.requestTime());
        out.writeStringProperty("path", x.request.fullPath());
        out.writeStringProperty("accountId", x.deployed.accountId());
        out.writeStringProperty("protocol", x.request.client().protocol());
        out.writeStringProperty("stage", x.deployed.stage().name());
        out.writeStringProperty("domainPrefix", ContextVariables.domainPrefix(x.request.client()));
        out.writeNumberProperty("requestTimeEpoch", x.receivedAt.toEpochMilli());
        out.writeStringProperty("requestId", x.id.requestId());
        out.writeName("identity");
        identity();
        out.writeStringProperty("domainName", x.request.client().domainName());
        out.writeStringProperty("deploymentId", x.deployed.stage().deploymentId());
        out.writeStringProperty("apiId", x.deployed.apiId());
        out.writeEndObject();
    }

    private void identity() {
        out.writeStartObject();
        for (String key : IDENTITY_KEYS) {
            out.writeName(key);
            nullable(
                    switch (key) {
                        case "sourceIp" -> x.request.client().sourceIp();
                        case "userAgent" ->
                            x.request.headers().get("User-Agent").orElse(null);
                        default -> x.identity.get(key);
                    });
        }
        x.identity.forEach((key, value) -> {
            if (!IDENTITY_KEYS.contains(key)) {
                out.writeStringProperty(key, value);
            }
        });
        x.request.client().certificate().ifPresent(this::certificate);
        out.writeEndObject();
    }

    private void certificate(ClientCertificate certificate) {
        out.writeName("clientCert");
        out.writeStartObject();
        out.writeStringProperty("clientCertPem", certificate.pem());
        out.writeStringProperty("subjectDN", certificate.subjectDn());
        out.writeStringProperty("issuerDN", certificate.issuerDn());
        out.writeStringProperty("serialNumber", certificate.serialNumber());
        out.writeName("validity");
        out.writeStartObject();
        out.writeStringProperty("notBefore", certificate.notBefore());
        out.writeStringProperty("notAfter", certificate.notAfter());
        out.writeEndObject();
        out.writeEndObject();
    }

    private void body() {
        byte[] body = x.request.body();
        boolean base64 = body.length > 0 && x.hasBinaryBody();
        out.writeName("body");
        nullable(body.length == 0 ? null : base64 ? Base64.getEncoder().encodeToString(body) : x.body());
        out.writeBooleanProperty("isBase64Encoded", base64);
    }

    private void nullable(@Nullable String value) {
        if (value == null) {
            out.writeNull();
        } else {
            out.writeString(value);
        }
    }

    private void last(String name, Map<String, List<String>> values) {
        out.writeName(name);
        if (values.isEmpty()) {
            out.writeNull();
            return;
        }
        out.writeStartObject();
        values.forEach((key, list) -> out.writeStringProperty(key, list.getLast()));
        out.writeEndObject();
    }

    private void all(String name, Map<String, List<String>> values) {
        out.writeName(name);
        if (values.isEmpty()) {
            out.writeNull();
            return;
        }
        out.writeStartObject();
        values.forEach((key, list) -> {
            out.writeName(key);
            out.writeStartArray();
            list.forEach(out::writeString);
            out.writeEndArray();
        });
        out.writeEndObject();
    }

    private void strings(String name, Map<String, String> values) {
        out.writeName(name);
        if (values.isEmpty()) {
            out.writeNull();
            return;
        }
        out.writeStartObject();
        values.forEach(out::writeStringProperty);
        out.writeEndObject();
    }
}
