package samara.cli.lint;

/// Properties that must be there and are not.
final class MissingProperties implements Rule {
    @Override
    public About about() {
        return About.error("S3003", "A required property is missing", "CloudFormation refuses a resource without it.");
    }

    @Override
    public void check(Subject subject, Findings findings) {
        for (Mismatch mismatch : subject.mismatches()) {
            if (mismatch instanceof Mismatch.Missing missing) {
                findings.add(findings.at(
                                missing.span(),
                                "`" + missing.owner() + "` needs the property `" + missing.name() + "`.")
                        .inResource(missing.logicalId()));
            }
        }
    }
}
