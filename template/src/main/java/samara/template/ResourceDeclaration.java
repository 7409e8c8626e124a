package samara.template;

import java.util.List;
import java.util.Optional;

/// One entry of a template's `Resources`, not evaluated yet.
///
/// @param type such as `AWS::SQS::Queue`
/// @param properties its properties with their intrinsics
/// @param body all of it as written
/// @param span the place of its logical id
public record ResourceDeclaration(
        String logicalId,
        String type,
        ObjectNode properties,
        List<StringNode> dependsOn,
        Optional<StringNode> condition,
        Optional<String> deletionPolicy,
        Optional<String> updateReplacePolicy,
        ObjectNode body,
        Span span) {
    private static final List<String> NAMES = List.of(
            "Type",
            "Properties",
            "DependsOn",
            "Condition",
            "DeletionPolicy",
            "UpdateReplacePolicy",
            "Metadata",
            "CreationPolicy",
            "UpdatePolicy",
            "Connectors",
            "IgnoreGlobals",
            "Fn::Transform");
    private static final List<String> DELETION_POLICIES =
            List.of("Delete", "Retain", "RetainExceptOnCreate", "Snapshot");

    public ResourceDeclaration {
        dependsOn = List.copyOf(dependsOn);
    }

    static Optional<ResourceDeclaration> read(String id, ObjectNode body, Span span, List<Diagnostic> diagnostics) {
        for (String name : body.names()) {
            if (!NAMES.contains(name)) {
                diagnostics.add(Suggestion.of(name, NAMES)
                        .hint(Diagnostic.error(
                                "unknown-resource-attribute",
                                "A resource has no `" + name + "` beside its properties.",
                                body.nameSpan(name)))
                        .inResource(id));
            }
        }
        Optional<String> type = body.string("Type");
        if (type.isEmpty() && body.has("Fn::Transform")) {
            return Optional.empty();
        }
        if (type.isEmpty()) {
            diagnostics.add(Diagnostic.error("missing-type", "The resource `" + id + "` needs a `Type`.", span)
                    .inResource(id));
            return Optional.empty();
        }
        Node properties = body.get("Properties").orElse(new NullNode(span));
        if (!(properties instanceof ObjectNode) && !(properties instanceof NullNode)) {
            diagnostics.add(Diagnostic.error("not-an-object", "`Properties` must be an object.", properties.span())
                    .inResource(id));
        }
        Node condition = body.get("Condition").orElse(new NullNode(span));
        return Optional.of(new ResourceDeclaration(
                id,
                type.get(),
                properties.asObject().orElse(ObjectNode.empty(properties.span())),
                dependsOn(id, body, diagnostics),
                condition instanceof StringNode name ? Optional.of(name) : Optional.empty(),
                policy(id, body, "DeletionPolicy", diagnostics),
                policy(id, body, "UpdateReplacePolicy", diagnostics),
                body,
                span));
    }

    private static List<StringNode> dependsOn(String id, ObjectNode body, List<Diagnostic> diagnostics) {
        Optional<Node> value = body.get("DependsOn");
        if (value.isEmpty()) {
            return List.of();
        }
        List<Node> all = value.get().asList().orElse(List.of(value.get()));
        for (Node node : all) {
            if (!(node instanceof StringNode)) {
                diagnostics.add(Diagnostic.error(
                                "bad-depends-on",
                                "`DependsOn` takes logical ids, not a " + node.kind() + ".",
                                node.span())
                        .inResource(id));
            }
        }
        return all.stream()
                .filter(StringNode.class::isInstance)
                .map(StringNode.class::cast)
                .toList();
    }

    private static Optional<String> policy(String id, ObjectNode body, String name, List<Diagnostic> diagnostics) {
        Optional<Node> value = body.get(name);
        if (value.isPresent() && value.get() instanceof StringNode text && !DELETION_POLICIES.contains(text.value())) {
            diagnostics.add(Suggestion.of(text.value(), DELETION_POLICIES)
                    .hintOrList(
                            Diagnostic.error("bad-policy", "`" + text.value() + "` is no `" + name + "`.", text.span()),
                            "policies",
                            DELETION_POLICIES)
                    .inResource(id));
        }
        return value.flatMap(Node::asString);
    }
}
