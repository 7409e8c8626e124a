package samara.functions;

import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import samara.functions.extension.ApiRequest;
import samara.functions.extension.Extensions;
import samara.functions.extension.Reply;
import samara.functions.extension.Telemetry;
import samara.functions.runtime.AwsSdk;

/// One environment: a process that works on one event at a time, and its extensions. Used by one thread at a time; the
/// process and the Runtime API tell it from others.
final class Environment implements RuntimeApi.Listener, Extensions.Listener, ExtensionOutput.Listener {
    private static final Duration INIT_LIMIT = Duration.ofSeconds(10);
    private static final int MAX_PROCESSES = 1024;
    private static final long MEGABYTE = 1024 * 1024;

    final FunctionSpec function;
    final Instant born;
    private final Launcher.Launched process;
    private final Extensions extensions;
    private final Telemetry telemetry;
    private final FunctionOutput output;
    private final PlatformLog platform;
    private final Shutdown shutdown;
    private final long startedNanos = System.nanoTime();
    private final CompletableFuture<Launcher.Launched> launched = new CompletableFuture<>();
    private final CompletableFuture<Work.Outcome> initialized = new CompletableFuture<>();
    private final CompletableFuture<Void> extensionsEnded = new CompletableFuture<>();
    private final AtomicBoolean closing = new AtomicBoolean();
    private final ReentrantLock lock = new ReentrantLock();
    private RuntimeApi.@Nullable NextEvent waiting;
    private volatile @Nullable Work current;
    private volatile boolean dead;
    private volatile long initNanos;
    private volatile long peakMemory;
    private volatile long sampledNanos;
    private volatile CompletableFuture<Void> kept = CompletableFuture.completedFuture(null);
    private final Path home;
    private boolean made;
    private boolean runtimeStarted;
    private boolean used;
    volatile Instant idleSince;

    Environment(FunctionSpec function, Launcher launcher, FunctionLog log, EngineSettings settings) {
        this.function = function;
        this.born = settings.clock().instant();
        this.idleSince = born;
        this.home = settings.home();
        ExtensionPrograms programs = launcher.extensions(function);
        this.extensions = new Extensions(Set.copyOf(programs.names()), facts(function), settings.streamSuffix(), this);
        this.telemetry = new Telemetry(settings.clock(), _ -> this.address());
        this.process = launcher.launch(function, programs, this);
        launched.complete(process);
        this.output = new FunctionOutput(function, process, log, settings, telemetry);
        this.platform = new PlatformLog(function, output, telemetry, settings.clock());
        this.shutdown =
                new Shutdown(process, extensions, telemetry, programs.names().size());
        process.errors().ifPresent(errors -> new ExtensionOutput(errors, this));
        var _ = process.process().onExit().thenAccept(ended -> {
            exited(ended.exitValue());
            lastOutput();
        });
        lock.lock();
        try {
            made = true;
        } finally {
            lock.unlock();
        }
        platform.initStart();
        changed();
    }

    private static Extensions.Facts facts(FunctionSpec function) {
        String handler = function.code() instanceof FunctionCode.Zip zip ? zip.handler() : "";
        String[] arn = function.arn().split(":", -1);
        return new Extensions.Facts(
                function.name(), function.version(), handler, arn.length > 4 ? Optional.of(arn[4]) : Optional.empty());
    }

    private String address() {
        return process.sandboxAddress();
    }

    boolean isDead() {
        return dead;
    }

    boolean isBusy() {
        return !dead && (current != null || !initialized.isDone());
    }

    /// Works on an event; after a failed start, a time-out or an exit the environment is dead.
    ///
    /// @param stream takes the answer in parts, if the caller wants it so
    InvocationResult invoke(Invocation invocation, @Nullable ResponseStream stream) throws InterruptedException {
        boolean cold = !used;
        used = true;
        Work.@Nullable Outcome failedInit = cold ? awaitInit() : null;
        platform.start(invocation);
        long begun = System.nanoTime();
        Work.Outcome outcome = failedInit != null ? failedInit : run(invocation, stream);
        long nanos = Math.max(1, System.nanoTime() - begun);
        awaitOutput(outcome);
        sampleMemory(cold);
        boolean init = cold && initNanos > 0;
        var result = new Results(function, platform, output)
                .of(
                        invocation,
                        outcome,
                        Duration.ofNanos(nanos),
                        init ? Optional.of(Duration.ofNanos(initNanos)) : Optional.empty(),
                        peakMemory);
        if (stream != null && outcome instanceof Work.Outcome.Answered) {
            StreamedParts.pass(result.payload(), stream);
        }
        return result;
    }

    private void awaitOutput(Work.Outcome outcome) throws InterruptedException {
        boolean unfit = switch (outcome) {
            case Work.Outcome.TimedOut _, Work.Outcome.Exited _ -> true;
            case Work.Outcome.Failed _ -> dead;
            case Work.Outcome.Answered _, Work.Outcome.Streamed _ -> false;
        };
        if (unfit) {
            close(outcome instanceof Work.Outcome.TimedOut ? "timeout" : "failure");
            output.awaitEnd();
        } else if (process.writesDirectly()) {
            output.finish();
        } else {
            output.awaitSilence();
        }
    }

    private Work.@Nullable Outcome awaitInit() throws InterruptedException {
        Work.Outcome outcome = await(initialized, INIT_LIMIT.plus(function.timeout()));
        boolean ready = outcome instanceof Work.Outcome.Answered;
        platform.initDone(
                ready ? PlatformLog.Ending.SUCCESS : Results.ending(outcome),
                Duration.ofNanos(ready ? initNanos : System.nanoTime() - startedNanos));
        extensions.close().forEach(platform::extension);
        if (outcome instanceof Work.Outcome.Failed failed) {
            AwsSdk.hint(new String(failed.failure().document(), StandardCharsets.UTF_8), home)
                    .ifPresent(platform::failure);
        }
        return ready ? null : outcome;
    }

    private Work.Outcome run(Invocation invocation, @Nullable ResponseStream stream) throws InterruptedException {
        var work = new Work(invocation, stream != null);
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
        long end = System.nanoTime() + function.timeout().toNanos();
        if (!extensions.isEmpty()) {
            extensions.invoke(PlatformLog.invokeEvent(invocation, deadline));
        }
        next.send(invocation, deadline);
        if (stream != null && !work.parts.drain(stream, end)) {
            return new Work.Outcome.TimedOut();
        }
        return await(work.done, Duration.ofNanos(Math.max(1, end - System.nanoTime())));
    }

    private static Work.Outcome await(CompletableFuture<Work.Outcome> future, Duration limit)
            throws InterruptedException {
        try {
            return future.get(limit.toNanos(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            return new Work.Outcome.TimedOut();
        } catch (ExecutionException e) {
            throw new IllegalStateException("The future of an event is never failed.", e);
        }
    }

    @Override
    public void next(RuntimeApi.NextEvent next) {
        lock.lock();
        try {
            waiting = next;
        } finally {
            lock.unlock();
        }
        changed();
    }

    /// Something has happened that a phase may have waited for.
    @Override
    public void changed() {
        Work finished = null;
        boolean starts = false;
        boolean ready = false;
        lock.lock();
        try {
            if (!made) {
                return;
            }
            if (!runtimeStarted && extensions.allRegistered()) {
                runtimeStarted = true;
                starts = true;
            }
            if (waiting != null && extensions.allDone()) {
                Work work = current;
                ready = !initialized.isDone();
                if (work != null && work.answer != null) {
                    finished = work;
                    current = null;
                }
            }
        } finally {
            lock.unlock();
        }
        if (starts) {
            process.control("run");
        }
        if (finished != null && finished.answer != null) {
            finished.done.complete(finished.answer);
        } else if (ready) {
            initNanos = System.nanoTime() - startedNanos;
            if (process.byteCode().isPresent()) {
                kept = CompletableFuture.runAsync(process::keepByteCode, Thread::startVirtualThread);
            }
            initialized.complete(new Work.Outcome.Answered(new byte[0]));
        }
    }

    @Override
    public void response(String requestId, byte[] body) {
        answer(new Work.Outcome.Answered(body));
    }

    @Override
    public void tooLarge(String requestId, long size) {
        answer(new Work.Outcome.Failed(RuntimeFailure.of(ErrorDocument.tooLarge(size))));
    }

    @Override
    public void error(String requestId, RuntimeFailure failure) {
        answer(new Work.Outcome.Failed(failure));
    }

    @Override
    public void streamBegins(String requestId, String contentType) {
        Work work = current;
        if (work != null) {
            work.begin(contentType);
        }
    }

    @Override
    public boolean streamed(String requestId, byte[] part, Runnable goOn) {
        Work work = current;
        return work == null || work.take(part, goOn);
    }

    @Override
    public void streamEnds(String requestId) {
        Work work = current;
        if (work != null) {
            answer(work.whole());
        }
    }

    @Override
    public void initError(RuntimeFailure failure) {
        dead = true;
        initialized.complete(new Work.Outcome.Failed(failure));
    }

    @Override
    public boolean isCurrent(String requestId) {
        Work work = current;
        return work != null
                && work.answer == null
                && work.invocation.requestId().equals(requestId);
    }

    @Override
    public boolean other(ApiRequest request, Reply reply) {
        return extensions.handle(request, reply) || telemetry.handle(request, extensions, reply);
    }

    @Override
    public boolean isOwn(InetSocketAddress client, InetSocketAddress server) {
        try {
            return PeerCheck.isOf(launched.get(5, TimeUnit.SECONDS).tree(), client, server);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        } catch (ExecutionException | TimeoutException e) {
            return false; // its start has failed
        }
    }

    /// Keeps the answer until the runtime asks for the next event, which it may have done on another connection.
    private void answer(Work.Outcome outcome) {
        lock.lock();
        try {
            Work work = current;
            if (work != null && work.answer == null) {
                work.answer = outcome;
                work.parts.end();
            }
        } finally {
            lock.unlock();
        }
        changed();
    }

    @Override
    public void line(String text) {
        output.extension(text);
    }

    @Override
    public void extensionEnded(String name, int status) {
        shutdown.extensionEnded();
        if (!closing.get()) {
            end(new Work.Outcome.Failed(RuntimeFailure.of(new ErrorDocument(
                    "Extension.Crash", "The extension `" + name + "` ended with status " + status + "."))));
        }
    }

    @Override
    public void failed(String name, String phase, String errorType) {
        if (!closing.get()) {
            String type = phase.equals("init") ? "Extension.InitError" : "Extension.ExitError";
            end(new Work.Outcome.Failed(RuntimeFailure.of(
                    new ErrorDocument(type, "The extension `" + name + "` gave up: " + errorType + "."))));
        }
    }

    @Override
    public void runtimeEnded(int status) {
        shutdown.runtimeEnded();
        exited(status);
    }

    @Override
    public void ended() {
        output.flush();
        extensionsEnded.complete(null);
    }

    private void exited(int code) {
        end(new Work.Outcome.Exited(code));
    }

    /// Nothing can be worked on any more; what is being worked on ends so, unless it was answered.
    private void end(Work.Outcome outcome) {
        dead = true;
        Work work;
        lock.lock();
        try {
            work = current;
            current = null;
        } finally {
            lock.unlock();
        }
        initialized.complete(outcome);
        if (work != null) {
            work.parts.end();
            work.done.complete(work.answer != null ? work.answer : outcome);
        }
    }

    private void lastOutput() {
        try {
            output.finish();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        output.flush();
    }

    /// Takes what its processes have written.
    ///
    /// @return whether there was something
    boolean pollOutput() {
        return output.poll();
    }

    private int exitCode() {
        return process.process().isAlive() ? 128 + 9 : process.process().exitValue();
    }

    /// Looks at what the processes use; kills them when it is over the limit, as Lambda does.
    void watchLimits() {
        ProcessTree.Usage usage = process.usage(function.temporaryMegabytes() * MEGABYTE);
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

    /// Ends it, with all of its processes: at once without extensions, as in Lambda; else they are told first, and may
    /// take two seconds.
    ///
    /// @param reason `spindown`, `timeout` or `failure`
    void close(String reason) {
        dead = true;
        if (closing.compareAndSet(false, true)) {
            kept.completeOnTimeout(null, 1, TimeUnit.SECONDS).join();
            shutdown.begin(reason);
        }
    }

    /// Waits until its processes are gone.
    void awaitClosed() {
        shutdown.await();
        if (extensions.hasExternal()) {
            extensionsEnded.completeOnTimeout(null, 1, TimeUnit.SECONDS).join();
        }
    }

    /// The name of an environment's log stream.
    static String logStream(Instant now, String version, String suffix) {
        String day = now.toString().substring(0, 10).replace('-', '/');
        return day + "/[" + version + "]" + suffix;
    }
}
