package samara.build;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NodejsToolchainTest {
    private static final String RESOURCES = """
            Resources:
              F:
                Type: AWS::Serverless::Function
                Properties: {CodeUri: code, Handler: app.handler, Runtime: nodejs22.x}
            """;

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path temporary;

    @SuppressWarnings("NullAway.Init")
    private BuildFolder app;

    @BeforeEach
    void write() throws IOException {
        BuildFolder.needs("npm");
        app = new BuildFolder(temporary)
                .write("code/app.js", "exports.handler = async () => require('shared');\n")
                .write(
                        "code/package.json",
                        "{\"name\":\"app\",\"version\":\"1.0.0\",\"dependencies\":{\"shared\":\"file:../shared\"}}")
                .write("shared/package.json", "{\"name\":\"shared\",\"version\":\"1.0.0\",\"main\":\"index.js\"}")
                .write("shared/index.js", "module.exports = 1;\n");
        app.variables.put("npm_config_offline", "true");
    }

    @Test
    void aPackageFromAFolderIsTakenAlongAsFiles() {
        app.build(RESOURCES);
        Path shared = app.built("F/node_modules/shared");
        assertThat(shared.resolve("index.js")).isRegularFile();
        assertThat(java.nio.file.Files.isSymbolicLink(shared)).isFalse();
    }

    @Test
    void buildsAnewWhenThatPackageChanges() throws IOException {
        app.build(RESOURCES);
        assertThat(app.build(RESOURCES).getFirst().fresh()).isFalse();
        app.write("shared/index.js", "module.exports = 2;\n");
        assertThat(app.build(RESOURCES).getFirst().fresh()).isTrue();
        assertThat(app.built("F/node_modules/shared/index.js")).hasContent("module.exports = 2;\n");
    }

    @Test
    void aLayerHasItsModulesUnderNodejs() {
        app.build("""
                Resources:
                  L:
                    Type: AWS::Serverless::LayerVersion
                    Metadata: {BuildMethod: nodejs22.x}
                    Properties: {ContentUri: code}
                """);
        assertThat(app.built("L/nodejs/node_modules/shared/index.js")).isRegularFile();
    }

    @Test
    void buildsInTheSourceFolderWhenAskedTo() {
        app.settings = new BuildSettings(
                app.settings.buildFolder(),
                app.settings.cacheFolder(),
                true,
                true,
                true,
                true,
                Optional.empty(),
                Optional.empty());
        app.build(RESOURCES);
        assertThat(temporary.resolve("code/node_modules/shared")).exists();
        assertThat(app.built("F/node_modules/shared/index.js")).isRegularFile();
    }

    @Test
    void aPackageThatIsNotThereIsNamed() throws IOException {
        app.write("code/package.json", "{\"dependencies\":{\"shared\":\"file:../elsewhere\"}}");
        assertThatThrownBy(() -> app.build(RESOURCES))
                .hasMessageContaining("the function `F`")
                .hasMessageContaining("elsewhere");
    }
}
