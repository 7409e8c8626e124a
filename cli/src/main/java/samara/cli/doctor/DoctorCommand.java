package samara.cli.doctor;

import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import samara.cli.args.Option;
import samara.cli.cloud.LocalCloud;
import samara.cli.command.Command;
import samara.cli.command.Environment;
import samara.cli.command.Invocation;
import samara.cli.terminal.Terminal;
import samara.functions.container.EngineException;
import samara.functions.container.EngineSearch;
import samara.functions.container.ImageContainers;
import samara.functions.container.MachineEngine;
import samara.functions.image.ImageStore;
import samara.functions.isolation.Isolation;
import samara.functions.isolation.PlainProcess;

/// `doctor`: the JDK, how functions are kept apart, the interpreters and the port. Exit code 1 if something is missing
/// without which nothing works.
public final class DoctorCommand implements Command {
    private static final List<String> PROGRAMS = List.of(
            "python3.14",
            "python3.13",
            "python3.12",
            "python3.11",
            "python3.10",
            "python3.9",
            "python3",
            "node",
            "npm");

    @Override
    public String name() {
        return "doctor";
    }

    @Override
    public String summary() {
        return "Say what Samara finds on this machine, and what is missing";
    }

    @Override
    public List<Option> own() {
        return List.of(Option.of(Option.Kind.INTEGER, "--port"), Option.flag("--debug"));
    }

    @Override
    public Set<String> built() {
        return Set.of();
    }

    @Override
    public int run(Invocation invocation) {
        Terminal terminal = invocation.terminal();
        Environment environment = invocation.environment();
        say(terminal, true, "JDK " + System.getProperty("java.version") + " at " + System.getProperty("java.home"));
        Optional<String> missing = Sandbox.missing(environment);
        say(terminal, missing.isEmpty(), missing.isEmpty() ? "functions run in a bubblewrap sandbox" : missing.get());
        boolean python = false;
        for (String program : PROGRAMS) {
            Optional<String> version = version(environment, program);
            python |= version.isPresent() && program.startsWith("python");
            if (version.isPresent() || !program.startsWith("python3.")) {
                say(terminal, version.isPresent(), program + ": " + version.orElse("not found"));
            }
        }
        if (!python) {
            say(terminal, false, "no Python of any version: its functions can't run");
        }
        images(terminal, environment);
        port(terminal, invocation);
        return 0;
    }

    private static void images(Terminal terminal, Environment environment) {
        try {
            var search = new EngineSearch(environment.variables(), ImageStore.folderOf(environment.variables()));
            var engines = new MachineEngine(search);
            Isolation isolation = Isolation.best();
            String built = engines.engine()
                    .map(engine -> "images are built by " + engine.details())
                    .orElse("images are built by Samara itself, as no container engine works here,");
            String run = new ImageContainers(environment.variables(), isolation, engines)
                    .get()
                    .map(engine -> " and run in its containers")
                    .orElse(
                            isolation instanceof PlainProcess
                                    ? " and can't be run"
                                    : " and run unpacked in the sandbox");
            say(terminal, !run.endsWith("can't be run"), built + run);
        } catch (EngineException e) {
            say(terminal, false, e.sentence());
        }
    }

    private static void port(Terminal terminal, Invocation invocation) {
        LocalCloud cloud = LocalCloud.of(invocation);
        var running = cloud.running();
        if (running.isPresent()) {
            say(
                    terminal,
                    true,
                    "the embedded cloud of this folder runs at " + running.get().url());
            return;
        }
        boolean free = isFree(cloud.port());
        say(
                terminal,
                free,
                "port " + cloud.port() + (free ? " is free" : " is in use by another program: choose one with --port"));
    }

    private static boolean isFree(int port) {
        try (var socket = new ServerSocket()) {
            socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    private static void say(Terminal terminal, boolean good, String text) {
        terminal.line((good
                        ? terminal.styled(Terminal.Style.GREEN, "ok      ")
                        : terminal.styled(Terminal.Style.YELLOW, "missing "))
                + " " + text);
    }

    private static Optional<String> version(Environment environment, String program) {
        boolean there = List.of(environment.variable("PATH").orElse("").split(File.pathSeparator)).stream()
                .anyMatch(folder -> !folder.isEmpty() && Files.isExecutable(Path.of(folder, program)));
        if (!there) {
            return Optional.empty();
        }
        try {
            Process process = new ProcessBuilder(program, "--version")
                    .redirectErrorStream(true)
                    .start();
            String output =
                    new String(process.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
            return process.waitFor(10, TimeUnit.SECONDS) && process.exitValue() == 0
                    ? Optional.of(output.strip().lines().findFirst().orElse("no version"))
                    : Optional.empty();
        } catch (IOException e) {
            return Optional.empty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }
}
