package samara.cloud.kernel;

import java.io.ByteArrayOutputStream;
import java.util.concurrent.ConcurrentHashMap;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonEncoding;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;

/// Turns records into JSON bytes and back, for stored state.
///
/// A record may hold records, sealed interfaces of records (`@type` then says which), `Optional`, `List`, `Set`, `Map`
/// with texts or enums as keys, enums, `Instant`, `Duration`, `URI`, `BigDecimal`, `String`, `byte[]`, `Blob`, a
/// template's `Node`, and primitives or their boxes. What is empty is left out. A member that the data lacks is empty
/// or zero,
/// one that the record lacks is passed over: fields may be added and taken away. A missing member that can be neither
/// is an error.
public final class RecordCodec<V> {
    private static final JsonFactory FACTORY = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(1000)
                    .maxStringLength(Integer.MAX_VALUE)
                    .build())
            .build();
    private static final ConcurrentHashMap<Class<?>, RecordCodec<?>> KNOWN = new ConcurrentHashMap<>();

    private final Class<V> type;
    private final Shape shape;

    private RecordCodec(Class<V> type) {
        this.type = type;
        this.shape = Shape.of(type);
    }

    /// The codec of a class; looked into once.
    ///
    /// @throws IllegalArgumentException where something in it cannot be stored
    @SuppressWarnings("unchecked") // by construction: the codec of a class is under that class
    public static <V> RecordCodec<V> of(Class<V> type) {
        RecordCodec<?> known = KNOWN.get(type);
        if (known == null) {
            known = new RecordCodec<>(type);
            KNOWN.putIfAbsent(type, known);
        }
        return (RecordCodec<V>) known;
    }

    /// The JSON of a value.
    public byte[] encode(V value) {
        var out = new ByteArrayOutputStream(512);
        try (JsonGenerator generator = FACTORY.createGenerator(ObjectWriteContext.empty(), out, JsonEncoding.UTF8)) {
            shape.write(value, generator);
        }
        return out.toByteArray();
    }

    /// The value of a JSON.
    ///
    /// @throws IllegalStateException where the bytes do not hold such a value
    public V decode(byte[] json) {
        try (JsonParser parser = FACTORY.createParser(ObjectReadContext.empty(), json)) {
            if (parser.nextToken() == JsonToken.NOT_AVAILABLE) {
                throw new IllegalStateException("There is no stored " + type.getSimpleName() + ".");
            }
            return type.cast(shape.read(parser));
        } catch (JacksonException e) {
            throw new IllegalStateException("The stored " + type.getSimpleName() + " cannot be read.", e);
        }
    }
}
