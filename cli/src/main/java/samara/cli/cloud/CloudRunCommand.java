package samara.cli.cloud;

import java.util.List;
import samara.cli.args.Option;
import samara.cli.command.Invocation;

/// `cloud run`: the cloud of this folder, in this process, until it is told to end.
public final class CloudRunCommand extends CloudCommand {
    @Override
    public String name() {
        return "cloud run";
    }

    @Override
    public String summary() {
        return "Run the embedded cloud of this folder in this terminal";
    }

    @Override
    public List<Option> own() {
        return with(Option.flag("--ephemeral"));
    }

    @Override
    public int run(Invocation invocation) {
        LocalCloud cloud = LocalCloud.of(invocation);
        try (var embedded = EmbeddedCloud.start(cloud.folder(), cloud.port(), cloud.isEphemeral())) {
            invocation.terminal().line("The embedded cloud runs at " + embedded.url() + ". Ctrl-C ends it.");
            Thread.currentThread().join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return 0;
    }
}
