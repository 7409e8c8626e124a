package samara.cli.args;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class ArgumentParserTest {
    private static final List<Option> DEPLOY = Surface.of("deploy").orElseThrow();

    private static Arguments parse(String... line) {
        return ArgumentParser.parse(DEPLOY, List.of(line));
    }

    @Test
    void everyCommandOfSamHasItsOptions() {
        assertThat(Surface.commands())
                .hasSize(104)
                .allSatisfy(command -> assertThat(Surface.of(command)).isPresent());
    }

    @Test
    void takesAllWordsUpToTheNextOption() {
        Arguments arguments = parse("--parameter-overrides", "A=1", "B=2", "--stack-name", "app");
        assertThat(arguments.all("parameter_overrides")).containsExactly("A=1", "B=2");
        assertThat(arguments.text("stack_name")).contains("app");
    }

    @Test
    void takesShortNamesWithTheirValueAttachedOrApart() {
        assertThat(parse("-t", "a.yaml").text("template_file")).contains("a.yaml");
        assertThat(parse("-ta.yaml").text("template_file")).contains("a.yaml");
        assertThat(parse("--template=a.yaml").text("template_file")).contains("a.yaml");
    }

    @Test
    void turnsAFlagOffByItsOtherName() {
        assertThat(parse("--no-resolve-s3").flag("resolve_s3")).contains(false);
        assertThat(parse("--resolve-s3").flag("resolve_s3")).contains(true);
        assertThat(parse().flag("resolve_s3")).isEmpty();
    }

    @Test
    void refusesAnOptionThatDoesNotExistAndNamesTheNearest() {
        assertThatThrownBy(() -> parse("--stack", "app"))
                .isInstanceOf(UsageException.class)
                .hasMessage("No such option: --stack. Did you mean --stack-name?");
    }

    @Test
    void refusesAValueThatIsNoneOfTheChoices() {
        assertThatThrownBy(() -> parse("--on-failure", "PANIC")).hasMessageContaining("'PANIC' is not one of ROLLBACK");
    }

    @Test
    void refusesAWordThatBelongsToNothing() {
        assertThatThrownBy(() -> parse("now")).hasMessage("Got unexpected extra argument (now)");
    }

    @Test
    void refusesAnOptionWithoutItsValue() {
        assertThatThrownBy(() -> parse("--stack-name")).hasMessage("Option '--stack-name' requires an argument.");
    }

    @Test
    void takesWhatConfigurationSaysOnlyWhereTheLineSaysNothing() {
        Arguments arguments = parse("--stack-name", "line")
                .orElse(java.util.Map.of("stack_name", List.of("file"), "region", List.of("eu-west-1")), DEPLOY, "");
        assertThat(arguments.text("stack_name")).contains("line");
        assertThat(arguments.text("region")).contains("eu-west-1");
    }
}
