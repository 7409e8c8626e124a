package samara.build;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MavenToolchainTest {
    private static final String FUNCTION = """
            Resources:
              F:
                Type: AWS::Serverless::Function
                Properties: {CodeUri: code, Handler: 'app.App::handle', Runtime: java17}
            """;
    private static final String POM = """
            <project><modelVersion>4.0.0</modelVersion>
            <groupId>app</groupId><artifactId>hello</artifactId><version>1.0</version>
            <properties>
            <maven.compiler.source>17</maven.compiler.source><maven.compiler.target>17</maven.compiler.target>
            <project.build.sourceEncoding>UTF-8</project.build.sourceEncoding>
            </properties>
            </project>
            """;

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path temporary;

    @SuppressWarnings("NullAway.Init")
    private BuildFolder app;

    @BeforeEach
    void write() throws IOException {
        BuildFolder.needs("mvn");
        assumeTrue(
                Files.exists(Path.of(System.getProperty("samara.root"), "dist/tools/maven-plugins")),
                "`./verify` has not brought Maven's plugins, and tests don't use the network");
        app = new BuildFolder(temporary)
                .write("code/.mvn/maven.config", "--offline\n")
                .write("code/pom.xml", POM)
                .write(
                        "code/src/main/java/app/App.java",
                        "package app; public class App { public String handle(Object o) { return \"hi\"; } }");
    }

    @Test
    void takesTheClassesAndLeavesTheSourcesAlone() {
        app.build(FUNCTION);
        assertThat(app.built("F/app/App.class")).isRegularFile();
        assertThat(temporary.resolve("code/target")).doesNotExist();
        assertThat(app.build(FUNCTION).getFirst().fresh()).isFalse();
    }

    @Test
    void aLayerIsItsJar() {
        app.build("""
                Resources:
                  L:
                    Type: AWS::Serverless::LayerVersion
                    Metadata: {BuildMethod: java17}
                    Properties: {ContentUri: code, CompatibleRuntimes: [java17]}
                """);
        assertThat(app.built("L/java/lib/hello-1.0.jar")).isRegularFile();
    }

    @Test
    void warnsOfClassesThatTheRuntimeIsTooOldFor() {
        app.build(FUNCTION.replace("java17", "java11"));
        assertThat(app.warnings).singleElement().asString().contains("Java 17").contains("`java11`");
    }

    @Test
    void anUnresolvedDependencyIsNamedByMaven() throws IOException {
        app.write("code/pom.xml", POM.replace("</project>\n", """
                <dependencies><dependency><groupId>no.such</groupId><artifactId>thing</artifactId><version>9</version>
                </dependency></dependencies></project>
                """));
        assertThatThrownBy(() -> app.build(FUNCTION)).isInstanceOfSatisfying(BuildException.class, e -> {
            assertThat(e.message()).contains("`mvn package` failed", "`F`", "dependency");
            assertThat(e.output()).contains("no.such:thing");
        });
        assertThat(app.built("F")).doesNotExist();
    }
}
