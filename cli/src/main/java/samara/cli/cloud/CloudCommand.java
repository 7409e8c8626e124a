package samara.cli.cloud;

import java.util.List;
import java.util.Set;
import samara.cli.args.Option;
import samara.cli.command.Command;
import samara.cli.command.Invocation;

/// The commands about the embedded cloud itself. `sam` has none of them.
public abstract sealed class CloudCommand implements Command
        permits CloudStartCommand,
                CloudRunCommand,
                CloudStopCommand,
                CloudStatusCommand,
                CloudResetCommand,
                CloudEnvCommand,
                CloudCaCommand {
    private static final List<Option> OPTIONS = List.of(
            Option.of(Option.Kind.INTEGER, "--port"),
            Option.flag("--debug"),
            Option.text("--config-env"),
            Option.text("--config-file"),
            Option.text("--region"));

    @Override
    public final Set<String> built() {
        return Set.of();
    }

    @Override
    public List<Option> own() {
        return OPTIONS;
    }

    /// The common options and these.
    static List<Option> with(Option... more) {
        List<Option> options = new java.util.ArrayList<>(OPTIONS);
        options.addAll(List.of(more));
        return options;
    }

    @Override
    public abstract int run(Invocation invocation);
}
