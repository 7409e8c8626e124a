package samara.cli;

import java.util.List;
import java.util.Optional;
import samara.cli.cloud.CloudCaCommand;
import samara.cli.cloud.CloudEnvCommand;
import samara.cli.cloud.CloudResetCommand;
import samara.cli.cloud.CloudRunCommand;
import samara.cli.cloud.CloudStartCommand;
import samara.cli.cloud.CloudStatusCommand;
import samara.cli.cloud.CloudStopCommand;
import samara.cli.command.Command;
import samara.cli.doctor.DoctorCommand;
import samara.cli.init.InitCommand;
import samara.cli.local.InvokeCommand;
import samara.cli.local.api.StartApiCommand;
import samara.cli.local.event.GenerateEventCommand;
import samara.cli.local.server.StartLambdaCommand;
import samara.cli.project.BuildCommand;
import samara.cli.project.TransformCommand;
import samara.cli.project.ValidateCommand;
import samara.cli.stack.DeleteCommand;
import samara.cli.stack.DeployCommand;
import samara.cli.stack.ListEndpointsCommand;
import samara.cli.stack.ListResourcesCommand;
import samara.cli.stack.ListStackOutputsCommand;
import samara.cli.stack.LogsCommand;
import samara.cli.stack.PackageCommand;
import samara.cli.stack.TracesCommand;
import samara.cli.up.UpCommand;

/// The commands that are built. A command's class is loaded when it is called for, not before.
final class Commands {
    /// Their names, in the order of help.
    static final List<String> NAMES = List.of(
            "init",
            "up",
            "validate",
            "build",
            "deploy",
            "package",
            "delete",
            "list endpoints",
            "list resources",
            "list stack-outputs",
            "logs",
            "traces",
            "transform",
            "local invoke",
            "local start-api",
            "local start-lambda",
            "local generate-event",
            "cloud start",
            "cloud run",
            "cloud stop",
            "cloud status",
            "cloud reset",
            "cloud env",
            "cloud ca",
            "doctor");

    private Commands() {}

    /// What a command of [#NAMES] does.
    static String summary(String name) {
        return name.equals(GenerateEventCommand.NAME)
                ? "Print an example of an event of a service"
                : find(name).map(Command::summary).orElse("");
    }

    /// The command of this name.
    static Optional<Command> find(String name) {
        return switch (name) {
            case "init" -> Optional.of(new InitCommand());
            case "up" -> Optional.of(new UpCommand());
            case "validate" -> Optional.of(new ValidateCommand());
            case "build" -> Optional.of(new BuildCommand());
            case "deploy" -> Optional.of(new DeployCommand());
            case "package" -> Optional.of(new PackageCommand());
            case "delete" -> Optional.of(new DeleteCommand());
            case "list endpoints" -> Optional.of(new ListEndpointsCommand());
            case "list resources" -> Optional.of(new ListResourcesCommand());
            case "list stack-outputs" -> Optional.of(new ListStackOutputsCommand());
            case "logs" -> Optional.of(new LogsCommand());
            case "traces" -> Optional.of(new TracesCommand());
            case "transform" -> Optional.of(new TransformCommand());
            case "local invoke" -> Optional.of(new InvokeCommand());
            case "local start-api" -> Optional.of(new StartApiCommand());
            case "local start-lambda" -> Optional.of(new StartLambdaCommand());
            case "cloud start" -> Optional.of(new CloudStartCommand());
            case "cloud run" -> Optional.of(new CloudRunCommand());
            case "cloud stop" -> Optional.of(new CloudStopCommand());
            case "cloud status" -> Optional.of(new CloudStatusCommand());
            case "cloud reset" -> Optional.of(new CloudResetCommand());
            case "cloud env" -> Optional.of(new CloudEnvCommand());
            case "cloud ca" -> Optional.of(new CloudCaCommand());
            case "doctor" -> Optional.of(new DoctorCommand());
            default -> GenerateEventCommand.find(name).map(command -> command);
        };
    }
}
