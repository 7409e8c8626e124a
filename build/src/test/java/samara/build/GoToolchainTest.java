package samara.build;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GoToolchainTest {
    private static final String FUNCTION = """
            Resources:
              F:
                Type: AWS::Serverless::Function
                Metadata: {BuildMethod: go1.x}
                Properties: {CodeUri: cmd/hello, Handler: bootstrap, Runtime: provided.al2023}
            """;

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path temporary;

    @SuppressWarnings("NullAway.Init")
    private BuildFolder app;

    @BeforeEach
    void write() throws IOException {
        BuildFolder.needs("go");
        app = new BuildFolder(temporary)
                .write("go.mod", "module example.com/hello\n\ngo 1.21\n")
                .write(
                        "cmd/hello/main.go",
                        "package main\n\nimport \"example.com/hello/greet\"\n\nfunc main() { println(greet.Text) }\n")
                .write("greet/greet.go", "package greet\n\nconst Text = \"hello\"\n");
    }

    @Test
    void makesBootstrapOfAPackageWhoseModuleIsAboveIt() {
        app.build(FUNCTION);
        assertThat(app.built("F/bootstrap")).isExecutable();
        assertThat(app.built("F").toFile().list()).containsExactly("bootstrap");
    }

    @Test
    void buildsAnewWhenAnotherPackageOfTheModuleChanges() throws IOException {
        app.build(FUNCTION);
        assertThat(app.build(FUNCTION).getFirst().fresh()).isFalse();
        app.write("greet/greet.go", "package greet\n\nconst Text = \"good evening\"\n");
        assertThat(app.build(FUNCTION).getFirst().fresh()).isTrue();
    }

    @Test
    void namesTheProgramByTheHandlerForTheGoRuntime() {
        app.build(FUNCTION.replace("provided.al2023", "go1.x").replace("Handler: bootstrap", "Handler: main"));
        assertThat(app.built("F/main")).isExecutable();
    }

    @Test
    void aSyntaxErrorComesWithItsPlaceAndLeavesNothingBehind() throws IOException {
        app.write("cmd/hello/main.go", "package main\n\nfunc main() { nonsense( }\n");
        assertThatThrownBy(() -> app.build(FUNCTION)).isInstanceOfSatisfying(BuildException.class, e -> {
            assertThat(e.message()).contains("`go build` failed", "`F`");
            assertThat(e.output()).contains("main.go:3");
        });
        assertThat(app.built("F")).doesNotExist();
    }

    @Test
    void aMissingToolIsNamedWithWhatToInstall() {
        app.variables.put("PATH", temporary.toString());
        assertThatThrownBy(() -> app.build(FUNCTION))
                .hasMessageStartingWith("Can't build the function `F`: `go` is not on this machine's PATH.");
    }

    @Test
    void buildPropertiesThatAreNotKnownAreRefused() {
        assertThatThrownBy(() -> app.build(FUNCTION.replace(
                        "{BuildMethod: go1.x}", "{BuildMethod: go1.x, BuildProperties: {Minify: true}}")))
                .hasMessageContaining("template.yaml:4:")
                .hasMessageContaining("`Minify`")
                .hasMessageContaining("TrimGoPath");
    }
}
