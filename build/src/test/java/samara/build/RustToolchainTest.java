package samara.build;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RustToolchainTest {
    private static final String FUNCTION = """
            Resources:
              F:
                Type: AWS::Serverless::Function
                Metadata: {BuildMethod: rust-cargolambda, BuildProperties: {Binary: second}}
                Properties: {CodeUri: code, Handler: bootstrap, Runtime: provided.al2023}
            """;

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path temporary;

    @SuppressWarnings("NullAway.Init")
    private BuildFolder app;

    @BeforeEach
    void write() throws IOException {
        BuildFolder.needs("cargo");
        app = new BuildFolder(temporary)
                .write("code/Cargo.toml", "[package]\nname = \"hello\"\nversion = \"0.1.0\"\nedition = \"2021\"\n")
                .write("code/src/bin/first.rs", "fn main() { println!(\"first\"); }\n")
                .write("code/src/bin/second.rs", "fn main() { println!(\"second\"); }\n");
    }

    @Test
    void makesBootstrapOfTheBinaryThatIsNamed() throws IOException {
        app.build(FUNCTION);
        assertThat(app.built("F/bootstrap")).isExecutable();
        assertThat(app.tools()
                        .run(java.util.List.of(app.built("F/bootstrap").toString()), temporary)
                        .output())
                .isEqualTo("second");
        assertThat(temporary.resolve("code/target")).doesNotExist();
    }

    @Test
    void severalBinariesAskForAName() {
        assertThatThrownBy(() -> app.build(FUNCTION.replace(", BuildProperties: {Binary: second}", "")))
                .hasMessageContaining("several programs [first, second]")
                .hasMessageContaining("Binary");
    }

    @Test
    void aTypeErrorComesWithItsPlace() throws IOException {
        app.write("code/src/bin/second.rs", "fn main() { let x: i32 = \"text\"; }\n");
        assertThatThrownBy(() -> app.build(FUNCTION))
                .isInstanceOfSatisfying(
                        BuildException.class, e -> assertThat(e.output()).contains("src/bin/second.rs:1"));
    }
}
