package samara.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// `init` by options and by questions.
class InitTest {
    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    private Run init(String... options) {
        return Run.of(
                folder, Stream.concat(Stream.of("init"), Stream.of(options)).toArray(String[]::new));
    }

    private Run make(String... options) {
        return init(Stream.concat(Stream.of("--no-interactive", "--name", "app"), Stream.of(options))
                .toArray(String[]::new));
    }

    private String text(String file) throws IOException {
        return Files.readString(folder.resolve("app").resolve(file));
    }

    @Test
    void makesAnApplicationThatIsValid() throws IOException {
        Run run = make("--runtime", "python3.12", "--app-template", "hello-world", "--architecture", "arm64");
        assertThat(run.err()).isEmpty();
        assertThat(run.exitCode()).isZero();
        assertThat(run.out()).contains("Runtime             python3.12").contains("cd app");
        assertThat(text("template.yaml")).contains("Runtime: python3.12").contains("- arm64");
        assertThat(text("samconfig.toml")).contains("stack_name = \"app\"");
        assertThat(text(".gitignore")).contains("__pycache__/");
        assertThat(folder.resolve("app/hello_world/app.py")).exists();
        try (var left = Files.list(folder)) {
            assertThat(left).containsExactly(folder.resolve("app"));
        }
        assertThat(Run.of(folder.resolve("app"), "validate").exitCode()).isZero();
    }

    @Test
    void anImageIsMadeByItsPackageTypeOrItsBase() throws IOException {
        assertThat(make(
                                "--package-type",
                                "Image",
                                "--runtime",
                                "python3.12",
                                "--app-template",
                                "hello-world-lambda-image")
                        .exitCode())
                .isZero();
        assertThat(text("template.yaml")).contains("PackageType: Image");
        Run run = init(
                "--no-interactive",
                "--name",
                "based",
                "--package-type",
                "Image",
                "--base-image",
                "amazon/python3.13-base",
                "--app-template",
                "hello-world-lambda-image");
        assertThat(run.exitCode()).as(run.err()).isZero();
        try (var files = Files.walk(folder.resolve("based"))) {
            assertThat(files.filter(file -> file.endsWith("Dockerfile")))
                    .singleElement()
                    .satisfies(file -> assertThat(Files.readString(file)).contains("python:3.13"));
        }
    }

    @Test
    void aFolderThatExistsIsLeftAsItIs() throws IOException {
        Path mine = Files.createDirectories(folder.resolve("app")).resolve("template.yaml");
        Files.writeString(mine, "mine");
        Run run = make("--runtime", "python3.12", "--app-template", "hello-world");
        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.err()).contains("exists already");
        assertThat(mine).hasContent("mine");
    }

    @Test
    void whatIsMissingWithoutQuestionsIsNamedWithWhatThereIs() {
        Run run = make("--runtime", "java21", "--app-template", "hello-world");
        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).contains("--dependency-manager (maven, gradle)").doesNotContain("--runtime (");
        assertThat(init("--no-interactive", "--runtime", "python3.12", "--app-template", "hello-world")
                        .err())
                .contains("--name must be given");
    }

    @Test
    void optionsThatDontGoTogetherAreRefused() {
        assertThat(make("--runtime", "python3.12", "--base-image", "amazon/python3.12-base")
                        .err())
                .contains("not both");
        assertThat(make("--package-type", "Zip", "--base-image", "amazon/python3.12-base")
                        .err())
                .contains("--package-type Zip takes --runtime");
        assertThat(make("--runtime", "python3.12", "--dependency-manager", "maven")
                        .err())
                .contains("There is no template for --dependency-manager maven")
                .contains("pip");
        assertThat(make("--runtime", "go1.x").err()).contains("provided.al2023");
        assertThat(folder.resolve("app")).doesNotExist();
    }

    @Test
    void aNameThatLeavesTheFolderIsRefused() {
        for (String name : List.of("../out", "/tmp/x", "-x", "a\nb", ".hidden")) {
            Run run =
                    init("--no-interactive", "--runtime", "ruby3.3", "--app-template", "hello-world", "--name=" + name);
            assertThat(run.exitCode()).isEqualTo(2);
            assertThat(run.err()).contains("is no name for an application");
        }
    }

    @Test
    void featuresAreTurnedOnInTheTemplate() throws IOException {
        make(
                "--runtime",
                "nodejs22.x",
                "--app-template",
                "hello-world",
                "--tracing",
                "--structured-logging",
                "--application-insights");
        assertThat(text("template.yaml"))
                .contains("  Api:\n    TracingEnabled: true\n")
                .contains("    Tracing: Active\n")
                .contains("    LoggingConfig:\n      LogFormat: JSON\n")
                .contains("  ApplicationInsightsMonitoring:\n    Type: AWS::ApplicationInsights::Application\n");
        assertThat(Run.of(folder.resolve("app"), "validate").out()).contains("is a valid SAM Template");
    }

    @Test
    void theOutputFolderIsMadeAndTheAnswerIsJsonOnRequest() {
        Run run = make(
                "--runtime", "ruby3.3", "--app-template", "hello-world", "--output-dir", "a/b", "--output", "json");
        assertThat(run.out()).contains("\"Runtime\": \"ruby3.3\"").contains("\"Folder\": \"" + folder + "/a/b/app\"");
        assertThat(folder.resolve("a/b/app/template.yaml")).exists();
    }

    @Test
    void optionsAreSavedWhereTheyAreReadAgain() throws IOException {
        Files.writeString(
                folder.resolve("samconfig.toml"),
                "# mine\nversion = 0.1\n[default.init.parameters]\nname = \"old\"\n\n[default.deploy.parameters]\nregion = \"eu-west-1\"\n");
        assertThat(make("--runtime", "ruby3.3", "--app-template", "hello-world", "--tracing", "--save-params")
                        .exitCode())
                .isZero();
        assertThat(folder.resolve("samconfig.toml")).hasContent("""
                        # mine
                        version = 0.1
                        [default.init.parameters]
                        name = "app"
                        no_interactive = true
                        runtime = "ruby3.3"
                        app_template = "hello-world"
                        tracing = true

                        [default.deploy.parameters]
                        region = "eu-west-1"
                        """);
        assertThat(init("--name", "again").exitCode()).isZero();
        assertThat(folder.resolve("again/hello_world/app.rb")).exists();
    }

    @Test
    void extraContextIsCheckedAgainstWhatTheTemplateHas() {
        assertThat(make("--runtime", "ruby3.3", "--app-template", "hello-world", "--extra-context", "{\"x\": 1}")
                        .err())
                .contains("the template has no `x`");
        assertThat(make("--runtime", "ruby3.3", "--app-template", "hello-world", "--extra-context", "x=1")
                        .err())
                .contains("must be a JSON object");
        assertThat(folder.resolve("app")).doesNotExist();
    }

    @Test
    void everyTemplateIsMadeForEveryRuntimeAndIsValidForTheNewest() {
        int made = 0;
        for (var selection : samara.cli.init.AllSelections.all()) {
            Path here = folder.resolve("combination-" + made++);
            assertThat(here.toFile().mkdir()).isTrue();
            List<String> options = selection.options();
            Run run = Run.of(
                    here,
                    Stream.concat(Stream.of("init", "--no-interactive", "--name", "app"), options.stream())
                            .toArray(String[]::new));
            assertThat(run.exitCode()).as("%s: %s", options, run.err()).isZero();
            if (selection.newest()) {
                Run valid = Run.of(here.resolve("app"), "validate");
                assertThat(valid.out()).as("%s: %s", options, valid.err()).contains("is a valid SAM Template");
            }
        }
        assertThat(made).isGreaterThan(40);
    }
}
