package samara.gateway.rest;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import samara.gateway.ApiResponse;
import samara.gateway.Headers;
import samara.gateway.json.Json;
import samara.gateway.json.JsonSyntaxException;

/// Reads what a function of a Lambda proxy integration returned:
/// `{"statusCode", "headers", "multiValueHeaders", "body", "isBase64Encoded"}` and nothing else.
///
/// @see <a
/// href="https://docs.aws.amazon.com/apigateway/latest/developerguide/set-up-lambda-proxy-integrations.html#api-gateway-simple-proxy-for-lambda-output-format">
///     output format</a>
final class ProxyResponse {
    private static final Set<String> KEYS =
            Set.of("statusCode", "headers", "multiValueHeaders", "body", "isBase64Encoded");

    private ProxyResponse() {}

    /// The answer to the client.
    ///
    /// @throws GatewayFault 502 where the function's answer is malformed, with the reason for the log
    static ApiResponse of(byte[] payload, Exchange x) {
        Map<?, ?> answer = object(payload);
        for (Object key : answer.keySet()) {
            if (!KEYS.contains(String.valueOf(key))) {
                throw malformed("it has the key `" + key + "`, which the output format does not know");
            }
        }
        int status = status(answer.get("statusCode"));
        Headers headers = headers(answer);
        if (!headers.has("Content-Type")) {
            headers.add("Content-Type", "application/json");
        }
        boolean base64 =
                Boolean.TRUE.equals(answer.get("isBase64Encoded")) || "true".equals(answer.get("isBase64Encoded"));
        return new ApiResponse(status, headers, body(answer.get("body"), base64, headers, x));
    }

    /// The head of a streamed answer. What else is in it has no meaning.
    ///
    /// @throws GatewayFault 502 where it is malformed
    static ApiResponse head(byte[] json) {
        Map<?, ?> answer = object(json);
        int status = status(answer.get("statusCode"));
        Headers headers = headers(answer);
        if (!headers.has("Content-Type")) {
            headers.add("Content-Type", "application/json");
        }
        switch (answer.get("cookies")) {
            case null -> {}
            case List<?> cookies ->
                cookies.forEach(cookie -> ResponseHeaders.add(headers, "Set-Cookie", scalar(cookie, "Set-Cookie")));
            default -> throw malformed("its `cookies` are no list");
        }
        return new ApiResponse(status, headers, new byte[0]);
    }

    private static Map<?, ?> object(byte[] payload) {
        try {
            if (Json.read(payload) instanceof Map<?, ?> map) {
                return map;
            }
        } catch (JsonSyntaxException e) {
            throw malformed("it is not JSON: " + e.message());
        }
        throw malformed("it is no JSON object");
    }

    private static int status(@Nullable Object code) {
        int status = switch (code) {
            case null -> 200;
            case Number number -> number.intValue();
            case String text when text.matches("\\d{3}") -> Integer.parseInt(text);
            default -> throw malformed("its `statusCode` is no number");
        };
        if (status < 100 || status > 599) {
            throw malformed("its `statusCode` is " + status);
        }
        return status;
    }

    private static Headers headers(Map<?, ?> answer) {
        Map<String, List<String>> values = new LinkedHashMap<>();
        map(answer, "multiValueHeaders").forEach((name, list) -> {
            if (!(list instanceof List<?> elements)) {
                throw malformed("the value of `" + name + "` in `multiValueHeaders` is no list");
            }
            for (Object element : elements) {
                values.computeIfAbsent(String.valueOf(name), n -> new ArrayList<>(1))
                        .add(scalar(element, name));
            }
        });
        map(answer, "headers").forEach((name, value) -> {
            String text = scalar(value, name);
            List<String> known = values.computeIfAbsent(String.valueOf(name), n -> new ArrayList<>(1));
            if (!known.contains(text)) {
                known.add(text);
            }
        });
        Headers headers = new Headers();
        values.forEach((name, list) -> list.forEach(value -> ResponseHeaders.add(headers, name, value)));
        return headers;
    }

    private static Map<?, ?> map(Map<?, ?> answer, String key) {
        return switch (answer.get(key)) {
            case null -> Map.of();
            case Map<?, ?> map -> map;
            default -> throw malformed("its `" + key + "` is no object");
        };
    }

    private static String scalar(@Nullable Object value, Object name) {
        return switch (value) {
            case null -> "";
            case String text -> text;
            case Number number -> number.toString();
            case Boolean bool -> bool.toString();
            default -> throw malformed("the header `" + name + "` is neither text, number nor boolean");
        };
    }

    private static byte[] body(@Nullable Object body, boolean base64, Headers headers, Exchange x) {
        String text = switch (body) {
            case null -> "";
            case String s -> s;
            case Number number -> number.toString();
            case Boolean bool -> bool.toString();
            default -> throw malformed("its `body` is no string");
        };
        if (!base64) {
            return text.getBytes(StandardCharsets.UTF_8);
        }
        Optional<String> asked = MediaTypes.firstAccepted(x.header("Accept")).or(() -> headers.get("Content-Type"));
        if (!MediaTypes.isBinary(x.deployed.api().settings().binaryMediaTypes(), asked)) {
            return text.getBytes(StandardCharsets.UTF_8);
        }
        try {
            return Base64.getDecoder().decode(text);
        } catch (IllegalArgumentException e) {
            throw malformed("`isBase64Encoded` is true, and its `body` is not Base64");
        }
    }

    static GatewayFault malformed(String why) {
        return GatewayFault.internal(
                FaultType.MALFORMED_PROXY_RESPONSE,
                "Execution failed due to configuration error: Malformed Lambda proxy response (" + why + ")");
    }
}
