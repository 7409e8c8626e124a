package samara.cloud.kernel;

import java.util.ArrayList;
import java.util.List;
import samara.template.BooleanNode;
import samara.template.ListNode;
import samara.template.Node;
import samara.template.NullNode;
import samara.template.NumberNode;
import samara.template.ObjectNode;
import samara.template.Span;
import samara.template.StringNode;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/// A template's node as the JSON that it stands for. Where it was written is not kept.
final class NodeShape implements Shape {
    private static final Span STORED = Span.outside("stored state");

    @Override
    public void write(Object value, JsonGenerator out) {
        switch ((Node) value) {
            case ObjectNode object -> {
                out.writeStartObject();
                object.forEach((name, member) -> {
                    out.writeName(name);
                    write(member, out);
                });
                out.writeEndObject();
            }
            case ListNode list -> {
                out.writeStartArray();
                list.elements().forEach(element -> write(element, out));
                out.writeEndArray();
            }
            case StringNode string -> out.writeString(string.value());
            case NumberNode number -> out.writeRawValue(number.literal());
            case BooleanNode bool -> out.writeBoolean(bool.value());
            case NullNode none -> out.writeNull();
        }
    }

    @Override
    public Node read(JsonParser in) {
        JsonToken token = in.currentToken();
        if (token == JsonToken.START_OBJECT) {
            var object = ObjectNode.builder(STORED);
            while (in.nextToken() != JsonToken.END_OBJECT) {
                String name = in.currentName();
                in.nextToken();
                object.put(name, read(in));
            }
            return object.build();
        }
        if (token == JsonToken.START_ARRAY) {
            List<Node> elements = new ArrayList<>();
            while (in.nextToken() != JsonToken.END_ARRAY) {
                elements.add(read(in));
            }
            return new ListNode(elements, STORED);
        }
        if (token == JsonToken.VALUE_STRING) {
            return new StringNode(in.getString(), STORED);
        }
        if (token.isNumeric()) {
            return new NumberNode(in.getString(), STORED);
        }
        return token == JsonToken.VALUE_NULL ? new NullNode(STORED) : new BooleanNode(in.getBooleanValue(), STORED);
    }
}
