package samara.build.image;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import samara.functions.image.Blob;
import samara.functions.image.ImageStore;
import samara.functions.image.StoredImage;

/// What steps made, by all that went into them: `steps/` in the store's folder. Safe for use by several processes.
record StepCache(ImageStore store) {
    /// What a step made.
    ///
    /// @param layer nothing, for a step that changed no file
    record Made(Optional<StoredImage.Layer> layer) {}

    Optional<Made> find(String key) throws IOException {
        Path file = file(key);
        if (!Files.isRegularFile(file)) {
            return Optional.empty();
        }
        List<String> lines = Files.readAllLines(file);
        if (lines.size() < 4) {
            return Optional.of(new Made(Optional.empty()));
        }
        Blob blob = new Blob(lines.get(0), Long.parseLong(lines.get(1)));
        var layer = new StoredImage.Layer(blob, lines.get(2), lines.get(3));
        return store.has(layer) ? Optional.of(new Made(Optional.of(layer))) : Optional.empty();
    }

    void keep(String key, Made made) throws IOException {
        Path file = file(key);
        Path folder = file.getParent();
        if (folder == null) {
            throw new IllegalStateException("A file in the cache has a folder.");
        }
        Files.createDirectories(folder);
        Path next = Files.createTempFile(folder, ".", ".new");
        Files.write(
                next,
                made.layer()
                        .map(layer -> List.of(
                                layer.blob().digest(),
                                Long.toString(layer.blob().size()),
                                layer.mediaType(),
                                layer.diffId()))
                        .orElse(List.of("nothing")));
        Files.move(next, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    /// A key that stands for a step after others.
    static String key(String before, String... step) {
        MessageDigest digest = sha256();
        digest.update(before.getBytes(StandardCharsets.UTF_8));
        for (String part : step) {
            byte[] bytes = part.getBytes(StandardCharsets.UTF_8);
            digest.update((bytes.length + ":").getBytes(StandardCharsets.US_ASCII));
            digest.update(bytes);
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every JDK has SHA-256.", e);
        }
    }

    private Path file(String key) {
        return store.folder().resolve("steps").resolve(key);
    }
}
