package samara.cli.project;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import samara.cli.command.UserException;
import samara.template.Diagnostic;
import samara.template.ObjectNode;

/// The SAM transform as the commands call it.
final class Transformation {
    private Transformation() {}

    static Optional<ObjectNode> of(
            SourceTemplate template,
            Map<String, String> parameters,
            Optional<String> region,
            Optional<String> partition,
            List<Diagnostic> diagnostics) {
        throw new UserException("The SAM transform is not built yet.");
    }
}
