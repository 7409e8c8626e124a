package samara.cli.cloud;

import java.net.URI;
import java.nio.file.Path;
import java.util.function.Consumer;
import samara.cli.command.Environment;
import samara.cli.command.UserException;

/// The embedded cloud in this process.
public final class EmbeddedCloud implements AutoCloseable {
    private final URI url;

    private EmbeddedCloud(URI url) {
        this.url = url;
    }

    public static EmbeddedCloud start(Path folder, int port, boolean ephemeral, Environment environment) {
        throw new UserException("The embedded cloud is not built yet.");
    }

    public URI url() {
        return url;
    }

    public void onDenial(Consumer<String> listener) {}

    @Override
    public void close() {}
}
