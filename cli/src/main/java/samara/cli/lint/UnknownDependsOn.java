package samara.cli.lint;

import samara.template.ResourceDeclaration;
import samara.template.StringNode;
import samara.template.Suggestion;
import samara.template.Template;

/// `DependsOn` of what is no resource.
final class UnknownDependsOn implements Rule {
    @Override
    public About about() {
        return About.error(
                "S2003",
                "`DependsOn` names what is no resource",
                "`DependsOn` takes logical ids of resources of this template, those that the transform makes included.");
    }

    @Override
    public void check(Subject subject, Findings findings) {
        subject.made()
                .ifPresent(template -> template.resources().values().forEach(resource -> {
                    check(resource, template, findings);
                }));
    }

    private static void check(ResourceDeclaration resource, Template template, Findings findings) {
        for (StringNode needed : resource.dependsOn()) {
            if (!template.resources().containsKey(needed.value())) {
                findings.add(Suggestion.of(needed.value(), template.resources().keySet())
                        .hint(findings.at(
                                        needed.span(),
                                        "`DependsOn` names `" + needed.value() + "`, which is no resource.")
                                .inResource(resource.logicalId())));
            }
        }
    }
}
