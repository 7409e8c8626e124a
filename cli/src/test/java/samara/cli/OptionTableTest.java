package samara.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import samara.cli.args.Option;
import samara.cli.args.Surface;
import samara.template.ListNode;
import samara.template.Node;
import samara.template.ObjectNode;
import samara.template.StringNode;
import samara.template.TemplateReader;

/// `options.txt` says of each option of `init`, `build` and the `local` commands which test shows that it acts, or with
/// which words it is refused; the options of `local generate-event` are [GenerateEventTest]'s.
class OptionTableTest {
    private static final List<String> COMMANDS =
            List.of("init", "build", "local invoke", "local start-lambda", "local start-api");

    @TempDir
    Path folder;

    record Row(String command, String option, String kind, String evidence) {}

    static List<Row> rows() throws IOException {
        List<Row> rows = new ArrayList<>();
        try (InputStream in = OptionTableTest.class.getResourceAsStream("options.txt")) {
            assertThat(in).isNotNull();
            for (String line : new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .toList()) {
                if (!line.isBlank() && !line.startsWith("#")) {
                    String[] fields = line.split(" ", 4);
                    commands(fields[0]).forEach(command -> rows.add(new Row(command, fields[1], fields[2], fields[3])));
                }
            }
        }
        return rows;
    }

    private static List<String> commands(String name) {
        return switch (name) {
            case "all" -> COMMANDS;
            case "local" -> COMMANDS.subList(2, 5);
            case "serve" -> COMMANDS.subList(3, 5);
            case "init", "build" -> List.of(name);
            default -> List.of("local " + name);
        };
    }

    static Stream<Row> refusals() throws IOException {
        return rows().stream().filter(row -> row.kind().equals("refused"));
    }

    @ParameterizedTest
    @MethodSource("samara.cli.OptionTableTest#commandNames")
    void everyOptionIsInTheTable(String command) throws IOException {
        Set<String> known = new TreeSet<>();
        for (Option option : Surface.of(command).orElseThrow()) {
            known.add(option.key());
        }

        Set<String> listed = new TreeSet<>();
        rows().stream().filter(row -> row.command().equals(command)).forEach(row -> listed.add(row.option()));

        assertThat(listed).isEqualTo(known);
    }

    static List<String> commandNames() {
        return COMMANDS;
    }

    @Test
    void everyTestThatIsNamedIsThere() throws Exception {
        for (Row row : rows()) {
            if (row.kind().equals("refused")) {
                continue;
            }
            assertThat(row.kind()).isIn("acts", "always");
            String[] names = row.evidence().split("\\.", 2);
            var method = Class.forName("samara.cli." + names[0]).getDeclaredMethod(names[1]);
            assertThat(method.isAnnotationPresent(Test.class))
                    .as(row.evidence())
                    .isTrue();
        }
    }

    @ParameterizedTest
    @MethodSource("refusals")
    void whatIsRefusedSaysWhy(Row row) throws IOException {
        Files.writeString(folder.resolve("f.json"), "{}");
        Files.writeString(folder.resolve("template.yaml"), """
                Transform: AWS::Serverless-2016-10-31
                Resources:
                  F:
                    Type: AWS::Serverless::Function
                    Properties: {Runtime: python3.12, Handler: index.x, InlineCode: "x = 1"}
                """);
        String[] parts = row.evidence().split(" => ", 2);
        String[] line = (row.command() + " " + parts[0]).split(" ", -1);

        Run run = Run.of(folder, line);

        assertThat(run.exitCode()).as(run.err()).isIn(1, 2);
        assertThat(run.err()).contains(parts[1]).contains(parts[0].split(" ", 2)[0]);
        assertThat(run.out()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "local callback succeed", "local callback fail", "local callback heartbeat",
                "local execution get", "local execution history", "local execution stop"
            })
    void commandsOfDurableFunctionsAreRefusedByName(String command) {
        Run run = Run.of(folder, (command + " some-id").split(" ", -1));

        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.err()).contains("`samara " + command + "` is a command of sam that Samara does not have yet");
    }

    @Test
    void ourOptionsAreThoseOfTheSharedSurface() throws IOException {
        Path shared = Path.of(System.getProperty("samara.root", "..")).resolve("../shared/cli-surface.json");
        assumeTrue(Files.isRegularFile(shared), "the shared cli-surface.json is not beside this repository");
        ObjectNode surface = TemplateReader.read(Files.readString(shared), "cli-surface.json")
                .root()
                .orElseThrow();

        assertThat(new TreeSet<>(surface.names())).isEqualTo(new TreeSet<>(Surface.commands()));
        surface.forEach(
                (command, declared) -> assertThat(ours(command)).as(command).isEqualTo(theirs(declared)));
    }

    private static Set<String> ours(String command) {
        Set<String> spellings = new TreeSet<>();
        for (Option option : Surface.of(command).orElseThrow()) {
            spellings.addAll(option.names());
            spellings.addAll(option.offNames());
        }
        return spellings;
    }

    private static Set<String> theirs(Node declared) {
        Set<String> spellings = new LinkedHashSet<>();
        if (declared instanceof ListNode options) {
            for (Node option : options.elements()) {
                ListNode names = (ListNode) ((ObjectNode) option).get("names").orElseThrow();
                names.elements().forEach(name -> spellings.add(((StringNode) name).value()));
            }
        }
        return new TreeSet<>(spellings);
    }
}
