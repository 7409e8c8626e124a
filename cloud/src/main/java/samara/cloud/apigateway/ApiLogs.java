package samara.cloud.apigateway;

import java.lang.System.Logger;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import samara.cloud.kernel.Call;
import samara.cloud.kernel.Kernel;
import samara.cloud.kernel.Principal;
import samara.cloud.kernel.RecordTable;
import samara.cloud.kernel.Scope;
import samara.gateway.Backends.ServedRequest;
import samara.gateway.rest.AccessLogLine;
import samara.wire.AwsException;
import samara.wire.cloudwatchlogs.CloudWatchLogsApi;
import samara.wire.cloudwatchlogs.CreateLogGroupRequest;
import samara.wire.cloudwatchlogs.CreateLogStreamRequest;
import samara.wire.cloudwatchlogs.InputLogEvent;
import samara.wire.cloudwatchlogs.PutLogEventsRequest;

/// Writes execution and access logs to CloudWatch Logs with the account's role, a second's worth at a time. Why a
/// request failed is always told, to the cloud's own log at least.
final class ApiLogs {
    private static final Logger LOG = System.getLogger(ApiLogs.class.getName());
    private static final int PENDING_AT_MOST = 10_000;
    private static final String STREAM = "samara";

    private final Kernel kernel;
    private final RecordTable<AccountSettings> accounts;
    private final List<Line> pending = new ArrayList<>();
    private boolean flushing;

    /// What an account sets for all of its APIs.
    record AccountSettings(Optional<String> cloudwatchRoleArn) {}

    private record Line(Target target, long at, String text) {}

    /// @param made whether the group is made where it is not there, as only execution logs' are
    private record Target(Scope scope, Optional<String> role, String group, boolean made) {}

    ApiLogs(Kernel kernel) {
        this.kernel = kernel;
        this.accounts = kernel.store().table("apigateway/accounts", AccountSettings.class);
    }

    AccountSettings account(Scope scope) {
        return accounts.get(scope.key()).orElse(new AccountSettings(Optional.empty()));
    }

    void setAccount(Scope scope, AccountSettings settings) {
        accounts.put(scope.key(), settings);
    }

    void add(Scope scope, ServedApi api, ServedRequest request) {
        String where = api.apiId() + "/" + api.stage();
        if (request.failed()) {
            LOG.log(
                    Logger.Level.WARNING,
                    "API " + where + " answered " + request.status() + " to request " + request.requestId() + ": "
                            + String.join(" ", request.log()));
        }
        Optional<String> role = api.byAccountRole() ? account(scope).cloudwatchRoleArn() : Optional.empty();
        if (api.byAccountRole() && role.isEmpty()) {
            return;
        }
        long now = kernel.clock().now().toEpochMilli();
        boolean execution =
                api.logs() == ServedApi.Logs.ALL || api.logs() == ServedApi.Logs.ERRORS && request.status() >= 400;
        List<Line> lines = new ArrayList<>();
        if (execution) {
            Target group = new Target(scope, role, api.executionLogGroup(), true);
            request.log().forEach(text -> lines.add(new Line(group, now, "(" + request.requestId() + ") " + text)));
        }
        api.accessLog().ifPresent(log -> {
            String group = log.destinationArn().replaceFirst(":\\*$", "").replaceFirst(".*:log-group:", "");
            String text = AccessLogLine.of(log.format(), request.context());
            lines.add(new Line(new Target(scope, role, group, false), now, text));
        });
        enqueue(lines);
    }

    private void enqueue(List<Line> lines) {
        synchronized (pending) {
            if (lines.isEmpty() || pending.size() + lines.size() > PENDING_AT_MOST) {
                return;
            }
            pending.addAll(lines);
            if (!flushing) {
                flushing = true;
                kernel.scheduler().after(Duration.ofSeconds(1), this::flush);
            }
        }
    }

    private void flush() {
        List<Line> lines;
        synchronized (pending) {
            lines = List.copyOf(pending);
            pending.clear();
            flushing = false;
        }
        Map<Target, List<InputLogEvent>> byGroup = new LinkedHashMap<>();
        for (Line line : lines) {
            byGroup.computeIfAbsent(line.target(), t -> new ArrayList<>())
                    .add(InputLogEvent.builder()
                            .timestamp(line.at())
                            .message(line.text())
                            .build());
        }
        byGroup.forEach(this::write);
    }

    private void write(Target target, List<InputLogEvent> events) {
        try {
            Principal.Service service = new Principal.Service(
                    "apigateway.amazonaws.com",
                    target.scope().account(),
                    target.scope().arn("apigateway", "/account"));
            Principal principal = target.role().isPresent()
                    ? kernel.sessions().assume(target.role().get(), "apigateway-logs", service)
                    : new Principal.Root(target.scope().account());
            Call call = new Call(
                    target.scope(), principal, kernel.ids().uuid(), "AWS Internal", Optional.empty(), Optional.empty());
            var put = PutLogEventsRequest.builder()
                    .logGroupName(target.group())
                    .logStreamName(STREAM)
                    .logEvents(events)
                    .build();
            try {
                kernel.calls().call(CloudWatchLogsApi.PUT_LOG_EVENTS, put, call);
            } catch (AwsException e) {
                if (!e.code().equals("ResourceNotFoundException")) {
                    throw e;
                }
                prepare(target, call);
                kernel.calls().call(CloudWatchLogsApi.PUT_LOG_EVENTS, put, call);
            }
        } catch (AwsException e) {
            LOG.log(
                    Logger.Level.WARNING,
                    "API Gateway could not write to the log group `" + target.group() + "`: " + e.message());
        }
    }

    /// Makes the group and the stream. Only execution logs' groups are made; an access log's must be there.
    private void prepare(Target target, Call call) {
        if (target.made()) {
            ignoringExisting(() -> kernel.calls()
                    .call(
                            CloudWatchLogsApi.CREATE_LOG_GROUP,
                            CreateLogGroupRequest.builder()
                                    .logGroupName(target.group())
                                    .build(),
                            call));
        }
        ignoringExisting(() -> kernel.calls()
                .call(
                        CloudWatchLogsApi.CREATE_LOG_STREAM,
                        CreateLogStreamRequest.builder()
                                .logGroupName(target.group())
                                .logStreamName(STREAM)
                                .build(),
                        call));
    }

    private static void ignoringExisting(Runnable create) {
        try {
            create.run();
        } catch (AwsException e) {
            if (!e.code().equals("ResourceAlreadyExistsException")) {
                throw e;
            }
        }
    }
}
