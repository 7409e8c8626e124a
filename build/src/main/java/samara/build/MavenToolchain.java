package samara.build;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Java with Maven: `mvn package` in a copy of the sources, then the classes and, in `lib`, the dependencies that are
/// needed at run time. A layer is its jar and its dependencies in `java/lib`. Nothing is installed into the local
/// repository.
record MavenToolchain(Tools tools, BuildSettings settings) implements Toolchain.Compiled {
    private static final Pattern PARENT =
            Pattern.compile("<parent>.*?(?:<relativePath>([^<]*)</relativePath>.*?)?</parent>", Pattern.DOTALL);
    private static final String INSTALL = "Install Maven and a JDK (apt-get install maven).";

    @Override
    public String request() {
        return "maven\n" + tools.searchPath() + tools.stamp("mvn") + tools.variable("JAVA_HOME")
                + tools.variable("MAVEN_OPTS");
    }

    @Override
    public String identity() {
        return tools.required("mvn", INSTALL) + tools.variable("JAVA_HOME");
    }

    @Override
    public List<Path> inputs(Artifact artifact) {
        Set<Path> inputs = new LinkedHashSet<>(List.of(root(artifact.code())));
        settings.manifest().ifPresent(inputs::add);
        return List.copyOf(inputs);
    }

    @Override
    public boolean isLeftBehind(String name) {
        return Set.of("target", ".aws-sam", ".samara", ".git", "build", ".gradle")
                .contains(name);
    }

    /// The folder of the outermost parent that is reached by relative paths and lies above the module.
    private static Path root(Path module) {
        Path root = module;
        for (Path at = module; at != null; ) {
            Matcher parent = PARENT.matcher(SourceTree.textOf(at.resolve("pom.xml")));
            if (!parent.find()) {
                break;
            }
            String relative =
                    parent.group(1) == null ? "../pom.xml" : parent.group(1).strip();
            Path file = at.resolve(relative.isEmpty() ? "." : relative).normalize();
            Path folder = Files.isDirectory(file) ? file : file.resolveSibling("");
            boolean above = at.startsWith(folder) && !at.equals(folder);
            if (!above || !Files.isRegularFile(folder.resolve("pom.xml"))) {
                break;
            }
            root = folder;
            at = folder;
        }
        return root;
    }

    @Override
    public void compile(Artifact artifact, Path into) throws IOException {
        Path mvn = tools.required("mvn", INSTALL);
        Path root = root(artifact.code());
        Path copy = settings.toolCache("maven", root);
        Path module = copy.resolve(root.relativize(artifact.code()).toString());
        List<String> command =
                new ArrayList<>(List.of(mvn.toString(), "--batch-mode", "--quiet", "--no-transfer-progress"));
        if (!settings.runsTests()) {
            command.add("-DskipTests");
        }
        String pom = settings.manifest().map(Path::toString).orElse("pom.xml");
        command.addAll(
                List.of("--file", (settings.manifest().isPresent() ? Path.of(pom) : copy.resolve(pom)).toString()));
        if (!root.equals(artifact.code())) {
            command.addAll(
                    List.of("--projects", root.relativize(artifact.code()).toString(), "--also-make"));
        }
        command.addAll(List.of(
                "package",
                "dependency:copy-dependencies",
                "-DincludeScope=runtime",
                "-Dmdep.prependGroupId=true",
                "-DoutputDirectory=${project.build.directory}/samara-dependencies"));
        synchronized (JavaOutput.lock(copy)) {
            SourceTree.mirror(root, copy, this::isLeftBehind);
            SourceTree.delete(module.resolve("target"));
            var result = tools.run(command, module);
            if (result.exitCode() != 0) {
                throw new BuildException(
                        "`mvn package` failed for " + artifact.called() + " ("
                                + artifact.code().resolve("pom.xml") + "). " + hint(result.output()),
                        result.output());
            }
            Path target = module.resolve("target");
            JavaOutput.take(artifact, target.resolve("classes"), target.resolve("samara-dependencies"), into);
            if (artifact.isLayer()) {
                JavaOutput.jars(target, into.resolve("java/lib"));
            }
        }
        JavaOutput.checkVersion(artifact, into, tools);
    }

    private static String hint(String output) {
        if (output.contains("Could not resolve") || output.contains("Could not find artifact")) {
            return "Mend the dependency that Maven names above, and build again.";
        }
        return output.contains("release version") || output.contains("invalid target release")
                ? "The JDK that `JAVA_HOME` names is older than what the pom asks for."
                : "Mend what Maven names above, and build again.";
    }
}
