package samara.functions;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import samara.functions.isolation.Isolation;
import samara.functions.runtime.Runtimes;

/// Runs functions. Environments are started when they are needed, kept warm, and given one event at a time.
///
/// Safe for use by any number of threads; each call of [#invoke] blocks its own.
public final class FunctionEngine implements AutoCloseable {
    private static final long WATCH_NANOS = 50_000_000;
    private static final long OUTPUT_NANOS = 10_000_000;
    private static final long MORE_OUTPUT_NANOS = 1_000_000;

    private final EngineSettings settings;
    private final Runtimes runtimes;
    private final Map<String, EnvironmentPool> pools = new ConcurrentHashMap<>();
    private @Nullable RuntimeApi api;
    private @Nullable Launcher launcher;
    private volatile boolean closed;

    /// An engine that has started nothing yet.
    public FunctionEngine(EngineSettings settings) {
        this.settings = settings;
        this.runtimes = new Runtimes(settings.warnings(), settings.clock());
    }

    /// The runtimes that can be run here.
    public Runtimes runtimes() {
        return runtimes;
    }

    /// How functions are kept apart, as `samara doctor` says it.
    public Isolation isolation() {
        return settings.isolation();
    }

    /// Runs a function with an event, in an idle environment or a new one.
    ///
    /// @throws samara.functions.runtime.UnsupportedRuntimeException when nothing here runs it
    /// @throws ConcurrencyExceededException when all its environments are at work
    /// @throws InterruptedException when this thread is interrupted meanwhile: the environment is ended
    public InvocationResult invoke(FunctionSpec function, Invocation invocation, FunctionLog log)
            throws InterruptedException {
        return invoke(function, invocation, log, null);
    }

    /// Runs a function with an event, and hands on its answer as it comes, if it is streamed; else in one part. A
    /// failure is in the result, after what was handed on.
    ///
    /// @throws samara.functions.runtime.UnsupportedRuntimeException when nothing here runs it
    /// @throws ConcurrencyExceededException when all its environments are at work
    /// @throws InterruptedException when this thread is interrupted meanwhile: the environment is ended
    public InvocationResult stream(FunctionSpec function, Invocation invocation, FunctionLog log, ResponseStream stream)
            throws InterruptedException {
        return invoke(function, invocation, log, stream);
    }

    private InvocationResult invoke(
            FunctionSpec function, Invocation invocation, FunctionLog log, @Nullable ResponseStream stream)
            throws InterruptedException {
        Instant now = settings.clock().instant();
        EnvironmentPool pool = pools.computeIfAbsent(function.revision(), revision -> new EnvironmentPool());
        Environment environment;
        try {
            environment = pool.acquire(
                    function,
                    now.minus(settings.lifetime()),
                    () -> new Environment(function, launcher(), log, settings));
        } catch (InvalidEntrypointException e) {
            return FailedStart.result(function, invocation, log, settings, e);
        }
        boolean finished = false;
        try {
            InvocationResult result = environment.invoke(invocation, stream);
            finished = true;
            return result;
        } finally {
            if (!finished) {
                environment.close("failure");
            }
            pool.release(environment, settings.clock().instant());
        }
    }

    /// Starts an environment of a function, unless there is an idle one, and leaves it waiting for an event.
    ///
    /// @throws samara.functions.runtime.UnsupportedRuntimeException when nothing here runs it
    /// @throws ConcurrencyExceededException when all its environments are at work
    public void start(FunctionSpec function, FunctionLog log) {
        Instant now = settings.clock().instant();
        EnvironmentPool pool = pools.computeIfAbsent(function.revision(), revision -> new EnvironmentPool());
        try {
            pool.release(
                    pool.acquire(
                            function,
                            now.minus(settings.lifetime()),
                            () -> new Environment(function, launcher(), log, settings)),
                    now);
        } catch (InvalidEntrypointException e) {
            // Nothing to start: the first event is answered with that.
            return;
        }
    }

    /// Ends the environments of a revision that is no longer to be run; events that they work on are finished.
    public void retire(String revision) {
        EnvironmentPool pool = pools.remove(revision);
        if (pool != null) {
            pool.retire();
        }
    }

    /// Ends environments that were idle for too long. To be called now and then.
    public void reapIdle() {
        Instant before = settings.clock().instant().minus(settings.idle());
        pools.values().forEach(pool -> pool.reap(before));
    }

    /// Ends all environments, with the events that they work on.
    @Override
    public void close() {
        closed = true;
        List<Environment> ending =
                pools.values().stream().flatMap(pool -> pool.close().stream()).toList();
        ending.forEach(Environment::awaitClosed);
        pools.clear();
        synchronized (this) {
            if (api != null) {
                api.close();
            }
            if (launcher != null) {
                launcher.close();
            }
        }
    }

    private synchronized Launcher launcher() {
        if (closed) {
            throw new IllegalStateException("The engine was closed.");
        }
        Launcher known = launcher;
        if (known == null) {
            api = new RuntimeApi();
            known = new Launcher(settings, runtimes, api);
            launcher = known;
            Thread.ofPlatform().daemon().name("samara-limits").start(this::watch);
            Thread.ofPlatform().daemon().name("samara-output").start(this::watchOutput);
        }
        return known;
    }

    /// Looks after the memory of environments at work.
    private void watch() {
        while (!closed) {
            for (EnvironmentPool pool : pools.values()) {
                pool.busy().forEach(Environment::watchLimits);
            }
            LockSupport.parkNanos(WATCH_NANOS);
        }
    }

    /// Takes what functions write while they work; soon again from one that writes much, which must not wait for it.
    private void watchOutput() {
        while (!closed) {
            boolean busy = false;
            boolean found = false;
            for (EnvironmentPool pool : pools.values()) {
                for (Environment environment : pool.open()) {
                    busy |= environment.isBusy();
                    found |= environment.pollOutput();
                }
            }
            LockSupport.parkNanos(found ? MORE_OUTPUT_NANOS : busy ? OUTPUT_NANOS : WATCH_NANOS);
        }
    }
}
