package samara.cli.cloud;

import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import samara.cli.command.UserException;

/// The embedded cloud in this process. It ends with the process, however that is told to end.
public final class EmbeddedCloud implements AutoCloseable {
    private final URI url;
    private final List<Runnable> first = new CopyOnWriteArrayList<>();

    private EmbeddedCloud(URI url) {
        this.url = url;
    }

    /// Starts it; it answers when this returns.
    public static EmbeddedCloud start(Path folder, int port, boolean ephemeral) {
        throw new UserException("The embedded cloud is not built yet.");
    }

    /// Where it answers.
    public URI url() {
        return url;
    }

    /// Tells `listener` of each call that IAM refuses.
    public void onDenial(Consumer<String> listener) {
        throw new UserException("The embedded cloud is not built yet.");
    }

    /// Calls `listener` when something was written to a log.
    public void onLog(Runnable listener) {
        throw new UserException("The embedded cloud is not built yet.");
    }

    /// Runs `action` before the cloud ends.
    public void beforeEnd(Runnable action) {
        first.add(action);
    }

    @Override
    public void close() {
        first.forEach(Runnable::run);
    }
}
