package samara.cloud.dynamodb;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import samara.cloud.dynamodb.expression.ExpressionKind;
import samara.cloud.dynamodb.expression.Projection;
import samara.cloud.dynamodb.value.Value;
import samara.cloud.dynamodb.value.Values;
import samara.cloud.kernel.Call;
import samara.cloud.kernel.Need;
import samara.cloud.kernel.Operation;
import samara.wire.OperationModel;
import samara.wire.dynamodb.DynamoDbApi;
import samara.wire.dynamodb.GetItemInput;
import samara.wire.dynamodb.GetItemOutput;

/// `GetItem`. See <https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_GetItem.html>
final class GetItem implements Operation<GetItemInput, GetItemOutput> {
    private final DynamoDbState state;

    GetItem(DynamoDbState state) {
        this.state = state;
    }

    @Override
    public OperationModel<GetItemInput, GetItemOutput> model() {
        return DynamoDbApi.GET_ITEM;
    }

    @Override
    public List<Need> needs(GetItemInput input, Call call) {
        Set<String> attributes = new LinkedHashSet<>(ItemExpressions.named(
                input.expressionAttributeNames(),
                Optional.empty(),
                Map.of(ExpressionKind.PROJECTION, input.projectionExpression())));
        if (!attributes.isEmpty()) {
            attributes.addAll(input.key().keySet());
        }
        return List.of(Access.to(state, call, "GetItem")
                .leadingKeys(input.tableName(), List.of(input.key()))
                .attributes(attributes)
                .key("Select", input.projectionExpression().map(_ -> "SPECIFIC_ATTRIBUTES"))
                .key("ReturnConsumedCapacity", input.returnConsumedCapacity())
                .need(input.tableName()));
    }

    @Override
    public GetItemOutput run(GetItemInput input, Call call) {
        ItemExpressions.refuseLegacy("AttributesToGet", input.attributesToGet(), "ProjectionExpression");
        String detail = Capacity.detail(input.returnConsumedCapacity());
        Map<String, Value> key = AttributeValues.read(input.key());
        var expressions = ItemExpressions.of(
                input.expressionAttributeNames(),
                Optional.empty(),
                Map.of("ProjectionExpression", input.projectionExpression()));
        Optional<Projection> projection = expressions.projection(input.projectionExpression());
        expressions.finish();

        LiveTable table = state.tables().get(call.scope(), input.tableName());
        Optional<Map<String, Value>> item = state.items().get(table, ItemKeys.checked(table, key));
        var output = GetItemOutput.builder();
        if (!detail.equals("NONE")) {
            long bytes = item.map(Values::weight).orElse(0);
            boolean isConsistent = input.consistentRead().orElse(false);
            output.consumedCapacity(Capacity.ofReads(table)
                    .read(Capacity.readUnits(bytes, isConsistent))
                    .told(detail)
                    .orElse(null));
        }
        item.map(whole -> projection.map(some -> some.of(whole)).orElse(whole))
                .ifPresent(found -> output.item(AttributeValues.write(found)));
        return output.build();
    }
}
