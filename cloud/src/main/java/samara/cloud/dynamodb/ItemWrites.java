package samara.cloud.dynamodb;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import samara.cloud.dynamodb.value.Value;
import samara.cloud.dynamodb.value.Values;
import samara.cloud.kernel.Range;
import samara.cloud.kernel.Scan;
import samara.wire.dynamodb.ConsumedCapacity;
import samara.wire.dynamodb.ItemCollectionMetrics;

/// What the operations that write items answer.
final class ItemWrites {
    private static final double GIGABYTE = 1L << 30;
    private static final List<String> METRICS = List.of("SIZE", "NONE");

    private ItemWrites() {}

    /// The write as it was made.
    ///
    /// @param returnsOnFailure whether the error shows the item if the condition fails
    static Write.Made made(Write.Result result, boolean returnsOnFailure) {
        return switch (result) {
            case Write.Made made -> made;
            case Write.ConditionFailed(Optional<Map<String, Value>> item) ->
                throw DynamoDbErrors.conditionalCheckFailed(item.filter(_ -> returnsOnFailure));
            case Write.Rejected(samara.wire.AwsException reason) -> throw reason;
        };
    }

    /// What one write consumed.
    static Optional<ConsumedCapacity> capacity(Write.Made made, String detail) {
        return detail.equals("NONE")
                ? Optional.empty()
                : Capacity.ofWrites(made.write().table()).write(made, 1).told(detail);
    }

    /// Whether `ReturnItemCollectionMetrics` asks for them.
    static boolean wantsMetrics(Optional<String> given) {
        return Choices.of("returnItemCollectionMetrics", given, "NONE", METRICS).equals("SIZE");
    }

    /// The size of the collection that a written item is in; only tables with local indexes have such.
    static Optional<ItemCollectionMetrics> metrics(DynamoDbState state, Write write, boolean isWanted) {
        LiveTable table = write.table();
        if (!isWanted || !table.stored().hasLocalIndexes()) {
            return Optional.empty();
        }
        String partitionKey = table.keys().partitionKey();
        Value partition = java.util.Objects.requireNonNull(write.key().get(partitionKey));
        double gigabytes = Math.floor(bytes(state, table, partition) / GIGABYTE);
        return Optional.of(ItemCollectionMetrics.builder()
                .itemCollectionKey(Map.of(partitionKey, AttributeValues.write(partition)))
                .sizeEstimateRangeGB(List.of(gigabytes, gigabytes + 1))
                .build());
    }

    private static long bytes(DynamoDbState state, LiveTable table, Value partition) {
        byte[] prefix = samara.cloud.dynamodb.storage.KeyCodec.concat(
                table.prefix(Optional.empty()), samara.cloud.dynamodb.storage.KeyCodec.partition(partition));
        long bytes = 0;
        try (Scan scan = state.items().scan(Range.prefix(prefix))) {
            while (scan.hasNext()) {
                bytes += Values.weight(samara.cloud.dynamodb.storage.ItemCodec.decode(
                        scan.next().value()));
            }
        }
        return bytes;
    }
}
