package samara.wire.protocol;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import samara.wire.Blob;
import samara.wire.Member;
import samara.wire.Schema;
import samara.wire.Structure;
import samara.wire.UnionStructure;
import tools.jackson.core.Base64Variants;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.util.ByteArrayBuilder;

/// Writes values as JSON.
final class JsonWriter {
    private static final JsonFactory FACTORY = new JsonFactory();
    private final JsonGenerator out;

    private JsonWriter(JsonGenerator out) {
        this.out = out;
    }

    /// The members of a structure that stand in the body, as an object.
    static byte[] write(Schema schema, Structure structure) {
        var bytes = new ByteArrayBuilder();
        try (JsonGenerator out = FACTORY.createGenerator(ObjectWriteContext.empty(), bytes)) {
            new JsonWriter(out).structure(schema, structure);
        }
        return bytes.toByteArray();
    }

    /// An object that `writer` fills.
    static byte[] object(java.util.function.Consumer<JsonGenerator> writer) {
        var bytes = new ByteArrayBuilder();
        try (JsonGenerator out = FACTORY.createGenerator(ObjectWriteContext.empty(), bytes)) {
            out.writeStartObject();
            writer.accept(out);
            out.writeEndObject();
        }
        return bytes.toByteArray();
    }

    /// The members of a structure, into an object that was begun.
    static void members(JsonGenerator out, Schema schema, Structure structure) {
        new JsonWriter(out).members(schema, structure);
    }

    private void structure(Schema schema, Structure structure) {
        out.writeStartObject();
        members(schema, structure);
        out.writeEndObject();
    }

    private void members(Schema schema, Structure structure) {
        List<Member> members = schema.members();
        for (int i = 0; i < members.size(); i++) {
            Member member = members.get(i);
            if (member.location() != Member.Location.BODY) {
                continue;
            }
            Object value = structure.member(i);
            if (value != null) {
                out.writeName(member.wireName());
                value(member, value);
            }
        }
    }

    private void value(Member member, Object value) {
        Schema schema = member.schema();
        switch (schema.kind()) {
            case STRING -> out.writeString((String) value);
            case BOOLEAN -> out.writeBoolean((Boolean) value);
            case INTEGER -> out.writeNumber((Integer) value);
            case LONG -> out.writeNumber((Long) value);
            case FLOAT -> floating(((Float) value).doubleValue(), value.toString());
            case DOUBLE -> floating((Double) value, value.toString());
            case TIMESTAMP -> timestamp(member, (Instant) value);
            case BLOB -> {
                var bytes = ((Blob) value).asByteBuffer();
                var copy = new byte[bytes.remaining()];
                bytes.get(copy);
                out.writeBinary(Base64Variants.MIME_NO_LINEFEEDS, copy, 0, copy.length);
            }
            case LIST -> list(schema, (List<?>) value);
            case MAP -> map(schema, (Map<?, ?>) value);
            case STRUCTURE -> structure(schema, (Structure) value);
            case UNION -> union(schema, (UnionStructure) value);
        }
    }

    private void list(Schema schema, List<?> list) {
        Member item = schema.members().getFirst();
        out.writeStartArray();
        for (Object value : list) {
            value(item, value);
        }
        out.writeEndArray();
    }

    private void map(Schema schema, Map<?, ?> map) {
        Member item = schema.members().getLast();
        out.writeStartObject();
        for (var entry : map.entrySet()) {
            out.writeName((String) entry.getKey());
            value(item, entry.getValue());
        }
        out.writeEndObject();
    }

    private void union(Schema schema, UnionStructure union) {
        Member member = schema.members().get(union.memberIndex());
        Object value = union.member(union.memberIndex());
        out.writeStartObject();
        out.writeName(member.wireName());
        value(member, java.util.Objects.requireNonNull(value));
        out.writeEndObject();
    }

    private void timestamp(Member member, Instant moment) {
        switch (member.timestampFormat()) {
            case "", "unixTimestamp" -> out.writeNumber(Timestamps.epoch(moment));
            default -> out.writeString(Timestamps.write(moment, member.timestampFormat()));
        }
    }

    private void floating(double value, String text) {
        if (Double.isFinite(value)) {
            out.writeNumber(text);
        } else {
            out.writeString(text);
        }
    }
}
