package samara.cloud.dynamodb;

import java.util.List;
import java.util.Optional;
import samara.cloud.dynamodb.value.Invalid;
import samara.cloud.kernel.Call;
import samara.cloud.kernel.Need;
import samara.cloud.kernel.Operation;
import samara.wire.OperationModel;
import samara.wire.dynamodb.DynamoDbApi;
import samara.wire.dynamodb.UpdateTimeToLiveInput;
import samara.wire.dynamodb.UpdateTimeToLiveOutput;

/// `UpdateTimeToLive`. Items are deleted within a minute after they expired.
/// See <https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_UpdateTimeToLive.html>
final class UpdateTimeToLive implements Operation<UpdateTimeToLiveInput, UpdateTimeToLiveOutput> {
    private static final int MAX_NAME = 255;

    private final DynamoDbState state;

    UpdateTimeToLive(DynamoDbState state) {
        this.state = state;
    }

    @Override
    public OperationModel<UpdateTimeToLiveInput, UpdateTimeToLiveOutput> model() {
        return DynamoDbApi.UPDATE_TIME_TO_LIVE;
    }

    @Override
    public List<Need> needs(UpdateTimeToLiveInput input, Call call) {
        return Access.table(call, "UpdateTimeToLive", input.tableName());
    }

    @Override
    public UpdateTimeToLiveOutput run(UpdateTimeToLiveInput input, Call call) {
        String attribute = input.timeToLiveSpecification().attributeName();
        boolean isEnabled = input.timeToLiveSpecification().enabled();
        if (attribute.isEmpty() || attribute.length() > MAX_NAME) {
            throw Choices.constraint(
                    "timeToLiveSpecification.attributeName", attribute, "Member must have length between 1 and 255");
        }
        LiveTable table = state.tables().named(call.scope(), input.tableName());
        state.tables().change(table, (stored, batch) -> {
            if (isEnabled == stored.timeToLive().isPresent()) {
                throw Invalid.because("TimeToLive is already " + (isEnabled ? "enabled" : "disabled"));
            }
            if (!isEnabled && !stored.timeToLive().equals(Optional.of(attribute))) {
                throw Invalid.because("TimeToLive is active on a different AttributeName: current AttributeName is "
                        + stored.timeToLive().orElseThrow());
            }
            StoredTable changed = stored.withTimeToLive(Optional.of(attribute).filter(_ -> isEnabled));
            if (isEnabled) {
                var filled = new LiveTable(changed);
                state.items().backfill(filled, filled.expiryPrefix(), filled::expiryKey);
            } else {
                state.items().remove(table.expiryPrefix(), batch);
            }
            return changed;
        });
        return UpdateTimeToLiveOutput.builder()
                .timeToLiveSpecification(input.timeToLiveSpecification())
                .build();
    }
}
