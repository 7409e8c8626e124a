package samara.cloud.dynamodb.expression;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import samara.cloud.dynamodb.value.Value;
import samara.cloud.dynamodb.value.Values;

/// The expression language by examples. A case is a paragraph of `key: value` lines: the expression under the kind that
/// it has (`condition`, `update`, `projection`, `key`), `names`, `values` and `item` as it needs them, and one
/// expectation: `holds` (true or false), `gives` (an item), `partition` and `sort`, or `error`.
class ExpressionCorpusTest {

    @ParameterizedTest
    @MethodSource("cases")
    void expressionDoesAsTheCaseSays(Map<String, String> example) {
        String error = example.get("error");
        if (error != null) {
            assertThatThrownBy(() -> outcome(example)).hasMessage(error);
        } else {
            String expected = example.containsKey("holds") ? example.get("holds") : example.get("gives");
            assertThat(expected).as("an expectation").isNotNull();
            if (example.containsKey("gives")) {
                Map<String, Value> gives = JsonValues.item(Objects.requireNonNull(expected));
                assertThat(outcome(example))
                        .matches(
                                item -> Values.equal(new Value.M(gives), (Value) item),
                                "equal to " + new Value.M(gives));
            } else {
                assertThat(outcome(example).toString()).isEqualTo(expected);
            }
        }
    }

    private static Object outcome(Map<String, String> example) {
        Map<String, Value> item = JsonValues.item(example.getOrDefault("item", "{}"));
        var placeholders = Placeholders.of(
                JsonValues.names(example.getOrDefault("names", "{}")),
                JsonValues.item(example.getOrDefault("values", "{}")));
        Object outcome = outcome(example, item, placeholders);
        placeholders.checkAllUsed();
        return outcome;
    }

    private static Object outcome(Map<String, String> example, Map<String, Value> item, Placeholders placeholders) {
        if (example.containsKey("condition")) {
            return ConditionParser.parse(ExpressionKind.CONDITION, example.get("condition"), placeholders)
                    .holds(item);
        }
        if (example.containsKey("update")) {
            return new Value.M(UpdateEvaluator.apply(UpdateParser.parse(example.get("update"), placeholders), item));
        }
        if (example.containsKey("projection")) {
            return new Value.M(ProjectionParser.parse(example.get("projection"), placeholders)
                    .of(item));
        }
        ConditionExpression expression =
                ConditionParser.parse(ExpressionKind.KEY_CONDITION, example.getOrDefault("key", ""), placeholders);
        return KeyCondition.of(expression, "pk", Optional.of("sk")).sort().isPresent();
    }

    static List<Map<String, String>> cases() throws IOException {
        var cases = new ArrayList<Map<String, String>>();
        for (String file : List.of("conditions", "updates", "projections", "key-conditions")) {
            try (var in = Objects.requireNonNull(ExpressionCorpusTest.class.getResourceAsStream(file + ".txt"))) {
                String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
                for (String paragraph : text.strip().split("\n\n+", -1)) {
                    cases.add(example(paragraph));
                }
            }
        }
        return cases;
    }

    private static Map<String, String> example(String paragraph) {
        var example = new LinkedHashMap<String, String>();
        for (String line : paragraph.split("\n", -1)) {
            int colon = line.indexOf(':');
            example.put(line.substring(0, colon), line.substring(colon + 1).strip());
        }
        return example;
    }
}
