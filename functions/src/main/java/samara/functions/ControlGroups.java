package samara.functions;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Where this process may make [control groups](https://docs.kernel.org/admin-guide/cgroup-v2.html) for environments,
/// of either version of them. Nowhere, for users to whom their system delegates none: then the engine's own look at
/// the processes must do.
///
/// @param parents folders whose children are groups that bound memory, processes, or both
/// @param open the groups that were made and not yet taken away
record ControlGroups(List<Path> parents, Set<ControlGroup> open) {
    private static final Path MOUNTS = Path.of("/sys/fs/cgroup");
    private static final Pattern NAME = Pattern.compile("samara-(\\d+)-.*");
    private static final int MAX_PROCESSES = 1024;

    /// What is held beyond a function's own memory: the tables of the kernel, and files that were read.
    private static final long KERNEL_BYTES = 64L << 20;

    /// What this machine allows. Groups of engines that were killed are taken away.
    static ControlGroups find() {
        List<Path> parents = new ArrayList<>();
        for (String line : own()) {
            String[] parts = line.split(":", 3);
            if (parts.length != 3) {
                continue;
            }
            if (parts[1].isEmpty()) {
                unified(parts[2]).ifPresent(parents::add);
            } else if (parts[1].equals("memory") || parts[1].equals("pids")) {
                split(parts[1], parts[2]).ifPresent(parents::add);
            }
        }
        parents.forEach(ControlGroups::sweep);
        return new ControlGroups(List.copyOf(parents), ConcurrentHashMap.newKeySet());
    }

    private static List<String> own() {
        try {
            return Files.readAllLines(Path.of("/proc/self/cgroup"));
        } catch (IOException e) {
            return List.of(); // a system without them
        }
    }

    /// Version 2: below our own group, if that passes controllers on; else beside it.
    private static Optional<Path> unified(String path) {
        Path group = MOUNTS.resolve(path.substring(1));
        for (Path parent : List.of(group, group.resolve("..").normalize())) {
            if (parent.startsWith(MOUNTS)
                    && isWritable(parent)
                    && read(parent.resolve("cgroup.subtree_control")).contains("memory")) {
                return Optional.of(parent);
            }
        }
        return Optional.empty();
    }

    /// Version 1: below our own group, so that its limits hold, too; a container does not show that, but its own root.
    private static Optional<Path> split(String controller, String path) {
        Path mount = MOUNTS.resolve(controller);
        Path group = mount.resolve(path.substring(1));
        return Optional.of(Files.isDirectory(group) ? group : mount).filter(ControlGroups::isWritable);
    }

    /// Who moves a process must be able to write to this file of the group that both places are in.
    private static boolean isWritable(Path group) {
        return Files.isWritable(group) && Files.isWritable(group.resolve(ControlGroup.PROCESSES));
    }

    static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            return ""; // no such controller, or the group has gone
        }
    }

    private static void sweep(Path parent) {
        try (DirectoryStream<Path> groups = Files.newDirectoryStream(parent, "samara-*")) {
            for (Path group : groups) {
                Matcher name = NAME.matcher(group.getFileName().toString());
                if (name.matches()
                        && ProcessHandle.of(Long.parseLong(name.group(1))).isEmpty()) {
                    ControlGroup.remove(group);
                }
            }
        } catch (IOException e) {
            return; // what another engine is taking away
        }
    }

    /// A group for an environment.
    ///
    /// @param memoryBytes what its processes may hold, and `temporaryBytes` what its files in memory may
    /// @return none, where none can be made
    Optional<ControlGroup> make(String id, long memoryBytes, long temporaryBytes) {
        String name = "samara-" + ProcessHandle.current().pid() + "-" + id;
        List<Path> made = new ArrayList<>();
        for (Path parent : parents) {
            Path group = parent.resolve(name);
            try {
                Files.createDirectory(group);
                made.add(group);
                bound(group, memoryBytes + temporaryBytes + KERNEL_BYTES);
            } catch (IOException e) {
                if (made.remove(group)) {
                    ControlGroup.remove(group); // its controller takes no limits here
                }
            }
        }
        Optional<ControlGroup> group =
                made.isEmpty() ? Optional.empty() : Optional.of(new ControlGroup(List.copyOf(made)));
        group.ifPresent(open::add);
        return group;
    }

    /// Takes a group away, as soon as the kernel lets it go: it may still be ending processes.
    void release(ControlGroup group) {
        if (group.close()) {
            open.remove(group);
        }
    }

    /// Takes away what is left.
    void close() {
        open.forEach(this::release);
    }

    private static void bound(Path group, long bytes) throws IOException {
        write(group.resolve("pids.max"), MAX_PROCESSES);
        write(group.resolve("memory.max"), bytes);
        write(group.resolve("memory.swap.max"), 0);
        write(group.resolve("memory.oom.group"), 1);
        write(group.resolve("memory.limit_in_bytes"), bytes);
        write(group.resolve("memory.memsw.limit_in_bytes"), bytes);
    }

    private static void write(Path file, long value) throws IOException {
        if (Files.exists(file)) {
            Files.writeString(file, Long.toString(value));
        }
    }
}
