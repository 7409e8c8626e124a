package samara.cloud.resource;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import samara.template.Diagnostic;
import samara.template.Node;
import samara.template.ObjectNode;
import samara.template.TemplateReader;

class ResourceHandlerTest {
    private final RecordShape<Properties> shape = RecordShape.of(Properties.class);

    record Name(String value) {
        Name {
            if (value.contains(" ")) {
                throw new IllegalArgumentException("A name has no spaces.");
            }
        }
    }

    record Properties(
            String text,
            Optional<Integer> number,
            Optional<Boolean> isOn,
            List<Part> parts,
            Optional<Map<String, String>> tags,
            Optional<Node> document,
            Optional<Name> name,
            @Attribute("DBName") Optional<Mode> mode) {}

    record Part(String key, Optional<Long> size) {}

    enum Mode {
        FAST,
        SLOW
    }

    @Test
    void takesTextNumbersAndBooleansForEachOther() {
        Properties decoded = decode("Text: 5\nNumber: '12'\nIsOn: 'true'\nParts: [{Key: true, Size: 3}]\nDBName: SLOW")
                .value()
                .orElseThrow();
        assertThat(decoded.text()).isEqualTo("5");
        assertThat(decoded.number()).contains(12);
        assertThat(decoded.isOn()).contains(true);
        assertThat(decoded.parts()).containsExactly(new Part("true", Optional.of(3L)));
        assertThat(decoded.mode()).contains(Mode.SLOW);
    }

    @Test
    void saysAllThatIsWrongAndWhere() {
        assertThat(said("Txt: a\nNumber: 1.5\nParts:\n- Size: x\nName: a b\nDBName: FSAT\nTags: []"))
                .containsExactlyInAnyOrder(
                        "t.yaml:1:1 The property `Txt` is not known here, or not built yet. Did you mean `Text`?",
                        "t.yaml:1:1 The property `Text` is required.",
                        "t.yaml:2:9 `Number` must be a whole number, not `1.5`.",
                        "t.yaml:4:3 The property `Key` is required.",
                        "t.yaml:4:9 `Size` must be a whole number, not `x`.",
                        "t.yaml:5:7 A name has no spaces.",
                        "t.yaml:6:9 `DBName` cannot be `FSAT`. Did you mean `FAST`?",
                        "t.yaml:7:7 `Tags` must be an object, not a list.");
    }

    @Test
    void takesTheUnknownForAnything() {
        RecordShape.Decoded<Properties> decoded =
                decode("Text: a\nNumber: '" + Unknown.TEXT + "'\nTags: {a: 'x-" + Unknown.TEXT + "'}");
        assertThat(decoded.diagnostics()).isEmpty();
        assertThat(decoded.value()).isEmpty();
    }

    @Test
    void writesWhatItReads() {
        ObjectNode node = node("Text: a\nNumber: 1\nParts: [{Key: k}]\nTags: {a: b}\nDocument: [1]\nDBName: FAST");
        Properties decoded = shape.decode(node).value().orElseThrow();
        assertThat(shape.encode(decoded, node.span())).isEqualTo(node);
    }

    private List<String> said(String yaml) {
        return decode(yaml).diagnostics().stream()
                .map(ResourceHandlerTest::line)
                .toList();
    }

    private static String line(Diagnostic diagnostic) {
        return diagnostic.span() + " " + diagnostic.message()
                + diagnostic.hint().map(hint -> " " + hint).orElse("");
    }

    private RecordShape.Decoded<Properties> decode(String yaml) {
        return shape.decode(node(yaml));
    }

    private static ObjectNode node(String yaml) {
        return TemplateReader.read(yaml, "t.yaml").root().orElseThrow();
    }
}
