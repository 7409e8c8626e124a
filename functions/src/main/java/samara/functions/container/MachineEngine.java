package samara.functions.container;

import java.util.Optional;
import samara.functions.image.ImageProvider;
import samara.functions.image.ImageReference;
import samara.functions.image.ImageStore;
import samara.functions.image.StoredImage;

/// The images of this machine's container engine, which is looked for when the first is asked for. Thread-safe.
public final class MachineEngine implements ImageProvider {
    private final EngineSearch search;
    private boolean looked;
    private Optional<ContainerEngine> found = Optional.empty();

    /// @param search how to find the engine
    public MachineEngine(EngineSearch search) {
        this.search = search;
    }

    /// The engine, if one works.
    ///
    /// @throws EngineException if the user asked for one that doesn't
    public synchronized Optional<ContainerEngine> engine() {
        if (!looked) {
            found = search.find();
            looked = true;
        }
        return found;
    }

    @Override
    public Optional<StoredImage> provide(ImageReference reference, ImageStore store) {
        return engine().flatMap(engine -> engine.provide(reference, store));
    }

    @Override
    public Optional<StoredImage> newer(ImageReference reference, StoredImage known, ImageStore store) {
        return engine().flatMap(engine -> engine.newer(reference, known, store));
    }

    @Override
    public String description() {
        return engine().map(ContainerEngine::description)
                .orElse("this machine, which has no container engine that works,");
    }
}
