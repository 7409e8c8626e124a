package samara.functions.image;

import java.util.Optional;

/// Somewhere that images come from: a container engine, a registry.
public interface ImageProvider {
    /// Puts an image into the store, if it is there, and gives it its name.
    ///
    /// @throws ImageException if it is there and can't be had
    Optional<StoredImage> provide(ImageReference reference, ImageStore store);

    /// The same image, if it has changed there since the store got it; nothing if it hasn't or isn't known there.
    default Optional<StoredImage> newer(ImageReference reference, StoredImage known, ImageStore store) {
        return Optional.empty();
    }

    /// What messages call it.
    String description();
}
