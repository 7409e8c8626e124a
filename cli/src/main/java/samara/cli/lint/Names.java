package samara.cli.lint;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import samara.template.Dependencies;
import samara.template.Node;
import samara.template.ObjectNode;
import samara.template.StringNode;
import samara.template.SubText;

/// What names a template uses, anywhere in it: for what is declared and never used. Where a name is put together from
/// others, or comes from a file, every name counts as used.
final class Names {
    private final Set<String> references = new HashSet<>();
    private final Set<String> conditions = new HashSet<>();
    private final Set<String> mappings = new HashSet<>();
    private boolean isOpen;

    static Names in(ObjectNode root) {
        var names = new Names();
        root.members().forEach((section, member) -> names.collect(member.value(), section.equals("Conditions")));
        return names;
    }

    /// Whether a parameter or resource may be used.
    boolean hasReference(String name) {
        return isOpen || references.contains(name);
    }

    /// Whether a condition may be used.
    boolean hasCondition(String name) {
        return isOpen || conditions.contains(name);
    }

    /// Whether a mapping may be used.
    boolean hasMapping(String name) {
        return isOpen || mappings.contains(name);
    }

    private void collect(Node node, boolean isCondition) {
        if (node instanceof ObjectNode object) {
            object.forEach((name, value) -> {
                collect(name, value, object);
                collect(value, isCondition);
            });
        } else {
            node.asList().ifPresent(list -> list.forEach(element -> collect(element, isCondition)));
        }
    }

    private void collect(String name, Node value, ObjectNode owner) {
        List<Node> arguments = value.asList().orElse(List.of());
        switch (name) {
            case "Ref" -> value.asString().ifPresent(this::reference);
            case "Fn::Sub" ->
                (arguments.isEmpty() ? value : arguments.getFirst())
                        .asString()
                        .ifPresent(text -> SubText.parse(text).variables().forEach(this::reference));
            case "Fn::GetAtt" ->
                Dependencies.of(owner, java.util.Map.of()).forEach(found -> reference(found.logicalId()));
            case "Fn::If" -> first(arguments).ifPresent(conditions::add);
            case "Condition" -> value.asString().ifPresent(conditions::add);
            case "Fn::FindInMap" ->
                first(arguments).filter(one -> !one.contains("${")).ifPresentOrElse(mappings::add, () -> isOpen = true);
            case "Fn::Transform" -> isOpen = true;
            default -> isOpen |= name.startsWith("Fn::ForEach::");
        }
    }

    private static Optional<String> first(List<Node> arguments) {
        return arguments.stream()
                .findFirst()
                .filter(StringNode.class::isInstance)
                .flatMap(Node::asString);
    }

    private void reference(String name) {
        int dot = name.indexOf('.');
        references.add(dot < 0 ? name : name.substring(0, dot));
    }
}
