package samara.cloud.dynamodb;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import samara.cloud.dynamodb.expression.ConditionExpression;
import samara.cloud.dynamodb.expression.ExpressionKind;
import samara.cloud.dynamodb.expression.Path;
import samara.cloud.dynamodb.expression.Projection;
import samara.cloud.dynamodb.expression.UpdateExpression;
import samara.cloud.dynamodb.value.Invalid;
import samara.cloud.dynamodb.value.Value;
import samara.cloud.kernel.Call;
import samara.cloud.kernel.Need;
import samara.cloud.kernel.Operation;
import samara.wire.OperationModel;
import samara.wire.dynamodb.DynamoDbApi;
import samara.wire.dynamodb.UpdateItemInput;
import samara.wire.dynamodb.UpdateItemOutput;

/// `UpdateItem`. See <https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_UpdateItem.html>
final class UpdateItem implements Operation<UpdateItemInput, UpdateItemOutput> {
    private static final List<String> RETURN_VALUES =
            List.of("ALL_NEW", "UPDATED_OLD", "ALL_OLD", "NONE", "UPDATED_NEW");

    private final DynamoDbState state;

    UpdateItem(DynamoDbState state) {
        this.state = state;
    }

    @Override
    public OperationModel<UpdateItemInput, UpdateItemOutput> model() {
        return DynamoDbApi.UPDATE_ITEM;
    }

    @Override
    public List<Need> needs(UpdateItemInput input, Call call) {
        Set<String> attributes = new LinkedHashSet<>(input.key().keySet());
        attributes.addAll(ItemExpressions.named(
                input.expressionAttributeNames(),
                input.expressionAttributeValues(),
                Map.of(
                        ExpressionKind.CONDITION,
                        input.conditionExpression(),
                        ExpressionKind.UPDATE,
                        input.updateExpression())));
        return List.of(Access.to(state, call, "UpdateItem")
                .leadingKeys(input.tableName(), List.of(input.key()))
                .attributes(attributes)
                .key("ReturnValues", input.returnValues())
                .key("ReturnConsumedCapacity", input.returnConsumedCapacity())
                .need(input.tableName()));
    }

    @Override
    public UpdateItemOutput run(UpdateItemInput input, Call call) {
        ItemExpressions.refuseLegacy("AttributeUpdates", input.attributeUpdates(), "UpdateExpression");
        ItemExpressions.refuseLegacy("Expected", input.expected(), "ConditionExpression");
        ItemExpressions.refuseLegacy("ConditionalOperator", input.conditionalOperator(), "ConditionExpression");
        String detail = Capacity.detail(input.returnConsumedCapacity());
        boolean wantsMetrics = ItemWrites.wantsMetrics(input.returnItemCollectionMetrics());
        String returnValues = Choices.of("returnValues", input.returnValues(), "NONE", RETURN_VALUES);
        boolean returnsOnFailure = ItemExpressions.returnsOnFailure(input.returnValuesOnConditionCheckFailure());
        Map<String, Value> key = AttributeValues.read(input.key());
        var given = new LinkedHashMap<String, Optional<String>>();
        given.put("UpdateExpression", input.updateExpression());
        given.put("ConditionExpression", input.conditionExpression());
        var expressions =
                ItemExpressions.of(input.expressionAttributeNames(), input.expressionAttributeValues(), given);
        UpdateExpression update = expressions.update(input.updateExpression()).orElseGet(UpdateExpression::none);
        Optional<ConditionExpression> condition =
                expressions.condition(ExpressionKind.CONDITION, input.conditionExpression());
        expressions.finish();

        LiveTable table = state.tables().get(call.scope(), input.tableName());
        Write write = of(table, key, update, condition);
        Write.Made made = ItemWrites.made(state.items().write(write), returnsOnFailure);
        return UpdateItemOutput.builder()
                .attributes(returned(returnValues, made, update)
                        .map(AttributeValues::write)
                        .orElse(null))
                .consumedCapacity(ItemWrites.capacity(made, detail).orElse(null))
                .itemCollectionMetrics(
                        ItemWrites.metrics(state, write, wantsMetrics).orElse(null))
                .build();
    }

    /// The update of the item of a key, checked.
    static Write of(
            LiveTable table, Map<String, Value> key, UpdateExpression update, Optional<ConditionExpression> condition) {
        Map<String, Value> checked = ItemKeys.checked(table, key);
        for (Path path : update.paths()) {
            if (checked.containsKey(path.attribute())) {
                throw Invalid.parameter(
                        "Cannot update attribute " + path.attribute() + ". This attribute is part of the key");
            }
        }
        return new Write(table, checked, new Write.Update(update), condition);
    }

    private static Optional<Map<String, Value>> returned(
            String returnValues, Write.Made made, UpdateExpression update) {
        return switch (returnValues) {
            case "ALL_OLD" -> made.before();
            case "ALL_NEW" -> made.after();
            case "UPDATED_OLD" -> touched(made.before(), update);
            case "UPDATED_NEW" -> touched(made.after(), update);
            default -> Optional.empty();
        };
    }

    private static Optional<Map<String, Value>> touched(Optional<Map<String, Value>> item, UpdateExpression update) {
        return item.map(Projection.of(update.paths())::of).filter(part -> !part.isEmpty());
    }
}
