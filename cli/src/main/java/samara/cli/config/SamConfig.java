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

/// A `samconfig.toml`, or the same in YAML. Loaded only where there is one: its parser is not cheap to start.
public final class SamConfig {
    private static final long LIMIT_BYTES = 1 << 20;

    private final Path file;
    private final Map<?, ?> root;

    private SamConfig(Path file, Map<?, ?> root) {
        this.file = file;
        this.root = root;
    }

    /// Reads the file: YAML if it is called `.yaml` or `.yml`, else TOML.
    ///
    /// @throws UserException with line and column of what is neither
    public static SamConfig read(Path file) {
        try {
            if (Files.size(file) > LIMIT_BYTES) {
                throw new UserException(file + " is larger than 1 MB, which no configuration file is.");
            }
            String name = file.toString();
            boolean yaml = name.endsWith(".yaml") || name.endsWith(".yml");
            return new SamConfig(file, yaml ? YamlConfig.read(file) : toml(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Map<String, Object> toml(Path file) throws IOException {
        TomlParseResult result = Toml.parse(file);
        if (result.hasErrors()) {
            var error = result.errors().getFirst();
            throw new UserException(file + ":" + error.position().line() + ":"
                    + error.position().column() + ": " + error.getMessage() + ".");
        }
        return plain(result);
    }

    private static Map<String, Object> plain(TomlTable table) {
        Map<String, Object> plain = new LinkedHashMap<>();
        table.keySet().forEach(key -> plain.put(key, plain(table.get(List.of(key)))));
        return plain;
    }

    private static Object plain(@Nullable Object value) {
        return switch (value) {
            case TomlTable table -> plain(table);
            case TomlArray array ->
                array.toList().stream().map(SamConfig::plain).toList();
            case null -> List.of();
            default -> value;
        };
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
    /// commands read variables from the deployed stack is asked for by the command line or their own section.
    private static List<Option> everywhere(String command, List<Option> options) {
        return options.stream()
                .filter(option -> !command.startsWith("local ") || !option.key().equals("stack_name"))
                .toList();
    }

    /// The file, for messages.
    public Path file() {
        return file;
    }

    private Optional<Map<?, ?>> section(String environment, String command) {
        return table(root, environment)
                .flatMap(found -> table(found, command))
                .flatMap(found -> table(found, "parameters"));
    }

    private static Optional<Map<?, ?>> table(Map<?, ?> parent, String name) {
        return parent.get(name) instanceof Map<?, ?> table ? Optional.of(table) : Optional.empty();
    }

    private static void collect(
            Map<?, ?> table, List<Option> options, Map<String, List<String>> values, List<String> unknown) {
        table.forEach((key, value) -> {
            String name = String.valueOf(key);
            options.stream()
                    .filter(candidate -> spells(candidate, name))
                    .findFirst()
                    .ifPresentOrElse(option -> values.put(option.key(), texts(value)), () -> unknown.add(name));
        });
    }

    private static boolean spells(Option option, String key) {
        String name = "--" + key.replace('_', '-');
        return option.key().equals(key) || option.names().contains(name);
    }

    private static List<String> texts(@Nullable Object value) {
        List<String> texts = new ArrayList<>();
        switch (value) {
            case List<?> list -> list.forEach(element -> texts.addAll(texts(element)));
            case Map<?, ?> table -> table.forEach((key, each) -> texts.add(key + "=" + quoted(texts(each))));
            case null -> {}
            default -> texts.add(String.valueOf(value));
        }
        return texts;
    }

    private static String quoted(List<String> value) {
        return "\"" + String.join(",", value).replace("\\", "\\\\").replace("\"", "\\\"") + "\"";
    }
}
