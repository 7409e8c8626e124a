package samara.cloud.dynamodb;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import samara.wire.dynamodb.AttributeDefinition;
import samara.wire.dynamodb.CreateGlobalSecondaryIndexAction;
import samara.wire.dynamodb.CreateTableInput;
import samara.wire.dynamodb.GlobalSecondaryIndex;
import samara.wire.dynamodb.KeySchemaElement;
import samara.wire.dynamodb.LocalSecondaryIndex;
import samara.wire.dynamodb.OnDemandThroughput;
import samara.wire.dynamodb.Projection;
import samara.wire.dynamodb.ProvisionedThroughput;
import samara.wire.dynamodb.SSESpecification;
import samara.wire.dynamodb.Tag;

/// The properties of `AWS::DynamoDB::Table` as parts of requests to the service.
final class TableRequests {
    private TableRequests() {}

    /// The request that makes the table, but for what needs requests of its own.
    static CreateTableInput create(String name, TableProperties properties, Map<String, String> allTags) {
        var tags = new ArrayList<Tag>();
        allTags.forEach(
                (key, value) -> tags.add(Tag.builder().key(key).value(value).build()));
        return CreateTableInput.builder()
                .tableName(name)
                .keySchema(keys(properties.keySchema()))
                .attributeDefinitions(attributes(properties).orElse(List.of()))
                .billingMode(properties.billingMode().orElse(null))
                .provisionedThroughput(
                        provisioned(properties.provisionedThroughput()).orElse(null))
                .onDemandThroughput(onDemand(properties.onDemandThroughput()).orElse(null))
                .localSecondaryIndexes(properties
                        .localSecondaryIndexes()
                        .map(indexes ->
                                indexes.stream().map(TableRequests::localIndex).toList())
                        .orElse(null))
                .globalSecondaryIndexes(properties
                        .globalSecondaryIndexes()
                        .map(indexes ->
                                indexes.stream().map(TableRequests::globalIndex).toList())
                        .orElse(null))
                .sseSpecification(encryption(properties).orElse(null))
                .tableClass(properties.tableClass().orElse(null))
                .deletionProtectionEnabled(
                        properties.deletionProtectionEnabled().orElse(null))
                .tags(tags.isEmpty() ? null : tags)
                .build();
    }

    static Optional<List<AttributeDefinition>> attributes(TableProperties properties) {
        return properties
                .attributeDefinitions()
                .map(definitions -> definitions.stream()
                        .map(definition -> AttributeDefinition.builder()
                                .attributeName(definition.attributeName())
                                .attributeType(definition.attributeType())
                                .build())
                        .toList());
    }

    static List<KeySchemaElement> keys(List<TableProperties.KeyElement> schema) {
        return schema.stream()
                .map(element -> KeySchemaElement.builder()
                        .attributeName(element.attributeName())
                        .keyType(element.keyType())
                        .build())
                .toList();
    }

    static Optional<ProvisionedThroughput> provisioned(Optional<TableProperties.Provisioned> given) {
        return given.map(units -> ProvisionedThroughput.builder()
                .readCapacityUnits(units.readCapacityUnits())
                .writeCapacityUnits(units.writeCapacityUnits())
                .build());
    }

    static Optional<OnDemandThroughput> onDemand(Optional<TableProperties.OnDemand> given) {
        return given.map(units -> OnDemandThroughput.builder()
                .maxReadRequestUnits(units.maxReadRequestUnits().orElse(null))
                .maxWriteRequestUnits(units.maxWriteRequestUnits().orElse(null))
                .build());
    }

    static Optional<SSESpecification> encryption(TableProperties properties) {
        return properties
                .sseSpecification()
                .map(encryption -> SSESpecification.builder()
                        .enabled(encryption.sseEnabled())
                        .sseType(encryption.sseType().orElse(null))
                        .kmsMasterKeyId(encryption.kmsMasterKeyId().orElse(null))
                        .build());
    }

    private static LocalSecondaryIndex localIndex(TableProperties.LocalIndex index) {
        return LocalSecondaryIndex.builder()
                .indexName(index.indexName())
                .keySchema(keys(index.keySchema()))
                .projection(projection(index.projection()))
                .build();
    }

    private static GlobalSecondaryIndex globalIndex(TableProperties.GlobalIndex index) {
        return GlobalSecondaryIndex.builder()
                .indexName(index.indexName())
                .keySchema(keys(index.keySchema()))
                .projection(projection(index.projection()))
                .provisionedThroughput(
                        provisioned(index.provisionedThroughput()).orElse(null))
                .onDemandThroughput(onDemand(index.onDemandThroughput()).orElse(null))
                .build();
    }

    static CreateGlobalSecondaryIndexAction addedIndex(TableProperties.GlobalIndex index) {
        return CreateGlobalSecondaryIndexAction.builder()
                .indexName(index.indexName())
                .keySchema(keys(index.keySchema()))
                .projection(projection(index.projection()))
                .provisionedThroughput(
                        provisioned(index.provisionedThroughput()).orElse(null))
                .onDemandThroughput(onDemand(index.onDemandThroughput()).orElse(null))
                .build();
    }

    private static Projection projection(TableProperties.Projection given) {
        return Projection.builder()
                .projectionType(given.projectionType().orElse(null))
                .nonKeyAttributes(given.nonKeyAttributes().orElse(null))
                .build();
    }
}
