package samara.functions;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;

/// The control groups of one environment, one a hierarchy. The kernel ends what goes far beyond its memory at once, and
/// lets no more than 1,024 processes be; the exact limit of memory is the engine's to keep, as files in `/tmp` are held
/// in memory here and are not in Lambda.
record ControlGroup(List<Path> groups) {
    /// The file that lists a group's processes, and that a process joins by.
    static final String PROCESSES = "cgroup.procs";

    /// Joins the groups `$2`, `$3` … and runs the rest: no process can be started before it is bounded. Where a system
    /// refuses it after all, [#usage] finds nothing, and the engine counts by itself.
    private static final String JOIN = """
            left=$1; shift
            while [ "$left" -gt 0 ]; do echo $$ 2>/dev/null >"$1" || :; shift; left=$((left - 1)); done
            exec "$@"
            """;

    private static final int REMOVALS = 200;
    private static final long PAUSE_NANOS = 5_000_000;

    /// The command that joins the groups and then is `command`.
    List<String> before(List<String> command) {
        List<String> all = new ArrayList<>(List.of("/bin/sh", "-c", JOIN, "samara-group"));
        all.add(Integer.toString(groups.size()));
        groups.forEach(group -> all.add(group.resolve(PROCESSES).toString()));
        all.addAll(command);
        return all;
    }

    /// What its processes hold now.
    ///
    /// @param temporaryBytes what files in memory may take: more is counted, too
    /// @return none where no group counts memory, or none has a process
    Optional<ProcessTree.Usage> usage(long temporaryBytes) {
        for (Path group : groups) {
            String memory = ControlGroups.read(group.resolve("memory.stat"));
            boolean split = memory.contains("\ntotal_rss ");
            long own = field(memory, split ? "total_rss" : "anon");
            if (own > 0) {
                long files = field(memory, split ? "total_shmem" : "shmem");
                return Optional.of(new ProcessTree.Usage(own + Math.max(0, files - temporaryBytes), processes()));
            }
        }
        return Optional.empty();
    }

    private int processes() {
        return groups.stream()
                .map(group -> ControlGroups.read(group.resolve("pids.current")).trim())
                .filter(count -> !count.isEmpty())
                .mapToInt(Integer::parseInt)
                .max()
                .orElse(0);
    }

    private static long field(String text, String name) {
        String start = name + " ";
        int at = text.startsWith(start) ? 0 : text.indexOf("\n" + start) + 1;
        if (at == 0 && !text.startsWith(start)) {
            return 0;
        }
        int end = text.indexOf('\n', at);
        return Long.parseLong(text.substring(at + start.length(), end < 0 ? text.length() : end)
                .trim());
    }

    /// Kills all of its processes, whatever they have become.
    void kill() {
        for (int tried = 0; tried < REMOVALS; tried++) {
            List<Long> members = groups.stream()
                    .flatMap(group ->
                            ControlGroups.read(group.resolve(PROCESSES)).lines())
                    .map(Long::valueOf)
                    .distinct()
                    .toList();
            if (members.isEmpty()) {
                return;
            }
            members.forEach(pid -> ProcessHandle.of(pid).ifPresent(ProcessHandle::destroyForcibly));
        }
    }

    /// Takes the groups away. Their processes are gone, or going.
    ///
    /// @return whether they are
    boolean close() {
        boolean gone = true;
        for (Path group : groups) {
            boolean removed = remove(group);
            for (int tried = 0; !removed && tried < REMOVALS; tried++) {
                LockSupport.parkNanos(PAUSE_NANOS);
                removed = remove(group);
            }
            gone &= removed;
        }
        return gone;
    }

    /// Whether a group is gone: the kernel keeps one that has processes.
    static boolean remove(Path group) {
        try {
            Files.delete(group);
            return true;
        } catch (NoSuchFileException e) {
            return true;
        } catch (IOException e) {
            return false;
        }
    }
}
