package samara.cli.args;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class KeyValuesTest {
    private static Map<String, String> parse(String... words) {
        return KeyValues.parse("--parameter-overrides", List.of(words));
    }

    @Test
    void readsOnePairAWord() {
        assertThat(parse("A=1", "B=x=y")).containsExactly(Map.entry("A", "1"), Map.entry("B", "x=y"));
    }

    @Test
    void readsManyPairsInOneWord() {
        assertThat(parse("A=1 B=2")).containsExactly(Map.entry("A", "1"), Map.entry("B", "2"));
    }

    @Test
    void keepsSpacesInsideQuotes() {
        assertThat(parse("A=\"hello world\" B='x y'"))
                .containsExactly(Map.entry("A", "hello world"), Map.entry("B", "x y"));
    }

    @Test
    void readsTheLongSyntaxOfCloudFormation() {
        assertThat(parse("ParameterKey=A,ParameterValue=1 ParameterKey=B,ParameterValue=\"x y\""))
                .containsExactly(Map.entry("A", "1"), Map.entry("B", "x y"));
    }

    @Test
    void keepsAnEmptyValue() {
        assertThat(parse("A=")).containsExactly(Map.entry("A", ""));
    }

    @Test
    void refusesAWordThatIsNoPair() {
        assertThatThrownBy(() -> parse("A=hello world"))
                .isInstanceOf(UsageException.class)
                .hasMessageContaining("world is not in valid format");
    }
}
