package samara.build.image;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import samara.functions.image.LayerUnpacker;
import samara.functions.image.RootFolder;

/// Files on their way into an image: what `COPY` and `ADD` take, and where to.
///
/// @param target absolute in the image; ends in `/` if it must be a folder
/// @param mode the permissions that `--chmod` gives to all
/// @param unpacks whether local archives are unpacked, as `ADD` does
record CopyStep(List<Group> groups, String target, Optional<Set<PosixFilePermission>> mode, boolean unpacks) {
    /// What one source brings.
    ///
    /// @param folder whether these are a folder's content
    /// @param remote whether it was fetched: such archives stay packed
    record Group(boolean folder, boolean remote, List<SourceFiles.Item> items) {}

    /// Changes exactly when the files, their names or their permissions do.
    String contentKey() throws IOException {
        MessageDigest digest = StepCache.sha256();
        for (Group group : groups) {
            digest.update((group.folder() ? "folder\n" : "file\n").getBytes(StandardCharsets.UTF_8));
            for (SourceFiles.Item item : group.items()) {
                String head = item.name() + '\0';
                if (item.attributes().isSymbolicLink()) {
                    head += "link\0" + Files.readSymbolicLink(item.path());
                } else if (item.attributes().isDirectory()) {
                    head += "folder\0" + permissions(item.path());
                } else {
                    head += "file\0" + permissions(item.path()) + '\0'
                            + item.attributes().size();
                }
                digest.update((head + '\n').getBytes(StandardCharsets.UTF_8));
                if (item.attributes().isRegularFile()) {
                    try (var out = new DigestOutputStream(java.io.OutputStream.nullOutputStream(), digest)) {
                        Files.copy(item.path(), out);
                    }
                }
            }
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    private static String permissions(Path path) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
    }

    /// Puts the files into a root.
    LayerFiles into(Path root) throws IOException {
        var folder = new RootFolder(root);
        Set<String> placed = new TreeSet<>();
        for (Group group : groups) {
            Path at = folder.resolve(target);
            boolean toFolder = group.folder() || target.endsWith("/") || Files.isDirectory(at);
            for (SourceFiles.Item item : group.items()) {
                if (unpacks && !group.folder() && !group.remote() && isArchive(item)) {
                    unpack(item, makeFolders(folder, target, placed), root, placed);
                    continue;
                }
                String name = toFolder ? target + "/" + item.name() : target;
                place(folder, item, name, placed);
            }
            if (group.folder() && group.items().isEmpty()) {
                makeFolders(folder, target, placed);
            }
        }
        return new LayerFiles(root, placed, Set.of());
    }

    private void place(RootFolder folder, SourceFiles.Item item, String name, Set<String> placed) throws IOException {
        if (item.attributes().isDirectory()) {
            Path made = makeFolders(folder, name, placed);
            Files.setPosixFilePermissions(made, mode.orElse(Files.getPosixFilePermissions(item.path())));
            placed.add(folder.path().relativize(made).toString());
            return;
        }
        int slash = name.lastIndexOf('/');
        Path parent = makeFolders(folder, name.substring(0, slash), placed);
        Path to = parent.resolve(name.substring(slash + 1));
        RootFolder.delete(to);
        Files.copy(item.path(), to, StandardCopyOption.COPY_ATTRIBUTES, LinkOption.NOFOLLOW_LINKS);
        if (mode.isPresent() && !item.attributes().isSymbolicLink()) {
            Files.setPosixFilePermissions(to, mode.get());
        }
        placed.add(folder.path().relativize(to).toString());
    }

    /// Makes a folder and those above it; those that are new belong to the layer.
    static Path makeFolders(RootFolder folder, String name, Set<String> placed) throws IOException {
        List<String> missing = new ArrayList<>();
        for (String at = name.replaceFirst("/+$", "");
                !at.isEmpty();
                at = at.substring(0, Math.max(0, at.lastIndexOf('/')))) {
            if (Files.isDirectory(folder.resolve(at))) {
                break;
            }
            missing.add(at);
        }
        Path made = folder.folders(name);
        for (String at : missing) {
            placed.add(folder.path().relativize(folder.resolve(at)).toString());
        }
        return made;
    }

    private static boolean isArchive(SourceFiles.Item item) throws IOException {
        if (!item.attributes().isRegularFile()) {
            return false;
        }
        if (item.name().matches(".+\\.(tar\\.(bz2|xz|lzma)|tbz2?|txz)")) {
            throw new IllegalArgumentException("`" + item.name() + "` is compressed by bzip2 or xz, which Samara's own "
                    + "builder does not unpack: use gzip, or a container engine.");
        }
        return LayerUnpacker.isArchive(item.path());
    }

    private static void unpack(SourceFiles.Item item, Path to, Path root, Set<String> placed) throws IOException {
        LayerFiles.Snapshot before = LayerFiles.Snapshot.of(root);
        new LayerUnpacker(to, LayerUnpacker.Limits.LAMBDA).apply(item.path());
        placed.addAll(before.changes(root).changed());
    }
}
