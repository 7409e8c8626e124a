package samara.gateway.rest;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import samara.gateway.ApiResponse;
import samara.gateway.Headers;
import samara.gateway.api.GatewayResponse;
import samara.gateway.json.Json;

/// Words the answers that the gateway gives by itself, as the API's owner set them or as API Gateway does.
final class GatewayResponses {
    private static final String PREFIX = "gatewayresponse.header.";
    private static final Pattern REFERENCE = Pattern.compile(
            "\\$(?:\\{(context|stageVariables)\\.([A-Za-z0-9_.]+)}|(context|stageVariables)\\.([A-Za-z0-9_]+(?:\\.[A-Za-z0-9_]+)*))");

    private GatewayResponses() {}

    static ApiResponse answer(Exchange x, GatewayFault fault) {
        FaultType type = fault.type();
        Map<String, GatewayResponse> all = x.deployed.api().gatewayResponses();
        GatewayResponse own = all.get(type.name());
        GatewayResponse fallback = all.get(type.fallback());
        GatewayResponse wording = own != null ? own : fallback;
        x.context().put("error", error(fault));
        int status = wording == null
                ? type.status()
                : wording.statusCode().map(Integer::parseInt).orElse(type.status());
        Headers headers = new Headers();
        headers.add("x-amzn-ErrorType", type.errorType());
        if (wording == null || wording.responseTemplates().isEmpty()) {
            headers.set("Content-Type", "application/json");
            parameters(x, wording, headers);
            return new ApiResponse(status, headers, standard(fault).getBytes(StandardCharsets.UTF_8));
        }
        var template = template(x, wording);
        headers.set("Content-Type", template.getKey());
        parameters(x, wording, headers);
        return new ApiResponse(status, headers, fill(template.getValue(), x).getBytes(StandardCharsets.UTF_8));
    }

    /// API Gateway's own wording, down to its spelling: denials say `Message`, a failed function has a space.
    private static String standard(GatewayFault fault) {
        String message = Json.text(fault.message().orElse(null));
        return switch (fault.type()) {
            case ACCESS_DENIED -> "{\"Message\":" + message + "}";
            case MALFORMED_PROXY_RESPONSE, INTEGRATION_FAILURE, INTEGRATION_TIMEOUT, API_CONFIGURATION_ERROR ->
                "{\"message\": " + message + "}";
            case AUTHORIZER_CONFIGURATION_ERROR,
                    AUTHORIZER_FAILURE,
                    BAD_REQUEST_BODY,
                    BAD_REQUEST_PARAMETERS,
                    BAD_REQUEST,
                    EXPIRED_TOKEN,
                    INVALID_API_KEY,
                    INVALID_SIGNATURE,
                    MISSING_AUTHENTICATION_TOKEN,
                    QUOTA_EXCEEDED,
                    REQUEST_TOO_LARGE,
                    RESOURCE_NOT_FOUND,
                    THROTTLED,
                    UNAUTHORIZED,
                    UNSUPPORTED_MEDIA_TYPE,
                    WAF_FILTERED -> "{\"message\":" + message + "}";
        };
    }

    private static Map<String, @Nullable Object> error(GatewayFault fault) {
        Map<String, @Nullable Object> error = new java.util.LinkedHashMap<>();
        error.put("message", fault.message().orElse(null));
        error.put("messageString", Json.text(fault.message().orElse(null)));
        error.put("responseType", fault.type().name());
        if (fault.type() == FaultType.BAD_REQUEST_BODY) {
            error.put("validationErrorString", fault.log());
        }
        return error;
    }

    private static void parameters(Exchange x, @Nullable GatewayResponse wording, Headers headers) {
        if (wording == null) {
            return;
        }
        wording.responseParameters().forEach((name, expression) -> {
            if (name.startsWith(PREFIX)) {
                Parameters.request(expression, x).forEach(value -> headers.set(name.substring(PREFIX.length()), value));
            }
        });
    }

    private static Map.Entry<String, String> template(Exchange x, GatewayResponse wording) {
        Optional<String> accepted = MediaTypes.firstAccepted(x.request.headers().get("Accept"));
        for (var entry : wording.responseTemplates().entrySet()) {
            if (accepted.isPresent() && MediaTypes.bare(entry.getKey()).equals(accepted.get())) {
                return entry;
            }
        }
        String json = wording.responseTemplates().get("application/json");
        return json != null
                ? Map.entry("application/json", json)
                : wording.responseTemplates().entrySet().iterator().next();
    }

    /// Replaces references to `$context` and `$stageVariables`: gateway responses know nothing else of templates.
    static String fill(String text, Exchange x) {
        return REFERENCE.matcher(text).replaceAll(m -> {
            String root = m.group(1) != null ? m.group(1) : m.group(3);
            String name = m.group(2) != null ? m.group(2) : m.group(4);
            Object value = root.equals("context")
                    ? ContextVariables.value(x.context(), name)
                    : x.stageVariables().get(name);
            return Matcher.quoteReplacement(value == null ? "" : value.toString());
        });
    }
}
