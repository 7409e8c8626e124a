package samara.gateway.rest;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import samara.template.BooleanNode;
import samara.template.ListNode;
import samara.template.Node;
import samara.template.NullNode;
import samara.template.NumberNode;
import samara.template.ObjectNode;
import samara.template.Span;
import samara.template.StringNode;

/// Makes template trees of plain JSON values.
final class Trees {
    private static final Span PLACE = Span.outside("test");

    private Trees() {}

    static Node node(@Nullable Object value) {
        return switch (value) {
            case null -> new NullNode(PLACE);
            case String s -> new StringNode(s, PLACE);
            case Boolean b -> new BooleanNode(b, PLACE);
            case Map<?, ?> map -> {
                ObjectNode.Builder object = ObjectNode.builder(PLACE);
                map.forEach((name, member) -> object.put(String.valueOf(name), node(member)));
                yield object.build();
            }
            case List<?> list -> {
                List<Node> elements = new ArrayList<>();
                list.forEach(element -> elements.add(node(element)));
                yield new ListNode(elements, PLACE);
            }
            default -> new NumberNode(value.toString(), PLACE);
        };
    }
}
