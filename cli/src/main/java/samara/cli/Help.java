package samara.cli;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import samara.cli.args.Option;
import samara.cli.args.OptionHelp;
import samara.cli.args.Surface;
import samara.cli.command.Command;
import samara.cli.command.Environment;
import samara.cli.command.Invocation;
import samara.cli.terminal.Terminal;
import samara.template.Suggestion;

/// What `--help` prints.
final class Help {
    private static final int COLUMN = 34;

    private Help() {}

    /// All commands.
    static void overview(Terminal terminal, Environment environment) {
        terminal.line("Usage: " + environment.command() + " [OPTIONS] COMMAND [ARGS]...");
        terminal.line("");
        terminal.line("  AWS SAM on a laptop: the commands of sam, and the cloud that an application needs.");
        terminal.line("");
        terminal.line("Options:");
        terminal.line("  --version   Show the version.");
        terminal.line("  --info      Show the versions of Samara and what it runs on, as JSON.");
        terminal.line("  -h, --help  Show this.");
        terminal.line("");
        terminal.line("Commands:");
        for (String name : Commands.NAMES) {
            terminal.line("  " + pad(name, 22) + Commands.summary(name) + ".");
        }
        terminal.line("");
        List<String> missing = Surface.commands().stream()
                .filter(name -> Commands.find(name).isEmpty())
                .toList();
        terminal.line("Commands of sam that are not built yet:");
        terminal.line("  " + String.join(", ", missing) + ".");
    }

    /// The command that somebody may have meant, as a question.
    static String suggestion(String word) {
        return Suggestion.of(word, Commands.NAMES)
                .name()
                .map(name -> " Did you mean '" + name + "'?")
                .orElse("");
    }

    /// The commands whose names start with this word; false if there are none.
    static boolean group(Terminal terminal, Environment environment, String prefix) {
        List<String> here = Commands.NAMES.stream()
                .filter(name -> name.startsWith(prefix + " "))
                .toList();
        List<String> all = Surface.commands().stream()
                .filter(name -> name.startsWith(prefix + " "))
                .toList();
        List<String> known =
                all.stream().filter(name -> Commands.find(name).isEmpty()).toList();
        List<String> events = all.stream()
                .filter(name -> prefix.startsWith("local generate-event"))
                .toList();
        if (here.isEmpty() && all.isEmpty()) {
            return false;
        }
        terminal.line("Usage: " + environment.command() + " " + prefix + " [OPTIONS] COMMAND [ARGS]...");
        terminal.line("");
        for (String name : here) {
            terminal.line("  " + pad(name.substring(prefix.length() + 1), 18) + Commands.summary(name) + ".");
        }
        events.forEach(name -> terminal.line("  " + name.substring(prefix.length() + 1)));
        if (!known.isEmpty()) {
            List<String> words = known.stream()
                    .map(name -> name.substring(prefix.length() + 1).replaceFirst(" .*", ""))
                    .distinct()
                    .toList();
            terminal.line("  Not built in Samara yet: " + String.join(", ", words) + ".");
        }
        return true;
    }

    /// One command with its options.
    static void command(Terminal terminal, Environment environment, Command command, List<Option> options) {
        var words = new StringBuilder();
        for (Option option : options) {
            if (option.kind() == Option.Kind.ARGUMENT) {
                words.append(" [")
                        .append(option.names().getFirst().toUpperCase(Locale.ROOT))
                        .append("]");
            }
        }
        terminal.line("Usage: " + environment.command() + " " + command.name() + " [OPTIONS]" + words);
        terminal.line("");
        terminal.line("  " + command.summary() + ".");
        terminal.line("");
        terminal.line("Options:");
        OptionHelp help = OptionHelp.read();
        for (Option option : options) {
            if (isBuilt(command, option) && option.kind() != Option.Kind.ARGUMENT && !option.hidden()) {
                String spelling = String.join(", ", option.names())
                        + (option.offNames().isEmpty() ? "" : " / " + String.join(", ", option.offNames()))
                        + value(option);
                option(terminal, spelling, help.of(command.name(), option));
            }
        }
        option(terminal, "-h, --help", Optional.of("Show this."));
        List<String> missing = options.stream()
                .filter(option -> !isBuilt(command, option))
                .map(option -> option.names().getFirst())
                .toList();
        if (!missing.isEmpty()) {
            terminal.line("");
            terminal.line("Options of sam that are not built yet, and refused:");
            terminal.line("  " + String.join(", ", missing));
        }
    }

    private static void option(Terminal terminal, String spelling, Optional<String> sentence) {
        if (sentence.isEmpty()) {
            terminal.line("  " + spelling);
        } else if (spelling.length() < COLUMN - 1) {
            terminal.line("  " + pad(spelling, COLUMN) + sentence.get());
        } else {
            terminal.line("  " + spelling);
            terminal.line("  " + " ".repeat(COLUMN) + sentence.get());
        }
    }

    private static boolean isBuilt(Command command, Option option) {
        return command.own().contains(option)
                || option.kind() == Option.Kind.ARGUMENT
                || command.built().contains(option.key())
                || Invocation.EVERYWHERE.contains(option.key());
    }

    private static String value(Option option) {
        Optional<String> value = switch (option.kind()) {
            case TEXT -> Optional.of("TEXT");
            case PATH -> Optional.of("PATH");
            case INTEGER -> Optional.of("INTEGER");
            case CHOICE -> Optional.of("[" + String.join("|", option.choices()) + "]");
            case WORDS -> Optional.of("WORD...");
            case FLAG, ARGUMENT -> Optional.empty();
        };
        return value.map(text -> " " + text).orElse("");
    }

    private static String pad(String text, int width) {
        return text + " ".repeat(Math.max(1, width - text.length()));
    }
}
