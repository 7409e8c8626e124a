package samara.cli;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import samara.cli.command.Environment;
import samara.cli.terminal.Terminal;

/// The run from which the launcher's start-up cache is made: goes through what users wait for.
public final class Training {
    private Training() {}

    /// Trains on the distribution in the folder `line[0]`.
    public static void main(String[] line) {
        Path home = Path.of(line[0]);
        var environment = new Environment(
                Map.copyOf(System.getenv()),
                home.resolve("examples/hello"),
                "samara",
                Optional.of(home),
                InstantSource.system());
        run(environment, "--version");
        run(environment, "--help");
        run(environment, "validate");
        run(environment, "transform");
        run(environment, "cloud", "status");
    }

    private static void run(Environment environment, String... line) {
        var out = new PrintStream(new ByteArrayOutputStream(), false, StandardCharsets.UTF_8);
        var terminal = new Terminal(new ByteArrayInputStream(new byte[0]), out, out, false);
        Main.run(List.of(line), terminal, environment);
    }
}
