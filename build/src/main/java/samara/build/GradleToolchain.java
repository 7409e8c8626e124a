package samara.build;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/// Java with Gradle: by the wrapper (`gradlew`) in the code's folder or above it, else by the one on the search path.
/// It
/// runs in the source folder; what it makes goes to the cache.
record GradleToolchain(Tools tools, BuildSettings settings) implements Toolchain.Compiled {
    private static final String INSTALL = "Add Gradle's wrapper (`gradlew`) to the code, or install Gradle.";
    private static final Set<String> LEFT_BEHIND =
            Set.of("build", ".gradle", ".aws-sam", ".samara", ".git", "target", ".idea");

    @Override
    public String request() {
        return "gradle\n" + tools.searchPath() + tools.stamp("gradle") + tools.variable("JAVA_HOME")
                + tools.variable("GRADLE_OPTS");
    }

    @Override
    public String identity() {
        return request();
    }

    /// The code's folder, and that of the settings above it, which may name other projects.
    @Override
    public List<Path> inputs(Artifact artifact) {
        return Stream.concat(Stream.of(root(artifact.code())), settings.manifest().stream())
                .toList();
    }

    private static Path root(Path code) {
        return SourceTree.upwards(code, "settings.gradle")
                .or(() -> SourceTree.upwards(code, "settings.gradle.kts"))
                .orElse(code);
    }

    @Override
    public boolean isLeftBehind(String name) {
        return LEFT_BEHIND.contains(name);
    }

    private Path gradle(Path code) {
        Optional<Path> wrapper = SourceTree.upwards(code, "gradlew").map(folder -> folder.resolve("gradlew"));
        if (wrapper.isPresent() && !Files.isExecutable(wrapper.get())) {
            throw new BuildException(wrapper.get() + " may not be executed. Run `chmod +x gradlew` there.", "");
        }
        return wrapper.orElseGet(() -> tools.required("gradle", INSTALL));
    }

    @Override
    public void compile(Artifact artifact, Path into) throws IOException {
        Path root = root(artifact.code());
        Path work = settings.toolCache("gradle", root);
        Files.createDirectories(work);
        Path script = work.resolve("samara.init.gradle");
        try (InputStream text = GradleToolchain.class.getResourceAsStream("samara.init.gradle")) {
            if (text == null) {
                throw new IOException("samara.init.gradle is missing from this installation.");
            }
            Files.write(script, text.readAllBytes());
        }
        List<String> command = new ArrayList<>(List.of(gradle(artifact.code()).toString()));
        command.addAll(List.of("--no-daemon", "--quiet", "--console=plain"));
        command.addAll(List.of("--init-script", script.toString()));
        command.addAll(List.of("--project-cache-dir", work.resolve("project").toString()));
        settings.manifest().ifPresent(file -> command.addAll(List.of("--build-file", file.toString())));
        command.addAll(settings.runsTests() ? List.of("build", "samaraArtifacts") : List.of("samaraArtifacts"));
        Path out = work.resolve("out-" + artifact.logicalId());
        Map<String, String> variables = new LinkedHashMap<>();
        variables.put("SAMARA_GRADLE_CODE", artifact.code().toRealPath().toString());
        variables.put("SAMARA_GRADLE_BUILD", work.resolve("build").toString());
        variables.put("SAMARA_GRADLE_OUT", out.toString());
        synchronized (JavaOutput.lock(work)) {
            SourceTree.delete(out);
            var result = tools.run(command, artifact.code(), variables);
            if (result.exitCode() != 0) {
                throw new BuildException(
                        "Gradle failed for " + artifact.called() + " (" + artifact.code() + "). "
                                + hint(result.output()),
                        result.output());
            }
            JavaOutput.take(artifact, out.resolve("classes"), out.resolve("lib"), into);
            if (artifact.isLayer()) {
                JavaOutput.jars(out.resolve("jar"), into.resolve("java/lib"));
            }
            SourceTree.delete(out);
        }
        JavaOutput.checkVersion(artifact, into, tools);
    }

    private static String hint(String output) {
        if (output.contains("Unsupported class file major version")
                || output.contains("Could not determine java version")
                || output.contains("Setting a Security Manager is not supported")) {
            return "This Gradle is too old for the JDK that it runs on: set `JAVA_HOME` to an older one, or renew the"
                    + " wrapper.";
        }
        return output.contains("Could not resolve")
                ? "Mend the dependency that Gradle names above, and build again."
                : "Mend what Gradle names above, and build again.";
    }
}
