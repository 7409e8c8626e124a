package samara.cli.cloud;

import samara.cli.command.Invocation;

/// `cloud status`: whether the cloud of this folder runs, and where. Exit code 1 if it does not.
public final class CloudStatusCommand extends CloudCommand {
    @Override
    public String name() {
        return "cloud status";
    }

    @Override
    public String summary() {
        return "Say whether the embedded cloud of this folder runs, and where";
    }

    @Override
    public int run(Invocation invocation) {
        LocalCloud cloud = LocalCloud.of(invocation);
        var running = cloud.running();
        if (running.isEmpty()) {
            invocation.terminal().line("No embedded cloud runs on " + cloud.folder() + ".");
            return 1;
        }
        boolean healthy = LocalCloud.isHealthy(running.get().url());
        invocation
                .terminal()
                .line("The embedded cloud " + (healthy ? "runs" : "does not answer") + " at "
                        + running.get().url() + " (process " + running.get().pid() + ", data in " + cloud.folder()
                        + ").");
        return healthy ? 0 : 1;
    }
}
