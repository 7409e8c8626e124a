package samara.cloud.dynamodb;

/// The service's quotas.
/// See <https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/ServiceQuotas.html>
final class DynamoDbLimits {
    /// The size of an item.
    static final int MAX_ITEM_BYTES = 400 * 1024;
    /// The size of a partition key's value.
    static final int MAX_PARTITION_KEY_BYTES = 2048;
    /// The size of a sort key's value.
    static final int MAX_SORT_KEY_BYTES = 1024;
    /// What one page of a query or scan reads.
    static final int MAX_PAGE_BYTES = 1024 * 1024;
    /// What one `BatchGetItem` answers.
    static final int MAX_BATCH_GET_BYTES = 16 * 1024 * 1024;
    /// Keys of one `BatchGetItem`.
    static final int MAX_BATCH_GET_KEYS = 100;
    /// Writes of one `BatchWriteItem`.
    static final int MAX_BATCH_WRITES = 25;
    /// Actions of one transaction.
    static final int MAX_TRANSACTION_ACTIONS = 100;
    /// The size of all items of one transaction.
    static final int MAX_TRANSACTION_BYTES = 4 * 1024 * 1024;
    /// How deep maps and lists nest.
    static final int MAX_NESTING = 32;
    /// Local secondary indexes of a table.
    static final int MAX_LOCAL_INDEXES = 5;
    /// Global secondary indexes of a table.
    static final int MAX_GLOBAL_INDEXES = 20;
    /// Attributes that a table's indexes project by `INCLUDE`, all together.
    static final int MAX_PROJECTED_ATTRIBUTES = 100;
    /// Segments of a parallel scan.
    static final int MAX_SEGMENTS = 1_000_000;
    /// Tags of a table.
    static final int MAX_TAGS = 50;

    private DynamoDbLimits() {}
}
