import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;
import javax.tools.ToolProvider;

/// Makes the jar that Java functions start with, for Java 8 and newer, from `src/bootstrap/java`. Its arguments: the
/// folder of sources, and the jar to write. The same sources give the same bytes.
final class JavaRuntimeJar {
    private JavaRuntimeJar() {}

    public static void main(String[] arguments) throws IOException {
        Path sources = Path.of(arguments[0]);
        Path jar = Path.of(arguments[1]);
        List<Path> files = below(sources, ".java");
        if (Files.exists(jar) && files.stream().allMatch(file -> modified(file) < modified(jar))) {
            return;
        }
        Path classes = Files.createTempDirectory("java-runtime");
        List<String> options = new ArrayList<>(
                List.of("--release", "8", "-Xlint:-options", "-encoding", "UTF-8", "-g", "-d", classes.toString()));
        files.forEach(file -> options.add(file.toString()));
        int status = ToolProvider.getSystemJavaCompiler().run(null, null, null, options.toArray(String[]::new));
        if (status != 0) {
            throw new IllegalStateException("The sources in " + sources + " do not compile.");
        }
        Files.createDirectories(jar.getParent());
        try (var out = new JarOutputStream(Files.newOutputStream(jar))) {
            for (Path file : below(classes, ".class")) {
                var entry = new JarEntry(classes.relativize(file).toString().replace('\\', '/'));
                entry.setLastModifiedTime(FileTime.fromMillis(0));
                out.putNextEntry(entry);
                Files.copy(file, out);
                Files.delete(file);
            }
        }
        for (Path folder : below(classes, "").reversed()) {
            Files.delete(folder);
        }
    }

    private static List<Path> below(Path folder, String ending) throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            return all.filter(file -> file.toString().endsWith(ending)).sorted().toList();
        }
    }

    private static long modified(Path file) {
        return file.toFile().lastModified();
    }
}
