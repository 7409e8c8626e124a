package samara.build;

import java.io.DataInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// What Lambda takes from a Java build: classes at the top, jars in `lib`; of a layer, jars in `java/lib`.
final class JavaOutput {
    private static final Pattern RUNTIME = Pattern.compile("java(\\d+).*");
    private static final int MAGIC = 0xCAFEBABE;
    /// The class file version of Java 1.0, less one: 52 is Java 8's.
    private static final int VERSION_OFFSET = 44;

    private static final ConcurrentHashMap<Path, Object> LOCKS = new ConcurrentHashMap<>();

    private JavaOutput() {}

    /// Held while a tool works in this folder.
    static Object lock(Path folder) {
        return LOCKS.computeIfAbsent(folder, unused -> new Object());
    }

    /// Copies classes and dependencies, of which either may not be there.
    static void take(Artifact artifact, Path classes, Path dependencies, Path into) throws IOException {
        if (!artifact.isLayer() && Files.isDirectory(classes)) {
            SourceTree.copy(classes, into, name -> false);
        }
        if (Files.isDirectory(dependencies)) {
            SourceTree.copy(dependencies, into.resolve(artifact.isLayer() ? "java/lib" : "lib"), name -> false);
        }
    }

    /// Copies the jars of a folder, but not those of sources and documentation.
    static void jars(Path folder, Path into) throws IOException {
        Files.createDirectories(into);
        for (Path jar : children(folder)) {
            String name = jar.getFileName().toString();
            if (name.endsWith(".jar") && !name.matches("(original-.*|.*-(sources|javadoc|tests))\\.jar")) {
                Files.copy(jar, into.resolve(name));
            }
        }
    }

    private static List<Path> children(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> all = Files.list(folder)) {
            return all.sorted().toList();
        }
    }

    /// Warns of classes that the function's runtime is too old for.
    static void checkVersion(Artifact artifact, Path built, Tools tools) throws IOException {
        Matcher runtime = RUNTIME.matcher(artifact.runtime().orElse(""));
        Optional<Path> some = SourceTree.files(built, name -> name.equals("META-INF")).stream()
                .filter(file -> file.toString().toLowerCase(Locale.ROOT).endsWith(".class"))
                .findFirst();
        if (!runtime.matches() || some.isEmpty()) {
            return;
        }
        try (var data = new DataInputStream(Files.newInputStream(some.get()))) {
            if (data.readInt() != MAGIC) {
                return;
            }
            data.readUnsignedShort();
            int version = data.readUnsignedShort() - VERSION_OFFSET;
            if (version > Integer.parseInt(runtime.group(1))) {
                tools.warnOnce("The classes of " + artifact.called() + " are Java " + version + "'s, which `"
                        + artifact.runtime().orElse("") + "` can't run: set the compiler's release to "
                        + runtime.group(1) + ".");
            }
        }
    }
}
