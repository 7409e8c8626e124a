package samara.build;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import samara.functions.container.ContainerEngine;

/// How to build in containers.
///
/// @param images the image to build each resource in, by its path; the empty name is for all others
/// @param variables environment variables by the path of a resource; those of the empty name are for all
/// @param isWritable whether tools may write to the sources
/// @param followsLinks whether what links at the top of the sources lead to is in the container, too
/// @param pulls whether images are renewed
public record ContainerSettings(
        ContainerEngine engine,
        Map<String, String> images,
        Map<String, Map<String, String>> variables,
        boolean isWritable,
        boolean followsLinks,
        boolean pulls,
        Optional<String> network) {
    private static final String REGISTRY = "public.ecr.aws/sam/build-";

    /// The image that a resource is built in.
    String image(Artifact artifact) {
        return Optional.ofNullable(images.get(artifact.path()))
                .or(() -> Optional.ofNullable(images.get(artifact.logicalId())))
                .or(() -> Optional.ofNullable(images.get("")))
                .orElseGet(() -> REGISTRY
                        + artifact.runtime().or(artifact::method).orElse("") + ":latest-" + artifact.architecture());
    }

    private Map<String, String> variables(Artifact artifact) {
        Map<String, String> all = new LinkedHashMap<>(variables.getOrDefault("", Map.of()));
        all.putAll(variables.getOrDefault(artifact.logicalId(), Map.of()));
        all.putAll(variables.getOrDefault(artifact.path(), Map.of()));
        return all;
    }

    /// The container for a resource, whose image is here then.
    BuildContainer container(Artifact artifact, List<Path> inputs, BuildSettings settings, Tools tools)
            throws IOException {
        Set<Path> sources = new LinkedHashSet<>();
        for (Path input : inputs) {
            if (Files.exists(input)) {
                sources.add(input);
            }
        }
        sources.add(artifact.code());
        if (followsLinks) {
            sources.addAll(BuildContainer.linked(artifact.code()));
        }
        Set<Path> writable = new LinkedHashSet<>();
        writable.add(Files.createDirectories(settings.cacheFolder()));
        writable.add(Files.createDirectories(settings.buildFolder()));
        boolean writes = isWritable || settings.isInSource();
        if (writes) {
            writable.addAll(sources);
        }
        var container = new BuildContainer(
                engine,
                image(artifact),
                writes ? List.of() : List.copyOf(sources),
                List.copyOf(writable),
                variables(artifact),
                network);
        if (pulls && tools.isFirst("pull " + container.image())) {
            container.pull(tools);
        }
        return container;
    }
}
