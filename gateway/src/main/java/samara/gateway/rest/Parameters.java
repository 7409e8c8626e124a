package samara.gateway.rest;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import samara.gateway.Headers;
import samara.gateway.json.Json;
import samara.gateway.vtl.InputVariable;

/// Evaluates parameter mapping expressions: `'literal'`, `method.request.header.name`, `context.requestId`,
/// `stageVariables.name`, `integration.response.header.name`, `….body.JSONPath`. WebSocket APIs say `route` for
/// `method`.
///
/// @see <a href="https://docs.aws.amazon.com/apigateway/latest/developerguide/request-response-data-mappings.html">data
///     mappings</a>
public final class Parameters {
    private static final String ROUTE = "route.request.";

    private Parameters() {}

    /// Whether an expression is of a form that this evaluates.
    static boolean isKnown(String expression) {
        return isLiteral(expression)
                || expression.startsWith("context.")
                || expression.startsWith("stageVariables.")
                || expression.equals("method.request.body")
                || expression.equals("integration.response.body")
                || expression.matches(
                        "(method\\.request\\.(path|querystring|header|multivaluequerystring|multivalueheader|body)"
                                + "|integration\\.response\\.(header|multivalueheader|body))\\..+");
    }

    /// Whether an expression stands for itself.
    public static boolean isLiteral(String expression) {
        return expression.length() >= 2 && expression.startsWith("'") && expression.endsWith("'");
    }

    /// The values of an expression over the request; none where what it names is not there.
    public static List<String> request(String expression, MappingSource x) {
        if (isLiteral(expression)) {
            return List.of(expression.substring(1, expression.length() - 1));
        }
        if (expression.startsWith("context.")) {
            return one(ContextVariables.value(x.context(), expression.substring("context.".length())));
        }
        if (expression.startsWith("stageVariables.")) {
            return one(x.stageVariables().get(expression.substring("stageVariables.".length())));
        }
        String rest = after(expression, expression.startsWith(ROUTE) ? ROUTE : "method.request.");
        if (rest.equals("body")) {
            return List.of(x.body());
        }
        int dot = rest.indexOf('.');
        if (dot < 0) {
            return List.of();
        }
        String name = rest.substring(dot + 1);
        return switch (rest.substring(0, dot)) {
            case "path" -> one(x.pathParameters().get(name));
            case "querystring" -> last(x.queryParameters().getOrDefault(name, List.of()));
            case "header" -> last(x.headerValues(name));
            case "multivaluequerystring" -> x.queryParameters().getOrDefault(name, List.of());
            case "multivalueheader" -> x.headerValues(name);
            case "body" -> json(x.body(), name);
            default -> List.of();
        };
    }

    /// The values of an expression over a backend's answer, or over the request's context.
    public static List<String> response(String expression, MappingSource x, Headers headers, String body) {
        if (!expression.startsWith("integration.response.")) {
            return request(expression, x);
        }
        String rest = after(expression, "integration.response.");
        if (rest.equals("body")) {
            return List.of(body);
        }
        int dot = rest.indexOf('.');
        String name = rest.substring(dot + 1);
        return switch (dot < 0 ? rest : rest.substring(0, dot)) {
            case "header" -> headers.get(name).map(List::of).orElse(List.of());
            case "multivalueheader" -> headers.all(name);
            case "body" -> json(body, name);
            default -> List.of();
        };
    }

    private static List<String> json(String body, String path) {
        Object found = new InputVariable(body, Map.of()).path(path.startsWith("$") ? path : "$." + path);
        return found instanceof Map || found instanceof Iterable ? List.of(Json.text(found)) : one(found);
    }

    private static List<String> one(@Nullable Object value) {
        return value == null ? List.of() : List.of(value.toString());
    }

    private static List<String> last(List<String> values) {
        return values.isEmpty() ? values : List.of(values.getLast());
    }

    private static String after(String expression, String prefix) {
        return expression.startsWith(prefix) ? expression.substring(prefix.length()) : "";
    }
}
