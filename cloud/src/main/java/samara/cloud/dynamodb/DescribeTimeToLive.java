package samara.cloud.dynamodb;

import java.util.List;
import java.util.Optional;
import samara.cloud.kernel.Call;
import samara.cloud.kernel.Need;
import samara.cloud.kernel.Operation;
import samara.wire.OperationModel;
import samara.wire.dynamodb.DescribeTimeToLiveInput;
import samara.wire.dynamodb.DescribeTimeToLiveOutput;
import samara.wire.dynamodb.DynamoDbApi;
import samara.wire.dynamodb.TimeToLiveDescription;

/// `DescribeTimeToLive`.
/// See <https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_DescribeTimeToLive.html>
final class DescribeTimeToLive implements Operation<DescribeTimeToLiveInput, DescribeTimeToLiveOutput> {
    private final DynamoDbState state;

    DescribeTimeToLive(DynamoDbState state) {
        this.state = state;
    }

    @Override
    public OperationModel<DescribeTimeToLiveInput, DescribeTimeToLiveOutput> model() {
        return DynamoDbApi.DESCRIBE_TIME_TO_LIVE;
    }

    @Override
    public List<Need> needs(DescribeTimeToLiveInput input, Call call) {
        return Access.table(call, "DescribeTimeToLive", input.tableName());
    }

    @Override
    public DescribeTimeToLiveOutput run(DescribeTimeToLiveInput input, Call call) {
        Optional<String> attribute =
                state.tables().named(call.scope(), input.tableName()).stored().timeToLive();
        return DescribeTimeToLiveOutput.builder()
                .timeToLiveDescription(TimeToLiveDescription.builder()
                        .timeToLiveStatus(attribute.isPresent() ? "ENABLED" : "DISABLED")
                        .attributeName(attribute.orElse(null))
                        .build())
                .build();
    }
}
