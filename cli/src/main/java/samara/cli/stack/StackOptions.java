package samara.cli.stack;

import java.util.List;
import java.util.Optional;
import samara.cli.args.Option;
import samara.cli.aws.Clients;
import samara.cli.aws.Target;
import samara.cli.cloud.LocalCloud;
import samara.cli.command.Invocation;
import samara.cli.command.UserException;

/// What the commands of this package have in common.
final class StackOptions {
    /// `--local`, and the port of the cloud that it means.
    static final List<Option> LOCAL = List.of(
            new Option(Option.Kind.FLAG, List.of("--local"), List.of("--no-local"), false, false, false, List.of()),
            Option.of(Option.Kind.INTEGER, "--port"));

    private StackOptions() {}

    /// The stack's name.
    ///
    /// @throws UserException if there is none
    static String stackName(Invocation invocation) {
        return invocation
                .arguments()
                .text("stack_name")
                .orElseThrow(() -> new UserException(
                        "Missing option '--stack-name'. Give it, or put `stack_name` into samconfig.toml."));
    }

    /// Clients for where the command is meant; the embedded cloud is started if need be.
    static Clients clients(Invocation invocation) {
        Optional<java.net.URI> endpoint =
                invocation.isLocal() ? Optional.of(LocalCloud.of(invocation).started()) : Optional.empty();
        return new Clients(
                new Target(endpoint, invocation.region(), invocation.arguments().text("profile")));
    }
}
