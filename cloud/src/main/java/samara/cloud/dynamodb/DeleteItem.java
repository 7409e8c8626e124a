package samara.cloud.dynamodb;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import samara.cloud.dynamodb.expression.ConditionExpression;
import samara.cloud.dynamodb.expression.ExpressionKind;
import samara.cloud.dynamodb.value.Value;
import samara.cloud.kernel.Call;
import samara.cloud.kernel.Need;
import samara.cloud.kernel.Operation;
import samara.wire.OperationModel;
import samara.wire.dynamodb.DeleteItemInput;
import samara.wire.dynamodb.DeleteItemOutput;
import samara.wire.dynamodb.DynamoDbApi;

/// `DeleteItem`. See <https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_DeleteItem.html>
final class DeleteItem implements Operation<DeleteItemInput, DeleteItemOutput> {
    private final DynamoDbState state;

    DeleteItem(DynamoDbState state) {
        this.state = state;
    }

    @Override
    public OperationModel<DeleteItemInput, DeleteItemOutput> model() {
        return DynamoDbApi.DELETE_ITEM;
    }

    @Override
    public List<Need> needs(DeleteItemInput input, Call call) {
        return List.of(Access.to(state, call, "DeleteItem")
                .leadingKeys(input.tableName(), List.of(input.key()))
                .attributes(input.key().keySet())
                .key("ReturnValues", input.returnValues())
                .key("ReturnConsumedCapacity", input.returnConsumedCapacity())
                .need(input.tableName()));
    }

    @Override
    public DeleteItemOutput run(DeleteItemInput input, Call call) {
        ItemExpressions.refuseLegacy("Expected", input.expected(), "ConditionExpression");
        ItemExpressions.refuseLegacy("ConditionalOperator", input.conditionalOperator(), "ConditionExpression");
        String detail = Capacity.detail(input.returnConsumedCapacity());
        boolean wantsMetrics = ItemWrites.wantsMetrics(input.returnItemCollectionMetrics());
        boolean returnsOld = PutItem.returnsOld(input.returnValues());
        boolean returnsOnFailure = ItemExpressions.returnsOnFailure(input.returnValuesOnConditionCheckFailure());
        Map<String, Value> key = AttributeValues.read(input.key());
        var expressions = ItemExpressions.of(
                input.expressionAttributeNames(),
                input.expressionAttributeValues(),
                Map.of("ConditionExpression", input.conditionExpression()));
        Optional<ConditionExpression> condition =
                expressions.condition(ExpressionKind.CONDITION, input.conditionExpression());
        expressions.finish();

        LiveTable table = state.tables().get(call.scope(), input.tableName());
        var write = new Write(table, ItemKeys.checked(table, key), new Write.Delete(), condition);
        Write.Made made = ItemWrites.made(state.items().write(write), returnsOnFailure);
        return DeleteItemOutput.builder()
                .attributes(made.before()
                        .filter(_ -> returnsOld)
                        .map(AttributeValues::write)
                        .orElse(null))
                .consumedCapacity(ItemWrites.capacity(made, detail).orElse(null))
                .itemCollectionMetrics(
                        ItemWrites.metrics(state, write, wantsMetrics).orElse(null))
                .build();
    }
}
