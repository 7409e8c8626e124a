package samara.functions.image;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;

/// The small JSON documents of images: manifests, configurations, indexes. Values are maps, lists, strings, numbers and
/// booleans; `null` counts as absent. Immutable but for what [#with] copies.
final class Document {
    /// More than any manifest or configuration has.
    static final int MAX_BYTES = 8 << 20;

    private static final JsonFactory JSON = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(64)
                    .maxDocumentLength(MAX_BYTES)
                    .build())
            .build();

    private final Map<String, Object> members;

    private Document(Map<String, Object> members) {
        this.members = members;
    }

    /// @throws ImageException if it isn't a JSON object
    static Document of(byte[] json, String what) {
        if (parse(json, what) instanceof Map<?, ?> map) {
            return new Document(named(map));
        }
        throw new ImageException("The " + what + " is no JSON object.");
    }

    /// Reads an array of objects.
    static List<Document> listOf(byte[] json, String what) {
        return parse(json, what) instanceof List<?> list ? documents(list) : List.of();
    }

    static Document empty() {
        return new Document(new LinkedHashMap<>());
    }

    private static @Nullable Object parse(byte[] json, String what) {
        try (JsonParser parser = JSON.createParser(ObjectReadContext.empty(), json)) {
            parser.nextToken();
            return value(parser);
        } catch (JacksonException e) {
            throw new ImageException("The " + what + " is no JSON.", e);
        }
    }

    private static @Nullable Object value(JsonParser parser) {
        JsonToken token = parser.currentToken();
        if (token == null) {
            return null;
        }
        return switch (token) {
            case START_OBJECT -> {
                Map<String, Object> map = new LinkedHashMap<>();
                while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
                    String name = parser.currentName();
                    parser.nextToken();
                    Object member = value(parser);
                    if (member != null) {
                        map.put(name, member);
                    }
                }
                yield map;
            }
            case START_ARRAY -> {
                List<Object> list = new ArrayList<>();
                while (parser.nextToken() != JsonToken.END_ARRAY) {
                    Object item = value(parser);
                    if (item != null) {
                        list.add(item);
                    }
                }
                yield list;
            }
            case VALUE_STRING -> parser.getString();
            case VALUE_NUMBER_INT -> parser.getLongValue();
            case VALUE_NUMBER_FLOAT -> parser.getDoubleValue();
            case VALUE_TRUE -> true;
            case VALUE_FALSE -> false;
            default -> null;
        };
    }

    Optional<String> string(String name) {
        return Optional.ofNullable(members.get(name))
                .filter(String.class::isInstance)
                .map(String.class::cast);
    }

    long number(String name) {
        return members.get(name) instanceof Number number ? number.longValue() : 0;
    }

    Optional<Document> object(String name) {
        return members.get(name) instanceof Map<?, ?> map ? Optional.of(new Document(named(map))) : Optional.empty();
    }

    List<Document> objects(String name) {
        return members.get(name) instanceof List<?> list ? documents(list) : List.of();
    }

    /// The strings of an array; empty if it isn't there.
    Optional<List<String>> strings(String name) {
        return members.get(name) instanceof List<?> list
                ? Optional.of(list.stream().map(String::valueOf).toList())
                : Optional.empty();
    }

    /// The string members of an object, in their order.
    Map<String, String> texts(String name) {
        Map<String, String> texts = new LinkedHashMap<>();
        if (members.get(name) instanceof Map<?, ?> map) {
            map.forEach((key, value) -> texts.put(String.valueOf(key), String.valueOf(value)));
        }
        return texts;
    }

    /// A copy with a member more, or another one. Documents may be given as values.
    Document with(String name, Object value) {
        Map<String, Object> copy = new LinkedHashMap<>(members);
        copy.put(name, value);
        return new Document(copy);
    }

    byte[] json() {
        var bytes = new ByteArrayOutputStream();
        try (JsonGenerator generator = JSON.createGenerator(ObjectWriteContext.empty(), bytes)) {
            write(generator, members);
        }
        return bytes.toByteArray();
    }

    private static void write(JsonGenerator generator, Object value) {
        switch (value) {
            case Document document -> write(generator, document.members);
            case Map<?, ?> map -> {
                generator.writeStartObject();
                map.forEach((name, member) -> {
                    generator.writeName(String.valueOf(name));
                    write(generator, member);
                });
                generator.writeEndObject();
            }
            case List<?> list -> {
                generator.writeStartArray();
                list.forEach(item -> write(generator, item));
                generator.writeEndArray();
            }
            case Boolean truth -> generator.writeBoolean(truth);
            case Integer number -> generator.writeNumber(number);
            case Long number -> generator.writeNumber(number);
            case Double number -> generator.writeNumber(number);
            default -> generator.writeString(String.valueOf(value));
        }
    }

    private static List<Document> documents(List<?> list) {
        List<Document> documents = new ArrayList<>();
        for (Object item : list) {
            if (item instanceof Map<?, ?> map) {
                documents.add(new Document(named(map)));
            }
        }
        return List.copyOf(documents);
    }

    private static Map<String, Object> named(Map<?, ?> map) {
        Map<String, Object> named = new LinkedHashMap<>();
        map.forEach((name, value) -> named.put(String.valueOf(name), value));
        return named;
    }
}
