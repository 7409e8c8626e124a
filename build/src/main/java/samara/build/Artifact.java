package samara.build;

import java.nio.file.Path;
import java.util.Optional;
import samara.template.Span;

/// A function's or a layer's code as the template declares it, its intrinsics resolved.
///
/// @param logicalId the resource
/// @param codeProperty the property that holds the code's place: `CodeUri`, `Code`, `ContentUri`, `Content`
/// @param code the source folder, absolute
/// @param runtime the runtime, or a layer's `BuildMethod`
/// @param span where the code's place was written, else the resource
public record Artifact(
        String logicalId,
        Kind kind,
        String codeProperty,
        Path code,
        String runtime,
        Optional<Handler> handler,
        Span span) {

    /// What is built.
    public enum Kind {
        FUNCTION,
        LAYER
    }

    /// A function's handler and where it was written.
    public record Handler(String name, Span span) {}
}
