package samara.build.image;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import samara.functions.image.ImageStore;
import samara.functions.image.RootFolder;
import samara.functions.image.StoredImage;

/// The files of a stage that is being built: unpacked when the first step needs them, and taken away in the end. Used
/// by one thread.
final class WorkFolder implements AutoCloseable {
    private final ImageStore store;
    private Optional<Path> folder = Optional.empty();
    private int unpacked;

    WorkFolder(ImageStore store) {
        this.store = store;
    }

    /// The files that these layers make, to be changed by the next step.
    Path with(List<StoredImage.Layer> layers) throws IOException {
        if (folder.isEmpty()) {
            Path parent = Files.createDirectories(store.folder().resolve("work"));
            Path made = Files.createTempDirectory(parent, "stage");
            folder = Optional.of(made);
            store.unpack(layers, made);
            unpacked = layers.size();
        } else if (unpacked < layers.size()) {
            store.unpackOnto(layers.subList(unpacked, layers.size()), folder.get());
            unpacked = layers.size();
        }
        return folder.get();
    }

    /// The last step's layer is what the folder has already.
    void holds(List<StoredImage.Layer> layers) {
        unpacked = layers.size();
    }

    @Override
    public void close() throws IOException {
        if (folder.isPresent()) {
            RootFolder.delete(folder.get());
        }
    }
}
