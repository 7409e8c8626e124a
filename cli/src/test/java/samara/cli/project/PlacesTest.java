package samara.cli.project;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import samara.template.JsonWriter;
import samara.template.ObjectNode;
import samara.template.TemplateReader;

class PlacesTest {
    @Test
    void pointsAtWhatTheAuthorWrote() {
        ObjectNode tree = TemplateReader.read(
                        "# a comment\n\nResources:\n  T: {Type: No::Such::Type}\n", "template.yaml")
                .root()
                .orElseThrow();
        String sent = JsonWriter.indented(tree);
        String message = "Template validation error: template:4:15: The type `No::Such::Type` is not known.";
        assertThat(sent.lines().toList().get(3)).startsWith("      \"Type\": ");
        assertThat(Places.mended(message, tree, sent))
                .isEqualTo("Template validation error: template.yaml:4:13: The type `No::Such::Type` is not known.");
    }

    @Test
    void leavesAMessageWithoutPlacesAlone() {
        ObjectNode tree = TemplateReader.read("A: 1", "t.yaml").root().orElseThrow();
        assertThat(Places.mended("Requires capabilities : [CAPABILITY_IAM]", tree, "{}"))
                .isEqualTo("Requires capabilities : [CAPABILITY_IAM]");
    }
}
