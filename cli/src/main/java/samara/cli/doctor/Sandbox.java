package samara.cli.doctor;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import samara.cli.command.Environment;

/// Whether functions can run in a bubblewrap sandbox here.
public final class Sandbox {
    private Sandbox() {}

    /// What is missing for it, with what to do, in one line; nothing where it works.
    public static Optional<String> missing(Environment environment) {
        if (!System.getProperty("os.name", "").toLowerCase(Locale.ROOT).contains("linux")) {
            return Optional.of("bubblewrap needs Linux: functions run as plain processes, not isolated.");
        }
        boolean there = List.of(environment.variable("PATH").orElse("").split(File.pathSeparator)).stream()
                .anyMatch(folder -> !folder.isEmpty() && Files.isExecutable(Path.of(folder, "bwrap")));
        if (!there) {
            return Optional.of(
                    "bubblewrap is missing: functions run as plain processes, not isolated. Install it with: "
                            + installation());
        }
        return works()
                ? Optional.empty()
                : Optional.of("bubblewrap is here but may not make namespaces: functions run as plain processes, not"
                        + " isolated. Allow unprivileged user namespaces: sysctl kernel.unprivileged_userns_clone=1");
    }

    private static boolean works() {
        try {
            Process process = new ProcessBuilder("bwrap", "--unshare-all", "--ro-bind", "/", "/", "true")
                    .redirectErrorStream(true)
                    .start();
            process.getInputStream().readAllBytes();
            return process.waitFor(5, TimeUnit.SECONDS) && process.exitValue() == 0;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private static String installation() {
        if (Files.exists(Path.of("/usr/bin/dnf"))) {
            return "sudo dnf install bubblewrap";
        }
        if (Files.exists(Path.of("/usr/bin/pacman"))) {
            return "sudo pacman -S bubblewrap";
        }
        return "sudo apt-get install bubblewrap";
    }
}
