package samara.cloud.dynamodb;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import samara.cloud.dynamodb.value.Invalid;
import samara.cloud.kernel.Call;
import samara.cloud.kernel.Need;
import samara.cloud.kernel.Operation;
import samara.wire.OperationModel;
import samara.wire.dynamodb.CreateTableInput;
import samara.wire.dynamodb.CreateTableOutput;
import samara.wire.dynamodb.DynamoDbApi;
import samara.wire.dynamodb.GlobalSecondaryIndex;

/// `CreateTable`. The table is there when this answers.
/// See <https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_CreateTable.html>
final class CreateTable implements Operation<CreateTableInput, CreateTableOutput> {
    private final DynamoDbState state;

    CreateTable(DynamoDbState state) {
        this.state = state;
    }

    @Override
    public OperationModel<CreateTableInput, CreateTableOutput> model() {
        return DynamoDbApi.CREATE_TABLE;
    }

    @Override
    public List<Need> needs(CreateTableInput input, Call call) {
        var needs = new ArrayList<>(Access.table(call, "CreateTable", input.tableName()));
        // CloudFormation marks what it makes, without asking that of whoever deploys.
        boolean hasOwnTags = input.tags().orElse(List.of()).stream()
                .anyMatch(tag -> !tag.key().startsWith("aws:"));
        if (hasOwnTags) {
            needs.addAll(Access.table(call, "TagResource", input.tableName()));
        }
        return needs;
    }

    @Override
    public CreateTableOutput run(CreateTableInput input, Call call) {
        TableName name = TableName.of(input.tableName(), call.scope());
        refuse(input);
        String billingMode = TableChanges.billingMode(input.billingMode());
        boolean isOnDemand = billingMode.equals("PAY_PER_REQUEST");
        Throughput throughput = TableDefinitions.throughput(input.provisionedThroughput(), isOnDemand, "");
        KeySchema keys = TableDefinitions.keys(input.keySchema().orElseThrow(() -> missing("keySchema")));
        Map<String, String> types = TableDefinitions.attributeTypes(
                input.attributeDefinitions().orElseThrow(() -> missing("attributeDefinitions")));
        List<StoredIndex> indexes = indexes(input, keys, isOnDemand);
        TableDefinitions.check(keys, types, indexes);
        TableSettings settings = settings(input, call, billingMode, throughput);
        LiveTable table = state.tables()
                .create(
                        name.scope(),
                        name.name(),
                        number -> new StoredTable(
                                name.scope(),
                                name.name(),
                                state.ids().uuid(),
                                number,
                                state.clock().now(),
                                keys,
                                types,
                                indexes,
                                indexes.size() + 1,
                                Optional.empty(),
                                settings));
        return CreateTableOutput.builder()
                .tableDescription(TableDescriptions.of(state, table))
                .build();
    }

    private static void refuse(CreateTableInput input) {
        TableChanges.checkStream(input.streamSpecification());
        Choices.refuse("ResourcePolicy", input.resourcePolicy(), "Policies of tables are not built yet.");
        Choices.refuse("WarmThroughput", input.warmThroughput(), "Nothing is throttled here: leave it out.");
        Choices.refuse("GlobalTableSourceArn", input.globalTableSourceArn(), "Global tables are not built yet.");
        Choices.refuse(
                "GlobalTableSettingsReplicationMode",
                input.globalTableSettingsReplicationMode(),
                "Global tables are not built yet.");
        input.globalSecondaryIndexes()
                .ifPresent(indexes -> indexes.forEach(index -> Choices.refuse(
                        "GlobalSecondaryIndexes.WarmThroughput",
                        index.warmThroughput(),
                        "Nothing is throttled here: leave it out.")));
    }

    private static samara.wire.AwsException missing(String member) {
        return Choices.constraint(member, "null", "Member must not be null");
    }

    private static List<StoredIndex> indexes(CreateTableInput input, KeySchema keys, boolean isOnDemand) {
        if (input.localSecondaryIndexes().filter(List::isEmpty).isPresent()) {
            throw Invalid.parameter("List of LocalSecondaryIndexes is empty");
        }
        if (input.globalSecondaryIndexes().filter(List::isEmpty).isPresent()) {
            throw Invalid.parameter("List of GlobalSecondaryIndexes is empty");
        }
        var indexes = new ArrayList<>(
                TableDefinitions.localIndexes(input.localSecondaryIndexes().orElse(List.of()), keys));
        for (GlobalSecondaryIndex index : input.globalSecondaryIndexes().orElse(List.of())) {
            indexes.add(TableDefinitions.globalIndex(index, indexes.size() + 1, isOnDemand));
        }
        return List.copyOf(indexes);
    }

    private TableSettings settings(CreateTableInput input, Call call, String billingMode, Throughput throughput) {
        TableSettings settings = TableChanges.settings(
                        billingMode, throughput, state.clock().now())
                .withOnDemandLimit(input.onDemandThroughput().map(TableDefinitions::onDemandLimit))
                .withEncryption(TableChanges.encryption(input.sseSpecification(), call.scope()))
                .withDeletionProtection(input.deletionProtectionEnabled().orElse(false))
                .withTags(TableChanges.tags(Map.of(), input.tags().orElse(List.of())));
        return TableChanges.tableClass(input.tableClass())
                .map(settings::withTableClass)
                .orElse(settings);
    }
}
