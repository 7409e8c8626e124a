package samara.build.image;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermission;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import samara.functions.image.ImageStore;
import samara.functions.image.TarEntry;
import samara.functions.image.TarWriter;

/// The files of a root that a step made or changed, as a layer.
///
/// @param changed their paths, relative to the root
/// @param removed what is gone
record LayerFiles(Path root, Set<String> changed, Set<String> removed) implements ImageStore.LayerContent {
    /// What a sandbox mounts on: changes there are its own.
    private static final Set<String> MOUNTED = Set.of("etc/resolv.conf", "etc/hosts", "proc", "dev", "sys");

    /// How a root's files were at a moment: inode and time of change, which no program can set.
    record Snapshot(Map<String, String> files) {
        static Snapshot of(Path root) throws IOException {
            Map<String, String> files = new HashMap<>();
            Files.walkFileTree(root, new SimpleFileVisitor<>() {
                @Override
                public FileVisitResult preVisitDirectory(Path at, BasicFileAttributes attributes) throws IOException {
                    String name = root.relativize(at).toString();
                    if (MOUNTED.contains(name)) {
                        return FileVisitResult.SKIP_SUBTREE;
                    }
                    if (!name.isEmpty()) {
                        // A folder changes with what is in it; only what it is itself counts.
                        Map<String, Object> known =
                                Files.readAttributes(at, "unix:ino,mode", LinkOption.NOFOLLOW_LINKS);
                        files.put(name, known.get("ino") + " " + known.get("mode"));
                    }
                    return FileVisitResult.CONTINUE;
                }

                @Override
                public FileVisitResult visitFile(Path at, BasicFileAttributes attributes) throws IOException {
                    String name = root.relativize(at).toString();
                    if (!MOUNTED.contains(name) && !attributes.isOther()) {
                        Map<String, Object> known =
                                Files.readAttributes(at, "unix:ino,ctime", LinkOption.NOFOLLOW_LINKS);
                        FileTime changed = attribute(known, "ctime", FileTime.class);
                        files.put(name, known.get("ino") + " " + changed.to(TimeUnit.NANOSECONDS));
                    }
                    return FileVisitResult.CONTINUE;
                }
            });
            return new Snapshot(files);
        }

        /// What has changed since.
        LayerFiles changes(Path root) throws IOException {
            Map<String, String> now = of(root).files();
            Set<String> changed = new TreeSet<>();
            now.forEach((name, state) -> {
                if (!state.equals(files.get(name))) {
                    changed.add(name);
                }
            });
            Set<String> removed = new TreeSet<>();
            files.keySet().forEach(name -> {
                if (!now.containsKey(name)) {
                    removed.add(name);
                }
            });
            Set<String> highest = new TreeSet<>();
            for (String name : removed) {
                String parent = parent(name);
                boolean folderStays = Files.isDirectory(root.resolve(parent), LinkOption.NOFOLLOW_LINKS);
                if (!removed.contains(parent) && folderStays) {
                    highest.add(name);
                }
            }
            return new LayerFiles(root, changed, highest);
        }
    }

    boolean isEmpty() {
        return changed.isEmpty() && removed.isEmpty();
    }

    @Override
    public void writeTo(TarWriter tar) throws IOException {
        for (String name : removed) {
            String parent = parent(name);
            String hidden = (parent.isEmpty() ? "" : parent + "/") + ".wh." + name.substring(name.lastIndexOf('/') + 1);
            tar.add(new TarEntry(hidden, TarEntry.Kind.FILE, 0644, 0, 0, ""));
        }
        Map<Object, String> written = new TreeMap<>();
        for (String name : new TreeSet<>(changed)) {
            add(tar, name, written);
        }
    }

    private static <T> T attribute(Map<String, Object> known, String name, Class<T> type) {
        return type.cast(Objects.requireNonNull(known.get(name), name));
    }

    private void add(TarWriter tar, String name, Map<Object, String> written) throws IOException {
        Path file = root.resolve(name);
        Map<String, Object> known =
                Files.readAttributes(file, "unix:mode,ino,nlink,size,lastModifiedTime", LinkOption.NOFOLLOW_LINKS);
        long modified = attribute(known, "lastModifiedTime", FileTime.class).to(TimeUnit.SECONDS);
        int mode = attribute(known, "mode", Integer.class) & 07777;
        if (Files.isSymbolicLink(file)) {
            String target = Files.readSymbolicLink(file).toString();
            tar.add(new TarEntry(name, TarEntry.Kind.SYMBOLIC_LINK, 0777, 0, modified, target));
        } else if (Files.isDirectory(file, LinkOption.NOFOLLOW_LINKS)) {
            tar.add(new TarEntry(name + "/", TarEntry.Kind.FOLDER, mode, 0, modified, ""));
        } else {
            Long inode = attribute(known, "ino", Long.class);
            String first = written.putIfAbsent(inode, name);
            if (first != null) {
                tar.add(new TarEntry(name, TarEntry.Kind.HARD_LINK, mode, 0, modified, first));
                return;
            }
            makeReadable(file);
            try (InputStream in = Files.newInputStream(file)) {
                tar.add(
                        new TarEntry(
                                name, TarEntry.Kind.FILE, mode, attribute(known, "size", Long.class), modified, ""),
                        in);
            }
        }
    }

    private static void makeReadable(Path file) throws IOException {
        if (!Files.isReadable(file)) {
            Files.setPosixFilePermissions(file, EnumSet.of(PosixFilePermission.OWNER_READ));
        }
    }

    private static String parent(String name) {
        int slash = name.lastIndexOf('/');
        return slash < 0 ? "" : name.substring(0, slash);
    }
}
