package samara.cloud.kernel;

import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.math.BigDecimal;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import samara.template.Node;
import samara.wire.Blob;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/// How values of one Java type are written as JSON and read from it.
interface Shape {

    /// Writes a value.
    void write(Object value, JsonGenerator out);

    /// Reads a value; the parser stands at its first token, and at its last one afterwards.
    Object read(JsonParser in);

    /// What a member is that the data lacks; null where it must be there.
    default @Nullable Object absent() {
        return null;
    }

    /// Whether a member of this value is left out.
    default boolean isAbsent(Object value) {
        return value.equals(absent());
    }

    /// The shape of a type.
    static Shape of(Type type) {
        return switch (type) {
            case ParameterizedType generic -> generic(generic);
            case Class<?> plain -> plain(plain);
            default -> throw new IllegalArgumentException("A `" + type.getTypeName() + "` cannot be stored.");
        };
    }

    private static Shape generic(ParameterizedType type) {
        Type first = type.getActualTypeArguments()[0];
        Class<?> raw = (Class<?>) type.getRawType();
        if (raw == Optional.class) {
            return new OptionalShape(Shape.of(first));
        }
        if (raw == List.class || raw == Collection.class) {
            return new ListShape(Shape.of(first), List.of(), Collections::unmodifiableList);
        }
        if (raw == Set.class) {
            return new ListShape(
                    Shape.of(first), Set.of(), list -> Collections.unmodifiableSet(new LinkedHashSet<>(list)));
        }
        if (Map.class.isAssignableFrom(raw) && raw.isAssignableFrom(LinkedHashMap.class)) {
            return new MapShape(key(first), Shape.of(type.getActualTypeArguments()[1]));
        }
        throw new IllegalArgumentException("A `" + type.getTypeName() + "` cannot be stored.");
    }

    private static Shape plain(Class<?> type) {
        Shape known = Scalars.ALL.get(type);
        if (known != null) {
            return known;
        }
        if (Node.class.isAssignableFrom(type)) {
            return new NodeShape();
        }
        if (type.isEnum()) {
            return Scalar.text(value -> ((Enum<?>) value).name(), key(type));
        }
        if (type.isRecord()) {
            return RecordShape.of(type);
        }
        if (type.isSealed()) {
            return new SealedShape(type);
        }
        throw new IllegalArgumentException("A `" + type.getTypeName() + "` cannot be stored.");
    }

    /// Reads a map's key.
    private static Function<String, Object> key(Type type) {
        if (type == String.class) {
            return text -> text;
        }
        if (type instanceof Class<?> plain && plain.isEnum()) {
            Map<String, Object> constants = new LinkedHashMap<>();
            for (Object constant : plain.getEnumConstants()) {
                constants.put(((Enum<?>) constant).name(), constant);
            }
            return text -> {
                Object constant = constants.get(text);
                if (constant == null) {
                    throw new IllegalStateException("`" + text + "` is no " + plain.getSimpleName() + ".");
                }
                return constant;
            };
        }
        throw new IllegalArgumentException("A `" + type.getTypeName() + "` cannot be the key of a stored map.");
    }

    /// A value that is one token.
    record Scalar(BiConsumer<Object, JsonGenerator> writer, Function<JsonParser, Object> reader, Optional<Object> zero)
            implements Shape {

        static Scalar text(Function<Object, String> toText, Function<String, Object> fromText) {
            return new Scalar(
                    (value, out) -> out.writeString(toText.apply(value)),
                    in -> fromText.apply(in.getString()),
                    Optional.empty());
        }

        @Override
        public void write(Object value, JsonGenerator out) {
            writer.accept(value, out);
        }

        @Override
        public Object read(JsonParser in) {
            return reader.apply(in);
        }

        @Override
        public @Nullable Object absent() {
            return zero.orElse(null);
        }
    }

    /// The scalars by class.
    final class Scalars {
        private static final Map<Class<?>, Shape> ALL = new java.util.HashMap<>();

        private Scalars() {}

        static {
            ALL.put(String.class, Scalar.text(Object::toString, text -> text));
            ALL.put(Instant.class, Scalar.text(Object::toString, Instant::parse));
            ALL.put(Duration.class, Scalar.text(Object::toString, Duration::parse));
            ALL.put(URI.class, Scalar.text(Object::toString, URI::create));
            ALL.put(BigDecimal.class, Scalar.text(Object::toString, BigDecimal::new));
            number(int.class, Integer.class, JsonParser::getIntValue, 0);
            number(long.class, Long.class, JsonParser::getLongValue, 0L);
            number(double.class, Double.class, JsonParser::getDoubleValue, 0.0);
            var bool = new Scalar(
                    (value, out) -> out.writeBoolean((Boolean) value), JsonParser::getBooleanValue, Optional.of(false));
            ALL.put(boolean.class, bool);
            ALL.put(Boolean.class, bool);
            ALL.put(
                    byte[].class,
                    new Scalar(
                            (value, out) -> out.writeBinary((byte[]) value),
                            JsonParser::getBinaryValue,
                            Optional.empty()));
            ALL.put(
                    Blob.class,
                    new Scalar(
                            (value, out) -> out.writeBinary(((Blob) value).toByteArray()),
                            in -> Blob.owning(in.getBinaryValue()),
                            Optional.empty()));
            ALL.put(
                    OptionalInt.class,
                    new Scalar(
                            (value, out) -> out.writeNumber(((OptionalInt) value).orElseThrow()),
                            in -> OptionalInt.of(in.getIntValue()),
                            Optional.of(OptionalInt.empty())));
            ALL.put(
                    OptionalLong.class,
                    new Scalar(
                            (value, out) -> out.writeNumber(((OptionalLong) value).orElseThrow()),
                            in -> OptionalLong.of(in.getLongValue()),
                            Optional.of(OptionalLong.empty())));
        }

        private static void number(Class<?> one, Class<?> other, Function<JsonParser, Object> reader, Object zero) {
            var shape = new Scalar((value, out) -> out.writeRawValue(value.toString()), reader, Optional.of(zero));
            ALL.put(one, shape);
            ALL.put(other, shape);
        }
    }

    /// A value or none.
    record OptionalShape(Shape inner) implements Shape {
        @Override
        public void write(Object value, JsonGenerator out) {
            inner.write(((Optional<?>) value).orElseThrow(), out);
        }

        @Override
        public Object read(JsonParser in) {
            return in.currentToken() == JsonToken.VALUE_NULL && !(inner instanceof NodeShape)
                    ? Optional.empty()
                    : Optional.of(inner.read(in));
        }

        @Override
        public Object absent() {
            return Optional.empty();
        }
    }

    /// A list or a set.
    record ListShape(Shape element, Object empty, Function<List<Object>, Object> finish) implements Shape {
        @Override
        public void write(Object value, JsonGenerator out) {
            out.writeStartArray();
            for (Object each : (Collection<?>) value) {
                element.write(each, out);
            }
            out.writeEndArray();
        }

        @Override
        public Object read(JsonParser in) {
            List<Object> values = new ArrayList<>();
            while (in.nextToken() != JsonToken.END_ARRAY) {
                values.add(element.read(in));
            }
            return finish.apply(values);
        }

        @Override
        public Object absent() {
            return empty;
        }
    }

    /// A map in its order.
    record MapShape(Function<String, Object> key, Shape value) implements Shape {
        @Override
        public void write(Object map, JsonGenerator out) {
            out.writeStartObject();
            for (var entry : ((Map<?, ?>) map).entrySet()) {
                Object name = entry.getKey();
                out.writeName(name instanceof Enum<?> constant ? constant.name() : name.toString());
                value.write(entry.getValue(), out);
            }
            out.writeEndObject();
        }

        @Override
        public Object read(JsonParser in) {
            Map<Object, Object> map = new LinkedHashMap<>();
            while (in.nextToken() != JsonToken.END_OBJECT) {
                Object name = key.apply(in.currentName());
                in.nextToken();
                map.put(name, value.read(in));
            }
            return Collections.unmodifiableMap(map);
        }

        @Override
        public Object absent() {
            return Collections.unmodifiableMap(new LinkedHashMap<>());
        }
    }
}
