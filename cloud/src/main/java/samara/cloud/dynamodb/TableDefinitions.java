package samara.cloud.dynamodb;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import samara.cloud.dynamodb.value.Invalid;
import samara.wire.dynamodb.AttributeDefinition;
import samara.wire.dynamodb.GlobalSecondaryIndex;
import samara.wire.dynamodb.KeySchemaElement;
import samara.wire.dynamodb.LocalSecondaryIndex;
import samara.wire.dynamodb.OnDemandThroughput;
import samara.wire.dynamodb.Projection;
import samara.wire.dynamodb.ProvisionedThroughput;

/// Reads the definitions of tables and indexes from requests, and checks that they fit together.
final class TableDefinitions {
    private static final List<String> PROJECTION_TYPES = List.of("ALL", "KEYS_ONLY", "INCLUDE");

    private TableDefinitions() {}

    /// The types of attributes by their names.
    static Map<String, String> attributeTypes(List<AttributeDefinition> definitions) {
        var types = new LinkedHashMap<String, String>();
        for (AttributeDefinition definition : definitions) {
            String type = Choices.of(
                    "attributeDefinitions.member.attributeType",
                    Optional.of(definition.attributeType()),
                    "S",
                    List.of("B", "N", "S"));
            if (types.put(definition.attributeName(), type) != null) {
                throw Invalid.parameter("Duplicate AttributeName: " + definition.attributeName());
            }
        }
        return types;
    }

    /// The key of a table or index.
    static KeySchema keys(List<KeySchemaElement> schema) {
        if (schema.isEmpty() || !schema.getFirst().keyType().equals("HASH")) {
            throw Invalid.because("Invalid KeySchema: The first KeySchemaElement is not a HASH key type");
        }
        if (schema.size() == 1) {
            return new KeySchema(schema.getFirst().attributeName(), Optional.empty());
        }
        if (schema.size() > 2) {
            Choices.refuse("KeySchema", Optional.of(schema), "Keys of more than two attributes are not known here.");
        }
        if (!schema.getLast().keyType().equals("RANGE")) {
            throw Invalid.because("Invalid KeySchema: The second KeySchemaElement is not a RANGE key type");
        }
        if (schema.getFirst().attributeName().equals(schema.getLast().attributeName())) {
            throw Invalid.because("Both the Hash Key and the Range Key element in the KeySchema have the same name");
        }
        return new KeySchema(
                schema.getFirst().attributeName(), Optional.of(schema.getLast().attributeName()));
    }

    /// The local indexes of a new table, numbered from 1.
    static List<StoredIndex> localIndexes(List<LocalSecondaryIndex> given, KeySchema table) {
        var indexes = new ArrayList<StoredIndex>();
        for (LocalSecondaryIndex index : given) {
            KeySchema keys = keys(index.keySchema());
            if (table.sortKey().isEmpty()) {
                throw Invalid.parameter("Table KeySchema does not have a range key, which is required when specifying a"
                        + " LocalSecondaryIndex");
            }
            if (keys.sortKey().isEmpty()) {
                throw Invalid.parameter("Index KeySchema does not have a range key for index: " + index.indexName());
            }
            if (!keys.partitionKey().equals(table.partitionKey())) {
                throw Invalid.parameter("Index KeySchema does not have the same leading hash key as table KeySchema for"
                        + " index: " + index.indexName() + ". index hash key: " + keys.partitionKey()
                        + ", table hash key: " + table.partitionKey());
            }
            indexes.add(new StoredIndex(
                    TableName.checked(index.indexName()),
                    indexes.size() + 1,
                    false,
                    keys,
                    projectionType(index.projection()),
                    index.projection().nonKeyAttributes().orElse(List.of()),
                    Throughput.NONE,
                    Optional.empty()));
        }
        if (indexes.size() > DynamoDbLimits.MAX_LOCAL_INDEXES) {
            throw Invalid.parameter(
                    "Number of LocalSecondaryIndexes exceeds per-table limit of " + DynamoDbLimits.MAX_LOCAL_INDEXES);
        }
        return indexes;
    }

    /// A global index.
    static StoredIndex globalIndex(GlobalSecondaryIndex index, int number, boolean isOnDemand) {
        return new StoredIndex(
                TableName.checked(index.indexName()),
                number,
                true,
                keys(index.keySchema()),
                projectionType(index.projection()),
                index.projection().nonKeyAttributes().orElse(List.of()),
                throughput(index.provisionedThroughput(), isOnDemand, "index: " + index.indexName()),
                index.onDemandThroughput().map(TableDefinitions::onDemandLimit));
    }

    private static String projectionType(Projection projection) {
        if (projection.projectionType().isEmpty()) {
            throw Invalid.parameter("Unknown ProjectionType: null");
        }
        String type = Choices.of("projection.projectionType", projection.projectionType(), "ALL", PROJECTION_TYPES);
        boolean hasAttributes = projection.nonKeyAttributes().isPresent();
        if (!type.equals("INCLUDE") && hasAttributes) {
            throw Invalid.parameter("ProjectionType is " + type + ", but NonKeyAttributes is specified");
        }
        if (type.equals("INCLUDE") && !hasAttributes) {
            throw Invalid.parameter("ProjectionType is INCLUDE, but NonKeyAttributes is not specified");
        }
        return type;
    }

    /// The throughput of a table or index, which goes with the billing mode.
    static Throughput throughput(Optional<ProvisionedThroughput> given, boolean isOnDemand, String where) {
        if (isOnDemand) {
            if (given.isPresent()) {
                throw Invalid.parameter(
                        "Neither ReadCapacityUnits nor WriteCapacityUnits can be specified when BillingMode is"
                                + " PAY_PER_REQUEST");
            }
            return Throughput.NONE;
        }
        ProvisionedThroughput units = given.orElseThrow(() -> Invalid.parameter(
                where.isEmpty()
                        ? "ReadCapacityUnits and WriteCapacityUnits must both be specified when BillingMode is"
                                + " PROVISIONED"
                        : "ProvisionedThroughput must be specified for " + where));
        checkUnits("readCapacityUnits", units.readCapacityUnits());
        checkUnits("writeCapacityUnits", units.writeCapacityUnits());
        return new Throughput(units.readCapacityUnits(), units.writeCapacityUnits());
    }

    private static void checkUnits(String member, long units) {
        if (units < 1) {
            throw Choices.constraint(
                    "provisionedThroughput." + member,
                    String.valueOf(units),
                    "Member must have value greater than or equal to 1");
        }
    }

    static OnDemandLimit onDemandLimit(OnDemandThroughput given) {
        return new OnDemandLimit(given.maxReadRequestUnits(), given.maxWriteRequestUnits());
    }

    /// Checks that names are not used twice, that all keys are defined and all definitions used.
    static void check(KeySchema table, Map<String, String> types, List<StoredIndex> indexes) {
        Set<String> names = new HashSet<>();
        Set<String> used = new LinkedHashSet<>(table.attributes());
        Set<String> projected = new HashSet<>();
        for (StoredIndex index : indexes) {
            if (!names.add(index.name())) {
                throw Invalid.parameter("Duplicate index name: " + index.name());
            }
            used.addAll(index.keys().attributes());
            projected.addAll(index.nonKeyAttributes());
        }
        if (!types.keySet().containsAll(used)) {
            throw Invalid.parameter("Some index key attributes are not defined in AttributeDefinitions. Keys: "
                    + List.copyOf(used) + ", AttributeDefinitions: " + List.copyOf(types.keySet()));
        }
        if (!used.containsAll(types.keySet())) {
            throw Invalid.parameter(
                    indexes.isEmpty()
                            ? "Number of attributes in KeySchema does not exactly match number of attributes defined in"
                                    + " AttributeDefinitions"
                            : "Some AttributeDefinitions are not used. AttributeDefinitions: "
                                    + List.copyOf(types.keySet()) + ", keys used: " + List.copyOf(used));
        }
        if (indexes.stream().filter(StoredIndex::isGlobal).count() > DynamoDbLimits.MAX_GLOBAL_INDEXES) {
            throw Invalid.parameter(
                    "GlobalSecondaryIndex count exceeds the per-table limit of " + DynamoDbLimits.MAX_GLOBAL_INDEXES);
        }
        if (projected.size() > DynamoDbLimits.MAX_PROJECTED_ATTRIBUTES) {
            throw Invalid.parameter("Number of projected attributes exceeds the per-table limit of "
                    + DynamoDbLimits.MAX_PROJECTED_ATTRIBUTES);
        }
    }
}
