package samara.cloud.dynamodb;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import samara.wire.dynamodb.AttributeDefinition;
import samara.wire.dynamodb.BillingModeSummary;
import samara.wire.dynamodb.GlobalSecondaryIndexDescription;
import samara.wire.dynamodb.KeySchemaElement;
import samara.wire.dynamodb.LocalSecondaryIndexDescription;
import samara.wire.dynamodb.OnDemandThroughput;
import samara.wire.dynamodb.Projection;
import samara.wire.dynamodb.ProvisionedThroughputDescription;
import samara.wire.dynamodb.SSEDescription;
import samara.wire.dynamodb.TableClassSummary;
import samara.wire.dynamodb.TableDescription;

/// Tables as answers describe them. What is asked for is done at once here, so tables and indexes are `ACTIVE`.
final class TableDescriptions {
    private TableDescriptions() {}

    /// A table that is there.
    static TableDescription of(DynamoDbState state, LiveTable table) {
        return of(table.stored(), state.items().statistics(table), "ACTIVE");
    }

    /// A table in a status.
    static TableDescription of(StoredTable table, TableStatistics statistics, String status) {
        TableSettings settings = table.settings();
        var attributes = new ArrayList<AttributeDefinition>();
        table.attributeTypes()
                .forEach((name, type) -> attributes.add(AttributeDefinition.builder()
                        .attributeName(name)
                        .attributeType(type)
                        .build()));
        var description = TableDescription.builder()
                .attributeDefinitions(attributes)
                .tableName(table.name())
                .keySchema(keySchema(table.keys()))
                .tableStatus(status)
                .creationDateTime(table.created())
                .provisionedThroughput(throughput(settings.throughput()))
                .tableSizeBytes(statistics.ofTable().bytes())
                .itemCount(statistics.ofTable().items())
                .tableArn(table.arn())
                .tableId(table.id())
                .deletionProtectionEnabled(settings.deletionProtection());
        billing(settings).ifPresent(description::billingModeSummary);
        settings.onDemandLimit().map(TableDescriptions::onDemand).ifPresent(description::onDemandThroughput);
        settings.tableClass()
                .ifPresent(name -> description.tableClassSummary(
                        TableClassSummary.builder().tableClass(name).build()));
        settings.encryption()
                .ifPresent(encryption -> description.sseDescription(SSEDescription.builder()
                        .status("ENABLED")
                        .sseType("KMS")
                        .kmsMasterKeyArn(encryption.keyArn())
                        .build()));
        addIndexes(description, table, statistics);
        return description.build();
    }

    private static void addIndexes(
            TableDescription.Builder description, StoredTable table, TableStatistics statistics) {
        var local = new ArrayList<LocalSecondaryIndexDescription>();
        var global = new ArrayList<GlobalSecondaryIndexDescription>();
        for (StoredIndex index : table.indexes()) {
            if (index.isGlobal()) {
                global.add(global(table, index, statistics.ofIndex(index)));
            } else {
                local.add(local(table, index, statistics.ofIndex(index)));
            }
        }
        description.localSecondaryIndexes(local.isEmpty() ? null : local);
        description.globalSecondaryIndexes(global.isEmpty() ? null : global);
    }

    private static GlobalSecondaryIndexDescription global(
            StoredTable table, StoredIndex index, TableStatistics.Sum sum) {
        return GlobalSecondaryIndexDescription.builder()
                .indexName(index.name())
                .keySchema(keySchema(index.keys()))
                .projection(projection(index))
                .indexStatus("ACTIVE")
                .provisionedThroughput(throughput(index.throughput()))
                .indexSizeBytes(sum.bytes())
                .itemCount(sum.items())
                .indexArn(table.arn() + "/index/" + index.name())
                .onDemandThroughput(
                        index.onDemandLimit().map(TableDescriptions::onDemand).orElse(null))
                .build();
    }

    private static LocalSecondaryIndexDescription local(StoredTable table, StoredIndex index, TableStatistics.Sum sum) {
        return LocalSecondaryIndexDescription.builder()
                .indexName(index.name())
                .keySchema(keySchema(index.keys()))
                .projection(projection(index))
                .indexSizeBytes(sum.bytes())
                .itemCount(sum.items())
                .indexArn(table.arn() + "/index/" + index.name())
                .build();
    }

    private static Optional<BillingModeSummary> billing(TableSettings settings) {
        if (!settings.isOnDemand() && settings.payPerRequestSince().isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(BillingModeSummary.builder()
                .billingMode(settings.billingMode())
                .lastUpdateToPayPerRequestDateTime(settings.payPerRequestSince().orElse(null))
                .build());
    }

    private static List<KeySchemaElement> keySchema(KeySchema keys) {
        var elements = new ArrayList<KeySchemaElement>();
        elements.add(KeySchemaElement.builder()
                .attributeName(keys.partitionKey())
                .keyType("HASH")
                .build());
        keys.sortKey()
                .ifPresent(name -> elements.add(KeySchemaElement.builder()
                        .attributeName(name)
                        .keyType("RANGE")
                        .build()));
        return elements;
    }

    private static Projection projection(StoredIndex index) {
        return Projection.builder()
                .projectionType(index.projectionType())
                .nonKeyAttributes(index.nonKeyAttributes().isEmpty() ? null : index.nonKeyAttributes())
                .build();
    }

    private static ProvisionedThroughputDescription throughput(Throughput units) {
        return ProvisionedThroughputDescription.builder()
                .numberOfDecreasesToday(0L)
                .readCapacityUnits(units.readCapacityUnits())
                .writeCapacityUnits(units.writeCapacityUnits())
                .build();
    }

    private static OnDemandThroughput onDemand(OnDemandLimit limit) {
        return OnDemandThroughput.builder()
                .maxReadRequestUnits(limit.maxReadRequestUnits().orElse(null))
                .maxWriteRequestUnits(limit.maxWriteRequestUnits().orElse(null))
                .build();
    }
}
