package samara.cli.lint;

import samara.cli.lint.spec.Specification;
import samara.template.ResourceDeclaration;

/// A resource type that may be newer than this version's specification.
final class UnspecifiedTypes implements Rule {
    @Override
    public About about() {
        return About.warning(
                "S3006",
                "A resource type is not in this version's specification",
                "The type is misspelt, newer than this version of Samara, or registered privately: its properties and "
                        + "attributes are not checked.");
    }

    @Override
    public void check(Subject subject, Findings findings) {
        for (ResourceDeclaration resource : subject.resources()) {
            boolean isPrivate = !Types.isOfAws(resource.type()) && !Types.isOpen(resource.type());
            boolean isNew = UnknownTypes.isUnknown(resource, subject)
                    && UnknownTypes.nearby(resource.type(), Specification.names())
                            .isEmpty();
            if (isPrivate || isNew) {
                findings.add(findings.at(
                                UnknownTypes.span(resource),
                                "The resource type `" + resource.type()
                                        + "` is not known: its properties are not checked.")
                        .inResource(resource.logicalId()));
            }
        }
    }
}
