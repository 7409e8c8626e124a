package samara.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import samara.cli.command.Environment;
import samara.cli.terminal.Terminal;

/// `init` with questions: its answers are lines of standard input, from people or from a script.
class InterviewTest {
    @TempDir
    Path folder;

    private Run init(String answers, String... options) {
        var out = new ByteArrayOutputStream();
        var err = new ByteArrayOutputStream();
        var terminal = new Terminal(
                new ByteArrayInputStream(answers.getBytes(StandardCharsets.UTF_8)),
                new PrintStream(out, false, StandardCharsets.UTF_8),
                new PrintStream(err, false, StandardCharsets.UTF_8),
                false);
        var environment = new Environment(Map.of(), folder, "samara", Optional.empty(), InstantSource.system());
        List<String> line = new ArrayList<>(List.of("init"));
        line.addAll(List.of(options));
        int exitCode = Main.run(line, terminal, environment);
        return new Run(exitCode, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
    }

    /// The number of a choice, as a person finds it in the list.
    private String number(String answers, String choice, String... options) {
        String asked = init(answers, options).err();
        Matcher found =
                Pattern.compile("(?m)^ +(\\d+) - " + Pattern.quote(choice)).matcher(asked);
        assertThat(found.find()).as(asked).isTrue();
        return found.group(1) + "\n";
    }

    @Test
    void questionsLeadToAnApplication() throws IOException {
        String answers = "1\n";
        answers += number(answers, "Hello World");
        answers += number(answers, "Hello World Example (hello-world)");
        answers += "python3.13\n";
        Run run = init(answers + "no way\ny\n\nn\nmy-app\n");

        assertThat(run.exitCode()).as(run.err()).isZero();
        assertThat(run.err()).contains("Which runtime?", "Answer y or n.", "Project name [sam-app]: ");
        assertThat(Files.readString(folder.resolve("my-app/template.yaml")))
                .contains("Runtime: python3.13", "Tracing: Active")
                .doesNotContain("LogFormat: JSON", "ApplicationInsights");
    }

    @Test
    void whatOptionsSayIsNotAsked() {
        Run run = init(
                "app\n",
                "--runtime",
                "ruby3.3",
                "--app-template",
                "hello-world",
                "--no-tracing",
                "--no-application-insights",
                "--no-structured-logging");

        assertThat(run.exitCode()).as(run.err()).isZero();
        assertThat(run.err()).doesNotContain("Which", "X-Ray").contains("Project name");
        assertThat(folder.resolve("app/template.yaml")).exists();
    }

    @Test
    void aTemplateAtAnotherLocationIsAskedFor() throws IOException {
        Path template = Files.createDirectories(folder.resolve("mine/{{cookiecutter.slug}}"));
        Files.writeString(folder.resolve("mine/cookiecutter.json"), "{\"slug\": \"made\"}");
        Files.writeString(template.resolve("a.txt"), "x");

        assertThat(init("2\nmine\n\n").exitCode()).isZero();
        assertThat(folder.resolve("made/a.txt")).exists();
    }

    @Test
    void anInputThatEndsMakesNothingAndSaysWhatToDo() throws IOException {
        Run run = init("1\n");

        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.err()).contains("The input ended at the question", "--no-interactive");
        assertThat(init("9\n0\nx\n-1\n\n").err()).contains("Answer with a number from 1 to 2.");
        try (var left = Files.list(folder)) {
            assertThat(left).isEmpty();
        }
    }
}
