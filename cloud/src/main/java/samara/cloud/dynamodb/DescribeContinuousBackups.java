package samara.cloud.dynamodb;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import samara.cloud.kernel.Call;
import samara.cloud.kernel.Need;
import samara.cloud.kernel.Operation;
import samara.wire.OperationModel;
import samara.wire.dynamodb.ContinuousBackupsDescription;
import samara.wire.dynamodb.DescribeContinuousBackupsInput;
import samara.wire.dynamodb.DescribeContinuousBackupsOutput;
import samara.wire.dynamodb.DynamoDbApi;
import samara.wire.dynamodb.PointInTimeRecoveryDescription;

/// `DescribeContinuousBackups`.
/// See <https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_DescribeContinuousBackups.html>
final class DescribeContinuousBackups
        implements Operation<DescribeContinuousBackupsInput, DescribeContinuousBackupsOutput> {
    private final DynamoDbState state;

    DescribeContinuousBackups(DynamoDbState state) {
        this.state = state;
    }

    @Override
    public OperationModel<DescribeContinuousBackupsInput, DescribeContinuousBackupsOutput> model() {
        return DynamoDbApi.DESCRIBE_CONTINUOUS_BACKUPS;
    }

    @Override
    public List<Need> needs(DescribeContinuousBackupsInput input, Call call) {
        return Access.table(call, "DescribeContinuousBackups", input.tableName());
    }

    @Override
    public DescribeContinuousBackupsOutput run(DescribeContinuousBackupsInput input, Call call) {
        LiveTable table = state.tables().named(call.scope(), input.tableName());
        return DescribeContinuousBackupsOutput.builder()
                .continuousBackupsDescription(
                        description(table.stored(), state.clock().now()))
                .build();
    }

    /// Continuous backups as answers describe them.
    static ContinuousBackupsDescription description(StoredTable table, Instant now) {
        Optional<TableSettings.Recovery> recovery = table.settings().recovery();
        var description = PointInTimeRecoveryDescription.builder()
                .pointInTimeRecoveryStatus(recovery.isPresent() ? "ENABLED" : "DISABLED");
        recovery.ifPresent(there -> {
            Instant oldest = now.minus(Duration.ofDays(there.periodDays()));
            description
                    .recoveryPeriodInDays(there.periodDays())
                    .earliestRestorableDateTime(there.since().isAfter(oldest) ? there.since() : oldest)
                    .latestRestorableDateTime(now);
        });
        return ContinuousBackupsDescription.builder()
                .continuousBackupsStatus("ENABLED")
                .pointInTimeRecoveryDescription(description.build())
                .build();
    }
}
