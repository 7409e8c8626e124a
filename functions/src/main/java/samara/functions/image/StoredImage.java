package samara.functions.image;

import java.util.List;

/// An image in the store.
///
/// @param digest of its manifest: what `name@sha256:…` says
/// @param id of its configuration: what engines call the image's ID
/// @param layers from the lowest up
public record StoredImage(String digest, String id, ImageConfig config, List<Layer> layers) {

    /// A layer.
    ///
    /// @param blob the archive as it is stored, perhaps compressed
    /// @param mediaType what the manifest says of it
    /// @param diffId the digest of the archive without compression
    public record Layer(Blob blob, String mediaType, String diffId) {}

    public StoredImage {
        layers = List.copyOf(layers);
    }

    /// The digests of the uncompressed layers.
    public List<String> diffIds() {
        return layers.stream().map(Layer::diffId).toList();
    }

    /// Refuses an image of another architecture.
    ///
    /// @throws ImageException if this machine can't run it
    public StoredImage runnableHere() {
        if (!config.architecture().equals(ImageConfig.machine())) {
            throw new ImageException("The image is made for " + config.architecture() + ", and this machine is "
                    + ImageConfig.machine() + ".");
        }
        return this;
    }
}
