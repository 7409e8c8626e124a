package samara.functions;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
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
    private static final String PASSWD = """
            root:x:0:0:root:/root:/sbin/nologin
            sbx_user1051:x:993:990::/home/sbx_user1051:/sbin/nologin
            """;
    private static final String GROUP = "root:x:0:\nsbx_user1051:x:990:\n";

    private final EngineSettings settings;
    private final Runtimes runtimes;
    private final RuntimeApi api;
    private final Path bootstraps;
    private final Path sockets;

    Launcher(EngineSettings settings, Runtimes runtimes, RuntimeApi api) {
        this.settings = settings;
        this.runtimes = runtimes;
        this.api = api;
        this.bootstraps = settings.folder().toAbsolutePath().resolve("runtime");
        try {
            Files.createDirectories(bootstraps);
            resource("python/bootstrap.py");
            resource("node/bootstrap.cjs");
            Files.writeString(bootstraps.resolve("passwd"), PASSWD);
            Files.writeString(bootstraps.resolve("group"), GROUP);
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
            List<AutoCloseable> closings,
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

        static void closeAll(List<AutoCloseable> closings) {
            for (AutoCloseable closing : closings) {
                try {
                    closing.close();
                } catch (Exception e) {
                    throw new IllegalStateException("An environment's files could not be taken away.", e);
                }
            }
        }
    }

    Launched launch(FunctionSpec function, RuntimeApi.Listener listener) {
        return switch (function.code()) {
            case FunctionCode.Zip zip -> launch(function, zip, listener);
            case FunctionCode.Image image -> launch(function, image, listener);
        };
    }

    private Launched launch(FunctionSpec function, FunctionCode.Image image, RuntimeApi.Listener listener) {
        String id = settings.streamSuffix().get();
        String stream = Environment.logStream(settings.clock().instant(), function.version(), id);
        Map<String, String> variables = function.environment(stream);
        List<String> command = new ImageCommand(image, settings.isolation()).of(function, bootstraps);
        RuntimeApi.TcpEndpoint endpoint = api.listen(listener);
        List<AutoCloseable> closings = List.of(endpoint.closing());
        variables.put("AWS_LAMBDA_RUNTIME_API", "127.0.0.1:" + endpoint.port());
        variables.put(ProcessTree.ID_VARIABLE, id);
        var builder = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()));
        builder.environment().clear();
        builder.environment().putAll(variables);
        try {
            Process process = builder.start();
            return new Launched(process, new ProcessTree(process.toHandle(), id), stream, false, closings, settings);
        } catch (IOException e) {
            Launched.closeAll(closings);
            throw new UncheckedIOException("The function `" + function.name() + "` could not be started.", e);
        }
    }

    private Launched launch(FunctionSpec function, FunctionCode.Zip zip, RuntimeApi.Listener listener) {
        Runtimes.Kind kind = runtimes.kind(zip.runtime());
        String id = settings.streamSuffix().get();
        String stream = Environment.logStream(settings.clock().instant(), function.version(), id);
        List<AutoCloseable> closings = new ArrayList<>();
        try {
            Path scratch = Files.createDirectory(sockets.resolve(id));
            Map<String, String> variables = function.environment(stream);
            Optional<Path> socket = Optional.empty();
            if (kind instanceof Runtimes.Kind.Custom) {
                RuntimeApi.TcpEndpoint endpoint = api.listen(listener);
                closings.add(endpoint.closing());
                variables.put("AWS_LAMBDA_RUNTIME_API", "127.0.0.1:" + endpoint.port());
            } else {
                socket = Optional.of(scratch.resolve("api"));
                closings.add(api.listen(socket.get(), listener));
            }
            closings.add(() -> deleteTree(scratch));
            Isolation.Files files = files(function, zip, kind, socket, scratch);
            Isolation.View view = settings.isolation().view(files);
            variables.put(ProcessTree.ID_VARIABLE, id);
            describe(variables, view, kind);
            List<String> command = settings.isolation().wrap(command(zip, kind, view), files);
            var builder = new ProcessBuilder(command)
                    .directory(zip.folder().toFile())
                    .redirectErrorStream(true)
                    .redirectInput(
                            ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()));
            builder.environment().clear();
            builder.environment().putAll(variables);
            Process process = builder.start();
            boolean marks = !(kind instanceof Runtimes.Kind.Custom);
            return new Launched(process, new ProcessTree(process.toHandle(), id), stream, marks, closings, settings);
        } catch (IOException e) {
            throw new UncheckedIOException("The function `" + function.name() + "` could not be started.", e);
        }
    }

    private void describe(Map<String, String> variables, Isolation.View view, Runtimes.Kind kind) {
        variables.put("LAMBDA_TASK_ROOT", view.task());
        variables.put("LAMBDA_RUNTIME_DIR", view.bootstraps());
        if (!view.temporary().equals("/tmp")) {
            variables.put("TMPDIR", view.temporary());
        }
        if (!view.layers().equals("/opt")) {
            variables.put("SAMARA_LAYERS_ROOT", view.layers());
        }
        switch (kind) {
            case Runtimes.Kind.Python _ -> {
                variables.put("SAMARA_RUNTIME_SOCKET", view.socket());
                view.byteCode().ifPresent(folder -> variables.put("SAMARA_BYTECODE_CACHE", folder));
            }
            case Runtimes.Kind.Node _ -> {
                variables.put("SAMARA_RUNTIME_SOCKET", view.socket());
                List<String> modules = new ArrayList<>(List.of(view.layers() + "/nodejs/node_modules"));
                view.fallbackModules().ifPresent(modules::add);
                variables.merge("NODE_PATH", String.join(":", modules), (own, ours) -> own + ":" + ours);
            }
            case Runtimes.Kind.Custom _ -> {}
        }
    }

    private static List<String> command(FunctionCode.Zip zip, Runtimes.Kind kind, Isolation.View view) {
        return switch (kind) {
            case Runtimes.Kind.Python python ->
                List.of(python.interpreter().program().toString(), view.bootstraps() + "/python/bootstrap.py");
            case Runtimes.Kind.Node node ->
                List.of(node.interpreter().program().toString(), view.bootstraps() + "/node/bootstrap.cjs");
            case Runtimes.Kind.Custom _ ->
                Files.isExecutable(zip.folder().resolve("bootstrap"))
                        ? List.of(view.task() + "/bootstrap")
                        : List.of(view.layers() + "/bootstrap");
        };
    }

    private Isolation.Files files(
            FunctionSpec function, FunctionCode.Zip zip, Runtimes.Kind kind, Optional<Path> socket, Path scratch)
            throws IOException {
        Optional<Path> byteCode = Optional.empty();
        Optional<Path> interpreter = Optional.empty();
        Optional<Path> modules = Optional.empty();
        switch (kind) {
            case Runtimes.Kind.Python python -> {
                byteCode = Optional.of(Files.createDirectories(
                        settings.folder().toAbsolutePath().resolve("bytecode").resolve(hash(function.revision()))));
                interpreter = Optional.of(python.interpreter().prefix());
            }
            case Runtimes.Kind.Node node -> {
                interpreter = Optional.of(node.interpreter().prefix());
                modules = settings.nodeModules();
            }
            case Runtimes.Kind.Custom _ -> {}
        }
        return new Isolation.Files(
                zip.folder().toRealPath(),
                mergedLayers(zip.layers()),
                bootstraps,
                socket,
                scratch,
                byteCode,
                interpreter,
                modules,
                function.temporaryMegabytes());
    }

    private Optional<Path> mergedLayers(List<Path> layers) throws IOException {
        if (layers.size() <= 1) {
            return layers.stream().findFirst();
        }
        Path parent = Files.createDirectories(settings.folder().toAbsolutePath().resolve("layers"));
        Path merged = parent.resolve(hash(layers.toString()));
        synchronized (this) {
            if (!Files.isDirectory(merged)) {
                Path making = Files.createTempDirectory(parent, "merging");
                for (Path layer : layers) {
                    overlay(layer, making);
                }
                Files.move(making, merged, StandardCopyOption.ATOMIC_MOVE);
            }
        }
        return Optional.of(merged);
    }

    private static void overlay(Path layer, Path target) throws IOException {
        List<Path> all;
        try (Stream<Path> walk = Files.walk(layer)) {
            all = walk.toList();
        }
        for (Path from : all) {
            Path to = target.resolve(layer.relativize(from).toString());
            if (Files.isDirectory(from, LinkOption.NOFOLLOW_LINKS)) {
                Files.createDirectories(to);
            } else {
                Files.copy(
                        from,
                        to,
                        StandardCopyOption.REPLACE_EXISTING,
                        StandardCopyOption.COPY_ATTRIBUTES,
                        LinkOption.NOFOLLOW_LINKS);
            }
        }
    }

    private void resource(String name) throws IOException {
        Path target = bootstraps.resolve(name);
        Files.createDirectories(bootstraps.resolve(name.substring(0, name.indexOf('/'))));
        try (InputStream in = Launcher.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException("The resource `" + name + "` is missing.");
            }
            Files.copy(in, target, StandardCopyOption.REPLACE_EXISTING);
        }
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
        deleteTree(sockets);
    }

    private static String hash(String text) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest, 0, 12);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every JDK has SHA-256.", e);
        }
    }
}
