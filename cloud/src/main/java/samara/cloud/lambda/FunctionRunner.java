package samara.cloud.lambda;

import java.lang.System.Logger;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import samara.cloud.kernel.Credentials;
import samara.cloud.kernel.Kernel;
import samara.cloud.kernel.Principal;
import samara.cloud.kernel.Scope;
import samara.functions.ConcurrencyExceededException;
import samara.functions.EngineSettings;
import samara.functions.FunctionCode;
import samara.functions.FunctionEngine;
import samara.functions.FunctionSpec;
import samara.functions.Invocation;
import samara.functions.InvocationResult;
import samara.functions.ResponseStream;
import samara.functions.isolation.Isolation;
import samara.functions.runtime.UnsupportedRuntimeException;
import samara.wire.AwsException;

/// Runs stored functions by the engine, which is made when it is first needed.
final class FunctionRunner {
    private static final Logger LOG = System.getLogger(FunctionRunner.class.getName());
    private static final Duration IDLE = Duration.ofMinutes(10);
    private static final Duration LIFETIME = Duration.ofHours(1);
    private static final Duration SESSION = Duration.ofHours(2);

    private final Kernel kernel;
    private final CodeStore code;
    private final LogDelivery logs;
    private final FunctionTraces traces;
    private @Nullable FunctionEngine engine;
    private boolean stopped;

    FunctionRunner(Kernel kernel, CodeStore code) {
        this.kernel = kernel;
        this.code = code;
        this.logs = new LogDelivery(kernel);
        this.traces = new FunctionTraces(kernel);
    }

    /// Checks that a runtime can be run here.
    ///
    /// @throws samara.wire.AwsException when it cannot, with what to install
    void check(String runtime) {
        try {
            engine().runtimes().check(runtime);
        } catch (UnsupportedRuntimeException e) {
            throw LambdaErrors.invalid(String.valueOf(e.getMessage()));
        }
    }

    InvocationResult invoke(StoredFunction function, Optional<Integer> reserved, Invocation invocation, Scope scope) {
        FunctionSpec spec = spec(function, reserved.orElse(AccountOperations.CONCURRENCY), scope);
        return traced(
                function,
                scope,
                traces.begin(function, invocation, scope),
                passed -> answered(() -> engine().invoke(spec, passed, logs.to(function, scope))));
    }

    /// The same for an event that waited in the queue.
    InvocationResult attempt(
            StoredFunction function, Optional<Integer> reserved, Invocation invocation, StoredInvocation event) {
        Scope scope = event.scope();
        FunctionSpec spec = spec(function, reserved.orElse(AccountOperations.CONCURRENCY), scope);
        return traced(
                function,
                scope,
                traces.attempt(traces.begin(function, invocation, scope), event),
                passed -> answered(() -> engine().invoke(spec, passed, logs.to(function, scope))));
    }

    /// The trace header that an event is kept with.
    String traceHeader(StoredFunction function, StoredInvocation event) {
        return traces.accepted(function, event);
    }

    /// The same with an answer that is handed on while it is written.
    InvocationResult stream(
            StoredFunction function,
            Optional<Integer> reserved,
            Invocation invocation,
            Scope scope,
            ResponseStream stream) {
        FunctionSpec spec = spec(function, reserved.orElse(AccountOperations.CONCURRENCY), scope);
        return traced(
                function,
                scope,
                traces.begin(function, invocation, scope),
                passed -> answered(() -> engine().stream(spec, passed, logs.to(function, scope), stream)));
    }

    private InvocationResult traced(
            StoredFunction function,
            Scope scope,
            FunctionTraces.Traced traced,
            Function<Invocation, InvocationResult> work) {
        if (!traced.isSampled()) {
            return work.apply(traced.invocation());
        }
        try {
            InvocationResult result = work.apply(traced.invocation());
            traces.end(traced, function, scope, result);
            return result;
        } catch (AwsException e) {
            traces.refused(traced, function, scope, e.status());
            throw e;
        }
    }

    /// Work of the engine.
    @FunctionalInterface
    private interface EngineWork {
        InvocationResult run() throws InterruptedException;
    }

    private static InvocationResult answered(EngineWork work) {
        try {
            return work.run();
        } catch (ConcurrencyExceededException e) {
            throw LambdaErrors.tooMany();
        } catch (UnsupportedRuntimeException e) {
            throw LambdaErrors.invalid(String.valueOf(e.getMessage()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AwsException("ServiceException", 500, "The cloud is being stopped.");
        }
    }

    /// Ends the environments of a function as it was.
    void retire(StoredFunction function, Scope scope) {
        FunctionEngine known;
        synchronized (this) {
            known = engine;
        }
        if (known != null) {
            known.retire(revision(function, scope));
        }
    }

    void stop() {
        FunctionEngine known;
        synchronized (this) {
            stopped = true;
            known = engine;
            engine = null;
        }
        if (known != null) {
            known.close();
        }
        logs.close();
        traces.stop();
    }

    private FunctionSpec spec(StoredFunction function, int concurrency, Scope scope) {
        StoredFunction.Settings settings = function.settings();
        return new FunctionSpec(
                function.name(),
                function.version(),
                function.qualifiedArn(scope),
                revision(function, scope),
                code(function),
                settings.memoryMegabytes(),
                Duration.ofSeconds(settings.timeoutSeconds()),
                settings.temporaryMegabytes(),
                concurrency,
                function.logGroup(),
                settings.logging().engine(),
                () -> variables(function, scope));
    }

    private FunctionCode code(StoredFunction function) {
        return switch (function.settings().packaging()) {
            case Packaging.Zip zip ->
                new FunctionCode.Zip(
                        zip.runtime(),
                        zip.handler(),
                        code.folder(function.code()),
                        function.settings().layers().stream()
                                .map(layer -> code.folder(layer.code()))
                                .toList());
            case Packaging.Image image -> {
                if (!(function.code() instanceof Code.Image kept)) {
                    throw new IllegalStateException("An image function's code is an image.");
                }
                yield code.image(kept, image);
            }
        };
    }

    private Map<String, String> variables(StoredFunction function, Scope scope) {
        Map<String, String> variables = new LinkedHashMap<>();
        variables.put("AWS_ENDPOINT_URL", kernel.addresses().base().toString());
        variables.putAll(traces.variables());
        variables.putAll(function.settings().variables());
        variables.put("AWS_REGION", scope.region().name());
        variables.put("AWS_DEFAULT_REGION", scope.region().name());
        Credentials credentials = kernel.sessions()
                .credentials(function.settings().role(), function.name(), service(function, scope), SESSION);
        variables.put("AWS_ACCESS_KEY_ID", credentials.accessKeyId());
        variables.put("AWS_SECRET_ACCESS_KEY", credentials.secretAccessKey());
        credentials.sessionToken().ifPresent(token -> variables.put("AWS_SESSION_TOKEN", token));
        return variables;
    }

    static Principal.Service service(StoredFunction function, Scope scope) {
        return new Principal.Service(
                "lambda.amazonaws.com", scope.account(), StoredFunction.arn(scope, function.name()));
    }

    private static String revision(StoredFunction function, Scope scope) {
        return function.qualifiedArn(scope) + " " + function.revisionId();
    }

    private synchronized FunctionEngine engine() {
        if (stopped) {
            throw new AwsException("ServiceException", 500, "The cloud is being stopped.");
        }
        FunctionEngine known = engine;
        if (known == null) {
            Isolation isolation = Isolation.best();
            known = new FunctionEngine(new EngineSettings(
                    kernel.files().resolve("lambda").resolve("engine"),
                    isolation,
                    kernel.clock()::now,
                    IDLE,
                    LIFETIME,
                    () -> kernel.ids().hex(32),
                    Path.of(System.getProperty("user.home")),
                    code.containers(isolation),
                    warning -> LOG.log(Logger.Level.WARNING, warning)));
            engine = known;
            kernel.scheduler().every(Duration.ofMinutes(1), known::reapIdle);
        }
        return known;
    }
}
