package samara.cloud.lambda;

import java.lang.System.Logger;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import samara.cloud.kernel.Call;
import samara.cloud.kernel.Kernel;
import samara.cloud.kernel.Scope;
import samara.functions.FunctionLog;
import samara.wire.AwsException;
import samara.wire.cloudwatchlogs.CloudWatchLogsApi;
import samara.wire.cloudwatchlogs.CreateLogGroupRequest;
import samara.wire.cloudwatchlogs.CreateLogStreamRequest;
import samara.wire.cloudwatchlogs.InputLogEvent;
import samara.wire.cloudwatchlogs.PutLogEventsRequest;

/// Brings what functions write to CloudWatch Logs, with the function's role, off the path of the invocation. What the
/// role may not write is lost, as in AWS; the event log holds the denial.
final class LogDelivery implements AutoCloseable {
    private static final Logger LOG = System.getLogger(LogDelivery.class.getName());
    private static final int MAX_BATCHES_WAITING = 1024;

    /// How long to wait for more before a delivery: each costs the same, whatever it holds.
    private static final long LINGER_MILLIS = 30;

    /// What a request of PutLogEvents holds at most, and some less: a batch is never torn apart.
    private static final int MAX_EVENTS = 5_000;

    private final Kernel kernel;
    private final BlockingQueue<Batch> waiting = new ArrayBlockingQueue<>(MAX_BATCHES_WAITING);
    private final AtomicBoolean started = new AtomicBoolean();
    private volatile boolean closed;

    private record Batch(StoredFunction function, Scope scope, String stream, List<FunctionLog.Event> events) {

        /// Whether this batch's events go where those of `other` do, as one request.
        boolean joins(Batch other, int events) {
            return stream.equals(other.stream)
                    && scope.equals(other.scope)
                    && function.logGroup().equals(other.function.logGroup())
                    && events + this.events.size() <= MAX_EVENTS;
        }
    }

    LogDelivery(Kernel kernel) {
        this.kernel = kernel;
    }

    /// The log of a function. Waits when too much is on its way.
    FunctionLog to(StoredFunction function, Scope scope) {
        return (spec, stream, events) -> {
            if (started.compareAndSet(false, true)) {
                kernel.scheduler().start("samara-function-logs", this::deliver);
            }
            try {
                if (!closed) {
                    waiting.put(new Batch(function, scope, stream, events));
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        };
    }

    private void deliver() {
        List<Batch> batches = new ArrayList<>();
        try {
            while (!closed) {
                Batch first = waiting.poll(1, TimeUnit.SECONDS);
                if (first != null) {
                    batches.add(first);
                    Thread.sleep(LINGER_MILLIS);
                    waiting.drainTo(batches);
                    joined(batches).forEach(this::deliver);
                    batches.clear();
                }
            }
        } catch (InterruptedException e) {
            joined(batches).forEach(this::deliver);
            Thread.currentThread().interrupt();
        }
    }

    /// The same events in fewer batches: under load many of one stream wait.
    private static List<Batch> joined(List<Batch> batches) {
        Map<String, List<Batch>> streams = new LinkedHashMap<>();
        batches.forEach(batch -> streams.computeIfAbsent(batch.stream, stream -> new ArrayList<>())
                .add(batch));
        List<Batch> joined = new ArrayList<>();
        for (List<Batch> stream : streams.values()) {
            Batch first = stream.getFirst();
            List<FunctionLog.Event> events = new ArrayList<>(first.events);
            for (Batch batch : stream.subList(1, stream.size())) {
                if (!batch.joins(first, events.size())) {
                    joined.add(new Batch(first.function, first.scope, first.stream, events));
                    first = batch;
                    events = new ArrayList<>();
                }
                events.addAll(batch.events);
            }
            joined.add(new Batch(first.function, first.scope, first.stream, events));
        }
        return joined;
    }

    private void deliver(Batch batch) {
        try {
            var role = kernel.sessions()
                    .assume(
                            batch.function.settings().role(),
                            batch.function.name(),
                            FunctionRunner.service(batch.function, batch.scope));
            var call = new Call(
                    batch.scope,
                    role,
                    kernel.ids().uuid(),
                    "AWS Internal",
                    java.util.Optional.empty(),
                    java.util.Optional.empty());
            put(batch, call);
        } catch (AwsException e) {
            LOG.log(
                    Logger.Level.DEBUG,
                    () -> "The log of `" + batch.function.name() + "` could not be written: " + e.message());
        }
    }

    private void put(Batch batch, Call call) {
        var request = PutLogEventsRequest.builder()
                .logGroupName(batch.function.logGroup())
                .logStreamName(batch.stream)
                .logEvents(batch.events.stream()
                        .map(event -> new InputLogEvent(event.time().toEpochMilli(), event.message()))
                        .toList())
                .build();
        try {
            kernel.calls().call(CloudWatchLogsApi.PUT_LOG_EVENTS, request, call);
        } catch (AwsException e) {
            if (!e.code().equals("ResourceNotFoundException")) {
                throw e;
            }
            createPlace(batch, call);
            kernel.calls().call(CloudWatchLogsApi.PUT_LOG_EVENTS, request, call);
        }
    }

    private void createPlace(Batch batch, Call call) {
        String group = batch.function.logGroup();
        var stream = CreateLogStreamRequest.builder()
                .logGroupName(group)
                .logStreamName(batch.stream)
                .build();
        try {
            kernel.calls().call(CloudWatchLogsApi.CREATE_LOG_STREAM, stream, call);
        } catch (AwsException e) {
            if (!e.code().equals("ResourceNotFoundException")) {
                throw e;
            }
            var create = CreateLogGroupRequest.builder().logGroupName(group).build();
            kernel.calls().call(CloudWatchLogsApi.CREATE_LOG_GROUP, create, call);
            kernel.calls().call(CloudWatchLogsApi.CREATE_LOG_STREAM, stream, call);
        }
    }

    /// Delivers what waits, for a moment.
    @Override
    public void close() {
        closed = true;
        long end = System.nanoTime() + Duration.ofSeconds(1).toNanos();
        for (Batch batch = waiting.poll(); batch != null && System.nanoTime() < end; batch = waiting.poll()) {
            deliver(batch);
        }
    }
}
