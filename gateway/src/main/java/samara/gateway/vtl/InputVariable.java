package samara.gateway.vtl;

import com.jayway.jsonpath.Configuration;
import com.jayway.jsonpath.JsonPath;
import com.jayway.jsonpath.JsonPathException;
import com.jayway.jsonpath.Option;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import samara.gateway.json.Json;
import samara.gateway.json.JsonSyntaxException;

/// `$input`: the body and the parameters of a request, or the body of a backend's answer.
public final class InputVariable {
    private final String body;
    private final Map<String, Map<String, String>> params;
    private @Nullable Object tree;
    private boolean parsed;

    /// Of a body and the parameters by place: `path`, `querystring`, `header`.
    public InputVariable(String body, Map<String, Map<String, String>> params) {
        this.body = body;
        this.params = params;
    }

    private static final class Paths {
        static final Configuration CONFIGURATION = Configuration.builder()
                .options(Option.DEFAULT_PATH_LEAF_TO_NULL, Option.SUPPRESS_EXCEPTIONS)
                .build();
    }

    /// `$input.body`: the raw text.
    public String getBody() {
        return body;
    }

    /// `$input.json('$.x')`: what a JSONPath finds, as JSON text; `""` where it finds nothing.
    public String json(String path) {
        Object found = path(path);
        return found == null ? "\"\"" : Json.text(found);
    }

    /// `$input.path('$.x')`: what a JSONPath finds, as a value.
    public @Nullable Object path(String path) {
        Object root = tree();
        if (path.equals("$") || root == null) {
            return root;
        }
        if (!(root instanceof Map) && !(root instanceof Iterable)) {
            return null;
        }
        try {
            return JsonPath.using(Paths.CONFIGURATION).parse(root).read(path);
        } catch (JsonPathException e) {
            return null;
        }
    }

    /// `$input.params('x')`: a parameter of the path, the query string or a header, looked for in this order.
    public String params(String name) {
        for (String place : new String[] {"path", "querystring", "header"}) {
            Map<String, String> there = params.getOrDefault(place, Map.of());
            String value = there.get(name);
            if (value == null && place.equals("header")) {
                value = ignoringCase(there, name);
            }
            if (value != null) {
                return value;
            }
        }
        return "";
    }

    /// `$input.params()`: all parameters by place.
    public Map<String, Map<String, String>> params() {
        Map<String, Map<String, String>> all = new LinkedHashMap<>();
        for (String place : new String[] {"path", "querystring", "header"}) {
            all.put(place, params.getOrDefault(place, Map.of()));
        }
        return all;
    }

    private static @Nullable String ignoringCase(Map<String, String> headers, String name) {
        for (var header : headers.entrySet()) {
            if (header.getKey().equalsIgnoreCase(name)) {
                return header.getValue();
            }
        }
        return null;
    }

    /// What a template shows that names no member.
    @Override
    public String toString() {
        return "";
    }

    private @Nullable Object tree() {
        if (!parsed) {
            try {
                tree = body.isBlank() ? new LinkedHashMap<String, Object>() : Json.read(body);
            } catch (JsonSyntaxException e) {
                throw new BodyException(e.message());
            }
            parsed = true;
        }
        return tree;
    }
}
