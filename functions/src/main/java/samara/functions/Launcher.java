package samara.functions;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import samara.functions.image.RootFolder;
import samara.functions.isolation.Isolation;
import samara.functions.isolation.PlainProcess;
import samara.functions.isolation.Sandbox;
import samara.functions.runtime.Runtimes;
import samara.functions.runtime.UnsupportedRuntimeException;

/// Starts the processes of environments.
final class Launcher {
    private static final long MEGABYTE = 1 << 20;

    private final EngineSettings settings;
    private final Runtimes runtimes;
    private final RuntimeApi api;
    private final RuntimeFolder runtime;
    private final LayerFolders layers;
    private final JavaArchives archives;
    private final Path sockets;
    private final ControlGroups groups = ControlGroups.find();
    private final ProcessStarts starts = new ProcessStarts();

    Launcher(EngineSettings settings, Runtimes runtimes, RuntimeApi api) {
        this.settings = settings;
        this.runtimes = runtimes;
        this.api = api;
        Path folder = settings.folder().toAbsolutePath();
        try {
            Files.createDirectories(folder);
            this.runtime = new RuntimeFolder(folder.resolve("runtime"));
            this.layers = new LayerFolders(folder.resolve("layers"));
            this.archives = new JavaArchives(settings, runtime);
            // Not below our folder: the path of a Unix socket has 107 characters at most.
            this.sockets = Files.createTempDirectory("samara-");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// A started process and what belongs to it.
    record Launched(
            Process process,
            ProcessTree tree,
            Optional<ControlGroup> group,
            Optional<Path> byteCode,
            String logStream,
            boolean writesDirectly,
            boolean supervised,
            String sandboxAddress,
            List<Closing> closings,
            ControlGroups groups,
            EngineSettings settings) {

        /// What extensions write, apart from what the function does.
        Optional<InputStream> errors() {
            return supervised ? Optional.of(process.getErrorStream()) : Optional.empty();
        }

        /// Tells what started the extensions to go on: `run`, `term` or `end`.
        void control(String word) {
            if (!supervised) {
                return;
            }
            try {
                OutputStream control = process.getOutputStream();
                control.write((word + "\n").getBytes(StandardCharsets.US_ASCII));
                control.flush();
            } catch (IOException e) {
                tree.kill(); // it is over, or as good as
            }
        }

        /// What its processes hold now.
        ///
        /// @param temporaryBytes what files in memory may take: more is counted, too
        ProcessTree.Usage usage(long temporaryBytes) {
            return group.flatMap(bounds -> bounds.usage(temporaryBytes)).orElseGet(tree::usage);
        }

        /// Takes what the function has compiled out of its sandbox, if it is the first of its revision.
        void keepByteCode() {
            byteCode.ifPresent(folder -> tree.first()
                    .ifPresent(pid -> ByteCode.keep(
                            Path.of("/proc/" + pid + "/root" + Sandbox.BYTE_CODE), folder, tree.environmentId())));
        }

        /// @return done when its processes are gone
        CompletableFuture<?> close() {
            CompletableFuture<?> gone = tree.kill();
            if (!tree.contained()) {
                tree.killDetached();
                group.ifPresent(ControlGroup::kill);
            }
            closeAll(closings);
            return group.<CompletableFuture<?>>map(bounds -> gone.thenRunAsync(bounds::close))
                    .orElse(gone);
        }
    }

    private static void closeAll(List<Closing> closings) {
        closings.forEach(Closing::close);
    }

    /// Something of an environment that is to be taken away at its end.
    interface Closing {
        void close();
    }

    /// The external extensions that a function's environments start with.
    ExtensionPrograms extensions(FunctionSpec function) {
        try {
            return switch (function.code()) {
                case FunctionCode.Zip zip -> {
                    Optional<Path> merged = layers.merged(zip.layers());
                    String seenAs = settings.isolation() instanceof PlainProcess
                            ? merged.map(Path::toString).orElse("/opt")
                            : "/opt";
                    yield merged.isEmpty()
                            ? new ExtensionPrograms(seenAs, List.of())
                            : ExtensionPrograms.in(merged.get().resolve("extensions"), seenAs + "/extensions");
                }
                case FunctionCode.Image image ->
                    ExtensionPrograms.in(new RootFolder(image.root()).resolve("/opt/extensions"), "/opt/extensions");
            };
        } catch (IOException e) {
            throw new UncheckedIOException("The layers of `" + function.name() + "` could not be read.", e);
        }
    }

    Launched launch(FunctionSpec function, ExtensionPrograms extensions, RuntimeApi.Listener listener) {
        String id = settings.streamSuffix().get();
        String stream = Environment.logStream(settings.clock().instant(), function.version(), id);
        Map<String, String> variables = function.environment(stream);
        variables.put(ProcessTree.ID_VARIABLE, id);
        List<Closing> closings = new ArrayList<>();
        Optional<FunctionContainer> container = ImageStart.container(function, settings, id);
        try {
            RuntimeApi.TcpEndpoint endpoint = api.listen(listener);
            closings.add(endpoint.closing());
            variables.put("AWS_LAMBDA_RUNTIME_API", "127.0.0.1:" + endpoint.port());
            Path scratch = Files.createDirectory(sockets.resolve(id));
            closings.add(() -> deleteTree(scratch));
            String address = address(id);
            Path hosts = hosts(scratch, address);
            boolean ours = false;
            Optional<Path> keptIn = Optional.empty();
            List<String> command = switch (function.code()) {
                case FunctionCode.Zip zip -> {
                    var start = new ZipStart(zip, runtimes.kind(zip.runtime()), function.memoryMegabytes());
                    ours = start.isOurs();
                    Path socket = scratch.resolve("api");
                    if (ours) {
                        closings.add(api.listen(socket, listener));
                    }
                    Isolation.Files files = files(function, zip, start, socket, scratch);
                    keptIn = files.byteCode()
                            .filter(code -> code.megabytes() > 0)
                            .map(Isolation.ByteCodeFolder::folder);
                    yield command(start, extensions, files, variables);
                }
                case FunctionCode.Image image ->
                    new ImageStart(function, image, settings, container, scratch)
                            .command(files(function, image, hosts), extensions, variables);
            };
            Path in = function.code() instanceof FunctionCode.Zip zip ? zip.folder() : scratch;
            boolean supervised = !extensions.names().isEmpty();
            refuseWithoutNetwork(function, ours, supervised);
            command = container.isPresent() ? command : settings.isolation().protect(command, variables);
            Optional<ControlGroup> group = container.isPresent() ? Optional.empty() : group(function, id);
            group.ifPresent(made -> closings.add(() -> groups.release(made)));
            List<String> bounded = group.isPresent() ? group.get().before(command) : command;
            Map<String, String> outer =
                    container.map(FunctionContainer::engineVariables).orElse(variables);
            Process process = start(bounded, outer, in, supervised);
            group.ifPresent(_ -> closings.removeLast());
            boolean contained = container.isPresent() || settings.isolation().endsAll();
            var tree = new ProcessTree(process.toHandle(), id, contained, container);
            var launched = new Launched(
                    process,
                    tree,
                    group,
                    keptIn,
                    stream,
                    container.isEmpty(),
                    supervised,
                    address,
                    List.copyOf(closings),
                    groups,
                    settings);
            closings.clear();
            return launched;
        } catch (IOException e) {
            throw new UncheckedIOException("The function `" + function.name() + "` could not be started.", e);
        } finally {
            // Empty, unless the start failed.
            closeAll(closings);
        }
    }

    private Sandbox.ImageFiles files(FunctionSpec function, FunctionCode.Image image, Path hosts) {
        return new Sandbox.ImageFiles(image.root(), runtime.path(), hosts, function.temporaryMegabytes());
    }

    private Optional<ControlGroup> group(FunctionSpec function, String id) {
        return groups.make(id, function.memoryMegabytes() * MEGABYTE, function.temporaryMegabytes() * MEGABYTE);
    }

    /// Without a network there is no port for a Runtime API: what doesn't take the Unix socket cannot be run.
    private void refuseWithoutNetwork(FunctionSpec function, boolean ours, boolean supervised) {
        if (settings.isolation() instanceof Sandbox sandbox && !sandbox.network() && (!ours || supervised)) {
            throw new UnsupportedRuntimeException("The function `" + function.name() + "` needs the network, which is "
                    + "switched off: custom runtimes, images and extensions reach their APIs by it.");
        }
    }

    /// The loopback address of an environment: so the servers of several can have one port each.
    private String address(String id) {
        if (settings.isolation() instanceof PlainProcess) {
            return "127.0.0.1";
        }
        int number = Integer.parseInt(hash(id).substring(0, 6), 16);
        return "127." + (64 + (number >> 16) % 128) + "." + (number >> 8 & 255) + "." + (1 + number % 254);
    }

    /// The machine's hosts, and Lambda's name for the environment itself.
    private static Path hosts(Path scratch, String address) throws IOException {
        Path machine = Path.of("/etc/hosts");
        String known = Files.isReadable(machine) ? Files.readString(machine) : "127.0.0.1 localhost\n";
        return Files.writeString(
                scratch.resolve("hosts"), known + "\n" + address + " sandbox.localdomain sandbox.local sandbox\n");
    }

    private List<String> command(
            ZipStart start, ExtensionPrograms extensions, Isolation.Files files, Map<String, String> variables)
            throws IOException {
        Isolation.View view = settings.isolation().view(files);
        start.describe(variables, view);
        return settings.isolation().wrap(extensions.before(start.command(view, files, archives, variables)), files);
    }

    private Process start(List<String> command, Map<String, String> variables, Path folder, boolean supervised)
            throws IOException {
        var builder = new ProcessBuilder(command).directory(folder.toFile());
        if (!supervised) {
            builder.redirectErrorStream(true)
                    .redirectInput(
                            ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()));
        }
        builder.environment().clear();
        builder.environment().putAll(variables);
        return starts.start(builder);
    }

    private Isolation.Files files(
            FunctionSpec function, FunctionCode.Zip zip, ZipStart start, Path socket, Path scratch) throws IOException {
        Path hosts = scratch.resolve("hosts");
        return new Isolation.Files(
                zip.folder().toRealPath(),
                layers.merged(zip.layers()),
                runtime.path(),
                start.isOurs() ? Optional.of(socket) : Optional.empty(),
                scratch,
                start.keepsByteCode() ? Optional.of(byteCode(function)) : Optional.empty(),
                start.interpreter(),
                start.sdk(settings.home()),
                function.temporaryMegabytes(),
                Optional.of(hosts));
    }

    private Isolation.ByteCodeFolder byteCode(FunctionSpec function) throws IOException {
        Path folders =
                Files.createDirectories(settings.folder().toAbsolutePath().resolve("bytecode"));
        Path folder = folders.resolve(hash(function.revision()));
        if (settings.isolation() instanceof PlainProcess) {
            Files.createDirectories(folder);
        }
        return new Isolation.ByteCodeFolder(folder, Files.isDirectory(folder) ? 0 : ByteCode.MAX_MEGABYTES, false);
    }

    static void deleteTree(Path folder) {
        try (Stream<Path> walk = Files.walk(folder)) {
            for (Path path : walk.sorted(java.util.Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(path);
            }
        } catch (java.nio.file.NoSuchFileException e) {
            // Gone already: deleted twice.
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void close() {
        archives.close();
        starts.close();
        groups.close();
        deleteTree(sockets);
    }

    static String hash(String text) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest, 0, 12);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every JDK has SHA-256.", e);
        }
    }
}
