package samara.functions;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// Merges a function's layers into the folder that it sees as `/opt`. A later layer's file replaces an earlier one's.
final class LayerFolders {
    private final Path parent;

    LayerFolders(Path parent) {
        this.parent = parent;
    }

    /// The merged folder; a single layer's own.
    synchronized Optional<Path> merged(List<Path> layers) throws IOException {
        if (layers.size() <= 1) {
            return layers.stream().findFirst();
        }
        Files.createDirectories(parent);
        Path merged = parent.resolve(Launcher.hash(layers.toString()));
        if (!Files.isDirectory(merged)) {
            Path making = Files.createTempDirectory(parent, "merging");
            for (Path layer : layers) {
                overlay(layer, making);
            }
            Files.move(making, merged, StandardCopyOption.ATOMIC_MOVE);
        }
        return Optional.of(merged);
    }

    private static void overlay(Path layer, Path target) throws IOException {
        List<Path> all;
        try (Stream<Path> walk = Files.walk(layer)) {
            all = walk.toList();
        }
        for (Path from : all) {
            Path to = target.resolve(layer.relativize(from).toString());
            if (Files.isDirectory(from, LinkOption.NOFOLLOW_LINKS)) {
                Files.createDirectories(to);
            } else {
                Files.copy(
                        from,
                        to,
                        StandardCopyOption.REPLACE_EXISTING,
                        StandardCopyOption.COPY_ATTRIBUTES,
                        LinkOption.NOFOLLOW_LINKS);
            }
        }
    }
}
