package samara.cloud.resource;

import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import samara.template.BooleanNode;
import samara.template.Diagnostic;
import samara.template.ListNode;
import samara.template.Node;
import samara.template.NumberNode;
import samara.template.ObjectNode;
import samara.template.Span;
import samara.template.StringNode;
import samara.template.Suggestion;

/// How one value of a record looks in a template. CloudFormation takes `"5"` for a number, `5` for a text and `"true"`
/// for a boolean, and so do these.
sealed interface ValueShape {

    /// The value; null, with a diagnostic, where the node does not fit; null where it is [Unknown].
    @Nullable
    Object decode(String name, Node node, List<Diagnostic> diagnostics);

    /// The node of a value of this shape.
    Node encode(Object value, Span span);

    /// What stands for an absent value; null where there must be one.
    default @Nullable Object empty() {
        return null;
    }

    static ValueShape of(Type type) {
        if (type instanceof ParameterizedType generic) {
            Type[] arguments = generic.getActualTypeArguments();
            if (generic.getRawType() == List.class) {
                return new Elements(of(arguments[0]));
            }
            if (generic.getRawType() == Map.class && arguments[0] == String.class) {
                return new Entries(of(arguments[1]));
            }
        }
        if (type instanceof Class<?> raw) {
            return of(raw);
        }
        throw new IllegalArgumentException("A property cannot be a " + type.getTypeName() + ".");
    }

    private static ValueShape of(Class<?> type) {
        if (type == String.class) {
            return new Scalar("string", Node::asText);
        }
        if (type == int.class || type == Integer.class) {
            return new Scalar("whole number", node -> decimal(node).map(BigDecimal::intValueExact));
        }
        if (type == long.class || type == Long.class) {
            return new Scalar("whole number", node -> decimal(node).map(BigDecimal::longValueExact));
        }
        if (type == double.class || type == Double.class) {
            return new Scalar("number", node -> decimal(node).map(BigDecimal::doubleValue));
        }
        if (type == BigDecimal.class) {
            return new Scalar("number", node -> decimal(node).map(Function.identity()));
        }
        if (type == boolean.class || type == Boolean.class) {
            return new Scalar("boolean", ValueShape::bool);
        }
        if (Node.class.isAssignableFrom(type)) {
            return new Document(type);
        }
        if (type.isEnum()) {
            return new Choice(type);
        }
        if (type.isRecord()) {
            return new Nested(type.asSubclass(Record.class));
        }
        throw new IllegalArgumentException("A property cannot be a " + type.getName() + ".");
    }

    private static Optional<BigDecimal> decimal(Node node) {
        return node instanceof BooleanNode ? Optional.empty() : node.asText().map(text -> new BigDecimal(text.strip()));
    }

    private static Optional<Object> bool(Node node) {
        return node.asText()
                .filter(text -> text.equalsIgnoreCase("true") || text.equalsIgnoreCase("false"))
                .map(text -> text.equalsIgnoreCase("true"));
    }

    private static void wrong(String name, Node node, String expected, List<Diagnostic> diagnostics) {
        String shown = node.asText()
                .filter(text -> text.length() <= 40)
                .map(text -> "`" + text + "`")
                .orElse("a " + node.kind());
        diagnostics.add(Diagnostic.error(
                "wrong-type",
                "`" + name + "` must be " + (expected.startsWith("o") ? "an " : "a ") + expected + ", not " + shown
                        + ".",
                node.span()));
    }

    /// A text, a number or a boolean.
    record Scalar(String expected, Function<Node, ? extends Optional<?>> read) implements ValueShape {
        @Override
        public @Nullable Object decode(String name, Node node, List<Diagnostic> diagnostics) {
            Optional<?> value;
            try {
                value = Unknown.is(node) ? Optional.empty() : read.apply(node);
            } catch (ArithmeticException outOfRange) {
                value = Optional.empty();
            } catch (NumberFormatException notANumber) {
                value = Optional.empty();
            }
            if (value.isEmpty() && !Unknown.is(node)) {
                wrong(name, node, expected, diagnostics);
            }
            return value.orElse(null);
        }

        @Override
        public Node encode(Object value, Span span) {
            return switch (value) {
                case Boolean bool -> new BooleanNode(bool, span);
                case Number number -> new NumberNode(number.toString(), span);
                default -> new StringNode(value.toString(), span);
            };
        }
    }

    /// Anything: a policy document, for instance.
    record Document(Class<?> type) implements ValueShape {
        @Override
        public @Nullable Object decode(String name, Node node, List<Diagnostic> diagnostics) {
            if (type.isInstance(node)) {
                return node;
            }
            if (!Unknown.is(node)) {
                wrong(name, node, type == ListNode.class ? "list" : "object", diagnostics);
            }
            return null;
        }

        @Override
        public Node encode(Object value, Span span) {
            return (Node) value;
        }
    }

    /// One of some names.
    record Choice(Class<?> type) implements ValueShape {
        @Override
        public @Nullable Object decode(String name, Node node, List<Diagnostic> diagnostics) {
            if (Unknown.is(node)) {
                return null;
            }
            String text = node.asText().orElse("");
            Object[] constants = type.getEnumConstants();
            for (Object constant : constants) {
                if (constant.toString().equals(text)) {
                    return constant;
                }
            }
            List<String> names = Arrays.stream(constants).map(Object::toString).toList();
            diagnostics.add(Suggestion.of(text, names)
                    .hintOrList(
                            Diagnostic.error("wrong-value", "`" + name + "` cannot be `" + text + "`.", node.span()),
                            "values",
                            names));
            return null;
        }

        @Override
        public Node encode(Object value, Span span) {
            return new StringNode(value.toString(), span);
        }
    }

    /// A list.
    record Elements(ValueShape element) implements ValueShape {
        @Override
        public @Nullable Object decode(String name, Node node, List<Diagnostic> diagnostics) {
            if (Unknown.is(node)) {
                return null;
            }
            if (!(node instanceof ListNode list)) {
                wrong(name, node, "list", diagnostics);
                return null;
            }
            var values = new ArrayList<Object>(list.size());
            for (Node one : list.elements()) {
                Object value = element.decode(name, one, diagnostics);
                if (value != null) {
                    values.add(value);
                }
            }
            return values.size() == list.size() ? List.copyOf(values) : null;
        }

        @Override
        public Node encode(Object value, Span span) {
            var nodes = new ArrayList<Node>();
            for (Object one : (List<?>) value) {
                nodes.add(element.encode(one, span));
            }
            return new ListNode(nodes, span);
        }

        @Override
        public Object empty() {
            return List.of();
        }
    }

    /// An object whose names are free.
    record Entries(ValueShape value) implements ValueShape {
        @Override
        public @Nullable Object decode(String name, Node node, List<Diagnostic> diagnostics) {
            if (Unknown.is(node)) {
                return null;
            }
            if (!(node instanceof ObjectNode object)) {
                wrong(name, node, "object", diagnostics);
                return null;
            }
            var values = new LinkedHashMap<String, Object>();
            object.forEach((key, one) -> {
                Object decoded = value.decode(key, one, diagnostics);
                if (decoded != null) {
                    values.put(key, decoded);
                }
            });
            return values.size() == object.size() ? Collections.unmodifiableMap(values) : null;
        }

        @Override
        public Node encode(Object map, Span span) {
            var object = ObjectNode.builder(span);
            ((Map<?, ?>) map).forEach((key, one) -> object.put(String.valueOf(key), value.encode(one, span)));
            return object.build();
        }

        @Override
        public Object empty() {
            return Collections.emptyMap();
        }
    }

    /// A record; one with a single text is also taken from that text alone, as a type for a string with rules.
    final class Nested implements ValueShape {
        private final Class<? extends Record> type;
        private final Supplier<RecordShape<?>> shape;

        Nested(Class<? extends Record> type) {
            this.type = type;
            this.shape = new Supplier<>() {
                private @Nullable RecordShape<?> known;

                @Override
                public synchronized RecordShape<?> get() {
                    if (known == null) {
                        known = RecordShape.of(Nested.this.type);
                    }
                    return known;
                }
            };
        }

        @Override
        public @Nullable Object decode(String name, Node node, List<Diagnostic> diagnostics) {
            if (node instanceof ObjectNode object) {
                return shape.get().decode(object, diagnostics);
            }
            var components = type.getRecordComponents();
            boolean isText = components.length == 1 && components[0].getType() == String.class;
            if (Unknown.is(node)) {
                return null;
            }
            if (isText && node.asText().isPresent()) {
                String only = shape.get().names().iterator().next();
                return shape.get().decode(ObjectNode.of(only, node), diagnostics);
            }
            wrong(name, node, isText ? "string" : "object", diagnostics);
            return null;
        }

        @Override
        public Node encode(Object value, Span span) {
            return shape.get().encode((Record) value, span);
        }
    }
}
