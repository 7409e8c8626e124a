package samara.build.image;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import samara.functions.image.RootFolder;
import samara.functions.isolation.Sandbox;

/// A `RUN`: a command that changes the files of an image, in a sandbox that has these as its `/`, with the machine's
/// network.
///
/// @param output takes each line that the command writes
record RunStep(Sandbox sandbox, List<String> command, String workingDirectory, Consumer<String> output) {
    private static final int KEPT_LINES = 20;

    /// How a command ended.
    ///
    /// @param last what it wrote last
    record Ended(int exitCode, String last) {}

    Ended in(Path root, Map<String, String> variables) throws IOException {
        for (String mounted : List.of("proc", "dev")) {
            // A link there could have the sandbox mount elsewhere.
            if (Files.isSymbolicLink(root.resolve(mounted))) {
                Files.delete(root.resolve(mounted));
            }
        }
        Path folder = Files.createTempDirectory(root.toAbsolutePath().resolveSibling("."), "filter");
        try {
            Sandbox.writeBuildFilter(folder);
            Map<String, String> outside = new LinkedHashMap<>(variables);
            List<String> wrapped = sandbox.wrapBuild(command, root, workingDirectory, folder);
            return run(sandbox.protect(wrapped, outside), outside);
        } finally {
            RootFolder.delete(folder);
        }
    }

    private Ended run(List<String> wrapped, Map<String, String> variables) throws IOException {
        var builder = new ProcessBuilder(wrapped)
                .redirectErrorStream(true)
                .redirectInput(ProcessBuilder.Redirect.from(new File("/dev/null")));
        builder.environment().clear();
        builder.environment().putAll(variables);
        Process process = builder.start();
        var kept = new ArrayDeque<String>();
        try (var reader = process.inputReader(StandardCharsets.UTF_8)) {
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                output.accept(line);
                kept.add(line);
                if (kept.size() > KEPT_LINES) {
                    kept.remove();
                }
            }
            return new Ended(process.waitFor(), String.join("\n", kept));
        } catch (InterruptedException e) {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
            Thread.currentThread().interrupt();
            throw new java.io.InterruptedIOException("The build was interrupted.");
        }
    }
}
