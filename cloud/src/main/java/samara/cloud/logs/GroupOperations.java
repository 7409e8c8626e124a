package samara.cloud.logs;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import samara.cloud.kernel.Call;
import samara.cloud.kernel.Need;
import samara.cloud.kernel.Operation;
import samara.cloud.kernel.Scope;
import samara.wire.Nothing;
import samara.wire.cloudwatchlogs.CloudWatchLogsApi;
import samara.wire.cloudwatchlogs.CreateLogGroupRequest;
import samara.wire.cloudwatchlogs.DescribeLogGroupsRequest;
import samara.wire.cloudwatchlogs.DescribeLogGroupsResponse;
import samara.wire.cloudwatchlogs.DescribeLogStreamsRequest;
import samara.wire.cloudwatchlogs.DescribeLogStreamsResponse;
import samara.wire.cloudwatchlogs.ListTagsForResourceResponse;
import samara.wire.cloudwatchlogs.LogGroup;
import samara.wire.cloudwatchlogs.LogStream;

/// Log groups and their streams.
final class GroupOperations {
    private static final int PAGE = 50;
    private static final Set<Integer> RETENTIONS = Set.of(
            1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653);

    private final Logs logs;

    GroupOperations(Logs logs) {
        this.logs = logs;
    }

    List<Operation<?, ?>> all() {
        return List.of(
                new LogsOperation<>(
                        CloudWatchLogsApi.CREATE_LOG_GROUP,
                        (in, call) -> LogsOperation.onGroup("CreateLogGroup", in.logGroupName(), call),
                        this::create),
                new LogsOperation<>(
                        CloudWatchLogsApi.DELETE_LOG_GROUP,
                        (in, call) -> LogsOperation.onGroup("DeleteLogGroup", in.logGroupName(), call),
                        (in, call) -> {
                            logs.deleteGroup(call.scope(), in.logGroupName());
                            return Nothing.INSTANCE;
                        }),
                new LogsOperation<>(
                        CloudWatchLogsApi.DESCRIBE_LOG_GROUPS,
                        (in, call) -> Need.of("logs:DescribeLogGroups", Logs.groupArn(call.scope(), "") + "*"),
                        this::describeGroups),
                new LogsOperation<>(
                        CloudWatchLogsApi.PUT_RETENTION_POLICY,
                        (in, call) -> LogsOperation.onGroup("PutRetentionPolicy", in.logGroupName(), call),
                        (in, call) -> retain(in.logGroupName(), Optional.of(in.retentionInDays()), call)),
                new LogsOperation<>(
                        CloudWatchLogsApi.DELETE_RETENTION_POLICY,
                        (in, call) -> LogsOperation.onGroup("DeleteRetentionPolicy", in.logGroupName(), call),
                        (in, call) -> retain(in.logGroupName(), Optional.empty(), call)),
                new LogsOperation<>(
                        CloudWatchLogsApi.CREATE_LOG_STREAM,
                        (in, call) -> LogsOperation.onGroup("CreateLogStream", in.logGroupName(), call),
                        (in, call) -> {
                            check("logStreamName", in.logStreamName(), "[^:*]{1,512}");
                            logs.createStream(call.scope(), in.logGroupName(), in.logStreamName());
                            return Nothing.INSTANCE;
                        }),
                new LogsOperation<>(
                        CloudWatchLogsApi.DELETE_LOG_STREAM,
                        (in, call) ->
                                LogsOperation.onStream("DeleteLogStream", in.logGroupName(), in.logStreamName(), call),
                        (in, call) -> {
                            logs.deleteStream(call.scope(), in.logGroupName(), in.logStreamName());
                            return Nothing.INSTANCE;
                        }),
                new LogsOperation<>(
                        CloudWatchLogsApi.DESCRIBE_LOG_STREAMS,
                        (in, call) -> LogsOperation.onGroup("DescribeLogStreams", group(in), call),
                        this::describeStreams));
    }

    /// Tags of groups.
    List<Operation<?, ?>> tags() {
        return List.of(
                new LogsOperation<>(
                        CloudWatchLogsApi.LIST_TAGS_FOR_RESOURCE,
                        (in, call) -> Need.of("logs:ListTagsForResource", in.resourceArn()),
                        (in, call) -> ListTagsForResourceResponse.builder()
                                .tags(logs.group(call.scope(), named(in.resourceArn()))
                                        .tags())
                                .build()),
                new LogsOperation<>(
                        CloudWatchLogsApi.TAG_RESOURCE,
                        (in, call) -> Need.of("logs:TagResource", in.resourceArn()),
                        (in, call) -> changeTags(in.resourceArn(), in.tags(), List.of(), call)),
                new LogsOperation<>(
                        CloudWatchLogsApi.UNTAG_RESOURCE,
                        (in, call) -> Need.of("logs:UntagResource", in.resourceArn()),
                        (in, call) -> changeTags(in.resourceArn(), Map.of(), in.tagKeys(), call)));
    }

    /// The group of a name or an ARN.
    static String named(String nameOrArn) {
        if (!nameOrArn.startsWith("arn:")) {
            return nameOrArn;
        }
        String[] parts = nameOrArn.split(":", -1);
        return parts.length > 6 ? parts[6] : "";
    }

    private static void check(String what, String value, String pattern) {
        if (!value.matches(pattern)) {
            throw LogsErrors.invalid("Value '" + value + "' at '" + what
                    + "' failed to satisfy constraint: Member must satisfy regular expression pattern: " + pattern);
        }
    }

    private Nothing create(CreateLogGroupRequest in, Call call) {
        check("logGroupName", in.logGroupName(), "[\\.\\-_/#A-Za-z0-9]{1,512}");
        if (in.kmsKeyId().isPresent()) {
            throw LogsErrors.notBuilt("KMS keys (`kmsKeyId`)");
        }
        if (in.deletionProtectionEnabled().orElse(false)) {
            throw LogsErrors.notBuilt("deletion protection");
        }
        if (in.logGroupClass().filter(name -> !name.equals("STANDARD")).isPresent()) {
            throw LogsErrors.notBuilt("log classes other than `STANDARD`");
        }
        logs.createGroup(call.scope(), in.logGroupName(), in.tags().orElse(Map.of()));
        return Nothing.INSTANCE;
    }

    private Nothing retain(String group, Optional<Integer> days, Call call) {
        if (days.isPresent() && !RETENTIONS.contains(days.get())) {
            throw LogsErrors.invalid("`" + days.get() + "` days is not among the retentions that can be chosen.");
        }
        logs.change(call.scope(), group, known -> new StoredGroup(known.name(), known.created(), days, known.tags()));
        return Nothing.INSTANCE;
    }

    private DescribeLogGroupsResponse describeGroups(DescribeLogGroupsRequest in, Call call) {
        if (in.accountIdentifiers().isPresent() || in.includeLinkedAccounts().orElse(false)) {
            throw LogsErrors.notBuilt("groups of other accounts");
        }
        if (in.logGroupNamePattern().isPresent() || in.logGroupIdentifiers().isPresent()) {
            throw LogsErrors.notBuilt("`logGroupNamePattern` and `logGroupIdentifiers`");
        }
        List<StoredGroup> rest = logs
                .groups(call.scope(), in.logGroupNamePrefix().orElse(""))
                .stream()
                .filter(group -> in.nextToken()
                        .map(token -> group.name().compareTo(token) > 0)
                        .orElse(true))
                .toList();
        List<StoredGroup> page =
                rest.subList(0, Math.min(rest.size(), in.limit().orElse(PAGE)));
        return DescribeLogGroupsResponse.builder()
                .logGroups(
                        page.stream().map(group -> shape(group, call.scope())).toList())
                .nextToken(page.size() < rest.size() ? page.getLast().name() : null)
                .build();
    }

    private static LogGroup shape(StoredGroup group, Scope scope) {
        String arn = Logs.groupArn(scope, group.name());
        return LogGroup.builder()
                .logGroupName(group.name())
                .creationTime(group.created().toEpochMilli())
                .retentionInDays(group.retentionDays().orElse(null))
                .metricFilterCount(0)
                .arn(arn + ":*")
                .logGroupArn(arn)
                .logGroupClass("STANDARD")
                .storedBytes(0L)
                .build();
    }

    private static String group(DescribeLogStreamsRequest in) {
        return named(in.logGroupName()
                .or(in::logGroupIdentifier)
                .orElseThrow(() -> LogsErrors.invalid("Either `logGroupName` or `logGroupIdentifier` is required.")));
    }

    private DescribeLogStreamsResponse describeStreams(DescribeLogStreamsRequest in, Call call) {
        String group = group(in);
        boolean byTime = in.orderBy().filter("LastEventTime"::equals).isPresent();
        if (byTime && in.logStreamNamePrefix().isPresent()) {
            throw LogsErrors.invalid("Cannot order by LastEventTime with a logStreamNamePrefix.");
        }
        var order = byTime
                ? java.util.Comparator.comparingLong(StoredStream::lastEvent).thenComparing(StoredStream::name)
                : java.util.Comparator.comparing(StoredStream::name);
        List<StoredStream> all = logs
                .streams(call.scope(), group, in.logStreamNamePrefix().orElse(""))
                .stream()
                .sorted(in.descending().orElse(false) ? order.reversed() : order)
                .toList();
        int start = in.nextToken().map(GroupOperations::offset).orElse(0);
        int end = Math.min(all.size(), start + in.limit().orElse(PAGE));
        return DescribeLogStreamsResponse.builder()
                .logStreams(all.subList(Math.min(start, end), end).stream()
                        .map(stream -> shape(stream, call.scope()))
                        .toList())
                .nextToken(end < all.size() ? Integer.toString(end) : null)
                .build();
    }

    private static int offset(String token) {
        if (!token.matches("\\d{1,9}")) {
            throw LogsErrors.invalid("The specified nextToken is invalid.");
        }
        return Integer.parseInt(token);
    }

    private static LogStream shape(StoredStream stream, Scope scope) {
        boolean written = stream.lastIngestion() > 0;
        return LogStream.builder()
                .logStreamName(stream.name())
                .creationTime(stream.created().toEpochMilli())
                .firstEventTimestamp(written ? stream.firstEvent() : null)
                .lastEventTimestamp(written ? stream.lastEvent() : null)
                .lastIngestionTime(written ? stream.lastIngestion() : null)
                .arn(Logs.groupArn(scope, stream.group()) + ":log-stream:" + stream.name())
                .storedBytes(0L)
                .build();
    }

    private Nothing changeTags(String arn, Map<String, String> set, List<String> drop, Call call) {
        logs.change(call.scope(), named(arn), group -> {
            Map<String, String> tags = new LinkedHashMap<>(group.tags());
            tags.putAll(set);
            drop.forEach(tags::remove);
            return new StoredGroup(group.name(), group.created(), group.retentionDays(), tags);
        });
        return Nothing.INSTANCE;
    }
}
