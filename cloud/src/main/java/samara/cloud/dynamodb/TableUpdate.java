package samara.cloud.dynamodb;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import samara.cloud.dynamodb.value.Invalid;
import samara.wire.dynamodb.DeleteGlobalSecondaryIndexAction;
import samara.wire.dynamodb.GlobalSecondaryIndexUpdate;
import samara.wire.dynamodb.SSESpecification;
import samara.wire.dynamodb.UpdateGlobalSecondaryIndexAction;
import samara.wire.dynamodb.UpdateTableInput;

/// The difference between two states of an `AWS::DynamoDB::Table` as one `UpdateTable`.
final class TableUpdate {
    private TableUpdate() {}

    /// The request; nothing, if it would change nothing.
    static Optional<UpdateTableInput> request(String name, TableProperties from, TableProperties to) {
        checkTypes(from, to);
        boolean isChanged = false;
        var request = UpdateTableInput.builder().tableName(name);
        String mode = to.billingMode().orElse("PROVISIONED");
        boolean changesMode = !mode.equals(from.billingMode().orElse("PROVISIONED"));
        if (changesMode) {
            request.billingMode(mode);
            isChanged = true;
        }
        if (to.provisionedThroughput().isPresent()
                && (changesMode || !to.provisionedThroughput().equals(from.provisionedThroughput()))) {
            request.provisionedThroughput(
                    TableRequests.provisioned(to.provisionedThroughput()).orElse(null));
            isChanged = true;
        }
        if (!to.onDemandThroughput().equals(from.onDemandThroughput())) {
            request.onDemandThroughput(TableRequests.onDemand(to.onDemandThroughput()
                            .or(() -> Optional.of(new TableProperties.OnDemand(Optional.empty(), Optional.empty()))))
                    .orElse(null));
            isChanged = true;
        }
        if (!to.sseSpecification().equals(from.sseSpecification())) {
            request.sseSpecification(TableRequests.encryption(to)
                    .orElseGet(() -> SSESpecification.builder().enabled(false).build()));
            isChanged = true;
        }
        if (!to.tableClass().equals(from.tableClass())) {
            request.tableClass(to.tableClass().orElse("STANDARD"));
            isChanged = true;
        }
        if (!to.deletionProtectionEnabled().equals(from.deletionProtectionEnabled())) {
            request.deletionProtectionEnabled(to.deletionProtectionEnabled().orElse(false));
            isChanged = true;
        }
        List<GlobalSecondaryIndexUpdate> indexes = indexes(from, to, changesMode);
        if (!indexes.isEmpty()) {
            request.attributeDefinitions(TableRequests.attributes(to).orElse(null));
            request.globalSecondaryIndexUpdates(indexes);
            isChanged = true;
        }
        return isChanged ? Optional.of(request.build()) : Optional.empty();
    }

    /// No attribute of a key can get another type: AWS makes the table anew for that, which is not built.
    private static void checkTypes(TableProperties from, TableProperties to) {
        var before = new LinkedHashMap<String, String>();
        from.attributeDefinitions()
                .orElse(List.of())
                .forEach(definition -> before.put(definition.attributeName(), definition.attributeType()));
        to.attributeDefinitions().orElse(List.of()).forEach(definition -> {
            String type = before.getOrDefault(definition.attributeName(), definition.attributeType());
            if (!type.equals(definition.attributeType())) {
                throw Invalid.parameter("AttributeDefinitions gives " + definition.attributeName() + " the type "
                        + definition.attributeType() + " instead of " + type
                        + ", for which the table must be replaced: give it another TableName or logical id");
            }
        });
    }

    private static List<GlobalSecondaryIndexUpdate> indexes(
            TableProperties from, TableProperties to, boolean changesMode) {
        Map<String, TableProperties.GlobalIndex> before = byName(from);
        Map<String, TableProperties.GlobalIndex> after = byName(to);
        var updates = new ArrayList<GlobalSecondaryIndexUpdate>();
        before.keySet().stream()
                .filter(name -> !after.containsKey(name))
                .forEach(name -> updates.add(GlobalSecondaryIndexUpdate.builder()
                        .delete(DeleteGlobalSecondaryIndexAction.builder()
                                .indexName(name)
                                .build())
                        .build()));
        for (TableProperties.GlobalIndex index : after.values()) {
            TableProperties.GlobalIndex old = before.get(index.indexName());
            if (old == null) {
                updates.add(GlobalSecondaryIndexUpdate.builder()
                        .create(TableRequests.addedIndex(index))
                        .build());
            } else if (!old.keySchema().equals(index.keySchema())
                    || !old.projection().equals(index.projection())) {
                throw Invalid.parameter("The key and the projection of the index " + index.indexName()
                        + " can not be changed: give it another IndexName");
            } else {
                throughput(old, index, changesMode).ifPresent(updates::add);
            }
        }
        return updates;
    }

    private static Map<String, TableProperties.GlobalIndex> byName(TableProperties properties) {
        var indexes = new LinkedHashMap<String, TableProperties.GlobalIndex>();
        properties.globalSecondaryIndexes().orElse(List.of()).forEach(index -> indexes.put(index.indexName(), index));
        return indexes;
    }

    private static Optional<GlobalSecondaryIndexUpdate> throughput(
            TableProperties.GlobalIndex old, TableProperties.GlobalIndex index, boolean changesMode) {
        boolean changesUnits = index.provisionedThroughput().isPresent()
                && (changesMode || !index.provisionedThroughput().equals(old.provisionedThroughput()));
        boolean changesLimit = !index.onDemandThroughput().equals(old.onDemandThroughput());
        if (!changesUnits && !changesLimit) {
            return Optional.empty();
        }
        return Optional.of(GlobalSecondaryIndexUpdate.builder()
                .update(UpdateGlobalSecondaryIndexAction.builder()
                        .indexName(index.indexName())
                        .provisionedThroughput(
                                changesUnits
                                        ? TableRequests.provisioned(index.provisionedThroughput())
                                                .orElse(null)
                                        : null)
                        .onDemandThroughput(TableRequests.onDemand(index.onDemandThroughput())
                                .orElse(null))
                        .build())
                .build());
    }
}
