package samara.cli.args;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Reads a command's words into [Arguments].
public final class ArgumentParser {
    private final List<Option> options;
    private final Map<String, List<String>> values = new LinkedHashMap<>();
    private final List<String> words = new ArrayList<>();

    private ArgumentParser(List<Option> options) {
        this.options = options;
    }

    /// Parses what follows the command's name.
    ///
    /// @throws UsageException naming an unknown option, a missing or a wrong value
    public static Arguments parse(List<Option> options, List<String> line) {
        var parser = new ArgumentParser(options);
        int at = 0;
        while (at < line.size()) {
            at = parser.take(line, at);
        }
        parser.checkWords();
        return new Arguments(parser.values, parser.words);
    }

    private int take(List<String> line, int at) {
        String word = line.get(at);
        if (word.equals("--")) {
            words.addAll(line.subList(at + 1, line.size()));
            return line.size();
        }
        if (!isOption(word)) {
            words.add(word);
            return at + 1;
        }
        int equals = word.startsWith("--") ? word.indexOf('=') : -1;
        String name = equals < 0 ? word : word.substring(0, equals);
        for (Option option : options) {
            if (option.isCalled(name)) {
                return equals < 0
                        ? takeValue(option, name, line, at + 1)
                        : takeAttached(option, name, word.substring(equals + 1), at + 1);
            }
        }
        return takeShort(word, line, at);
    }

    private int takeShort(String word, List<String> line, int at) {
        if (!word.startsWith("--") && word.length() > 2) {
            String name = word.substring(0, 2);
            for (Option option : options) {
                if (option.isCalled(name)) {
                    if (option.kind() != Option.Kind.FLAG) {
                        return takeAttached(option, name, word.substring(2), at + 1);
                    }
                    set(option, "true");
                    List<String> rest = new ArrayList<>(line);
                    rest.set(at, "-" + word.substring(2));
                    return take(rest, at);
                }
            }
        }
        throw new UsageException("No such option: " + word + "." + suggestion(word));
    }

    private String suggestion(String word) {
        for (Option option : options) {
            for (String name : option.names()) {
                if (name.startsWith("--") && (name.startsWith(word) || word.startsWith(name))) {
                    return " Did you mean " + name + "?";
                }
            }
        }
        return "";
    }

    private int takeAttached(Option option, String name, String value, int next) {
        if (option.kind() == Option.Kind.FLAG) {
            throw new UsageException("Option '" + name + "' does not take a value.");
        }
        set(option, value);
        return next;
    }

    private int takeValue(Option option, String name, List<String> line, int at) {
        if (option.kind() == Option.Kind.FLAG) {
            set(option, Boolean.toString(!option.offNames().contains(name)));
            return at;
        }
        if (at >= line.size()) {
            throw new UsageException("Option '" + name + "' requires an argument.");
        }
        set(option, line.get(at));
        int next = at + 1;
        while (option.kind() == Option.Kind.WORDS && next < line.size() && !isOption(line.get(next))) {
            add(option, line.get(next));
            next++;
        }
        return next;
    }

    private void set(Option option, String given) {
        String value = option.checked(given, "");
        if (!option.multiple() && option.kind() != Option.Kind.WORDS) {
            values.remove(option.key());
        }
        add(option, value);
    }

    private void add(Option option, String value) {
        values.computeIfAbsent(option.key(), key -> new ArrayList<>()).add(value);
    }

    private void checkWords() {
        List<Option> arguments = options.stream()
                .filter(option -> option.kind() == Option.Kind.ARGUMENT)
                .toList();
        boolean open = arguments.stream().anyMatch(Option::multiple);
        if (!open && words.size() > arguments.size()) {
            throw new UsageException("Got unexpected extra argument (" + words.get(arguments.size()) + ")");
        }
        for (int i = words.size(); i < arguments.size(); i++) {
            if (arguments.get(i).required()) {
                throw new UsageException(
                        "Missing argument '" + arguments.get(i).names().getFirst() + "'.");
            }
        }
    }

    private static boolean isOption(String word) {
        return word.length() > 1 && word.charAt(0) == '-' && !Character.isDigit(word.charAt(1));
    }
}
