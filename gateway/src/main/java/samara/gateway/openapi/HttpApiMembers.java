package samara.gateway.openapi;

import java.util.List;
import java.util.Optional;
import samara.template.Diagnostic;
import samara.template.Node;
import samara.template.ObjectNode;

/// Reads members of the definition of an HTTP API, and says where one is of another kind than it should be.
final class HttpApiMembers {
    private final List<Diagnostic> diagnostics;

    HttpApiMembers(List<Diagnostic> diagnostics) {
        this.diagnostics = diagnostics;
    }

    /// A member that is true or false, or the text of it.
    boolean flag(ObjectNode node, String name) {
        Optional<String> text = node.get(name).flatMap(Node::asText);
        if (node.get(name).isPresent()
                && text.filter(t -> t.equalsIgnoreCase("true") || t.equalsIgnoreCase("false"))
                        .isEmpty()) {
            diagnostics.add(error("`" + name + "` is true or false.", node, name));
        }
        return text.map("true"::equalsIgnoreCase).orElse(false);
    }

    /// A member that is an object; nothing, and an error, where it is something else.
    Optional<ObjectNode> object(ObjectNode node, String name) {
        if (node.get(name).isPresent() && node.object(name).isEmpty()) {
            diagnostics.add(error(
                    "`" + name + "` is an object, not a "
                            + node.get(name).orElseThrow().kind() + ".",
                    node,
                    name));
        }
        return node.object(name);
    }

    private static Diagnostic error(String message, ObjectNode node, String name) {
        return Diagnostic.error("openapi-http-api", message, node.nameSpan(name));
    }
}
