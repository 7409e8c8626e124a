package samara.cli.up;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import samara.cli.command.Environment;

/// What `up` was asked to run.
///
/// @param template the template's file
record UpSettings(Path template, String stackName, Map<String, String> parameters, Optional<String> region) {

    /// The application's folder.
    Path folder() {
        return Environment.folderOf(template);
    }
}
