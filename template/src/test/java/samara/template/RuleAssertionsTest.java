package samara.template;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RuleAssertionsTest {
    private static final Span HERE = Span.outside("test");

    private static List<String> check(String rule) {
        String text = "Parameters:\n  Stage: {Type: String}\n  Zones: {Type: CommaDelimitedList}\n"
                + "Resources: {T: {Type: AWS::SNS::Topic}}\nRules:\n  R: " + rule;
        List<Diagnostic> diagnostics = new ArrayList<>();
        Template template =
                Template.of(TemplateReader.read(text, "t.yaml").root().orElseThrow(), diagnostics);
        Map<String, Node> parameters = Map.of(
                "Stage", new StringNode("prod", HERE),
                "Zones", new ListNode(List.of(new StringNode("a", HERE), new StringNode("b", HERE)), HERE));
        var pseudo = new PseudoParameters("123456789012", "eu-west-1", "s", "id", List.of());
        diagnostics.addAll(
                RuleAssertions.check(template, new Evaluator(template, parameters, pseudo, References.NONE)));
        return diagnostics.stream()
                .map(found -> found.span() + " " + found.code() + ": " + found.message())
                .toList();
    }

    private static List<String> asserted(String function) {
        return check("{Assertions: [{Assert: " + function + "}]}");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "!Equals [!Ref Stage, prod]; true",
                "!Equals [!Ref AWS::Region, us-east-1]; false",
                "{'Fn::Contains': [[test, prod], !Ref Stage]}; true",
                "{'Fn::Contains': [!Ref Zones, c]}; false",
                "{'Fn::EachMemberEquals': [!Ref Zones, a]}; false",
                "{'Fn::EachMemberEquals': [[1, 1], '1']}; true",
                "{'Fn::EachMemberIn': [!Ref Zones, [a, b, c]]}; true",
                "{'Fn::EachMemberIn': [[a, d], !Ref Zones]}; false",
                "!Not [!Equals [!Ref Stage, test]]; true",
                "!And [!Equals [!Ref Stage, prod], !Not [!Equals [a, a]]]; false",
                "!Or [!Equals [!Ref Stage, prod], !Not [!Equals [a, a]]]; true"
            })
    void saysWhatDoesNotHold(String function, boolean holds) {
        assertThat(asserted(function))
                .isEqualTo(
                        holds
                                ? List.of()
                                : List.of("t.yaml:6:29 rule-assertion: An assertion of the rule `R` does not hold."));
    }

    @Test
    void looksAtAssertionsOnlyWhereTheConditionHolds() {
        String rule = "{RuleCondition: !Equals [!Ref Stage, %s], Assertions: [{Assert: !Equals [a, b],"
                + " AssertDescription: a is b.}]}";
        assertThat(check(rule.formatted("test"))).isEmpty();
        assertThat(check(rule.formatted("prod"))).singleElement().asString().endsWith("does not hold: a is b.");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "!Join ['', [a]]; `Fn::Join` can't be used in a rule here.",
                "!Equals [!Sub a, a]; `Fn::Sub` can't be used in a rule.",
                "!Equals [a]; `Fn::Equals` takes two values.",
                "!Equals [!Ref Zones, a]; A value in a rule must be a string, not a list.",
                "{'Fn::Contains': [a, a]}; A list in a rule must be a list, not a string.",
                "{'Fn::RefAll': AWS::EC2::VPC::Id}; `Fn::RefAll` is not built.",
                "!Equals [{'Fn::ValueOf': [Stage, x]}, a]; `Fn::ValueOf` is not built.",
                "{Condition: C}; A rule needs a function here that is true or false, not an object.",
                "!Equals [!Ref Stag, a]; There is no parameter or resource `Stag`."
            })
    void saysWhatARuleCannotHave(String function, String message) {
        assertThat(asserted(function)).singleElement().asString().endsWith(message);
    }

    @Test
    void aRuleHasAssertions() {
        assertThat(check("{}"))
                .singleElement()
                .asString()
                .contains("t.yaml:6:3 bad-rule")
                .contains("`Assertions`");
        assertThat(check("{Asertions: []}")).singleElement().asString().contains("A rule has no `Asertions`");
        assertThat(check("{Assertions: [{Asert: true}]}"))
                .singleElement()
                .asString()
                .contains("needs an `Assert`");
        assertThat(check("text")).singleElement().asString().contains("must be an object");
    }
}
