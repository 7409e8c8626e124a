package samara.build;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MakefileToolchainTest {
    private static final String RESOURCES = """
            Resources:
              F:
                Type: AWS::Serverless::Function
                Metadata: {BuildMethod: makefile}
                Properties: {CodeUri: code, Handler: app.handler, Runtime: python3.12}
              L:
                Type: AWS::Serverless::LayerVersion
                Metadata: {BuildMethod: makefile}
                Properties: {ContentUri: code}
            """;

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path temporary;

    @SuppressWarnings("NullAway.Init")
    private BuildFolder app;

    @BeforeEach
    void write() throws IOException {
        BuildFolder.needs("make");
        app = new BuildFolder(temporary).write("code/Makefile", """
                build-F:
                	touch made-here
                	cp Makefile "$(ARTIFACTS_DIR)/copied"
                build-L:
                	mkdir -p "$(ARTIFACTS_DIR)/python"
                	echo x > "$(ARTIFACTS_DIR)/python/x"
                """);
    }

    @Test
    void runsATargetForEachResourceInACopyOfTheCode() {
        app.build(RESOURCES);
        assertThat(app.built("F").toFile().list()).containsExactly("copied");
        assertThat(app.built("L/python/x")).hasContent("x\n");
        assertThat(temporary.resolve("code/made-here")).doesNotExist();
    }

    @Test
    void runsInTheSourceFolderWhenAskedTo() {
        app.settings = new BuildSettings(
                app.settings.buildFolder(),
                app.settings.cacheFolder(),
                true,
                true,
                true,
                true,
                java.util.Optional.empty(),
                java.util.Optional.empty());
        app.build(RESOURCES);
        assertThat(temporary.resolve("code/made-here")).exists();
    }

    @Test
    void allFailuresAreReported() throws IOException {
        app.write("code/Makefile", "build-F:\n\tfalse\n");
        assertThatThrownBy(() -> app.build(RESOURCES)).isInstanceOfSatisfying(BuildException.class, e -> {
            assertThat(e.message()).contains("`F`");
            assertThat(e.others())
                    .singleElement()
                    .satisfies(other -> assertThat(other.message()).contains("no target `build-L`"));
        });
        assertThat(app.built("F")).doesNotExist();
    }

    @Test
    void aCustomRuntimeWithABootstrapNeedsNoMakefile() throws IOException {
        app.write("shell/bootstrap", "#!/bin/sh\n");
        app.build("""
                Resources:
                  F:
                    Type: AWS::Serverless::Function
                    Properties: {CodeUri: shell, Handler: x, Runtime: provided.al2023}
                """);
        assertThat(app.built("F/bootstrap")).hasContent("#!/bin/sh\n");
    }
}
