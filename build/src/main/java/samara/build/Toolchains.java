package samara.build;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

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
                    case String s when s.matches("python3\\.\\d+") -> python(artifact, s, tools, settings);
                    case String s
                    when s.matches("nodejs\\d+\\.x") -> new NodejsToolchain(artifact.architecture(), tools, settings);
                    case "esbuild" -> new EsbuildToolchain(tools, settings);
                    case "python-uv" -> python(artifact, artifact.runtime().orElse("python3.13"), tools, settings);
                    case String s
                    when s.matches("ruby\\d+\\.\\d+") -> new RubyToolchain(s, artifact.isLayer(), tools, settings);
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

    private static Toolchain python(Artifact artifact, String runtime, Tools tools, BuildSettings settings) {
        return new PythonToolchain(
                runtime,
                artifact.toolchain().equals("python-uv"),
                settings.foreign(artifact.architecture()),
                tools,
                settings);
    }

    private static Toolchain java(Artifact artifact, Tools tools, BuildSettings settings) {
        Optional<Path> manifest = settings.manifest()
                .or(() -> Stream.of("build.gradle", "build.gradle.kts", "pom.xml")
                        .map(artifact.code()::resolve)
                        .filter(Files::isRegularFile)
                        .findFirst());
        String name = manifest.map(file -> file.getFileName().toString()).orElse("");
        if (name.endsWith(".gradle") || name.endsWith(".kts")) {
            return new GradleToolchain(tools, settings);
        }
        if (name.endsWith(".xml")) {
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
            case EsbuildToolchain _ -> EsbuildOptions.names();
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
