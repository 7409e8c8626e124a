package samara.functions;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/// One environment: a process that works on one event at a time. Used by one thread at a time; the process and the
/// Runtime API tell it from others.
final class Environment implements RuntimeApi.Listener {
    private static final Duration INIT_LIMIT = Duration.ofSeconds(10);
    private static final int MAX_PROCESSES = 1024;
    private static final long MEGABYTE = 1024 * 1024;

    final FunctionSpec function;
    final Instant born;
    private final Launcher.Launched process;
    private final FunctionOutput output;
    private final long startedNanos = System.nanoTime();
    private final CompletableFuture<Work.Outcome> initialized = new CompletableFuture<>();
    private final ReentrantLock lock = new ReentrantLock();
    private RuntimeApi.@Nullable NextEvent waiting;
    private volatile @Nullable Work current;
    private volatile boolean dead;
    private volatile long initNanos;
    private volatile long peakMemory;
    private volatile long sampledNanos;
    private boolean used;
    volatile Instant idleSince;

    Environment(FunctionSpec function, Launcher launcher, FunctionLog log, EngineSettings settings) {
        this.function = function;
        this.born = settings.clock().instant();
        this.idleSince = born;
        this.process = launcher.launch(function, this);
        this.output = new FunctionOutput(
                function, process.logStream(), log, settings, process.process().getInputStream());
        var _ = process.process().onExit().thenAccept(ended -> exited(ended.exitValue()));
    }

    boolean isDead() {
        return dead;
    }

    boolean isBusy() {
        return !dead && (current != null || !initialized.isDone());
    }

    /// Works on an event; after a failed start, a time-out or an exit the environment is dead.
    InvocationResult invoke(Invocation invocation) throws InterruptedException {
        boolean cold = !used;
        used = true;
        String id = invocation.requestId();
        Work.@Nullable Outcome failedInit = cold ? awaitInit() : null;
        output.begin("START RequestId: " + id + " Version: " + function.version());
        long begun = System.nanoTime();
        Work.Outcome outcome = failedInit != null ? failedInit : run(invocation);
        long nanos = Math.max(1, System.nanoTime() - begun);
        boolean over = !(outcome instanceof Work.Outcome.Answered) && dead;
        if (over || outcome instanceof Work.Outcome.TimedOut || outcome instanceof Work.Outcome.Exited) {
            close();
            output.awaitEnd();
        } else if (process.marksOutput()) {
            output.awaitMark();
        } else {
            output.awaitSilence();
        }
        sampleMemory(cold);
        return result(invocation, outcome, Duration.ofNanos(nanos), cold);
    }

    private Work.@Nullable Outcome awaitInit() throws InterruptedException {
        Work.Outcome outcome = await(initialized, INIT_LIMIT.plus(function.timeout()));
        return outcome instanceof Work.Outcome.Answered ? null : outcome;
    }

    private Work.Outcome run(Invocation invocation) throws InterruptedException {
        var work = new Work(invocation);
        RuntimeApi.NextEvent next;
        lock.lock();
        try {
            next = waiting;
            if (dead || next == null) {
                return new Work.Outcome.Exited(exitCode());
            }
            waiting = null;
            current = work;
        } finally {
            lock.unlock();
        }
        long deadline = InstantSource.system().millis() + function.timeout().toMillis();
        next.send(invocation, deadline);
        return await(work.done, function.timeout());
    }

    private static Work.Outcome await(CompletableFuture<Work.Outcome> future, Duration limit)
            throws InterruptedException {
        try {
            return future.get(limit.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            return new Work.Outcome.TimedOut();
        } catch (ExecutionException e) {
            throw new IllegalStateException("The future of an event is never failed.", e);
        }
    }

    private InvocationResult result(Invocation invocation, Work.Outcome outcome, Duration duration, boolean cold) {
        String id = invocation.requestId();
        Optional<Duration> init = cold && initNanos > 0 ? Optional.of(Duration.ofNanos(initNanos)) : Optional.empty();
        Duration limited = duration.compareTo(function.timeout()) > 0 ? function.timeout() : duration;
        byte[] payload = switch (outcome) {
            case Work.Outcome.Answered answered -> answered.payload();
            case Work.Outcome.Failed failed -> failed.document();
            case Work.Outcome.Exited exited ->
                ErrorDocument.exited(id, exited.code()).json();
            case Work.Outcome.TimedOut _ ->
                ErrorDocument.timedOut(id, seconds()).json();
        };
        switch (outcome) {
            case Work.Outcome.TimedOut _ ->
                output.platform(process.now() + " " + id + " Task timed out after " + seconds() + " seconds\n");
            case Work.Outcome.Exited exited ->
                output.platform("RequestId: " + id + " Error: " + ErrorDocument.reason(exited.code()));
            case Work.Outcome.Answered _, Work.Outcome.Failed _ -> {}
        }
        var report = new InvocationResult.Report(
                limited,
                (int) Math.ceil((limited.toNanos() + init.map(Duration::toNanos).orElse(0L)) / 1e6),
                (int) Math.min(function.memoryMegabytes(), Math.ceilDiv(peakMemory, MEGABYTE)),
                init);
        output.platform("END RequestId: " + id);
        output.platform(reportLine(id, report));
        output.flush();
        Optional<String> error = outcome instanceof Work.Outcome.Answered ? Optional.empty() : Optional.of("Unhandled");
        return new InvocationResult(payload, error, output.tail(), report);
    }

    private String seconds() {
        return String.format(Locale.ROOT, "%.2f", function.timeout().toMillis() / 1000.0);
    }

    private String reportLine(String id, InvocationResult.Report report) {
        var line = new StringBuilder(160).append("REPORT RequestId: ").append(id);
        line.append("\tDuration: ").append(milliseconds(report.duration())).append(" ms\tBilled Duration: ");
        line.append(report.billedMilliseconds()).append(" ms\tMemory Size: ").append(function.memoryMegabytes());
        line.append(" MB\tMax Memory Used: ")
                .append(report.maxMemoryMegabytes())
                .append(" MB\t");
        report.init()
                .ifPresent(init -> line.append("Init Duration: ")
                        .append(milliseconds(init))
                        .append(" ms\t"));
        return line.toString();
    }

    private static String milliseconds(Duration duration) {
        long hundredths = Math.ceilDiv(duration.toNanos(), 10_000);
        return hundredths / 100 + "." + (hundredths % 100 < 10 ? "0" : "") + hundredths % 100;
    }

    @Override
    public void next(RuntimeApi.NextEvent next) {
        Work finished = null;
        lock.lock();
        try {
            waiting = next;
            Work work = current;
            if (work != null && work.answer != null) {
                finished = work;
                current = null;
            }
        } finally {
            lock.unlock();
        }
        if (finished != null && finished.answer != null) {
            finished.done.complete(finished.answer);
        } else if (!initialized.isDone()) {
            initNanos = System.nanoTime() - startedNanos;
            initialized.complete(new Work.Outcome.Answered(new byte[0]));
        }
    }

    @Override
    public void response(String requestId, byte[] body) {
        answer(new Work.Outcome.Answered(body));
    }

    @Override
    public void tooLarge(String requestId, long size) {
        answer(new Work.Outcome.Failed(ErrorDocument.tooLarge(size).json()));
    }

    @Override
    public void error(String requestId, byte[] document) {
        answer(new Work.Outcome.Failed(document));
    }

    @Override
    public void initError(byte[] document) {
        dead = true;
        initialized.complete(new Work.Outcome.Failed(document));
    }

    @Override
    public boolean isCurrent(String requestId) {
        Work work = current;
        return work != null
                && work.answer == null
                && work.invocation.requestId().equals(requestId);
    }

    /// Keeps the answer until the runtime asks for the next event, which it may have done on another connection.
    private void answer(Work.Outcome outcome) {
        Work finished = null;
        lock.lock();
        try {
            Work work = current;
            if (work != null) {
                work.answer = outcome;
                if (waiting != null) {
                    finished = work;
                    current = null;
                }
            }
        } finally {
            lock.unlock();
        }
        if (finished != null) {
            finished.done.complete(outcome);
        }
    }

    private void exited(int code) {
        dead = true;
        Work work;
        lock.lock();
        try {
            work = current;
            current = null;
        } finally {
            lock.unlock();
        }
        initialized.complete(new Work.Outcome.Exited(code));
        if (work != null) {
            work.done.complete(work.answer != null ? work.answer : new Work.Outcome.Exited(code));
        }
    }

    private int exitCode() {
        return process.process().isAlive() ? 128 + 9 : process.process().exitValue();
    }

    /// Looks at what the processes use; kills them when it is over the limit, as Lambda does.
    void watchLimits() {
        ProcessTree.Usage usage = process.tree().usage();
        peakMemory = Math.max(peakMemory, usage.memoryBytes());
        sampledNanos = System.nanoTime();
        if (usage.memoryBytes() > function.memoryMegabytes() * MEGABYTE || usage.processes() > MAX_PROCESSES) {
            process.tree().kill();
        }
    }

    private void sampleMemory(boolean cold) {
        if (!dead && (cold || System.nanoTime() - sampledNanos > 100_000_000L)) {
            watchLimits();
        }
    }

    /// Ends it, with all of its processes. Not gentle: without extensions, runtimes get no signal in Lambda either.
    void close() {
        dead = true;
        process.close();
    }

    /// The name of an environment's log stream.
    static String logStream(Instant now, String version, String suffix) {
        String day = now.toString().substring(0, 10).replace('-', '/');
        return day + "/[" + version + "]" + suffix;
    }
}
