package samara.cli.local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import samara.cli.aws.LocalImages;
import samara.cli.command.UserException;
import samara.cloud.kernel.Ids;
import samara.functions.ConcurrencyExceededException;
import samara.functions.EngineSettings;
import samara.functions.FunctionCode;
import samara.functions.FunctionEngine;
import samara.functions.FunctionSpec;
import samara.functions.Invocation;
import samara.functions.InvocationResult;
import samara.functions.ResponseStream;
import samara.functions.container.EngineException;
import samara.functions.image.ImageException;
import samara.functions.image.ImageSources;
import samara.functions.image.StoredImage;
import samara.functions.isolation.Isolation;
import samara.functions.runtime.UnsupportedRuntimeException;

/// Runs a template's functions with the engine of the embedded cloud. Safe for use by several threads.
public final class LocalFunctions implements AutoCloseable {
    private static final int CONCURRENCY = 1000;
    private static final Duration KEPT = Duration.ofHours(12);
    private static final int MOST_MEGABYTES = 10_240;

    private final LocalSettings settings;
    private final FunctionOutputs outputs;
    private final CodeFolders folders;
    private final LayerCache layers;
    private final Ids ids = Ids.random();
    private final Map<String, FunctionSpec> specs = new ConcurrentHashMap<>();
    private final FunctionEngine engine;

    /// An engine that has started nothing yet. It ends with the process, however that ends.
    LocalFunctions(LocalSettings settings, FunctionOutputs outputs) {
        this.settings = settings;
        this.outputs = outputs;
        Path work = settings.work();
        this.folders = new CodeFolders(work.resolve("code"), settings.followLinks());
        this.layers = new LayerCache(settings.layerCache(), settings.clients());
        Isolation isolation = Isolation.best();
        this.engine = new FunctionEngine(new EngineSettings(
                work.resolve("engine"),
                isolation,
                settings.clock(),
                KEPT,
                KEPT,
                () -> ids.hex(32),
                Path.of(System.getProperty("user.home")),
                LocalImages.containers(settings.environment(), isolation),
                settings.terminal()::warning));
        Runtime.getRuntime().addShutdownHook(Thread.ofPlatform().unstarted(this::close));
    }

    /// Runs a function with an event.
    ///
    /// @throws UserException if nothing here can run it
    public InvocationResult invoke(LocalFunction function, LocalEvent event) {
        return run(function, event, (spec, invocation) -> engine.invoke(spec, invocation, outputs));
    }

    /// Runs a function with an event, and hands on its answer as it comes, if it is streamed.
    ///
    /// @throws UserException if nothing here can run it
    public InvocationResult stream(LocalFunction function, LocalEvent event, ResponseStream stream) {
        return run(function, event, (spec, invocation) -> engine.stream(spec, invocation, outputs, stream));
    }

    private interface Run {
        InvocationResult of(FunctionSpec spec, Invocation invocation) throws InterruptedException;
    }

    private InvocationResult run(LocalFunction function, LocalEvent event, Run run) {
        FunctionSpec spec = specs.computeIfAbsent(function.id().path(), path -> spec(function));
        var invocation = new Invocation(
                event.payload(),
                event.requestId().orElseGet(ids::uuid),
                arn(function),
                event.traceId(),
                event.clientContext(),
                Optional.empty(),
                event.tenant());
        checkTenant(function, event.tenant());
        try {
            return run.of(spec, invocation);
        } catch (UnsupportedRuntimeException | ImageException e) {
            throw new UserException(String.valueOf(e.getMessage()));
        } catch (ConcurrencyExceededException e) {
            throw new UserException("More than " + CONCURRENCY + " invocations of " + spec.name() + " run at once.");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new UserException("The invocation was interrupted.");
        }
    }

    /// Starts a function, so that its first event finds it waiting.
    ///
    /// @throws UserException if nothing here can run it
    public void start(LocalFunction function) {
        FunctionSpec spec = specs.computeIfAbsent(function.id().path(), path -> spec(function));
        try {
            engine.start(spec, outputs);
        } catch (UnsupportedRuntimeException | ImageException e) {
            throw new UserException(String.valueOf(e.getMessage()));
        }
    }

    /// Ends the environments of a function whose code or configuration has changed; the next event starts a new one.
    public void retire(String path) {
        specs.remove(path);
        engine.retire(revision(path));
    }

    /// The folders and files that a function is made of here.
    public List<Path> watched(LocalFunction function) {
        List<Path> paths = new ArrayList<>();
        if (function.packaging() instanceof LocalFunction.Packaging.Zip zip) {
            List<LocalFunction.Source> sources = new ArrayList<>(zip.layers());
            sources.add(zip.source());
            for (LocalFunction.Source source : sources) {
                if (source instanceof LocalFunction.Source.Local local) {
                    paths.add(local.path());
                }
            }
        }
        return paths;
    }

    private static void checkTenant(LocalFunction function, Optional<String> tenant) {
        if (function.hasTenants() && tenant.isEmpty()) {
            throw new UserException("The function `" + function.name()
                    + "` has a `TenancyConfig`: each invocation needs a tenant. Give --tenant-id.");
        }
        if (!function.hasTenants() && tenant.isPresent()) {
            throw new UserException("The function `" + function.name()
                    + "` has no `TenancyConfig`, so that it takes no tenant. Leave --tenant-id out.");
        }
    }

    private String arn(LocalFunction function) {
        return "arn:aws:lambda:" + settings.caller().region() + ":" + LocalStack.ACCOUNT + ":function:"
                + function.name();
    }

    private String revision(String path) {
        return settings.work().getParent() + " " + path;
    }

    private FunctionSpec spec(LocalFunction function) {
        Optional<Debugger> debugger = settings.debugger().filter(one -> one.isFor(function));
        FunctionCode code = code(function, debugger);
        Map<String, String> variables = variables(function, code, debugger);
        debugger.ifPresent(one -> settings.terminal()
                .note("`" + function.id().path() + "` waits for a debugger at " + one.place() + "."));
        return new FunctionSpec(
                function.name(),
                "$LATEST",
                arn(function),
                revision(function.id().path()),
                code,
                settings.limitsMemory() ? function.memoryMegabytes() : MOST_MEGABYTES,
                Duration.ofSeconds(debugger.isPresent() ? Debugger.TIMEOUT_SECONDS : function.timeoutSeconds()),
                function.temporaryMegabytes(),
                debugger.isPresent() ? 1 : CONCURRENCY,
                function.logGroup().orElse("/aws/lambda/" + function.name()),
                function.logging(),
                () -> variables);
    }

    private FunctionCode code(LocalFunction function, Optional<Debugger> debugger) {
        String owner = "`" + function.id().path() + "`";
        return switch (function.packaging()) {
            case LocalFunction.Packaging.Zip zip -> {
                String runtime = settings.runtime().orElse(zip.runtime());
                checkBuilt(runtime, zip.source(), owner);
                List<Path> roots = new ArrayList<>();
                zip.layers().forEach(layer -> roots.add(folder(layer, runtime, "a layer of " + owner)));
                debugger.ifPresent(one -> roots.addAll(one.layers(runtime, folders)));
                yield new FunctionCode.Zip(
                        runtime, zip.handler(), folder(zip.source(), runtime, owner), folders.merged(roots));
            }
            case LocalFunction.Packaging.Image image -> image(image, owner);
        };
    }

    private FunctionCode image(LocalFunction.Packaging.Image image, String owner) {
        if (image.uri().equals(LocalPaths.UNBUILT_IMAGE)) {
            throw new UserException("The image of " + owner + " is not built. Run `" + settings.command() + " build`.");
        }
        ImageSources sources = LocalImages.sources(settings.environment());
        try {
            // A path of an archive starts from the project, in which `.aws-sam/local` is.
            StoredImage stored =
                    sources.find(image.uri(), settings.work().resolve("../..").normalize());
            return FunctionCode.Image.of(image.uri(), stored, sources.store(), image.overrides());
        } catch (ImageException e) {
            throw new UserException("The image of " + owner + ": " + e.sentence());
        } catch (EngineException e) {
            throw new UserException("The image of " + owner + ": " + e.sentence());
        }
    }

    /// Sources of compiled languages do not run as they are.
    private void checkBuilt(String runtime, LocalFunction.Source source, String owner) {
        if (source instanceof LocalFunction.Source.Local local) {
            for (String file : List.of("pom.xml", "build.gradle", "build.gradle.kts", "go.mod", "Cargo.toml")) {
                boolean compiled = !runtime.startsWith("python") && !runtime.startsWith("nodejs");
                if (compiled
                        && java.nio.file.Files.exists(local.path().resolve(file))
                        && !java.nio.file.Files.exists(local.path().resolve("bootstrap"))) {
                    throw new UserException(
                            "The code of " + owner + " is not built: " + local.path() + " holds its sources (" + file
                                    + "). Run `" + settings.command() + " build`, then this again.");
                }
            }
        }
    }

    private Path folder(LocalFunction.Source source, String runtime, String owner) {
        return switch (source) {
            case LocalFunction.Source.Local local -> folders.of(local.path(), owner);
            case LocalFunction.Source.Inline inline -> folders.inline(inline.text(), runtime, owner);
            case LocalFunction.Source.Layer layer -> layers.of(layer.arn(), owner);
            case LocalFunction.Source.Elsewhere elsewhere ->
                throw new UserException("The code of " + owner + " is at " + elsewhere.where()
                        + ", which is not fetched. Name a folder of this machine in the template.");
        };
    }

    private Map<String, String> variables(LocalFunction function, FunctionCode code, Optional<Debugger> debugger) {
        Map<String, String> declared = new LinkedHashMap<>(function.variables());
        settings.deployed().ifPresent(deployed -> declared.putAll(deployed.of(function)));
        Map<String, String> overrides = settings.overrides().of(function);
        List<String> undeclared = new ArrayList<>(settings.overrides().named(function));
        undeclared.removeAll(declared.keySet());
        if (!undeclared.isEmpty()) {
            settings.terminal()
                    .warning("--env-vars sets " + String.join(", ", undeclared) + " for `"
                            + function.id().path()
                            + "`, which the template does not declare: only variables of its `Environment` are set.");
        }
        Map<String, String> all = new LinkedHashMap<>();
        all.put("AWS_SAM_LOCAL", "true");
        all.put("AWS_ACCOUNT_ID", LocalStack.ACCOUNT);
        all.put("AWS_LAMBDA_FUNCTION_TIMEOUT", Integer.toString(function.timeoutSeconds()));
        all.putAll(settings.caller().variables());
        declared.forEach((name, value) -> all.put(
                name,
                Optional.<@Nullable String>ofNullable(overrides.get(name))
                        .or(() -> Optional.ofNullable(settings.environment().get(name)))
                        .orElse(value)));
        if (code instanceof FunctionCode.Zip zip) {
            all.put("AWS_LAMBDA_FUNCTION_HANDLER", zip.handler());
            debugger.ifPresent(one -> {
                all.putAll(settings.debugVariables().of(function));
                all.putAll(one.variables(zip.runtime(), all));
            });
        } else if (debugger.isPresent()) {
            throw new UserException("A debugger can be attached to zip functions; `"
                    + function.id().path() + "` is an image. Run without --debug-port.");
        }
        return all;
    }

    /// Takes unpacked code, merged and downloaded layers away, so that they are made anew (`--force-image-build`).
    static void forgetLayers(LocalSettings settings) {
        try {
            CodeFolders.deleteTree(settings.work().resolve("code"));
            new LayerCache(settings.layerCache(), settings.clients()).clear();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        engine.close();
    }
}
