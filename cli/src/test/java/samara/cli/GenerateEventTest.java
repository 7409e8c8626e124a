package samara.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import samara.cli.args.Option;
import samara.cli.args.Surface;
import samara.template.TemplateReader;

/// Every event of `sam`'s surface, and each of its options.
class GenerateEventTest {
    private static final String NAME = "local generate-event ";
    private static final List<String> EVERYWHERE = List.of("config_env", "config_file", "debug", "save_params");

    @TempDir
    Path folder;

    static Stream<String> events() {
        return Surface.commands().stream().filter(command -> command.startsWith(NAME));
    }

    private Run generate(String command, String... more) {
        return Run.of(
                folder,
                Stream.concat(Stream.of(command.split(" ")), Stream.of(more)).toArray(String[]::new));
    }

    @Test
    void theSurfaceHasEvents() {
        assertThat(events()).hasSizeGreaterThan(60);
    }

    @ParameterizedTest
    @MethodSource("events")
    void everyEventIsJsonWithoutPlaceholders(String command) {
        Run run = generate(command);

        assertThat(run.exitCode()).as(run.err()).isZero();
        assertThat(TemplateReader.read(run.out(), command).diagnostics()).isEmpty();
        assertThat(TemplateReader.read(run.out(), command).root()).isPresent();
        assertThat(run.out()).startsWith("{").doesNotContain("{{", "}}\"");
    }

    @ParameterizedTest
    @MethodSource("events")
    void everyOptionOfAnEventChangesIt(String command) {
        String usual = generate(command).out();
        for (Option option : Surface.of(command).orElseThrow()) {
            if (EVERYWHERE.contains(option.key())) {
                continue;
            }
            String value = option.key().equals("querystringparameters") ? "{\"other\": \"1\"}" : "other-value";

            Run run = generate(command, option.names().getFirst(), value);

            assertThat(run.exitCode()).as(run.err()).isZero();
            assertThat(run.out()).as(option.key()).isNotEqualTo(usual);
            assertThat(TemplateReader.read(run.out(), command).diagnostics()).isEmpty();
        }
    }

    @Test
    void valuesAreEncodedAsTheServiceDoes() {
        assertThat(generate(NAME + "s3 put", "--key", "a folder/ü.txt").out())
                .contains("\"key\": \"a+folder%2F%C3%BC.txt\"");
        assertThat(generate(NAME + "sqs receive-message", "--body", "hello").out())
                .contains("\"md5OfBody\": \"5d41402abc4b2a76b9719d911017c592\"");
        assertThat(generate(NAME + "kinesis get-records", "--data", "hello").out())
                .contains("\"data\": \"aGVsbG8=\"");
        assertThat(generate(NAME + "sns notification", "--message", "say \"hi\"\n")
                        .out())
                .contains("\"Message\": \"say \\\"hi\\\"\\n\"");
    }

    @Test
    void queryParametersMustBeAnObject() {
        Run run = generate(NAME + "apigateway aws-proxy", "--querystringparameters", "a=1");

        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.err()).contains("--querystringparameters takes a JSON object");
    }

    @Test
    void anUnknownEventIsAUsageError() {
        assertThat(generate(NAME + "s3 rename").exitCode()).isEqualTo(2);
    }
}
