package samara.cli.config;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.tomlj.Toml;
import samara.cli.args.Arguments;
import samara.cli.args.Option;
import samara.cli.command.UserException;
import samara.cli.terminal.JsonText;

/// `--save-params`: writes the options of a command line into `samconfig.toml`, line by line, so that comments and the
/// other sections stay. The Region is saved for all commands, as by `sam`.
public final class SavedParameters {
    private static final Set<String> NOT_SAVED = Set.of("save_params", "config_env", "config_file", "debug", "output");

    private SavedParameters() {}

    /// Saves what a command line says, for the environment that its `--config-env` names.
    ///
    /// @param command the command's name: `local invoke`
    /// @return the section that the options are in: `[default.local_invoke.parameters]`
    /// @throws UserException if the file has a form that lines can't be added to
    public static String write(Path file, String command, List<Option> options, Arguments given) {
        if (!file.toString().endsWith(".toml")) {
            throw new UserException("The options can't be saved: `--save-params` writes TOML, and " + file
                    + " is none. Name another one by `--config-file`, or add them by hand.");
        }
        Map<String, String> values = new LinkedHashMap<>();
        Map<String, String> everywhere = new LinkedHashMap<>();
        int word = 0;
        for (Option option : options) {
            String key = option.key();
            if (option.kind() == Option.Kind.ARGUMENT && word < given.words().size()) {
                List<String> words = given.words()
                        .subList(word, option.multiple() ? given.words().size() : word + 1);
                values.put(key, option.multiple() ? list(words) : JsonText.quoted(words.getFirst()));
                word += words.size();
            } else if (given.has(key) && !NOT_SAVED.contains(key)) {
                (key.equals("region") ? everywhere : values).put(key, text(option, given.all(key)));
            }
        }
        String environment = given.text("config_env").orElse("default");
        String section = "[" + environment + "." + command.replace(' ', '_').replace('-', '_') + ".parameters]";
        try {
            List<String> lines = Files.isRegularFile(file) ? Files.readAllLines(file) : List.of("version = 0.1");
            lines = merged(lines, "[" + environment + ".global.parameters]", everywhere);
            lines = merged(lines, section, values);
            String text = String.join("\n", lines) + "\n";
            if (Toml.parse(text).hasErrors()) {
                throw new UserException("The options can't be saved: " + file + " is no TOML, or it has " + section
                        + " in a form that is not edited, such as an inline table. Write it as a section.");
            }
            Files.writeString(file, text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return section;
    }

    private static String text(Option option, List<String> values) {
        return switch (option.kind()) {
            case FLAG -> values.getLast();
            case INTEGER -> option.multiple() ? "[" + String.join(", ", values) + "]" : values.getLast();
            case TEXT, PATH, CHOICE, WORDS, ARGUMENT ->
                option.multiple() || values.size() > 1 ? list(values) : JsonText.quoted(values.getLast());
        };
    }

    private static String list(List<String> values) {
        return "[" + String.join(", ", values.stream().map(JsonText::quoted).toList()) + "]";
    }

    private static List<String> merged(List<String> lines, String section, Map<String, String> values) {
        if (values.isEmpty()) {
            return lines;
        }
        List<String> merged = new ArrayList<>();
        Map<String, String> open = new LinkedHashMap<>(values);
        boolean inside = false;
        boolean found = false;
        for (int at = 0; at < lines.size(); at++) {
            String line = lines.get(at);
            if (line.strip().startsWith("[")) {
                if (inside) {
                    addAll(merged, open);
                }
                inside = line.strip().equals(section);
                found |= inside;
            }
            String key = line.split("=", 2)[0].strip();
            String saved = inside ? open.remove(key) : null;
            merged.add(saved == null ? line : key + " = " + saved);
            if (saved != null) {
                at = lastLine(lines, at);
            }
        }
        if (!found) {
            merged.add("");
            merged.add(section);
        }
        if (inside || !found) {
            addAll(merged, open);
        }
        return merged;
    }

    /// Where a value ends that begins on this line: a list may take several.
    private static int lastLine(List<String> lines, int first) {
        var value = new StringBuilder();
        for (int at = first; at < lines.size(); at++) {
            value.append(lines.get(at)).append('\n');
            if (!Toml.parse(value.toString()).hasErrors()) {
                return at;
            }
        }
        return first;
    }

    private static void addAll(List<String> lines, Map<String, String> open) {
        int end = lines.size();
        while (end > 0 && lines.get(end - 1).isBlank()) {
            end--;
        }
        List<String> added = new ArrayList<>();
        open.forEach((key, value) -> added.add(key + " = " + value));
        lines.addAll(end, added);
        open.clear();
    }
}
