package samara.cli.project;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import samara.template.Diagnostic;
import samara.template.TemplateReader;

class ReferenceCheckTest {
    private static List<String> check(String text) {
        return ReferenceCheck.of(TemplateReader.read(text, "t.yaml").root().orElseThrow()).stream()
                .map(diagnostic -> diagnostic.span().line() + " " + diagnostic.code()
                        + diagnostic.hint().map(hint -> " " + hint).orElse(""))
                .toList();
    }

    @Test
    void acceptsWhatIsThere() {
        assertThat(check("""
                Parameters: {P: {Type: String}}
                Resources:
                  A: {Type: AWS::SNS::Topic, Properties: {TopicName: !Ref P}}
                  B: {Type: AWS::SNS::Topic, DependsOn: A, Properties: {TopicName: !Sub "${A.TopicName}-${AWS::Region}"}}
                """)).isEmpty();
    }

    @Test
    void namesTheReferenceThatLeadsNowhere() {
        assertThat(check("""
                Resources:
                  Items: {Type: AWS::SNS::Topic}
                Outputs:
                  Name: {Value: !Ref Itmes}
                """)).containsExactly("4 unknown-reference Did you mean `Items`?");
    }

    @Test
    void looksIntoSubAndGetAttAndDependsOn() {
        assertThat(check("""
                Resources:
                  A:
                    Type: AWS::SNS::Topic
                    DependsOn: Nothing
                    Properties:
                      TopicName: !Sub "${Gone}-x"
                      DisplayName: !GetAtt Lost.Name
                """)).hasSize(3).allMatch(line -> line.contains("unknown-reference"));
    }

    @Test
    void findsACircle() {
        assertThat(check("""
                Resources:
                  A: {Type: AWS::SNS::Topic, Properties: {TopicName: !Ref B}}
                  B: {Type: AWS::SNS::Topic, Properties: {TopicName: !Ref A}}
                """)).singleElement().asString().contains("circular-dependency");
    }

    @Test
    void namesAConditionThatIsNotThere() {
        assertThat(check("""
                Resources:
                  A: {Type: AWS::SNS::Topic, Condition: IsProd}
                """)).singleElement().asString().contains("unknown-condition");
    }

    @Test
    void everyErrorHasAPlace() {
        List<Diagnostic> diagnostics = ReferenceCheck.of(
                TemplateReader.read("Resources: {A: {Type: X::Y::Z, Properties: {P: !Ref Q}}}", "t.yaml")
                        .root()
                        .orElseThrow());
        assertThat(diagnostics)
                .isNotEmpty()
                .allMatch(diagnostic -> diagnostic.span().isLocated());
    }
}
