package samara.gateway.websocket;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import samara.gateway.UnsupportedApiException;
import samara.gateway.json.Json;
import samara.gateway.json.JsonSyntaxException;

/// Yields a key: `$request.body.action`, `${request.body.version}-beta`, or a constant such as `\$default`.
///
/// See
/// [expressions](https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-websocket-api-selection-expressions.html).
final class SelectionExpression {
    private static final Pattern PART = Pattern.compile(
            "\\$\\{([^${}]+)}|\\$([A-Za-z]+(?:\\.[A-Za-z0-9_-]+)+)|(\\\\\\$|\\$default\\b|[^$\\\\])", Pattern.DOTALL);
    private static final String BODY = "request.body.";

    private final List<Part> parts = new ArrayList<>();

    /// @param isVariable whether it is a variable's name, else a text
    private record Part(String text, boolean isVariable) {}

    /// @param known what the names of variables begin with
    private SelectionExpression(String text, List<String> known) {
        Matcher part = PART.matcher(text);
        int end = 0;
        while (part.find() && part.start() == end) {
            end = part.end();
            String variable = part.group(1) == null ? part.group(2) : part.group(1);
            if (variable == null) {
                parts.add(new Part(part.group(3).startsWith("\\") ? "$" : part.group(3), false));
            } else if (known.stream().anyMatch(variable::startsWith)) {
                parts.add(new Part(variable, true));
            } else {
                end = -1;
            }
        }
        if (end != text.length() || text.isEmpty()) {
            throw new UnsupportedApiException("The selection expression `" + text
                    + "` is not known: constants and variables that begin with "
                    + String.join(
                            ", ", known.stream().map(name -> "`$" + name + "`").toList()) + " were expected.");
        }
    }

    /// One over a message's body alone, as routes are chosen.
    ///
    /// @throws UnsupportedApiException where it is of another form
    static SelectionExpression ofBody(String text) {
        return new SelectionExpression(text, List.of(BODY));
    }

    /// One over a message and what is known of its connection.
    ///
    /// @throws UnsupportedApiException where it is of another form
    static SelectionExpression ofMessage(String text) {
        return new SelectionExpression(text, List.of(BODY, "context.", "stageVariables."));
    }

    /// One over an integration's answer, too.
    ///
    /// @throws UnsupportedApiException where it is of another form
    static SelectionExpression ofAnswer(String text) {
        return new SelectionExpression(
                text,
                List.of(
                        "integration.response.statuscode",
                        "integration.response.header.",
                        "integration.response.body.",
                        BODY,
                        "context.",
                        "stageVariables."));
    }

    /// What it yields of a body; nothing where the body is no JSON or has nothing there.
    Optional<String> select(String body) {
        return select(variable -> inBody(body, variable.substring(BODY.length())));
    }

    /// What it yields; nothing where one of its variables has no value.
    Optional<String> select(Function<String, Optional<String>> values) {
        StringBuilder key = new StringBuilder();
        for (Part part : parts) {
            if (part.isVariable()) {
                Optional<String> value = values.apply(part.text());
                if (value.isEmpty()) {
                    return Optional.empty();
                }
                key.append(value.get());
            } else {
                key.append(part.text());
            }
        }
        return Optional.of(key.toString());
    }

    /// What a JSON text has at a dotted path, if that is no object or list.
    static Optional<String> inBody(String body, String path) {
        try {
            return at(Json.read(body), path);
        } catch (JsonSyntaxException e) {
            return Optional.empty();
        }
    }

    /// The same of a tree.
    static Optional<String> at(@Nullable Object root, String path) {
        Object at = root;
        for (String name : path.split("\\.", -1)) {
            at = at instanceof Map<?, ?> map ? map.get(name) : null;
        }
        return at == null || at instanceof Map || at instanceof Iterable
                ? Optional.empty()
                : Optional.of(String.valueOf(at));
    }
}
