package samara.build;

import java.nio.file.Files;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/// Which toolchain builds what.
final class Toolchains {
    private static final Set<String> NO_PROPERTIES = Set.of();

    private Toolchains() {}

    /// The toolchain of an artifact.
    ///
    /// @throws BuildException if there is none, or if it knows nothing of what the `Metadata` asks for
    static Toolchain of(Artifact artifact, Tools tools, BuildSettings settings) {
        Toolchain toolchain = find(artifact, tools, settings)
                .orElseThrow(() -> new BuildException(
                        artifact.span() + ": building `" + artifact.path() + "` needs the toolchain of `"
                                + artifact.toolchain() + "`, which is not built in Samara. There are those of Python,"
                                + " Node.js, esbuild, Ruby, Java (Maven, Gradle), Go, Rust, and makefiles.",
                        ""));
        checkProperties(artifact, toolchain);
        return toolchain;
    }

    private static Optional<Toolchain> find(Artifact artifact, Tools tools, BuildSettings settings) {
        String name = artifact.toolchain();
        return Optional.ofNullable(
                switch (name) {
                    case "makefile" -> new MakefileToolchain(tools, settings);
                    case "rust-cargolambda" -> new RustToolchain(tools, settings);
                    case "go1.x" -> new GoToolchain(tools, settings);
                    case String s when s.matches("python3\\.\\d+") -> new PythonToolchain(s, tools, settings);
                    case String s when s.matches("nodejs\\d+\\.x") -> new NodejsToolchain(tools, settings, true);
                    case String s when s.matches("java\\d+(\\.al2)?") -> java(artifact, tools, settings);
                    case String s
                    when s.matches("provided(\\.al2|\\.al2023)?") ->
                        brings(artifact) ? new PlainFiles() : new MakefileToolchain(tools, settings);
                    default -> null;
                });
    }

    /// Whether a custom runtime's code is complete as it is: `sam` always asks for a makefile.
    private static boolean brings(Artifact artifact) {
        return Files.isRegularFile(artifact.code().resolve("bootstrap"))
                && !Files.exists(artifact.code().resolve("Makefile"));
    }

    private static Toolchain java(Artifact artifact, Tools tools, BuildSettings settings) {
        if (Files.exists(settings.manifest().orElseGet(() -> artifact.code().resolve("pom.xml")))) {
            return new MavenToolchain(tools, settings);
        }
        throw new BuildException(
                artifact.span() + ": " + artifact.called() + " (`" + artifact.toolchain()
                        + "`) has none of pom.xml, build.gradle and build.gradle.kts in `" + artifact.code() + "`.",
                "");
    }

    private static void checkProperties(Artifact artifact, Toolchain toolchain) {
        Set<String> known = switch (toolchain) {
            case GoToolchain _ -> GoToolchain.PROPERTIES;
            case RustToolchain _ -> RustToolchain.PROPERTIES;
            case NodejsToolchain _ -> NodejsToolchain.PROPERTIES;
            case Toolchain.Interpreted _, Toolchain.Compiled _ -> NO_PROPERTIES;
        };
        for (String name : artifact.buildProperties().names()) {
            if (!known.contains(name)) {
                throw new BuildException(
                        artifact.buildProperties().nameSpan(name) + ": `" + name + "` is no `BuildProperties` of `"
                                + artifact.toolchain() + "` that Samara builds by"
                                + (known.isEmpty() ? "." : ". There are: " + List.copyOf(new TreeSet<>(known)) + "."),
                        "");
            }
        }
    }
}
