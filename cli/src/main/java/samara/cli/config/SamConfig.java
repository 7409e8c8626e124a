package samara.cli.config;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.tomlj.Toml;
import org.tomlj.TomlArray;
import org.tomlj.TomlParseResult;
import org.tomlj.TomlTable;
import samara.cli.args.Option;
import samara.cli.command.UserException;

/// A `samconfig.toml`. Loaded only where there is one: its parser is not cheap to start.
public final class SamConfig {
    private static final long LIMIT_BYTES = 1 << 20;

    private final Path file;
    private final TomlTable root;

    private SamConfig(Path file, TomlTable root) {
        this.file = file;
        this.root = root;
    }

    /// Reads the file.
    ///
    /// @throws UserException with line and column of what is no TOML
    public static SamConfig read(Path file) {
        try {
            if (Files.size(file) > LIMIT_BYTES) {
                throw new UserException(file + " is larger than 1 MB, which no samconfig.toml is.");
            }
            TomlParseResult result = Toml.parse(file);
            if (result.hasErrors()) {
                var error = result.errors().getFirst();
                throw new UserException(file + ":" + error.position().line() + ":"
                        + error.position().column() + ": " + error.getMessage() + ".");
            }
            return new SamConfig(file, result);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Whether the file has anything for this environment.
    public boolean has(String environment) {
        return table(root, environment).isPresent();
    }

    /// The values of a command's options, by their keys: its own section before the global one.
    ///
    /// @param unknown collects the keys of the command's section that it has no option for
    public Map<String, List<String>> values(
            String environment, String command, List<Option> options, List<String> unknown) {
        Map<String, List<String>> values = new LinkedHashMap<>();
        section(environment, "global")
                .ifPresent(table -> collect(table, everywhere(command, options), values, new ArrayList<>()));
        String section = command.replace('-', '_').replace(' ', '_');
        section(environment, section).ifPresent(table -> collect(table, options, values, unknown));
        return values;
    }

    /// The options that the global section speaks of. The `stack_name` there says where to deploy; that `local`
    /// commands
    /// read variables from the deployed stack is asked for by the command line or their own section.
    private static List<Option> everywhere(String command, List<Option> options) {
        return options.stream()
                .filter(option -> !command.startsWith("local ") || !option.key().equals("stack_name"))
                .toList();
    }

    /// The file, for messages.
    public Path file() {
        return file;
    }

    private Optional<TomlTable> section(String environment, String command) {
        return table(root, environment)
                .flatMap(found -> table(found, command))
                .flatMap(found -> table(found, "parameters"));
    }

    private static Optional<TomlTable> table(TomlTable parent, String name) {
        return parent.get(List.of(name)) instanceof TomlTable table ? Optional.of(table) : Optional.empty();
    }

    private static void collect(
            TomlTable table, List<Option> options, Map<String, List<String>> values, List<String> unknown) {
        for (String key : table.keySet()) {
            Optional<Option> option =
                    options.stream().filter(candidate -> spells(candidate, key)).findFirst();
            if (option.isEmpty()) {
                unknown.add(key);
                continue;
            }
            values.put(option.get().key(), texts(table.get(List.of(key))));
        }
    }

    private static boolean spells(Option option, String key) {
        String name = "--" + key.replace('_', '-');
        return option.key().equals(key) || option.names().contains(name);
    }

    private static List<String> texts(@Nullable Object value) {
        List<String> texts = new ArrayList<>();
        switch (value) {
            case TomlArray array -> array.toList().forEach(element -> texts.addAll(texts(element)));
            case TomlTable table ->
                table.keySet().forEach(key -> texts.add(key + "=" + quoted(texts(table.get(List.of(key))))));
            case null -> {}
            default -> texts.add(String.valueOf(value));
        }
        return texts;
    }

    private static String quoted(List<String> value) {
        return "\"" + String.join(",", value).replace("\\", "\\\\").replace("\"", "\\\"") + "\"";
    }
}
