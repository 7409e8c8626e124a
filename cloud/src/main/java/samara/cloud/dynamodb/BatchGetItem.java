package samara.cloud.dynamodb;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
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
import samara.wire.dynamodb.AttributeValue;
import samara.wire.dynamodb.BatchGetItemInput;
import samara.wire.dynamodb.BatchGetItemOutput;
import samara.wire.dynamodb.ConsumedCapacity;
import samara.wire.dynamodb.DynamoDbApi;
import samara.wire.dynamodb.KeysAndAttributes;

/// `BatchGetItem`. See <https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_BatchGetItem.html>
final class BatchGetItem implements Operation<BatchGetItemInput, BatchGetItemOutput> {
    private final DynamoDbState state;

    BatchGetItem(DynamoDbState state) {
        this.state = state;
    }

    @Override
    public OperationModel<BatchGetItemInput, BatchGetItemOutput> model() {
        return DynamoDbApi.BATCH_GET_ITEM;
    }

    @Override
    public List<Need> needs(BatchGetItemInput input, Call call) {
        var needs = new ArrayList<Need>();
        input.requestItems().forEach((table, keys) -> {
            Set<String> attributes = new HashSet<>(ItemExpressions.named(
                    keys.expressionAttributeNames(),
                    Optional.empty(),
                    Map.of(ExpressionKind.PROJECTION, keys.projectionExpression())));
            if (!attributes.isEmpty()) {
                keys.keys().forEach(key -> attributes.addAll(key.keySet()));
            }
            needs.add(Access.to(state, call, "BatchGetItem")
                    .leadingKeys(table, keys.keys())
                    .attributes(attributes)
                    .key("Select", keys.projectionExpression().map(_ -> "SPECIFIC_ATTRIBUTES"))
                    .key("ReturnConsumedCapacity", input.returnConsumedCapacity())
                    .need(table));
        });
        return needs;
    }

    @Override
    public BatchGetItemOutput run(BatchGetItemInput input, Call call) {
        String detail = Capacity.detail(input.returnConsumedCapacity());
        if (input.requestItems().isEmpty()) {
            throw Invalid.because("1 validation error detected: Value '{}' at 'requestItems' failed to satisfy"
                    + " constraint: Member must have length greater than or equal to 1");
        }
        int keys = input.requestItems().values().stream()
                .mapToInt(some -> some.keys().size())
                .sum();
        if (keys > DynamoDbLimits.MAX_BATCH_GET_KEYS) {
            throw Invalid.because("Too many items requested for the BatchGetItem call");
        }
        var requests = new ArrayList<TableRequest>();
        input.requestItems().forEach((name, wanted) -> requests.add(request(call, name, wanted)));

        var budget = new Budget();
        var responses = new LinkedHashMap<String, List<Map<String, AttributeValue>>>();
        var unprocessed = new LinkedHashMap<String, KeysAndAttributes>();
        var consumed = new ArrayList<ConsumedCapacity>();
        for (TableRequest request : requests) {
            Capacity capacity = Capacity.ofReads(request.table());
            var left = new ArrayList<Map<String, AttributeValue>>();
            responses.put(request.name(), read(request, budget, capacity, left));
            if (!left.isEmpty()) {
                unprocessed.put(request.name(), request.wanted(left));
            }
            capacity.told(detail).ifPresent(consumed::add);
        }
        return BatchGetItemOutput.builder()
                .responses(responses)
                .unprocessedKeys(unprocessed)
                .consumedCapacity(consumed.isEmpty() ? null : consumed)
                .build();
    }

    private static final class Budget {
        private long left = DynamoDbLimits.MAX_BATCH_GET_BYTES;

        boolean spend(long bytes) {
            left -= bytes;
            return left >= 0;
        }

        boolean isSpent() {
            return left < 0;
        }
    }

    private record TableRequest(
            String name,
            LiveTable table,
            List<Map<String, Value>> keys,
            Optional<Projection> projection,
            KeysAndAttributes given) {

        boolean isConsistent() {
            return given.consistentRead().orElse(false);
        }

        KeysAndAttributes wanted(List<Map<String, AttributeValue>> left) {
            return KeysAndAttributes.builder()
                    .keys(left)
                    .consistentRead(given.consistentRead().orElse(null))
                    .projectionExpression(given.projectionExpression().orElse(null))
                    .expressionAttributeNames(given.expressionAttributeNames().orElse(null))
                    .build();
        }
    }

    private TableRequest request(Call call, String name, KeysAndAttributes wanted) {
        ItemExpressions.refuseLegacy("AttributesToGet", wanted.attributesToGet(), "ProjectionExpression");
        var expressions = ItemExpressions.of(
                wanted.expressionAttributeNames(),
                Optional.empty(),
                Map.of("ProjectionExpression", wanted.projectionExpression()));
        Optional<Projection> projection = expressions.projection(wanted.projectionExpression());
        expressions.finish();
        List<Map<String, Value>> given =
                wanted.keys().stream().map(AttributeValues::read).toList();
        LiveTable table = state.tables().get(call.scope(), name);
        var keys = new ArrayList<Map<String, Value>>();
        for (Map<String, Value> key : given) {
            keys.add(ItemKeys.checked(table, key));
        }
        if (new HashSet<>(keys).size() < keys.size()) {
            throw Invalid.because("Provided list of item keys contains duplicates");
        }
        return new TableRequest(name, table, keys, projection, wanted);
    }

    private List<Map<String, AttributeValue>> read(
            TableRequest request, Budget budget, Capacity capacity, List<Map<String, AttributeValue>> left) {
        var found = new ArrayList<Map<String, AttributeValue>>();
        for (Map<String, Value> key : request.keys()) {
            Optional<Map<String, Value>> item =
                    budget.isSpent() ? Optional.empty() : state.items().get(request.table(), key);
            long bytes = item.map(Values::weight).orElse(0);
            if (budget.isSpent() || !budget.spend(bytes)) {
                left.add(AttributeValues.write(key));
                continue;
            }
            capacity.read(Capacity.readUnits(bytes, request.isConsistent()));
            item.map(whole -> request.projection().map(some -> some.of(whole)).orElse(whole))
                    .ifPresent(some -> found.add(AttributeValues.write(some)));
        }
        return found;
    }
}
