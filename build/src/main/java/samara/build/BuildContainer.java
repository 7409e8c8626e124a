package samara.build;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import samara.functions.container.ContainerEngine;

/// A container in which tools run: the folders of a build are in it under the paths that they have outside.
///
/// @param image what it is made from
/// @param readOnly folders and files that tools may read
/// @param writable folders that tools may write
/// @param variables environment variables of the tools; the caller's own stay outside
/// @param network an engine's network to be in
record BuildContainer(
        ContainerEngine engine,
        String image,
        List<Path> readOnly,
        List<Path> writable,
        Map<String, String> variables,
        Optional<String> network) {
    private static final AtomicInteger STARTED = new AtomicInteger();
    private static final Duration PULL = Duration.ofMinutes(30);

    BuildContainer {
        readOnly = List.copyOf(readOnly);
        writable = List.copyOf(writable);
        variables = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(variables));
    }

    /// A name for the next one, by which it can be ended.
    static String nextName() {
        return "samara-build-" + ProcessHandle.current().pid() + "-" + STARTED.incrementAndGet();
    }

    /// The command line of the engine that runs a task.
    List<String> commandLine(String name, Tools.Task task) throws IOException {
        List<String> arguments = new ArrayList<>(List.of("run", "--rm", "--name", name));
        arguments.addAll(List.of("--workdir", task.folder().toAbsolutePath().toString(), "--entrypoint", ""));
        if (engine.kind() == ContainerEngine.Kind.DOCKER) {
            arguments.addAll(List.of("--user", owner()));
        }
        network.ifPresent(value -> arguments.addAll(List.of("--network", value)));
        for (Path path : writable) {
            arguments.addAll(List.of("--volume", path.toAbsolutePath() + ":" + path.toAbsolutePath()));
        }
        for (Path path : readOnly) {
            arguments.addAll(List.of("--volume", path.toAbsolutePath() + ":" + path.toAbsolutePath() + ":ro"));
        }
        Map<String, String> all = new LinkedHashMap<>();
        all.put("HOME", "/tmp");
        all.putAll(task.variables());
        all.putAll(variables);
        all.forEach((key, value) -> arguments.addAll(List.of("--env", key + "=" + value)));
        arguments.add(image);
        arguments.addAll(task.command());
        return engine.commandLine(arguments);
    }

    private String owner() throws IOException {
        Path folder = writable.getFirst();
        return Files.getAttribute(folder, "unix:uid") + ":" + Files.getAttribute(folder, "unix:gid");
    }

    /// Gets the newest of the image from where it comes.
    ///
    /// @throws BuildException if it can't be had, and there is none here
    void pull(Tools tools) {
        var pulled = engine.run(List.of("pull", "--quiet", image), PULL, line -> {});
        if (pulled.succeeded()) {
            return;
        }
        boolean here = engine.run(List.of("image", "inspect", image), Duration.ofSeconds(30), line -> {})
                .succeeded();
        if (!here) {
            throw new BuildException(
                    "The image `" + image + "` to build in can't be pulled, and is not here. Name another one by"
                            + " `--build-image`.",
                    pulled.output());
        }
        tools.warnOnce("The image `" + image + "` can't be pulled; the one that is here is used.");
    }

    /// What the links at the top of a folder lead to, outside of it.
    static List<Path> linked(Path folder) throws IOException {
        Set<Path> targets = new LinkedHashSet<>();
        try (Stream<Path> all = Files.list(folder)) {
            for (Path path : all.sorted().toList()) {
                if (Files.isSymbolicLink(path) && Files.exists(path)) {
                    targets.add(path.toRealPath());
                }
            }
        }
        return List.copyOf(targets);
    }
}
