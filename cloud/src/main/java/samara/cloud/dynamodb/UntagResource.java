package samara.cloud.dynamodb;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import samara.cloud.kernel.Call;
import samara.cloud.kernel.Need;
import samara.cloud.kernel.Operation;
import samara.wire.Nothing;
import samara.wire.OperationModel;
import samara.wire.dynamodb.DynamoDbApi;
import samara.wire.dynamodb.UntagResourceInput;

/// `UntagResource`.
/// See <https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_UntagResource.html>
final class UntagResource implements Operation<UntagResourceInput, Nothing> {
    private final DynamoDbState state;

    UntagResource(DynamoDbState state) {
        this.state = state;
    }

    @Override
    public OperationModel<UntagResourceInput, Nothing> model() {
        return DynamoDbApi.UNTAG_RESOURCE;
    }

    @Override
    public List<Need> needs(UntagResourceInput input, Call call) {
        return Access.table(call, "UntagResource", input.resourceArn());
    }

    @Override
    public Nothing run(UntagResourceInput input, Call call) {
        LiveTable table = state.tables()
                .find(call.scope(), input.resourceArn())
                .orElseThrow(() -> DynamoDbErrors.arnNotFound(input.resourceArn()));
        state.tables().change(table, (stored, _) -> {
            var tags = new LinkedHashMap<>(stored.settings().tags());
            tags.keySet().removeAll(input.tagKeys());
            return stored.with(stored.settings().withTags(Collections.unmodifiableMap(tags)));
        });
        return Nothing.INSTANCE;
    }
}
