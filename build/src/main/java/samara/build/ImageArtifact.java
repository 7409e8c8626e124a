package samara.build;

import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import samara.build.image.ImageBuild;
import samara.build.image.ImageBuildException;
import samara.build.image.ImageRequest;
import samara.functions.container.ContainerEngine;
import samara.functions.container.EngineSearch;
import samara.functions.container.MachineEngine;
import samara.functions.image.ImageConfig;
import samara.functions.image.ImageSources;
import samara.functions.image.ImageStore;
import samara.functions.image.Registry;
import samara.functions.image.RegistryLogins;
import samara.functions.isolation.Sandbox;
import samara.template.ListNode;
import samara.template.Node;
import samara.template.ObjectNode;

/// Builds functions that are container images, as their `Metadata` says.
final class ImageArtifact {
    private final ImageBuild build;
    private final MachineEngine engine;
    private final Consumer<String> progress;
    private final AtomicBoolean saidWhoBuilds = new AtomicBoolean();
    private final boolean isForHere;

    ImageArtifact(BuildSettings settings, Tools tools, Consumer<String> progress) {
        var store = new ImageStore(ImageStore.folderOf(tools.caller()));
        this.engine = new MachineEngine(new EngineSearch(tools.caller(), store.folder()));
        this.isForHere = settings.isForHere();
        this.progress = progress;
        this.build = new ImageBuild(
                new ImageSources(store, List.of(new Registry(RegistryLogins.of(tools.caller()), progress))),
                engine::engine,
                Sandbox::find);
    }

    /// The name that an image gets, as `sam build` gives it: the function's in small letters, and its `DockerTag`.
    static String name(Artifact artifact) {
        return artifact.logicalId().toLowerCase(Locale.ROOT) + ":"
                + artifact.metadata("DockerTag").orElse("latest");
    }

    SamBuild.Built build(Artifact artifact) throws IOException {
        try {
            ImageBuild.Built built = build.build(request(artifact), line -> {
                if (!saidWhoBuilds.getAndSet(true)) {
                    progress.accept("Images are built by "
                            + engine.engine()
                                    .map(ContainerEngine::details)
                                    .orElse("Samara itself: no container engine is used here")
                            + ".");
                }
                progress.accept(artifact.path() + ": " + line);
            });
            return new SamBuild.Built(artifact, artifact.code(), built.image().digest(), built.fresh());
        } catch (ImageBuildException e) {
            throw new BuildException("Building " + artifact.called() + " failed. " + e.message(), e.output());
        }
    }

    private ImageRequest request(Artifact artifact) {
        ObjectNode metadata = artifact.metadata();
        Path dockerfile =
                artifact.code().resolve(artifact.metadata("Dockerfile").orElse("Dockerfile"));
        Map<String, String> arguments = new LinkedHashMap<>();
        metadata.object("DockerBuildArgs")
                .ifPresent(given -> given.forEach((name, value) -> arguments.put(
                        name,
                        value.asText()
                                .orElseThrow(() -> new BuildException(
                                        value.span() + ": the build argument `" + name + "` of " + artifact.called()
                                                + " has no value that is known without a stack.",
                                        "")))));
        String declared = artifact.architecture().equals("arm64") ? "arm64" : "amd64";
        return new ImageRequest(
                name(artifact),
                artifact.code(),
                dockerfile.normalize(),
                arguments,
                artifact.metadata("DockerBuildTarget"),
                extra(metadata),
                isForHere ? ImageConfig.machine() : declared);
    }

    private static List<String> extra(ObjectNode metadata) {
        Optional<Node> given = metadata.get("DockerBuildExtraParams");
        if (given.isPresent() && given.get() instanceof ListNode list) {
            return list.elements().stream()
                    .flatMap(item -> item.asText().stream())
                    .toList();
        }
        return given.flatMap(Node::asText)
                .map(text -> List.of(text.strip().split("\\s+", -1)))
                .orElse(List.of());
    }
}
