package samara.functions;

import java.nio.file.Path;
import java.util.List;
import samara.functions.image.ImageConfig;
import samara.functions.image.ImageStore;
import samara.functions.image.StoredImage;

/// What a function runs: the two package types of Lambda.
public sealed interface FunctionCode {

    /// Code for one of Lambda's runtimes.
    ///
    /// @param runtime Lambda's identifier, such as `python3.12`
    /// @param handler as Lambda writes it: `folder/module.function`
    /// @param folder the unpacked code, never written to
    /// @param layers unpacked layers in the order in which they are merged into `/opt`
    record Zip(String runtime, String handler, Path folder, List<Path> layers) implements FunctionCode {
        public Zip {
            layers = List.copyOf(layers);
        }
    }

    /// A container image, unpacked.
    ///
    /// @param image the name that its function gave, for messages
    /// @param id the image's, as container engines know it
    /// @param root the image's files; see [samara.functions.image.ImageStore#root]
    /// @param config what the image says of how it is run
    /// @param overrides what the function's `ImageConfig` says in its place
    record Image(String image, String id, Path root, ImageConfig config, ImageConfig.Overrides overrides)
            implements FunctionCode {

        /// An image of the store, unpacked if it isn't yet.
        ///
        /// @throws samara.functions.image.ImageException if it can't be unpacked or is made for other machines
        public static Image of(String name, StoredImage image, ImageStore store, ImageConfig.Overrides overrides) {
            StoredImage runnable = image.runnableHere();
            return new Image(name, runnable.id(), store.root(runnable), runnable.config(), overrides);
        }
    }
}
