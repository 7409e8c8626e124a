package samara.cli.cloud;

import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import samara.cli.command.UserException;
import samara.cloud.Cloud;
import samara.cloud.CloudOptions;
import samara.cloud.CloudStartException;
import samara.cloud.edge.PortInUseException;
import samara.cloud.kernel.Event;

/// The embedded cloud in this process. It ends with the process, however that is told to end.
public final class EmbeddedCloud implements AutoCloseable {
    private final Cloud cloud;
    private final List<Runnable> first = new CopyOnWriteArrayList<>();

    private EmbeddedCloud(Cloud cloud) {
        this.cloud = cloud;
        Runtime.getRuntime()
                .addShutdownHook(Thread.ofPlatform().name("end-of-cloud").unstarted(this::close));
    }

    /// Starts it; it answers when this returns.
    ///
    /// @param folder where its state is
    /// @throws UserException if the port or the state is in use
    public static EmbeddedCloud start(Path folder, int port, boolean ephemeral) {
        CloudOptions options = CloudOptions.in(folder).onPort(port);
        try {
            return new EmbeddedCloud(Cloud.start(ephemeral ? options.ephemeral() : options));
        } catch (CloudStartException | PortInUseException e) {
            throw new UserException(String.valueOf(e.getMessage()));
        }
    }

    /// Where it answers.
    public URI url() {
        return cloud.addresses().base();
    }

    /// Tells `listener` of each call that IAM refuses, in a sentence that says who lacks which statement.
    public void onDenial(Consumer<String> listener) {
        cloud.kernel().events().listen(event -> {
            if (event.isDenied()) {
                listener.accept(sentence(event));
            }
        });
    }

    /// Calls `listener` when something was written to a log, at once and on the writer's thread.
    public void onLog(Runnable listener) {
        cloud.kernel().events().listen(event -> {
            if (event.service().equals("cloudwatchlogs") && event.operation().equals("PutLogEvents")) {
                listener.run();
            }
        });
    }

    private static String sentence(Event event) {
        return event.checks().stream()
                .filter(check -> !check.decision().isAllowed())
                .findFirst()
                .map(check -> event.principal() + " may not " + check.action() + " on " + check.resource() + ": "
                        + check.decision().reason())
                .orElseGet(() -> event.principal() + " may not " + event.service() + ":" + event.operation());
    }

    /// Runs `action` before the cloud ends.
    public void beforeEnd(Runnable action) {
        first.add(action);
    }

    @Override
    public void close() {
        first.forEach(Runnable::run);
        first.clear();
        cloud.close();
    }
}
