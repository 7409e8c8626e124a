package samara.cloud.dynamodb;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import samara.cloud.dynamodb.value.Invalid;
import samara.cloud.kernel.Batch;
import samara.cloud.kernel.Call;
import samara.cloud.kernel.Need;
import samara.cloud.kernel.Operation;
import samara.wire.OperationModel;
import samara.wire.dynamodb.CreateGlobalSecondaryIndexAction;
import samara.wire.dynamodb.DynamoDbApi;
import samara.wire.dynamodb.GlobalSecondaryIndex;
import samara.wire.dynamodb.GlobalSecondaryIndexUpdate;
import samara.wire.dynamodb.UpdateGlobalSecondaryIndexAction;
import samara.wire.dynamodb.UpdateTableInput;
import samara.wire.dynamodb.UpdateTableOutput;

/// `UpdateTable`. What it changes has changed when this answers; a new index is filled, while writers wait.
/// See <https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_UpdateTable.html>
final class UpdateTable implements Operation<UpdateTableInput, UpdateTableOutput> {
    private final DynamoDbState state;

    UpdateTable(DynamoDbState state) {
        this.state = state;
    }

    @Override
    public OperationModel<UpdateTableInput, UpdateTableOutput> model() {
        return DynamoDbApi.UPDATE_TABLE;
    }

    @Override
    public List<Need> needs(UpdateTableInput input, Call call) {
        return Access.table(call, "UpdateTable", input.tableName());
    }

    @Override
    public UpdateTableOutput run(UpdateTableInput input, Call call) {
        refuse(input);
        List<GlobalSecondaryIndexUpdate> indexUpdates =
                input.globalSecondaryIndexUpdates().orElse(List.of());
        if (indexUpdates.stream()
                        .filter(update ->
                                update.create().isPresent() || update.delete().isPresent())
                        .count()
                > 1) {
            throw DynamoDbErrors.limitExceeded(
                    "Subscriber limit exceeded: Only 1 online index can be created or deleted"
                            + " simultaneously per table");
        }
        LiveTable table = state.tables().named(call.scope(), input.tableName());
        state.tables().change(table, (stored, batch) -> {
            StoredTable changed = stored.with(settings(input, call, stored.settings()));
            for (GlobalSecondaryIndexUpdate update : indexUpdates) {
                changed = withIndexUpdate(input, changed, update);
            }
            changed = withFittingIndexes(changed);
            moveEntries(table, stored, changed, batch);
            return changed;
        });
        return UpdateTableOutput.builder()
                .tableDescription(TableDescriptions.of(state, table))
                .build();
    }

    /// Fills the indexes that are new, and takes away the entries of those that are no more.
    private void moveEntries(LiveTable table, StoredTable before, StoredTable after, Batch batch) {
        var filled = new LiveTable(after);
        for (StoredIndex index : after.indexes()) {
            if (before.index(index.name()).isEmpty()) {
                state.items()
                        .backfill(filled, filled.prefix(index), (item, place) -> filled.entryKey(index, item, place));
            }
        }
        for (StoredIndex index : before.indexes()) {
            if (after.index(index.name()).isEmpty()) {
                state.items().remove(table.prefix(index), batch);
            }
        }
        if (!after.indexes().equals(before.indexes())) {
            table.count(null);
        }
    }

    /// Indexes of a table on demand have no throughput of their own, those of others must have one.
    private static StoredTable withFittingIndexes(StoredTable table) {
        if (table.settings().isOnDemand()) {
            List<StoredIndex> indexes = table.indexes().stream()
                    .map(index -> index.with(Throughput.NONE))
                    .toList();
            return table.withIndexes(table.attributeTypes(), indexes, table.nextIndexNumber());
        }
        for (StoredIndex index : table.indexes()) {
            if (index.isGlobal() && index.throughput().equals(Throughput.NONE)) {
                throw Invalid.parameter("ProvisionedThroughput must be specified for index: " + index.name());
            }
        }
        return table;
    }

    private static void refuse(UpdateTableInput input) {
        TableChanges.checkStream(input.streamSpecification());
        Choices.refuse("ReplicaUpdates", input.replicaUpdates(), "Global tables are not built yet.");
        Choices.refuse("MultiRegionConsistency", input.multiRegionConsistency(), "Global tables are not built yet.");
        Choices.refuse(
                "GlobalTableWitnessUpdates", input.globalTableWitnessUpdates(), "Global tables are not built yet.");
        Choices.refuse(
                "GlobalTableSettingsReplicationMode",
                input.globalTableSettingsReplicationMode(),
                "Global tables are not built yet.");
        Choices.refuse("WarmThroughput", input.warmThroughput(), "Nothing is throttled here: leave it out.");
        boolean saysSomething = Stream.of(
                        input.provisionedThroughput(),
                        input.billingMode(),
                        input.globalSecondaryIndexUpdates(),
                        input.sseSpecification(),
                        input.tableClass(),
                        input.deletionProtectionEnabled(),
                        input.onDemandThroughput(),
                        input.streamSpecification())
                .anyMatch(Optional::isPresent);
        if (!saysSomething) {
            throw Invalid.because("At least one of ProvisionedThroughput, BillingMode, UpdateStreamEnabled,"
                    + " GlobalSecondaryIndexUpdates or SSESpecification or ReplicaUpdates is required");
        }
    }

    private TableSettings settings(UpdateTableInput input, Call call, TableSettings before) {
        TableSettings settings = billing(input, before);
        if (input.onDemandThroughput().isPresent()) {
            settings = settings.withOnDemandLimit(input.onDemandThroughput().map(TableDefinitions::onDemandLimit));
        }
        if (input.sseSpecification().isPresent()) {
            settings = settings.withEncryption(TableChanges.encryption(input.sseSpecification(), call.scope()));
        }
        if (input.deletionProtectionEnabled().isPresent()) {
            settings = settings.withDeletionProtection(
                    input.deletionProtectionEnabled().get());
        }
        Optional<String> tableClass = TableChanges.tableClass(input.tableClass());
        return tableClass.isPresent() ? settings.withTableClass(tableClass.get()) : settings;
    }

    private TableSettings billing(UpdateTableInput input, TableSettings before) {
        if (input.billingMode().isEmpty() && input.provisionedThroughput().isEmpty()) {
            return before;
        }
        String mode =
                input.billingMode().isPresent() ? TableChanges.billingMode(input.billingMode()) : before.billingMode();
        boolean isOnDemand = mode.equals("PAY_PER_REQUEST");
        Throughput units = isOnDemand || input.provisionedThroughput().isPresent() || before.isOnDemand()
                ? TableDefinitions.throughput(input.provisionedThroughput(), isOnDemand, "")
                : before.throughput();
        Optional<Instant> since =
                isOnDemand && !before.isOnDemand() ? Optional.of(state.clock().now()) : before.payPerRequestSince();
        return before.withBilling(mode, units, since);
    }

    private static StoredTable withIndexUpdate(
            UpdateTableInput input, StoredTable table, GlobalSecondaryIndexUpdate update) {
        if (update.create().isPresent()) {
            return withCreated(input, table, update.create().get());
        }
        if (update.delete().isPresent()) {
            return withDeleted(table, update.delete().get().indexName());
        }
        return withUpdated(
                table,
                update.update()
                        .orElseThrow(() -> Invalid.parameter(
                                "One of GlobalSecondaryIndexUpdate's Update, Create or Delete must be specified")));
    }

    private static StoredTable withCreated(
            UpdateTableInput input, StoredTable table, CreateGlobalSecondaryIndexAction create) {
        if (table.index(create.indexName()).isPresent()) {
            throw Invalid.because("Attempting to create an index which already exists");
        }
        Choices.refuse("WarmThroughput", create.warmThroughput(), "Nothing is throttled here: leave it out.");
        var definition = GlobalSecondaryIndex.builder()
                .indexName(create.indexName())
                .keySchema(create.keySchema())
                .projection(create.projection())
                .provisionedThroughput(create.provisionedThroughput().orElse(null))
                .onDemandThroughput(create.onDemandThroughput().orElse(null))
                .build();
        var indexes = new ArrayList<>(table.indexes());
        indexes.add(TableDefinitions.globalIndex(
                definition, table.nextIndexNumber(), table.settings().isOnDemand()));
        var types = new LinkedHashMap<>(table.attributeTypes());
        TableDefinitions.attributeTypes(input.attributeDefinitions().orElse(List.of()))
                .forEach((name, type) -> {
                    String before = types.putIfAbsent(name, type);
                    if (before != null && !before.equals(type)) {
                        throw Invalid.parameter("Attribute " + name + " is of type " + before
                                + " in the table and of type " + type + " in AttributeDefinitions");
                    }
                });
        Map<String, String> used = used(table.keys(), indexes, types);
        TableDefinitions.check(table.keys(), used, indexes);
        return table.withIndexes(used, List.copyOf(indexes), table.nextIndexNumber() + 1);
    }

    private static StoredTable withDeleted(StoredTable table, String name) {
        if (table.index(name).filter(StoredIndex::isGlobal).isEmpty()) {
            throw DynamoDbErrors.resourceNotFound();
        }
        List<StoredIndex> indexes = table.indexes().stream()
                .filter(index -> !index.name().equals(name))
                .toList();
        return table.withIndexes(used(table.keys(), indexes, table.attributeTypes()), indexes, table.nextIndexNumber());
    }

    private static StoredTable withUpdated(StoredTable table, UpdateGlobalSecondaryIndexAction update) {
        if (table.index(update.indexName()).filter(StoredIndex::isGlobal).isEmpty()) {
            throw DynamoDbErrors.resourceNotFound();
        }
        Choices.refuse("WarmThroughput", update.warmThroughput(), "Nothing is throttled here: leave it out.");
        List<StoredIndex> indexes = table.indexes().stream()
                .map(index -> index.name().equals(update.indexName()) ? updated(table, index, update) : index)
                .toList();
        return table.withIndexes(table.attributeTypes(), indexes, table.nextIndexNumber());
    }

    private static StoredIndex updated(StoredTable table, StoredIndex index, UpdateGlobalSecondaryIndexAction update) {
        StoredIndex changed = index;
        if (update.provisionedThroughput().isPresent()) {
            changed = changed.with(TableDefinitions.throughput(
                    update.provisionedThroughput(), table.settings().isOnDemand(), "index: " + index.name()));
        }
        return update.onDemandThroughput().isPresent()
                ? changed.with(update.onDemandThroughput().map(TableDefinitions::onDemandLimit))
                : changed;
    }

    /// The types of those attributes that are in a key.
    private static Map<String, String> used(KeySchema keys, List<StoredIndex> indexes, Map<String, String> types) {
        var names = new LinkedHashSet<>(keys.attributes());
        indexes.forEach(index -> names.addAll(index.keys().attributes()));
        var used = new LinkedHashMap<>(types);
        used.keySet().retainAll(names);
        return java.util.Collections.unmodifiableMap(used);
    }
}
