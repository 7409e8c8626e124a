package samara.cloud.dynamodb;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import samara.cloud.dynamodb.expression.ConditionExpression;
import samara.cloud.dynamodb.expression.ExpressionKind;
import samara.cloud.dynamodb.value.Invalid;
import samara.cloud.dynamodb.value.Value;
import samara.cloud.kernel.Call;
import samara.cloud.kernel.Need;
import samara.cloud.kernel.Operation;
import samara.wire.OperationModel;
import samara.wire.dynamodb.DynamoDbApi;
import samara.wire.dynamodb.PutItemInput;
import samara.wire.dynamodb.PutItemOutput;

/// `PutItem`. See <https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_PutItem.html>
final class PutItem implements Operation<PutItemInput, PutItemOutput> {
    private static final List<String> RETURN_VALUES =
            List.of("ALL_NEW", "UPDATED_OLD", "ALL_OLD", "NONE", "UPDATED_NEW");

    private final DynamoDbState state;

    PutItem(DynamoDbState state) {
        this.state = state;
    }

    @Override
    public OperationModel<PutItemInput, PutItemOutput> model() {
        return DynamoDbApi.PUT_ITEM;
    }

    @Override
    public List<Need> needs(PutItemInput input, Call call) {
        return List.of(Access.to(state, call, "PutItem")
                .leadingKeys(input.tableName(), List.of(input.item()))
                .attributes(input.item().keySet())
                .key("ReturnValues", input.returnValues())
                .key("ReturnConsumedCapacity", input.returnConsumedCapacity())
                .need(input.tableName()));
    }

    @Override
    public PutItemOutput run(PutItemInput input, Call call) {
        ItemExpressions.refuseLegacy("Expected", input.expected(), "ConditionExpression");
        ItemExpressions.refuseLegacy("ConditionalOperator", input.conditionalOperator(), "ConditionExpression");
        String detail = Capacity.detail(input.returnConsumedCapacity());
        boolean wantsMetrics = ItemWrites.wantsMetrics(input.returnItemCollectionMetrics());
        boolean returnsOld = returnsOld(input.returnValues());
        boolean returnsOnFailure = ItemExpressions.returnsOnFailure(input.returnValuesOnConditionCheckFailure());
        Map<String, Value> item = AttributeValues.read(input.item());
        var expressions = ItemExpressions.of(
                input.expressionAttributeNames(),
                input.expressionAttributeValues(),
                Map.of("ConditionExpression", input.conditionExpression()));
        Optional<ConditionExpression> condition =
                expressions.condition(ExpressionKind.CONDITION, input.conditionExpression());
        expressions.finish();

        LiveTable table = state.tables().get(call.scope(), input.tableName());
        Write write = of(table, item, condition);
        Write.Made made = ItemWrites.made(state.items().write(write), returnsOnFailure);
        return PutItemOutput.builder()
                .attributes(made.before()
                        .filter(_ -> returnsOld)
                        .map(AttributeValues::write)
                        .orElse(null))
                .consumedCapacity(ItemWrites.capacity(made, detail).orElse(null))
                .itemCollectionMetrics(
                        ItemWrites.metrics(state, write, wantsMetrics).orElse(null))
                .build();
    }

    /// The write of a whole item, checked.
    static Write of(LiveTable table, Map<String, Value> item, Optional<ConditionExpression> condition) {
        ItemKeys.checkItem(table, item);
        return new Write(table, table.keys().of(item), new Write.Put(item), condition);
    }

    /// Whether `ReturnValues` of a put or delete asks for the item as it was.
    static boolean returnsOld(Optional<String> given) {
        String choice = Choices.of("returnValues", given, "NONE", RETURN_VALUES);
        if (!choice.equals("NONE") && !choice.equals("ALL_OLD")) {
            throw Invalid.because("Return values set to invalid value");
        }
        return choice.equals("ALL_OLD");
    }
}
