package samara.wire.protocol;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import samara.wire.AwsException;
import samara.wire.Blob;
import samara.wire.Member;
import samara.wire.Schema;
import tools.jackson.core.Base64Variants;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;

/// Reads values out of JSON, token by token.
final class JsonReader {
    private static final JsonFactory FACTORY = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(200)
                    .maxStringLength(Bodies.MAX_BYTES)
                    .maxNumberLength(400)
                    .build())
            .build();

    private final JsonParser in;
    private final Checks checks;

    private JsonReader(JsonParser in, Checks checks) {
        this.in = in;
        this.checks = checks;
    }

    /// Reads an object into the values of a structure; members that stand elsewhere than in the body are left alone.
    static void read(byte[] json, Schema schema, @Nullable Object[] values, Checks checks) {
        if (json.length == 0) {
            return;
        }
        try (JsonParser in = FACTORY.createParser(ObjectReadContext.empty(), json)) {
            var reader = new JsonReader(in, checks);
            if (in.nextToken() != JsonToken.START_OBJECT) {
                throw unexpected(in);
            }
            reader.members(schema, values);
            if (in.nextToken() != null) {
                throw serialization("The body goes on after its end.");
            }
        } catch (JacksonException e) {
            throw serialization("The body is not JSON: " + e.getOriginalMessage());
        }
    }

    /// Reads one value of a shape, null for JSON's null.
    static @Nullable Object read(byte[] json, Member member, Checks checks) {
        try (JsonParser in = FACTORY.createParser(ObjectReadContext.empty(), json)) {
            if (in.nextToken() == null) {
                return null;
            }
            return new JsonReader(in, checks).value(member);
        } catch (JacksonException e) {
            throw serialization("The body is not JSON: " + e.getOriginalMessage());
        }
    }

    private void members(Schema schema, @Nullable Object[] values) {
        int guess = 0;
        for (String name = in.nextName(); name != null; name = in.nextName()) {
            int at = schema.find(name, guess);
            in.nextToken();
            if (at < 0 || schema.members().get(at).location() != Member.Location.BODY) {
                in.skipChildren();
                continue;
            }
            guess = at + 1;
            Member member = schema.members().get(at);
            checks.enter(member.name());
            values[at] = value(member);
            checks.leave();
        }
    }

    private @Nullable Object value(Member member) {
        JsonToken token = in.currentToken();
        if (token == JsonToken.VALUE_NULL) {
            return null;
        }
        Schema schema = member.schema();
        Object value = switch (schema.kind()) {
            case STRING -> expect(JsonToken.VALUE_STRING).getString();
            case BOOLEAN -> bool();
            case INTEGER -> Math.toIntExact(integer(Integer.MIN_VALUE, Integer.MAX_VALUE));
            case LONG -> integer(Long.MIN_VALUE, Long.MAX_VALUE);
            case FLOAT -> (float) floating();
            case DOUBLE -> floating();
            case TIMESTAMP -> timestamp(member);
            case BLOB -> blob();
            case LIST -> list(schema);
            case MAP -> map(schema);
            case STRUCTURE -> structure(schema);
            case UNION -> union(schema);
        };
        checks.check(schema, value);
        return value;
    }

    private Object structure(Schema schema) {
        expect(JsonToken.START_OBJECT);
        var values = new @Nullable Object[schema.members().size()];
        members(schema, values);
        return checks.structure(schema, values);
    }

    private Object union(Schema schema) {
        expect(JsonToken.START_OBJECT);
        int found = -1;
        Object value = null;
        for (String name = in.nextName(); name != null; name = in.nextName()) {
            int at = schema.find(name, 0);
            in.nextToken();
            if (at < 0 || in.currentToken() == JsonToken.VALUE_NULL) {
                in.skipChildren();
                continue;
            }
            if (found >= 0) {
                throw union(
                        schema,
                        "has more than one datatypes set, must contain exactly one of the supported" + " datatypes");
            }
            found = at;
            Member member = schema.members().get(at);
            checks.enter(member.name());
            value = value(member);
            checks.leave();
        }
        if (value == null) {
            throw union(schema, "is empty, must contain exactly one of the supported datatypes");
        }
        return checks.areViolated() ? Checks.UNMAKEABLE : schema.makeUnion(found, value);
    }

    private static AwsException union(Schema schema, String what) {
        return new AwsException("ValidationException", 400, "Supplied " + schema.name() + " " + what);
    }

    private List<Object> list(Schema schema) {
        expect(JsonToken.START_ARRAY);
        Member item = schema.members().getFirst();
        var list = new ArrayList<Object>();
        while (in.nextToken() != JsonToken.END_ARRAY) {
            checks.enter(list.size() + 1 + ".member");
            Object value = value(item);
            checks.leave();
            if (value == null) {
                throw serialization("A list of " + item.schema().name() + " holds a null.");
            }
            list.add(value);
        }
        return Collections.unmodifiableList(list);
    }

    private Map<String, Object> map(Schema schema) {
        expect(JsonToken.START_OBJECT);
        Member item = schema.members().getLast();
        Schema key = schema.members().getFirst().schema();
        var map = new LinkedHashMap<String, Object>();
        for (String name = in.nextName(); name != null; name = in.nextName()) {
            in.nextToken();
            checks.enter(name.isEmpty() ? "\"\"" : name);
            Object value = value(item);
            checks.leave();
            if (value != null) {
                map.put(name, value);
            }
            checks.checkKey(key, name, map);
        }
        return Collections.unmodifiableMap(map);
    }

    private boolean bool() {
        return switch (in.currentToken()) {
            case VALUE_TRUE -> true;
            case VALUE_FALSE -> false;
            case null, default -> throw unexpected(in);
        };
    }

    private long integer(long least, long greatest) {
        long value = switch (in.currentToken()) {
            case VALUE_NUMBER_INT -> in.getLongValue();
            case VALUE_NUMBER_FLOAT -> {
                double number = in.getDoubleValue();
                if (number != Math.rint(number) || Math.abs(number) > 1e15) {
                    throw serialization("NUMBER_VALUE can not be converted to an integer");
                }
                yield (long) number;
            }
            case null, default -> throw unexpected(in);
        };
        if (value < least || value > greatest) {
            throw serialization("NUMBER_VALUE is outside of the range of an integer");
        }
        return value;
    }

    private double floating() {
        return switch (in.currentToken()) {
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> in.getDoubleValue();
            case VALUE_STRING ->
                switch (in.getString()) {
                    case "NaN" -> Double.NaN;
                    case "Infinity" -> Double.POSITIVE_INFINITY;
                    case "-Infinity" -> Double.NEGATIVE_INFINITY;
                    default -> throw unexpected(in);
                };
            case null, default -> throw unexpected(in);
        };
    }

    private Object timestamp(Member member) {
        return switch (in.currentToken()) {
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> Timestamps.ofEpoch(in.getString());
            case VALUE_STRING -> Timestamps.parse(in.getString(), member.timestampFormat());
            case null, default -> throw unexpected(in);
        };
    }

    private Blob blob() {
        expect(JsonToken.VALUE_STRING);
        try {
            return Blob.owning(in.getBinaryValue(Base64Variants.MIME_NO_LINEFEEDS));
        } catch (JacksonException e) {
            throw serialization("The text is not Base64.");
        }
    }

    private JsonParser expect(JsonToken token) {
        if (in.currentToken() != token) {
            throw unexpected(in);
        }
        return in;
    }

    private static AwsException unexpected(JsonParser in) {
        return serialization(
                switch (in.currentToken()) {
                    case START_OBJECT -> "Start of structure or map found where not expected.";
                    case START_ARRAY -> "Start of list found where not expected";
                    case VALUE_STRING -> "STRING_VALUE cannot be converted to what `" + name(in) + "` is";
                    case VALUE_TRUE -> "TRUE_VALUE cannot be converted to what `" + name(in) + "` is";
                    case VALUE_FALSE -> "FALSE_VALUE cannot be converted to what `" + name(in) + "` is";
                    case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT ->
                        "NUMBER_VALUE cannot be converted to what `" + name(in) + "` is";
                    case null, default -> "Unexpected field type";
                });
    }

    private static String name(JsonParser in) {
        String name = in.currentName();
        return name == null ? "the member" : name;
    }

    private static AwsException serialization(String message) {
        return new AwsException("SerializationException", 400, message);
    }
}
