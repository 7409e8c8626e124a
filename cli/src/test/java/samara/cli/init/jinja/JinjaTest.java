package samara.cli.init.jinja;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JinjaTest {
    private static final Map<String, Value> VARIABLES = Map.of(
            "name", Value.of("My App"),
            "none", new Value.None(),
            "list", Value.of(List.of("b", "a", "c")),
            "n", new Value.Whole(7),
            "on", new Value.Flag(true),
            "d", new Value.Dict(Map.of("key", Value.of("value"))));

    @ParameterizedTest
    @CsvSource(
            delimiter = '#',
            quoteCharacter = '`',
            value = {
                "{{ name }}#My App",
                "{{ name.lower().replace(' ', '_') }}#my_app",
                "{{ name|lower|replace(' ', '-') }}#my-app",
                "{{ name | slugify }}#my-app",
                "{{ 'a' ~ (n + 1) }}#a8",
                "{{ n % 2 == 1 and not none }}#True",
                "{{ list | sort | join(', ') }}#a, b, c",
                "{{ list }}#['b', 'a', 'c']",
                "{{ list[0] }}{{ list[-1] }}#bc",
                "{{ d.key }}{{ d['key'] }}#valuevalue",
                "{{ missing | default('x') }}#x",
                "{{ 'yes' if on else 'no' }}#yes",
                "{{ 'a' in list }}{{ 'z' not in list }}#TrueTrue",
                "{{ missing is defined }}{{ name is string }}{{ name is not none }}#FalseTrueTrue",
                "{{ d | tojson }}#{\"key\": \"value\"}",
                "{{ '}}' }}#}}",
                "{% if n > 9 %}a{% elif n > 5 %}b{% else %}c{% endif %}#b",
                "{% for x in list if x != 'a' %}{{ loop.index }}{{ x }}{% if not loop.last %},{% endif %}{% endfor %}#1b,2c",
                "{% for k, v in d.items() %}{{ k }}={{ v }}{% endfor %}#key=value",
                "{% for x in [] %}a{% else %}none{% endfor %}#none",
                "{% set x = n * 2 %}{{ x }}#14",
                "{% raw %}{{ name }}{% endraw %}#{{ name }}",
                "a {{- n -}} b#a7b",
            })
    void rendersAsJinjaDoes(String template, String expected) {
        assertThat(Jinja.PLAIN.render(template, "t", VARIABLES)).isEqualTo(expected);
    }

    @Test
    void commentsAreLeftOut() {
        assertThat(Jinja.PLAIN.render("a {#- gone -#} b{# too #}", "t", VARIABLES))
                .isEqualTo("ab");
    }

    @Test
    void statementsOnLinesOfTheirOwnLeaveNoLinesBehindWhereBlocksAreTrimmed() {
        String template = "a\n  {% if on %}\n  b\n  {% endif %}\nc\n";
        assertThat(new Jinja(true, true).render(template, "t", VARIABLES)).isEqualTo("a\n  b\nc\n");
        assertThat(Jinja.PLAIN.render(template, "t", VARIABLES)).isEqualTo("a\n  \n  b\n  \nc\n");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '#',
            value = {
                "{{ missing }}#t:1: `missing` is undefined.",
                "{{ d.missing }}#t:1: `missing` is undefined.",
                "{{ name.encode() }}#t:1: the method `encode` of a text is not built.",
                "{{ name | frob }}#t:1: the filter `frob` is not built.",
                "{{ name is frob }}#t:1: the test `frob` is not built.",
                "{% include 'x' %}#t:1: the statement `include` is not built.",
                "{% if on %}#t:1: `if` is never closed by `endif`.",
                "{% endif %}#t:1: `endif` closes nothing.",
                "{{ name#t:1: `{{` is never closed by `}}`.",
                "{{ n // 0 }}#t:1: division by zero.",
                "{{ name.__class__ }}#t:1: `__class__` is undefined.",
            })
    void whatIsNotBuiltOrWrongIsNamedWithItsPlace(String template, String message) {
        assertThatThrownBy(() -> Jinja.PLAIN.render(template, "t", VARIABLES))
                .isInstanceOf(JinjaException.class)
                .hasMessage(message);
    }

    @Test
    void aTemplateThatNeverEndsIsStopped() {
        String nested = "{% for a in list %}".repeat(12) + "x" + "{% endfor %}".repeat(12);
        assertThatThrownBy(() -> Jinja.PLAIN.render(nested, "t", VARIABLES)).hasMessageContaining("turns of loops");
        String doubling = "{% set x = 'xxxxxxxxxxxxxxxx' %}" + "{% set x = x ~ x %}".repeat(30) + "{{ x }}";
        assertThatThrownBy(() -> Jinja.PLAIN.render(doubling, "t", VARIABLES)).hasMessageContaining("characters");
    }
}
