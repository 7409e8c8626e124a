package samara.build;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import samara.template.Diagnostic;
import samara.template.ObjectNode;
import samara.template.TemplateReader;

class SamBuildTest {
    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    private final List<String> progress = new CopyOnWriteArrayList<>();

    private void write(String file, String text) throws IOException {
        Path path = folder.resolve(file);
        Files.createDirectories(path.getParent());
        Files.writeString(path, text);
    }

    private static ObjectNode template(String text) {
        return TemplateReader.read(text, "template.yaml").root().orElseThrow();
    }

    private static String function(String id, String code, String runtime, String handler) {
        return """
                  %s:
                    Type: AWS::Serverless::Function
                    Properties:
                      CodeUri: %s
                      Runtime: %s
                      Handler: %s
                """.formatted(id, code, runtime, handler).indent(0);
    }

    private Artifacts.Found found(String resources) {
        return Artifacts.of(template("Resources:\n" + resources), folder, node -> node);
    }

    private List<SamBuild.Built> build(List<Artifact> artifacts) {
        Map<String, String> environment = new LinkedHashMap<>(System.getenv());
        environment.put("PIP_NO_INDEX", "1");
        environment.put("PIP_FIND_LINKS", folder.toString());
        progress.clear();
        return new SamBuild(
                        folder.resolve(".aws-sam/build"),
                        folder.resolve(".aws-sam/cache"),
                        new Tools(environment, warning -> {}),
                        progress::add)
                .build(artifacts);
    }

    @Test
    void copiesTheSourceWithoutWhatStaysBehind() throws IOException {
        write("src/app.mjs", "export const handler = 1;");
        write("src/node_modules/left/index.js", "left behind");
        write("src/.git/config", "left behind");
        List<SamBuild.Built> built =
                build(found(function("F", "src", "nodejs22.x", "app.handler")).artifacts());
        assertThat(built.getFirst().folder().resolve("app.mjs")).hasContent("export const handler = 1;");
        assertThat(built.getFirst().folder().resolve("node_modules")).doesNotExist();
        assertThat(built.getFirst().folder().resolve(".git")).doesNotExist();
    }

    @Test
    void doesNothingWhenNothingHasChanged() throws IOException {
        write("src/app.py", "def handler(e, c): pass");
        var artifacts = found(function("F", "src", "python3.12", "app.handler")).artifacts();
        assertThat(build(artifacts).getFirst().fresh()).isTrue();
        assertThat(build(artifacts).getFirst().fresh()).isFalse();
        assertThat(progress).isEmpty();
        write("src/app.py", "def handler(e, c): return 1");
        assertThat(build(artifacts).getFirst().fresh()).isTrue();
        assertThat(folder.resolve(".aws-sam/build/F/app.py")).hasContent("def handler(e, c): return 1");
    }

    @Test
    void buildsTheSameCodeOnceForAllFunctions() throws IOException {
        write("src/app.py", "def handler(e, c): pass");
        var found = found(
                function("A", "src", "python3.12", "app.handler") + function("B", "src", "python3.12", "app.other"));
        List<SamBuild.Built> built = build(found.artifacts());
        assertThat(built.get(0).folder()).isEqualTo(built.get(1).folder());
        assertThat(progress).hasSize(1);
        ObjectNode rewritten = BuiltTemplate.of(
                template("Resources:\n" + function("B", "src", "python3.12", "app.other")),
                folder,
                folder.resolve(".aws-sam/build"),
                built);
        assertThat(rewritten
                        .object("Resources")
                        .orElseThrow()
                        .object("B")
                        .orElseThrow()
                        .object("Properties")
                        .orElseThrow()
                        .string("CodeUri"))
                .contains("A");
    }

    @Test
    void aFailingPipInstallNamesTheFunctionAndItsManifest() throws IOException {
        write("src/app.py", "def handler(e, c): pass");
        write("src/requirements.txt", "no-such-package-of-samara==9.9\n");
        var artifacts = found(function("F", "src", "python3.12", "app.handler")).artifacts();
        assertThatThrownBy(() -> build(artifacts)).isInstanceOfSatisfying(BuildException.class, e -> {
            assertThat(e.message()).contains("`F`").contains("requirements.txt");
            assertThat(e.output()).contains("no-such-package-of-samara");
        });
        assertThat(folder.resolve(".aws-sam/build/F")).doesNotExist();
    }

    @Test
    void aToolchainThatIsNotBuiltIsRefusedByName() throws IOException {
        write("src/Main.java", "class Main {}");
        var artifacts = found(function("F", "src", "java21", "Main::handle")).artifacts();
        assertThatThrownBy(() -> build(artifacts))
                .hasMessageContaining("`java21`")
                .hasMessageContaining("template.yaml:5");
    }

    @Test
    void aMissingHandlerFileIsAnErrorAtTheHandler() throws IOException {
        write("src/app.py", "def handler(e, c): pass");
        Diagnostic diagnostic = found(function("F", "src", "python3.12", "apps.handler"))
                .diagnostics()
                .getFirst();
        assertThat(diagnostic.message()).contains("apps.py");
        assertThat(diagnostic.span().toString()).isEqualTo("template.yaml:7:16");
    }

    @Test
    void aMissingFolderIsAnErrorAtItsPlace() {
        assertThat(found(function("F", "nowhere", "python3.12", "app.handler")).diagnostics())
                .singleElement()
                .satisfies(
                        diagnostic -> assertThat(diagnostic.span().toString()).startsWith("template.yaml:5:"));
    }
}
