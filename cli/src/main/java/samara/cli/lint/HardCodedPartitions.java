package samara.cli.lint;

import samara.template.StringNode;

/// `arn:aws:` spelt out.
final class HardCodedPartitions implements Rule {
    @Override
    public About about() {
        return About.info(
                "S6001",
                "A partition is spelt out",
                "An ARN that begins with `arn:aws:` does not work in China or GovCloud: "
                        + "`!Sub arn:${AWS::Partition}:…` works everywhere.");
    }

    @Override
    public void check(Subject subject, Findings findings) {
        subject.written()
                .root()
                .get("Resources")
                .ifPresent(resources -> Walk.texts(resources, text -> {
                    if (isHardCoded(text)) {
                        findings.add(findings.at(text.span(), "The partition `aws` is spelt out.")
                                .hint("Write `${AWS::Partition}` in an `Fn::Sub`."));
                    }
                }));
    }

    private static boolean isHardCoded(StringNode text) {
        return text.value().startsWith("arn:aws:");
    }
}
