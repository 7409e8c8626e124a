package samara.gateway.openapi;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import samara.gateway.json.Json;
import samara.template.BooleanNode;
import samara.template.Diagnostic;
import samara.template.ListNode;
import samara.template.Node;
import samara.template.NullNode;
import samara.template.NumberNode;
import samara.template.ObjectNode;
import samara.template.StringNode;
import samara.template.Suggestion;

/// Reads typed members of a tree.
final class Trees {
    private static final String MODELS = "https://apigateway.amazonaws.com/restapis/api/models/";

    private Trees() {}

    /// A member that is `true`, be it a boolean or its text.
    static boolean flag(ObjectNode object, String name) {
        return object.get(name)
                .flatMap(Node::asText)
                .map("true"::equalsIgnoreCase)
                .orElse(false);
    }

    /// A member that is a whole number, or its text.
    ///
    /// @param diagnostics gets an error for what is none
    static Optional<Integer> integer(ObjectNode object, String name, List<Diagnostic> diagnostics) {
        return checked(object, name, "-?\\d{1,9}", "a whole number", diagnostics)
                .map(Integer::valueOf);
    }

    /// A member that is an HTTP status, or its text.
    ///
    /// @param diagnostics gets an error for what is none
    static Optional<String> status(ObjectNode object, String name, List<Diagnostic> diagnostics) {
        return checked(object, name, "[1-5]\\d\\d", "an HTTP status from 100 to 599", diagnostics);
    }

    private static Optional<String> checked(
            ObjectNode object, String name, String form, String what, List<Diagnostic> diagnostics) {
        Optional<Node> member = object.get(name);
        Optional<String> text = member.flatMap(Node::asText).filter(t -> t.matches(form));
        if (member.isPresent() && text.isEmpty()) {
            diagnostics.add(Diagnostic.error(
                    "openapi-value",
                    "`" + name + "` is " + what + ", not `" + text(member.get()) + "`.",
                    member.get().span()));
        }
        return text;
    }

    /// Refuses members that nobody reads.
    ///
    /// @param what in words, such as "the integration of `GET /a`"
    /// @param diagnostics gets an error for each
    static void onlyKnown(ObjectNode object, Set<String> known, String what, List<Diagnostic> diagnostics) {
        for (String name : object.names()) {
            if (!known.contains(name)) {
                String near = Suggestion.of(name, known)
                        .name()
                        .map(meant -> " Did you mean `" + meant + "`?")
                        .orElse("");
                diagnostics.add(Diagnostic.error(
                        "openapi-member",
                        "`" + name + "` in " + what + " is not known." + near,
                        object.nameSpan(name)));
            }
        }
    }

    /// A member's list of texts; a single text is a list of one.
    static List<String> texts(ObjectNode object, String name) {
        List<String> texts = new ArrayList<>();
        object.get(name).ifPresent(node -> {
            node.asText().ifPresent(texts::add);
            node.asList().ifPresent(list -> list.forEach(e -> e.asText().ifPresent(texts::add)));
        });
        return texts;
    }

    /// A member's object as texts by name; what is no text is written as JSON.
    static Map<String, String> strings(ObjectNode object, String name) {
        Map<String, String> strings = new LinkedHashMap<>();
        object.object(name)
                .ifPresent(members -> members.forEach(
                        (key, value) -> strings.put(key, value.asText().orElseGet(() -> text(value)))));
        return strings;
    }

    /// A tree as JSON; text stays as it is, since policies are also given as text.
    static String text(Node node) {
        return node instanceof StringNode string ? string.value() : Json.text(value(node));
    }

    /// A schema as a model's JSON: references to other schemas of the document become references to models.
    static String modelText(Node schema) {
        return Json.text(models(value(schema)));
    }

    private static @Nullable Object models(@Nullable Object value) {
        if (value instanceof Map<?, ?> map) {
            Map<String, @Nullable Object> copy = new LinkedHashMap<>();
            map.forEach((key, member) -> {
                if ("$ref".equals(key) && member instanceof String ref) {
                    copy.put("$ref", reference(ref));
                } else {
                    copy.put(String.valueOf(key), models(member));
                }
            });
            return copy;
        }
        if (value instanceof List<?> list) {
            List<@Nullable Object> copy = new ArrayList<>();
            list.forEach(element -> copy.add(models(element)));
            return copy;
        }
        return value;
    }

    private static String reference(String ref) {
        for (String prefix : List.of("#/definitions/", "#/components/schemas/")) {
            if (ref.startsWith(prefix)) {
                return MODELS + ref.substring(prefix.length());
            }
        }
        return ref;
    }

    /// A tree as plain maps and lists.
    static @Nullable Object value(Node node) {
        return switch (node) {
            case ObjectNode object -> {
                Map<String, @Nullable Object> map = new LinkedHashMap<>();
                object.forEach((name, member) -> map.put(name, value(member)));
                yield map;
            }
            case ListNode list -> {
                List<@Nullable Object> values = new ArrayList<>();
                list.elements().forEach(element -> values.add(value(element)));
                yield values;
            }
            case StringNode string -> string.value();
            case NumberNode number -> number(number.value());
            case BooleanNode bool -> bool.value();
            case NullNode nothing -> null;
        };
    }

    private static Object number(BigDecimal value) {
        boolean isLong = value.scale() <= 0 && (long) value.precision() - value.scale() < 18;
        return isLong ? (Object) value.longValueExact() : value;
    }

    /// What a definition says of the API's endpoint: at its root in Swagger 2.0, of its first server in OpenAPI 3.0.
    static Optional<ObjectNode> endpointConfiguration(ObjectNode document) {
        String name = "x-amazon-apigateway-endpoint-configuration";
        return document.object(name)
                .or(() -> document.get("servers")
                        .flatMap(Node::asList)
                        .flatMap(list -> list.stream().findFirst())
                        .flatMap(Node::asObject)
                        .flatMap(server -> server.object(name)));
    }
}
