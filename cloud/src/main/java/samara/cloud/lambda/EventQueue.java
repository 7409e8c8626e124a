package samara.cloud.lambda;

import java.lang.System.Logger;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import samara.cloud.kernel.Kernel;
import samara.cloud.kernel.RecordTable;
import samara.functions.Invocation;
import samara.functions.InvocationResult;
import samara.wire.AwsException;

/// Asynchronous invocations: kept in the store when they are accepted, worked on in the background, tried again after
/// one minute and after two, and taken up again by the next start.
/// [How Lambda does it](https://docs.aws.amazon.com/lambda/latest/dg/invocation-async-error-handling.html).
final class EventQueue {
    private static final Logger LOG = System.getLogger(EventQueue.class.getName());

    /// Events of one function that are worked on at once: a burst must not start as many processes.
    private static final int AT_ONCE = 10;
    private static final Duration LONGEST_WAIT = Duration.ofMinutes(5);

    private final Kernel kernel;
    private final Functions functions;
    private final EventConfigs configs;
    private final FunctionRunner runner;
    private final Destinations destinations;
    private final DeadLetters deadLetters;
    private final RecordTable<StoredInvocation> events;
    private final Map<String, Lane> lanes = new HashMap<>();
    private volatile boolean stopped;

    /// What waits for one function, and how much is worked on. Guarded by `lanes`.
    private static final class Lane {
        private final Deque<StoredInvocation> waiting = new ArrayDeque<>();
        private int working;
    }

    EventQueue(Kernel kernel, Functions functions, EventConfigs configs, FunctionRunner runner) {
        this.kernel = kernel;
        this.functions = functions;
        this.configs = configs;
        this.runner = runner;
        this.destinations = new Destinations(kernel);
        this.deadLetters = new DeadLetters(kernel);
        this.events = kernel.store().table("lambda/events", StoredInvocation.class);
    }

    /// Takes up what an earlier run of the cloud accepted and did not finish.
    void resume() {
        events.list("").forEach(this::schedule);
    }

    /// Accepts an invocation: it is durable when this returns.
    void accept(StoredInvocation came) {
        StoredInvocation event = functions
                .find(came.scope(), came.name())
                .map(function -> came.withTraceHeader(runner.traceHeader(function, came)))
                .orElse(came);
        events.put(event.key(), event);
        enqueue(event);
    }

    void stop() {
        stopped = true;
        synchronized (lanes) {
            lanes.clear();
        }
    }

    private void schedule(StoredInvocation event) {
        kernel.scheduler().at(event.due(), () -> enqueue(event));
    }

    private void enqueue(StoredInvocation event) {
        String key = event.scope().key() + "/" + event.function();
        synchronized (lanes) {
            if (stopped) {
                return;
            }
            Lane lane = lanes.computeIfAbsent(key, k -> new Lane());
            lane.waiting.addLast(event);
            if (lane.working < AT_ONCE) {
                lane.working++;
                kernel.scheduler().start("samara-event", () -> work(key, lane));
            }
        }
    }

    private void work(String key, Lane lane) {
        boolean ended = false;
        try {
            for (StoredInvocation event = next(key, lane); event != null; event = next(key, lane)) {
                work(event);
            }
            ended = true;
        } finally {
            if (!ended) {
                synchronized (lanes) {
                    lane.working--;
                }
            }
        }
    }

    private @Nullable StoredInvocation next(String key, Lane lane) {
        synchronized (lanes) {
            StoredInvocation event = stopped ? null : lane.waiting.pollFirst();
            if (event == null && --lane.working == 0) {
                lanes.remove(key, lane);
            }
            return event;
        }
    }

    private void work(StoredInvocation event) {
        Optional<StoredFunction> found = functions.routed(event.scope(), event.name());
        if (found.isEmpty()) {
            LOG.log(Logger.Level.INFO, "An event for `" + event.arn() + "` was dropped: the function is gone.");
            events.delete(event.key());
            return;
        }
        StoredFunction function = found.get();
        Instant now = kernel.clock().now();
        EventConfig config = configs.of(event.scope(), event.name());
        if (now.isAfter(event.accepted().plus(config.age()))) {
            finish(event, function, InvocationRecord.Condition.EVENT_AGE_EXCEEDED, Optional.empty());
            return;
        }
        Optional<Integer> reserved =
                functions.facts(event.scope(), event.function()).reserved();
        if (reserved.filter(count -> count == 0).isPresent()) {
            finish(event, function, InvocationRecord.Condition.RETRIES_EXHAUSTED, Optional.empty());
            return;
        }
        InvocationResult result;
        try {
            result = runner.attempt(function, reserved, invocation(event), event);
        } catch (AwsException e) {
            throttled(event, function, e);
            return;
        }
        if (result.functionError().isEmpty()) {
            finish(event, function, InvocationRecord.Condition.SUCCESS, Optional.of(result));
        } else if (event.attempts() >= config.retries()) {
            finish(event.failed(now), function, InvocationRecord.Condition.RETRIES_EXHAUSTED, Optional.of(result));
        } else {
            again(event.failed(kernel.clock().now().plus(Duration.ofMinutes(event.attempts() + 1L))));
        }
    }

    /// No room, or the cloud's own fault: tried again for as long as the event may age.
    private void throttled(StoredInvocation event, StoredFunction function, AwsException why) {
        if (stopped) {
            return;
        }
        if (why.status() < 429) {
            LOG.log(Logger.Level.WARNING, "An event for `" + event.arn() + "` cannot be worked on: " + why.message());
            finish(event, function, InvocationRecord.Condition.RETRIES_EXHAUSTED, Optional.empty());
            return;
        }
        Duration wait = Duration.ofSeconds(1L << Math.min(event.throttled(), 9));
        again(event.throttledUntil(kernel.clock().now().plus(wait.compareTo(LONGEST_WAIT) < 0 ? wait : LONGEST_WAIT)));
    }

    private void again(StoredInvocation event) {
        events.put(event.key(), event);
        schedule(event);
    }

    private void finish(
            StoredInvocation event,
            StoredFunction function,
            InvocationRecord.Condition condition,
            Optional<InvocationResult> result) {
        EventConfig config = configs.of(event.scope(), event.name());
        boolean good = condition == InvocationRecord.Condition.SUCCESS;
        Optional<String> destination = good ? config.onSuccess() : config.onFailure();
        Optional<String> queue = good ? Optional.empty() : function.settings().deadLetterArn();
        if (destination.isPresent()) {
            String record = InvocationRecord.of(
                    event, condition, function.version(), result, kernel.clock().now());
            deliver(event, destination.get(), () -> destinations.deliver(destination.get(), record, event, function));
        }
        if (queue.isPresent()) {
            deliver(event, queue.get(), () -> deadLetters.send(queue.get(), event, function, result));
        }
        if (!good && destination.isEmpty() && queue.isEmpty()) {
            LOG.log(
                    Logger.Level.INFO,
                    "The event " + event.requestId() + " for `" + event.arn() + "` was given up (" + condition + ").");
        }
        events.delete(event.key());
    }

    private static void deliver(StoredInvocation event, String to, Runnable delivery) {
        try {
            delivery.run();
        } catch (AwsException e) {
            LOG.log(
                    Logger.Level.WARNING,
                    "What became of an event for `" + event.arn() + "` could not be delivered to `" + to + "`: "
                            + e.message());
        }
    }

    private static Invocation invocation(StoredInvocation event) {
        return new Invocation(
                event.payload().toByteArray(),
                event.requestId(),
                event.arn(),
                event.traceHeader(),
                event.clientContext(),
                Optional.empty(),
                Optional.empty());
    }
}
