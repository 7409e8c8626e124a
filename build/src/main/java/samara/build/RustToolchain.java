package samara.build;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import samara.template.Node;
import samara.template.TemplateReader;

/// Rust: `cargo lambda build` where cargo-lambda is there, else `cargo build`, which links against this machine's C
/// library. What cargo keeps between builds lies in the cache, or where `CARGO_TARGET_DIR` says.
record RustToolchain(Tools tools, BuildSettings settings) implements Toolchain.Compiled {
    /// What `BuildProperties` may hold: `Binary`, the program's name in a package of several; `Profile`.
    static final Set<String> PROPERTIES = Set.of("Binary", "Profile");

    private static final Pattern LOCAL = Pattern.compile("path\\s*=\\s*\"([^\"]+)\"");
    private static final int LOCAL_DEPTH = 32;

    @Override
    public String request() {
        return "rust\n" + tools.searchPath() + tools.stamp("cargo") + tools.stamp("cargo-lambda")
                + tools.variable("RUSTFLAGS");
    }

    @Override
    public String identity() {
        return cargo() + " " + tools.find("cargo-lambda");
    }

    private Path cargo() {
        return tools.required("cargo", "Install Rust (https://rustup.rs).");
    }

    /// The workspace's folder and the packages that are taken from beside it by their paths.
    @Override
    public List<Path> inputs(Artifact artifact) {
        Set<Path> folders = new LinkedHashSet<>();
        Path root = artifact.code();
        for (Path at = root; at != null; at = at.getParent()) {
            if (SourceTree.textOf(at.resolve("Cargo.toml")).contains("[workspace]")) {
                root = at;
            }
        }
        folders.add(root);
        addLocal(artifact.code(), folders, 0);
        return List.copyOf(folders);
    }

    private static void addLocal(Path folder, Set<Path> folders, int depth) {
        Matcher found = LOCAL.matcher(SourceTree.textOf(folder.resolve("Cargo.toml")));
        while (found.find() && depth < LOCAL_DEPTH) {
            Path local = folder.resolve(found.group(1)).normalize();
            if (Files.isDirectory(local) && !local.startsWith(folder) && folders.add(local)) {
                addLocal(local, folders, depth + 1);
            }
        }
    }

    @Override
    public boolean isLeftBehind(String name) {
        return Set.of("target", ".aws-sam", ".samara", ".git").contains(name);
    }

    @Override
    public void compile(Artifact artifact, Path into) throws IOException {
        Path cargo = cargo();
        if (!Files.isRegularFile(artifact.code().resolve("Cargo.toml"))) {
            throw new BuildException(
                    artifact.span() + ": " + artifact.called() + " has no Cargo.toml in `" + artifact.code() + "`.",
                    "");
        }
        boolean lambda = tools.find("cargo-lambda").isPresent();
        List<String> command = new ArrayList<>(List.of(cargo.toString()));
        if (lambda) {
            command.add("lambda");
        }
        command.addAll(
                List.of("build", "--profile", property(artifact, "Profile").orElse("release")));
        property(artifact, "Binary").ifPresent(binary -> command.addAll(List.of("--bin", binary)));
        if (lambda) {
            command.add(artifact.architecture().equals("arm64") ? "--arm64" : "--x86-64");
        } else {
            target(artifact).ifPresent(target -> command.addAll(List.of("--target", target)));
        }
        command.add("--message-format=json-render-diagnostics");
        Map<String, String> variables = new LinkedHashMap<>();
        if (tools.variable("CARGO_TARGET_DIR").isEmpty()) {
            variables.put(
                    "CARGO_TARGET_DIR",
                    settings.toolCache("cargo", inputs(artifact).getFirst()).toString());
        }
        List<String> messages = new ArrayList<>();
        var result = tools.run(new Tools.Task(
                command, artifact.code(), variables, line -> line.startsWith("{") && messages.add(line)));
        if (result.exitCode() != 0) {
            throw new BuildException(
                    "`cargo " + command.get(1) + "` failed for " + artifact.called() + " (" + artifact.code()
                            + "). Mend what cargo names above, and build again.",
                    result.output());
        }
        Path program = program(artifact, messages);
        Files.copy(
                program,
                into.resolve("bootstrap"),
                StandardCopyOption.REPLACE_EXISTING,
                StandardCopyOption.COPY_ATTRIBUTES);
    }

    /// The target that cargo is told: none where the function's architecture is this machine's.
    private Optional<String> target(Artifact artifact) {
        boolean here = artifact.architecture().equals(Tools.architecture());
        if (settings.isForHere()) {
            return Optional.empty();
        }
        if (!here) {
            return Optional.of(
                    artifact.architecture().equals("arm64") ? "aarch64-unknown-linux-gnu" : "x86_64-unknown-linux-gnu");
        }
        tools.warnOnce(
                "cargo-lambda is not on this machine: Rust functions are linked against its own C library, which"
                        + " may be newer than Lambda's. To deploy them to AWS, install cargo-lambda (pip install cargo-lambda).");
        return Optional.empty();
    }

    /// The program that cargo says it has made, by name where there are several.
    private static Path program(Artifact artifact, List<String> messages) {
        List<Path> programs = new ArrayList<>();
        for (String message : messages) {
            TemplateReader.read(message, "cargo")
                    .root()
                    .flatMap(root -> root.string("executable"))
                    .map(Path::of)
                    .ifPresent(programs::add);
        }
        Optional<String> wanted = property(artifact, "Binary")
                .or(() -> artifact.handler().map(Artifact.Handler::name).filter(name -> named(programs, name)))
                .or(() -> Optional.of(artifact.logicalId()).filter(name -> named(programs, name)));
        List<Path> chosen = programs.stream()
                .filter(program ->
                        wanted.isEmpty() || program.getFileName().toString().equals(wanted.get()))
                .toList();
        if (chosen.size() == 1) {
            return chosen.getFirst();
        }
        throw new BuildException(
                "cargo made " + (programs.isEmpty() ? "no program" : "several programs " + names(programs)) + " for "
                        + artifact.called() + ". Name one by `Metadata: BuildProperties: Binary`.",
                "");
    }

    private static boolean named(List<Path> programs, String name) {
        return names(programs).contains(name);
    }

    private static List<String> names(List<Path> programs) {
        return programs.stream()
                .map(program -> program.getFileName().toString())
                .sorted()
                .toList();
    }

    @Override
    public String shared(Artifact artifact) {
        return property(artifact, "Binary").isPresent()
                ? ""
                : artifact.handler().map(Artifact.Handler::name).orElse("") + "\0" + artifact.logicalId();
    }

    private static Optional<String> property(Artifact artifact, String name) {
        return artifact.buildProperties().get(name).flatMap(Node::asText);
    }
}
