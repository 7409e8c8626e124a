package samara.cloud;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.util.Optional;
import samara.cloud.kernel.Credentials;
import samara.cloud.kernel.RecordCodec;

/// What a running cloud tells other processes about itself, in `cloud.json` in its data folder. Readable by its user
/// only: it holds the administrator's key.
///
/// @param pid of the process; a file whose process is gone is a leftover of a crash
public record StateFile(
        long pid,
        URI url,
        int port,
        String account,
        String region,
        boolean isEphemeral,
        Instant started,
        Credentials administrator) {
    private static final String NAME = "cloud.json";
    private static final RecordCodec<StateFile> CODEC = RecordCodec.of(StateFile.class);

    /// The file of the cloud that runs on a folder, if one does.
    public static Optional<StateFile> read(Path dataDir) {
        try {
            return Optional.of(CODEC.decode(Files.readAllBytes(dataDir.resolve(NAME))))
                    .filter(StateFile::isRunning);
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Whether its process is there.
    public boolean isRunning() {
        return ProcessHandle.of(pid).filter(ProcessHandle::isAlive).isPresent();
    }

    void write(Path dataDir) {
        try {
            Path temporary = Files.createTempFile(dataDir, "cloud", ".json");
            Files.write(temporary, CODEC.encode(this));
            Files.move(
                    temporary,
                    dataDir.resolve(NAME),
                    StandardCopyOption.ATOMIC_MOVE,
                    StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static void delete(Path dataDir) {
        try {
            Files.deleteIfExists(dataDir.resolve(NAME));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
