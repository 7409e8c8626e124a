package samara.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import samara.cli.args.Arguments;
import samara.cli.args.Option;
import samara.cli.command.Command;
import samara.cli.command.Environment;
import samara.cli.command.UserException;
import samara.cli.config.SamConfig;
import samara.cli.terminal.Terminal;

/// The project's `samconfig.toml`, or `samconfig.yaml`, which completes the command line.
///
/// @param file the one named, else the first of the usual names that there is; it may not be there
record Configuration(Path file) {
    private static final List<String> NAMES = List.of("samconfig.toml", "samconfig.yaml", "samconfig.yml");

    /// The configuration that holds for these arguments.
    static Configuration of(Arguments given, Environment environment) {
        Path folder = folder(given, environment);
        return new Configuration(given.text("config_file")
                .map(name -> folder.resolve(name).normalize())
                .orElseGet(() -> usual(folder)));
    }

    /// Where its values come from, for messages.
    String origin() {
        return " (from " + file.getFileName() + ")";
    }

    /// The arguments, with the configured values where the line says nothing.
    Arguments complete(
            Arguments given, Command command, List<Option> options, Terminal terminal, Environment environment) {
        if (!Files.isRegularFile(file)) {
            if (given.has("config_file")) {
                throw new UserException("The configuration file " + file + " does not exist.");
            }
            return given;
        }
        SamConfig config = SamConfig.read(file);
        String name = given.text("config_env")
                .or(() -> environment.variable("SAM_CLI_CONFIG_ENV"))
                .orElse("default");
        if (given.has("config_env") && !config.has(name)) {
            throw new UserException(file + " has no environment `" + name + "`.");
        }
        String origin = origin();
        List<String> unknown = new ArrayList<>();
        Arguments complete = given.orElse(config.values(name, command.name(), options, unknown), options, origin);
        if (command.name().equals("up")) {
            // `up` deploys: what is set for `deploy` is meant for it, too, but for where a build left its template.
            List<Option> deployment = options.stream()
                    .filter(option -> !option.key().equals("template_file"))
                    .toList();
            complete =
                    complete.orElse(config.values(name, "deploy", deployment, new ArrayList<>()), deployment, origin);
        }
        for (String key : unknown) {
            terminal.warning(file.getFileName() + ": `" + key + "` is no option of `" + command.name() + "`.");
        }
        return complete;
    }

    private static Path usual(Path folder) {
        return NAMES.stream()
                .map(folder::resolve)
                .filter(Files::isRegularFile)
                .findFirst()
                .orElse(folder.resolve(NAMES.getFirst()));
    }

    /// The configuration lies beside the template.
    private static Path folder(Arguments given, Environment environment) {
        return given.text("template_file")
                .map(environment::resolve)
                .map(Path::getParent)
                .or(() -> given.words().isEmpty()
                        ? java.util.Optional.empty()
                        : java.util.Optional.of(
                                        environment.resolve(given.words().getFirst()))
                                .filter(Files::isDirectory))
                .orElse(environment.folder());
    }
}
