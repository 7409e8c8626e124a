package samara.cloud.resource;

import java.util.Optional;
import samara.template.Node;
import samara.template.Span;
import samara.template.StringNode;

/// The value of what is known only after a deployment, such as a new resource's ARN, while a plan is made. It stands
/// where the value will stand and fits every type.
public final class Unknown {
    /// How change sets write it.
    public static final String TEXT = "{{changeSet:KNOWN_AFTER_APPLY}}";

    private Unknown() {}

    /// The value, at this place.
    public static Node at(Span span) {
        return new StringNode(TEXT, span);
    }

    /// Whether a value is unknown, or a text of which a part is.
    public static boolean is(Node node) {
        Optional<String> text = node.asString();
        return text.isPresent() && text.get().contains(TEXT);
    }
}
