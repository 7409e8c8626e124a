package samara.build;

import java.nio.file.Path;
import java.util.Optional;
import samara.template.Node;
import samara.template.ObjectNode;
import samara.template.Span;

/// A function's or a layer's code as the template declares it, its intrinsics resolved.
///
/// @param stack the path of the nested stack that it is in, with a slash at its end: `Orders/`; empty in the template
/// itself
/// @param logicalId the resource
/// @param codeProperty the property that holds the code's place: `CodeUri`, `Code`, `ContentUri`, `Content`, `ImageUri`
/// @param code the source folder, absolute; of an image, its `DockerContext`
/// @param runtime the function's runtime; of a layer, the first that it is compatible with
/// @param method the `BuildMethod` of its `Metadata`
/// @param architecture `x86_64` or `arm64`
/// @param metadata its `Metadata`, resolved
/// @param span where the code's place was written, else the resource
public record Artifact(
        String stack,
        String logicalId,
        Kind kind,
        String codeProperty,
        Path code,
        Optional<String> runtime,
        Optional<String> method,
        String architecture,
        ObjectNode metadata,
        Optional<Handler> handler,
        Span span) {

    /// What is built.
    public enum Kind {
        FUNCTION,
        LAYER,
        /// A function of which the code is a container image.
        IMAGE
    }

    /// A function's handler and where it was written.
    public record Handler(String name, Span span) {}

    /// Its name in the whole application: `Orders/Place`.
    public String path() {
        return stack + logicalId;
    }

    boolean isLayer() {
        return kind == Kind.LAYER;
    }

    /// What decides how it is built: its `BuildMethod`, else its runtime.
    String toolchain() {
        return method.or(() -> runtime).orElse("");
    }

    /// The `BuildProperties` of its `Metadata`.
    ObjectNode buildProperties() {
        return metadata.object("BuildProperties").orElse(ObjectNode.empty(metadata.span()));
    }

    /// A scalar of its `Metadata` as text.
    Optional<String> metadata(String name) {
        return metadata.get(name).flatMap(Node::asText);
    }

    /// "the function `Place`", as sentences call it.
    String called() {
        return (isLayer() ? "the layer `" : "the function `") + path() + "`";
    }
}
