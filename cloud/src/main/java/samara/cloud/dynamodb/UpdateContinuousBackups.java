package samara.cloud.dynamodb;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import samara.cloud.kernel.Call;
import samara.cloud.kernel.Need;
import samara.cloud.kernel.Operation;
import samara.wire.OperationModel;
import samara.wire.dynamodb.DynamoDbApi;
import samara.wire.dynamodb.UpdateContinuousBackupsInput;
import samara.wire.dynamodb.UpdateContinuousBackupsOutput;

/// `UpdateContinuousBackups`. Kept and described; restoring a table is not built.
/// See <https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_UpdateContinuousBackups.html>
final class UpdateContinuousBackups implements Operation<UpdateContinuousBackupsInput, UpdateContinuousBackupsOutput> {
    private static final int MAX_DAYS = 35;

    private final DynamoDbState state;

    UpdateContinuousBackups(DynamoDbState state) {
        this.state = state;
    }

    @Override
    public OperationModel<UpdateContinuousBackupsInput, UpdateContinuousBackupsOutput> model() {
        return DynamoDbApi.UPDATE_CONTINUOUS_BACKUPS;
    }

    @Override
    public List<Need> needs(UpdateContinuousBackupsInput input, Call call) {
        return Access.table(call, "UpdateContinuousBackups", input.tableName());
    }

    @Override
    public UpdateContinuousBackupsOutput run(UpdateContinuousBackupsInput input, Call call) {
        boolean isEnabled = input.pointInTimeRecoverySpecification().pointInTimeRecoveryEnabled();
        Optional<Integer> days = input.pointInTimeRecoverySpecification().recoveryPeriodInDays();
        Choices.atLeastOne("recoveryPeriodInDays", days);
        Choices.atMost("recoveryPeriodInDays", days, MAX_DAYS);
        LiveTable table = state.tables().named(call.scope(), input.tableName());
        StoredTable changed = state.tables().change(table, (stored, _) -> {
            TableSettings settings = stored.settings();
            Instant since =
                    settings.recovery().map(TableSettings.Recovery::since).orElseGet(state.clock()::now);
            int period = days.or(() -> settings.recovery().map(TableSettings.Recovery::periodDays))
                    .orElse(MAX_DAYS);
            return stored.with(settings.withRecovery(
                    isEnabled ? Optional.of(new TableSettings.Recovery(since, period)) : Optional.empty()));
        });
        return UpdateContinuousBackupsOutput.builder()
                .continuousBackupsDescription(DescribeContinuousBackups.description(
                        changed, state.clock().now()))
                .build();
    }
}
