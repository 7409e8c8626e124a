package samara.cloud.dynamodb;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import samara.cloud.dynamodb.expression.ConditionExpression;
import samara.cloud.dynamodb.expression.ConditionParser;
import samara.cloud.dynamodb.expression.ExpressionKind;
import samara.cloud.dynamodb.expression.KeyCondition;
import samara.cloud.dynamodb.expression.Placeholders;
import samara.cloud.dynamodb.expression.Projection;
import samara.cloud.dynamodb.value.Bytes;
import samara.cloud.dynamodb.value.Invalid;
import samara.cloud.dynamodb.value.Value;
import samara.cloud.kernel.Call;
import samara.cloud.kernel.Need;
import samara.cloud.kernel.Operation;
import samara.cloud.kernel.Range;
import samara.wire.AwsException;
import samara.wire.OperationModel;
import samara.wire.dynamodb.DynamoDbApi;
import samara.wire.dynamodb.QueryInput;
import samara.wire.dynamodb.QueryOutput;

/// `Query`. See <https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_Query.html>
final class Query implements Operation<QueryInput, QueryOutput> {
    private final DynamoDbState state;

    Query(DynamoDbState state) {
        this.state = state;
    }

    @Override
    public OperationModel<QueryInput, QueryOutput> model() {
        return DynamoDbApi.QUERY;
    }

    @Override
    public List<Need> needs(QueryInput input, Call call) {
        Access access = Access.to(state, call, "Query")
                .attributes(ItemExpressions.named(
                        input.expressionAttributeNames(),
                        input.expressionAttributeValues(),
                        Map.of(
                                ExpressionKind.KEY_CONDITION,
                                input.keyConditionExpression(),
                                ExpressionKind.FILTER,
                                input.filterExpression(),
                                ExpressionKind.PROJECTION,
                                input.projectionExpression())))
                .key(
                        "Select",
                        input.select().or(() -> input.projectionExpression().map(_ -> "SPECIFIC_ATTRIBUTES")))
                .key("ReturnConsumedCapacity", input.returnConsumedCapacity());
        partition(input, call).ifPresent(value -> access.leadingKey(AttributeValues.write(value)));
        return List.of(access.need(input.tableName(), input.indexName()));
    }

    /// The partition that the query is about, for IAM; nothing where the query is wrong, which then fails.
    private Optional<Value> partition(QueryInput input, Call call) {
        Optional<LiveTable> table = state.tables().find(call.scope(), input.tableName());
        if (table.isEmpty() || input.keyConditionExpression().isEmpty()) {
            return Optional.empty();
        }
        Optional<StoredIndex> index =
                input.indexName().flatMap(name -> table.get().stored().index(name));
        KeySchema keys = index.map(StoredIndex::keys).orElseGet(table.get()::keys);
        try {
            var placeholders = Placeholders.of(
                    input.expressionAttributeNames().orElse(Map.of()),
                    input.expressionAttributeValues()
                            .map(AttributeValues::readPlaceholders)
                            .orElse(Map.of()));
            ConditionExpression expression = ConditionParser.parse(
                    ExpressionKind.KEY_CONDITION, input.keyConditionExpression().get(), placeholders);
            return Optional.of(KeyCondition.of(expression, keys.partitionKey(), keys.sortKey())
                    .partition());
        } catch (AwsException _) {
            return Optional.empty();
        }
    }

    @Override
    public QueryOutput run(QueryInput input, Call call) {
        ItemExpressions.refuseLegacy("KeyConditions", input.keyConditions(), "KeyConditionExpression");
        ItemExpressions.refuseLegacy("QueryFilter", input.queryFilter(), "FilterExpression");
        ItemExpressions.refuseLegacy("ConditionalOperator", input.conditionalOperator(), "FilterExpression");
        ItemExpressions.refuseLegacy("AttributesToGet", input.attributesToGet(), "ProjectionExpression");
        var expressions = ItemExpressions.of(
                input.expressionAttributeNames(),
                input.expressionAttributeValues(),
                Reading.given(
                        Map.entry("FilterExpression", input.filterExpression()),
                        Map.entry("KeyConditionExpression", input.keyConditionExpression()),
                        Map.entry("ProjectionExpression", input.projectionExpression())));
        Optional<ConditionExpression> keyCondition =
                expressions.condition(ExpressionKind.KEY_CONDITION, input.keyConditionExpression());
        Optional<ConditionExpression> filter = expressions.condition(ExpressionKind.FILTER, input.filterExpression());
        Optional<Projection> projection = expressions.projection(input.projectionExpression());
        expressions.finish();
        if (keyCondition.isEmpty()) {
            throw Invalid.because(
                    "Either the KeyConditions or KeyConditionExpression parameter must be specified in the request.");
        }
        var parameters = new Reading.Parameters(
                "Querying",
                input.indexName(),
                input.select(),
                input.limit(),
                input.consistentRead(),
                input.returnConsumedCapacity(),
                projection,
                filter);
        Reading.check(parameters);

        LiveTable table = state.tables().get(call.scope(), input.tableName());
        Reading reading = Reading.of(table, parameters);
        KeySchema keys = reading.keys();
        KeyCondition condition = KeyCondition.of(keyCondition.get(), keys.partitionKey(), keys.sortKey());
        checkTypes(table, keys, condition);
        checkFilter(keys, filter);
        Page page = reading.page(state.items(), range(input, reading, condition));
        return QueryOutput.builder()
                .items(reading.items(page).orElse(null))
                .count(page.items().size())
                .scannedCount(page.scanned())
                .lastEvaluatedKey(page.last().map(AttributeValues::write).orElse(null))
                .consumedCapacity(reading.capacity(page).orElse(null))
                .build();
    }

    private static Range range(QueryInput input, Reading reading, KeyCondition condition) {
        Range whole = KeyRange.of(reading.prefix(), condition);
        Range range = input.scanIndexForward().orElse(true) ? whole : whole.reversed();
        if (input.exclusiveStartKey().isEmpty()) {
            return range;
        }
        byte[] start = reading.startKey(input.exclusiveStartKey().get());
        boolean isInside = Arrays.compareUnsigned(start, range.from()) >= 0
                && (range.to().length == 0 || Arrays.compareUnsigned(start, range.to()) < 0);
        if (!isInside) {
            throw Invalid.because("The provided starting key is outside query boundaries based on provided conditions");
        }
        return range.after(start);
    }

    private static void checkTypes(LiveTable table, KeySchema keys, KeyCondition condition) {
        checkType(table, keys.partitionKey(), condition.partition());
        condition
                .sort()
                .ifPresent(sort -> sort.values()
                        .forEach(value -> checkType(table, keys.sortKey().orElseThrow(), value)));
    }

    private static void checkType(LiveTable table, String attribute, Value value) {
        if (value.type() != table.type(attribute)) {
            throw Invalid.parameter("Condition parameter type does not match schema type");
        }
        boolean isEmpty = value instanceof Value.S(String text) && text.isEmpty()
                || value instanceof Value.B(Bytes bytes) && bytes.length() == 0;
        if (isEmpty) {
            throw Invalid.because("One or more parameter values are not valid. The AttributeValue for a key attribute"
                    + " cannot contain an empty " + (value instanceof Value.S ? "string" : "binary")
                    + " value. Key: " + attribute);
        }
    }

    private static void checkFilter(KeySchema keys, Optional<ConditionExpression> filter) {
        filter.stream()
                .flatMap(expression -> expression.attributes().stream())
                .filter(keys::contains)
                .findFirst()
                .ifPresent(attribute -> {
                    throw Invalid.because("Filter Expression can only contain non-primary key attributes: Primary key"
                            + " attribute: " + attribute);
                });
    }
}
