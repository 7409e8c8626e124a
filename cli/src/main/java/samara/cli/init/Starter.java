package samara.cli.init;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import samara.cli.init.jinja.Jinja;
import samara.cli.init.jinja.Value;

/// Renders a template of Samara's own. Its files lie in the class path as folders; `dot-` at the start of a name stands
/// for the dot that packagers leave out.
final class Starter {
    private static final Jinja JINJA = new Jinja(true, true);

    private Starter() {}

    /// Writes the files of a selection, those of later folders over those of earlier ones.
    static void write(Selection selection, Map<String, Value> variables, NewFolder folder) {
        Map<String, String> files = new TreeMap<>();
        for (String source : selection.folders()) {
            files.putAll(texts(source));
        }
        files.forEach((name, text) -> {
            String rendered = JINJA.render(text, name, variables);
            String path = JINJA.render(name, name, variables).replaceAll("(^|/)dot-", "$1.");
            if (!rendered.isBlank() || text.isBlank()) {
                folder.write(path, rendered, rendered.startsWith("#!"));
            }
        });
    }

    /// The files of a folder by their paths in it.
    private static Map<String, String> texts(String folder) {
        URL url = Starter.class.getResource("templates/" + folder);
        if (url == null) {
            throw new IllegalStateException("The template folder " + folder + " is missing.");
        }
        try {
            URI uri = url.toURI();
            if (uri.getScheme().equals("file")) {
                return read(Path.of(uri));
            }
            try (FileSystem jar = FileSystems.newFileSystem(uri, Map.of())) {
                return read(jar.getPath("samara/cli/init/templates/" + folder));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Map<String, String> read(Path root) throws IOException {
        Map<String, String> texts = new TreeMap<>();
        List<Path> files;
        try (var walk = Files.walk(root)) {
            files = walk.filter(Files::isRegularFile).toList();
        }
        for (Path file : files) {
            texts.put(root.relativize(file).toString().replace('\\', '/'), Files.readString(file));
        }
        return texts;
    }
}
