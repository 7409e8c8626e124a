package samara.template;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import samara.template.Evaluator.Failed;

/// The section `Rules`: assertions about the values of parameters, which hold before anything is made. See
/// <https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/rules-section-structure.html>.
public final class RuleAssertions {
    private static final Map<String, String> ARGUMENTS = Map.of(
            "Fn::And", "2 to 10 conditions",
            "Fn::Or", "2 to 10 conditions",
            "Fn::Not", "one condition",
            "Fn::Equals", "two values",
            "Fn::Contains", "a list of strings and a string",
            "Fn::EachMemberEquals", "a list of strings and a string",
            "Fn::EachMemberIn", "two lists of strings");
    private static final List<String> OF_RESOURCES = List.of("Fn::RefAll", "Fn::ValueOf", "Fn::ValueOfAll");

    private final Evaluator evaluator;
    private final List<Diagnostic> diagnostics = new ArrayList<>();

    private RuleAssertions(Evaluator evaluator) {
        this.evaluator = evaluator;
    }

    /// What does not hold, and what is wrong with the rules, all of it.
    ///
    /// @param evaluator one that knows the template's parameters
    public static List<Diagnostic> check(Template template, Evaluator evaluator) {
        var assertions = new RuleAssertions(evaluator);
        template.rules().members().forEach((name, member) -> assertions.rule(name, member.value(), member.nameSpan()));
        return assertions.diagnostics;
    }

    private void rule(String name, Node node, Span place) {
        try {
            ObjectNode rule =
                    node.asObject().orElseThrow(() -> wrong("The rule `" + name + "` must be an object.", place));
            for (String property : rule.names()) {
                if (!List.of("RuleCondition", "Assertions").contains(property)) {
                    throw new Failed(Suggestion.of(property, List.of("RuleCondition", "Assertions"))
                            .hint(Diagnostic.error(
                                    "bad-rule", "A rule has no `" + property + "`.", rule.nameSpan(property))));
                }
            }
            List<Node> assertions = rule.get("Assertions")
                    .flatMap(Node::asList)
                    .filter(list -> !list.isEmpty())
                    .orElseThrow(() -> wrong("The rule `" + name + "` needs a list of `Assertions`.", place));
            Optional<Node> condition = rule.get("RuleCondition");
            boolean applies = condition.isEmpty() || holds(condition.get());
            assertions.forEach(assertion -> check(name, assertion, applies));
        } catch (Failed failed) {
            diagnostics.add(failed.diagnostic());
        }
    }

    private void check(String rule, Node node, boolean applies) {
        try {
            Node asserted = node.asObject()
                    .flatMap(assertion -> assertion.get("Assert"))
                    .orElseThrow(() -> wrong("An assertion needs an `Assert`.", node.span()));
            // What is written wrong is wrong whether it applies or not.
            boolean holds = holds(asserted);
            if (applies && !holds) {
                String why = node.asObject()
                        .flatMap(assertion -> assertion.string("AssertDescription"))
                        .map(text -> ": " + text.strip())
                        .orElse("");
                diagnostics.add(Diagnostic.error(
                        "rule-assertion",
                        "An assertion of the rule `" + rule + "` does not hold" + why + (why.endsWith(".") ? "" : "."),
                        asserted.span()));
            }
        } catch (Failed failed) {
            diagnostics.add(failed.diagnostic());
        }
    }

    private boolean holds(Node node) {
        if (node instanceof BooleanNode bool) {
            return bool.value();
        }
        Intrinsic call = Intrinsic.of(node)
                .orElseThrow(() -> wrong(
                        "A rule needs a function here that is true or false, not "
                                + (node instanceof ObjectNode ? "an object" : "a " + node.kind()) + ".",
                        node.span()));
        if (OF_RESOURCES.contains(call.name())) {
            throw unsupported(call);
        }
        String takes = ARGUMENTS.get(call.name());
        if (takes == null) {
            throw new Failed(Suggestion.of(call.name(), ARGUMENTS.keySet())
                    .hint(Diagnostic.error(
                            "bad-rule", "`" + call.name() + "` can't be used in a rule here.", call.span())));
        }
        List<Node> arguments = call.arguments().orElse(List.of());
        if (!isNumber(call.name(), arguments.size())) {
            throw wrong(
                    "`" + call.name() + "` takes " + takes + ".",
                    call.argument().span());
        }
        return switch (call.name()) {
            // Each operand is looked at, so that a mistake in one shows.
            case "Fn::And" -> arguments.stream().map(this::holds).reduce(true, Boolean::logicalAnd);
            case "Fn::Or" -> arguments.stream().map(this::holds).reduce(false, Boolean::logicalOr);
            case "Fn::Not" -> !holds(arguments.getFirst());
            case "Fn::Equals" -> text(arguments.get(0)).equals(text(arguments.get(1)));
            case "Fn::Contains" -> texts(arguments.get(0)).contains(text(arguments.get(1)));
            case "Fn::EachMemberEquals" -> {
                String wanted = text(arguments.get(1));
                yield texts(arguments.get(0)).stream().allMatch(wanted::equals);
            }
            default -> texts(arguments.get(1)).containsAll(texts(arguments.get(0)));
        };
    }

    private static boolean isNumber(String function, int arguments) {
        return switch (function) {
            case "Fn::And", "Fn::Or" -> arguments >= 2 && arguments <= 10;
            case "Fn::Not" -> arguments == 1;
            default -> arguments == 2;
        };
    }

    private String text(Node node) {
        return evaluator.text(plain(node), "a value in a rule");
    }

    private List<String> texts(Node node) {
        return evaluator.elements(plain(node), "a list in a rule").stream()
                .map(element -> evaluator.text(plain(element), "an element of a list in a rule"))
                .toList();
    }

    /// A literal or a `Ref`: a rule knows nothing but parameters.
    private static Node plain(Node node) {
        Optional<Intrinsic> call =
                Intrinsic.of(node).filter(found -> !found.name().equals("Ref"));
        if (call.isPresent() && OF_RESOURCES.contains(call.get().name())) {
            throw unsupported(call.get());
        }
        if (call.isPresent()) {
            throw wrong("`" + call.get().name() + "` can't be used in a rule.", node.span());
        }
        return node;
    }

    private static Failed unsupported(Intrinsic call) {
        return new Failed(Diagnostic.error("unsupported-rule", "`" + call.name() + "` is not built.", call.span())
                .hint("It looks up networks and hosted zones, which the embedded cloud does not have."));
    }

    private static Failed wrong(String message, Span span) {
        return new Failed("bad-rule", message, span);
    }
}
