package samara.cli.up;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import samara.cli.args.KeyValues;
import samara.cli.args.Option;
import samara.cli.aws.Clients;
import samara.cli.aws.Target;
import samara.cli.cloud.CloudState;
import samara.cli.cloud.EmbeddedCloud;
import samara.cli.cloud.LocalCloud;
import samara.cli.command.Command;
import samara.cli.command.Environment;
import samara.cli.command.Invocation;
import samara.cli.command.UserException;
import samara.cli.doctor.Sandbox;
import samara.cli.project.SourceTemplate;
import samara.cli.terminal.Terminal;

/// `up [folder]`: runs an application on this machine until Ctrl-C.
public final class UpCommand implements Command {
    @Override
    public String name() {
        return "up";
    }

    @Override
    public String summary() {
        return "Run an application here: build, deploy, show its logs, and take up each saved change";
    }

    @Override
    public List<Option> own() {
        return List.of(
                Option.of(Option.Kind.ARGUMENT, "folder"),
                Option.of(Option.Kind.INTEGER, "--port"),
                Option.flag("--ephemeral"),
                Option.text("--stack-name"),
                Option.of(Option.Kind.WORDS, "--parameter-overrides"),
                Option.of(Option.Kind.PATH, "--template-file", "--template", "-t"),
                Option.text("--region"),
                Option.text("--config-env"),
                Option.text("--config-file"),
                Option.flag("--debug"));
    }

    @Override
    public Set<String> built() {
        return Set.of();
    }

    @Override
    public int run(Invocation invocation) {
        var arguments = invocation.arguments();
        Path folder = arguments.words().isEmpty()
                ? invocation.environment().folder()
                : invocation.environment().resolve(arguments.words().getFirst());
        if (!Files.isDirectory(folder)) {
            throw new UserException(folder + " is no folder. Name the folder of an application: up FOLDER.");
        }
        Path file = arguments
                .text("template_file")
                .map(invocation.environment()::resolve)
                .orElseGet(() -> SourceTemplate.find(folder));
        Terminal terminal = invocation.terminal();
        Sandbox.missing(invocation.environment()).ifPresent(terminal::warning);
        var settings = new UpSettings(
                file,
                arguments.text("stack_name").orElseGet(() -> stackName(Environment.folderOf(file))),
                KeyValues.parse("--parameter-overrides", arguments.all("parameter_overrides")),
                invocation.region());
        Path state = Environment.folderOf(file).resolve(".samara");
        int port = arguments.integer("port").orElse(LocalCloud.DEFAULT_PORT);
        try {
            Optional<CloudState> running = CloudState.running(state);
            if (running.isPresent()) {
                terminal.note(
                        "Using the embedded cloud that runs at " + running.get().url() + ".");
                return session(invocation, settings, running.get().url(), Optional.empty());
            }
            try (var cloud = EmbeddedCloud.start(state, port, arguments.isOn("ephemeral"))) {
                return session(invocation, settings, cloud.url(), Optional.of(cloud));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return 130;
        }
    }

    private static int session(Invocation invocation, UpSettings settings, URI url, Optional<EmbeddedCloud> cloud)
            throws IOException, InterruptedException {
        cloud.ifPresent(own -> own.onDenial(denial ->
                invocation.terminal().note(invocation.terminal().styled(Terminal.Style.RED, "Denied: ") + denial)));
        try (var clients = new Clients(new Target(Optional.of(url), settings.region(), Optional.empty()));
                var session = new UpSession(invocation, settings, clients)) {
            cloud.ifPresent(own -> {
                own.beforeEnd(session::end);
                own.onLog(session::logsCameIn);
            });
            session.run();
        }
        return 0;
    }

    /// The folder's name as a stack's: letters, digits and hyphens, starting with a letter.
    private static String stackName(Path folder) {
        Path last = folder.getFileName();
        String name = (last == null ? "app" : last.toString())
                .replaceAll("[^A-Za-z0-9]+", "-")
                .replaceAll("^[^A-Za-z]+|-+$", "");
        return name.isEmpty() ? "app" : name.substring(0, Math.min(100, name.length()));
    }
}
