package samara.cloud.dynamodb;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import samara.cloud.dynamodb.expression.ConditionExpression;
import samara.cloud.dynamodb.expression.ExpressionKind;
import samara.cloud.dynamodb.expression.Projection;
import samara.cloud.dynamodb.value.Invalid;
import samara.cloud.kernel.Call;
import samara.cloud.kernel.Need;
import samara.cloud.kernel.Operation;
import samara.cloud.kernel.Range;
import samara.wire.OperationModel;
import samara.wire.dynamodb.DynamoDbApi;
import samara.wire.dynamodb.ScanInput;
import samara.wire.dynamodb.ScanOutput;

/// `Scan`.
/// See <https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_Scan.html>
final class Scan implements Operation<ScanInput, ScanOutput> {
    private final DynamoDbState state;

    Scan(DynamoDbState state) {
        this.state = state;
    }

    @Override
    public OperationModel<ScanInput, ScanOutput> model() {
        return DynamoDbApi.SCAN;
    }

    @Override
    public List<Need> needs(ScanInput input, Call call) {
        return List.of(Access.to(state, call, "Scan")
                .attributes(ItemExpressions.named(
                        input.expressionAttributeNames(),
                        input.expressionAttributeValues(),
                        Map.of(
                                ExpressionKind.FILTER,
                                input.filterExpression(),
                                ExpressionKind.PROJECTION,
                                input.projectionExpression())))
                .key(
                        "Select",
                        input.select().or(() -> input.projectionExpression().map(_ -> "SPECIFIC_ATTRIBUTES")))
                .key("ReturnConsumedCapacity", input.returnConsumedCapacity())
                .need(input.tableName(), input.indexName()));
    }

    @Override
    public ScanOutput run(ScanInput input, Call call) {
        ItemExpressions.refuseLegacy("ScanFilter", input.scanFilter(), "FilterExpression");
        ItemExpressions.refuseLegacy("ConditionalOperator", input.conditionalOperator(), "FilterExpression");
        ItemExpressions.refuseLegacy("AttributesToGet", input.attributesToGet(), "ProjectionExpression");
        checkSegments(input);
        var expressions = ItemExpressions.of(
                input.expressionAttributeNames(),
                input.expressionAttributeValues(),
                Reading.given(
                        Map.entry("FilterExpression", input.filterExpression()),
                        Map.entry("ProjectionExpression", input.projectionExpression())));
        Optional<ConditionExpression> filter = expressions.condition(ExpressionKind.FILTER, input.filterExpression());
        Optional<Projection> projection = expressions.projection(input.projectionExpression());
        expressions.finish();
        var parameters = new Reading.Parameters(
                "Scanning",
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
        Page page = reading.page(state.items(), range(input, reading));
        return ScanOutput.builder()
                .items(reading.items(page).orElse(null))
                .count(page.items().size())
                .scannedCount(page.scanned())
                .lastEvaluatedKey(page.last().map(AttributeValues::write).orElse(null))
                .consumedCapacity(reading.capacity(page).orElse(null))
                .build();
    }

    private static void checkSegments(ScanInput input) {
        Choices.atLeastOne("totalSegments", input.totalSegments());
        Choices.atMost("totalSegments", input.totalSegments(), DynamoDbLimits.MAX_SEGMENTS);
        Choices.atLeast("segment", input.segment(), 0);
        if (input.totalSegments().isPresent() && input.segment().isEmpty()) {
            throw Invalid.because("The Segment parameter is required but was not present in the request when parameter"
                    + " TotalSegments is present");
        }
        if (input.segment().isPresent() && input.totalSegments().isEmpty()) {
            throw Invalid.because("The TotalSegments parameter is required but was not present in the request when"
                    + " Segment parameter is present");
        }
        if (input.segment().isPresent()
                && input.segment().get() >= input.totalSegments().orElseThrow()) {
            throw Invalid.because("The Segment parameter is zero-based and must be less than parameter TotalSegments:"
                    + " Segment: " + input.segment().get() + " is not less than TotalSegments: "
                    + input.totalSegments().orElseThrow());
        }
    }

    private static Range range(ScanInput input, Reading reading) {
        Range range = input.segment()
                .map(segment -> KeyRange.segment(
                        reading.prefix(), segment, input.totalSegments().orElseThrow()))
                .orElseGet(() -> Range.prefix(reading.prefix()));
        if (input.exclusiveStartKey().isEmpty()) {
            return range;
        }
        byte[] start = reading.startKey(input.exclusiveStartKey().get());
        boolean isInside = Arrays.compareUnsigned(start, range.from()) >= 0
                && (range.to().length == 0 || Arrays.compareUnsigned(start, range.to()) < 0);
        if (!isInside) {
            throw Invalid.because("The provided starting key is invalid: Invalid ExclusiveStartKey. Please use"
                    + " ExclusiveStartKey with correct Segment. TotalSegments: "
                    + input.totalSegments().orElse(1) + " Segment: "
                    + input.segment().orElse(0));
        }
        return range.after(start);
    }
}
