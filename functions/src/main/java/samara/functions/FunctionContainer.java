package samara.functions;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import samara.functions.container.ContainerEngine;
import samara.functions.image.ImageReference;
import samara.functions.isolation.Sandbox;
import samara.functions.runtime.UnsupportedRuntimeException;

/// The container that an environment of an image is. It has the machine's network, as the Runtime API is a port of it;
/// its files are the image's, read only, and `/tmp`. Thread-safe.
final class FunctionContainer {
    private static final Duration REMOVAL = Duration.ofSeconds(20);
    private static final int MAX_PROCESSES = 1024;
    /// Lambda's user, as in the sandbox.
    private static final String USER = "993:990";

    private final ContainerEngine engine;
    private final String environmentId;
    private final AtomicBoolean removed = new AtomicBoolean();
    private volatile Optional<Long> first = Optional.empty();

    FunctionContainer(ContainerEngine engine, String environmentId) {
        this.engine = engine;
        this.environmentId = environmentId;
    }

    /// The variables that the engine's own program is run with: not the function's.
    Map<String, String> engineVariables() {
        return engine.variables();
    }

    private String name() {
        return "samara-function-" + environmentId;
    }

    /// What an environment of an image is made of.
    ///
    /// @param command with its extensions
    /// @param scratch a private folder of this machine
    /// @param memoryMegabytes the function's, without `/tmp`
    record Contents(
            FunctionCode.Image image,
            List<String> command,
            String workingDirectory,
            Map<String, String> variables,
            Sandbox.ImageFiles files,
            Path scratch,
            int memoryMegabytes,
            boolean hasInput) {}

    /// The command that runs it in the foreground.
    ///
    /// @throws UnsupportedRuntimeException if the engine hasn't got the image
    List<String> command(Contents contents) throws IOException {
        boolean podman = engine.kind() == ContainerEngine.Kind.PODMAN;
        Sandbox.ImageFiles files = contents.files();
        int memory = contents.memoryMegabytes() + files.temporaryMegabytes();
        List<String> run = new ArrayList<>(List.of("run", "--rm", "--name", name(), "--network", "host"));
        run.addAll(List.of("--sig-proxy=false", "--cap-drop", "all", "--security-opt", "no-new-privileges"));
        String temporary = "/tmp:rw,mode=1777,size=" + files.temporaryMegabytes() + "m";
        run.addAll(List.of("--read-only", "--tmpfs", podman ? temporary + ",notmpcopyup" : temporary));
        run.addAll(List.of("--memory", memory + "m", "--memory-swap", memory + "m"));
        run.addAll(List.of("--pids-limit", Integer.toString(MAX_PROCESSES), "--user", USER));
        run.addAll(List.of("--workdir", contents.workingDirectory(), "--entrypoint", ""));
        if (contents.hasInput()) {
            run.add("--interactive");
        }
        mount(run, files.hosts(), "/etc/hosts");
        mount(run, files.accounts().resolve("passwd"), "/etc/passwd");
        mount(run, files.accounts().resolve("group"), "/etc/group");
        variables(run, contents);
        if (podman) {
            run.addAll(List.of("--read-only-tmpfs=false", "--security-opt", "label=disable"));
            run.addAll(List.of("--rootfs", files.root() + ":O"));
        } else {
            run.add(here(contents.image()));
        }
        run.addAll(contents.command());
        return engine.commandLine(run);
    }

    private static void mount(List<String> run, Path file, String to) {
        run.addAll(List.of("--volume", file + ":" + to + ":ro"));
    }

    /// Variables go by a file, which other users can't read; what a line of it can't hold is given as it is.
    private static void variables(List<String> run, Contents contents) throws IOException {
        var lines = new StringBuilder();
        contents.variables().forEach((name, value) -> {
            if (value.contains("\n") || value.contains("\r")) {
                run.addAll(List.of("--env", name + "=" + value));
            } else {
                lines.append(name).append('=').append(value).append('\n');
            }
        });
        Path file = Files.createFile(
                contents.scratch().resolve("variables"),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        run.addAll(List.of("--env-file", Files.writeString(file, lines).toString()));
    }

    private String here(FunctionCode.Image image) {
        return engine.id(ImageReference.of(image.id()))
                .orElseThrow(() -> new UnsupportedRuntimeException(engine.kind().shown() + " has no image `"
                        + image.image() + "` as it was built (" + image.id() + "). Build it with "
                        + engine.kind().shown() + ", or install bubblewrap, by which images are run unpacked."));
    }

    /// The first process inside, which is another's child than the engine's program's: it is known by its variables.
    /// None before it has started, and where another user runs it.
    Optional<Long> firstProcess() {
        if (first.isEmpty()) {
            String mark = ProcessTree.ID_VARIABLE + "=" + environmentId;
            try (Stream<ProcessHandle> all = ProcessHandle.allProcesses()) {
                first = all.filter(
                                process -> ProcessTree.variables(process.pid()).contains(mark))
                        .min((one, other) -> Long.compare(one.pid(), other.pid()))
                        .map(ProcessHandle::pid);
            }
        }
        return first;
    }

    /// Whether its processes can be looked at: those of Docker belong to its daemon.
    boolean isVisible() {
        return engine.kind() == ContainerEngine.Kind.PODMAN || firstProcess().isPresent();
    }

    /// Ends it and takes it away, whatever it does, if that isn't done already.
    ///
    /// @return done when it is gone
    CompletableFuture<?> remove() {
        if (!removed.compareAndSet(false, true)) {
            return CompletableFuture.completedFuture(null);
        }
        List<String> how = engine.kind() == ContainerEngine.Kind.PODMAN
                ? List.of("rm", "--force", "--ignore", "--time", "0", name())
                : List.of("rm", "--force", name());
        return CompletableFuture.runAsync(() -> engine.run(how, REMOVAL, _ -> {}), Thread::startVirtualThread);
    }
}
