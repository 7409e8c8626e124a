package samara.gateway.http;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import samara.gateway.ApiResponse;
import samara.gateway.Headers;
import samara.gateway.json.Json;
import samara.gateway.json.JsonSyntaxException;

/// Reads what a function returned. In the payload format 2.0 whatever has no `statusCode` is itself the body of a 200.
final class FunctionAnswer {
    private FunctionAnswer() {}

    /// @throws HttpFault 500 where the gateway can make no answer of it
    static ApiResponse of(byte[] payload, String payloadFormatVersion) {
        Object value;
        try {
            value = Json.read(payload);
        } catch (JsonSyntaxException e) {
            throw malformed("it is no JSON");
        }
        boolean second = payloadFormatVersion.equals("2.0");
        if (value instanceof Map<?, ?> answer && (answer.containsKey("statusCode") || !second)) {
            return structured(answer, second);
        }
        if (!second) {
            throw malformed("it is no object with a `statusCode`");
        }
        Headers headers = new Headers().set("Content-Type", "application/json");
        byte[] body = value instanceof String text ? text.getBytes(StandardCharsets.UTF_8) : payload;
        return new ApiResponse(200, headers, body);
    }

    private static ApiResponse structured(Map<?, ?> answer, boolean second) {
        Headers headers = new Headers();
        map(answer, "headers").forEach((name, value) -> add(headers, name, value));
        if (second) {
            if (answer.get("cookies") instanceof List<?> cookies) {
                cookies.forEach(cookie -> add(headers, "set-cookie", cookie));
            }
        } else {
            map(answer, "multiValueHeaders").forEach((name, values) -> {
                if (!(values instanceof List<?> list)) {
                    throw malformed("the value of `" + name + "` in `multiValueHeaders` is no list");
                }
                headers.remove(String.valueOf(name));
                list.forEach(value -> add(headers, name, value));
            });
        }
        if (!headers.has("Content-Type")) {
            headers.set("Content-Type", second ? "text/plain;charset=UTF-8" : "application/json");
        }
        return new ApiResponse(status(answer.get("statusCode")), headers, body(answer));
    }

    private static int status(@Nullable Object code) {
        int status = switch (code) {
            case Number number -> number.intValue();
            case String text when text.matches("\\d{3}") -> Integer.parseInt(text);
            case null, default -> throw malformed("its `statusCode` is no number");
        };
        if (status < 200 || status > 599) {
            throw malformed("its `statusCode` is " + status);
        }
        return status;
    }

    private static byte[] body(Map<?, ?> answer) {
        String text = switch (answer.get("body")) {
            case null -> "";
            case String s -> s;
            case Number number -> number.toString();
            case Boolean bool -> bool.toString();
            default -> throw malformed("its `body` is no string");
        };
        if (!Boolean.TRUE.equals(answer.get("isBase64Encoded"))) {
            return text.getBytes(StandardCharsets.UTF_8);
        }
        try {
            return Base64.getDecoder().decode(text);
        } catch (IllegalArgumentException e) {
            throw malformed("`isBase64Encoded` is true, and its `body` is not Base64");
        }
    }

    private static Map<?, ?> map(Map<?, ?> answer, String key) {
        return switch (answer.get(key)) {
            case null -> Map.of();
            case Map<?, ?> map -> map;
            default -> throw malformed("its `" + key + "` is no object");
        };
    }

    private static void add(Headers headers, @Nullable Object name, @Nullable Object value) {
        String text = switch (value) {
            case null -> "";
            case String s -> s;
            case Number number -> number.toString();
            case Boolean bool -> bool.toString();
            default -> throw malformed("the header `" + name + "` is neither text, number nor boolean");
        };
        String key = String.valueOf(name);
        if (key.isEmpty() || !key.chars().allMatch(FunctionAnswer::isToken)) {
            throw malformed("`" + key.strip() + "` is no header's name");
        }
        if (text.chars().anyMatch(c -> c == '\r' || c == '\n' || c == 0)) {
            throw malformed("the header `" + key + "` has a line break in it");
        }
        if (!key.equalsIgnoreCase("Transfer-Encoding") && !key.equalsIgnoreCase("Connection")) {
            headers.add(key, text);
        }
    }

    private static boolean isToken(int c) {
        return c > 0x20 && c < 0x7f && "()<>@,;:\\\"/[]?={}".indexOf(c) < 0;
    }

    private static HttpFault malformed(String why) {
        return new HttpFault(500, "The function's answer can't be used: " + why + ".");
    }
}
