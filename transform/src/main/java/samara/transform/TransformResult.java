package samara.transform;

import java.util.List;
import java.util.Optional;
import samara.template.Diagnostic;
import samara.template.ObjectNode;

/// What a transform gives.
///
/// @param template the CloudFormation template; empty where an error was found
/// @param diagnostics the errors and warnings, each with a place
public record TransformResult(Optional<ObjectNode> template, List<Diagnostic> diagnostics) {

    public TransformResult {
        diagnostics = List.copyOf(diagnostics);
    }

    /// Whether there is an error.
    public boolean hasErrors() {
        return template.isEmpty();
    }
}
