package samara.cli.lint;

import java.nio.charset.StandardCharsets;
import samara.template.JsonWriter;
import samara.template.ObjectNode;

/// CloudFormation's quota on the bytes of a template.
final class TemplateSize implements Rule {
    private static final int MOST_BYTES = 1_000_000;

    @Override
    public About about() {
        return About.error(
                "S1003",
                "The template is larger than CloudFormation takes",
                "A template may have 1 MB once its transforms have run. Move a part into an application of its own, or API "
                        + "definitions into files (`DefinitionUri`).");
    }

    @Override
    public void check(Subject subject, Findings findings) {
        ObjectNode root =
                subject.made().map(made -> made.root()).orElse(subject.written().root());
        int bytes = JsonWriter.compact(root).getBytes(StandardCharsets.UTF_8).length;
        if (bytes > MOST_BYTES) {
            findings.add(findings.at(
                    subject.written().root().nameSpan("Resources"),
                    "The template has " + bytes + " bytes; CloudFormation takes " + MOST_BYTES + "."));
        }
    }
}
