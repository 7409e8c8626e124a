package samara.build;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import samara.template.JsonWriter;
import samara.template.ObjectNode;
import samara.template.StringNode;
import samara.template.TemplateReader;

class IncludedFilesTest {
    private final List<String> found = new ArrayList<>();

    private String moved(String text) {
        ObjectNode template = TemplateReader.read(text, "t.yaml").root().orElseThrow();
        return JsonWriter.compact(IncludedFiles.moved(template, location -> {
            found.add(location.value());
            return Optional.of(new StringNode("s3://b/" + location.value(), location.span()));
        }));
    }

    @Test
    void findsThemAtTheTopInListsAndInside() {
        String made = moved("""
                Transform: [AWS::Serverless-2016-10-31, {Name: AWS::Include, Parameters: {Location: top.yaml}}]
                Resources:
                  A:
                    Properties:
                      List: [{Fn::Transform: [{Name: AWS::Include, Parameters: {Location: a.yaml}}, {Name: Mine}]}]
                """);
        assertThat(found).containsExactly("top.yaml", "a.yaml");
        assertThat(made).contains("s3://b/top.yaml", "s3://b/a.yaml", "Mine");
    }

    @Test
    void leavesWhatIsNoLocalFile() {
        moved("""
                Resources:
                  A: {Fn::Transform: {Name: AWS::Include, Parameters: {Location: s3://b/k}}}
                  B: {Fn::Transform: {Name: AWS::Include, Parameters: {Location: !Ref P}}}
                  C: {Fn::Transform: {Name: Mine, Parameters: {Location: x}}}
                """);
        assertThat(found).isEmpty();
    }
}
