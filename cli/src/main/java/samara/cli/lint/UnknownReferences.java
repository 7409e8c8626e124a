package samara.cli.lint;

import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import samara.template.Dependencies;
import samara.template.Diagnostic;
import samara.template.Node;
import samara.template.ResourceDeclaration;
import samara.template.Suggestion;
import samara.template.Template;

/// `Ref`, `Fn::GetAtt` and the variables of `Fn::Sub` to what is not there.
final class UnknownReferences implements Rule {
    @Override
    public About about() {
        return About.error(
                "S2001",
                "A reference leads nowhere",
                "`Ref`, `Fn::GetAtt` and `${…}` in `Fn::Sub` take the name of a parameter or resource of this template, or "
                        + "a pseudo parameter such as `AWS::Region`. Write `${!Name}` where `Fn::Sub` must leave the text as "
                        + "it is.");
    }

    @Override
    public void check(Subject subject, Findings findings) {
        subject.made().ifPresent(template -> {
            for (ResourceDeclaration resource : template.resources().values()) {
                check(resource.properties(), template, resource.logicalId(), findings);
            }
            template.outputs().values().forEach(output -> {
                check(output.value(), template, "", findings);
                output.exportName().ifPresent(name -> check(name, template, "", findings));
            });
        });
    }

    private static void check(Node node, Template template, String logicalId, Findings findings) {
        Set<String> known = new LinkedHashSet<>(template.parameters().keySet());
        known.addAll(template.resources().keySet());
        for (Dependencies.Reference reference : Dependencies.of(node, Map.of())) {
            if (!known.contains(reference.logicalId())) {
                Diagnostic found = findings.at(
                        reference.span(),
                        "`" + reference.logicalId() + "` is neither a parameter nor a resource of this template.");
                findings.add(Suggestion.of(reference.logicalId(), known)
                        .hint(logicalId.isEmpty() ? found : found.inResource(logicalId)));
            }
        }
    }
}
