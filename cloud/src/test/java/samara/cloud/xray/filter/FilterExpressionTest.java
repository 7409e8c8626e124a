package samara.cloud.xray.filter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FilterExpressionTest {
    /// A trace of two services, of which the second failed.
    private static final Known TABLE = new Known(
            Set.of("fault"),
            Map.of("responsetime", 0.2),
            Map.of("name", "orders", "type", "AWS::DynamoDB::Table"),
            Map.of(),
            List.of());

    private static final Known TRACE = new Known(
            Set.of("ok"),
            Map.of("responsetime", 2.5, "duration", 3.0, "http.status", 200.0),
            Map.of("http.url", "https://api.example.com/v2/x", "http.method", "GET"),
            Map.of("account", List.of("12345"), "size", List.of(7.0), "vip", List.of(true)),
            List.of(TABLE));

    private record Known(
            Set<String> flags,
            Map<String, Double> numbers,
            Map<String, String> values,
            Map<String, List<Object>> annotated,
            List<Known> services)
            implements Facts {
        @Override
        public boolean flag(String keyword) {
            return flags.contains(keyword);
        }

        @Override
        public Optional<Double> number(String keyword) {
            return Optional.ofNullable(numbers.get(keyword));
        }

        @Override
        public List<String> texts(String keyword) {
            return Optional.ofNullable(values.get(keyword)).stream().toList();
        }

        @Override
        public List<Object> annotations(String key) {
            return annotated.getOrDefault(key, List.of());
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "ok",
                "!fault",
                "ok = true",
                "fault != true",
                "responsetime > 2",
                "duration >= 3 AND duration <= 8",
                "ok !partial duration < 4",
                "fault OR http.status = 200",
                "fault OR ok AND responsetime < 3",
                "(fault OR ok) AND !(responsetime < 1)",
                "http.url BEGINSWITH \"https://api.example.com/\" AND http.url CONTAINS \"/v2/\"",
                "http.url ENDSWITH \"x\" http.method = \"GET\"",
                "annotation[account] = \"12345\"",
                "annotation.account = \"12345\"",
                "annotation[account]",
                "annotation[size] > 6 AND annotation[size] != 8",
                "annotation[vip] = true",
                "!annotation[missing]",
                "service(\"orders\")",
                "service(\"orders\") { fault = true AND responsetime < 1 }",
                "service(id(name: \"orders\", type: \"AWS::DynamoDB::Table\")) { fault }",
                "service() { fault }",
                "!service(\"payments\")",
            })
    void holds(String expression) throws FilterSyntaxException {
        assertThat(FilterExpression.parse(expression).holds(TRACE)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "fault",
                "!ok",
                "responsetime > 2.5",
                "ok AND fault",
                "http.method = \"POST\"",
                "annotation[account] = \"1\"",
                "annotation[account] = 12345",
                "annotation[missing]",
                "annotation[missing] != \"x\"",
                "service(\"orders\") { ok }",
                "service(id(type: \"AWS::Lambda\"))",
            })
    void holdsNot(String expression) throws FilterSyntaxException {
        assertThat(FilterExpression.parse(expression).holds(TRACE)).isFalse();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "nonsense | `nonsense` is no keyword. (character 1)",
                "ok AND | `the end` is no keyword. (character 7)",
                "(ok | `)` was expected, not `the end`. (character 4)",
                "ok ) | `)` was not expected. (character 4)",
                "responsetime | A comparison was expected, not `the end`. (character 13)",
                "responsetime > fast | `fast` was not expected. (character 16)",
                "responsetime > 1.2.3 | `1.2.3` is no number. (character 16)",
                "http.url = x | `x` was not expected. (character 12)",
                "http.url = \"x | A quotation mark is not closed. (character 12)",
                "annotation = 1 | Write it as `annotation[key]`. (character 1)",
                "annotation[a] = b | `b` lacks quotation marks. (character 17)",
                "duration > ٣ | `٣` is not part of the language. (character 12)",
                "ok ; fault | `;` is not part of the language. (character 4)",
            })
    void saysWhatIsWrongAndWhere(String expression, String message) {
        assertThatThrownBy(() -> FilterExpression.parse(expression))
                .isInstanceOf(FilterSyntaxException.class)
                .hasMessage(message);
    }

    @ParameterizedTest
    @ValueSource(strings = {"edge(\"a\", \"b\") { fault }", "rootcause.fault.service(\"a\")", "group.name = \"x\""})
    void refusesByNameWhatIsNotBuilt(String expression) {
        assertThatThrownBy(() -> FilterExpression.parse(expression))
                .isInstanceOfSatisfying(
                        FilterSyntaxException.class,
                        e -> assertThat(e.isNotBuilt()).isTrue())
                .hasMessageContaining("in filter expressions");
    }

    @Test
    void bindsDepthAndLength() {
        assertThatThrownBy(() -> FilterExpression.parse("(".repeat(30) + "ok" + ")".repeat(30)))
                .hasMessageContaining("too many parentheses");
        assertThatThrownBy(() -> FilterExpression.parse("ok ".repeat(1000))).hasMessageContaining("2000 characters");
    }
}
