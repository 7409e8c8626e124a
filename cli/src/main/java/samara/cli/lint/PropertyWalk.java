package samara.cli.lint;

import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import samara.cli.lint.spec.Kind;
import samara.cli.lint.spec.SpecifiedType;
import samara.cli.lint.spec.Structure;
import samara.template.BooleanNode;
import samara.template.Intrinsic;
import samara.template.ListNode;
import samara.template.Node;
import samara.template.ObjectNode;
import samara.template.PseudoParameters;
import samara.template.Span;

/// Compares one resource's properties with AWS's specification. CloudFormation takes `"5"` for a number and `5` for a
/// text, and so does this; what only a deployment knows fits everywhere. Both sides of an `Fn::If` are looked at.
final class PropertyWalk {
    private final SpecifiedType type;
    private final String logicalId;
    private final List<Mismatch> found;

    PropertyWalk(SpecifiedType type, String logicalId, List<Mismatch> found) {
        this.type = type;
        this.logicalId = logicalId;
        this.found = found;
    }

    void walk(ObjectNode properties) {
        object(properties, type.properties(), type.name());
    }

    private void object(ObjectNode node, Structure structure, String owner) {
        Optional<Intrinsic> call = Intrinsic.of(node);
        if (call.isPresent()) {
            sides(call.get()).forEach(side -> side.asObject().ifPresent(object -> object(object, structure, owner)));
            return;
        }
        boolean isOpen = false;
        for (String name : node.names()) {
            Structure.Property property = structure.properties().get(name);
            if (name.startsWith("Fn::")) {
                isOpen = true;
            } else if (property == null) {
                found.add(new Mismatch.Unknown(
                        logicalId,
                        node.nameSpan(name),
                        name,
                        owner,
                        structure.properties().keySet()));
            } else {
                node.get(name).ifPresent(value -> value(value, property.kind(), name));
            }
        }
        boolean isClosed = !isOpen;
        structure.properties().forEach((name, property) -> {
            boolean isAbsent = !node.has(name)
                    || node.get(name).filter(PropertyWalk::isNoValue).isPresent();
            if (property.isRequired() && isAbsent && isClosed) {
                found.add(new Mismatch.Missing(logicalId, node.span(), name, owner));
            }
        });
    }

    private void value(Node node, Kind kind, String name) {
        Optional<Intrinsic> call = Intrinsic.of(node);
        if (call.isPresent()) {
            sides(call.get()).forEach(side -> value(side, kind, name));
            return;
        }
        switch (kind) {
            case Kind.Scalar scalar -> {
                if (!fits(node, scalar.type())) {
                    wrong(node, name, scalar.type().word());
                }
            }
            case Kind.Choice choice -> choice(node, choice, name);
            case Kind.Elements elements -> {
                if (node instanceof ListNode list) {
                    list.elements().forEach(element -> value(element, elements.element(), name));
                } else if (!isDynamic(node)) {
                    wrong(node, name, "list");
                }
            }
            case Kind.Entries entries -> {
                if (node instanceof ObjectNode object) {
                    object.forEach((key, entry) -> value(entry, entries.value(), key));
                } else if (!isDynamic(node)) {
                    wrong(node, name, "object");
                }
            }
            case Kind.Structure structure -> {
                if (node instanceof ObjectNode object) {
                    type.structure(structure).ifPresent(known -> object(object, known, name));
                } else if (!isDynamic(node)) {
                    wrong(node, name, "object");
                }
            }
            case Kind.Either either ->
                only(either, node).ifPresentOrElse(one -> value(node, one, name), () -> shape(either, node, name));
            case Kind.Anything anything -> {}
        }
    }

    /// The one alternative that has the node's shape.
    private static Optional<Kind> only(Kind.Either either, Node node) {
        List<Kind> fitting =
                either.kinds().stream().filter(kind -> hasShape(kind, node)).toList();
        return fitting.size() == 1 ? Optional.of(fitting.getFirst()) : Optional.empty();
    }

    private void shape(Kind.Either either, Node node, String name) {
        boolean isAny = either.kinds().stream().anyMatch(kind -> kind instanceof Kind.Anything || hasShape(kind, node));
        if (!isAny && !isDynamic(node)) {
            wrong(node, name, either.kinds().stream().anyMatch(Kind.Elements.class::isInstance) ? "list" : "object");
        }
    }

    private static boolean hasShape(Kind kind, Node node) {
        return switch (kind) {
            case Kind.Scalar scalar -> node.asText().isPresent();
            case Kind.Choice choice -> node.asText().isPresent();
            case Kind.Elements elements -> node instanceof ListNode;
            case Kind.Entries entries -> node instanceof ObjectNode;
            case Kind.Structure structure -> node instanceof ObjectNode;
            case Kind.Either inner -> true;
            case Kind.Anything anything -> false;
        };
    }

    private void choice(Node node, Kind.Choice choice, String name) {
        Optional<String> text = node.asText();
        if (text.isEmpty()) {
            wrong(node, name, "string");
        } else if (!choice.values().contains(text.get()) && !isDynamic(node)) {
            found.add(new Mismatch.WrongValue(logicalId, node.span(), name, text.get(), choice.values()));
        }
    }

    private static boolean fits(Node node, Kind.Type type) {
        Optional<String> text = node.asText();
        if (text.isEmpty() || isDynamic(node)) {
            return text.isPresent();
        }
        return switch (type) {
            case STRING -> true;
            case BOOLEAN -> text.get().equalsIgnoreCase("true") || text.get().equalsIgnoreCase("false");
            case INTEGER ->
                decimal(node)
                        .filter(number -> number.stripTrailingZeros().scale() <= 0)
                        .isPresent();
            case NUMBER -> decimal(node).isPresent();
        };
    }

    private static Optional<BigDecimal> decimal(Node node) {
        if (node instanceof BooleanNode) {
            return Optional.empty();
        }
        try {
            return node.asText().map(text -> new BigDecimal(text.strip()));
        } catch (NumberFormatException notANumber) {
            return Optional.empty();
        }
    }

    /// Whether a text is looked up by CloudFormation: `{{resolve:ssm:name}}`.
    private static boolean isDynamic(Node node) {
        return node.asString().filter(text -> text.contains("{{resolve:")).isPresent();
    }

    /// The values that a call may give, as far as they are written down: those of an `Fn::If`.
    private static List<Node> sides(Intrinsic call) {
        List<Node> arguments = call.arguments().orElse(List.of());
        return call.name().equals("Fn::If") && arguments.size() == 3 ? arguments.subList(1, 3) : List.of();
    }

    private static boolean isNoValue(Node node) {
        return Intrinsic.of(node)
                .filter(call -> call.name().equals("Ref"))
                .flatMap(call -> call.argument().asString())
                .filter(PseudoParameters.NO_VALUE::equals)
                .isPresent();
    }

    private void wrong(Node node, String name, String expected) {
        Span span = node.span();
        String given = node.asText()
                .filter(text -> text.length() <= 40)
                .map(text -> "`" + text + "`")
                .orElse((node instanceof ObjectNode ? "an " : "a ") + node.kind());
        found.add(new Mismatch.WrongType(logicalId, span, name, expected, given));
    }
}
