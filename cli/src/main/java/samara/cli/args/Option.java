package samara.cli.args;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// One option or argument of a command.
///
/// @param names its spellings, the long one first: `--template-file`, `--template`, `-t`; an argument has its bare name
/// @param offNames the spellings that turn a flag off: `--no-resolve-s3`
/// @param choices the values that a [Kind#CHOICE] takes
/// @param multiple whether it may be given again and again
public record Option(
        Kind kind,
        List<String> names,
        List<String> offNames,
        boolean multiple,
        boolean required,
        boolean hidden,
        List<String> choices) {

    /// What values it takes.
    public enum Kind {
        /// Any text.
        TEXT,
        /// A file or folder.
        PATH,
        /// A whole number.
        INTEGER,
        /// One of [Option#choices].
        CHOICE,
        /// No value: on or off.
        FLAG,
        /// All words up to the next option.
        WORDS,
        /// A word that is no option.
        ARGUMENT
    }

    public Option {
        names = List.copyOf(names);
        offNames = List.copyOf(offNames);
        choices = List.copyOf(choices);
    }

    /// An option of one text value.
    public static Option text(String... names) {
        return of(Kind.TEXT, names);
    }

    /// An option that is on or off.
    public static Option flag(String... names) {
        return of(Kind.FLAG, names);
    }

    /// An option of one value of few.
    public static Option choice(String name, String... choices) {
        return new Option(Kind.CHOICE, List.of(name), List.of(), false, false, false, List.of(choices));
    }

    /// An option of this kind.
    public static Option of(Kind kind, String... names) {
        return new Option(kind, List.of(names), List.of(), false, false, false, List.of());
    }

    /// The name by which code and `samconfig.toml` call it, from the first long spelling: `template_file`.
    public String key() {
        String name =
                names.stream().filter(one -> one.startsWith("--")).findFirst().orElse(names.getFirst());
        return name.replaceFirst("^-+", "").replace('-', '_');
    }

    /// A value as the option takes it: choices in capitals are found in any case, as by `sam`.
    ///
    /// @param origin where the value was found, for messages: ` (from samconfig.toml)`
    /// @throws UsageException for a value that it doesn't take
    String checked(String value, String origin) {
        String problem = switch (kind) {
            case CHOICE -> {
                Optional<String> choice = choices.stream()
                        .filter(one -> one.equals(value)
                                || (one.equals(one.toUpperCase(Locale.ROOT)) && one.equalsIgnoreCase(value)))
                        .findFirst();
                if (choice.isPresent()) {
                    yield "";
                }
                yield "'" + value + "' is not one of " + String.join(", ", choices) + ".";
            }
            case INTEGER -> value.matches("-?\\d{1,9}") ? "" : "'" + value + "' is not a valid integer.";
            case FLAG ->
                value.equals("true") || value.equals("false") ? "" : "'" + value + "' is neither true nor false.";
            case TEXT, PATH, WORDS, ARGUMENT -> "";
        };
        if (!problem.isEmpty()) {
            throw new UsageException("Invalid value for '" + names.getFirst() + "'" + origin + ": " + problem);
        }
        return kind == Kind.CHOICE && !choices.contains(value) ? value.toUpperCase(Locale.ROOT) : value;
    }

    /// Whether this is one of its spellings.
    public boolean isCalled(String name) {
        return names.contains(name) || offNames.contains(name);
    }
}
