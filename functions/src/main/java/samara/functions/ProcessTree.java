package samara.functions;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/// The processes of one environment: its first one and all that came from it.
///
/// @param contained whether the end of the first process ends all
/// @param container the container that they are in, where `root` is but its engine's program
record ProcessTree(ProcessHandle root, String environmentId, boolean contained, Optional<FunctionContainer> container) {
    /// Set in each environment's variables, so that a process that left its parent is still known.
    static final String ID_VARIABLE = "SAMARA_ENVIRONMENT_ID";

    /// What is counted at most, so that a function that forks without end costs us little.
    private static final int MAX_MEMBERS = 2000;

    /// Kills all, also those that detached themselves.
    ///
    /// @return done when they are gone
    CompletableFuture<?> kill() {
        if (container.isPresent()) {
            return CompletableFuture.allOf(container.get().remove(), root.onExit());
        }
        if (contained) {
            // The first process inside takes all others with it, and bubblewrap, whose child it is, ends with it. Were
            // bubblewrap killed instead, the others would wait for the machine's first process to take note of them:
            // in containers that takes seconds. Nobody looks for descendants: a function may fork without end.
            List<ProcessHandle> inside = childrenOf(root.pid()).stream()
                    .flatMap(pid -> ProcessHandle.of(pid).stream())
                    .toList();
            if (inside.isEmpty()) {
                root.destroyForcibly(); // it is not made yet, or has ended
            } else {
                inside.forEach(ProcessHandle::destroyForcibly);
                CompletableFuture.delayedExecutor(1, TimeUnit.SECONDS).execute(root::destroyForcibly);
            }
            return root.onExit();
        }
        List<ProcessHandle> descendants;
        try (Stream<ProcessHandle> all = root.descendants()) {
            descendants = all.toList();
        }
        root.destroyForcibly();
        descendants.forEach(ProcessHandle::destroyForcibly);
        return root.onExit();
    }

    /// Asks all to end but the sandbox's own first processes, which pass nothing on.
    void terminate() {
        if (container.isPresent()) {
            members().forEach(pid -> ProcessHandle.of(pid).ifPresent(ProcessHandle::destroy));
            return;
        }
        try (Stream<ProcessHandle> all = root.descendants()) {
            all.filter(process -> process.info()
                            .command()
                            .filter(command -> command.endsWith("/bwrap"))
                            .isEmpty())
                    .forEach(ProcessHandle::destroy);
        }
        if (root.info().command().filter(command -> command.endsWith("/bwrap")).isEmpty()) {
            root.destroy();
        }
    }

    /// Kills processes that were detached from an environment which ran without a PID namespace.
    void killDetached() {
        String mark = ID_VARIABLE + "=" + environmentId;
        try (Stream<ProcessHandle> all = ProcessHandle.allProcesses()) {
            all.filter(process -> variables(process.pid()).contains(mark)).forEach(ProcessHandle::destroyForcibly);
        }
    }

    /// What the processes hold by themselves now, in bytes, and how many there are.
    Usage usage() {
        Set<Long> members = members();
        long bytes = 0;
        for (long pid : members) {
            bytes += status(pid, "RssAnon:") + status(pid, "RssShmem:");
        }
        return new Usage(bytes, members.size());
    }

    /// The first process inside of the sandbox.
    Optional<Long> first() {
        return container.isPresent()
                ? container.get().firstProcess()
                : childrenOf(root.pid()).stream().findFirst();
    }

    /// The processes that there are now.
    Set<Long> members() {
        Set<Long> members = new LinkedHashSet<>();
        if (container.isPresent()) {
            container.get().firstProcess().ifPresent(pid -> collect(pid, members));
        } else {
            collect(root.pid(), members);
        }
        return members;
    }

    /// Whether its processes can be told from those of others.
    boolean isVisible() {
        return container.map(FunctionContainer::isVisible).orElse(true);
    }

    /// A moment's figures.
    record Usage(long memoryBytes, int processes) {}

    private static void collect(long pid, Set<Long> members) {
        if (members.size() > MAX_MEMBERS || !members.add(pid)) {
            return;
        }
        childrenOf(pid).forEach(child -> collect(child, members));
    }

    private static List<Long> childrenOf(long pid) {
        try {
            String children = Files.readString(Path.of("/proc/" + pid + "/task/" + pid + "/children"));
            return children.isBlank()
                    ? List.of()
                    : Stream.of(children.trim().split(" ", -1))
                            .map(Long::valueOf)
                            .toList();
        } catch (IOException e) {
            return List.of(); // gone meanwhile, or a system without this file
        }
    }

    private static long status(long pid, String field) {
        try (Stream<String> lines = Files.lines(Path.of("/proc/" + pid + "/status"))) {
            return lines.filter(line -> line.startsWith(field))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) * 1024)
                    .findFirst()
                    .orElse(0);
        } catch (IOException | java.io.UncheckedIOException e) {
            return 0; // gone meanwhile, or a system without /proc
        }
    }

    /// The environment variables that a process was started with, as the kernel shows them.
    static String variables(long pid) {
        try {
            return Files.readString(Path.of("/proc/" + pid + "/environ"), java.nio.charset.StandardCharsets.ISO_8859_1);
        } catch (IOException e) {
            return ""; // gone meanwhile, or another user's
        }
    }
}
