package samara.build;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/// The programs that run now. When this process ends, by Ctrl-C or otherwise, they and what they started end with it.
final class RunningTools {
    private static final Map<Process, List<String>> RUNNING = new ConcurrentHashMap<>();
    private static final Thread AT_END = new Thread(() -> RUNNING.forEach(RunningTools::kill), "build-tools-end");
    private static final int KILL_SECONDS = 5;
    private static boolean hooked;

    private RunningTools() {}

    /// Starts a program.
    ///
    /// @param alsoToEndIt a command that must be run to end what it started elsewhere; empty if nothing is
    /// @throws IOException if there is no such program, or if this process is ending
    static Process start(ProcessBuilder builder, List<String> alsoToEndIt) throws IOException {
        hook();
        Process process = builder.start();
        RUNNING.put(process, alsoToEndIt);
        return process;
    }

    private static synchronized void hook() throws IOException {
        if (hooked) {
            return;
        }
        try {
            Runtime.getRuntime().addShutdownHook(AT_END);
            hooked = true;
        } catch (IllegalStateException e) {
            throw new IOException("The build was interrupted.", e);
        }
    }

    /// The program has ended, or is to end.
    static void end(Process process) {
        List<String> also = RUNNING.getOrDefault(process, List.of());
        if (process.isAlive()) {
            kill(process, also);
        }
        RUNNING.remove(process);
    }

    private static void kill(Process process, List<String> also) {
        if (!also.isEmpty()) {
            try {
                new ProcessBuilder(also)
                        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                        .redirectError(ProcessBuilder.Redirect.DISCARD)
                        .start()
                        .waitFor(KILL_SECONDS, TimeUnit.SECONDS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            } catch (IOException e) {
                // The engine's program is gone: nothing is left to ask.
                process.destroyForcibly();
            }
        }
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
    }
}
