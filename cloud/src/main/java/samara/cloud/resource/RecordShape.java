package samara.cloud.resource;

import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import samara.template.Diagnostic;
import samara.template.Node;
import samara.template.ObjectNode;
import samara.template.Span;
import samara.template.Suggestion;

/// How a record of properties or attributes looks in a template. A component is required unless it is an `Optional`,
/// a `List` or a `Map` (those are empty where the property is absent).
final class RecordShape<R extends Record> {
    private final Constructor<R> constructor;
    private final Map<String, Component> components = new LinkedHashMap<>();

    private record Component(RecordComponent component, ValueShape shape, boolean isOptional) {}

    /// What decoding gave.
    ///
    /// @param value empty where something is wrong, or unknown yet
    record Decoded<R>(Optional<R> value, List<Diagnostic> diagnostics) {}

    static <R extends Record> RecordShape<R> of(Class<R> type) {
        return new RecordShape<>(type);
    }

    private RecordShape(Class<R> type) {
        RecordComponent[] all = type.getRecordComponents();
        var types = new Class<?>[all.length];
        for (int i = 0; i < all.length; i++) {
            types[i] = all[i].getType();
            Type generic = all[i].getGenericType();
            boolean isOptional = types[i] == Optional.class;
            Type inner = isOptional ? ((ParameterizedType) generic).getActualTypeArguments()[0] : generic;
            all[i].getAccessor().setAccessible(true);
            components.put(name(all[i]), new Component(all[i], ValueShape.of(inner), isOptional));
        }
        try {
            constructor = type.getDeclaredConstructor(types);
            constructor.setAccessible(true);
        } catch (NoSuchMethodException impossible) {
            throw new IllegalStateException("A record has its canonical constructor.", impossible);
        }
    }

    private static String name(RecordComponent component) {
        Attribute attribute = component.getAnnotation(Attribute.class);
        String name = component.getName();
        return attribute != null ? attribute.value() : Character.toUpperCase(name.charAt(0)) + name.substring(1);
    }

    Set<String> names() {
        return components.keySet();
    }

    /// Whether a component is an object whose names are free.
    boolean isOpen(String name) {
        Component component = components.get(name);
        return component != null && component.component().getType() == ObjectNode.class;
    }

    Decoded<R> decode(ObjectNode node) {
        var diagnostics = new ArrayList<Diagnostic>();
        R value = decode(node, diagnostics);
        boolean isWrong = value == null && diagnostics.isEmpty() && !Unknowns.isIn(node);
        if (isWrong) {
            throw new IllegalStateException("What is not decoded has a diagnostic.");
        }
        return new Decoded<>(Optional.ofNullable(value), diagnostics);
    }

    /// The record; null where something was wrong with it or is unknown.
    @Nullable
    R decode(ObjectNode node, List<Diagnostic> diagnostics) {
        for (String name : node.names()) {
            if (!components.containsKey(name)) {
                diagnostics.add(Suggestion.of(name, components.keySet())
                        .hintOrList(
                                Diagnostic.error(
                                        "unknown-property",
                                        "The property `" + name + "` is not known here, or not built yet.",
                                        node.nameSpan(name)),
                                "known properties",
                                components.keySet()));
            }
        }
        var values = new ArrayList<@Nullable Object>(components.size());
        boolean isComplete = true;
        for (var entry : components.entrySet()) {
            Object value = component(entry.getKey(), entry.getValue(), node, diagnostics);
            isComplete &= value != null;
            values.add(value);
        }
        return isComplete ? construct(values, node.span(), diagnostics) : null;
    }

    private static @Nullable Object component(
            String name, Component component, ObjectNode node, List<Diagnostic> diagnostics) {
        Optional<Node> given = node.get(name);
        if (given.isPresent()) {
            Object value = component.shape().decode(name, given.get(), diagnostics);
            return value != null && component.isOptional() ? Optional.of(value) : value;
        }
        if (component.isOptional()) {
            return Optional.empty();
        }
        Object empty = component.shape().empty();
        if (empty == null) {
            diagnostics.add(
                    Diagnostic.error("missing-property", "The property `" + name + "` is required.", node.span()));
        }
        return empty;
    }

    private @Nullable R construct(List<@Nullable Object> values, Span span, List<Diagnostic> diagnostics) {
        try {
            return constructor.newInstance(values.toArray());
        } catch (InvocationTargetException refused) {
            if (refused.getCause() instanceof IllegalArgumentException problem) {
                diagnostics.add(Diagnostic.error("bad-property", String.valueOf(problem.getMessage()), span));
                return null;
            }
            throw new IllegalStateException("The constructor of " + constructor.getName() + " failed.", refused);
        } catch (ReflectiveOperationException impossible) {
            throw new IllegalStateException("The constructor is accessible.", impossible);
        }
    }

    /// The record as an object; what is an empty `Optional` is left out.
    ObjectNode encode(Record value, Span span) {
        var object = ObjectNode.builder(span);
        components.forEach((name, component) -> {
            Object part = read(component.component(), value);
            if (part instanceof Optional<?> optional) {
                optional.ifPresent(inner -> object.put(name, component.shape().encode(inner, span)));
            } else {
                object.put(name, component.shape().encode(part, span));
            }
        });
        return object.build();
    }

    private static Object read(RecordComponent component, Record value) {
        try {
            return component.getAccessor().invoke(value);
        } catch (ReflectiveOperationException impossible) {
            throw new IllegalStateException("The accessor " + component.getName() + " failed.", impossible);
        }
    }
}
