package samara.functions;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;

/// A control group that bounds how many processes an environment has. For root, whom the kernel's own limit of
/// processes does not hold; others may not make one, and have that limit.
record ProcessLimit(Path group) {
    private static final int MAX_PROCESSES = 1024;

    /// A group with this process in it; none where groups cannot be made.
    static Optional<ProcessLimit> of(long pid, String id) {
        return Stream.of(Path.of("/sys/fs/cgroup/pids"), Path.of("/sys/fs/cgroup"))
                .filter(parent -> Files.isWritable(parent.resolve("cgroup.procs")))
                .findFirst()
                .flatMap(parent -> made(parent.resolve("samara-" + id), pid));
    }

    private static Optional<ProcessLimit> made(Path group, long pid) {
        try {
            Files.createDirectory(group);
            try {
                Files.writeString(group.resolve("pids.max"), Integer.toString(MAX_PROCESSES));
                Files.writeString(group.resolve("cgroup.procs"), Long.toString(pid));
                return Optional.of(new ProcessLimit(group));
            } catch (IOException e) {
                Files.deleteIfExists(group);
                return Optional.empty(); // no such controller, or the process has gone
            }
        } catch (IOException e) {
            return Optional.empty(); // not ours to make
        }
    }

    /// Takes the group away, once its processes are gone.
    void close() {
        try {
            Files.deleteIfExists(group);
        } catch (IOException e) {
            // A process of it is still ending: an empty group costs nothing.
        }
    }
}
