package samara.cloud.dynamodb;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import samara.cloud.dynamodb.value.Bytes;
import samara.cloud.dynamodb.value.Decimal;
import samara.cloud.dynamodb.value.Invalid;
import samara.cloud.dynamodb.value.Value;
import samara.wire.AwsException;
import samara.wire.Blob;
import samara.wire.dynamodb.AttributeValue;

/// Values as they come and go: checked and made exact on the way in.
final class AttributeValues {
    private AttributeValues() {}

    /// The attributes of a request.
    ///
    /// @throws AwsException a `ValidationException`, if a value is none
    static Map<String, Value> read(Map<String, AttributeValue> attributes) {
        return members(attributes, 1);
    }

    /// The values that expressions of a request name, where messages name the placeholder.
    static Map<String, Value> readPlaceholders(Map<String, AttributeValue> values) {
        var read = LinkedHashMap.<String, Value>newLinkedHashMap(values.size());
        values.forEach((name, value) -> {
            try {
                read.put(name, value(value, 1));
            } catch (AwsException e) {
                throw Invalid.because(
                        "ExpressionAttributeValues contains invalid value: " + e.message() + " for key " + name);
            }
        });
        return read;
    }

    /// One value of a request.
    static Value read(AttributeValue value) {
        return value(value, 1);
    }

    private static Map<String, Value> members(Map<String, AttributeValue> attributes, int depth) {
        var read = LinkedHashMap.<String, Value>newLinkedHashMap(attributes.size());
        for (var entry : attributes.entrySet()) {
            read.put(entry.getKey(), value(entry.getValue(), depth));
        }
        return read;
    }

    private static Value value(AttributeValue value, int depth) {
        if (depth > DynamoDbLimits.MAX_NESTING) {
            throw Invalid.because("Nesting Levels have exceeded supported limits: Attributes cannot have more than "
                    + DynamoDbLimits.MAX_NESTING + " levels of nesting");
        }
        return switch (value) {
            case AttributeValue.S(String text) -> new Value.S(text);
            case AttributeValue.N(String number) -> new Value.N(Decimal.parse(number));
            case AttributeValue.B(Blob blob) -> new Value.B(bytes(blob));
            case AttributeValue.SS(List<String> members) ->
                new Value.SS(set("An string set  may not be empty", members, Function.identity()));
            case AttributeValue.NS(List<String> members) ->
                new Value.NS(set("An number set  may not be empty", members, Decimal::parse));
            case AttributeValue.BS(List<Blob> members) ->
                new Value.BS(set("Binary sets should not be empty", members, AttributeValues::bytes));
            case AttributeValue.M(Map<String, AttributeValue> members) -> new Value.M(members(members, depth + 1));
            case AttributeValue.L(List<AttributeValue> elements) -> {
                var list = new ArrayList<Value>(elements.size());
                for (AttributeValue element : elements) {
                    list.add(value(element, depth + 1));
                }
                yield new Value.L(list);
            }
            case AttributeValue.BOOL(boolean isTrue) -> new Value.Bool(isTrue);
            case AttributeValue.NULL(boolean isNull) -> {
                if (!isNull) {
                    throw Invalid.parameter("Null attribute value types must have the value of true");
                }
                yield new Value.Null();
            }
        };
    }

    private static Bytes bytes(Blob blob) {
        return Bytes.copyOf(blob.toByteArray());
    }

    private static <T, U> List<U> set(String empty, List<T> given, Function<T, U> member) {
        if (given.isEmpty()) {
            throw Invalid.parameter(empty);
        }
        var members = new ArrayList<U>(given.size());
        given.forEach(one -> members.add(member.apply(one)));
        if (new HashSet<>(members).size() < members.size()) {
            throw Invalid.parameter("Input collection " + members + " contains duplicates.");
        }
        return members;
    }

    /// Attributes for an answer.
    static Map<String, AttributeValue> write(Map<String, Value> attributes) {
        var written = LinkedHashMap.<String, AttributeValue>newLinkedHashMap(attributes.size());
        for (var entry : attributes.entrySet()) {
            written.put(entry.getKey(), write(entry.getValue()));
        }
        return written;
    }

    /// A value for an answer.
    static AttributeValue write(Value value) {
        return switch (value) {
            case Value.S(String text) -> new AttributeValue.S(text);
            case Value.N(Decimal number) -> new AttributeValue.N(number.toString());
            case Value.B(Bytes bytes) -> new AttributeValue.B(Blob.of(bytes.toArray()));
            case Value.SS(List<String> members) -> new AttributeValue.SS(members);
            case Value.NS(List<Decimal> members) ->
                new AttributeValue.NS(members.stream().map(Decimal::toString).toList());
            case Value.BS(List<Bytes> members) ->
                new AttributeValue.BS(members.stream()
                        .map(member -> Blob.of(member.toArray()))
                        .toList());
            case Value.M(Map<String, Value> members) -> new AttributeValue.M(write(members));
            case Value.L(List<Value> elements) ->
                new AttributeValue.L(
                        elements.stream().map(AttributeValues::write).toList());
            case Value.Bool(boolean isTrue) -> new AttributeValue.BOOL(isTrue);
            case Value.Null() -> new AttributeValue.NULL(true);
        };
    }
}
