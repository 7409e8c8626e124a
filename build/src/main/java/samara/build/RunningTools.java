package samara.build;

import java.io.IOException;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// The programs that run now. When this process ends, by Ctrl-C or otherwise, they and what they started end with it.
final class RunningTools {
    private static final Set<Process> RUNNING = ConcurrentHashMap.newKeySet();
    private static final Thread AT_END = new Thread(() -> RUNNING.forEach(RunningTools::kill), "build-tools-end");
    private static boolean hooked;

    private RunningTools() {}

    /// Starts a program.
    ///
    /// @throws IOException if there is no such program, or if this process is ending
    static Process start(ProcessBuilder builder) throws IOException {
        hook();
        Process process = builder.start();
        RUNNING.add(process);
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
        if (process.isAlive()) {
            kill(process);
        }
        RUNNING.remove(process);
    }

    private static void kill(Process process) {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
    }
}
