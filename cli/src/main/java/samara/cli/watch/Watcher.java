package samara.cli.watch;

import java.io.IOException;
import java.nio.file.ClosedWatchServiceException;
import java.nio.file.FileSystems;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardWatchEventKinds;
import java.nio.file.WatchEvent;
import java.nio.file.WatchKey;
import java.nio.file.WatchService;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// Waits for changes of files below folders. Editors write a file in several steps: what changes within a moment comes
/// as one.
public final class Watcher implements AutoCloseable {
    private static final long QUIET_MILLIS = 25;
    private static final Set<String> IGNORED =
            Set.of(".aws-sam", ".samara", ".git", "node_modules", "__pycache__", ".idea", ".vscode", ".venv", "dist");

    private final WatchService service;
    private final Map<WatchKey, Path> folders = new LinkedHashMap<>();

    /// A watcher of nothing yet.
    public Watcher() throws IOException {
        this.service = FileSystems.getDefault().newWatchService();
    }

    /// Watches a folder and all below it, from now on.
    public void watch(Path root) throws IOException {
        if (!Files.isDirectory(root)) {
            return;
        }
        Files.walkFileTree(root, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) throws IOException {
                if (!folder.equals(root) && isIgnored(folder)) {
                    return FileVisitResult.SKIP_SUBTREE;
                }
                if (!folders.containsValue(folder)) {
                    folders.put(
                            folder.register(
                                    service,
                                    StandardWatchEventKinds.ENTRY_CREATE,
                                    StandardWatchEventKinds.ENTRY_MODIFY,
                                    StandardWatchEventKinds.ENTRY_DELETE),
                            folder);
                }
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFileFailed(Path file, IOException e) {
                // Gone again since it was listed.
                return FileVisitResult.CONTINUE;
            }
        });
    }

    /// Blocks until something has changed and then nothing more for a moment.
    ///
    /// @return the files; a folder where it can't be told what in it changed; empty when this was closed
    public Set<Path> await() throws InterruptedException, IOException {
        Set<Path> changed = new LinkedHashSet<>();
        try {
            while (changed.isEmpty()) {
                @Nullable WatchKey key = service.take();
                while (key != null) {
                    collect(key, changed);
                    key = service.poll(QUIET_MILLIS, TimeUnit.MILLISECONDS);
                }
            }
        } catch (ClosedWatchServiceException e) {
            return Set.of();
        }
        return changed;
    }

    private void collect(WatchKey key, Set<Path> changed) throws IOException {
        Path folder = folders.get(key);
        for (WatchEvent<?> event : key.pollEvents()) {
            if (folder == null) {
                continue;
            }
            if (!(event.context() instanceof Path name)) {
                changed.add(folder);
                continue;
            }
            Path path = folder.resolve(name);
            if (isIgnored(path) || isTemporary(name.toString())) {
                continue;
            }
            if (Files.isDirectory(path)) {
                watch(path);
            }
            changed.add(path);
        }
        if (!key.reset()) {
            folders.remove(key);
        }
    }

    private static boolean isIgnored(Path path) {
        return IGNORED.contains(path.getFileName().toString());
    }

    private static boolean isTemporary(String name) {
        return name.endsWith("~")
                || name.endsWith(".swp")
                || name.endsWith(".tmp")
                || name.endsWith(".log")
                || name.startsWith(".#")
                || name.endsWith(".pyc")
                || name.equals("4913");
    }

    @Override
    public void close() throws IOException {
        service.close();
    }
}
