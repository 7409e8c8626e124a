package samara.cli.command;

import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;

/// The surroundings of a run, taken once when it starts.
///
/// @param variables the environment variables
/// @param folder the working folder, absolute
/// @param command the name that Samara was called by: `samara` or `sam`
/// @param home the folder of the distribution, where there is one
/// @param clock what time it is
public record Environment(
        Map<String, String> variables, Path folder, String command, Optional<Path> home, InstantSource clock) {

    /// The variable's value, if it is set and not empty.
    public Optional<String> variable(String name) {
        return Optional.ofNullable(variables.get(name)).filter(value -> !value.isEmpty());
    }

    /// A path of the user's as an absolute one.
    public Path resolve(String path) {
        return folder.resolve(path).normalize();
    }

    /// The folder that a file lies in.
    public static Path folderOf(Path file) {
        Path folder = file.toAbsolutePath().getParent();
        return folder == null ? file.toAbsolutePath() : folder;
    }

    /// The user's home folder.
    public Path userHome() {
        return Path.of(variable("HOME").orElseGet(() -> System.getProperty("user.home", ".")));
    }
}
