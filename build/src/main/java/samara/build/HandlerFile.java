package samara.build;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import samara.template.Diagnostic;
import samara.template.Span;

/// Whether the file that a `Handler` names is there.
final class HandlerFile {
    private HandlerFile() {}

    /// What is wrong with the artifact's handler, if anything. Handlers of toolchains that are not known pass, and so
    /// do
    /// those in a package that the dependencies may bring.
    static Optional<Diagnostic> check(Artifact artifact) {
        if (artifact.handler().isEmpty()) {
            return Optional.empty();
        }
        String name = artifact.handler().get().name();
        int dot = name.lastIndexOf('.');
        boolean python = artifact.toolchain().startsWith("python");
        boolean nodejs = artifact.toolchain().startsWith("nodejs");
        if (!python && !nodejs) {
            return Optional.empty();
        }
        if (dot < 1 || dot == name.length() - 1) {
            return Optional.of(error(
                    "invalid-handler",
                    "The handler `" + name + "` has no function's name: it is written `file.function`.",
                    artifact.handler().get().span(),
                    artifact.logicalId()));
        }
        String module = name.substring(0, dot);
        List<String> candidates = python
                ? List.of(module.replace('.', '/') + ".py", module.replace('.', '/') + "/__init__.py")
                : List.of(module + ".js", module + ".mjs", module + ".cjs");
        Path code = artifact.code();
        boolean there = candidates.stream().anyMatch(file -> Files.isRegularFile(code.resolve(file)));
        if (there || mayComeWithDependencies(code, module, python)) {
            return Optional.empty();
        }
        return Optional.of(error(
                "missing-handler-file",
                "The handler `" + name + "` of `" + artifact.logicalId() + "` needs the file `" + candidates.getFirst()
                        + "` in `" + code + "`, which is not there.",
                artifact.handler().get().span(),
                artifact.logicalId()));
    }

    private static boolean mayComeWithDependencies(Path code, String module, boolean python) {
        String first = module.replaceFirst("[./].*", "");
        boolean packaged = module.length() > first.length() && !Files.exists(code.resolve(first));
        Path manifest = code.resolve(python ? "requirements.txt" : "package.json");
        try {
            return packaged
                    && Files.isRegularFile(manifest)
                    && !Files.readString(manifest).isBlank();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Diagnostic error(String code, String message, Span span, String logicalId) {
        return Diagnostic.error(code, message, span).inResource(logicalId);
    }
}
