package samara.cli;

import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import samara.cli.args.ArgumentParser;
import samara.cli.args.Arguments;
import samara.cli.args.Option;
import samara.cli.args.Surface;
import samara.cli.args.UsageException;
import samara.cli.command.Command;
import samara.cli.command.Environment;
import samara.cli.command.Invocation;
import samara.cli.command.UserException;
import samara.cli.config.SavedParameters;
import samara.cli.terminal.Terminal;

/// Where `samara` starts. Exit codes are `sam`'s: 0 done, 1 failed, 2 a command line that makes no sense.
public final class Main {
    private static final int FAILED = 1;
    private static final int USAGE = 2;

    private final Terminal terminal;
    private final Environment environment;

    private Main(Terminal terminal, Environment environment) {
        this.terminal = terminal;
        this.environment = environment;
    }

    /// Runs a command line and ends the process.
    public static void main(String[] line) {
        var variables = System.getenv();
        var environment = environment(variables, Path.of("").toAbsolutePath());
        System.exit(run(List.of(line), Terminal.standard(variables), environment));
    }

    /// What a command sees of the machine when it is called in `folder`.
    static Environment environment(Map<String, String> variables, Path folder) {
        return new Environment(
                variables,
                folder,
                System.getProperty("samara.command", "samara"),
                Optional.ofNullable(System.getProperty("samara.home")).map(Path::of),
                InstantSource.system());
    }

    /// Runs a command line and gives the exit code.
    static int run(List<String> line, Terminal terminal, Environment environment) {
        return new Main(terminal, environment).run(line);
    }

    private int run(List<String> line) {
        boolean debug = line.contains("--debug") || SamVariables.isDebug(environment);
        try {
            return dispatch(line);
        } catch (UserException e) {
            terminal.error(e.message());
        } catch (Exception e) {
            if (debug) {
                var trace = new java.io.StringWriter();
                e.printStackTrace(new java.io.PrintWriter(trace));
                terminal.note(trace.toString());
            }
            terminal.error(Failures.explain(e, debug));
        }
        return FAILED;
    }

    private int dispatch(List<String> line) {
        String first = line.isEmpty() ? "--help" : line.getFirst();
        switch (first) {
            case "--version" -> {
                terminal.line(Version.line(environment));
                return 0;
            }
            case "--info" -> {
                Version.info(environment).forEach(terminal::line);
                return 0;
            }
            case "--help", "-h", "help" -> {
                Help.overview(terminal, environment);
                return 0;
            }
            default -> {}
        }
        if (first.startsWith("-")) {
            return usage("[OPTIONS] COMMAND [ARGS]...", "", "No such option: " + first);
        }
        for (int words = Math.min(4, line.size()); words > 0; words--) {
            List<String> name = line.subList(0, words);
            if (name.stream().noneMatch(word -> word.startsWith("-"))) {
                Optional<Command> command = Commands.find(String.join(" ", name));
                if (command.isPresent()) {
                    return call(command.get(), line.subList(words, line.size()));
                }
            }
        }
        return unknown(line);
    }

    private int unknown(List<String> line) {
        List<String> name =
                line.stream().takeWhile(word -> !word.startsWith("-")).toList();
        List<String> known = Surface.commands();
        for (int words = name.size(); words > 0; words--) {
            String command = String.join(" ", name.subList(0, words));
            if (known.contains(command)) {
                terminal.error(
                        "`" + environment.command() + " " + command + "` is a command of sam that Samara does not"
                                + " have yet. `" + environment.command() + " --help` lists those that it has.");
                return FAILED;
            }
            if (Help.group(terminal, environment, command)) {
                String rest = words < name.size() ? "No such command '" + name.get(words) + "'." : "";
                if (!rest.isEmpty()) {
                    terminal.error(rest);
                    return USAGE;
                }
                return line.size() > words ? 0 : USAGE;
            }
        }
        return usage(
                "[OPTIONS] COMMAND [ARGS]...",
                "",
                "No such command '" + line.getFirst() + "'." + Help.suggestion(line.getFirst()));
    }

    private int usage(String synopsis, String command, String message) {
        String full = environment.command() + (command.isEmpty() ? "" : " " + command);
        terminal.note("Usage: " + full + " " + synopsis);
        terminal.note("Try '" + full + " -h' for help.");
        terminal.note("");
        terminal.error(message);
        return USAGE;
    }

    private int call(Command command, List<String> words) {
        List<Option> options = new ArrayList<>(command.own());
        options.addAll(Surface.of(command.name()).orElse(List.of()));
        try {
            if (words.contains("--help") || words.contains("-h")) {
                Help.command(terminal, environment, command, options);
                return 0;
            }
            Arguments line = ArgumentParser.parse(options, words);
            refuseUnbuilt(command, options, line, "");
            Arguments given = SamVariables.complete(line, options, environment);
            refuseUnbuilt(command, options, given, " (from the environment)");
            Configuration configuration = Configuration.of(given, environment);
            Arguments arguments = configuration.complete(given, command, options, terminal, environment);
            refuseUnbuilt(command, options, arguments, configuration.origin());
            if (line.isOn("save_params")) {
                String section = SavedParameters.write(configuration.file(), command.name(), options, line);
                terminal.note("Saved the options in " + configuration.file() + " under " + section + ".");
            }
            return command.run(new Invocation(arguments, terminal, environment));
        } catch (UsageException e) {
            return usage("[OPTIONS]", command.name(), e.message());
        }
    }

    /// An option that is not built is refused, never ignored. A flag turned off asks for nothing, and passes.
    private void refuseUnbuilt(Command command, List<Option> options, Arguments arguments, String origin) {
        for (Option option : options) {
            String key = option.key();
            boolean asked = arguments.has(key)
                    && !(option.kind() == Option.Kind.FLAG && !arguments.isOn(key))
                    && option.kind() != Option.Kind.ARGUMENT;
            boolean built = command.own().contains(option)
                    || command.built().contains(key)
                    || Invocation.EVERYWHERE.contains(key);
            if (asked && !built) {
                throw new UserException("The option " + option.names().getFirst() + origin + " of `"
                        + environment.command() + " " + command.name()
                        + "` is not built in Samara yet. Run without it.");
            }
        }
    }
}
