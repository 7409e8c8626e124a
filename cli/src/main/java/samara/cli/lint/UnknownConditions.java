package samara.cli.lint;

import java.util.Set;
import samara.template.Node;
import samara.template.StringNode;
import samara.template.Suggestion;
import samara.template.Template;

/// `Condition`, and the first argument of `Fn::If`, of conditions that are not there.
final class UnknownConditions implements Rule {
    @Override
    public About about() {
        return About.error(
                "S2004",
                "A condition is not there",
                "`Condition` and `Fn::If` take names of the section `Conditions`.");
    }

    @Override
    public void check(Subject subject, Findings findings) {
        subject.made().ifPresent(template -> {
            template.resources().values().forEach(resource -> {
                resource.condition().ifPresent(name -> name(name, template, findings));
                choices(resource.properties(), template, findings);
            });
            template.outputs().values().forEach(output -> {
                output.condition().ifPresent(name -> name(name, template, findings));
                choices(output.value(), template, findings);
            });
            template.conditions().forEach((name, body) -> operands(body, template, findings));
        });
    }

    private static void choices(Node node, Template template, Findings findings) {
        Walk.calls(node, call -> {
            if (call.name().equals("Fn::If")) {
                call.arguments().flatMap(all -> all.stream().findFirst()).ifPresent(first -> {
                    if (first instanceof StringNode name) {
                        name(name, template, findings);
                    }
                });
            }
        });
    }

    /// `{"Condition": "Name"}` inside of a condition.
    private static void operands(Node node, Template template, Findings findings) {
        node.asObject()
                .ifPresent(object -> object.forEach((name, value) -> {
                    if (name.equals("Condition") && value instanceof StringNode text) {
                        name(text, template, findings);
                    }
                    operands(value, template, findings);
                }));
        node.asList().ifPresent(list -> list.forEach(element -> operands(element, template, findings)));
    }

    private static void name(StringNode name, Template template, Findings findings) {
        Set<String> known = template.conditions().names();
        if (!known.contains(name.value())) {
            findings.add(Suggestion.of(name.value(), known)
                    .hintOrList(
                            findings.at(name.span(), "The template has no condition `" + name.value() + "`."),
                            "conditions",
                            known));
        }
    }
}
