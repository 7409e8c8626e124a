package samara.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import samara.cli.args.Option;
import samara.cli.args.Surface;
import samara.template.BooleanNode;
import samara.template.ListNode;
import samara.template.Node;
import samara.template.NullNode;
import samara.template.NumberNode;
import samara.template.ObjectNode;
import samara.template.StringNode;
import samara.template.TemplateReader;

/// Every event of `sam`'s surface, and each of its options.
class GenerateEventTest {
    private static final String NAME = "local generate-event ";
    private static final List<String> EVERYWHERE = List.of("config_env", "config_file", "debug", "save_params");

    /// What must stay whole in JSON, in an address, in base64 and in a JSON text within a string.
    private static final String AWKWARD = "a \"b\"/\\ü&{{key}}%\n";

    private static final Predicate<String> HELD = Stream.of(
                    AWKWARD,
                    "a+%22b%22/%5C%C3%BC%26%7B%7Bkey%7D%7D%25%0A",
                    Base64.getEncoder().encodeToString(AWKWARD.getBytes(StandardCharsets.UTF_8)))
            .<Predicate<String>>map(form -> text -> text.contains(form))
            .reduce(text -> false, Predicate::or);

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
    void everyOptionOfAnEventIsInItWhateverItSays(String command) {
        String usual = generate(command).out();
        for (Option option : Surface.of(command).orElseThrow()) {
            if (EVERYWHERE.contains(option.key())) {
                continue;
            }
            boolean isQuery = option.key().equals("querystringparameters");
            String value = isQuery ? "{\"other\": \"1\"}" : AWKWARD;

            Run run = generate(command, option.names().getFirst(), value);

            assertThat(run.exitCode()).as(run.err()).isZero();
            assertThat(run.out()).as(option.key()).isNotEqualTo(usual);
            assertThat(strings(run.out(), command)).as(option.key()).anyMatch(isQuery ? "other"::equals : HELD);
        }
    }

    /// All names and strings of a JSON text, and of the JSON texts that are strings in it.
    private static List<String> strings(String json, String name) {
        List<String> strings = new ArrayList<>();
        TemplateReader.Read read = TemplateReader.read(json, name);
        assertThat(read.diagnostics()).isEmpty();
        collect(read.root().orElseThrow(), strings);
        return strings;
    }

    private static void collect(Node node, List<String> strings) {
        switch (node) {
            case ObjectNode object ->
                object.forEach((name, member) -> {
                    strings.add(name);
                    collect(member, strings);
                });
            case ListNode list -> list.elements().forEach(element -> collect(element, strings));
            case StringNode string -> {
                strings.add(string.value());
                if (string.value().startsWith("{\"")) {
                    strings.addAll(strings(string.value(), "embedded"));
                }
            }
            case NumberNode _, BooleanNode _, NullNode _ -> {}
        }
    }

    @Test
    void valuesAreEncodedAsTheServiceDoes() {
        assertThat(generate(NAME + "s3 put", "--key", "a folder/ü.txt").out())
                .contains("\"key\": \"a+folder/%C3%BC.txt\"");
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
