package samara.build.image;

import java.nio.file.Files;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import samara.functions.container.ContainerEngine;
import samara.functions.container.EngineException;
import samara.functions.image.ImageException;
import samara.functions.image.ImageReference;
import samara.functions.image.ImageSources;
import samara.functions.image.StoredImage;
import samara.functions.isolation.Sandbox;

/// Builds images: by a container engine where one works, else by Samara's own builder. Thread-safe.
public final class ImageBuild {
    private final ImageSources sources;
    private final Supplier<Optional<ContainerEngine>> engine;
    private final Supplier<Optional<Sandbox>> sandbox;
    private boolean looked;
    private Optional<ContainerEngine> found = Optional.empty();

    /// An image that was built.
    ///
    /// @param fresh whether it is another than that of before
    public record Built(StoredImage image, boolean fresh) {}

    /// @param sources takes the images, and finds those that others are made from
    /// @param engine looks for a container engine; asked at most once
    /// @param sandbox looks for what our own builder runs commands in
    public ImageBuild(
            ImageSources sources, Supplier<Optional<ContainerEngine>> engine, Supplier<Optional<Sandbox>> sandbox) {
        this.sources = sources;
        this.engine = engine;
        this.sandbox = sandbox;
    }

    /// Builds an image and gives it its name, in the store and with the engine.
    ///
    /// @param progress takes what is done that takes time, and what it writes
    /// @throws ImageBuildException when it can't be built, with the step and what it wrote
    public Built build(ImageRequest request, Consumer<String> progress) {
        if (!Files.isRegularFile(request.dockerfile())) {
            throw new ImageBuildException(
                    "There is no Dockerfile `" + request.dockerfile() + "` for the image `" + request.name() + "`.",
                    "");
        }
        try {
            Optional<ContainerEngine> chosen = chosen();
            if (chosen.isPresent()) {
                return new EngineBuilder(chosen.get(), sources.store(), progress).build(request);
            }
            Optional<StoredImage> before = sources.store().find(ImageReference.of(request.name()));
            StoredImage image = new DockerfileBuilder(sources, sandbox.get(), progress).build(request);
            return new Built(image, !before.equals(Optional.of(image)));
        } catch (ImageException e) {
            throw new ImageBuildException(e.sentence(), "");
        } catch (EngineException e) {
            throw new ImageBuildException(e.sentence(), e.output());
        }
    }

    private synchronized Optional<ContainerEngine> chosen() {
        if (!looked) {
            found = engine.get();
            looked = true;
        }
        return found;
    }
}
