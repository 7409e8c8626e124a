package samara.cloud.resource;

import java.util.List;
import java.util.stream.Collectors;
import samara.template.Diagnostic;

/// Properties that a resource type does not take, once all values are known.
public final class PropertiesException extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private final transient List<Diagnostic> diagnostics;

    /// @param diagnostics what is wrong, each with its place
    public PropertiesException(List<Diagnostic> diagnostics) {
        super(
                diagnostics.stream()
                        .map(diagnostic -> diagnostic.span() + ": " + diagnostic.message())
                        .collect(Collectors.joining(" ")),
                null,
                false,
                false);
        this.diagnostics = List.copyOf(diagnostics);
    }

    /// What is wrong.
    public List<Diagnostic> diagnostics() {
        return diagnostics;
    }
}
