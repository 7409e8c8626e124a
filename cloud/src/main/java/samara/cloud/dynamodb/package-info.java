/// Amazon DynamoDB (<https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/>): tables with local and global
/// indexes, items, expressions, queries and scans, batches, transactions, time to live.
/// [samara.cloud.dynamodb.DynamoDbService] lists the operations, [samara.cloud.dynamodb.Items] is where items change,
/// [samara.cloud.dynamodb.Tables] is where tables do.
///
/// Deviations from AWS:
/// - What is asked for is done when the answer comes: tables and indexes are `ACTIVE` at once.
/// - Indexes are never behind the table, and no read is eventually consistent; capacity is counted as if it were.
/// - Nothing is throttled. Transactions wait for each other where AWS cancels one with `TransactionConflict`.
/// - Expired items go within a minute.
/// - Point-in-time recovery is kept and described, but no table can be restored.
/// - Not built, and refused by name: streams, global tables, PartiQL, backups, exports and imports, resource policies,
///   Kinesis destinations, warm throughput, Contributor Insights, and the parameters from the time before expressions
///   (`Expected`, `AttributeUpdates`, `KeyConditions`, `QueryFilter`, `ScanFilter`, `AttributesToGet`,
///   `ConditionalOperator`).
@NullMarked
package samara.cloud.dynamodb;

import org.jspecify.annotations.NullMarked;
