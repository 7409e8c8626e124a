package samara.cloud.dynamodb;

import java.util.List;
import samara.cloud.dynamodb.value.Invalid;
import samara.cloud.kernel.Call;
import samara.cloud.kernel.Need;
import samara.cloud.kernel.Operation;
import samara.wire.OperationModel;
import samara.wire.dynamodb.DeleteTableInput;
import samara.wire.dynamodb.DeleteTableOutput;
import samara.wire.dynamodb.DynamoDbApi;

/// `DeleteTable`. The table is gone when this answers.
/// See <https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_DeleteTable.html>
final class DeleteTable implements Operation<DeleteTableInput, DeleteTableOutput> {
    private final DynamoDbState state;

    DeleteTable(DynamoDbState state) {
        this.state = state;
    }

    @Override
    public OperationModel<DeleteTableInput, DeleteTableOutput> model() {
        return DynamoDbApi.DELETE_TABLE;
    }

    @Override
    public List<Need> needs(DeleteTableInput input, Call call) {
        return Access.table(call, "DeleteTable", input.tableName());
    }

    @Override
    public DeleteTableOutput run(DeleteTableInput input, Call call) {
        LiveTable table = state.tables().named(call.scope(), input.tableName());
        StoredTable stored = table.stored();
        if (stored.settings().deletionProtection()) {
            throw Invalid.because("Resource cannot be deleted as it is currently protected against deletion. Disable"
                    + " deletion protection first.");
        }
        TableStatistics statistics = state.items().statistics(table);
        state.tables().delete(table);
        return DeleteTableOutput.builder()
                .tableDescription(TableDescriptions.of(stored, statistics, "DELETING"))
                .build();
    }
}
