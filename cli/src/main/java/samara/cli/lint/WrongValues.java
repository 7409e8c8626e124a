package samara.cli.lint;

import samara.template.Suggestion;

/// Values that are none of those a property takes.
final class WrongValues implements Rule {
    @Override
    public About about() {
        return About.error(
                "S3005",
                "A value is none of those the property takes",
                "AWS lists the values of this property; upper and lower case count.");
    }

    @Override
    public void check(Subject subject, Findings findings) {
        for (Mismatch mismatch : subject.mismatches()) {
            if (mismatch instanceof Mismatch.WrongValue wrong) {
                findings.add(Suggestion.of(wrong.value(), wrong.values())
                        .hintOrList(
                                findings.at(wrong.span(), "`" + wrong.name() + "` cannot be `" + wrong.value() + "`.")
                                        .inResource(wrong.logicalId()),
                                "values",
                                wrong.values()));
            }
        }
    }
}
