package samara.cli.args;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The values of a command's options, by [Option#key]. What the command line says holds before what `samconfig.toml`
/// says.
public final class Arguments {
    private final Map<String, List<String>> values;
    private final List<String> words;

    Arguments(Map<String, List<String>> values, List<String> words) {
        this.values = values;
        this.words = List.copyOf(words);
    }

    /// These values with others where these say nothing. The value of an argument becomes words, if there are none.
    ///
    /// @param options the command's
    /// @param origin where the others were found, for messages: ` (from samconfig.toml)`
    /// @throws UsageException for a value that an option doesn't take
    public Arguments orElse(Map<String, List<String>> others, List<Option> options, String origin) {
        Map<String, List<String>> merged = new LinkedHashMap<>();
        List<String> allWords = new ArrayList<>(words);
        for (Option option : options) {
            List<String> found = others.get(option.key());
            if (found != null && option.kind() == Option.Kind.ARGUMENT) {
                allWords.addAll(words.isEmpty() ? found : List.of());
            } else if (found != null) {
                merged.put(
                        option.key(),
                        found.stream().map(one -> option.checked(one, origin)).toList());
            }
        }
        merged.putAll(values);
        return new Arguments(merged, allWords);
    }

    /// The option's value; the last one where there are several.
    public Optional<String> text(String key) {
        List<String> given = values.get(key);
        return given == null || given.isEmpty() ? Optional.empty() : Optional.of(given.getLast());
    }

    /// The option's values in order.
    public List<String> all(String key) {
        return values.getOrDefault(key, List.of());
    }

    /// Whether the flag was turned on or off, if it was.
    public Optional<Boolean> flag(String key) {
        return text(key).map(Boolean::parseBoolean);
    }

    /// Whether the flag is on.
    public boolean isOn(String key) {
        return flag(key).orElse(false);
    }

    /// Whether the option was given, here or in the configuration.
    public boolean has(String key) {
        return values.containsKey(key);
    }

    /// The option's value as a whole number.
    public Optional<Integer> integer(String key) {
        return text(key).map(value -> {
            try {
                return Integer.valueOf(value);
            } catch (NumberFormatException e) {
                throw new UsageException("Invalid value for `" + key + "`: " + value + " is not a whole number.");
            }
        });
    }

    /// The words that belong to no option, in order.
    public List<String> words() {
        return words;
    }

    /// The keys that have values.
    public List<String> keys() {
        return new ArrayList<>(values.keySet());
    }
}
