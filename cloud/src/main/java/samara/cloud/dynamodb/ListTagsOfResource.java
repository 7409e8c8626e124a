package samara.cloud.dynamodb;

import java.util.ArrayList;
import java.util.List;
import samara.cloud.kernel.Call;
import samara.cloud.kernel.Need;
import samara.cloud.kernel.Operation;
import samara.wire.OperationModel;
import samara.wire.dynamodb.DynamoDbApi;
import samara.wire.dynamodb.ListTagsOfResourceInput;
import samara.wire.dynamodb.ListTagsOfResourceOutput;
import samara.wire.dynamodb.Tag;

/// `ListTagsOfResource`. A table has at most 50, so one page holds all.
/// See <https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_ListTagsOfResource.html>
final class ListTagsOfResource implements Operation<ListTagsOfResourceInput, ListTagsOfResourceOutput> {
    private final DynamoDbState state;

    ListTagsOfResource(DynamoDbState state) {
        this.state = state;
    }

    @Override
    public OperationModel<ListTagsOfResourceInput, ListTagsOfResourceOutput> model() {
        return DynamoDbApi.LIST_TAGS_OF_RESOURCE;
    }

    @Override
    public List<Need> needs(ListTagsOfResourceInput input, Call call) {
        return Access.table(call, "ListTagsOfResource", input.resourceArn());
    }

    @Override
    public ListTagsOfResourceOutput run(ListTagsOfResourceInput input, Call call) {
        LiveTable table = state.tables()
                .find(call.scope(), input.resourceArn())
                .orElseThrow(() -> DynamoDbErrors.arnNotFound(input.resourceArn()));
        var tags = new ArrayList<Tag>();
        table.stored()
                .settings()
                .tags()
                .forEach((key, value) ->
                        tags.add(Tag.builder().key(key).value(value).build()));
        return ListTagsOfResourceOutput.builder().tags(tags).build();
    }
}
