package samara.functions;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import samara.functions.isolation.Isolation;
import samara.functions.runtime.Interpreter;

/// Archives of the classes that each Java function starts with
/// ([AppCDS](https://docs.oracle.com/en/java/javase/25/vm/class-data-sharing.html)), one a JDK. Made in the background
/// when a JDK is first used; until then, functions start without.
final class JavaArchives {
    private static final int FIRST_VERSION = 13;
    private static final int SECONDS = 60;

    private final EngineSettings settings;
    private final RuntimeFolder runtime;
    private final Set<Path> wanted = ConcurrentHashMap.newKeySet();
    private final Set<Process> training = ConcurrentHashMap.newKeySet();

    JavaArchives(EngineSettings settings, RuntimeFolder runtime) {
        this.settings = settings;
        this.runtime = runtime;
    }

    /// The archive's name in the runtime's folder, if it has been made.
    Optional<String> of(Interpreter java) {
        if (java.version() < FIRST_VERSION) {
            return Optional.empty();
        }
        String name = "java/" + Launcher.hash(java.program().toString()) + ".jsa";
        Path archive = runtime.path().resolve(name);
        if (isFresh(archive, java)) {
            return Optional.of(name);
        }
        if (wanted.add(archive)) {
            Thread.ofVirtual().name("samara-java-archive").start(() -> make(java, archive));
        }
        return Optional.empty();
    }

    private boolean isFresh(Path archive, Interpreter java) {
        long made = archive.toFile().lastModified();
        return made > 0
                && made >= runtime.path().resolve("java/runtime.jar").toFile().lastModified()
                && made >= java.program().toFile().lastModified();
    }

    private void make(Interpreter java, Path archive) {
        try {
            Path folder = Files.createTempDirectory(settings.folder().toAbsolutePath(), "java-archive");
            try {
                Files.deleteIfExists(archive);
                if (train(java, folder) && Files.isRegularFile(folder.resolve("archive"))) {
                    Files.move(folder.resolve("archive"), archive, StandardCopyOption.ATOMIC_MOVE);
                }
            } finally {
                Launcher.deleteTree(folder);
            }
        } catch (IOException e) {
            settings.warnings().accept("Java functions start slowly, for their classes cannot be archived: " + e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private boolean train(Interpreter java, Path folder) throws IOException, InterruptedException {
        var files = new Isolation.Files(
                folder,
                Optional.empty(),
                runtime.path(),
                Optional.empty(),
                folder,
                Optional.of(new Isolation.ByteCodeFolder(folder, 0, true)),
                Optional.of(java.prefix()),
                Optional.empty(),
                16,
                Optional.empty());
        Isolation.View view = settings.isolation().view(files);
        List<String> command = new ArrayList<>(List.of(
                java.program().toString(),
                "-XX:ArchiveClassesAtExit=" + view.byteCode().orElseThrow() + "/archive",
                "-Xlog:disable"));
        command.addAll(JavaCommand.COMMON);
        command.addAll(JavaCommand.main(view));
        command.add("--train");
        var builder = new ProcessBuilder(settings.isolation().wrap(command, files))
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD);
        builder.environment().clear();
        builder.environment().put("LAMBDA_TASK_ROOT", view.task());
        builder.environment().put("AWS_LAMBDA_RUNTIME_API", "127.0.0.1:1");
        builder.environment().put("SAMARA_RUNTIME_SOCKET", "/nowhere");
        Process process = builder.start();
        training.add(process);
        boolean ended = process.waitFor(SECONDS, TimeUnit.SECONDS);
        training.remove(process);
        if (!ended) {
            process.destroyForcibly();
        }
        return ended && process.exitValue() == 0;
    }

    void close() {
        training.forEach(Process::destroyForcibly);
    }
}
