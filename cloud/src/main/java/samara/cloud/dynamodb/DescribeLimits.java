package samara.cloud.dynamodb;

import java.util.List;
import samara.cloud.kernel.Call;
import samara.cloud.kernel.Need;
import samara.cloud.kernel.Operation;
import samara.wire.OperationModel;
import samara.wire.dynamodb.DescribeLimitsInput;
import samara.wire.dynamodb.DescribeLimitsOutput;
import samara.wire.dynamodb.DynamoDbApi;

/// `DescribeLimits`. The default quotas of an account; nothing here is throttled.
/// See <https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_DescribeLimits.html>
final class DescribeLimits implements Operation<DescribeLimitsInput, DescribeLimitsOutput> {
    private static final long ACCOUNT_UNITS = 80_000;
    private static final long TABLE_UNITS = 40_000;

    @Override
    public OperationModel<DescribeLimitsInput, DescribeLimitsOutput> model() {
        return DynamoDbApi.DESCRIBE_LIMITS;
    }

    @Override
    public List<Need> needs(DescribeLimitsInput input, Call call) {
        return List.of(Need.of("dynamodb:DescribeLimits", "*"));
    }

    @Override
    public DescribeLimitsOutput run(DescribeLimitsInput input, Call call) {
        return DescribeLimitsOutput.builder()
                .accountMaxReadCapacityUnits(ACCOUNT_UNITS)
                .accountMaxWriteCapacityUnits(ACCOUNT_UNITS)
                .tableMaxReadCapacityUnits(TABLE_UNITS)
                .tableMaxWriteCapacityUnits(TABLE_UNITS)
                .build();
    }
}
