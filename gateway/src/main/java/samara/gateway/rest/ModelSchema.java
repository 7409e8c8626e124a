package samara.gateway.rest;

import java.net.URI;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.jspecify.annotations.Nullable;
import samara.gateway.json.Json;
import samara.gateway.json.JsonSyntaxException;

/// Tells whether a model is a JSON schema of draft 4 that bodies can be checked against: the kinds of its keywords'
/// values, regular expressions, and references, which lead into the model itself or to another model of the API, never
/// to a file or another host, and never in a circle.
public final class ModelSchema {
    private static final int MAX_DEPTH = 100;
    private static final Set<String> TYPES =
            Set.of("array", "boolean", "integer", "null", "number", "object", "string");
    private static final Set<String> NUMBERS = Set.of("minimum", "maximum");
    private static final Set<String> COUNTS =
            Set.of("minLength", "maxLength", "minItems", "maxItems", "minProperties", "maxProperties");
    private static final Set<String> FLAGS = Set.of("exclusiveMinimum", "exclusiveMaximum", "uniqueItems");
    private static final Set<String> TEXTS = Set.of("title", "description", "format", "id");
    private static final Set<String> SCHEMAS_BY_NAME = Set.of("properties", "patternProperties", "definitions");
    private static final Set<String> LISTS_OF_SCHEMAS = Set.of("allOf", "anyOf", "oneOf");

    private final @Nullable Object root;
    private final Predicate<String> isModel;
    private final List<String> problems = new ArrayList<>();
    /// References that were followed, and whether to their end.
    private final Map<String, Boolean> followed = new HashMap<>();

    private ModelSchema(@Nullable Object root, Predicate<String> isModel) {
        this.root = root;
        this.isModel = isModel;
    }

    /// What is wrong with a model's text; nothing where it can be used.
    ///
    /// @param isModel whether the API has a model of this name
    public static List<String> problems(String text, Predicate<String> isModel) {
        Object root;
        try {
            root = Json.read(text);
        } catch (JsonSyntaxException e) {
            return List.of(e.message());
        }
        var schema = new ModelSchema(root, isModel);
        schema.check("#", root, 0);
        if (schema.problems.isEmpty()) {
            schema.circles(root);
        }
        return schema.problems.stream().distinct().limit(10).toList();
    }

    private void check(String at, @Nullable Object value, int depth) {
        if (depth > MAX_DEPTH) {
            problems.add(at + ": schemas nest deeper than " + MAX_DEPTH);
            return;
        }
        if (!(value instanceof Map<?, ?> schema)) {
            problems.add(at + ": a schema must be an object");
            return;
        }
        schema.forEach((name, member) -> keyword(at + "/" + name, String.valueOf(name), member, depth));
    }

    private void keyword(String at, String name, @Nullable Object value, int depth) {
        if (SCHEMAS_BY_NAME.contains(name)) {
            byName(at, name, value, depth);
        } else if (LISTS_OF_SCHEMAS.contains(name)) {
            need(at, value instanceof List<?> list && !list.isEmpty(), "a list of schemas, one at least");
            each(at, value, depth);
        } else if (name.equals("not")) {
            check(at, value, depth + 1);
        } else if (name.equals("items")) {
            if (value instanceof List) {
                each(at, value, depth);
            } else {
                check(at, value, depth + 1);
            }
        } else if (name.startsWith("additional") && (name.endsWith("Properties") || name.endsWith("Items"))) {
            if (!(value instanceof Boolean)) {
                check(at, value, depth + 1);
            }
        } else if (name.equals("dependencies")) {
            dependencies(at, value, depth);
        } else {
            simple(at, name, value);
        }
    }

    private void simple(String at, String name, @Nullable Object value) {
        if (NUMBERS.contains(name)) {
            need(at, value instanceof Number, "a number");
        } else if (name.equals("multipleOf")) {
            need(at, value instanceof Number number && number.doubleValue() > 0, "a number above 0");
        } else if (COUNTS.contains(name)) {
            need(at, value instanceof Integer count && count >= 0, "a whole number, 0 or more");
        } else if (FLAGS.contains(name)) {
            need(at, value instanceof Boolean, "true or false");
        } else if (TEXTS.contains(name) || name.equals("$schema")) {
            need(at, value instanceof String, "a text");
            identifier(at, name, value);
        } else if (name.equals("pattern")) {
            need(at, value instanceof String, "a text");
            expression(at, value);
        } else if (name.equals("required")) {
            need(at, isDistinctTexts(value), "a list of different texts, one at least");
        } else if (name.equals("enum")) {
            need(at, value instanceof List<?> list && !list.isEmpty(), "a list, not empty");
        } else if (name.equals("type")) {
            boolean known = value instanceof String one
                    ? TYPES.contains(one)
                    : isDistinctTexts(value) && TYPES.containsAll((List<?>) value);
            need(
                    at,
                    known,
                    "one or several of "
                            + String.join(", ", TYPES.stream().sorted().toList()));
        } else if (name.equals("$ref")) {
            reference(at, value);
        }
    }

    private void identifier(String at, String name, @Nullable Object value) {
        try {
            if (name.equals("id") && value instanceof String text) {
                URI.create(text);
            }
        } catch (IllegalArgumentException e) {
            problems.add(at + ": must be a URI");
        }
    }

    private void need(String at, boolean is, String what) {
        if (!is) {
            problems.add(at + ": must be " + what);
        }
    }

    private static boolean isDistinctTexts(@Nullable Object value) {
        return value instanceof List<?> list
                && !list.isEmpty()
                && list.stream().allMatch(String.class::isInstance)
                && new HashSet<>(list).size() == list.size();
    }

    private void each(String at, @Nullable Object value, int depth) {
        if (value instanceof List<?> list) {
            list.forEach(member -> check(at, member, depth + 1));
        }
    }

    private void byName(String at, String name, @Nullable Object value, int depth) {
        if (!(value instanceof Map<?, ?> schemas)) {
            problems.add(at + ": must be an object of schemas");
            return;
        }
        schemas.forEach((key, member) -> {
            if (name.equals("patternProperties")) {
                expression(at, key);
            }
            check(at + "/" + key, member, depth + 1);
        });
    }

    private void dependencies(String at, @Nullable Object value, int depth) {
        if (!(value instanceof Map<?, ?> map)) {
            problems.add(at + ": must be an object");
            return;
        }
        map.forEach((key, member) -> {
            if (member instanceof List) {
                need(at + "/" + key, isDistinctTexts(member), "a list of different texts, one at least");
            } else {
                check(at + "/" + key, member, depth + 1);
            }
        });
    }

    private void expression(String at, @Nullable Object value) {
        try {
            if (value instanceof String text) {
                Pattern.compile(text);
            }
        } catch (PatternSyntaxException e) {
            problems.add(at + ": is no regular expression: " + e.getDescription());
        }
    }

    private void reference(String at, @Nullable Object value) {
        if (!(value instanceof String reference)) {
            problems.add(at + ": must be a text");
        } else if (reference.startsWith("#")) {
            need(at, pointed(reference).orElse(null) instanceof Map, "the place of a schema in this model");
        } else {
            Optional<String> model = BodySchema.modelOf(reference);
            if (model.isEmpty() || !isModel.test(model.get())) {
                problems.add(at + ": `" + reference + "` is neither a place in this model nor a model of this API");
            }
        }
    }

    /// What a reference within the model leads to.
    private Optional<Object> pointed(String reference) {
        Object at = root;
        String path = reference.substring(1);
        if (!path.isEmpty() && !path.startsWith("/")) {
            return Optional.empty();
        }
        for (String raw : path.isEmpty() ? new String[0] : path.substring(1).split("/", -1)) {
            String key = raw.replace("~1", "/").replace("~0", "~");
            at = switch (at) {
                case Map<?, ?> map -> map.get(key);
                case List<?> list
                when key.matches("\\d{1,4}") && Integer.parseInt(key) < list.size() -> list.get(Integer.parseInt(key));
                case null, default -> null;
            };
        }
        return Optional.ofNullable(at);
    }

    /// Looks for circles from every schema of the model: a step into the body ends each other way.
    private void circles(@Nullable Object value) {
        if (value instanceof List<?> list) {
            list.forEach(this::circles);
        } else if (value instanceof Map<?, ?> map) {
            follow(map);
            map.values().forEach(this::circles);
        }
    }

    /// Follows what is checked at the same place of the body.
    private void follow(@Nullable Object value) {
        if (!(value instanceof Map<?, ?> schema)) {
            return;
        }
        if (schema.get("$ref") instanceof String reference && reference.startsWith("#")) {
            Boolean done = followed.putIfAbsent(reference, false);
            if (done == null) {
                follow(pointed(reference).orElse(null));
                followed.put(reference, true);
            } else if (!done) {
                problems.add(reference + ": leads back to itself");
            }
            return;
        }
        schema.forEach((name, member) -> {
            if (name.equals("not")) {
                follow(member);
            } else if (LISTS_OF_SCHEMAS.contains(String.valueOf(name)) && member instanceof List<?> list) {
                list.forEach(this::follow);
            }
        });
    }
}
