package samara.cloud.dynamodb;

import java.util.List;
import samara.cloud.kernel.Call;
import samara.cloud.kernel.Need;
import samara.cloud.kernel.Operation;
import samara.wire.Nothing;
import samara.wire.OperationModel;
import samara.wire.dynamodb.DynamoDbApi;
import samara.wire.dynamodb.TagResourceInput;

/// `TagResource`.
/// See <https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_TagResource.html>
final class TagResource implements Operation<TagResourceInput, Nothing> {
    private final DynamoDbState state;

    TagResource(DynamoDbState state) {
        this.state = state;
    }

    @Override
    public OperationModel<TagResourceInput, Nothing> model() {
        return DynamoDbApi.TAG_RESOURCE;
    }

    @Override
    public List<Need> needs(TagResourceInput input, Call call) {
        return Access.table(call, "TagResource", input.resourceArn());
    }

    @Override
    public Nothing run(TagResourceInput input, Call call) {
        LiveTable table = state.tables()
                .find(call.scope(), input.resourceArn())
                .orElseThrow(() -> DynamoDbErrors.arnNotFound(input.resourceArn()));
        state.tables().change(table, (stored, _) -> {
            TableSettings settings = stored.settings();
            return stored.with(settings.withTags(TableChanges.tags(settings.tags(), input.tags())));
        });
        return Nothing.INSTANCE;
    }
}
