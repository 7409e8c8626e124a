package samara.cloud.dynamodb;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import samara.cloud.dynamodb.expression.ConditionExpression;
import samara.cloud.dynamodb.expression.ExpressionKind;
import samara.cloud.dynamodb.expression.UpdateExpression;
import samara.cloud.dynamodb.value.Invalid;
import samara.cloud.dynamodb.value.Value;
import samara.cloud.dynamodb.value.Values;
import samara.cloud.kernel.Call;
import samara.cloud.kernel.Need;
import samara.cloud.kernel.Operation;
import samara.wire.OperationModel;
import samara.wire.dynamodb.AttributeValue;
import samara.wire.dynamodb.CancellationReason;
import samara.wire.dynamodb.ConditionCheck;
import samara.wire.dynamodb.ConsumedCapacity;
import samara.wire.dynamodb.Delete;
import samara.wire.dynamodb.DynamoDbApi;
import samara.wire.dynamodb.ItemCollectionMetrics;
import samara.wire.dynamodb.Put;
import samara.wire.dynamodb.TransactWriteItem;
import samara.wire.dynamodb.TransactWriteItemsInput;
import samara.wire.dynamodb.TransactWriteItemsOutput;
import samara.wire.dynamodb.Update;

/// `TransactWriteItems`. Transactions wait for each other where AWS would cancel one with `TransactionConflict`.
/// See <https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_TransactWriteItems.html>
final class TransactWriteItems implements Operation<TransactWriteItemsInput, TransactWriteItemsOutput> {
    private static final int TRANSACTION_FACTOR = 2;

    private final DynamoDbState state;

    TransactWriteItems(DynamoDbState state) {
        this.state = state;
    }

    @Override
    public OperationModel<TransactWriteItemsInput, TransactWriteItemsOutput> model() {
        return DynamoDbApi.TRANSACT_WRITE_ITEMS;
    }

    @Override
    public List<Need> needs(TransactWriteItemsInput input, Call call) {
        var needs = new ArrayList<Need>();
        for (TransactWriteItem item : input.transactItems()) {
            item.put().ifPresent(put -> needs.add(need(call, "PutItem", put.tableName(), put.item(), Set.of())));
            item.delete()
                    .ifPresent(
                            delete -> needs.add(need(call, "DeleteItem", delete.tableName(), delete.key(), Set.of())));
            item.conditionCheck()
                    .ifPresent(check ->
                            needs.add(need(call, "ConditionCheckItem", check.tableName(), check.key(), Set.of())));
            item.update()
                    .ifPresent(update -> needs.add(need(
                            call,
                            "UpdateItem",
                            update.tableName(),
                            update.key(),
                            ItemExpressions.named(
                                    update.expressionAttributeNames(),
                                    update.expressionAttributeValues(),
                                    Map.of(
                                            ExpressionKind.CONDITION,
                                            update.conditionExpression(),
                                            ExpressionKind.UPDATE,
                                            Optional.of(update.updateExpression()))))));
        }
        return needs;
    }

    private Need need(
            Call call, String action, String table, Map<String, AttributeValue> item, Set<String> attributes) {
        var all = new LinkedHashSet<>(item.keySet());
        all.addAll(attributes);
        return Access.to(state, call, action)
                .leadingKeys(table, List.of(item))
                .attributes(all)
                .key("EnclosingOperation", Optional.of("TransactWriteItems"))
                .need(table);
    }

    private record Planned(String tableName, Write write, boolean returnsOnFailure) {}

    @Override
    public TransactWriteItemsOutput run(TransactWriteItemsInput input, Call call) {
        String detail = Capacity.detail(input.returnConsumedCapacity());
        boolean wantsMetrics = ItemWrites.wantsMetrics(input.returnItemCollectionMetrics());
        int count = input.transactItems().size();
        if (count == 0 || count > DynamoDbLimits.MAX_TRANSACTION_ACTIONS) {
            throw Invalid.because("1 validation error detected: Value '[" + count + " items]' at 'transactItems' failed"
                    + " to satisfy constraint: Member must have length "
                    + (count == 0 ? "greater than or equal to 1" : "less than or equal to 100"));
        }
        var plan = new ArrayList<Planned>();
        input.transactItems().forEach(item -> plan.add(planned(call, item)));
        checkDistinct(plan);

        Optional<String> digest = input.clientRequestToken().map(_ -> digest(plan));
        if (digest.isPresent()
                && state.tokens()
                        .isMade(call.scope(), input.clientRequestToken().orElseThrow(), digest.get())) {
            return repeated(plan, detail);
        }
        List<Write.Result> results = state.items()
                .write(
                        plan.stream().map(Planned::write).toList(),
                        batch -> digest.ifPresent(known -> state.tokens()
                                .use(call.scope(), input.clientRequestToken().orElseThrow(), known, batch)));
        var made = new ArrayList<Write.Made>();
        for (Write.Result result : results) {
            if (!(result instanceof Write.Made one)) {
                throw cancelled(plan, results);
            }
            made.add(one);
        }
        return TransactWriteItemsOutput.builder()
                .consumedCapacity(capacity(made, detail).orElse(null))
                .itemCollectionMetrics(metrics(plan, wantsMetrics).orElse(null))
                .build();
    }

    private Planned planned(Call call, TransactWriteItem item) {
        long actions = List.of(item.put(), item.delete(), item.update(), item.conditionCheck()).stream()
                .filter(Optional::isPresent)
                .count();
        if (actions != 1) {
            throw Invalid.because("TransactItems can only contain one of Check, Put, Update or Delete");
        }
        return item.put()
                .map(put -> planned(call, put))
                .or(() -> item.delete().map(delete -> planned(call, delete)))
                .or(() -> item.update().map(update -> planned(call, update)))
                .or(() -> item.conditionCheck().map(check -> planned(call, check)))
                .orElseThrow();
    }

    private Planned planned(Call call, Put put) {
        var expressions =
                expressions(put.expressionAttributeNames(), put.expressionAttributeValues(), put.conditionExpression());
        Optional<ConditionExpression> condition =
                expressions.condition(ExpressionKind.CONDITION, put.conditionExpression());
        expressions.finish();
        Map<String, Value> item = AttributeValues.read(put.item());
        LiveTable table = state.tables().get(call.scope(), put.tableName());
        return new Planned(
                put.tableName(),
                PutItem.of(table, item, condition),
                ItemExpressions.returnsOnFailure(put.returnValuesOnConditionCheckFailure()));
    }

    private Planned planned(Call call, Delete delete) {
        var expressions = expressions(
                delete.expressionAttributeNames(), delete.expressionAttributeValues(), delete.conditionExpression());
        Optional<ConditionExpression> condition =
                expressions.condition(ExpressionKind.CONDITION, delete.conditionExpression());
        expressions.finish();
        LiveTable table = state.tables().get(call.scope(), delete.tableName());
        Map<String, Value> key = ItemKeys.checked(table, AttributeValues.read(delete.key()));
        return new Planned(
                delete.tableName(),
                new Write(table, key, new Write.Delete(), condition),
                ItemExpressions.returnsOnFailure(delete.returnValuesOnConditionCheckFailure()));
    }

    private Planned planned(Call call, Update update) {
        var given = new LinkedHashMap<String, Optional<String>>();
        given.put("UpdateExpression", Optional.of(update.updateExpression()));
        given.put("ConditionExpression", update.conditionExpression());
        var expressions =
                ItemExpressions.of(update.expressionAttributeNames(), update.expressionAttributeValues(), given);
        UpdateExpression changes =
                expressions.update(Optional.of(update.updateExpression())).orElseThrow();
        Optional<ConditionExpression> condition =
                expressions.condition(ExpressionKind.CONDITION, update.conditionExpression());
        expressions.finish();
        LiveTable table = state.tables().get(call.scope(), update.tableName());
        return new Planned(
                update.tableName(),
                UpdateItem.of(table, AttributeValues.read(update.key()), changes, condition),
                ItemExpressions.returnsOnFailure(update.returnValuesOnConditionCheckFailure()));
    }

    private Planned planned(Call call, ConditionCheck check) {
        var expressions = expressions(
                check.expressionAttributeNames(),
                check.expressionAttributeValues(),
                Optional.of(check.conditionExpression()));
        Optional<ConditionExpression> condition =
                expressions.condition(ExpressionKind.CONDITION, Optional.of(check.conditionExpression()));
        expressions.finish();
        LiveTable table = state.tables().get(call.scope(), check.tableName());
        Map<String, Value> key = ItemKeys.checked(table, AttributeValues.read(check.key()));
        return new Planned(
                check.tableName(),
                new Write(table, key, new Write.Check(), condition),
                ItemExpressions.returnsOnFailure(check.returnValuesOnConditionCheckFailure()));
    }

    private static ItemExpressions expressions(
            Optional<Map<String, String>> names,
            Optional<Map<String, AttributeValue>> values,
            Optional<String> condition) {
        return ItemExpressions.of(names, values, Map.of("ConditionExpression", condition));
    }

    private static void checkDistinct(List<Planned> plan) {
        record Target(String arn, Map<String, Value> key) {}
        var targets = new HashSet<Target>();
        long bytes = 0;
        for (Planned planned : plan) {
            Write write = planned.write();
            if (!targets.add(new Target(write.table().stored().arn(), write.key()))) {
                throw Invalid.because("Transaction request cannot include multiple operations on one item");
            }
            if (write.change() instanceof Write.Put(Map<String, Value> item)) {
                bytes += Values.weight(item);
            }
        }
        if (bytes > DynamoDbLimits.MAX_TRANSACTION_BYTES) {
            throw Invalid.because("Collection size of items in transaction cannot exceed 4MB");
        }
    }

    private static String digest(List<Planned> plan) {
        var text = new StringBuilder();
        for (Planned planned : plan) {
            Write write = planned.write();
            text.append(write.table().stored().arn())
                    .append(write.key())
                    .append(write.change())
                    .append(write.condition())
                    .append('\n');
        }
        try {
            byte[] bytes = text.toString().getBytes(StandardCharsets.UTF_8);
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256.", e);
        }
    }

    /// The answer to a transaction that was made before: what reading its items takes.
    private TransactWriteItemsOutput repeated(List<Planned> plan, String detail) {
        var capacities = new LinkedHashMap<LiveTable, Capacity>();
        for (Planned planned : plan) {
            LiveTable table = planned.write().table();
            long bytes = state.items()
                    .get(table, planned.write().key())
                    .map(Values::weight)
                    .orElse(0);
            capacities
                    .computeIfAbsent(table, Capacity::ofReads)
                    .read(TRANSACTION_FACTOR * Capacity.readUnits(bytes, true));
        }
        var consumed = new ArrayList<ConsumedCapacity>();
        capacities.values().forEach(one -> one.toldByTransaction(detail).ifPresent(consumed::add));
        return TransactWriteItemsOutput.builder()
                .consumedCapacity(consumed.isEmpty() ? null : consumed)
                .build();
    }

    private static samara.wire.AwsException cancelled(List<Planned> plan, List<Write.Result> results) {
        var reasons = new ArrayList<CancellationReason>();
        for (int at = 0; at < results.size(); at++) {
            boolean returnsOnFailure = plan.get(at).returnsOnFailure();
            var reason = CancellationReason.builder();
            switch (results.get(at)) {
                case Write.Made _ -> reason.code("None");
                case Write.ConditionFailed(Optional<Map<String, Value>> item) ->
                    reason.code("ConditionalCheckFailed")
                            .message("The conditional request failed")
                            .item(item.filter(_ -> returnsOnFailure)
                                    .map(AttributeValues::write)
                                    .orElse(null));
                case Write.Rejected(samara.wire.AwsException rejection) ->
                    reason.code("ValidationError").message(rejection.message());
            }
            reasons.add(reason.build());
        }
        return DynamoDbErrors.transactionCanceled(reasons);
    }

    private static Optional<List<ConsumedCapacity>> capacity(List<Write.Made> made, String detail) {
        var capacities = new LinkedHashMap<LiveTable, Capacity>();
        for (Write.Made one : made) {
            capacities.computeIfAbsent(one.write().table(), Capacity::ofWrites).write(one, TRANSACTION_FACTOR);
        }
        var consumed = new ArrayList<ConsumedCapacity>();
        capacities
                .values()
                .forEach(capacity -> capacity.toldByTransaction(detail).ifPresent(consumed::add));
        return Optional.of(List.<ConsumedCapacity>copyOf(consumed)).filter(list -> !list.isEmpty());
    }

    private Optional<Map<String, List<ItemCollectionMetrics>>> metrics(List<Planned> plan, boolean isWanted) {
        var metrics = new LinkedHashMap<String, List<ItemCollectionMetrics>>();
        for (Planned planned : plan) {
            ItemWrites.metrics(state, planned.write(), isWanted)
                    .ifPresent(one -> metrics.computeIfAbsent(planned.tableName(), _ -> new ArrayList<>())
                            .add(one));
        }
        return metrics.isEmpty() ? Optional.empty() : Optional.of(metrics);
    }
}
