package samara.functions;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/// The external extensions of a function: the programs in `/opt/extensions`.
///
/// @param folder as the function sees it
record ExtensionPrograms(String folder, List<String> names) {
    private static final class Script {
        static final String TEXT = read();

        private static String read() {
            try (InputStream in = ExtensionPrograms.class.getResourceAsStream("shell/start.sh")) {
                if (in == null) {
                    throw new IllegalStateException("The resource `shell/start.sh` is missing.");
                }
                return new String(in.readAllBytes(), StandardCharsets.UTF_8);
            } catch (IOException e) {
                throw new java.io.UncheckedIOException(e);
            }
        }
    }

    /// Those in a folder of this machine.
    static ExtensionPrograms in(Path folder, String seenAs) throws IOException {
        if (!Files.isDirectory(folder)) {
            return new ExtensionPrograms(seenAs, List.of());
        }
        try (Stream<Path> all = Files.list(folder)) {
            return new ExtensionPrograms(
                    seenAs,
                    all.filter(file -> Files.isRegularFile(file) && Files.isExecutable(file))
                            .map(file -> String.valueOf(file.getFileName()))
                            .sorted()
                            .toList());
        }
    }

    /// The command that starts them before the runtime's own, or that alone where there are none.
    List<String> before(List<String> command) {
        if (names.isEmpty()) {
            return command;
        }
        List<String> all =
                new ArrayList<>(List.of("/bin/sh", "-c", Script.TEXT, "samara-start", Integer.toString(names.size())));
        names.forEach(name -> all.add(folder + "/" + name));
        all.addAll(command);
        return all;
    }
}
