package samara.build;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import samara.template.ObjectNode;
import samara.template.TemplateReader;

/// A folder with an application that tests build.
final class BuildFolder {
    final Path folder;
    /// Functions are built in parallel.
    final List<String> progress = new CopyOnWriteArrayList<>();
    final List<String> warnings = new CopyOnWriteArrayList<>();
    final Map<String, String> variables = new LinkedHashMap<>(System.getenv());
    BuildSettings settings;

    BuildFolder(Path folder) {
        this.folder = folder;
        settings = BuildSettings.of(folder.resolve(".aws-sam/build"), folder.resolve(".aws-sam/cache"));
    }

    /// Skips the test, saying what this machine lacks.
    static void needs(String tool) {
        assumeTrue(
                new Tools(System.getenv(), warning -> {}).find(tool).isPresent(),
                "`" + tool + "` is not on this machine");
    }

    BuildFolder write(String file, String text) throws IOException {
        Path path = folder.resolve(file);
        Files.createDirectories(path.getParent());
        Files.writeString(path, text);
        return this;
    }

    Tools tools() {
        return new Tools(variables, warnings::add);
    }

    static ObjectNode template(String text) {
        return TemplateReader.read(text, "template.yaml").root().orElseThrow();
    }

    Artifacts.Found found(String template) {
        return Artifacts.of(template(template), folder, node -> node);
    }

    /// Builds all of a template.
    List<SamBuild.Built> build(String template) {
        Artifacts.Found found = found(template);
        if (!found.diagnostics().isEmpty()) {
            throw new AssertionError(found.diagnostics().toString());
        }
        progress.clear();
        return new SamBuild(settings, tools(), progress::add).build(found.artifacts());
    }

    Path built(String path) {
        return folder.resolve(".aws-sam/build").resolve(path);
    }
}
