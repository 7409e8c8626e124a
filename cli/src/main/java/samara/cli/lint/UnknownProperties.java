package samara.cli.lint;

import samara.template.Suggestion;

/// Properties that a resource type does not have.
final class UnknownProperties implements Rule {
    @Override
    public About about() {
        return About.error(
                "S3002",
                "A resource type has no such property",
                "CloudFormation refuses properties that the type does not have. They are case-sensitive, and SAM's own "
                        + "properties are none of CloudFormation's.");
    }

    @Override
    public void check(Subject subject, Findings findings) {
        for (Mismatch mismatch : subject.mismatches()) {
            if (mismatch instanceof Mismatch.Unknown unknown) {
                findings.add(Suggestion.of(unknown.name(), unknown.known())
                        .hintOrList(
                                findings.at(
                                                unknown.span(),
                                                "`" + unknown.owner() + "` has no property `" + unknown.name() + "`.")
                                        .inResource(unknown.logicalId()),
                                "properties",
                                unknown.known()));
            }
        }
    }
}
