package samara.build;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PythonRequirementsTest {
    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path code;

    private static final String PROJECT =
            "[project]\nname = \"x\"\nversion = \"1\"\ndependencies = [\"six==1.17.0\"]\n";

    @SuppressWarnings("NullAway.Init")
    private BuildFolder app;

    @BeforeEach
    void write() {
        app = new BuildFolder(code);
    }

    private PythonRequirements requirements() {
        return PythonRequirements.of(code, Optional.empty(), false);
    }

    @Test
    void theListComesBeforeTheProject() throws IOException {
        app.write("pyproject.toml", PROJECT).write("requirements.txt", "six\n");
        assertThat(requirements().source()).isEqualTo(PythonRequirements.Source.LIST);
    }

    @Test
    void aProjectThatOnlySetsUpToolsHasNoDependencies() throws IOException {
        app.write("pyproject.toml", "[tool.black]\nline-length = 100\n");
        assertThat(requirements().key(name -> false)).isEmpty();
    }

    @Test
    void aProjectWithoutALockIsInstalledByItsDependencies() throws IOException {
        app.write("pyproject.toml", PROJECT);
        Path list = requirements()
                .listed(app.found("""
                        Resources:
                          F:
                            Type: AWS::Serverless::Function
                            Properties: {CodeUri: ., Runtime: python3.12}
                        """).artifacts().getFirst(), "python3", code.resolve("list.txt"), app.tools());
        assertThat(Files.readString(list)).isEqualTo("six==1.17.0\n");
    }

    @Test
    void aLockOfPoetryNeedsPoetry() throws IOException {
        app.write("pyproject.toml", PROJECT).write("poetry.lock", "").write("app.py", "def h(e, c): pass\n");
        app.variables.put("PATH", "/usr/bin:/bin");
        assertThatThrownBy(() -> app.build("""
                        Resources:
                          F:
                            Type: AWS::Serverless::Function
                            Properties: {CodeUri: ., Runtime: python3.12, Handler: app.h}
                        """)).hasMessageContaining("`poetry` is not on this machine's PATH");
    }

    @Test
    void aSyntaxErrorInTheProjectHasItsPlace() throws IOException {
        app.write("pyproject.toml", "[project\n");
        assertThatThrownBy(this::requirements).hasMessageContaining("pyproject.toml:1:");
    }
}
