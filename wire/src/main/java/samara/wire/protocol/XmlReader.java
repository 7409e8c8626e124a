package samara.wire.protocol;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import samara.wire.AwsException;
import samara.wire.Member;
import samara.wire.Schema;

/// Reads values out of XML.
final class XmlReader {
    private final Checks checks;

    XmlReader(Checks checks) {
        this.checks = checks;
    }

    /// Reads an element into the values of a structure.
    void members(XmlElement element, Schema schema, @Nullable Object[] values) {
        List<Member> members = schema.members();
        for (int i = 0; i < values.length; i++) {
            Member member = members.get(i);
            if (member.location() != Member.Location.BODY) {
                continue;
            }
            checks.enter(member.name());
            Object value = member(element, member);
            if (value != null) {
                values[i] = value;
                checks.check(member.schema(), value);
            }
            checks.leave();
        }
    }

    private @Nullable Object member(XmlElement parent, Member member) {
        if (member.xmlAttribute()) {
            String name = member.wireName();
            String text = parent.attributes().get(name.substring(name.indexOf(':') + 1));
            return text == null ? null : HttpMembers.scalar(member, text, "iso8601");
        }
        if (member.flattened()) {
            List<XmlElement> items = parent.children(member.xmlName());
            if (items.isEmpty()) {
                return null;
            }
            return member.schema().kind() == Schema.Kind.MAP
                    ? map(items, member.schema())
                    : list(items, member.schema());
        }
        XmlElement element = parent.child(member.xmlName());
        return element == null ? null : value(element, member);
    }

    /// The value that an element holds.
    Object value(XmlElement element, Member member) {
        Schema schema = member.schema();
        return switch (schema.kind()) {
            case LIST -> list(element.children(schema.members().getFirst().xmlName()), schema);
            case MAP -> map(element.children("entry"), schema);
            case STRUCTURE -> {
                var values = new @Nullable Object[schema.members().size()];
                members(element, schema, values);
                yield checks.structure(schema, values);
            }
            case UNION -> union(element, schema);
            case STRING -> element.text();
            case BOOLEAN, INTEGER, LONG, FLOAT, DOUBLE, TIMESTAMP, BLOB ->
                HttpMembers.scalar(member, element.text().strip(), "iso8601");
        };
    }

    private Object union(XmlElement element, Schema schema) {
        List<Member> members = schema.members();
        for (int i = 0; i < members.size(); i++) {
            Object value = member(element, members.get(i));
            if (value != null) {
                return checks.areViolated() ? Checks.UNMAKEABLE : schema.makeUnion(i, value);
            }
        }
        throw XmlElement.malformed();
    }

    private List<Object> list(List<XmlElement> elements, Schema schema) {
        Member item = schema.members().getFirst();
        var list = new ArrayList<Object>(elements.size());
        for (XmlElement element : elements) {
            checks.enter(list.size() + 1 + ".member");
            Object value = value(element, item);
            checks.check(item.schema(), value);
            list.add(value);
            checks.leave();
        }
        return Collections.unmodifiableList(list);
    }

    private Map<String, Object> map(List<XmlElement> entries, Schema schema) {
        Member key = schema.members().getFirst();
        Member item = schema.members().getLast();
        var map = new LinkedHashMap<String, Object>();
        for (XmlElement entry : entries) {
            XmlElement name = entry.child(key.xmlName());
            XmlElement value = entry.child(item.xmlName());
            if (name == null || value == null) {
                throw XmlElement.malformed();
            }
            map.put(name.text(), Objects.requireNonNull(value(value, item)));
        }
        return Collections.unmodifiableMap(map);
    }

    /// What is thrown for a body that should be there.
    static AwsException missingBody() {
        return new AwsException("MissingRequestBodyError", 400, "Request Body is empty");
    }
}
