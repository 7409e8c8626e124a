package samara.cli.cloud;

import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import samara.cli.command.Invocation;
import samara.cli.command.UserException;

/// `cloud stop`: ends the process that serves this folder. Its data stays.
public final class CloudStopCommand extends CloudCommand {
    private static final int PATIENCE_SECONDS = 20;

    @Override
    public String name() {
        return "cloud stop";
    }

    @Override
    public String summary() {
        return "Stop the embedded cloud of this folder";
    }

    @Override
    public int run(Invocation invocation) {
        LocalCloud cloud = LocalCloud.of(invocation);
        var running = cloud.running();
        if (running.isEmpty()) {
            invocation.terminal().line("No embedded cloud runs on " + cloud.folder() + ".");
            return 0;
        }
        stop(running.get());
        invocation.terminal().line("The embedded cloud has stopped.");
        return 0;
    }

    /// Ends the process and waits for its end.
    static void stop(CloudState state) {
        var process = state.process();
        if (process.isEmpty()) {
            return;
        }
        process.get().destroy();
        try {
            process.get().onExit().get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (TimeoutException e) {
            throw new UserException("The embedded cloud (process " + state.pid() + ") does not end within "
                    + PATIENCE_SECONDS + " seconds. End it with: kill -9 " + state.pid());
        } catch (ExecutionException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new UserException("Interrupted while the embedded cloud stopped.");
        }
    }
}
