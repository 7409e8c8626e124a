/// CloudWatch Logs. Start at [samara.cloud.logs.LogsService].
///
/// Modelled: log groups and streams, events, filter patterns (terms, phrases, `-`, `?` and JSON), retention, tags.
/// [API reference](https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/).
///
/// Events of a group lie together in the order of time, so that filtering a group reads them once; an index of ids lets
/// a stream be read without its neighbours. Events older than the retention are not shown.
///
/// Not built, and refused by name: KMS keys, log classes other than `STANDARD`, deletion protection, subscription
/// filters, resource policies, group identifiers of other accounts, patterns with spaces in brackets or `%regex%`.
@NullMarked
package samara.cloud.logs;

import org.jspecify.annotations.NullMarked;
