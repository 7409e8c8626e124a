package samara.cloud.dynamodb;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import samara.cloud.dynamodb.expression.ExpressionKind;
import samara.cloud.dynamodb.expression.Projection;
import samara.cloud.dynamodb.value.Invalid;
import samara.cloud.dynamodb.value.Value;
import samara.cloud.dynamodb.value.Values;
import samara.cloud.kernel.Call;
import samara.cloud.kernel.Need;
import samara.cloud.kernel.Operation;
import samara.wire.OperationModel;
import samara.wire.dynamodb.ConsumedCapacity;
import samara.wire.dynamodb.DynamoDbApi;
import samara.wire.dynamodb.Get;
import samara.wire.dynamodb.ItemResponse;
import samara.wire.dynamodb.TransactGetItem;
import samara.wire.dynamodb.TransactGetItemsInput;
import samara.wire.dynamodb.TransactGetItemsOutput;

/// `TransactGetItems`. See <https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_TransactGetItems.html>
final class TransactGetItems implements Operation<TransactGetItemsInput, TransactGetItemsOutput> {
    private static final int TRANSACTION_FACTOR = 2;

    private final DynamoDbState state;

    TransactGetItems(DynamoDbState state) {
        this.state = state;
    }

    @Override
    public OperationModel<TransactGetItemsInput, TransactGetItemsOutput> model() {
        return DynamoDbApi.TRANSACT_GET_ITEMS;
    }

    @Override
    public List<Need> needs(TransactGetItemsInput input, Call call) {
        var needs = new ArrayList<Need>();
        for (TransactGetItem item : input.transactItems()) {
            Get get = item.get();
            Set<String> attributes = new LinkedHashSet<>(ItemExpressions.named(
                    get.expressionAttributeNames(),
                    Optional.empty(),
                    Map.of(ExpressionKind.PROJECTION, get.projectionExpression())));
            if (!attributes.isEmpty()) {
                attributes.addAll(get.key().keySet());
            }
            needs.add(Access.to(state, call, "GetItem")
                    .leadingKeys(get.tableName(), List.of(get.key()))
                    .attributes(attributes)
                    .key("EnclosingOperation", Optional.of("TransactGetItems"))
                    .need(get.tableName()));
        }
        return needs;
    }

    @Override
    public TransactGetItemsOutput run(TransactGetItemsInput input, Call call) {
        String detail = Capacity.detail(input.returnConsumedCapacity());
        int count = input.transactItems().size();
        if (count == 0 || count > DynamoDbLimits.MAX_TRANSACTION_ACTIONS) {
            throw Invalid.because("1 validation error detected: Value '[" + count + " items]' at 'transactItems' failed"
                    + " to satisfy constraint: Member must have length "
                    + (count == 0 ? "greater than or equal to 1" : "less than or equal to 100"));
        }
        var tables = new ArrayList<LiveTable>();
        var keys = new ArrayList<Map<String, Value>>();
        var projections = new ArrayList<Optional<Projection>>();
        for (TransactGetItem item : input.transactItems()) {
            Get get = item.get();
            var expressions = ItemExpressions.of(
                    get.expressionAttributeNames(),
                    Optional.empty(),
                    Map.of("ProjectionExpression", get.projectionExpression()));
            projections.add(expressions.projection(get.projectionExpression()));
            expressions.finish();
            LiveTable table = state.tables().get(call.scope(), get.tableName());
            tables.add(table);
            keys.add(ItemKeys.checked(table, AttributeValues.read(get.key())));
        }
        checkDistinct(tables, keys);
        return answer(tables, state.items().getTogether(tables, keys), projections, detail);
    }

    private static void checkDistinct(List<LiveTable> tables, List<Map<String, Value>> keys) {
        record Target(String arn, Map<String, Value> key) {}
        var targets = new HashSet<Target>();
        for (int at = 0; at < keys.size(); at++) {
            if (!targets.add(new Target(tables.get(at).stored().arn(), keys.get(at)))) {
                throw Invalid.because("Transaction request cannot include multiple operations on one item");
            }
        }
    }

    private static TransactGetItemsOutput answer(
            List<LiveTable> tables,
            List<Optional<Map<String, Value>>> items,
            List<Optional<Projection>> projections,
            String detail) {
        var capacities = new LinkedHashMap<LiveTable, Capacity>();
        var responses = new ArrayList<ItemResponse>();
        for (int at = 0; at < items.size(); at++) {
            Optional<Map<String, Value>> item = items.get(at);
            Optional<Projection> projection = projections.get(at);
            double units = TRANSACTION_FACTOR
                    * Capacity.readUnits(item.map(Values::weight).orElse(0), true);
            capacities.computeIfAbsent(tables.get(at), Capacity::ofReads).read(units);
            responses.add(ItemResponse.builder()
                    .item(item.map(whole ->
                                    projection.map(some -> some.of(whole)).orElse(whole))
                            .map(AttributeValues::write)
                            .orElse(null))
                    .build());
        }
        var consumed = new ArrayList<ConsumedCapacity>();
        capacities
                .values()
                .forEach(capacity -> capacity.toldByTransaction(detail).ifPresent(consumed::add));
        return TransactGetItemsOutput.builder()
                .responses(responses)
                .consumedCapacity(consumed.isEmpty() ? null : consumed)
                .build();
    }
}
