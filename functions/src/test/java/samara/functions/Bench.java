package samara.functions;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import samara.functions.container.ContainerEngine;
import samara.functions.isolation.Isolation;

/// An engine over real interpreters, and the log that its functions write.
final class Bench implements AutoCloseable {
    final List<String> log = new CopyOnWriteArrayList<>();
    final List<String> warnings = new ArrayList<>();
    final FunctionEngine engine;
    private final Path folder;
    /// Of all benches: processes are known by these.
    private static final AtomicLong IDS = new AtomicLong();

    Bench(Path folder, Isolation isolation) {
        this(folder, isolation, Optional::empty);
    }

    /// @param containers the engine that images are run with
    Bench(Path folder, Isolation isolation, Supplier<Optional<ContainerEngine>> containers) {
        long process = ProcessHandle.current().pid();
        this.folder = folder;
        this.engine = new FunctionEngine(new EngineSettings(
                folder.resolve("engine"),
                isolation,
                InstantSource.system(),
                Duration.ofMinutes(5),
                Duration.ofHours(1),
                () -> String.format("%016x%016x", process, IDS.incrementAndGet()),
                folder.resolve("home"),
                containers,
                warnings::add));
    }

    FunctionSpec function(String runtime, String handler, Map<String, String> sources) throws IOException {
        Path code = Files.createTempDirectory(folder, "code");
        for (var source : sources.entrySet()) {
            Path file = code.resolve(source.getKey());
            Files.createDirectories(file.getParent());
            Files.writeString(file, source.getValue());
            if (source.getKey().equals("bootstrap") && !file.toFile().setExecutable(true)) {
                throw new IOException("Cannot make it executable.");
            }
        }
        return new FunctionSpec(
                "tested",
                "$LATEST",
                "arn:aws:lambda:eu-west-1:123456789012:function:tested",
                code.toString(),
                new FunctionCode.Zip(runtime, handler, code, List.of()),
                256,
                Duration.ofSeconds(5),
                512,
                10,
                "/aws/lambda/tested",
                Logging.TEXT,
                () -> Map.of("AWS_REGION", "eu-west-1", "COLOUR", "red"));
    }

    /// The same with other layers, variables or logs.
    static FunctionSpec with(FunctionSpec function, List<Path> layers, Map<String, String> variables, Logging logging) {
        var zip = (FunctionCode.Zip) function.code();
        return new FunctionSpec(
                function.name(),
                function.version(),
                function.arn(),
                function.revision() + layers + variables,
                new FunctionCode.Zip(zip.runtime(), zip.handler(), zip.folder(), layers),
                function.memoryMegabytes(),
                function.timeout(),
                function.temporaryMegabytes(),
                function.concurrency(),
                function.logGroup(),
                logging,
                () -> variables);
    }

    /// A folder with these files; those of `extensions/`, `bin/` and `wrapper` are programs.
    Path layer(Map<String, String> sources) throws IOException {
        Path layer = Files.createTempDirectory(folder, "layer");
        for (var source : sources.entrySet()) {
            Path file = layer.resolve(source.getKey());
            Files.createDirectories(file.getParent());
            Files.writeString(file, source.getValue());
            boolean program = source.getKey().matches("(extensions|bin)/.*|wrapper");
            if (program && !file.toFile().setExecutable(true)) {
                throw new IOException("Cannot make it executable.");
            }
        }
        return layer;
    }

    Invocation event(String event) {
        return new Invocation(
                event.getBytes(java.nio.charset.StandardCharsets.UTF_8),
                "request-" + IDS.incrementAndGet(),
                "arn:aws:lambda:eu-west-1:123456789012:function:tested",
                Optional.of("Root=1-5759e988-bd862e3fe1be46a994272793;Parent=53995c3f42cd8ad8;Sampled=0"),
                Optional.of("{\"custom\":{\"k\":\"v\"}}"),
                Optional.of("{\"cognitoIdentityId\":\"me\",\"cognitoIdentityPoolId\":\"pool\"}"),
                Optional.of("blue"));
    }

    static FunctionSpec limitedTo(FunctionSpec function, Duration timeout, int concurrency) {
        return new FunctionSpec(
                function.name(),
                function.version(),
                function.arn(),
                function.revision(),
                function.code(),
                function.memoryMegabytes(),
                timeout,
                function.temporaryMegabytes(),
                concurrency,
                function.logGroup(),
                function.logging(),
                function.variables());
    }

    InvocationResult invoke(FunctionSpec function, String event) throws InterruptedException {
        var invocation = new Invocation(
                event.getBytes(java.nio.charset.StandardCharsets.UTF_8),
                "request-" + IDS.incrementAndGet(),
                function.arn(),
                Optional.of("Root=1-5759e988-bd862e3fe1be46a994272793"),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
        return engine.invoke(
                function, invocation, (spec, stream, events) -> events.forEach(event2 -> log.add(event2.message())));
    }

    String answer(FunctionSpec function, String event) throws InterruptedException {
        return new String(invoke(function, event).payload(), java.nio.charset.StandardCharsets.UTF_8);
    }

    String log() {
        return String.join("", log);
    }

    @Override
    public void close() {
        engine.close();
    }
}
