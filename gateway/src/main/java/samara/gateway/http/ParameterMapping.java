package samara.gateway.http;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import samara.gateway.ApiResponse;
import samara.gateway.Headers;

/// Changes a request before an HTTP endpoint gets it, and an answer before the client does.
///
/// See
/// [parameter mapping](https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-parameter-mapping.html).
final class ParameterMapping {
    private static final Pattern TARGET =
            Pattern.compile("(append|overwrite|remove):(header|querystring|path|statuscode)(?:\\.(.+))?");
    private static final Pattern EXPRESSION = Pattern.compile(
            "\\$\\{([^}]+)}|\\$(?:request|response|context|stageVariables)\\.(?:[A-Za-z0-9_.-]|\\[[^\\]]*])+"
                    + "|\\$request\\.(?:path|body)");

    private ParameterMapping() {}

    /// A request on its way to an endpoint.
    ///
    /// @param path below the endpoint's address, empty where it takes the address as it is
    record Outgoing(Headers headers, Map<String, List<String>> query, String path) {}

    static Outgoing request(Map<String, String> mapping, Outgoing at, HttpExchange x) {
        Map<String, List<String>> query = new LinkedHashMap<>(at.query());
        String path = at.path();
        for (var entry : mapping.entrySet()) {
            Matcher target = TARGET.matcher(entry.getKey());
            if (!target.matches()) {
                continue;
            }
            String value = value(entry.getValue(), one -> x.select(one).orElse(""));
            String name = target.group(3) == null ? "" : target.group(3);
            switch (target.group(2)) {
                case "header" -> header(at.headers(), target.group(1), name, value);
                case "querystring" -> {
                    List<String> values = new ArrayList<>(
                            target.group(1).equals("append") ? query.getOrDefault(name, List.of()) : List.of());
                    if (target.group(1).equals("remove")) {
                        query.remove(name);
                    } else {
                        values.add(value);
                        query.put(name, values);
                    }
                }
                case "path" -> path = value;
                default -> {}
            }
        }
        return new Outgoing(at.headers(), query, path);
    }

    static ApiResponse response(Map<String, String> mapping, ApiResponse response, HttpExchange x) {
        int status = response.status();
        for (var entry : mapping.entrySet()) {
            Matcher target = TARGET.matcher(entry.getKey());
            if (!target.matches()) {
                continue;
            }
            String value = value(entry.getValue(), one -> selected(one, response, x));
            if (target.group(2).equals("header")) {
                header(response.headers(), target.group(1), String.valueOf(target.group(3)), value);
            } else if (target.group(2).equals("statuscode") && value.matches("[2-5]\\d\\d")) {
                status = Integer.parseInt(value);
            }
        }
        return new ApiResponse(status, response.headers(), response.body());
    }

    private static String selected(String expression, ApiResponse response, HttpExchange x) {
        if (expression.startsWith("$response.header.")) {
            return response.headers()
                    .get(expression.substring("$response.header.".length()))
                    .orElse("");
        }
        if (expression.startsWith("$response.body.")) {
            return x.inBody(response.body(), "$" + expression.substring("$response.body".length()))
                    .orElse("");
        }
        return x.select(expression).orElse("");
    }

    /// A mapping's value: nothing where it is one expression that finds nothing.
    static Optional<String> resolve(String text, HttpExchange x) {
        Matcher whole = EXPRESSION.matcher(text);
        if (whole.matches()) {
            return x.select(whole.group(1) == null ? text : "$" + whole.group(1));
        }
        return Optional.of(value(text, one -> x.select(one).orElse("")));
    }

    private static void header(Headers headers, String change, String name, String value) {
        String safe = value.replaceAll("[\\r\\n\\x00]", " ");
        switch (change) {
            case "append" -> headers.add(name, safe);
            case "overwrite" -> headers.set(name, safe);
            default -> headers.remove(name);
        }
    }

    private static String value(String text, UnaryOperator<String> select) {
        return EXPRESSION
                .matcher(text)
                .replaceAll(
                        m -> Matcher.quoteReplacement(select.apply(m.group(1) == null ? m.group() : "$" + m.group(1))));
    }
}
