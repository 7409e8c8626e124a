package samara.cloud.lambda;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import samara.cloud.kernel.Headers;
import samara.cloud.kernel.HttpResponse;
import samara.gateway.json.Json;
import samara.gateway.json.JsonSyntaxException;

/// What a function's answer is as HTTP: a structured response, or any JSON, which is the body then.
final class UrlAnswer {
    private static final String JSON = "application/json";

    private UrlAnswer() {}

    /// Reads an answer. Empty where it has a `statusCode` and is no structured response all the same.
    static Optional<HttpResponse> of(byte[] payload) {
        Object value;
        try {
            value = Json.read(payload);
        } catch (JsonSyntaxException e) {
            return Optional.empty();
        }
        if (!(value instanceof Map<?, ?> map) || !map.containsKey("statusCode")) {
            return Optional.of(HttpResponse.of(200, Headers.of("content-type", JSON), payload));
        }
        Optional<Integer> status = status(map.get("statusCode"));
        Optional<byte[]> body = body(map);
        if (status.isEmpty() || body.isEmpty() || !isObject(map.get("headers"))) {
            return Optional.empty();
        }
        return Optional.of(HttpResponse.of(status.get(), headers(map), body.get()));
    }

    private static boolean isObject(@Nullable Object value) {
        return value == null || value instanceof Map;
    }

    private static Optional<Integer> status(@Nullable Object value) {
        String text = String.valueOf(value);
        return text.matches("[1-5]\\d\\d") ? Optional.of(Integer.parseInt(text)) : Optional.empty();
    }

    private static Headers headers(Map<?, ?> answer) {
        Headers headers = Headers.none();
        if (answer.get("headers") instanceof Map<?, ?> named) {
            for (Map.Entry<?, ?> header : named.entrySet()) {
                String name = String.valueOf(header.getKey());
                if (!List.of("content-length", "transfer-encoding", "connection")
                        .contains(name.toLowerCase(Locale.ROOT))) {
                    headers = headers.with(name, line(header.getValue()));
                }
            }
        }
        if (headers.first("Content-Type").isEmpty()) {
            headers = headers.with("content-type", JSON);
        }
        if (answer.get("cookies") instanceof List<?> cookies) {
            for (Object cookie : cookies) {
                headers = headers.with("set-cookie", line(cookie));
            }
        }
        return headers;
    }

    /// A function must not be able to write lines of its own into the answer's head.
    private static String line(@Nullable Object value) {
        return String.valueOf(value).replaceAll("[\\r\\n\\x00]", " ");
    }

    private static Optional<byte[]> body(Map<?, ?> answer) {
        Object body = answer.get("body");
        if (body == null) {
            return Optional.of(new byte[0]);
        }
        String text = body instanceof String string ? string : Json.text(body);
        if (!Boolean.TRUE.equals(answer.get("isBase64Encoded"))) {
            return Optional.of(text.getBytes(StandardCharsets.UTF_8));
        }
        try {
            return Optional.of(Base64.getDecoder().decode(text));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
