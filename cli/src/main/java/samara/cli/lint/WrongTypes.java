package samara.cli.lint;

/// Values of another kind than the property takes.
final class WrongTypes implements Rule {
    @Override
    public About about() {
        return About.error(
                "S3004",
                "A value has the wrong type",
                "CloudFormation takes `\"5\"` for a number and `5` for a text, but no object or single value for a list, and "
                        + "no text where an object belongs.");
    }

    @Override
    public void check(Subject subject, Findings findings) {
        for (Mismatch mismatch : subject.mismatches()) {
            if (mismatch instanceof Mismatch.WrongType wrong) {
                String article = wrong.expected().startsWith("o") ? "an " : "a ";
                findings.add(findings.at(
                                wrong.span(),
                                "`" + wrong.name() + "` must be " + article + wrong.expected() + ", not "
                                        + wrong.given() + ".")
                        .inResource(wrong.logicalId()));
            }
        }
    }
}
