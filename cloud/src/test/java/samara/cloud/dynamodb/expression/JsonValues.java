package samara.cloud.dynamodb.expression;

import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import samara.cloud.dynamodb.value.Bytes;
import samara.cloud.dynamodb.value.Decimal;
import samara.cloud.dynamodb.value.Value;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

/// Reads DynamoDB's JSON (`{"a": {"S": "x"}}`) in test cases.
final class JsonValues {
    private static final JsonFactory FACTORY = new JsonFactory();

    private JsonValues() {}

    static Map<String, Value> item(String json) {
        try (JsonParser in = FACTORY.createParser(ObjectReadContext.empty(), json)) {
            in.nextToken();
            return members(in);
        }
    }

    static Map<String, String> names(String json) {
        var names = new LinkedHashMap<String, String>();
        try (JsonParser in = FACTORY.createParser(ObjectReadContext.empty(), json)) {
            in.nextToken();
            while (in.nextToken() != JsonToken.END_OBJECT) {
                String name = in.currentName();
                in.nextToken();
                names.put(name, in.getString());
            }
        }
        return names;
    }

    private static Map<String, Value> members(JsonParser in) {
        var members = new LinkedHashMap<String, Value>();
        while (in.nextToken() != JsonToken.END_OBJECT) {
            String name = in.currentName();
            in.nextToken();
            members.put(name, value(in));
        }
        return members;
    }

    /// The parser stands at the `{` of a value, and at its `}` afterwards.
    private static Value value(JsonParser in) {
        in.nextToken();
        String type = in.currentName();
        in.nextToken();
        Value value = switch (type) {
            case "S" -> new Value.S(in.getString());
            case "N" -> new Value.N(Decimal.parse(in.getString()));
            case "B" -> new Value.B(bytes(in.getString()));
            case "BOOL" -> new Value.Bool(in.getBooleanValue());
            case "NULL" -> new Value.Null();
            case "M" -> new Value.M(members(in));
            case "L" -> {
                var elements = new ArrayList<Value>();
                while (in.nextToken() != JsonToken.END_ARRAY) {
                    elements.add(value(in));
                }
                yield new Value.L(elements);
            }
            case "SS" -> new Value.SS(texts(in));
            case "NS" -> new Value.NS(texts(in).stream().map(Decimal::parse).toList());
            case "BS" -> new Value.BS(texts(in).stream().map(JsonValues::bytes).toList());
            default -> throw new IllegalArgumentException(type);
        };
        in.nextToken();
        return value;
    }

    private static List<String> texts(JsonParser in) {
        var texts = new ArrayList<String>();
        while (in.nextToken() != JsonToken.END_ARRAY) {
            texts.add(in.getString());
        }
        return texts;
    }

    private static Bytes bytes(String base64) {
        return Bytes.copyOf(Base64.getDecoder().decode(base64));
    }
}
