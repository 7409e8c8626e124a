package samara.cli.cloud;

import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;
import java.util.Properties;

/// Which process serves the cloud of a folder, as it says itself in `.samara/cloud.properties`.
///
/// @param started when the process started, in milliseconds: a process id alone may belong to another one by now
public record CloudState(long pid, long started, URI url) {
    private static final String FILE = "cloud.properties";

    /// The state of this process, serving at `url`.
    public static CloudState ofThisProcess(URI url) {
        ProcessHandle self = ProcessHandle.current();
        return new CloudState(self.pid(), started(self), url);
    }

    private static long started(ProcessHandle process) {
        return process.info()
                .startInstant()
                .map(java.time.Instant::toEpochMilli)
                .orElse(0L);
    }

    /// The cloud that runs on this folder, if one does.
    ///
    /// @param folder `.samara`
    public static Optional<CloudState> running(Path folder) {
        Path file = folder.resolve(FILE);
        if (!Files.isRegularFile(file)) {
            return Optional.empty();
        }
        try {
            var properties = new Properties();
            properties.load(new StringReader(Files.readString(file)));
            var state = new CloudState(
                    Long.parseLong(properties.getProperty("pid", "0")),
                    Long.parseLong(properties.getProperty("started", "0")),
                    URI.create(properties.getProperty("url", "")));
            return state.process().map(process -> state);
        } catch (NumberFormatException e) {
            return Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// The process, if it is still the one that wrote this.
    public Optional<ProcessHandle> process() {
        return ProcessHandle.of(pid)
                .filter(ProcessHandle::isAlive)
                .filter(process -> Math.abs(started(process) - started) < 2_000);
    }

    /// Writes this into the folder.
    public void write(Path folder) {
        try {
            Files.createDirectories(folder);
            Path next = folder.resolve(FILE + ".new");
            Files.writeString(next, "pid=" + pid + "\nstarted=" + started + "\nurl=" + url + "\n");
            Files.move(next, folder.resolve(FILE), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Takes this away from the folder.
    public static void remove(Path folder) {
        try {
            Files.deleteIfExists(folder.resolve(FILE));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
