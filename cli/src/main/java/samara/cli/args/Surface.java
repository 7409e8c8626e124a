package samara.cli.args;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// The options that `sam` knows, a text file a command in this package's `surface` folder; a line is
/// `option|argument kind names off-names marks choices`.
public final class Surface {
    private Surface() {}

    /// All of `sam`'s commands: `local start-api`.
    public static List<String> commands() {
        return lines("commands").orElseThrow(() -> new IllegalStateException("The list of commands is missing."));
    }

    /// The options of a command; nothing if `sam` has no such command.
    public static Optional<List<Option>> of(String command) {
        return lines(command.replace(' ', '/'))
                .map(lines -> lines.stream().map(Surface::option).toList());
    }

    private static Option option(String line) {
        String[] fields = line.split(" ", 6);
        Option.Kind kind = fields[0].equals("argument")
                ? Option.Kind.ARGUMENT
                : Option.Kind.valueOf(fields[1].toUpperCase(Locale.ROOT));
        String marks = fields[4];
        return new Option(
                kind,
                listed(fields[2], ","),
                listed(fields[3], ","),
                marks.contains("multiple"),
                marks.contains("required"),
                marks.contains("hidden"),
                listed(fields[5], "\\|"));
    }

    private static List<String> listed(String field, String separator) {
        return field.equals("-") ? List.of() : List.of(field.split(separator));
    }

    private static Optional<List<String>> lines(String name) {
        try (var stream = Surface.class.getResourceAsStream("surface/" + name + ".txt")) {
            if (stream == null) {
                return Optional.empty();
            }
            List<String> lines = new ArrayList<>();
            var reader = new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8));
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                if (!line.isEmpty()) {
                    lines.add(line);
                }
            }
            return Optional.of(lines);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
