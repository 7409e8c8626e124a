package samara.functions.isolation;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import samara.functions.runtime.AwsSdk;
import samara.functions.runtime.SearchPath;

/// How an environment is kept apart from the machine and from others.
public sealed interface Isolation permits Sandbox, PlainProcess {

    /// The best that works on this machine: bubblewrap's sandbox, else plain processes. Where the variable
    /// `SAMARA_FUNCTIONS_NETWORK` is `off`, a sandbox has no network.
    static Isolation best() {
        boolean network =
                !SearchPath.variable("SAMARA_FUNCTIONS_NETWORK").orElse("on").equals("off");
        return Sandbox.find()
                .<Isolation>map(sandbox -> network ? sandbox : sandbox.withoutNetwork())
                .orElseGet(PlainProcess::new);
    }

    /// What `samara doctor` says: what it is, and what is missing.
    String description();

    /// Where the function finds its files.
    View view(Files files);

    /// The command that runs `command` there.
    List<String> wrap(List<String> command, Files files);

    /// Takes out of a process's variables what must not reach the program that makes the isolation.
    ///
    /// @param wrapped what [#wrap] made
    /// @return the command that sets them for the function
    default List<String> protect(List<String> wrapped, Map<String, String> variables) {
        return wrapped;
    }

    /// Whether the end of the first process ends all.
    boolean endsAll();

    /// Where compiled modules are.
    ///
    /// @param megabytes what may be written, into memory of the environment; 0, where the folder itself is seen
    /// @param written whether the folder itself may be written to: by no program but our own
    record ByteCodeFolder(Path folder, int megabytes, boolean written) {}

    /// The machine's files of one environment.
    ///
    /// @param layers the merged layers
    /// @param bootstraps the folder of our bootstraps
    /// @param socket where the Runtime API listens, unless it does on a port
    /// @param scratch a private folder for temporary files, emptied at the end
    /// @param byteCode where compiled modules of this function may be kept
    /// @param interpreter the folder that the interpreter lives in
    /// @param hosts what is `/etc/hosts` there
    /// @param sdk what functions find that they don't bring
    record Files(
            Path code,
            Optional<Path> layers,
            Path bootstraps,
            Optional<Path> socket,
            Path scratch,
            Optional<ByteCodeFolder> byteCode,
            Optional<Path> interpreter,
            Optional<AwsSdk> sdk,
            int temporaryMegabytes,
            Optional<Path> hosts) {}

    /// The same as the function sees them.
    record View(
            String task,
            String layers,
            String bootstraps,
            String socket,
            String temporary,
            Optional<String> byteCode,
            Optional<String> sdk) {}

    /// Runs a command to its end, for a look at the machine; whether it succeeded.
    static boolean succeeds(List<String> command) {
        try {
            var process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            if (!process.waitFor(5, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                return false;
            }
            return process.exitValue() == 0;
        } catch (IOException e) {
            return false; // not there
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new UncheckedIOException(new IOException("Interrupted while looking at the machine.", e));
        }
    }
}
