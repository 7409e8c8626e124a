package samara.build;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GradleToolchainTest {
    private static final String RESOURCES = """
            Resources:
              F:
                Type: AWS::Serverless::Function
                Properties: {CodeUri: code, Handler: 'app.App::handle', Runtime: java25}
            """;

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path temporary;

    @SuppressWarnings("NullAway.Init")
    private BuildFolder app;

    @BeforeEach
    void write() throws IOException {
        BuildFolder.needs("gradle");
        app = new BuildFolder(temporary)
                .write(
                        "code/build.gradle",
                        "plugins { id 'java' }\ndependencies { runtimeOnly files('jars/beside.jar') }\n")
                .write("code/settings.gradle", "rootProject.name = 'hello'\n")
                .write(
                        "code/src/main/java/app/App.java",
                        "package app; public class App { public String handle(Object o) { return \"hi\"; } }");
        app.write("code/jars/beside.jar", "");
        Path java17 = Path.of("/usr/lib/jvm/java-1.17.0-openjdk-amd64");
        if (Files.isDirectory(java17)) {
            app.variables.put("JAVA_HOME", java17.toString());
        }
        var version = app.tools().run(List.of("gradle", "--version"), temporary);
        assumeTrue(version.exitCode() == 0, "this Gradle does not run on this JDK");
    }

    @Test
    void takesClassesAndRuntimeLibrariesAndLeavesTheSourcesAlone() {
        app.build(RESOURCES);
        assertThat(app.built("F/app/App.class")).isRegularFile();
        assertThat(app.built("F/lib/beside.jar")).isRegularFile();
        assertThat(temporary.resolve("code/build")).doesNotExist();
        assertThat(temporary.resolve("code/.gradle")).doesNotExist();
        assertThat(app.build(RESOURCES).getFirst().fresh()).isFalse();
    }

    @Test
    void theWrapperComesBeforeTheGradleOfTheMachine() throws IOException {
        app.write("code/gradlew", "#!/bin/sh\ntouch \"$(dirname \"$0\")/../wrapped\"\nexec gradle \"$@\"\n");
        assertThat(temporary.resolve("code/gradlew").toFile().setExecutable(true))
                .isTrue();
        app.build(RESOURCES);
        assertThat(temporary.resolve("wrapped")).exists();
        assertThat(app.built("F/app/App.class")).isRegularFile();
    }

    @Test
    void aSyntaxErrorComesWithItsPlace() throws IOException {
        app.write("code/src/main/java/app/App.java", "package app; public class App { nonsense }");
        assertThatThrownBy(() -> app.build(RESOURCES)).isInstanceOfSatisfying(BuildException.class, e -> {
            assertThat(e.message()).contains("Gradle failed for the function `F`");
            assertThat(e.output()).contains("App.java:1");
        });
        assertThat(app.built("F")).doesNotExist();
    }
}
