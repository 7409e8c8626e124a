package samara.cloud.dynamodb;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import samara.cloud.dynamodb.value.Invalid;
import samara.cloud.dynamodb.value.Value;
import samara.cloud.kernel.Call;
import samara.cloud.kernel.Need;
import samara.cloud.kernel.Operation;
import samara.wire.OperationModel;
import samara.wire.dynamodb.AttributeValue;
import samara.wire.dynamodb.BatchWriteItemInput;
import samara.wire.dynamodb.BatchWriteItemOutput;
import samara.wire.dynamodb.ConsumedCapacity;
import samara.wire.dynamodb.DynamoDbApi;
import samara.wire.dynamodb.ItemCollectionMetrics;
import samara.wire.dynamodb.WriteRequest;

/// `BatchWriteItem`. All of a request is written together here, so nothing is ever left unprocessed.
/// See <https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_BatchWriteItem.html>
final class BatchWriteItem implements Operation<BatchWriteItemInput, BatchWriteItemOutput> {
    private final DynamoDbState state;

    BatchWriteItem(DynamoDbState state) {
        this.state = state;
    }

    @Override
    public OperationModel<BatchWriteItemInput, BatchWriteItemOutput> model() {
        return DynamoDbApi.BATCH_WRITE_ITEM;
    }

    @Override
    public List<Need> needs(BatchWriteItemInput input, Call call) {
        var needs = new ArrayList<Need>();
        input.requestItems().forEach((table, requests) -> {
            var items = new ArrayList<Map<String, AttributeValue>>();
            for (WriteRequest request : requests) {
                request.putRequest().ifPresent(put -> items.add(put.item()));
                request.deleteRequest().ifPresent(delete -> items.add(delete.key()));
            }
            var attributes = new LinkedHashSet<String>();
            items.forEach(item -> attributes.addAll(item.keySet()));
            needs.add(Access.to(state, call, "BatchWriteItem")
                    .leadingKeys(table, items)
                    .attributes(attributes)
                    .key("ReturnConsumedCapacity", input.returnConsumedCapacity())
                    .need(table));
        });
        return needs;
    }

    @Override
    public BatchWriteItemOutput run(BatchWriteItemInput input, Call call) {
        String detail = Capacity.detail(input.returnConsumedCapacity());
        boolean wantsMetrics = ItemWrites.wantsMetrics(input.returnItemCollectionMetrics());
        checkCount(input);
        var writes = new ArrayList<Write>();
        var tables = new LinkedHashMap<String, LiveTable>();
        input.requestItems().forEach((name, requests) -> {
            LiveTable table = state.tables().get(call.scope(), name);
            tables.put(name, table);
            var keys = new HashSet<Map<String, Value>>();
            for (WriteRequest request : requests) {
                Write write = write(table, request);
                if (!keys.add(write.key())) {
                    throw Invalid.because("Provided list of item keys contains duplicates");
                }
                writes.add(write);
            }
        });
        var made = new ArrayList<Write.Made>();
        for (Write.Result result : state.items().write(writes, _ -> {})) {
            made.add(ItemWrites.made(result, false));
        }

        var consumed = new ArrayList<ConsumedCapacity>();
        var metrics = new LinkedHashMap<String, List<ItemCollectionMetrics>>();
        tables.forEach((name, table) -> {
            Capacity capacity = Capacity.ofWrites(table);
            var collections = new LinkedHashSet<ItemCollectionMetrics>();
            for (Write.Made one : made) {
                if (one.write().table() == table) {
                    capacity.write(one, 1);
                    ItemWrites.metrics(state, one.write(), wantsMetrics).ifPresent(collections::add);
                }
            }
            capacity.told(detail).ifPresent(consumed::add);
            if (!collections.isEmpty()) {
                metrics.put(name, List.copyOf(collections));
            }
        });
        return BatchWriteItemOutput.builder()
                .unprocessedItems(Map.of())
                .consumedCapacity(consumed.isEmpty() ? null : consumed)
                .itemCollectionMetrics(metrics.isEmpty() ? null : metrics)
                .build();
    }

    private static void checkCount(BatchWriteItemInput input) {
        if (input.requestItems().isEmpty()) {
            throw Invalid.because("1 validation error detected: Value '{}' at 'requestItems' failed to satisfy"
                    + " constraint: Member must have length greater than or equal to 1");
        }
        int count = input.requestItems().values().stream().mapToInt(List::size).sum();
        if (count > DynamoDbLimits.MAX_BATCH_WRITES) {
            throw Invalid.because("Too many items requested for the BatchWriteItem call");
        }
        input.requestItems().forEach((table, requests) -> {
            if (requests.isEmpty()) {
                throw Invalid.because("The batch write request list for a table cannot be null or empty: " + table);
            }
        });
    }

    private static Write write(LiveTable table, WriteRequest request) {
        if (request.putRequest().isPresent() == request.deleteRequest().isPresent()) {
            throw Invalid.because("A WriteRequest holds either a PutRequest or a DeleteRequest, and not both");
        }
        return request.putRequest()
                .map(put -> PutItem.of(table, AttributeValues.read(put.item()), Optional.empty()))
                .orElseGet(() -> new Write(
                        table,
                        ItemKeys.checked(
                                table,
                                AttributeValues.read(
                                        request.deleteRequest().orElseThrow().key())),
                        new Write.Delete(),
                        Optional.empty()));
    }
}
