package samara.build;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import samara.template.ListNode;
import samara.template.Node;
import samara.template.ObjectNode;
import samara.template.StringNode;

/// The local files that a template includes by `AWS::Include`, in `Fn::Transform` at any place and in its `Transform`
/// section: what `sam package` uploads.
public final class IncludedFiles {
    private static final String NAME = "AWS::Include";

    private final Function<StringNode, Optional<StringNode>> moved;

    private IncludedFiles(Function<StringNode, Optional<StringNode>> moved) {
        this.moved = moved;
    }

    /// The template with other `Location`s for its local snippets.
    ///
    /// @param moved where the file of a local path is now; empty to leave it where it is
    public static ObjectNode moved(ObjectNode template, Function<StringNode, Optional<StringNode>> moved) {
        var files = new IncludedFiles(moved);
        ObjectNode.Builder result = template.toBuilder();
        template.forEach((section, value) ->
                result.put(section, section.equals("Transform") ? files.calls(value) : files.inside(value)));
        return result.build();
    }

    private Node inside(Node node) {
        if (node instanceof ObjectNode object) {
            ObjectNode.Builder changed = null;
            for (var entry : object.members().entrySet()) {
                Node value = entry.getValue().value();
                Node next = entry.getKey().equals("Fn::Transform") ? calls(value) : inside(value);
                if (next != value) {
                    changed = changed == null ? object.toBuilder() : changed;
                    changed.put(entry.getKey(), next);
                }
            }
            return changed == null ? object : changed.build();
        }
        return node instanceof ListNode list ? each(list, false) : node;
    }

    private Node calls(Node node) {
        return node instanceof ListNode list ? each(list, true) : call(node);
    }

    private Node each(ListNode list, boolean isOfCalls) {
        List<Node> elements = new ArrayList<>(list.size());
        boolean isChanged = false;
        for (Node element : list.elements()) {
            Node next = isOfCalls ? call(element) : inside(element);
            isChanged |= next != element;
            elements.add(next);
        }
        return isChanged ? new ListNode(elements, list.span()) : list;
    }

    private Node call(Node node) {
        Optional<ObjectNode> call =
                node.asObject().filter(object -> object.string("Name").equals(Optional.of(NAME)));
        Optional<ObjectNode> parameters = call.flatMap(object -> object.object("Parameters"));
        Optional<StringNode> next = parameters
                .flatMap(given -> given.get("Location"))
                .filter(StringNode.class::isInstance)
                .map(StringNode.class::cast)
                .filter(location -> !location.value().contains("://"))
                .flatMap(moved);
        return next.<Node>map(location ->
                        call.get().with("Parameters", parameters.get().with("Location", location)))
                .orElse(node);
    }
}
