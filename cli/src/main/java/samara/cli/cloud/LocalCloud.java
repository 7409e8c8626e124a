package samara.cli.cloud;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import samara.cli.command.Environment;
import samara.cli.command.Invocation;
import samara.cli.command.UserException;

/// The cloud of a project, in a process of its own.
public final class LocalCloud {
    /// The port where none is named.
    public static final int DEFAULT_PORT = 4566;

    private static final int START_LIMIT_MILLIS = 60_000;

    private final Environment environment;
    private final Path folder;
    private final int port;
    private final boolean ephemeral;

    private LocalCloud(Environment environment, Path folder, int port, boolean ephemeral) {
        this.environment = environment;
        this.folder = folder;
        this.port = port;
        this.ephemeral = ephemeral;
    }

    /// The cloud that a command means: that of the template's folder, else of the working folder.
    public static LocalCloud of(Invocation invocation) {
        Environment environment = invocation.environment();
        Path project = invocation
                .arguments()
                .text("template_file")
                .map(environment::resolve)
                .map(Environment::folderOf)
                // A built template lies in `.aws-sam/build` of its project.
                .map(path -> path.endsWith(".aws-sam/build") ? Environment.folderOf(Environment.folderOf(path)) : path)
                .orElse(environment.folder());
        return new LocalCloud(
                environment,
                project.resolve(".samara"),
                invocation.arguments().integer("port").orElse(DEFAULT_PORT),
                invocation.arguments().isOn("ephemeral"));
    }

    /// The same cloud at this port.
    public LocalCloud onPort(int other) {
        return new LocalCloud(environment, folder, other, ephemeral);
    }

    /// The folder `.samara`.
    public Path folder() {
        return folder;
    }

    /// The port that was asked for.
    public int port() {
        return port;
    }

    /// Whether the cloud should keep nothing.
    public boolean isEphemeral() {
        return ephemeral;
    }

    /// Where it answers, if it runs.
    public Optional<CloudState> running() {
        return CloudState.running(folder);
    }

    /// Where it answers; started if need be.
    ///
    /// @throws UserException if it can't be started
    public URI started() {
        return running().map(CloudState::url).orElseGet(this::start);
    }

    /// Starts it in a process of its own, which outlives this one, and waits until it answers.
    public URI start() {
        Path log = folder.resolve("cloud.log");
        try {
            Files.createDirectories(folder);
            var builder = new ProcessBuilder(command())
                    .directory(Environment.folderOf(folder).toFile())
                    .redirectInput(new File("/dev/null"))
                    .redirectOutput(log.toFile())
                    .redirectErrorStream(true);
            return waited(builder.start(), log);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new UserException("Interrupted while the embedded cloud started.");
        }
    }

    private URI waited(Process process, Path log) throws IOException, InterruptedException {
        long until = System.nanoTime() + START_LIMIT_MILLIS * 1_000_000L;
        while (System.nanoTime() < until) {
            if (!process.isAlive()) {
                List<String> lines = Files.readAllLines(log);
                throw new UserException(
                        lines.isEmpty()
                                ? "The embedded cloud ended at once; " + log + " is empty."
                                : lines.getLast().replaceFirst("^Error: ", ""));
            }
            Optional<CloudState> state = running();
            if (state.isPresent() && isHealthy(state.get().url())) {
                return state.get().url();
            }
            Thread.sleep(10);
        }
        process.destroy();
        throw new UserException("The embedded cloud did not answer within a minute; " + log + " says why.");
    }

    /// Whether a cloud answers at this address.
    public static boolean isHealthy(URI url) {
        try {
            var connection =
                    (HttpURLConnection) url.resolve("/_samara/health").toURL().openConnection();
            connection.setConnectTimeout(1_000);
            connection.setReadTimeout(2_000);
            return connection.getResponseCode() == 200;
        } catch (IOException e) {
            return false;
        }
    }

    /// The command line of the cloud's process. On its own session where that can be had, so that Ctrl-C in this
    /// terminal is not for it.
    private List<String> command() {
        List<String> command = new ArrayList<>();
        if (Files.isExecutable(Path.of("/usr/bin/setsid"))) {
            command.add("/usr/bin/setsid");
        }
        Optional<Path> launcher = environment
                .variable("SAMARA_LAUNCHER")
                .map(Path::of)
                .or(() -> environment.home().map(home -> home.resolve("samara")))
                .filter(Files::isExecutable);
        if (launcher.isPresent()) {
            command.add(launcher.get().toString());
        } else {
            command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
            command.addAll(ManagementFactory.getRuntimeMXBean().getInputArguments());
            command.addAll(List.of("-cp", System.getProperty("java.class.path"), "samara.cli.Main"));
        }
        command.addAll(List.of("cloud", "run", "--port", Integer.toString(port)));
        if (ephemeral) {
            command.add("--ephemeral");
        }
        return command;
    }
}
