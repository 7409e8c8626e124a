package samara.functions.image;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Finds the image that an `ImageUri` or a `FROM` means: a local archive, an image of the store, else one of the
/// providers', in their order.
public final class ImageSources {
    private static final Pattern TRANSPORT = Pattern.compile("(?:docker-archive|oci-archive|oci):(.+)");
    private static final Pattern ARCHIVE = Pattern.compile(".+\\.(?:tar|tgz|tar\\.gz|tar\\.zst)");

    private final ImageStore store;
    private final List<ImageProvider> providers;

    /// @param providers are asked for what the store doesn't hold
    public ImageSources(ImageStore store, List<ImageProvider> providers) {
        this.store = store;
        this.providers = List.copyOf(providers);
    }

    /// The store that images are kept in.
    public ImageStore store() {
        return store;
    }

    /// Whether a text means a file or folder and no name.
    public static boolean isArchive(String text) {
        return TRANSPORT.matcher(text).matches() || ARCHIVE.matcher(text).matches();
    }

    /// The image.
    ///
    /// @param text `name:tag`, `name@sha256:…` or a path, perhaps after `oci-archive:` as Podman writes it
    /// @param base the folder that a relative path starts from
    /// @throws ImageException if it is nowhere
    public StoredImage find(String text, Path base) {
        if (isArchive(text)) {
            Matcher transport = TRANSPORT.matcher(text);
            return archive(base.resolve(transport.matches() ? transport.group(1) : text)
                    .normalize());
        }
        ImageReference reference = ImageReference.of(text);
        Optional<StoredImage> known = store.find(reference);
        if (known.isPresent()) {
            return newer(reference, known.get()).orElse(known.get());
        }
        if (reference.digest().isEmpty() || !reference.name().isEmpty()) {
            for (ImageProvider provider : providers) {
                Optional<StoredImage> provided = provider.provide(reference, store);
                if (provided.isPresent()) {
                    return provided.get();
                }
            }
        }
        List<String> asked = providers.stream().map(ImageProvider::description).toList();
        throw new ImageException("There is no image `" + text + "` here"
                + (asked.isEmpty() ? "" : ", and " + String.join(" and ", asked) + " had none")
                + ". Build it with `samara build`, or name an archive (`./image.tar`).");
    }

    private Optional<StoredImage> newer(ImageReference reference, StoredImage known) {
        return reference.digest().isPresent()
                ? Optional.empty()
                : providers.stream()
                        .flatMap(provider -> provider.newer(reference, known, store).stream())
                        .findFirst();
    }

    /// An archive's image, read again only when the file has changed.
    private StoredImage archive(Path place) {
        try {
            if (!Files.exists(place)) {
                throw new ImageException("There is no image archive `" + place + "`.");
            }
            if (Files.isDirectory(place)) {
                return new ImageArchive(store).read(place);
            }
            Path file = place.toRealPath();
            String stamp = file + "\n" + Files.size(file) + "\n" + Files.getLastModifiedTime(file);
            String tag = Blobs.digest(stamp.getBytes(StandardCharsets.UTF_8)).substring("sha256:".length());
            ImageReference reference = ImageReference.of("archive:" + tag);
            Optional<StoredImage> known = store.find(reference);
            if (known.isPresent()) {
                return known.get();
            }
            StoredImage image = new ImageArchive(store).read(file);
            store.tag(reference, image);
            return image;
        } catch (IOException e) {
            throw new UncheckedIOException("The image `" + place + "` could not be read.", e);
        }
    }
}
