package samara.cli.init;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import samara.cli.args.Arguments;
import samara.cli.args.Option;
import samara.cli.args.Surface;
import samara.cli.command.Invocation;
import samara.cli.terminal.JsonText;

/// `--save-params`: writes the options into `samconfig.toml`, line by line, so that comments and the other sections
/// stay.
final class SavedParameters {
    private static final Set<String> NOT_SAVED = Set.of("save_params", "config_env", "config_file", "debug", "output");

    private SavedParameters() {}

    /// Saves the options of this run of `init` for the environment that `--config-env` names.
    static void write(Invocation invocation) {
        Arguments arguments = invocation.arguments();
        Path file =
                invocation.environment().resolve(arguments.text("config_file").orElse("samconfig.toml"));
        Map<String, String> values = new LinkedHashMap<>();
        for (Option option : Surface.of("init").orElse(List.of())) {
            String key = option.key();
            if (arguments.has(key) && !NOT_SAVED.contains(key)) {
                String text = arguments.text(key).orElse("");
                values.put(key, option.kind() == Option.Kind.FLAG ? text : JsonText.quoted(text));
            }
        }
        String section = "[" + arguments.text("config_env").orElse("default") + "." + "init" + ".parameters]";
        try {
            List<String> lines =
                    new ArrayList<>(Files.isRegularFile(file) ? Files.readAllLines(file) : List.of("version = 0.1"));
            Files.write(file, merged(lines, section, values));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        invocation.terminal().note("Saved the options in " + file + " under " + section + ".");
    }

    static List<String> merged(List<String> lines, String section, Map<String, String> values) {
        List<String> merged = new ArrayList<>();
        Map<String, String> open = new LinkedHashMap<>(values);
        boolean inside = false;
        boolean found = false;
        for (String line : lines) {
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
