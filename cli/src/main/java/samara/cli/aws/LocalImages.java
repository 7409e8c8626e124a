package samara.cli.aws;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import samara.cli.command.UserException;
import samara.functions.container.EngineException;
import samara.functions.container.EngineSearch;
import samara.functions.container.ImageContainers;
import samara.functions.container.MachineEngine;
import samara.functions.image.ImageException;
import samara.functions.image.ImageReference;
import samara.functions.image.ImageSources;
import samara.functions.image.ImageStore;
import samara.functions.image.StoredImage;
import samara.functions.isolation.Isolation;
import samara.template.Span;

/// Images for the embedded cloud: it shares this machine's store, so that nothing is uploaded. Each is named by its
/// digest, so that another build is another `ImageUri`.
public final class LocalImages implements ImageUris {
    private final ImageSources sources;
    private final Path folder;

    /// @param folder what paths of archives start from
    /// @param environment the environment variables
    public LocalImages(Path folder, Map<String, String> environment) {
        this.folder = folder;
        this.sources = sources(environment);
    }

    /// Which engine of this machine runs images in containers.
    public static ImageContainers containers(Map<String, String> environment, Isolation isolation) {
        var search = new EngineSearch(environment, ImageStore.folderOf(environment));
        return new ImageContainers(environment, isolation, new MachineEngine(search));
    }

    /// The images of this machine: Samara's, and its container engine's.
    public static ImageSources sources(Map<String, String> environment) {
        var store = new ImageStore(ImageStore.folderOf(environment));
        return new ImageSources(store, List.of(new MachineEngine(new EngineSearch(environment, store.folder()))));
    }

    @Override
    public String packed(String logicalId, String text, Span at) {
        try {
            StoredImage image = sources.find(text, folder);
            return named(logicalId, text).pinned(image.digest()).toString();
        } catch (ImageException e) {
            throw new UserException(at + ": the image of `" + logicalId + "`: " + e.sentence());
        } catch (EngineException e) {
            throw new UserException(at + ": the image of `" + logicalId + "`: " + e.sentence());
        }
    }

    private static ImageReference named(String logicalId, String text) {
        return ImageReference.of(ImageSources.isArchive(text) ? logicalId.toLowerCase(java.util.Locale.ROOT) : text);
    }
}
