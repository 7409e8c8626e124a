package samara.cloud.lambda;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import samara.functions.FunctionCode;
import samara.functions.container.EngineException;
import samara.functions.container.EngineSearch;
import samara.functions.container.ImageContainers;
import samara.functions.container.MachineEngine;
import samara.functions.image.ImageConfig;
import samara.functions.image.ImageException;
import samara.functions.image.ImageReference;
import samara.functions.image.ImageSources;
import samara.functions.image.ImageStore;
import samara.functions.image.StoredImage;
import samara.functions.isolation.Isolation;

/// The images of functions: those that `samara build` keeps, local archives by their path, and a container engine's.
/// What a function runs is pinned by its digest when the image is named, as in Lambda.
final class FunctionImages {
    private final ImageSources sources;
    private final Map<String, String> environment;
    private final MachineEngine engines;

    /// @param environment the process's own
    FunctionImages(Map<String, String> environment) {
        var store = new ImageStore(ImageStore.folderOf(environment));
        var search = new EngineSearch(environment, store.folder());
        this.environment = Map.copyOf(environment);
        this.engines = new MachineEngine(search);
        this.sources = new ImageSources(store, List.of(engines));
    }

    /// Which engine runs them in containers.
    ImageContainers containers(Isolation isolation) {
        return new ImageContainers(environment, isolation, engines);
    }

    /// What an `ImageUri` means now.
    ///
    /// @throws samara.wire.AwsException if there is no such image, or it can't be run here
    Code.Image keep(String uri) {
        try {
            StoredImage image = sources.find(uri, Path.of("").toAbsolutePath()).runnableHere();
            return new Code.Image(uri, image.digest());
        } catch (ImageException e) {
            throw LambdaErrors.invalid(e.sentence());
        } catch (EngineException e) {
            throw LambdaErrors.invalid(e.sentence());
        }
    }

    /// What is run.
    ///
    /// @throws samara.wire.AwsException if the image is gone since
    FunctionCode.Image code(Code.Image kept, Packaging.Image packaging) {
        try {
            StoredImage image = sources.store()
                    .find(ImageReference.of(kept.digest()))
                    .orElseThrow(() -> new ImageException("The image `" + kept.uri() + "` (" + kept.digest()
                            + ") is gone: build it again and update the function's code."));
            var overrides = new ImageConfig.Overrides(
                    packaging.entryPoint(), packaging.command(), packaging.workingDirectory());
            return FunctionCode.Image.of(kept.uri(), image, sources.store(), overrides);
        } catch (ImageException e) {
            throw LambdaErrors.invalid(e.sentence());
        }
    }
}
