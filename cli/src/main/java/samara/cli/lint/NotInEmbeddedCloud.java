package samara.cli.lint;

import java.util.HashSet;
import java.util.Set;
import samara.template.ResourceDeclaration;

/// Resource types that the embedded cloud does not have, each at its first resource.
final class NotInEmbeddedCloud implements Rule {
    @Override
    public About about() {
        return About.info(
                "S7001",
                "The embedded cloud does not have this resource type",
                "AWS has the type; the embedded cloud has not built it. `deploy` to AWS works, `deploy --local` and `up` "
                        + "refuse the template.");
    }

    @Override
    public void check(Subject subject, Findings findings) {
        Set<String> reported = new HashSet<>();
        for (ResourceDeclaration resource : subject.resources()) {
            if (reported.add(resource.type())
                    && subject.specification().type(resource.type()).isPresent()
                    && subject.embedded().find(resource.type()).isEmpty()) {
                findings.add(findings.at(
                                UnknownTypes.span(resource),
                                "The embedded cloud does not have `" + resource.type()
                                        + "`: this template deploys to AWS, " + "not locally.")
                        .inResource(resource.logicalId()));
            }
        }
    }
}
