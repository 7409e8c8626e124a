package samara.template;

import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import samara.template.Evaluator.Failed;

/// The conditions of one template, each evaluated once, and the functions that are made of them.
///
/// See https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/intrinsic-function-reference-conditions.html.
final class ConditionValues {
    private static final int MAX_OPERANDS = 10;

    private final ObjectNode declared;
    private final Evaluator evaluator;
    private final Map<String, Boolean> known = new HashMap<>();
    private final Set<String> underway = new LinkedHashSet<>();

    ConditionValues(ObjectNode declared, Evaluator evaluator) {
        this.declared = declared;
        this.evaluator = evaluator;
    }

    /// Takes values as known; they are not evaluated then.
    void assume(Map<String, Boolean> values) {
        known.putAll(values);
    }

    boolean named(String name, Span span) {
        Boolean value = known.get(name);
        if (value != null) {
            return value;
        }
        Optional<Node> body = declared.get(name);
        if (body.isEmpty()) {
            throw new Failed(Suggestion.of(name, declared.names())
                    .hint(Diagnostic.error("unknown-condition", "There is no condition `" + name + "`.", span)));
        }
        if (!underway.add(name)) {
            throw new Failed(
                    "condition-cycle",
                    "The condition `" + name + "` depends on itself: " + String.join(" → ", underway) + " → " + name
                            + ".",
                    declared.nameSpan(name));
        }
        try {
            boolean holds = condition(body.get());
            known.put(name, holds);
            return holds;
        } finally {
            underway.remove(name);
        }
    }

    /// The value of a node that must be a condition.
    private boolean condition(Node node) {
        if (node instanceof BooleanNode bool) {
            return bool.value();
        }
        if (node instanceof ObjectNode object && object.size() == 1) {
            Optional<Node> name = object.get("Condition");
            if (name.isPresent()) {
                return named(
                        name.get()
                                .asString()
                                .orElseThrow(() -> new Failed(
                                        "bad-argument", "`Condition` takes a condition's name.", node.span())),
                        name.get().span());
            }
        }
        Optional<Intrinsic> call = Intrinsic.of(node);
        if (call.isPresent()) {
            return switch (call.get().name()) {
                case "Fn::And", "Fn::Or", "Fn::Not", "Fn::Equals" -> evaluate(call.get());
                default -> truth(node);
            };
        }
        if (node instanceof StringNode) {
            return truth(node);
        }
        throw new Failed("bad-condition", "A condition cannot be a " + node.kind() + ".", node.span());
    }

    private boolean truth(Node node) {
        String text = evaluator.text(node, "a condition");
        if (text.equalsIgnoreCase("true") || text.equalsIgnoreCase("false")) {
            return text.equalsIgnoreCase("true");
        }
        throw new Failed("bad-condition", "A condition must be true or false, not `" + text + "`.", node.span());
    }

    /// `Fn::And`, `Fn::Or`, `Fn::Not`, `Fn::Equals`.
    boolean evaluate(Intrinsic call) {
        List<Node> operands = call.arguments()
                .orElseThrow(() -> new Failed(
                        "bad-argument",
                        "`" + call.name() + "` takes a list.",
                        call.argument().span()));
        int least = call.name().equals("Fn::Not") ? 1 : 2;
        int most = call.name().equals("Fn::Not") ? 1 : call.name().equals("Fn::Equals") ? 2 : MAX_OPERANDS;
        if (operands.size() < least || operands.size() > most) {
            throw new Failed(
                    "bad-argument",
                    "`" + call.name() + "` takes " + (least == most ? "exactly " + least : least + " to " + most)
                            + " values, not " + operands.size() + ".",
                    call.argument().span());
        }
        return switch (call.name()) {
            case "Fn::Not" -> !condition(operands.getFirst());
            case "Fn::Equals" -> equal(operands.get(0), operands.get(1));
            case "Fn::And" -> operands.stream().map(this::condition).reduce(true, Boolean::logicalAnd);
            default -> operands.stream().map(this::condition).reduce(false, Boolean::logicalOr);
        };
    }

    private boolean equal(Node left, Node right) {
        Node a = evaluator.value(left);
        Node b = evaluator.value(right);
        if (a == null || b == null) {
            return a == null && b == null;
        }
        Optional<String> text = a.asText();
        return text.isPresent() ? text.equals(b.asText()) : a.equals(b);
    }

    /// `Fn::If`: only what is chosen is evaluated.
    @Nullable
    Node choose(Intrinsic call) {
        List<Node> arguments = call.arguments().orElse(List.of());
        if (arguments.size() != 3 || arguments.getFirst().asString().isEmpty()) {
            throw new Failed(
                    "bad-argument",
                    "`Fn::If` takes the name of a condition and two values.",
                    call.argument().span());
        }
        boolean holds = named(
                arguments.getFirst().asString().get(), arguments.getFirst().span());
        return evaluator.value(arguments.get(holds ? 1 : 2));
    }
}
