package samara.cli.lint;

import samara.template.Intrinsic;
import samara.template.Node;
import samara.template.Suggestion;

/// `Fn::…` that CloudFormation does not have.
final class UnknownFunctions implements Rule {
    @Override
    public About about() {
        return About.error(
                "S2007",
                "CloudFormation has no such intrinsic function",
                "An object of one member whose name begins with `Fn::` is a call; CloudFormation refuses one that it does "
                        + "not know.");
    }

    @Override
    public void check(Subject subject, Findings findings) {
        subject.made().ifPresent(template -> {
            template.resources().values().forEach(resource -> calls(resource.properties(), findings));
            template.outputs().values().forEach(output -> calls(output.value(), findings));
            calls(template.conditions(), findings);
        });
    }

    private static void calls(Node node, Findings findings) {
        Walk.calls(node, call -> {
            if (!call.isKnown() && !call.name().startsWith("Fn::ForEach::")) {
                findings.add(Suggestion.of(call.name(), Intrinsic.names())
                        .hint(findings.at(call.span(), "CloudFormation has no function `" + call.name() + "`.")));
            }
        });
    }
}
