package samara.gateway.websocket;

import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import samara.gateway.UnsupportedApiException;
import samara.gateway.json.Json;
import samara.gateway.json.JsonSyntaxException;

/// Chooses by a message's body: `$request.body.action`, `${request.body.a.b}`, or a constant such as `\$default`.
///
/// See
/// [expressions](https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-websocket-api-selection-expressions.html).
record SelectionExpression(String text) {
    private static final Pattern BODY = Pattern.compile("\\$\\{?request\\.body((?:\\.[A-Za-z0-9_-]+)+)}?");
    private static final Pattern CONSTANT = Pattern.compile("\\\\?\\$default|[^$]*");

    /// @throws UnsupportedApiException where it is of another form
    SelectionExpression {
        if (!BODY.matcher(text).matches() && !CONSTANT.matcher(text).matches()) {
            throw new UnsupportedApiException("The selection expression `" + text
                    + "` is not known: `$request.body.{name}` or a constant was expected.");
        }
    }

    /// What it yields; nothing where the body is no JSON or has nothing there.
    Optional<String> select(String body) {
        var matcher = BODY.matcher(text);
        if (!matcher.matches()) {
            return Optional.of(text.startsWith("\\") ? text.substring(1) : text);
        }
        Object at;
        try {
            at = Json.read(body);
        } catch (JsonSyntaxException e) {
            return Optional.empty();
        }
        for (String name : matcher.group(1).substring(1).split("\\.", -1)) {
            at = at instanceof Map<?, ?> map ? map.get(name) : null;
        }
        return at == null || at instanceof Map || at instanceof Iterable
                ? Optional.empty()
                : Optional.of(String.valueOf(at));
    }
}
