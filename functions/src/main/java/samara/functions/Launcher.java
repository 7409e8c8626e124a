package samara.functions;

import java.io.IOException;
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
import java.util.stream.Stream;
import samara.functions.isolation.Isolation;
import samara.functions.runtime.Runtimes;

/// Starts the processes of environments.
final class Launcher {
    private final EngineSettings settings;
    private final Runtimes runtimes;
    private final RuntimeApi api;
    private final RuntimeFolder runtime;
    private final LayerFolders layers;
    private final JavaArchives archives;
    private final Path sockets;

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
            String logStream,
            boolean marksOutput,
            List<Closing> closings,
            EngineSettings settings) {

        /// The time, as lines of the platform write it.
        String now() {
            return settings.clock()
                    .instant()
                    .truncatedTo(java.time.temporal.ChronoUnit.MILLIS)
                    .toString();
        }

        void close() {
            tree.kill();
            if (!settings.isolation().endsAll()) {
                tree.killDetached();
            }
            closeAll(closings);
        }
    }

    private static void closeAll(List<Closing> closings) {
        closings.forEach(Closing::close);
    }

    /// Something of an environment that is to be taken away at its end.
    interface Closing {
        void close();
    }

    Launched launch(FunctionSpec function, RuntimeApi.Listener listener) {
        String id = settings.streamSuffix().get();
        String stream = Environment.logStream(settings.clock().instant(), function.version(), id);
        Map<String, String> variables = function.environment(stream);
        variables.put(ProcessTree.ID_VARIABLE, id);
        List<Closing> closings = new ArrayList<>();
        try {
            RuntimeApi.TcpEndpoint endpoint = api.listen(listener);
            closings.add(endpoint.closing());
            variables.put("AWS_LAMBDA_RUNTIME_API", "127.0.0.1:" + endpoint.port());
            Path scratch = Files.createDirectory(sockets.resolve(id));
            closings.add(() -> deleteTree(scratch));
            boolean marks = false;
            List<String> command = switch (function.code()) {
                case FunctionCode.Zip zip -> {
                    var start = new ZipStart(zip, runtimes.kind(zip.runtime()), function.memoryMegabytes());
                    marks = start.isOurs();
                    Path socket = scratch.resolve("api");
                    if (start.isOurs()) {
                        closings.add(api.listen(socket, listener));
                    }
                    yield command(start, files(function, zip, start, socket, scratch), variables);
                }
                case FunctionCode.Image image ->
                    new ImageCommand(image, settings.isolation()).of(function, runtime.path());
            };
            Path in = function.code() instanceof FunctionCode.Zip zip ? zip.folder() : scratch;
            Process process = start(command, variables, in);
            var tree = new ProcessTree(process.toHandle(), id);
            var launched = new Launched(process, tree, stream, marks, List.copyOf(closings), settings);
            closings.clear();
            return launched;
        } catch (IOException e) {
            throw new UncheckedIOException("The function `" + function.name() + "` could not be started.", e);
        } finally {
            // Empty, unless the start failed.
            closeAll(closings);
        }
    }

    private List<String> command(ZipStart start, Isolation.Files files, Map<String, String> variables)
            throws IOException {
        Isolation.View view = settings.isolation().view(files);
        start.describe(variables, view);
        return settings.isolation().wrap(start.command(view, files, archives), files);
    }

    private Process start(List<String> command, Map<String, String> variables, Path folder) throws IOException {
        var builder = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()));
        builder.environment().clear();
        builder.environment().putAll(variables);
        return builder.start();
    }

    private Isolation.Files files(
            FunctionSpec function, FunctionCode.Zip zip, ZipStart start, Path socket, Path scratch) throws IOException {
        Path folder = settings.folder().toAbsolutePath();
        Optional<Path> byteCode = start.keepsByteCode()
                ? Optional.of(Files.createDirectories(folder.resolve("bytecode").resolve(hash(function.revision()))))
                : Optional.empty();
        return new Isolation.Files(
                zip.folder().toRealPath(),
                layers.merged(zip.layers()),
                runtime.path(),
                start.isOurs() ? Optional.of(socket) : Optional.empty(),
                scratch,
                byteCode,
                start.interpreter(),
                start.usesNodeModules() ? settings.nodeModules() : Optional.empty(),
                function.temporaryMegabytes());
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
