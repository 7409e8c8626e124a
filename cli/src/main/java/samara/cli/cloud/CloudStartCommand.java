package samara.cli.cloud;

import java.util.List;
import samara.cli.args.Option;
import samara.cli.command.Invocation;

/// `cloud start`: the cloud of this folder, in the background.
public final class CloudStartCommand extends CloudCommand {
    @Override
    public String name() {
        return "cloud start";
    }

    @Override
    public String summary() {
        return "Start the embedded cloud of this folder in the background";
    }

    @Override
    public List<Option> own() {
        return with(Option.flag("--ephemeral"));
    }

    @Override
    public int run(Invocation invocation) {
        LocalCloud cloud = LocalCloud.of(invocation);
        var running = cloud.running();
        if (running.isPresent()) {
            invocation
                    .terminal()
                    .line("The embedded cloud runs already at " + running.get().url() + " (process "
                            + running.get().pid() + ").");
            return 0;
        }
        invocation.terminal().line("The embedded cloud runs at " + cloud.start() + ".");
        return 0;
    }
}
