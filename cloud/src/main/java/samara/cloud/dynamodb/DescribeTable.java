package samara.cloud.dynamodb;

import java.util.List;
import samara.cloud.kernel.Call;
import samara.cloud.kernel.Need;
import samara.cloud.kernel.Operation;
import samara.wire.OperationModel;
import samara.wire.dynamodb.DescribeTableInput;
import samara.wire.dynamodb.DescribeTableOutput;
import samara.wire.dynamodb.DynamoDbApi;

/// `DescribeTable`.
/// See <https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_DescribeTable.html>
final class DescribeTable implements Operation<DescribeTableInput, DescribeTableOutput> {
    private final DynamoDbState state;

    DescribeTable(DynamoDbState state) {
        this.state = state;
    }

    @Override
    public OperationModel<DescribeTableInput, DescribeTableOutput> model() {
        return DynamoDbApi.DESCRIBE_TABLE;
    }

    @Override
    public List<Need> needs(DescribeTableInput input, Call call) {
        return Access.table(call, "DescribeTable", input.tableName());
    }

    @Override
    public DescribeTableOutput run(DescribeTableInput input, Call call) {
        LiveTable table = state.tables().named(call.scope(), input.tableName());
        return DescribeTableOutput.builder()
                .table(TableDescriptions.of(state, table))
                .build();
    }
}
