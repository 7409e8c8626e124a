package samara.template;

import java.util.List;
import java.util.Optional;
import java.util.Set;

/// A call of an intrinsic function, as it stands in a template: `{"Fn::Sub": "x"}` is the name and the argument.
///
/// @param span the place of the whole call
public record Intrinsic(String name, Node argument, Span span) {
    private static final Set<String> KNOWN = Set.of(
            "Ref",
            "Fn::And",
            "Fn::Base64",
            "Fn::Cidr",
            "Fn::Equals",
            "Fn::FindInMap",
            "Fn::GetAtt",
            "Fn::GetAZs",
            "Fn::If",
            "Fn::ImportValue",
            "Fn::Join",
            "Fn::Length",
            "Fn::Not",
            "Fn::Or",
            "Fn::Select",
            "Fn::Split",
            "Fn::Sub",
            "Fn::ToJsonString",
            "Fn::Transform");

    /// The call that an object is; empty where it is plain data. An object of one member named `Ref` or `Fn::…` is one.
    public static Optional<Intrinsic> of(Node node) {
        if (!(node instanceof ObjectNode object) || object.size() != 1) {
            return Optional.empty();
        }
        var member = object.members().entrySet().iterator().next();
        String name = member.getKey();
        return name.equals("Ref") || name.startsWith("Fn::")
                ? Optional.of(new Intrinsic(name, member.getValue().value(), node.span()))
                : Optional.empty();
    }

    /// The names of all functions.
    public static Set<String> names() {
        return KNOWN;
    }

    /// Whether CloudFormation has this function.
    public boolean isKnown() {
        return KNOWN.contains(name);
    }

    /// The argument's elements, if it is a list.
    public Optional<List<Node>> arguments() {
        return argument.asList();
    }
}
