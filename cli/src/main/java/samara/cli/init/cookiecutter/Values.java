package samara.cli.init.cookiecutter;

import java.util.LinkedHashMap;
import java.util.Map;
import samara.cli.init.jinja.Value;
import samara.template.BooleanNode;
import samara.template.ListNode;
import samara.template.Node;
import samara.template.NullNode;
import samara.template.NumberNode;
import samara.template.ObjectNode;
import samara.template.StringNode;

/// JSON as values of a template.
public final class Values {
    private Values() {}

    /// The value; a number with a fraction is its text.
    public static Value of(Node node) {
        return switch (node) {
            case StringNode string -> Value.of(string.value());
            case BooleanNode bool -> new Value.Flag(bool.value());
            case NullNode _ -> new Value.None();
            case NumberNode _ -> number(node.asText().orElse(""));
            case ListNode list ->
                new Value.Items(list.elements().stream().map(Values::of).toList());
            case ObjectNode object -> {
                Map<String, Value> members = new LinkedHashMap<>();
                object.forEach((name, value) -> members.put(name, of(value)));
                yield new Value.Dict(members);
            }
        };
    }

    private static Value number(String text) {
        return text.matches("-?\\d{1,18}") ? new Value.Whole(Long.parseLong(text)) : Value.of(text);
    }
}
