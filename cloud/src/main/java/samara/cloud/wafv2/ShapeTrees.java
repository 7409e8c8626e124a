package samara.cloud.wafv2;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import samara.template.BooleanNode;
import samara.template.ListNode;
import samara.template.Node;
import samara.template.ObjectNode;
import samara.wire.Blob;
import samara.wire.Member;
import samara.wire.Schema;
import samara.wire.Structure;

/// Rules nest without end in a hundred shapes: they are handled as trees with AWS's names, and turned into the wire's
/// records and back by the model.
final class ShapeTrees {
    private ShapeTrees() {}

    /// A structure as a map.
    static Map<String, Object> tree(Schema schema, Structure structure) {
        Map<String, Object> tree = new LinkedHashMap<>();
        List<Member> members = schema.members();
        for (int i = 0; i < members.size(); i++) {
            Object value = structure.member(i);
            if (value != null) {
                tree.put(members.get(i).wireName(), value(members.get(i).schema(), value));
            }
        }
        return tree;
    }

    private static Object value(Schema schema, Object value) {
        return switch (schema.kind()) {
            case STRUCTURE, UNION -> tree(schema, (Structure) value);
            case LIST ->
                ((List<?>) value)
                        .stream()
                                .map(each -> value(schema.members().getFirst().schema(), each))
                                .toList();
            case MAP -> {
                Map<String, Object> map = new LinkedHashMap<>();
                ((Map<?, ?>) value)
                        .forEach((key, each) -> map.put(
                                String.valueOf(key),
                                value(schema.members().getLast().schema(), each)));
                yield map;
            }
            case BLOB -> new String(((Blob) value).toByteArray(), StandardCharsets.UTF_8);
            case STRING, BOOLEAN, INTEGER, LONG, FLOAT, DOUBLE, TIMESTAMP -> value;
        };
    }

    /// A map as a structure.
    ///
    /// @throws samara.wire.AwsException where the shape has no such member, or a value does not fit
    static Structure structure(Schema schema, Map<?, ?> tree) {
        List<Member> members = schema.members();
        var values = new @Nullable Object[members.size()];
        tree.forEach((key, value) -> {
            int at = schema.find(String.valueOf(key), 0);
            if (at < 0) {
                throw WafErrors.invalid("`" + key + "` is not known in " + schema.name() + ".");
            }
            if (value != null) {
                values[at] = made(members.get(at), value);
            }
        });
        for (int i = 0; i < values.length; i++) {
            if (members.get(i).required() && values[i] == null) {
                throw WafErrors.invalid("`" + members.get(i).name() + "` is missing in " + schema.name() + ".");
            }
        }
        return schema.make(values);
    }

    private static Object made(Member member, Object value) {
        Schema schema = member.schema();
        try {
            return switch (schema.kind()) {
                case STRUCTURE, UNION -> structure(schema, (Map<?, ?>) value);
                case LIST -> {
                    List<Object> list = new ArrayList<>();
                    for (Object each : (List<?>) value) {
                        list.add(made(schema.members().getFirst(), each));
                    }
                    yield List.copyOf(list);
                }
                case MAP -> {
                    Map<String, Object> map = new LinkedHashMap<>();
                    ((Map<?, ?>) value)
                            .forEach((key, each) -> map.put(
                                    String.valueOf(key), made(schema.members().getLast(), each)));
                    yield java.util.Collections.unmodifiableMap(map);
                }
                case BLOB -> Blob.of(value.toString().getBytes(StandardCharsets.UTF_8));
                case STRING -> value.toString();
                case BOOLEAN -> Boolean.valueOf(value.toString());
                case INTEGER -> Integer.valueOf(value.toString());
                case LONG -> Long.valueOf(value.toString());
                case FLOAT -> Float.valueOf(value.toString());
                case DOUBLE -> Double.valueOf(value.toString());
                case TIMESTAMP -> Instant.parse(value.toString());
            };
        } catch (ClassCastException | NumberFormatException e) {
            throw WafErrors.invalid("`" + member.name() + "` does not fit: " + value + ".");
        }
    }

    /// What a template says, under the API's names where CloudFormation has its own.
    static @Nullable Object of(Node node) {
        return switch (node) {
            case ObjectNode object -> {
                Map<String, @Nullable Object> map = new LinkedHashMap<>();
                object.members().forEach((key, member) -> {
                    if (key.equals("SearchStringBase64")) {
                        byte[] bytes = java.util.Base64.getDecoder()
                                .decode(member.value().asText().orElse(""));
                        map.put("SearchString", new String(bytes, StandardCharsets.UTF_8));
                    } else {
                        map.put(key.equals("Arn") ? "ARN" : key, of(member.value()));
                    }
                });
                yield map;
            }
            case ListNode list -> list.stream().map(ShapeTrees::of).toList();
            case BooleanNode bool -> bool.value();
            default -> node.asText().orElse(null);
        };
    }
}
