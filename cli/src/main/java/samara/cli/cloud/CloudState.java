package samara.cli.cloud;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import samara.cloud.StateFile;

/// The process that serves the cloud of a folder.
public record CloudState(long pid, URI url) {
    /// How much later than the cloud a process may seem to have started that is it still.
    private static final Duration TOLERANCE = Duration.ofSeconds(2);

    /// The cloud that runs on this folder, if one does. A process that took over the id of one that is gone started
    /// later
    /// than that one's cloud, and is not taken for it.
    ///
    /// @param folder `.samara`
    public static Optional<CloudState> running(Path folder) {
        return StateFile.read(folder)
                .filter(state -> ProcessHandle.of(state.pid())
                        .flatMap(process -> process.info().startInstant())
                        .filter(started -> started.isAfter(state.started().plus(TOLERANCE)))
                        .isEmpty())
                .map(state -> new CloudState(state.pid(), state.url()));
    }

    /// The process, if it is there.
    public Optional<ProcessHandle> process() {
        return ProcessHandle.of(pid).filter(ProcessHandle::isAlive);
    }
}
