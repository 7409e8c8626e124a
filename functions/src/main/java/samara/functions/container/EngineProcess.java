package samara.functions.container;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/// Runs an engine's program to its end.
final class EngineProcess {
    private static final int KEPT_LINES = 20;

    private EngineProcess() {}

    static ContainerEngine.Ended run(
            List<String> command, Map<String, String> variables, Duration limit, Consumer<String> output) {
        var builder = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectInput(ProcessBuilder.Redirect.from(new File("/dev/null")));
        builder.environment().clear();
        builder.environment().putAll(variables);
        try {
            Process process = builder.start();
            var kept = new ArrayDeque<String>();
            Thread reader = Thread.ofVirtual().start(() -> {
                try (var lines = process.inputReader(StandardCharsets.UTF_8)) {
                    for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                        output.accept(line);
                        synchronized (kept) {
                            kept.add(line);
                            if (kept.size() > KEPT_LINES) {
                                kept.remove();
                            }
                        }
                    }
                } catch (IOException e) {
                    synchronized (kept) {
                        kept.add("(its output could not be read: " + e.getMessage() + ")");
                    }
                }
            });
            return await(process, reader, kept, limit);
        } catch (IOException e) {
            return new ContainerEngine.Ended(127, String.valueOf(e.getMessage()));
        }
    }

    private static ContainerEngine.Ended await(
            Process process, Thread reader, ArrayDeque<String> kept, Duration limit) {
        try {
            boolean ended = process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS);
            if (!ended) {
                kill(process);
            }
            // A process that the engine left behind may hold the pipe open.
            reader.join(Duration.ofSeconds(5));
            String output;
            synchronized (kept) {
                output = String.join("\n", kept);
            }
            return new ContainerEngine.Ended(ended ? process.exitValue() : 124, output);
        } catch (InterruptedException e) {
            kill(process);
            Thread.currentThread().interrupt();
            throw new EngineException("A container engine's work was interrupted.", "");
        }
    }

    private static void kill(Process process) {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
    }
}
