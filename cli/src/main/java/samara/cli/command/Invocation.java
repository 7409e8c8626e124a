package samara.cli.command;

import java.util.Optional;
import java.util.Set;
import samara.cli.args.Arguments;
import samara.cli.terminal.Terminal;

/// One run of a command.
public record Invocation(Arguments arguments, Terminal terminal, Environment environment) {

    /// Keys of options that are built for every command that has them.
    public static final Set<String> EVERYWHERE =
            Set.of("config_env", "config_file", "debug", "region", "profile", "template_file", "save_params");

    /// Whether the command is meant for the embedded cloud: `--local`, `SAMARA_LOCAL=1` or `local = true` in
    /// `samconfig.toml`.
    public boolean isLocal() {
        return arguments
                .flag("local")
                .orElseGet(() -> environment
                        .variable("SAMARA_LOCAL")
                        .map(value -> value.equals("1") || value.equalsIgnoreCase("true"))
                        .orElse(false));
    }

    /// The Region that was asked for, by option or environment.
    public Optional<String> region() {
        return arguments
                .text("region")
                .or(() -> environment.variable("AWS_REGION"))
                .or(() -> environment.variable("AWS_DEFAULT_REGION"));
    }
}
