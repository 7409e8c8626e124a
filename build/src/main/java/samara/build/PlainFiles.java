package samara.build;

import java.nio.file.Path;
import java.util.List;
import java.util.Set;

/// Code that is complete as it is: a custom runtime's `bootstrap`.
record PlainFiles() implements Toolchain.Interpreted {
    private static final Set<String> LEFT_BEHIND = Set.of(".aws-sam", ".samara", ".git", ".gitignore");

    @Override
    public String request() {
        return "files";
    }

    @Override
    public String identity() {
        return "files";
    }

    @Override
    public List<Path> inputs(Artifact artifact) {
        return List.of(artifact.code());
    }

    @Override
    public Path manifest(Path code) {
        return code.resolve("bootstrap");
    }

    @Override
    public String dependencyKey(Path code) {
        return "";
    }

    @Override
    public void install(Artifact artifact, Path into) {
        // There is nothing to install: the key is empty.
    }

    @Override
    public boolean isLeftBehind(String name) {
        return LEFT_BEHIND.contains(name);
    }

    @Override
    public String layerFolder() {
        return "";
    }
}
