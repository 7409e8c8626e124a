package samara.wire.protocol;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import samara.wire.Blob;
import samara.wire.Member;
import samara.wire.Schema;
import samara.wire.Structure;
import samara.wire.UnionStructure;

/// Writes values as XML.
final class XmlWriter {
    private final StringBuilder out = new StringBuilder(512);

    XmlWriter declaration() {
        out.append("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
        return this;
    }

    XmlWriter open(String name) {
        out.append('<').append(name).append('>');
        return this;
    }

    XmlWriter open(String name, String namespace) {
        out.append('<').append(name);
        if (!namespace.isEmpty()) {
            out.append(" xmlns=\"").append(namespace).append('"');
        }
        out.append('>');
        return this;
    }

    XmlWriter close(String name) {
        out.append("</").append(name).append('>');
        return this;
    }

    XmlWriter element(String name, String text) {
        open(name);
        text(text);
        return close(name);
    }

    XmlWriter textThenClose(String name, String text) {
        text(text);
        return close(name);
    }

    byte[] toBytes() {
        return out.toString().getBytes(StandardCharsets.UTF_8);
    }

    /// The members of a structure that stand in the body.
    void members(Schema schema, Structure structure) {
        List<Member> members = schema.members();
        for (int i = 0; i < members.size(); i++) {
            Member member = members.get(i);
            Object value = member.location() == Member.Location.BODY ? structure.member(i) : null;
            if (value != null && !member.xmlAttribute()) {
                member(member, value);
            }
        }
    }

    private void member(Member member, Object value) {
        if (!member.flattened()) {
            element(member.xmlName(), member, value);
            return;
        }
        if (value instanceof Map<?, ?> map) {
            map.forEach((key, item) -> entry(member.xmlName(), member.schema(), (String) key, item));
        } else {
            Member item = member.schema().members().getFirst();
            for (Object each : (List<?>) value) {
                element(member.xmlName(), item, each);
            }
        }
    }

    /// An element around a value.
    void element(String name, Member member, Object value) {
        out.append('<').append(name);
        if (value instanceof Structure structure && member.schema().kind() == Schema.Kind.STRUCTURE) {
            attributes(member, structure);
        }
        out.append('>');
        value(member, value);
        close(name);
    }

    private void attributes(Member member, Structure structure) {
        var namespace =
                member.xmlNamespace().uri().isEmpty() ? member.schema().traits().xmlNamespace() : member.xmlNamespace();
        if (!namespace.uri().isEmpty()) {
            out.append(" xmlns").append(namespace.prefix().isEmpty() ? "" : ":" + namespace.prefix());
            out.append("=\"").append(namespace.uri()).append('"');
        }
        List<Member> members = member.schema().members();
        for (int i = 0; i < members.size(); i++) {
            Object value = members.get(i).xmlAttribute() ? structure.member(i) : null;
            if (value != null) {
                out.append(' ').append(members.get(i).wireName()).append("=\"");
                text(value.toString());
                out.append('"');
            }
        }
    }

    private void value(Member member, Object value) {
        Schema schema = member.schema();
        switch (schema.kind()) {
            case STRUCTURE -> members(schema, (Structure) value);
            case UNION -> {
                var union = (UnionStructure) value;
                member(
                        schema.members().get(union.memberIndex()),
                        Objects.requireNonNull(union.member(union.memberIndex())));
            }
            case LIST -> {
                Member item = schema.members().getFirst();
                for (Object each : (List<?>) value) {
                    element(item.xmlName(), item, each);
                }
            }
            case MAP -> ((Map<?, ?>) value).forEach((key, item) -> entry("entry", schema, (String) key, item));
            case TIMESTAMP -> text(Timestamps.write((Instant) value, member.timestampFormat()));
            case BLOB -> text(((Blob) value).toBase64());
            case STRING, BOOLEAN, INTEGER, LONG, FLOAT, DOUBLE -> text(value.toString());
        }
    }

    private void entry(String name, Schema schema, String key, Object value) {
        open(name);
        element(schema.members().getFirst().xmlName(), key);
        element(schema.members().getLast().xmlName(), schema.members().getLast(), value);
        close(name);
    }

    private void text(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '&' -> out.append("&amp;");
                case '<' -> out.append("&lt;");
                case '>' -> out.append("&gt;");
                case '"' -> out.append("&quot;");
                case '\r' -> out.append("&#xD;");
                default -> out.append(c);
            }
        }
    }
}
