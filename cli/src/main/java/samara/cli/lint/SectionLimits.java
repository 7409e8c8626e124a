package samara.cli.lint;

import java.util.Set;
import samara.template.ObjectNode;
import samara.template.Template;

/// CloudFormation's quotas on how many entries a section has
/// (<https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/cloudformation-limits.html>). Resources are counted
/// after the transform.
final class SectionLimits implements Rule {
    private static final int MOST_RESOURCES = 500;
    private static final int MOST_ENTRIES = 200;

    @Override
    public About about() {
        return About.error(
                "S1001",
                "A section has more entries than CloudFormation takes",
                "A template may have 500 resources (counted after the transform: one function is several), 200 parameters, "
                        + "200 mappings and 200 outputs. Move a part into an application of its own "
                        + "(`AWS::Serverless::Application`, `AWS::CloudFormation::Stack`).");
    }

    @Override
    public void check(Subject subject, Findings findings) {
        Template template = subject.made().orElse(subject.written());
        count(subject, template.root(), "Resources", MOST_RESOURCES, findings);
        for (String section : Set.of("Parameters", "Mappings", "Outputs")) {
            count(subject, template.root(), section, MOST_ENTRIES, findings);
        }
    }

    private static void count(Subject subject, ObjectNode root, String section, int most, Findings findings) {
        int entries = root.object(section).map(ObjectNode::size).orElse(0);
        if (entries > most) {
            findings.add(findings.at(
                    subject.written().root().nameSpan(section),
                    "`" + section + "` has " + entries + " entries; CloudFormation takes " + most + "."));
        }
    }
}
