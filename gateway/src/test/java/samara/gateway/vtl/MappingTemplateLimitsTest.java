package samara.gateway.vtl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What a template may not do to the machine that renders it. The fuzzer found each of them.
class MappingTemplateLimitsTest {
    private static String render(String template, String body) {
        return MappingTemplate.parse(template)
                .render(new InputVariable(body, Map.of()), new LinkedHashMap<>(Map.of("a", "b")), Map.of());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "#foreach($i in [1..1000])#foreach($j in [1..1000])#foreach($k in [1..1000])x#end#end#end",
                "#set($s = 'aaaaaaaaaaaaaaaa')#foreach($i in [1..40])#set($s = \"$s$s\")#end$s.length()",
                "$input.body.matches('(a|aa)+\\1b')",
            })
    void endsTemplatesThatRunAway(String template) {
        assertThatThrownBy(() -> render(template, "a".repeat(60) + "!"))
                .isInstanceOf(TemplateException.class)
                .hasMessageContaining("The mapping template failed: ");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "$input.body.repeat(2000000000)",
                "$input.body.format('%2000000000d', 1)",
                "$context.getClass()",
                "$context.class",
                "$input.getClass().forName('x')",
                "$input",
                "$util",
            })
    void rendersNothingForWhatIsOutOfReach(String template) {
        assertThat(render(template, "abc")).isEmpty();
    }

    @Test
    void keepsWhatTextsOfferByExpressions() {
        assertThat(render(
                        "$input.body.replaceAll('b+', '-') $input.body.matches('a.*') $input.body.split('b')[0]",
                        "abc"))
                .isEqualTo("a-c true a");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"$input.json('')", "$input.json($x)", "$util.base64Decode('%%')", "$input.body.substring(-1)"})
    void saysWhichCallFailedWithoutNamesOfJava(String template) {
        assertThatThrownBy(() -> render(template, "{}"))
                .isInstanceOf(TemplateException.class)
                .hasMessageMatching("The mapping template failed: `\\w+` can't be called so \\(line 1\\)\\.");
    }

    @Test
    void saysWhereATemplateCannotBeParsedWithoutNamesOfJava() {
        assertThatThrownBy(() -> MappingTemplate.parse("#if( $x.wait()\"\n$"))
                .isInstanceOf(TemplateException.class)
                .message()
                .doesNotContain("org.apache");
    }
}
