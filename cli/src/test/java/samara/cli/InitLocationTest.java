package samara.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// `init --location`: folders, zip files and Git repositories of strangers.
class InitLocationTest {
    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    @SuppressWarnings("NullAway.Init")
    private Path template;

    @BeforeEach
    void makeATemplate() throws IOException {
        template = folder.resolve("template");
        write("cookiecutter.json", """
                {"project_name": "Some App", "slug": "{{ cookiecutter.project_name.lower().replace(' ', '-') }}",
                 "runtime": ["python3.13", "nodejs22.x"], "_copy_without_render": ["*.raw"]}
                """);
        write("{{cookiecutter.slug}}/template.yaml", """
                Resources:
                  F:
                    Type: AWS::Serverless::Function
                    Properties:
                      Runtime: {{ cookiecutter.runtime }}
                """);
        write("{{cookiecutter.slug}}/{{cookiecutter.slug}}.raw", "{{ left }}");
    }

    private void write(String name, String text) throws IOException {
        Path file = template.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }

    private Run init(String... options) {
        return Run.of(
                folder,
                Stream.concat(Stream.of("init", "--no-input"), Stream.of(options))
                        .toArray(String[]::new));
    }

    @Test
    void aFolderIsRenderedWithItsDefaults() {
        assertThat(init("--location", "template").err()).isEmpty();
        assertThat(folder.resolve("some-app/template.yaml")).content().contains("Runtime: python3.13\n");
        assertThat(folder.resolve("some-app/some-app.raw")).hasContent("{{ left }}");
    }

    @Test
    void optionsAndExtraContextComeBeforeDefaults() {
        assertThat(init(
                                "--location",
                                "template",
                                "--name",
                                "Shop",
                                "--tracing",
                                "--extra-context",
                                "{\"runtime\": \"nodejs22.x\"}")
                        .err())
                .isEmpty();
        assertThat(folder.resolve("shop/template.yaml"))
                .content()
                .contains("Runtime: nodejs22.x\n")
                .contains("Tracing: Active");
        assertThat(init("--location", "template", "--extra-context", "{\"runtime\": \"cobol\"}")
                        .err())
                .contains("`cobol` is no choice for the template's `runtime`");
        assertThat(init("--location", "template", "--extra-context", "{\"colour\": \"red\"}")
                        .err())
                .contains("no variable `colour`");
    }

    @Test
    void hooksAreNotRunAndThatIsSaid() throws IOException {
        write("hooks/post_gen_project.sh", "#!/bin/sh\ntouch " + folder.resolve("ran") + "\n");
        Run run = init("--location", "template");
        assertThat(run.exitCode()).isZero();
        assertThat(run.err()).contains("never runs a template's programs");
        assertThat(folder.resolve("ran")).doesNotExist();
    }

    @Test
    void aTemplateThatWritesElsewhereMakesNothing() throws IOException {
        write("cookiecutter.json", "{\"slug\": \"../../out\"}");
        assertThat(init("--location", "template").exitCode()).isNotZero();
        write(
                "cookiecutter.json",
                "{\"slug\": \"app\", \"runtime\": \"r\", \"_copy_without_render\": [\"*.raw\"], \"up\": \"../../../out\"}");
        write("{{cookiecutter.slug}}/{{cookiecutter.up}}", "x");
        assertThat(init("--location", "template").err()).contains("leaves the new folder");
        Files.delete(template.resolve("{{cookiecutter.slug}}/{{cookiecutter.up}}"));
        Files.createSymbolicLink(template.resolve("{{cookiecutter.slug}}/link"), Path.of("/etc/hostname"));
        assertThat(init("--location", "template").err()).contains("symbolic link");
        try (var left = Files.list(folder)) {
            assertThat(left).containsExactly(template);
        }
    }

    @Test
    void aMistakeInATemplateHasItsPlace() throws IOException {
        write("{{cookiecutter.slug}}/README.md", "one\n{{ cookiecutter.nothing }}\n");
        assertThat(init("--location", "template").err()).contains("README.md:2: `nothing` is undefined.");
    }

    @Test
    void aZipFileIsUnpackedAndOneThatLeavesItsFolderIsRefused() throws IOException {
        zip(
                "good.zip",
                List.of("repo-main/cookiecutter.json", "repo-main/{{cookiecutter.x}}/a.txt"),
                "{\"x\": \"zipped\"}");
        assertThat(init("--location", "good.zip").exitCode()).isZero();
        assertThat(folder.resolve("zipped/a.txt")).exists();
        zip("bad.zip", List.of("../outside"), "x");
        assertThat(init("--location", "bad.zip").err()).contains("leaves its folder");
        assertThat(folder.resolve("outside")).doesNotExist();
    }

    private void zip(String name, List<String> entries, String text) throws IOException {
        try (var zip = new ZipOutputStream(Files.newOutputStream(folder.resolve(name)))) {
            for (String entry : entries) {
                zip.putNextEntry(new ZipEntry(entry));
                zip.write(text.getBytes(java.nio.charset.StandardCharsets.UTF_8));
            }
        }
    }

    @Test
    void aGitRepositoryIsCloned() throws IOException, InterruptedException {
        for (List<String> line : List.of(
                List.of("git", "init", "-q"),
                List.of("git", "add", "."),
                List.of("git", "-c", "user.name=a", "-c", "user.email=a@example.com", "commit", "-q", "-m", "a"))) {
            assertThat(new ProcessBuilder(line)
                            .directory(template.toFile())
                            .start()
                            .waitFor())
                    .as("%s", line)
                    .isZero();
        }
        Run run = init("--location", template.toUri().toString().replaceFirst("^file:/+", "file:///"));
        assertThat(run.err()).isEmpty();
        assertThat(folder.resolve("some-app/template.yaml")).exists();
    }

    @Test
    void addressesThatRunProgramsAreRefused() {
        for (String location : List.of("ext::sh -c touch% x", "--upload-pack=touch x", "http://example.com/x.zip")) {
            assertThat(init("--location=" + location).exitCode()).as(location).isNotZero();
        }
        assertThat(init("--location", "git://example.com/x").err()).contains("https, ssh or file");
        assertThat(init("--location", "nowhere").err()).contains("There is no template at");
    }

    @Test
    void whatIsNotInCookiecuttersFormIsCopied() throws IOException {
        Files.delete(template.resolve("cookiecutter.json"));
        write("template.yaml", "Resources: {}\n");
        assertThat(init("--location", "template", "--name", "copy").exitCode()).isZero();
        assertThat(folder.resolve("copy/template.yaml")).hasContent("Resources: {}\n");
        assertThat(init("--location", "template", "--name", "b", "--runtime", "python3.12")
                        .err())
                .contains("--location brings its own template");
    }
}
