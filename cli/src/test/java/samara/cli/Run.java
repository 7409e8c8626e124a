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

/// One command line, run in this process.
record Run(int exitCode, String out, String err) {

    static Run of(Path folder, String... line) {
        return of(folder, Map.of("PATH", String.valueOf(System.getenv("PATH"))), "samara", line);
    }

    static Run of(Path folder, Map<String, String> variables, String command, String... line) {
        var out = new ByteArrayOutputStream();
        var err = new ByteArrayOutputStream();
        var terminal = new Terminal(
                new ByteArrayInputStream(new byte[0]),
                new PrintStream(out, false, StandardCharsets.UTF_8),
                new PrintStream(err, false, StandardCharsets.UTF_8),
                false);
        var environment = new Environment(variables, folder, command, Optional.empty(), InstantSource.system());
        int exitCode = Main.run(List.of(line), terminal, environment);
        return new Run(exitCode, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
    }
}
