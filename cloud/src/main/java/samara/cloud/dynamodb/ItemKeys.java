package samara.cloud.dynamodb;

import java.util.Map;
import java.util.Optional;
import samara.cloud.dynamodb.value.Bytes;
import samara.cloud.dynamodb.value.Invalid;
import samara.cloud.dynamodb.value.Value;
import samara.cloud.dynamodb.value.ValueType;
import samara.cloud.dynamodb.value.Values;
import samara.wire.AwsException;

/// What keys must be: of the schema's attributes and types, not empty, not too long.
final class ItemKeys {
    private ItemKeys() {}

    /// The key of a request, which must be the table's key and nothing else.
    static Map<String, Value> checked(LiveTable table, Map<String, Value> key) {
        KeySchema schema = table.keys();
        if (key.size() != schema.attributes().size()) {
            throw doesNotMatch();
        }
        for (String attribute : schema.attributes()) {
            Value value = key.get(attribute);
            if (value == null || value.type() != table.type(attribute)) {
                throw doesNotMatch();
            }
        }
        checkLengths(schema, key);
        return schema.of(key);
    }

    static AwsException doesNotMatch() {
        return Invalid.because("The provided key element does not match the schema");
    }

    /// An item to be put: it must have the table's key, and what it has of indexes' keys must be of their types.
    static void checkItem(LiveTable table, Map<String, Value> item) {
        KeySchema schema = table.keys();
        for (String attribute : schema.attributes()) {
            Value value = item.get(attribute);
            if (value == null) {
                throw Invalid.parameter("Missing the key " + attribute + " in the item");
            }
            ValueType type = table.type(attribute);
            if (value.type() != type) {
                throw Invalid.parameter(
                        "Type mismatch for key " + attribute + " expected: " + type + " actual: " + value.type());
            }
        }
        checkLengths(schema, item);
        checkIndexKeys(table, item, Optional.empty());
    }

    /// What an update made of an item.
    static void checkUpdated(LiveTable table, Map<String, Value> item) {
        checkIndexKeys(
                table,
                item,
                Optional.of("The update expression attempted to update the secondary index key to unsupported type"));
    }

    private static void checkLengths(KeySchema schema, Map<String, Value> key) {
        checkLength(
                schema.partitionKey(),
                key,
                DynamoDbLimits.MAX_PARTITION_KEY_BYTES,
                "Size of hashkey has exceeded the maximum size limit of2048 bytes");
        schema.sortKey()
                .ifPresent(sort -> checkLength(
                        sort,
                        key,
                        DynamoDbLimits.MAX_SORT_KEY_BYTES,
                        "Aggregated size of all range keys has exceeded the size limit of 1024 bytes"));
    }

    private static void checkLength(String attribute, Map<String, Value> key, int limit, String tooLong) {
        Value value = key.get(attribute);
        if (value == null) {
            return;
        }
        if (isEmpty(value)) {
            throw Invalid.because(
                    "One or more parameter values are not valid. The AttributeValue for a key attribute cannot contain"
                            + " an empty " + kind(value) + " value. Key: " + attribute);
        }
        if (value.type() != ValueType.N && Values.weight(value) > limit) {
            throw Invalid.parameter(tooLong);
        }
    }

    private static boolean isEmpty(Value value) {
        return value instanceof Value.S(String text) && text.isEmpty()
                || value instanceof Value.B(Bytes bytes) && bytes.length() == 0;
    }

    private static String kind(Value value) {
        return value.type() == ValueType.S ? "string" : "binary";
    }

    private static void checkIndexKeys(LiveTable table, Map<String, Value> item, Optional<String> ofUpdate) {
        for (StoredIndex index : table.stored().indexes()) {
            for (String attribute : index.keys().attributes()) {
                Value value = item.get(attribute);
                if (value == null || table.keys().contains(attribute)) {
                    continue;
                }
                ValueType type = table.type(attribute);
                if (value.type() != type) {
                    throw ofUpdate.map(Invalid::parameter)
                            .orElseGet(() -> Invalid.parameter("Type mismatch for Index Key " + attribute
                                    + " Expected: " + type + " Actual: " + value.type() + " IndexName: "
                                    + index.name()));
                }
                if (isEmpty(value)) {
                    throw Invalid.because(
                            "One or more parameter values are not valid. A value specified for a secondary index key is"
                                    + " not supported. The AttributeValue for a key attribute cannot contain an empty "
                                    + kind(value) + " value. IndexName: " + index.name() + ", IndexKey: " + attribute);
                }
                checkIndexKeyLength(index, attribute, value);
            }
        }
    }

    private static void checkIndexKeyLength(StoredIndex index, String attribute, Value value) {
        boolean isPartition = index.keys().partitionKey().equals(attribute);
        int limit = isPartition ? DynamoDbLimits.MAX_PARTITION_KEY_BYTES : DynamoDbLimits.MAX_SORT_KEY_BYTES;
        if (value.type() != ValueType.N && Values.weight(value) > limit) {
            throw Invalid.parameter((isPartition
                            ? "Size of hashkey has exceeded the maximum size limit of2048 bytes"
                            : "Aggregated size of all range keys has exceeded the size limit of 1024 bytes")
                    + ". IndexName: " + index.name());
        }
    }
}
