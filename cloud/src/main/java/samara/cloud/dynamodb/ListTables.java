package samara.cloud.dynamodb;

import java.util.List;
import samara.cloud.kernel.Call;
import samara.cloud.kernel.Need;
import samara.cloud.kernel.Operation;
import samara.wire.OperationModel;
import samara.wire.dynamodb.DynamoDbApi;
import samara.wire.dynamodb.ListTablesInput;
import samara.wire.dynamodb.ListTablesOutput;

/// `ListTables`.
/// See <https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_ListTables.html>
final class ListTables implements Operation<ListTablesInput, ListTablesOutput> {
    private static final int MAX_NAMES = 100;

    private final DynamoDbState state;

    ListTables(DynamoDbState state) {
        this.state = state;
    }

    @Override
    public OperationModel<ListTablesInput, ListTablesOutput> model() {
        return DynamoDbApi.LIST_TABLES;
    }

    @Override
    public List<Need> needs(ListTablesInput input, Call call) {
        return List.of(Need.of("dynamodb:ListTables", "*"));
    }

    @Override
    public ListTablesOutput run(ListTablesInput input, Call call) {
        Choices.atLeastOne("limit", input.limit());
        int limit = Choices.atMost("limit", input.limit(), MAX_NAMES).orElse(MAX_NAMES);
        List<String> names = state.tables().names(call.scope(), input.exclusiveStartTableName(), limit + 1);
        boolean isLast = names.size() <= limit;
        List<String> page = isLast ? names : names.subList(0, limit);
        return ListTablesOutput.builder()
                .tableNames(page)
                .lastEvaluatedTableName(isLast ? null : page.getLast())
                .build();
    }
}
