package samara.cli;

import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import samara.cli.command.Environment;
import samara.cli.terminal.Terminal;

/// Goes through the commands once, so that the JDK's ahead-of-time cache learns what they load. The launcher runs this
/// after a build, by the name of this class; what it prints is the launcher's log.
public final class Training {
    private Training() {}

    /// Takes the folder that Samara was built in; ends with 1 when a command did not do what it should.
    public static void main(String[] line) {
        Path home = Path.of(line[0]);
        Path example = home.resolve("examples").resolve("hello");
        var environment = new Environment(
                Map.of("HOME", example.resolve(".samara").toString()),
                example,
                "samara",
                Optional.of(home),
                InstantSource.system());
        var terminal = Terminal.standard(Map.of("TERM", "dumb"));
        List<List<String>> commands = List.of(
                List.of("--version"),
                List.of("--help"),
                List.of("validate"),
                List.of("validate", "--output", "json"),
                List.of("transform"),
                List.of("validate", "--no-such-option"));
        for (List<String> command : commands) {
            int code = Main.run(command, terminal, environment);
            terminal.line("training: " + String.join(" ", command) + " ended with " + code);
        }
    }
}
